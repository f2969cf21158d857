"""A reader's browser asks no other host and keeps nothing, and the pages work without a script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import built
import pytest
from playwright.sync_api import Browser, Response, expect

pytestmark = pytest.mark.browser

BELOW = "/our/school/"
"""A path that the sites are served under; they are built for others."""
WALK = (Path(__file__).parent / "walk.js").read_text().split("\n", 2)[2].strip()
KEPT = "[localStorage.length, sessionStorage.length, document.cookie]"


@pytest.mark.parametrize("name", [pytest.param("oakfield", marks=pytest.mark.long), "pennington"])
def test_every_page_asks_only_its_own_site_and_keeps_nothing(
    chromium: Browser, serve: Callable[..., str], sites: Path, name: str
) -> None:
    site = sites / name
    root = serve(site, BELOW)
    asked: set[str] = set()
    failed: list[str] = []

    def look(response: Response) -> None:
        if response.status >= 400:
            failed.append(response.url)

    with chromium.new_context() as context:
        page = context.new_page()
        page.on("request", lambda request: asked.add(request.url))
        page.on("response", look)
        chosen = built.addresses(site) if name == "oakfield" else built.sample(site)
        for address in chosen:
            if address != "404.html":
                page.goto(root + address)
                assert page.evaluate(KEPT) == [0, 0, ""], address
        page.goto(root + "should-i-post/")
        assert page.evaluate(WALK, 40)["answers"]
        assert page.evaluate(KEPT) == [0, 0, ""]
        page.goto(root)
        page.click("[data-search-open]")
        page.locator(".search input").press_sequentially("photo")
        expect(page.locator(".search__link").first).to_be_visible()
        assert page.evaluate(KEPT) == [0, 0, ""]
        assert context.cookies() == []
        assert context.storage_state() == {"cookies": [], "origins": []}
    assert {url for url in asked if not url.startswith((root, "data:"))} <= {
        root.removesuffix(BELOW) + "/favicon.ico"  # Chromium's own wish, for a page without one
    }
    assert [url for url in failed if not url.endswith("/favicon.ico")] == []
    assert any("search-index.js" in url for url in asked)


def test_every_kind_of_page_works_without_a_script(
    chromium: Browser, serve: Callable[..., str], sites: Path
) -> None:
    site = sites / "oakfield"
    root = serve(site, BELOW)
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        for address in built.sample(site):
            if address in ("404.html", "embed/", "present/deck.html"):
                continue  # the first asks for its own address, the others are programs
            page.goto(root + address)
            expect(page.locator("h1:visible")).to_have_count(1)
            expect(page.locator("main")).to_be_visible()
            assert len(page.locator("main").inner_text()) > 100, address
        page.goto(root + "should-i-post/")
        expect(page.locator("[data-wizard-static] h2").first).to_be_visible()
        page.locator("details.menu summary, details.drop summary").locator("visible=true").click()
        expect(page.locator("header nav a:visible").last).to_be_visible()
        page.goto(root + "embed/")
        expect(page.locator("a:visible").first).to_be_visible()
