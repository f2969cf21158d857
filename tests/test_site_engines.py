"""A staged school builds with the engines that may follow MkDocs, and what is then different.

The table names each difference from the site that `policy-site build` makes. A line that is no
longer true fails as surely as a new difference does: take it out, or put it in with its reason.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import built
import pytest
from playwright.sync_api import Browser, expect

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent

COMMANDS = {
    "properdocs": ["properdocs", "build", "--strict", "--quiet", "-f", "mkdocs.yml"],
    "zensical": ["zensical", "build", "--strict"],
}

HEADERS = "_headers"
"""Written with the policy, by our plugin."""

PROGRAMS = {"embed/", "present/deck.html"}
"""Pages that are a program in one file, with a policy of their own."""

SAME: dict[str, Any] = {
    "pages left out": set(),
    "pages added": set(),
    "pages with other words": set(),
    "pages with another heading above": set(),
    "pages without a security policy": set(),
    "files left out": set(),
    "files added": set(),
    "other hosts asked": set(),
}

DIFFERENCES: dict[str, dict[str, Any]] = {
    "properdocs": SAME
    | {
        # The plugin writes the policy, once every page is built.
        "pages without a security policy": {"all but the programs"},
        "files left out": {HEADERS},
    },
    "zensical": SAME
    | {
        "pages without a security policy": {"all but the programs"},
        # Its theme is another edition of the same look.
        "files left out": {
            HEADERS,
            "assets/javascripts/bundle.min.js.map",
            "assets/javascripts/lunr/",
            "assets/javascripts/workers/search.min.js.map",
            "assets/stylesheets/main.min.css",
            "assets/stylesheets/main.min.css.map",
            "assets/stylesheets/palette.min.css",
            "assets/stylesheets/palette.min.css.map",
            "sitemap.xml.gz",
        },
        "files added": {
            "assets/javascripts/LICENSE",
            "assets/stylesheets/classic/main.min.css",
            "assets/stylesheets/classic/palette.min.css",
            "assets/stylesheets/modern/main.min.css",
            "assets/stylesheets/modern/palette.min.css",
            "search.json",
        },
    },
}


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented school, staged."""
    folder = tmp_path_factory.mktemp("staged") / "oakfield"
    run([sys.executable, "-m", "generator.cli", "stage", "oakfield", str(folder)], ROOT)
    return folder


@pytest.fixture(scope="module", params=COMMANDS)
def engine(request: pytest.FixtureRequest, staged: Path) -> tuple[str, Path]:
    """Each engine's name, and the site that it built."""
    name, *arguments = COMMANDS[request.param]
    run([str(BIN / name), *arguments], staged)
    return request.param, (staged / "site").rename(staged / request.param)


def run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def files(site: Path) -> set[str]:
    """The files of a site but its pages, without the hashes in names and lunr's languages."""
    paths = (p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())
    plain = {re.sub(r"\.[0-9a-f]{8}(?=\.min\.)", "", path) for path in paths}
    short = {re.sub(r"/lunr/.*|/(tinyseg|wordcut)\.js", "/lunr/", path) for path in plain}
    return {path for path in short if not path.endswith(".html")} - {".policy-site"}


def words(html: str) -> str:
    """What stands in a page's content, but a skip link's target and how an address is spelled."""
    content = re.search(r"<article.*</article>", html, re.DOTALL)
    inside = content[0] if content else html
    inside = inside.replace('<a id="__skip" tabindex="-1"></a>', "").replace('/."', '/"')
    return re.sub(r"\s+", " ", re.sub(r"\s*(<[^>]*>)\s*", r"\1", inside))


def heading(html: str) -> list[str]:
    """What stands above the content: the title, the links of the menu and their words."""
    head = re.search(r'<header class="md-header.*?</header>', html, re.DOTALL)
    links = re.findall(r"<a [^>]*>\s*(.*?)\s*</a>", head[0] if head else "", re.DOTALL)
    named = re.findall(r"<title>.*?</title>|<meta property=[^>]*>", html)
    return [unescape(text) for text in (*named, *links)]


def differences(ours: Path, theirs: Path) -> dict[str, Any]:
    """Name what differs between two builds of one school."""
    pages = {site: set(built.addresses(site)) for site in (ours, theirs)}
    both = sorted(pages[ours] & pages[theirs])
    html = {
        site: {page: built.file_of(site, page).read_text("utf-8") for page in both}
        for site in (ours, theirs)
    }
    bare = {page for page in both if "Content-Security-Policy" not in html[theirs][page]}
    if bare == {page for page in both if page not in PROGRAMS}:
        bare = {"all but the programs"}
    return {
        "pages left out": pages[ours] - pages[theirs],
        "pages added": pages[theirs] - pages[ours],
        "pages with other words": {
            p for p in both if words(html[ours][p]) != words(html[theirs][p])
        },
        "pages with another heading above": {
            p for p in both if heading(html[ours][p]) != heading(html[theirs][p])
        },
        "pages without a security policy": bare,
        "files left out": files(ours) - files(theirs),
        "files added": files(theirs) - files(ours),
        "other hosts asked": {
            address
            for page in both
            for address in re.findall(
                r'<(?:script|img|link rel="(?:stylesheet|preload|icon)")[^>]*="(https?://[^"]*)',
                html[theirs][page],
            )
        },
    }


def test_every_page_is_there_and_what_differs_is_named(
    engine: tuple[str, Path], sites: Path
) -> None:
    name, site = engine
    assert differences(sites / "oakfield", site) == DIFFERENCES[name]


@pytest.mark.browser
def test_the_wizard_answers_and_search_finds(
    engine: tuple[str, Path], chromium: Browser, serve: Callable[..., str]
) -> None:
    faults: list[str] = []
    _, site = engine
    base = serve(site, built.prefix(site))
    with chromium.new_context(viewport={"width": 360, "height": 740}, locale="en-GB") as context:
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda r: r.url.startswith(base) or faults.append(r.url))
        page.goto(f"{base}should-i-post/")
        page.get_by_label("Someone could be hurt now, or very soon").check()
        expect(page.get_by_role("button", name="Continue")).to_be_enabled()
        page.get_by_role("button", name="Continue").click()
        expect(page.locator(".wz-result a[href='tel:999']").first).to_be_visible()
        page.goto(base)
        page.get_by_role("button", name="Search").and_(page.locator("[data-search-open]")).click()
        page.keyboard.type("complain about the head")
        expect(page.locator(".search__link").first).to_have_attribute("href", f"{base}talk-to-us/")
        kept = page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length")
    assert not faults
    assert kept == 0
