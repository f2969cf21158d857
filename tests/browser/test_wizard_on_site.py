"""The three wizards on built sites: what each kind of answer shows, and how the pages behave."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import engines
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from selenium.webdriver import WebKitGTK
from taps import later

from generator.source.load import load
from generator.wizard.program import Program, compile_wizard

pytestmark = pytest.mark.browser

SOURCE = Path(__file__).parent.parent.parent / "policy_src"
BEHAVE = (Path(__file__).parent / "behave.js").read_text("utf-8").split("\n", 3)[3]

SAFE, NOW = ["danger", "no"], ["danger", "now"]
WALKS = {
    "should-i-post/": [
        SAFE,
        ["serious", "none"],
        ["kind", "wrong"],
        ["role", "parents"],
        ["audience", "public"],
        ["about", "staff"],
        ["words", "insult"],
        ["tried", "nothing"],
    ],
    "who-to-talk-to/": [SAFE, ["about", "staff"], ["tried", "first"]],
    "someone-posted/": [
        SAFE,
        ["target", "child"],
        ["what", "threat", "again"],
        ["where", "group"],
        ["poster", "school"],
    ],
}
"""For each wizard a walk to a result: the fact asked for, and what is ticked."""

Open = Callable[..., Page]


SCHOOL: dict[Page, str] = {}
"""The school whose site a page is of."""


@pytest.fixture(scope="module")
def context_of(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """`context_of(**options)` gives the context that all tests with these options share."""
    contexts: dict[str, BrowserContext] = {}

    def give(**options: Any) -> BrowserContext:
        key = repr(options)
        if key not in contexts:
            contexts[key] = chromium.new_context(**{"locale": "en-GB", **options})
        return contexts[key]

    yield give
    for context in contexts.values():
        context.close()


@pytest.fixture(scope="module")
def base_of(sites: Path) -> Iterator[Callable[[str], str]]:
    """`base_of(school)` gives the address of its site, the same for all tests."""
    with ExitStack() as stack:
        yield cache(lambda school: stack.enter_context(engines.serving(sites / school)))


@pytest.fixture
def open_page(
    context_of: Callable[..., BrowserContext], base_of: Callable[[str], str]
) -> Iterator[Open]:
    """`open_page(address, school=…, **context)`; a fault or a request elsewhere fails the test."""
    pages: list[Page] = []
    faults: list[str] = []

    def open_it(address: str, school: str = "oakfield", **options: Any) -> Page:
        base = base_of(school)
        page = context_of(**options).new_page()
        pages.append(page)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "request",
            lambda request: request.url.startswith(base) or faults.append(request.url),
        )
        page.goto(base + address)
        SCHOOL[page] = school
        return page

    yield open_it
    for page in pages:
        page.close()
    assert not faults


def heading(page: Page) -> Any:
    return page.locator("h1:visible")


def proceed(page: Page) -> None:
    later(page)
    page.get_by_role("button", name="Continue").click()


def option(page: Page, fact: str, name: str) -> Any:
    """The input of an option, by the names in the source."""
    school, wizard = SCHOOL[page], urlsplit(page.url).path.split("/")[-2]
    program = compiled(school, wizard)
    options = program.facts[program.index(fact)].fact.options
    at = next(i for i, each in enumerate(options) if each.id == name)
    return page.locator(f"#wz-{fact}-{at}")


@cache
def compiled(school: str, wizard: str) -> Program:
    policy = load(SOURCE, school).policy
    assert policy
    return compile_wizard(policy, wizard)


def walk(page: Page, steps: list[list[str]]) -> None:
    """Answer these questions; a question that is not asked here is left out."""
    for fact, *names in steps:
        if page.locator(f"input[name=wz-{fact}]").count() == 0:
            continue
        for name in names:
            option(page, fact, name).check()
        proceed(page)


def result(address: str, open_page: Open, **options: Any) -> Page:
    page = open_page(address, **options)
    walk(page, WALKS[address])
    expect(page.locator(".wz-result")).to_be_visible()
    return page


def sections(page: Page) -> list[str]:
    return page.locator(".wz-result h2").all_inner_texts()


# What each kind of wizard answers


def test_a_finder_names_the_person_and_how_to_reach_them(open_page: Open) -> None:
    page = result("who-to-talk-to/", open_page)
    assert sections(page) == ["Who to talk to"]
    card = page.locator(".wz-card")
    expect(card.get_by_role("heading")).to_have_text("The headteacher")
    expect(card.get_by_role("link", name="Call 01632 960002")).to_have_attribute(
        "href", "tel:01632960002"
    )
    card.locator("summary", has_text="More about them").click()
    for label in ("Name:", "How long it takes:", "If it is not settled:"):
        expect(card.get_by_text(label)).to_be_visible()


def test_a_person_whose_address_is_not_known_can_still_be_reached(open_page: Open) -> None:
    page = result("who-to-talk-to/", open_page, school="clapgate")
    expect(page.locator(".wz-card")).to_contain_text(
        "Ask at the school, or ring the school's number."
    )


def test_a_finder_leads_outside_and_says_so(open_page: Open) -> None:
    page = open_page("who-to-talk-to/", school="clapgate")
    walk(page, [SAFE, ["about", "council"]])
    assert sections(page) == ["Who to talk to"]
    card = page.locator(".wz-card")
    expect(card.locator(".wz-tag")).to_have_text("Outside the school")
    expect(card).not_to_contain_text("Ask at the school")


DANGERS = [option.id for option in compiled("oakfield", "should-i-post").facts[0].fact.options[1:]]


@pytest.mark.parametrize("danger", DANGERS)
def test_in_danger_one_screen_says_what_to_do_and_has_a_button(
    open_page: Open, danger: str
) -> None:
    for address in WALKS:
        page = open_page(address, viewport={"width": 360, "height": 740})
        walk(page, [["danger", danger]])
        expect(page.locator(".wz-result--help")).to_be_visible()
        first = page.locator(".wz-result").get_by_role("link").first
        assert re.match("(tel|sms|https):", first.get_attribute("href") or "")
        box = first.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 640
        assert len(page.locator(".wz-verdict .wz-lead").all()) == 2
        assert page.locator(".wz-section").first.locator("li").count() <= 2
        assert sections(page) == ["More help", "Who to talk to"]
        assert page.get_by_text("Write a message").count() == 0
        page.close()


def test_a_guide_shows_numbered_steps_the_most_pressing_first(open_page: Open) -> None:
    page = result("someone-posted/", open_page)
    assert sections(page) == ["Your steps", "Who to tell"]
    steps = page.locator("ol.wz-steps > li")
    titles = steps.locator("> h3").all_inner_texts()
    assert titles[:2] == ["Tell the police about a threat", "Write down each time it happens"]
    assert {"Keep a copy first", "Tell the school", "Look after your child"} <= set(titles)
    expect(steps.first.get_by_role("link", name="Call 101")).to_have_attribute("href", "tel:101")
    assert page.get_by_role("link", name="Call 101").count() == 1


def test_the_questions_of_a_guide_come_in_the_authors_order(open_page: Open) -> None:
    page = open_page("someone-posted/")
    expect(page.get_by_text("Question 1. At most 4 more.")).to_be_visible()
    for fact, *names in WALKS["someone-posted/"]:
        expect(page.locator(f"input[name=wz-{fact}]").first).to_be_visible()
        walk(page, [[fact, *names]])


def test_a_verdict_and_its_main_button_fit_one_screen(open_page: Open) -> None:
    page = result("should-i-post/", open_page, viewport={"width": 360, "height": 740})
    expect(page.locator(".wz-result--stop")).to_be_visible()
    main = page.locator(".wz-card .wz-button").first
    box = main.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 740
    assert "Why" in sections(page)
    reasons = page.locator(".wz-fold:has(.wz-tag)")
    assert reasons.first.get_attribute("open") is not None
    served = page.request.get(page.url.partition("#")[0]).text()
    wizard = json.loads(served.partition('type="application/json">')[2].partition("</script>")[0])
    titles = [" ".join(text.split()) for text in reasons.locator("summary").all_inner_texts()]
    listed = [f"{wizard['marks'][c['mark']]} {c['title']}" for c in wizard["clauses"]]
    order = [listed.index(title) for title in titles]
    assert order == sorted(order)
    assert len(order) > 1


def test_the_first_screen_is_the_question_and_little_else(open_page: Open) -> None:
    page = open_page("should-i-post/", viewport={"width": 360, "height": 740})
    top, *rows, button = [
        part.bounding_box() or {}
        for part in (
            heading(page),
            *page.locator(".wz-option").all(),
            page.get_by_role("button", name="Continue"),
        )
    ]
    assert top["y"] < 240
    assert min(row["height"] for row in rows) >= 44
    assert button["y"] - rows[-1]["y"] - rows[-1]["height"] < 24
    expect(page.locator("form").get_by_text("Your answers stay on this page.")).to_be_visible()


# The message


@pytest.mark.parametrize(
    ("school", "to"), [("oakfield", "head@oakfield.example.org"), ("clapgate", "")]
)
def test_the_message_opens_in_the_persons_own_mail_app(
    open_page: Open, school: str, to: str
) -> None:
    page = result("should-i-post/", open_page, school=school)
    page.get_by_text("Write a message").click()
    address = page.get_by_role("link", name="Open in my mail app").get_attribute("href")
    mail = urlsplit(address or "")
    assert (mail.scheme, unquote(mail.path)) == ("mailto", to)
    said = parse_qs(mail.query)
    assert said["subject"][0]
    words = page.get_by_role("textbox", name="Your message").input_value()
    assert said["body"][0] == words.replace("\n", "\r\n")
    assert words.split("\n")[0].endswith(",")
    assert words.endswith("Thank you.")


# How the pages behave


@pytest.mark.parametrize("address", WALKS)
def test_nothing_is_kept_and_the_address_tells_nothing(open_page: Open, address: str) -> None:
    page = open_page(address)
    before = page.url
    walk(page, WALKS[address])
    expect(page.locator(".wz-result")).to_be_visible()
    assert page.url == before
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0,
        0,
        "",
    ]
    assert set(page.evaluate("history.state")) == {"step"}
    assert page.context.cookies() == []


@pytest.mark.parametrize("address", WALKS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_fits_at_400_percent(open_page: Open, address: str, scheme: str) -> None:
    """A window of 1280 by 1024 at 400% shows 320 by 256 CSS pixels."""
    page = open_page(address, viewport={"width": 320, "height": 256}, color_scheme=scheme)
    fits = "document.documentElement.scrollWidth <= innerWidth"
    assert page.evaluate(fits)
    walk(page, WALKS[address])
    expect(page.locator(".wz-result")).to_be_visible()
    assert page.evaluate(fits)
    top = page.evaluate("document.querySelector('h1:focus').getBoundingClientRect().top")
    assert 0 <= top < 256


@pytest.mark.parametrize("address", WALKS)
def test_forced_colours_leave_every_edge(open_page: Open, address: str) -> None:
    page = result(address, open_page, forced_colors="active")
    borders = page.evaluate(
        """[...document.querySelectorAll('.wz-verdict, .wz-card, .wz-button')]
          .map((box) => parseFloat(getComputedStyle(box).borderTopWidth))"""
    )
    assert min(borders) >= 1


def test_reduced_motion_moves_nothing(open_page: Open) -> None:
    page = result("someone-posted/", open_page, reduced_motion="reduce")
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("address", WALKS)
def test_the_answer_prints_without_the_frame(open_page: Open, address: str) -> None:
    page = result(address, open_page, color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator(".wz-paper")).to_contain_text("Oakfield Primary School. Printed on")
    for hidden in page.locator("header, nav, .wz button, .wz-back").all():
        expect(hidden).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('.wz')).color") == "rgb(0, 0, 0)"


def test_two_tabs_do_not_know_each_other(open_page: Open) -> None:
    one = open_page("who-to-talk-to/")
    other = open_page("who-to-talk-to/")
    one.bring_to_front()
    walk(one, WALKS["who-to-talk-to/"])
    expect(one.locator(".wz-result")).to_be_visible()
    assert other.locator("input:checked").count() == 0
    other.bring_to_front()
    walk(other, [NOW])
    expect(heading(other)).to_have_text("Call 999 now")
    expect(heading(one)).not_to_have_text("Call 999 now")


@pytest.mark.parametrize("address", WALKS)
def test_a_reload_in_the_middle_starts_again(open_page: Open, address: str) -> None:
    page = open_page(address)
    first = heading(page).inner_text()
    walk(page, WALKS[address][:2])
    expect(heading(page)).not_to_have_text(first)
    page.reload()
    expect(heading(page)).to_have_text(first)
    assert page.locator("input:checked").count() == 0


@pytest.mark.parametrize("address", WALKS)
def test_back_into_a_finished_wizard(open_page: Open, address: str) -> None:
    page = open_page(address)
    first = heading(page).inner_text()
    walk(page, WALKS[address])
    verdict = heading(page).inner_text()
    page.locator(".wz-result a[href^='../']:visible").first.click()
    page.wait_for_url(lambda url: address not in url)
    page.go_back()
    # The browser kept the page, or the wizard starts again.
    expect(heading(page)).to_have_text(re.compile(f"^({re.escape(verdict)}|{re.escape(first)})$"))
    assert page.locator("input:checked").count() == 0


def test_a_double_tap_answers_one_question(open_page: Open) -> None:
    page = open_page("who-to-talk-to/", has_touch=True)
    option(page, *SAFE).tap()
    asked = heading(page).inner_text()
    later(page)
    page.get_by_role("button", name="Continue").dblclick()
    expect(heading(page)).not_to_have_text(asked)
    expect(page.locator("input[name=wz-about]").first).to_be_visible()
    assert page.locator(".wz-summary").count() == 0


def test_without_a_script_each_page_is_a_list(open_page: Open) -> None:
    for address, words in {
        "should-i-post/": "All the rules as a list",
        "who-to-talk-to/": "All the people as a list",
        "someone-posted/": "All the steps as a list",
    }.items():
        page = open_page(address, java_script_enabled=False)
        expect(page.get_by_role("heading", name=words)).to_be_visible()
        assert page.locator("[data-wizard-static] li").count() > 10


# The same in every engine

LAST = len(DANGERS)
"""The place of "no" on the screen: dangers are shown the worst first."""
ANSWERS = {"someone-posted/": [LAST, 1, 0, 1, 0], "who-to-talk-to/": [LAST, 2, 1]}
SEEN = {
    address: {
        "error": ["Error:", True],
        "errorLeadsTo": True,
        "steps": [[True, True]] * len(answers),
        "finished": True,
        "back": [[answers[-1]], True],
        "forward": True,
        "change": [[LAST], True],
        "returned": True,
        "again": [[], True],
        "kept": [0, 0, ""],
        "sameAddress": True,
    }
    for address, answers in ANSWERS.items()
}


@pytest.mark.parametrize("address", ANSWERS)
def test_behaves_in_chromium(open_page: Open, address: str) -> None:
    page = open_page(address, school="pennington")
    assert page.evaluate(f"({BEHAVE})({ANSWERS[address]})") == SEEN[address]


@pytest.mark.parametrize("address", ANSWERS)
def test_behaves_in_webkit(
    webkit: WebKitGTK, serve: Callable[..., str], sites: Path, address: str
) -> None:
    webkit.set_script_timeout(120)
    webkit.get(serve(sites / "pennington") + address)
    script = f"({BEHAVE})({ANSWERS[address]}).then(arguments[0])"
    assert webkit.execute_async_script(script) == SEEN[address]


@pytest.mark.parametrize("address", ANSWERS)
def test_behaves_in_firefox(
    firefox: Callable[..., Any], serve: Callable[..., str], sites: Path, address: str
) -> None:
    site = serve(sites / "pennington")
    seen = firefox("behave.mjs", site + address, *map(str, ANSWERS[address]))
    assert seen == SEEN[address]
