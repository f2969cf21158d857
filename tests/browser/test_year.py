"""What changed, and addresses of rules that ended, in a real browser on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

ENDED = "code/no-petitions-in-class-groups/"
PHONE = {"width": 360, "height": 740}
SCREENS = 6


def test_an_old_code_on_paper_leads_to_what_counts_now(
    sites: Path, serve: Callable[..., str], chromium: Browser
) -> None:
    home = serve(sites / "oakfield")
    with chromium.new_context(viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        answer = page.goto(home + ENDED)
        assert answer
        assert answer.status == 200
        expect(page.get_by_role("heading", level=1)).to_have_text("No petitions in class groups")
        expect(page.get_by_text("This rule has ended: 20 April 2026.")).to_be_in_viewport()
        now = page.get_by_role("link", name="No politics in class groups")
        expect(now).to_be_in_viewport()
        now.click()
        expect(page).to_have_url(f"{home}code/no-politics-in-class-groups/")
        page.get_by_role("link", name="What changed").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("What changed")


def test_old_words_stand_beside_new_ones_where_there_is_room(
    sites: Path, serve: Callable[..., str], chromium: Browser
) -> None:
    home = serve(sites / "oakfield")
    for width, beside in ((360, False), (1920, True)):
        with chromium.new_context(viewport={"width": width, "height": 740}) as context:
            page = context.new_page()
            page.goto(f"{home}about/changes/")
            old, new = (page.locator(".sides").first.locator("> *").nth(i) for i in (0, 1))
            one, other = old.bounding_box(), new.bounding_box()
            assert one
            assert other
            assert (one["y"] == other["y"]) is beside
            high = page.locator("html").bounding_box()
            assert high
            assert high["width"] <= width
            assert high["height"] <= SCREENS * 740


def test_the_feed_is_found_from_every_page(
    sites: Path, serve: Callable[..., str], chromium: Browser
) -> None:
    home = serve(sites / "oakfield")
    with chromium.new_context(viewport=PHONE) as context:
        page = context.new_page()
        page.goto(f"{home}code/keep-quiet-hours/")
        feed = page.locator("link[type='application/atom+xml']").evaluate("link => link.href")
        answer = page.request.get(feed)
        assert answer.ok
        assert "What changed on 20 April 2026" in answer.text()
