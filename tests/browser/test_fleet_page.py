"""The page for an authority or a trust: read on a phone and on a wide screen, in any light."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Browser
from test_fleet import a_run

from generator.fleet.report import page as page_of

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1920])
def test_it_fits_and_has_no_fault_that_axe_knows(
    chromium: Browser, tmp_path: Path, width: int, light: Literal["light", "dark"]
) -> None:
    (tmp_path / "index.html").write_text(page_of(a_run()), "utf-8")
    with chromium.new_context(
        viewport={"width": width, "height": 740}, color_scheme=light
    ) as context:
        page = context.new_page()
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text))
        page.goto((tmp_path / "index.html").as_uri())
        for fold in page.locator("summary").all():
            fold.click()
        assert refused == []
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px"  # styles count
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.evaluate(AXE)
        found = page.evaluate("axe.run().then(found => found.violations.map(v => v.id))")
        assert found == []
