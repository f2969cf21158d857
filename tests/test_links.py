"""Every link of every page of every school leads somewhere, and nothing comes from elsewhere."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import built
import pytest

SCHOOLS = ["alsop", "clapgate", "coates-lane", "oakfield", "overstone-park", "pennington"]
LOADED = {("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("use", "href")}


class Page(HTMLParser):
    """The ids of a page, its links, and the addresses that it loads from."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self._data = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids.update([values["id"]] if "id" in values else [])
        self._data = tag == "script" and values.get("type") == "application/json"
        for name in ("href", "src"):
            if name in values:
                style = tag == "link" and values.get("rel") in ("stylesheet", "icon", "preload")
                loads = (tag, name) in LOADED or style
                (self.loaded if loads else self.links).append(values[name])

    def handle_endtag(self, tag: str) -> None:
        self._data = False

    def handle_data(self, data: str) -> None:
        if self._data:
            self.links += addresses(json.loads(data))


def addresses(data: object) -> Iterator[str]:
    """Give the addresses in a wizard's data: written from its page, so with `../` before them."""
    if isinstance(data, str):
        yield from re.findall(r'(?:^|href=")((?:\.\./)+[a-z0-9/#.-]+)', data)
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from addresses(value)


@cache
def read(path: Path) -> Page:
    return Page(path.read_text("utf-8"))


def lost(site: Path, page: Path, link: str) -> bool:
    """Whether a link of a page leads to no file, or to no place in it."""
    parts = urlsplit(link)
    if parts.scheme:
        return parts.scheme not in ("https", "mailto", "sms", "tel")
    way = unquote(parts.path)
    at = page.relative_to(site).parent.as_posix()
    target = Path(posixpath.normpath(site / at / way)) if way else page
    if target.is_dir():
        target /= "index.html"
    if not target.is_relative_to(site) or not target.is_file():
        return True
    return bool(parts.fragment) and unquote(parts.fragment) not in read(target).ids


@pytest.mark.parametrize("school", SCHOOLS)
def test_every_link_leads_somewhere(sites: Path, school: str) -> None:
    site = sites / school
    pages = [path for path in site.rglob("*.html") if path.name != "404.html"]
    found = [
        f"{path.relative_to(site)}: {link}"
        for path in pages
        for link in [*read(path).links, *read(path).loaded]
        if lost(site, path, link)
    ]
    assert found == []
    assert sum(len(read(path).links) for path in pages) > 1000


@pytest.mark.parametrize("school", SCHOOLS)
def test_no_page_has_an_id_twice(sites: Path, school: str) -> None:
    site = sites / school
    twice = {
        path.relative_to(site).as_posix(): [i for i, count in read(path).ids.items() if count > 1]
        for path in site.rglob("*.html")
    }
    assert {path: ids for path, ids in twice.items() if ids} == {}


@pytest.mark.parametrize("school", SCHOOLS)
def test_no_page_loads_from_another_host(sites: Path, school: str) -> None:
    for path in (sites / school).rglob("*.html"):
        for address in read(path).loaded:
            assert urlsplit(address).scheme in ("", "data"), path
            assert not urlsplit(address).netloc, path
    for path in (sites / school).rglob("*.css"):
        for address in re.findall(r"url\(['\"]?([^'\")]+)", path.read_text("utf-8")):
            assert not re.match(r"https?:|//", address), path


def test_the_page_for_what_is_lost_works_at_any_depth(sites: Path) -> None:
    """It is shown at every address that there is not, so its links start at the host."""
    for site in built.schools(sites):
        page = read(site / "404.html")
        ways = [urlsplit(a) for a in [*page.links, *page.loaded] if not a.startswith(("#", "tel:"))]
        own = [way.path for way in ways if not way.netloc]
        assert own
        assert all(path.startswith("/") for path in own), own


@pytest.mark.parametrize(
    ("link", "is_lost"),
    [
        ("there/", False),
        ("there/#place", False),
        ("there/#none", True),
        ("there/none/", True),
        ("../outside/", True),
        ("#here", False),
        ("#none", True),
        ("javascript:alert(1)", True),
        ("http://plain.example/", True),
        ("https://good.example/", False),
    ],
)
def test_the_crawler_can_fail(tmp_path: Path, link: str, is_lost: bool) -> None:
    site = tmp_path / "site"
    for folder, html in {
        "site": '<p id="here">',
        "site/there": '<p id="place">',
        "outside": "<p>",
    }.items():
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "index.html").write_text(html)
    assert lost(site, site / "index.html", link) == is_lost
