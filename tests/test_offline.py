"""The zip of a whole site: the same pages, and each link leads to a file."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from generator.publish.offline import make_offline, write_zip

HTML = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<link rel="canonical" href="https://school.example/code/"></head><body>
<a href="./">Code</a><a href="..">Home</a><a href="../">Home</a><a href="kind/#why">Kind</a>
<a href="#top">Top</a><a href="tel:999">999</a><a href="../data.csv">Table</a>
<script type="application/json">{"root": "../", "url": "code/kind/#a", "other": "made/up/",
"html": "<a href=\\"../code/kind/\\">kind</a>", "link": "../code/", "base": ".."}</script>
<script type="module" src="../assets/more.js"></script></body></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "index.html": "<a href='.'>",
        "code/index.html": HTML,
        "code/kind/index.html": "<p>",
        "404.html": "<a href='/'>",
        "data.csv": "a,b",
        "assets/more.js": "const a = 1;\n",
    }
    for name, text in files.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "site"


def test_every_link_names_its_file(site: Path) -> None:
    make_offline(site)
    html = (site / "code/index.html").read_text()
    assert re.findall(r'<a href="([^"]*)', html) == [
        *("index.html", "../index.html", "../index.html", "kind/index.html#why"),
        *("#top", "tel:999", "../data.csv"),
    ]
    assert 'rel="canonical" href="https://school.example/code/"' in html
    data = re.search(r'<script type="application/json">(.*?)</script>', html, re.S)
    assert data
    assert json.loads(data[1]) == {
        "root": "../",
        "url": "code/kind/index.html#a",
        "other": "made/up/",
        "html": '<a href="../code/kind/index.html">kind</a>',
        "link": "../code/index.html",
        "base": "..",
    }


def test_modules_become_classic_scripts(site: Path) -> None:
    make_offline(site)
    html = (site / "code/index.html").read_text()
    assert '<script defer src="../assets/more.js"></script>' in html
    assert (site / "assets/more.js").read_text() == "(() => {\nconst a = 1;\n})();\n"


@pytest.mark.parametrize(
    "line", ["import a from './a.js';", "export const b = 1;", "  import('a')"]
)
def test_a_module_that_cannot_be_made_classic_is_refused(site: Path, line: str) -> None:
    (site / "assets/more.js").write_text(line + "\n")
    with pytest.raises(ValueError, match=r"more\.js imports or exports"):
        make_offline(site)


def test_the_same_site_gives_the_same_zip_and_stays_as_it_is(site: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    write_zip(site, "hilltop", tmp_path / "a.zip")
    write_zip(shutil.copytree(site, tmp_path / "copy"), "hilltop", tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert before == {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {"hilltop"}
    assert "hilltop/index.html" in names
    assert "hilltop/404.html" not in names


def test_each_link_of_a_school_leads_to_a_file(sites: Path, tmp_path: Path) -> None:
    site = shutil.copytree(sites / "oakfield", tmp_path / "oakfield")
    make_offline(site)
    lost = []
    for page in site.rglob("*.html"):
        for way in re.findall(r'\b(?:href|src)=\\?"([^"\\]+)', page.read_text("utf-8")):
            address = urlsplit(unescape(way))
            target = page.parent / unquote(address.path)
            if not address.scheme and address.path and not target.is_file():
                lost.append((page.relative_to(site).as_posix(), way))
    assert lost == []
