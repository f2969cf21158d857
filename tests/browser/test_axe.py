"""No fault that axe knows, on any page, in any light, on paper, on a small screen, or enlarged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import axe_playwright_python
import built
import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
WALK = (Path(__file__).parent / "walk.js").read_text().split("\n", 2)[2].strip()
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
RUN = f"""async () => (await axe.run({json.dumps(RULES)})).violations.map(
  (fault) => `${{fault.id}}: ${{fault.nodes[0].target}} (${{fault.nodes.length}})`)"""

MODES: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "paper": {"viewport": {"width": 794, "height": 1123}},
    "320 px": {"viewport": {"width": 320, "height": 640}},
    # A window of 1280 by 1024 enlarged four times leaves this much room.
    "400%": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
}
SCHOOLS = ["alsop", "clapgate", "coates-lane", "oakfield", "overstone-park", "pennington"]


@contextmanager
def opened(chromium: Browser, mode: str) -> Iterator[Page]:
    with chromium.new_context(**MODES[mode], reduced_motion="reduce") as context:
        page = context.new_page()
        if mode == "paper":
            page.emulate_media(media="print")
        yield page


def faults(page: Page, mode: str) -> list[str]:
    page.evaluate(AXE)
    if mode == "paper":  # nobody taps on paper: https://www.w3.org/TR/WCAG22/#target-size-minimum
        page.evaluate("axe.configure({ rules: [{ id: 'target-size', enabled: false }] })")
    found: list[str] = page.evaluate(RUN)
    if MODES[mode]["viewport"]["width"] == 320:
        wide = page.evaluate("document.scrollingElement.scrollWidth")
        found += [f"the page is {wide} px wide"] * (wide > 320)
    return found


def check(chromium: Browser, root: str, addresses: list[str], mode: str) -> dict[str, list[str]]:
    found = {}
    with opened(chromium, mode) as page:
        for address in addresses:
            if address == "404.html":
                continue  # it takes its style from its published address, which is not this one
            page.goto(root + address)
            found[address] = faults(page, mode)
    return {address: fault for address, fault in found.items() if fault}


@pytest.mark.parametrize("mode", ["light"])
def test_each_kind_of_page(
    chromium: Browser, serve: Callable[..., str], sites: Path, mode: str
) -> None:
    site = sites / "oakfield"
    assert check(chromium, serve(site, built.prefix(site)), built.sample(site), mode) == {}


@pytest.mark.long
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("school", SCHOOLS)
def test_every_page(
    chromium: Browser, serve: Callable[..., str], sites: Path, school: str, mode: str
) -> None:
    site = sites / school
    assert check(chromium, serve(site, built.prefix(site)), list(built.addresses(site)), mode) == {}


@pytest.mark.long
@pytest.mark.parametrize("mode", ["light", "dark", "320 px"])
@pytest.mark.parametrize("wizard", ["should-i-post/", "someone-posted/", "who-to-talk-to/"])
def test_every_screen_of_a_wizard(
    chromium: Browser, serve: Callable[..., str], sites: Path, wizard: str, mode: str
) -> None:
    with opened(chromium, mode) as page:
        page.goto(serve(sites / "oakfield") + wizard)
        page.evaluate(AXE)
        page.evaluate("window.faults = {}")
        seen = page.evaluate(
            f"""({WALK})(200, async () => {{
              const found = await ({RUN})();
              if (found.length) window.faults[document.title] = found;
            }})"""
        )
        assert page.evaluate("window.faults") == {}
    assert len(seen["questions"]) > 2
    assert seen["answers"]


def test_axe_can_fail(chromium: Browser) -> None:
    with opened(chromium, "320 px") as page:
        page.set_content("<!doctype html><html><p style='width: 900px; color: #aaa'>Wide")
        found = " ".join(faults(page, "320 px"))
    for fault in ("html-has-lang", "color-contrast", "landmark-one-main", "px wide"):
        assert fault in found
