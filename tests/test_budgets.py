"""What pages weigh: what is counted, and what happens when it is too much."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import built
import pytest

from generator.publish import budgets
from generator.publish.budgets import TooHeavyError, keep_budgets, loaded, measure

PAGE = """<!doctype html><html lang="en"><head><title>Page</title>
<link rel="icon" href="../icon.svg"><link rel="stylesheet" href="../assets/a.css">
<link rel="stylesheet" href="../assets/print.css" media="print"></head>
<body><script>inline()</script><script src="../assets/a.js"></script>
<script type="module" src="../assets/b.js"></script><script src="../assets/a.js"></script>
<template><script src="../assets/later.js"></script></template></body>
</html>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "index.html": PAGE.replace("../", ""),
        "should-i-post/index.html": PAGE,
        "assets/a.css": "a { color: red }",
        "assets/print.css": "p { color: red }",
        "assets/a.js": "a()",
        "assets/b.js": "b()",
        "icon.svg": "<svg/>",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_a_page_weighs_what_a_first_visit_loads(site: Path) -> None:
    page = "should-i-post/index.html"
    assert list(loaded(site, page)) == [page, "assets/a.css", "assets/a.js", "assets/b.js"]
    assert loaded(site, page)[page] == len(gzip.compress(PAGE.encode(), 9, mtime=0))


def test_what_a_site_lacks_is_not_weighed(site: Path) -> None:
    assert "embedded wizard" not in {weight.name for weight in measure(site)}


def test_a_page_that_is_too_heavy_stops_the_build_with_a_sentence(site: Path) -> None:
    (site / "assets/a.js").write_bytes(random.Random(1).randbytes(100_000))
    with pytest.raises(TooHeavyError) as caught:
        keep_budgets(site)
    assert str(caught.value).splitlines()[0] == (
        "The home page weighs 100.3 KB after gzip; it may weigh 42.0 KB."
    )
    assert "wizard page's styles" not in str(caught.value)


def test_every_school_keeps_every_budget(sites: Path) -> None:
    for site in built.schools(sites):
        assert {weight.name for weight in keep_budgets(site)} == set(budgets.BUDGETS)
