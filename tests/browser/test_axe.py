"""No fault that axe knows, on any page, in any light, on paper, on a small screen, or enlarged."""

from __future__ import annotations

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
RUN = """async ({ paper, narrow, ...options }) => {
  if (paper) dispatchEvent(new Event('beforeprint'));
  const found = (await axe.run(options)).violations.map(
    (fault) => `${fault.id}: ${fault.nodes[0].target} (${fault.nodes.length})`);
  const { scrollWidth } = document.scrollingElement;
  if (narrow && scrollWidth > innerWidth) found.push(`the page is ${scrollWidth} px wide`);
  const cut = (part) => /auto|scroll|hidden/.test(getComputedStyle(part).overflow) &&
    part.scrollHeight > part.clientHeight + 1 && part.clientHeight > 1 && part.checkVisibility();
  if (paper)
    for (const part of document.querySelectorAll('main *'))
      if (cut(part)) found.push(`<${part.tagName} class="${part.className}"> is cut off`);
  return found;
}"""
NOT_ON_PAPER = ("target-size", "scrollable-region-focusable")
"""Nobody taps or scrolls paper: https://www.w3.org/TR/WCAG22/#target-size-minimum,
https://dequeuniversity.com/rules/axe/4.11/scrollable-region-focusable"""

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


def options(mode: str) -> dict[str, Any]:
    """Return what RUN is to look for in a mode."""
    paper = mode == "paper"
    rules = {rule: {"enabled": False} for rule in (NOT_ON_PAPER if paper else ())}
    narrow = MODES[mode]["viewport"]["width"] == 320
    return {**RULES, "rules": rules, "paper": paper, "narrow": narrow}


def faults(page: Page, mode: str) -> list[str]:
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, options(mode))
    return found


def check(chromium: Browser, root: str, addresses: list[str], mode: str) -> dict[str, list[str]]:
    found = {}
    with opened(chromium, mode) as page:
        for address in addresses:
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
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("school", SCHOOLS)
def test_every_screen_of_the_wizards(
    chromium: Browser, serve: Callable[..., str], sites: Path, school: str, mode: str
) -> None:
    """Each that is made of other parts: questions, their faults, results, what they rest on."""
    with opened(chromium, mode) as page:
        for wizard in ("should-i-post/", "someone-posted/", "who-to-talk-to/"):
            page.goto(serve(sites / school) + wizard)
            page.evaluate(AXE)
            found, seen = page.evaluate(
                f"""async (options) => {{
              const found = {{}};
              const seen = await ({WALK})(200, async () => {{
                const faults = await ({RUN})(options);
                if (faults.length) found[document.title] = faults;
              }});
              return [found, seen];
            }}""",
                options(mode),
            )
            assert found == {}, wizard
            assert len(seen["questions"]) > 2
            assert seen["answers"]


def test_axe_can_fail(chromium: Browser) -> None:
    with opened(chromium, "320 px") as page:
        page.set_content("<!doctype html><html><p style='width: 900px; color: #aaa'>Wide")
        found = " ".join(faults(page, "320 px"))
    for fault in ("html-has-lang", "color-contrast", "landmark-one-main", "px wide"):
        assert fault in found
    with opened(chromium, "paper") as page:
        page.set_content("<main><div style='height: 9px; overflow: auto'>High<br>er</div></main>")
        assert "<DIV" in " ".join(faults(page, "paper"))
