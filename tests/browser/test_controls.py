"""Every link, button, fold and field can be read at rest, pointed at, focused and pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import built
import pytest
from playwright.sync_api import Browser, CDPSession, Page

pytestmark = pytest.mark.browser

LOOK = (Path(__file__).parent / "controls.js").read_text().split("\n", 2)[2].strip().rstrip(";")
THIN = (Path(__file__).parent / "thin.js").read_text().split("\n", 2)[2].strip().rstrip(";")
WORDS, DRAWN = 4.5, 3.0
"""The least contrast that WCAG 2.2 asks of words (1.4.3) and of what is drawn (1.4.11)."""
STATES: dict[str, list[str]] = {
    "at rest": [],
    "pointed at": ["hover"],
    "focused": ["focus", "focus-visible"],
    "pressed": ["hover", "focus", "active"],
}
CONTROLS = "a[href], button, summary, input, textarea, select, label"
SHAPES = """(all) => all.map((one) => {
  const { borderRadius, fontWeight } = getComputedStyle(one);
  return [one.className, one.offsetHeight, parseFloat(borderRadius), Number(fontWeight)];
})"""
STILL = "*, ::before, ::after { animation: none !important; transition: none !important; }"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(bypass_csp=True, reduced_motion="reduce") as context:
        yield context.new_page()


def hold(page: Page, cdp: CDPSession, states: list[str]) -> None:
    """Show every control of the page in these states, as if a person did it."""
    # A page that is not shown has no styles to work out again after each control.
    page.evaluate("document.documentElement.hidden = true")
    root = cdp.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    found = cdp.send("DOM.querySelectorAll", {"nodeId": root, "selector": CONTROLS})
    for node in found["nodeIds"]:
        cdp.send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": states})
    page.evaluate("document.documentElement.hidden = false")


def faults(page: Page) -> dict[str, list[str]]:
    """Return what cannot be read of the open page's controls, by state and light."""
    page.add_style_tag(content=STILL)
    page.evaluate("document.querySelectorAll('main details').forEach((part) => (part.open = true))")
    cdp = page.context.new_cdp_session(page)
    cdp.send("DOM.enable")
    cdp.send("CSS.enable")
    found = {}
    for state, pseudo in STATES.items():
        if pseudo:
            hold(page, cdp, pseudo)
        for light in ("light", "dark"):
            page.emulate_media(color_scheme=light)
            seen: dict[str, Any] = page.evaluate(f"({LOOK})({WORDS}, {DRAWN})")
            assert seen["seen"], page.url
            if seen["faults"]:
                found[f"{state}, {light}"] = seen["faults"]
    cdp.detach()
    return found


@pytest.mark.parametrize("school", [pytest.param("clapgate", marks=pytest.mark.long), "oakfield"])
def test_controls_can_be_read_in_every_state(
    page: Page, serve: Callable[..., str], sites: Path, school: str
) -> None:
    site = sites / school
    root = serve(site, built.prefix(site))
    found = {}
    for address in built.sample(site):
        page.goto(root + address)
        page.evaluate(f"({THIN})()")
        if bad := faults(page):
            found[address] = bad
    assert found == {}


def test_an_answer_can_be_read_in_every_state(
    page: Page, serve: Callable[..., str], sites: Path
) -> None:
    page.goto(f"{serve(sites / 'clapgate')}should-i-post/")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Continue").click()
    page.locator(".wz-result").wait_for()
    assert faults(page) == {}


def test_white_on_white_is_found(page: Page) -> None:
    page.set_content(
        "<style>button { background: #fff; color: #114 } button:hover { color: #fff }"
        "a { color: #00c } a:active { color: #ccc } summary { filter: brightness(1.1) }</style>"
        "<button>Copy</button> <a href='#'>Call</a> <details><summary>More</summary></details>"
    )
    found = faults(page)
    assert [fault for fault in found["pointed at, light"] if "Copy: 1.0 of 4.5" in fault]
    assert not [fault for fault in found["at rest, light"] if "Copy" in fault or "Call" in fault]
    assert [fault for fault in found["pressed, light"] if "Call: " in fault]
    assert [fault for fault in found["at rest, light"] if "a filter" in fault]


def test_every_button_has_the_same_shape(
    page: Page, serve: Callable[..., str], sites: Path
) -> None:
    """Round ends and bold words, on the site and in the wizard."""
    root = serve(sites / "oakfield", built.prefix(sites / "oakfield"))
    seen = 0
    for address in (
        "",
        "report/",
        "talk-to-us/",
        "code/",
        "should-i-post/",
        "for-staff/newsletter/",
    ):
        page.goto(root + address)
        buttons = page.locator(":is(.button, .call, .danger__call, .wz-button):visible")
        for name, height, radius, weight in buttons.evaluate_all(SHAPES):
            seen += 1
            assert radius >= min(height, 48) / 2, (address, name)
            assert weight == 700, (address, name)
    assert seen > 6
