"""The search's scripts come only when a reader turns to it, and then miss nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

pytestmark = pytest.mark.browser

OPENER, FIELD = "[data-search-open]", ".md-search__input"


@pytest.mark.parametrize(("width", "first"), [(360, OPENER), (1280, FIELD)])
def test_the_search_loads_when_it_is_used_and_finds_what_was_typed_before(
    chromium: Browser, serve: Callable[..., str], sites: Path, width: int, first: str
) -> None:
    with chromium.new_context(viewport={"width": width, "height": 740}) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(serve(sites / "oakfield") + "code/")
        expect(page.locator("html.js")).to_be_attached()
        assert not any("/javascripts/" in url or "/search/" in url for url in asked)
        held: list[Route] = []
        page.route("**/bundle.*", lambda route: held.append(route))
        with page.expect_request("**/bundle.*"):
            page.click(first)
        page.locator(FIELD).press_sequentially("photo")
        held[0].continue_()
        expect(page.locator(".md-search-result__link").first).to_be_visible()
        assert sum("/bundle." in url for url in asked) == 1
        page.keyboard.press("Escape")
        expect(page.locator("#__search")).not_to_be_checked()
        if first == OPENER:
            expect(page.locator(OPENER)).to_be_focused()
