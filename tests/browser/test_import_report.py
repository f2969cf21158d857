"""The report of an import, opened from a file: read, filtered and walked with the keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, Request

from generator import cache, cli

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
CODE = """\
Our Social Media <b>Code</b>

What we ask of parents

The fountain was built in 1910.

Parents must not swim in the fountain.

Parents must not climb the oak.
"""
ANSWERS = "name: Valley School\nnation: england\ndocument: Our Social Media Code\n"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, kept: Path) -> Path:
    """The report of a document with one statement placed, one left out and others that wait."""
    folder = tmp_path_factory.mktemp("import")
    names = {path.name for path in (ROOT / "policy_src/schools").iterdir()}
    shutil.copytree(
        ROOT / "policy_src", folder / "policy_src", ignore=shutil.ignore_patterns(*names)
    )
    (folder / "code.txt").write_text(CODE, "utf-8")
    (folder / "answers.yml").write_text(ANSWERS, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(cache, "FOLDER", kept)
        run("import", "valley", "code.txt", "--answers", "answers.yml")
        waiting = (folder / "policy_src/schools/valley/provisions.yml").read_text("utf-8")
        keys = []
        for text in waiting.split("  - id: ")[1:]:
            if "todo:" in text:
                swim, fountain = "swim" in text, "built in" in text
                keys += ["o", "", "Ask us."] if swim else ["l", ""] if fountain else ["s"]
        run("place", "valley", typed="\n".join(keys) + "\n")
        run("import", "valley", "code.txt")
    return folder / "valley-import.html"


def run(*arguments: str, typed: str = "") -> None:
    result = CliRunner().invoke(cli.main, arguments, input=typed)
    assert result.exit_code == 0, result.output


@pytest.fixture
def page(chromium: Browser, report: Path) -> Iterator[Page]:
    with chromium.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        asked: list[Request] = []
        page.on("request", lambda request: asked.append(request))
        page.goto(report.as_uri())
        yield page
        assert [request.url.partition("#")[0] for request in asked] == [report.as_uri()]


def test_it_says_what_became_of_each(page: Page) -> None:
    rows = page.locator(".row")
    said = {row.split("\n")[0]: row for row in rows.all_inner_texts()}
    assert "Placed" in said["Parents must not swim in the fountain."]
    assert "Do not swim in the fountain" in said["Parents must not swim in the fountain."]
    assert "Left out" in said["The fountain was built in 1910."]
    climb = said["Parents must not climb the oak."]
    assert "Not yet placed" in climb
    assert climb.count("%") == 3
    assert page.locator("b").count() == 0


def test_the_filter_by_keyboard(page: Page) -> None:
    swim = page.get_by_text("Parents must not swim in the fountain.").first
    climb = page.get_by_text("Parents must not climb the oak.").first
    assert swim.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert climb.is_visible()
    assert not swim.is_visible()
    assert not page.get_by_text("The fountain was built in 1910.").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    first = page.locator(".waits").first
    assert page.evaluate("location.hash") == f"#{first.get_attribute('id')}"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    assert swim.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.evaluate(AXE)
    found = "violations.map((fault) => `${fault.id}: ${fault.nodes[0].html}`)"
    faults = page.evaluate(f"async () => (await axe.run()).{found}")
    assert faults == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
