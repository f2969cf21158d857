"""The first pages stay short on a phone, and their header fits there with large text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import built
import pytest
from playwright.sync_api import Browser
from screens import HEIGHT, WIDTH, screens

pytestmark = pytest.mark.browser

MOST = {"": 4.5, "law/": 35}
"""The most screens that a page may fill. The other main pages have tests of their own."""

BOXES = """() => {
  const parts = '.top__mark, .top__name, .top__search, .menu summary';
  return [...document.querySelectorAll(parts)].map((part) => part.getBoundingClientRect().toJSON());
}"""


def test_the_home_page_and_the_law_are_short(
    chromium: Browser, serve: Callable[..., str], sites: Path
) -> None:
    for site in built.schools(sites):
        found = screens(chromium, serve(site, built.prefix(site)))
        assert {address: found[address] for address in MOST if found[address] > MOST[address]} == {}


@pytest.mark.parametrize("size", ["125%", "250%"])
def test_the_header_fits_a_phone_also_at_200_percent_text(
    chromium: Browser, serve: Callable[..., str], sites: Path, size: str
) -> None:
    with chromium.new_context(
        bypass_csp=True, viewport={"width": WIDTH, "height": HEIGHT}
    ) as context:
        page = context.new_page()
        for site in built.schools(sites):
            page.goto(serve(site, built.prefix(site)))
            page.add_style_tag(content=f"html {{ font-size: {size} !important }}")
            boxes = page.evaluate(BOXES)
            assert len(boxes) == 4
            for i, one in enumerate(boxes):
                assert one["left"] >= 0, site.name
                assert one["right"] <= WIDTH, site.name
                for other in boxes[i + 1 :]:
                    beside = one["right"] <= other["left"] or other["right"] <= one["left"]
                    below = one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
                    assert beside or below, site.name
            name = page.locator(".top__name")
            assert name.evaluate("(part) => part.scrollWidth <= part.clientWidth + 1"), site.name
