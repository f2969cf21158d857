"""How long the pages are that a parent opens first, in screens of a phone."""

from __future__ import annotations

from playwright.sync_api import Browser

WIDTH, HEIGHT = 360, 740
"""A small phone of today, in CSS pixels."""

PAGES = ("", "code/", "talk-to-us/", "report/", "law/", "should-i-post/")
"""The six main pages, by address."""


def screens(browser: Browser, root: str) -> dict[str, float]:
    """Return how many screens each main page below ``root`` fills, its footer included."""
    with browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}) as context:
        page = context.new_page()
        found = {}
        for address in PAGES:
            page.goto(root + address)
            found[address] = page.evaluate("document.body.scrollHeight") / HEIGHT
    return found
