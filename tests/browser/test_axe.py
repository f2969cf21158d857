"""No fault that axe knows, on any page, in any light, on paper, on a small screen, or enlarged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import built
import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
THIN = (Path(__file__).parent / "thin.js").read_text().split("\n", 2)[2].strip().rstrip(";")
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

MODES: dict[str, tuple[int, int, dict[str, Any]]] = {
    "light": (1280, 900, {"color_scheme": "light"}),
    "dark": (1280, 900, {"color_scheme": "dark"}),
    # A window of 1280 by 1024 that is enlarged four times leaves this much room.
    "400%": (320, 256, {"color_scheme": "light"}),
    "paper": (794, 1123, {"media": "print"}),
}
"""The width and height of the window, and the media of the page."""
SCHOOLS = ["alsop", "clapgate", "coates-lane", "oakfield", "overstone-park", "pennington"]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(reduced_motion="reduce") as context:
        yield context.new_page()


def change(page: Page, mode: str) -> None:
    """Show the open page in another mode."""
    width, height, media = MODES[mode]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(**{"media": "screen", "color_scheme": "light"} | media)


def options(mode: str) -> dict[str, Any]:
    """Return what RUN is to look for in a mode."""
    paper = mode == "paper"
    rules = {rule: {"enabled": False} for rule in (NOT_ON_PAPER if paper else ())}
    return {**RULES, "rules": rules, "paper": paper, "narrow": MODES[mode][0] == 320}


def faults(page: Page, mode: str) -> list[str]:
    """Return what is wrong with the open page in a mode."""
    change(page, mode)
    found: list[str] = page.evaluate(RUN, options(mode))
    return found


def check(
    page: Page, root: str, addresses: list[str], thin: bool = False
) -> dict[tuple[str, str], list[str]]:
    """Return what is wrong with the pages below ``root`` in any mode, by address and mode.

    ``thin``: without what only shows the same again.
    """
    found = {}
    for address in addresses:
        change(page, "light")
        page.goto(root + address)
        if thin:
            page.evaluate(f"({THIN})()")
        page.evaluate(AXE)
        found |= {(address, mode): faults(page, mode) for mode in MODES}
    return {place: fault for place, fault in found.items() if fault}


def test_each_kind_of_page(page: Page, serve: Callable[..., str], sites: Path) -> None:
    site = sites / "oakfield"
    assert check(page, serve(site, built.prefix(site)), built.sample(site), thin=True) == {}


@pytest.mark.long
@pytest.mark.parametrize("school", SCHOOLS)
def test_every_page(page: Page, serve: Callable[..., str], sites: Path, school: str) -> None:
    site = sites / school
    assert check(page, serve(site, built.prefix(site)), list(built.addresses(site))) == {}


@pytest.mark.long
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("school", SCHOOLS)
def test_every_screen_of_the_wizards(
    page: Page, serve: Callable[..., str], sites: Path, school: str, mode: str
) -> None:
    """Each that is made of other parts: questions, their faults, results, what they rest on."""
    change(page, mode)
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


def test_a_thinned_page_shows_each_thing_thrice(page: Page) -> None:
    page.set_content(
        "<ul><li>1<li>2<li>3<li>4<li>5<li class=odd>6<li>7 <b>new</b></ul><p>8<h2><i>9</i></h2>"
    )
    page.evaluate(f"({THIN})()")
    assert page.locator("body").inner_text().split() == ["1", "2", "3", "6", "7", "new", "8", "9"]


def test_axe_can_fail(page: Page) -> None:
    page.set_content("<!doctype html><html><p style='width: 900px; color: #aaa'>Wide")
    page.evaluate(AXE)
    found = " ".join(faults(page, "400%"))
    for fault in ("html-has-lang", "color-contrast", "landmark-one-main", "px wide"):
        assert fault in found
    page.set_content("<main><div style='height: 9px; overflow: auto'>High<br>er</div></main>")
    page.evaluate(AXE)
    assert "<DIV" in " ".join(faults(page, "paper"))


def test_each_mode_is_shown(page: Page) -> None:
    shown = {}
    for mode in MODES:
        change(page, mode)
        shown[mode] = page.evaluate(
            "[innerWidth, ...['print', '(prefers-color-scheme: dark)'].map("
            "(media) => matchMedia(media).matches)]"
        )
    assert shown == {
        "light": [1280, False, False],
        "dark": [1280, False, True],
        "400%": [320, False, False],
        "paper": [794, True, False],
    }
