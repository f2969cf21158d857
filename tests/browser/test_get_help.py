"""Somebody needs help: danger first, then by need, short, and never a call without a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import built
import pytest
from playwright.sync_api import Browser, Page, expect
from schools import two_schools

PHONE = {"width": 360, "height": 740}
SCHOOLS = ["alsop", "clapgate", "coates-lane", "oakfield", "overstone-park", "pennington"]
WIZARDS = ["should-i-post", "someone-posted", "who-to-talk-to"]
NEEDS = [
    "A naked or sexual picture",
    "A threat or attack",
    "A child at risk",
    "I am not coping",
    "Report a post",
]
INTRO = 15
"""The most words before the first question of a wizard."""

CALL_SOMEBODY = re.compile(r"\b(?:call|ring|text)\b[^.\n]*\bhelplines?\b", re.IGNORECASE)

Visit = Callable[[str, str], Page]
"""``visit(school, address)`` opens a page on a phone."""


@pytest.fixture
def visit(chromium: Browser, sites: Path, serve: Callable[..., str]) -> Iterator[Visit]:
    with chromium.new_context(viewport=PHONE) as context:

        def go(school: str, address: str) -> Page:
            page = context.new_page()
            page.goto(serve(sites / school, built.prefix(sites / school)) + address)
            return page

        yield go


@pytest.mark.browser
@pytest.mark.parametrize("school", SCHOOLS)
def test_get_help_fits_five_screens_of_a_phone(school: str, visit: Visit) -> None:
    height = visit(school, "report/").evaluate("document.documentElement.scrollHeight")
    assert height <= 5 * PHONE["height"]


@pytest.mark.browser
@pytest.mark.parametrize("school", SCHOOLS)
def test_danger_is_on_the_first_screen_and_before_all_else(school: str, visit: Visit) -> None:
    page = visit(school, "report/")
    first = page.locator("#main a").first
    expect(first).to_have_text("Call 999")
    expect(first).to_have_attribute("href", "tel:999")
    expect(first).to_be_in_viewport()


@pytest.mark.browser
@two_schools
def test_each_need_has_at_most_three_contacts_to_tap(school: str, visit: Visit) -> None:
    page = visit(school, "report/")
    assert page.locator(".needs a").all_inner_texts() == NEEDS
    for link, need in zip(page.locator(".needs a").all(), NEEDS, strict=True):
        heading = page.locator(link.get_attribute("href") or "")
        expect(heading).to_have_text(need)
        services = heading.locator("xpath=following-sibling::*[@class='services'][1]/div")
        assert 1 <= services.count() <= 3
        for service in services.all():
            button = service.locator(".call").first
            expect(button).to_be_visible()
            assert re.match("tel:|sms:|https://", button.get_attribute("href") or "")
            assert re.match(r"(Call|Text) \d|Open page", button.inner_text())


@pytest.mark.browser
def test_the_rest_of_a_helpline_opens_with_a_tap(visit: Visit) -> None:
    page = visit("clapgate", "report/")
    service = page.locator(".service").filter(has_text="NSPCC helpline")
    hours = service.get_by_text("Open: By phone at least")
    expect(hours).not_to_be_visible()
    service.locator("summary").click()
    expect(hours).to_be_visible()


@pytest.mark.browser
def test_helplines_for_no_need_wait_below(visit: Visit) -> None:
    page = visit("clapgate", "report/")
    button = page.get_by_role("link", name="Call 020 3117 2520")
    expect(button).not_to_be_visible()
    page.get_by_text("More help").click()
    expect(button).to_be_visible()


@pytest.mark.browser
def test_a_link_to_an_app_opens_how_to_report_there(visit: Visit) -> None:
    page = visit("overstone-park", "report/#flickr")
    expect(page.get_by_text("choose “Report Abuse”")).to_be_in_viewport()
    expect(page.get_by_text("Ask the person who runs the group first")).not_to_be_visible()


@pytest.mark.browser
def test_a_closed_network_is_one_line_where_the_document_names_it(visit: Visit) -> None:
    page = visit("coates-lane", "report/#club-penguin")
    line = page.locator("li#club-penguin")
    expect(line).to_be_in_viewport()
    expect(line).to_contain_text("Club Penguin. This school This was a game for children.")
    expect(page.locator("summary").filter(has_text="Club Penguin")).to_have_count(0)
    expect(visit("clapgate", "report/").get_by_text("Club Penguin")).to_have_count(0)


@pytest.mark.browser
@pytest.mark.parametrize("wizard", WIZARDS)
def test_the_most_urgent_danger_is_the_first_answer(wizard: str, visit: Visit) -> None:
    page = visit("clapgate", f"{wizard}/")
    expect(page.locator(".wz-label").first).to_have_text("Someone could be hurt now, or very soon")
    expect(page.locator(".wz-label").first).to_be_in_viewport()


def test_a_wizard_begins_with_few_words(sites: Path) -> None:
    for site in built.schools(sites):
        for wizard in WIZARDS:
            html = built.file_of(site, f"{wizard}/").read_text("utf-8")
            intro = html.split("data-wizard-intro", 1)[1].split("</h1>", 1)[1].split("</div>", 1)[0]
            words = re.sub(r"<[^>]+>", " ", intro).split()
            assert 1 <= len(words) <= INTRO, (site.name, wizard)


def test_who_says_call_a_helpline_gives_its_number(sites: Path) -> None:
    said = 0
    for site in built.schools(sites):
        help_page = built.file_of(site, "report/").read_text("utf-8")
        numbers = set(re.findall(r">(?:Call|Text) ([\d ]+)<", help_page)) - {"999"}
        for address in built.addresses(site):
            html = built.file_of(site, address).read_text("utf-8")
            html = re.sub(r"<(script|template|pre|head)\b.*?</\1>", "", html, flags=re.DOTALL)
            shown = re.sub(r"<[^>]+>", "", html)
            if CALL_SOMEBODY.search(shown):
                said += 1
                assert any(number in shown for number in numbers), (site.name, address)
    assert said
