"""The code of conduct: one short list, topics without a script, posts before and after."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from playwright.sync_api import Browser, Page, expect
from schools import two_schools
from taps import later

from generator.content.book import Book
from generator.content.words import TOPICS, post
from generator.model.clause import Clause, Icon, Topic
from generator.source.load import load
from generator.wizard import icons
from generator.wizard.program import compile_wizard

ROOT = Path(__file__).parent.parent.parent
SCHOOLS = sorted(p.parent.name for p in (ROOT / "policy_src/schools").glob("*/school.yml"))
SCREENS = 6
PHONE = {"width": 360, "height": 740}

schools = pytest.mark.parametrize("school", SCHOOLS)

Open = Callable[..., Page]


@cache
def book(school: str) -> Book:
    policy = load(ROOT / "policy_src", school).policy
    assert policy
    return Book(policy, {}, date(2026, 1, 1), [])


def rules(school: str) -> list[Clause]:
    """Return the rules for parents, in reading order."""
    return [clause for _, found in book(school).parent_sections for clause in found]


@pytest.fixture
def code(chromium: Browser, serve: Callable[..., str], sites: Path) -> Iterator[Open]:
    """`code(school, anchor)` opens a school's rules on a phone that runs no script."""
    with chromium.new_context(viewport=PHONE, java_script_enabled=False) as context:

        def open_page(school: str, anchor: str = "") -> Page:
            page = context.new_page()
            page.goto(f"{serve(sites / school)}code/{anchor}")
            return page

        yield open_page


def seen(page: Page) -> list[str]:
    """Return the titles of the rules that a reader sees, from the top."""
    return [link.inner_text() for link in page.locator(".same a").all() if link.is_visible()]


@pytest.mark.browser
@schools
def test_the_rules_fit_few_screens_of_a_phone(code: Open, school: str) -> None:
    body = code(school).locator("body").bounding_box()
    assert body
    assert body["height"] <= SCREENS * PHONE["height"]


@pytest.mark.browser
@schools
def test_every_rule_of_the_school_is_seen_at_once_each_on_its_line(code: Open, school: str) -> None:
    own = [c.title for c in rules(school) if c.id in book(school).policy.written_here]
    assert sorted(seen(code(school))) == sorted(own)


@pytest.mark.browser
@two_schools
def test_a_topic_shows_its_rules_and_no_others(code: Open, school: str) -> None:
    page = code(school)
    for topic, title in TOPICS.items():
        page.get_by_role("link", name=title, exact=True).click()
        expect(page.get_by_role("heading", name=title, exact=True)).to_be_in_viewport()
        about = [c.title for c in rules(school) if topic in c.topics]
        assert len(about) >= 4, topic
        assert sorted(seen(page)) == sorted(about), topic


@pytest.mark.browser
@two_schools
def test_the_shared_rules_open_by_section_or_all(code: Open, school: str) -> None:
    page = code(school)
    page.get_by_role("link", name="When someone is in danger").click()
    assert "Ring 999 if a child is missing" in seen(page)
    assert "Put the facts first" not in seen(page)
    page.get_by_role("link", name="Show all the rules").click()
    assert set(seen(page)) == {c.title for c in book(school).policy.clauses.values()}


def test_a_mark_stands_once_over_the_rules_it_is_for(sites: Path) -> None:
    html = (sites / "oakfield/code/index.html").read_text("utf-8")
    groups = html.split('<h3 id="groups">')[1].split("<h3")[0]
    assert re.findall(r'class="force">([^<]*)', groups) == [
        *("You may", "You must", "Please don't", "Please"),
    ]
    assert ">This school<" in html.split('<h2 id="own-rules">')[1].split("<h3")[0]
    law = html.split('<h3 id="what-the-law-says">')[1].split("<h3")[0]
    marks = re.findall(r'class="force">([^<]*)</strong> <span class="tag[^>]*>([^<]*)', law)
    assert ("You must not", "The law") in marks
    assert ("You must not", "Every school") in marks
    assert len(set(marks)) == len(marks)


@pytest.mark.browser
def test_an_example_that_is_a_post_looks_like_one_and_is_read_out_as_fine_or_not(
    code: Open,
) -> None:
    page = code("oakfield", "no-politics-in-class-groups/")
    wrong = page.locator(".example--not-fine")
    assert wrong.inner_text().split("\n\n")[0].endswith("Not fine:")
    expect(wrong.locator("q.post")).to_have_text("Vote for my sister on Thursday!")
    expect(wrong).to_contain_text("In the class group")
    drawn = wrong.locator("q.post").evaluate("post => getComputedStyle(post).borderRadius")
    assert drawn != "0px"
    expect(page.locator(".example--fine q.post").first).not_to_contain_text("A petition")


@pytest.mark.parametrize(
    ("example", "shown"),
    [
        ("“Hello!”", ("", "Hello!", "")),
        ("“Hello!”, in the class chat.", ("", "Hello!", "In the class chat.")),
        ("In the evening: “What a day!”", ("In the evening", "What a day!", "")),
        ("A group called “Year 8”", None),
        ("“Year 8”, and then “Year 9”", None),
        ("A letter to the school", None),
    ],
)
def test_a_post_is_told_from_words_in_a_sentence(
    example: str, shown: tuple[str, str, str] | None
) -> None:
    found = post(example)
    assert (tuple(found.values()) if found else None) == shown


@pytest.mark.browser
def test_words_before_and_after_stand_on_the_rules_page(code: Open) -> None:
    page = code("clapgate", "facts-first/")
    shown = page.locator(".example").all_inner_texts()
    assert "I am SO sick of this useless school!!!" in shown[0]
    assert shown[0].startswith("Before:")
    assert "Mia had no coat at break on Monday" in shown[1]
    assert "After:" in shown[1]


@pytest.mark.browser
def test_words_before_and_after_stand_in_the_answer(
    chromium: Browser, serve: Callable[..., str], sites: Path
) -> None:
    with chromium.new_context(viewport=PHONE) as context:
        page = context.new_page()
        page.goto(serve(sites / "clapgate") + "should-i-post/")
        program = compile_wizard(book("clapgate").policy, "should-i-post")
        chosen = {"kind": "wrong", "audience": "school", "about": "school", "words": "angry"}
        while page.locator(".wz-result").count() == 0:
            fact = page.locator(".wz-input:visible").first.get_attribute("name")
            asked = program.facts[program.index(str(fact).removeprefix("wz-"))].fact
            milder = {"one": asked.options[0].id, "many": asked.options[-1].id}[asked.kind]
            name = chosen.get(asked.id, milder)
            at = next(i for i, option in enumerate(asked.options) if option.id == name)
            page.locator(f"#wz-{asked.id}-{at}").check()
            later(page)
            page.get_by_role("button", name="Continue").click()
        reason = page.locator("details.wz-fold", has_text="Put the facts first")
        reason.evaluate("fold => { fold.open = true; }")
        expect(reason.locator("q.post").first).to_have_text(
            "I am SO sick of this useless school!!!"
        )
        expect(reason.locator("q.post").last).to_contain_text("Please call me.")
        expect(reason).to_contain_text("Before:")
        expect(reason).to_contain_text("After:")


@schools
def test_the_answer_in_a_frame_stays_without_them(sites: Path, school: str) -> None:
    embed = sites / school / "embed/index.html"
    assert not embed.is_file() or "so sick of this" not in embed.read_text("utf-8").lower()


def test_every_picture_of_a_group_is_drawn() -> None:
    assert set(icons.SUBJECTS) == set(get_args(Icon))
    assert set(TOPICS) == set(icons.TOPICS) == set(get_args(Topic))
    assert set(icons.TOPICS.values()) <= set(icons.SUBJECTS)


@schools
def test_every_group_of_rules_has_one_picture_wherever_it_is(school: str, sites: Path) -> None:
    policy = book(school).policy
    html = (sites / school / "code/index.html").read_text("utf-8")
    for section in policy.sections:
        assert section.icon, section.id
        drawn = f'd="{icons.SUBJECTS[section.icon]}"'
        assert drawn in html.split(f'<h3 id="{section.id}">')[1].split("</h3>")[0]
        for clause in section.clauses:
            rule = (sites / school / f"code/{clause.id}/index.html").read_text("utf-8")
            assert drawn in rule.split("<h1")[0], clause.id
