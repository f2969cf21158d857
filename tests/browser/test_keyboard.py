"""By keyboard alone: a way past the header, an order that follows the page, a focus one can see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import built
import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

SIZES = {"phone": (360, 740), "desk": (1280, 900)}
THIN = (Path(__file__).parent / "thin.js").read_text().split("\n", 2)[2].strip().rstrip(";")
MOST = 600

PLACES = """() => {
  const order = document.createTreeWalker(document, NodeFilter.SHOW_ELEMENT);
  for (let place = 0; order.nextNode(); place += 1) order.currentNode.place = place;
  window.faultsOf = () => {
    const at = document.activeElement;
    if (at === document.body || at === window.first) return null;
    window.first ??= at;
    const name = `<${at.tagName} ${at.className}> ${at.textContent.trim().slice(0, 30)}`;
    const faults = [];
    if (at.place < window.last) faults.push(`${name} comes too late`);
    window.last = at.place;
    const shown = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const label = at.labels?.[0];
    if (!shown(getComputedStyle(at)) && !(label && shown(getComputedStyle(label, '::before'))))
      faults.push(`${name} shows no focus`);
    const box = (label ?? at).getClientRects()[0] ?? { width: 0, height: 0 };
    if (!box.width || !box.height) faults.push(`${name} has no size`);
    const middle = [box.left + box.width / 2, box.top + Math.min(box.height, innerHeight) / 2];
    const top = document.elementFromPoint(...middle);
    if (!top || !(at.contains(top) || top.contains(at) || label?.contains(top)))
      faults.push(`${name} is covered by <${top?.tagName} ${top?.className}>`);
    return faults;
  };
  window.last = -1;
  window.first = null;
}"""


@pytest.fixture(params=SIZES)
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = SIZES[request.param]
    size: Any = {"width": width, "height": height}
    with chromium.new_context(viewport=size, reduced_motion="reduce") as context:
        yield context.new_page()


def faults(page: Page) -> list[str]:
    """Press Tab until the focus leaves the open page; return what was wrong on the way."""
    page.evaluate(PLACES)
    found: list[str] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        here = page.evaluate("faultsOf()")
        if here is None:
            return found
        found += here
    return [*found, "the focus never leaves the page"]


def test_each_kind_of_page(page: Page, serve: Callable[..., str], sites: Path) -> None:
    site = sites / "oakfield"
    root = serve(site, built.prefix(site))
    found = {}
    for address in built.sample(site):
        page.goto(root + address)
        page.evaluate(f"({THIN})()")
        found[address] = faults(page)
    assert {address: fault for address, fault in found.items() if fault} == {}


def test_the_first_stop_leads_past_the_header(
    page: Page, serve: Callable[..., str], sites: Path
) -> None:
    page.goto(serve(sites / "oakfield") + "code/")
    skip = page.get_by_role("link", name="Skip to the main part")
    expect(skip).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_it_can_fail(page: Page) -> None:
    page.set_content(
        "<style>button { outline: 0 } .lid { position: fixed; inset: 0; opacity: 0 }</style>"
        "<button tabindex=2>One</button><button tabindex=1>Two</button><p class=lid>"
    )
    found = " ".join(faults(page))
    for fault in ("One comes too late", "shows no focus", "is covered by <P lid>"):
        assert fault in found
