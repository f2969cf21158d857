"""HTML and CSS are valid by the Nu checker, on every page of every school."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import browser_setup
import engines
import pytest
from test_fleet import a_run

from generator.fleet.report import page


def faults(*paths: Path) -> set[str]:
    """Return what the checker finds in files and folders, each fault once however often it is.

    Its warnings are left out: reading from a disk, it takes every page's own files for foreign ones
    that the page's security policy would stop.
    """
    java, checker = browser_setup.find_checker() or engines.missing(browser_setup.CHECKER_MISSING)
    run = subprocess.run(
        [java, "-jar", checker, "--errors-only", "--format", "json", "--also-check-css", *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    return {
        f"{'/'.join(message['url'].rsplit('/', 4)[1:])}: {message['message']}"
        for message in json.loads(run.stderr)["messages"]
    }


@pytest.mark.long
def test_every_page_and_style_sheet_is_valid(sites: Path) -> None:
    ours = list(sites.glob("*/assets/*.css"))
    assert len(ours) > 20
    pages = list(sites.rglob("*.html"))
    assert len(pages) > 600
    assert faults(*pages) == set()
    assert faults(*ours) == set()


def test_the_page_of_many_schools_is_valid(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(page(a_run()), "utf-8")
    assert faults(tmp_path / "index.html") == set()


def test_the_checker_can_fail(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!doctype html><title>A</title><p id=a><p id=a>")
    (tmp_path / "style.css").write_text("p { colour: red }")
    found = " ".join(faults(tmp_path / "page.html", tmp_path / "style.css"))
    assert "Duplicate ID" in found
    assert re.search("colour", found)
