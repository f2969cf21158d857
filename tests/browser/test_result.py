"""What a result says on the invented school's site: whom to ring, and that criticism is lawful."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from taps import later

pytestmark = pytest.mark.browser


NONE = "No, none of these"
CRITICISM = {
    "danger": NONE,
    "serious": NONE,
    "kind": "Something is wrong",
    "role": "A parent, carer or relative",
    "audience": "Anyone, or I'm not sure",
    "about": "The school, a rule or a decision",
    "words": NONE,
    "unchecked": "No, both checks are done",
    "tried": "Nobody yet, or I'm not sure",
}


@pytest.fixture
def page(chromium: Browser, sites: Path, serve: Callable[..., str]) -> Iterator[Page]:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(serve(sites / "oakfield") + "should-i-post/")
        yield page


def answer(page: Page, answers: dict[str, str]) -> None:
    """Answer each question that is asked, until there is a result."""
    for fact, label in answers.items():
        if page.locator(f"input[name=wz-{fact}]").count():
            page.get_by_label(label, exact=True).check()
            later(page)
            page.get_by_role("button", name="Continue").click()
    expect(page.locator(".wz-result")).to_be_visible()


@pytest.mark.parametrize(
    ("danger", "ways"),
    [
        ("Someone could be hurt now, or very soon", ["tel:999", "tel:101"]),
        ("A child is missing", ["tel:999", "tel:116000"]),
        ("Someone may hurt themselves", ["tel:116123", "tel:999", "tel:111"]),
        ("A child may be hurt, abused or not cared for", ["tel:08088005000", "tel:101"]),
    ],
)
def test_in_danger_the_buttons_ring_whole_numbers(page: Page, danger: str, ways: list[str]) -> None:
    answer(page, {"danger": danger})
    buttons = page.locator(".wz-result a[href^='tel:']")
    found = {b.get_attribute("href"): b.inner_text() for b in buttons.all()}
    assert list(found)[: len(ways)] == ways
    for address, text in found.items():
        assert text == text.strip()
        assert re.sub(r"^Call |\s", "", text) == str(address).removeprefix("tel:")


def test_a_reason_says_what_stays_allowed(page: Page) -> None:
    answer(page, CRITICISM)
    reason = page.locator(".wz-result details", has_text="Tell the school early")
    expect(reason.get_by_text("Honest criticism is lawful.")).to_be_visible()
