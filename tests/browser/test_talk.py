"""How to complain or ask, on the built pages of every school, as on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from schools import two_schools

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
SCHOOLS = sorted(p.parent.name for p in (ROOT / "policy_src/schools").glob("*/school.yml"))
PHONE = {"width": 360, "height": 740}
SCREENS = 5

schools = pytest.mark.parametrize("school", SCHOOLS)

Open = Callable[..., Page]


@pytest.fixture
def phone(sites: Path, serve: Callable[..., str], chromium: Browser) -> Iterator[Open]:
    """``phone(school, address)`` opens a page of a school on a phone, without a script."""
    with chromium.new_context(viewport=PHONE, java_script_enabled=False) as context:

        def opened(school: str, address: str = "talk-to-us/") -> Page:
            page = context.new_page()
            page.goto(serve(sites / school) + address)
            return page

        yield opened


@schools
def test_the_page_is_at_most_five_screens_of_a_phone(school: str, phone: Open) -> None:
    high = phone(school).locator("html").bounding_box()
    assert high
    assert high["height"] <= SCREENS * PHONE["height"]


@schools
def test_an_order_is_drawn_in_the_schools_voice_only_where_its_document_gives_one(
    school: str, phone: Open
) -> None:
    page = phone(school)
    mark = page.locator("#steps + p > .tag")
    expect(mark).to_have_text("This school" if school in ("alsop", "oakfield") else "Every school")
    expect(page.locator("#people")).to_have_count(0 if school in ("alsop", "oakfield") else 1)
    assert page.locator(".ladder > li").count() in (2, 3)


@two_schools
def test_a_complaint_about_the_head_goes_past_the_head(school: str, phone: Open) -> None:
    page = phone(school)
    names = {"overstone-park": "the Principal", "clapgate": "the headteacher"}
    names |= {"oakfield": "the headteacher"}
    name = names.get(school, "the head of your school")
    way = page.locator(".detour", has_text=f"About {name}? Go to")
    expect(way).to_have_count(1)
    link = way.get_by_role("link")
    expect(link).to_have_text(re.compile("chair of governors", re.IGNORECASE))
    expect(page.locator(str(link.get_attribute("href")))).to_be_visible()
    expect(page.locator(".detour", has_text="About a governor? Go to")).to_have_count(1)


def test_the_head_has_one_name(phone: Open) -> None:
    text = phone("overstone-park").locator(".md-content").text_content() or ""
    assert "Write to the Principal" in text
    assert not re.search(r"\bhead(teacher)?\b", text, re.IGNORECASE)


def test_each_step_names_a_person_a_time_and_the_next_step(phone: Open) -> None:
    step = phone("oakfield").locator(".ladder > li").first
    for words in ("Your child's class teacher", "How long:", "Not settled?"):
        expect(step.get_by_text(words).first).to_be_visible()
    expect(step.locator("> p > .call")).to_have_text("Call 01632 960001")


def test_no_two_cards_say_the_same(phone: Open) -> None:
    cards = phone("clapgate").locator(".beside .fold")
    said = [text for card in cards.all() for text in card.locator("p:not(:has(.tag))").all()]
    texts = [t for t in (p.text_content() for p in said) if t and not t.startswith("Good for")]
    assert len(texts) == 3
    assert len(set(texts)) == 3


@two_schools
def test_a_link_to_a_person_opens_what_is_folded(school: str, phone: Open) -> None:
    page = phone(school)
    folds = page.locator(".fold:has(h3[id], h4[id])")
    for fold in (folds.first, folds.last):
        inside = fold.locator("p:has(.tag)")
        expect(inside).not_to_be_visible()
        name = fold.locator("[id]").first.get_attribute("id")
        there = phone(school, f"talk-to-us/#{name}")
        expect(there.locator(f".fold:has(#{name}) p:has(.tag)")).to_be_visible()


def test_a_number_is_a_button_and_a_label_stands_above_its_value(phone: Open) -> None:
    page = phone("oakfield", "talk-to-us/#office")
    lines = page.locator(".fold:has(#office) .contact > div")
    for label, value in (("Phone", "Call 01632 960001"), ("Email", "office@oakfield.example.org")):
        line = lines.filter(has_text=label)
        expect(line.locator("dd")).to_have_text(value)
        above, below = line.locator("dt").bounding_box(), line.locator("dd").bounding_box()
        assert above
        assert below
        assert above["y"] + above["height"] <= below["y"]
    call = lines.locator(".call")
    expect(call).to_have_attribute("href", "tel:01632960001")
    box = call.bounding_box()
    assert box
    assert box["height"] < 50, "the number is broken"


@schools
def test_home_and_menu_lead_here_and_the_picture_leaves_the_button_in_sight(
    school: str, phone: Open
) -> None:
    page = phone(school, "")
    expect(page.locator(".card").get_by_role("link", name="Complain or ask")).to_be_visible()
    page.locator(".menu > summary").click()
    expect(page.locator(".menu").get_by_role("link", name="Complain or ask")).to_be_visible()
    expect(page.locator(".hero__art svg")).to_be_visible()
    box = page.locator(".hero .button").bounding_box()
    assert box
    assert box["y"] + box["height"] < PHONE["height"]
