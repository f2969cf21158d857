"""A school's zip, unpacked and opened from the disk with the network off."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from generator.publish.offline import write_zip

pytestmark = pytest.mark.browser

WALK = (Path(__file__).parent / "walk.js").read_text().split("\n", 2)[2].strip()
WORD = "politics"


@pytest.fixture(scope="module")
def disk(sites: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the unpacked folder, in a path with a space and an umlaut as homes have."""
    folder = tmp_path_factory.mktemp("Eigene Dokumente ü")
    write_zip(sites / "oakfield", "oakfield", folder / "oakfield.zip")
    with zipfile.ZipFile(folder / "oakfield.zip") as archive:
        archive.extractall(folder)
    return (folder / "oakfield").as_uri() + "/"


def test_everything_works_in_chromium(chromium: Browser, disk: str) -> None:
    faults: list[str] = []
    asked: list[str] = []
    with chromium.new_context(offline=True, viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(disk + "index.html")
        page.click("[data-search-open]")
        page.locator(".search input").press_sequentially(WORD)
        first = page.locator(".search__link").first
        expect(first).to_be_visible()
        page.goto(str(first.evaluate("link => link.href")))
        expect(page.locator("h1")).to_contain_text(re.compile(WORD, re.I))
        page.goto(disk + "should-i-post/index.html")
        assert len(page.evaluate(WALK, 40)["answers"]) > 2
        page.goto(disk + "present/index.html")
        expect(page.locator("h1").first).to_be_visible()
    assert faults == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_everything_works_in_firefox(firefox: Callable[..., Any], disk: str) -> None:
    seen = firefox("offline.mjs", disk, WORD)
    assert seen["asked"] == []
    assert WORD in seen["heading"].lower()
    assert seen["found"].endswith("index.html")
    assert seen["question"]
