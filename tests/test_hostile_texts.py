"""Hostile words are refused, or stand in all that is made as the harmless words that they are."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import hostile
import pdfs
import pikepdf
import pytest
import zxingcpp
from hostile import PLACES, TEXTS, WORLD, check_places, put
from PIL import Image
from worlds import findings_in, tiny_project, tiny_world

from generator.errors import render
from generator.publish.build import build_school
from generator.publish.csp import faults_of
from generator.publish.offline import make_offline

Accepted = dict[str, set[str]]

SITE = "https://hilltop.example/policy/"
SAFE = re.compile(r"https://|mailto:|tel:|data:image/svg|[#?]|[^:]*$")
NEVER = re.compile(
    r"<\s*[a-z/!?]|[{}]|\]\(\s*<?(java|vb|data|file|blob|\.)|!\[|[\u202a-\u202e]", re.I
)
"""What no text may hold, wherever it stands: markup, templates, pictures, links that act."""

MARKDOWN = {
    f"<{part}>"
    for part in (
        "a", "a href", "a title", "blockquote", "br", "code", "code class", "em", "hr", "li", "ol",
        "p", "pre", "strong", "ul",
    )
}  # fmt: skip
"""What Markdown alone makes."""


READ = ("h1", "title", "script", "data-share-text", "data-share-html")
"""The elements, or their attributes, whose words are read."""


class Shape(HTMLParser):
    """The elements and attributes of a text, where its links lead, and the words in them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: set[str] = set()
        self.links: list[str] = []
        self.words: dict[str, list[str]] = {}
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts |= {f"<{tag}>", *(f"<{tag} {name}>" for name, _ in attrs)}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        marked = next((name for name, _ in attrs if name.startswith("data-share-")), tag)
        if marked in READ:
            self._open.append((tag, marked))
            self.words.setdefault(marked, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for _, marked in self._open:
            self.words[marked][-1] += data

    def handle_comment(self, data: str) -> None:
        self.parts.add("a comment")

    def handle_pi(self, data: str) -> None:
        self.parts.add("an instruction")


def with_words(words: dict[str, str]) -> dict[str, str]:
    """Return the files of the tiny world with words (place → text) in place of its own."""
    files = dict(WORLD)
    for place, text in words.items():
        path, old = PLACES[place]
        files[path] = put(files[path], old, text)
    return files


def refused(source: Path, places: Iterable[str]) -> set[str]:
    """Return the places whose line has an error; where there is an error, there is a place."""
    errors = [f for f in findings_in(source) if f.severity == "error"]
    check_places(errors)
    lines = {(f.mark.file.relative_to(source).as_posix(), f.mark.line) for f in errors}
    found = {place for place in places if lines & set(lines_of(place))}
    assert found or not errors, render(errors)
    return found


def lines_of(place: str) -> Iterator[tuple[str, int]]:
    """Yield the lines on which the words of a place stand."""
    path, old = PLACES[place]
    for found in re.finditer(rf": {re.escape(old)}[,}}\n]", WORLD[path]):
        yield path, WORLD[path].count("\n", 0, found.start()) + 1


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> Accepted:
    """The places in which each text may stand: tried in all at once, then without the refused."""
    folder = tmp_path_factory.mktemp("texts")
    found = {}
    for name, text in TEXTS.items():
        places, gone = set(PLACES), {""}
        while gone and places:
            words = with_words(dict.fromkeys(places, text))
            gone = refused(tiny_world(folder / f"{name} {len(places)}", words), places)
            places -= gone
        found[name] = places
    return found


def test_what_acts_is_refused_everywhere(accepted: Accepted) -> None:
    for name, text in TEXTS.items():
        if NEVER.search(text):
            assert not accepted[name], name


def test_what_harms_nobody_is_accepted_where_it_fits(accepted: Accepted) -> None:
    """So the rest of this file has something to look at."""
    assert sum(map(len, accepted.values())) > 500
    assert set(PLACES) == set().union(*accepted.values())


# One site with every text that was accepted, in every place: lists that hold an entry for each.


def gallery(accepted: Accepted) -> dict[str, str]:
    """Return the tiny world with entries for each accepted text, and the rest of it in between."""
    files = with_words(crowd(accepted, 0))
    names = [name for name, places in accepted.items() if places]

    def entries(**places: str) -> Iterator[dict[str, Any]]:
        for number, name in enumerate(names):
            words = {
                field: TEXTS[name] if place in accepted[name] else f"Plain {field} {number}"
                for field, place in places.items()
            }
            yield {"id": f"no-{number}"} | words

    def add(path: str, **more: list[dict[str, Any]]) -> None:
        files[path] += "".join(
            f"  - {json.dumps(entry, ensure_ascii=False)}\n" for e in more.values() for entry in e
        )

    add(
        hostile.PROVISIONS,
        provisions=[
            e | {"id": f"hilltop-{n + 100}", "force": "fact", "left-out": "It repeats."}
            for n, e in enumerate(
                entries(section="a heading of the document", text="a statement of the document")
            )
        ],
    )
    rules = list(entries(title="a rule's title", text="a rule's text", instead="a better way"))
    for n, section in enumerate(entries(title="a section's title")):
        rule = rules[n]
        rule |= {"kind": "info", "binds": ["parents"], "why": "It is called our code."}
        rule |= {"from": {"hilltop-03": "called our code"}, "id": f"rule-{n}"}
        rule["newsletter"] = [f"no-{n}"]
        files[f"schools/hilltop/sections/20-{n}.yml"] = json.dumps(
            section | {"clauses": [rule]}, ensure_ascii=False
        )
    add(hostile.CHANNELS, channels=list(entries(title="a person's title", text="a person's text")))
    add(hostile.TERMS, terms=list(entries(term="a word", meaning="what a word means")))
    law = {"kind": "act", "citation": "An Act", "status": "in-force", "for-parents": True}
    law |= {"confirmed": "yes", "checked": "2026-01", "extent": ["england"], "source": "A page."}
    add(
        hostile.LAW,
        laws=[e | law for e in entries(title="a law's title", means="what a law means")],
    )
    line = {"needs": ["child"], "checked": "2026-01", "phone": "0800 1111"}
    line |= {"serves": ["england"], "source": "A page."}
    add(
        hostile.HELPLINES,
        helplines=[e | line for e in entries(title="a helpline's title", text="a helpline's text")],
    )
    form = {"layout": "log", "audience": "staff"}
    add(
        hostile.FORMS,
        forms=[
            {"id": e["id"], "title": e["title"], "fields": [{"label": e["label"]}]} | form
            for e in entries(title="a form's title", label="a form's line")
        ],
    )
    story = {"where": "Here", "situation": {"names": ["child"]}, "verdict": "stop"}
    add(
        hostile.SCENARIOS,
        scenarios=[e | story for e in entries(title="a story's title", post="a story's post")],
    )
    add(
        hostile.REMINDERS,
        reminders=[
            e | {"when": "In June"}
            for e in entries(title="a reminder's title", text="a reminder's text")
        ],
    )
    files[hostile.SCHOOL] += f"site: {SITE}\n"
    return files


def crowd(accepted: Accepted, half: int) -> dict[str, str]:
    """Return what half of the short texts make of the places that a site has only one of."""
    found = {}
    for place, (path, _) in PLACES.items():
        if path in (hostile.SCHOOL, hostile.WIZARD):
            fitting = [TEXTS[name] for name, places in accepted.items() if place in places]
            short = [text for text in fitting if len(text) < 90][half::2]
            found[place] = " · ".join(short)[:300].strip()
    return found


def build(folder: Path, files: dict[str, str]) -> Path:
    """Build the real site of a world, as it would be published."""
    folder.mkdir()
    tiny_world(tiny_project(folder), files)
    build_school(folder, "hilltop", folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = WORLD | {hostile.SCHOOL: WORLD[hostile.SCHOOL] + f"site: {SITE}\n"}
    return build(tmp_path_factory.mktemp("usual") / "world", files)


@pytest.fixture(scope="module")
def site(accepted: Accepted, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("gallery") / "world", gallery(accepted))


@pytest.fixture(scope="module")
def crowded(accepted: Accepted, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("crowd") / "world", with_words(crowd(accepted, 1)))


def shapes(site: Path) -> dict[str, Shape]:
    """Return the pages of a site, by path, with the names of the theme's hashes left out."""
    return {
        path.relative_to(site).as_posix(): Shape(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def test_pages_hold_only_what_other_sites_and_markdown_hold(
    site: Path, crowded: Path, usual: Path
) -> None:
    plain = set().union(*(shape.parts for shape in shapes(usual).values()))
    for built in (site, crowded):
        for path, shape in shapes(built).items():
            assert shape.parts - plain - MARKDOWN == set(), path
            assert [link for link in shape.links if not SAFE.match(link)] == [], path
            assert faults_of((built / path).read_text("utf-8")) == [], path
            programs = [text for text in shape.words["script"] if not text.startswith("{")]
            assert [text for text in programs if "alert(1)" in text] == [], path


def titles(accepted: Accepted, place: str) -> dict[int, str]:
    """Return the texts that stand as titles in a place, by the number of their entry."""
    names = [name for name, places in accepted.items() if places]
    return {n: TEXTS[name] for n, name in enumerate(names) if place in accepted[name]}


def test_a_title_is_shown_as_it_was_written(site: Path, accepted: Accepted) -> None:
    found = {page["to"]: page["title"] for page in searched(site)}
    for number, title in titles(accepted, "a rule's title").items():
        shape = Shape((site / f"code/rule-{number}/index.html").read_text("utf-8"))
        assert shape.words["h1"] == [title]
        assert title in shape.words["title"][0]
        assert found[f"code/rule-{number}/"] == title


def searched(site: Path) -> list[dict[str, str]]:
    """The pages that the search knows."""
    script = (site / "assets/search-index.js").read_text("utf-8")
    data = script.removeprefix("globalThis.searchIndex = ").removesuffix(";\n")
    pages: list[dict[str, str]] = json.loads(data)["pages"]
    return pages


def test_the_search_leads_to_pages_of_the_site_alone(site: Path) -> None:
    for page in searched(site):
        path = page["to"].partition("#")[0]
        assert (site / path / "index.html").is_file(), page["to"]


def test_data_for_the_browser_is_what_the_source_says(
    site: Path, crowded: Path, accepted: Accepted
) -> None:
    for half, built in enumerate((site, crowded)):
        said = crowd(accepted, half)
        for path in ("should-i-post/index.html", "embed/index.html", "present/deck.html"):
            if not (built / path).is_file():
                continue
            html = (built / path).read_text("utf-8")
            data = [json.loads(t) for t in Shape(html).words["script"] if t.startswith("{")]
            (wizard,) = (found for found in data if "facts" in found)
            assert wizard["school"] == said["the school's name"], path
            assert said["a question"] in [fact["ask"] for fact in wizard["facts"]]
            options = [option for fact in wizard["facts"] for option in fact["options"]]
            assert said["an answer"] in [option["label"] for option in options]
    html = (site / "present/deck.html").read_text("utf-8")
    data = [json.loads(t) for t in Shape(html).words["script"] if t.startswith("{")]
    (deck,) = (found for found in data if "cards" in found)
    stories = {card["id"]: card["title"] for card in deck["cards"]}
    for number, title in titles(accepted, "a story's title").items():
        assert stories[f"no-{number}"] == title


def test_what_is_pasted_into_mail_is_text_and_a_link(site: Path, accepted: Accepted) -> None:
    allowed = {"a", "a href", "a style", "p", "p style", "table", "table role", "table border",
               "table cellpadding", "table cellspacing", "table style", "table width", "tbody",
               "td", "td style", "tr"}  # fmt: skip
    for page in ("newsletter", "links"):
        words = Shape((site / f"for-staff/{page}/index.html").read_text("utf-8")).words
        assert words["data-share-html"]
        for snippet in words["data-share-html"]:
            shape = Shape(snippet)
            assert shape.parts <= {f"<{part}>" for part in allowed}
            assert all(link.startswith(SITE) for link in shape.links)
        for title in titles(accepted, "a rule's title").values() if page == "links" else ():
            assert any(text.startswith(f"{title}\n") for text in words["data-share-text"])


def test_a_table_for_a_spreadsheet_holds_no_formula(site: Path, accepted: Accepted) -> None:
    tables = sorted(site.rglob("*.csv"))
    assert len(tables) > len(titles(accepted, "a form's line"))
    for path in tables:
        cells = [c for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"))) for c in row]
        assert cells
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_prints_show_the_words_and_read_nothing(site: Path, accepted: Accepted) -> None:
    text = pdfs.letters_of(pdfs.text_of((site / "print/handbook-full.pdf").read_bytes()))
    for title in titles(accepted, "a rule's title").values():
        assert pdfs.letters_of(title) in text
    for name, places in accepted.items():
        if "a rule's text" in places and "typst" in name:
            assert pdfs.letters_of(TEXTS[name]) in text
    assert "root:" not in text
    for path in (site / "print").glob("*.pdf"):
        with pikepdf.open(path) as pdf:
            for page in range(1, len(pdf.pages) + 1):
                links = [link for link in pdfs.links(pdf, page) if isinstance(link, str)]
                assert [link for link in links if not re.match("https://|mailto:|tel:", link)] == []
            assert "/JavaScript" not in pdf.Root.get("/Names", {})
            assert "/OpenAction" not in pdf.Root


def test_codes_lead_into_the_site(site: Path) -> None:
    codes = sorted((site / "for-staff/qr").glob("*.png"))
    assert codes
    for path in codes[:: len(codes) // 12]:
        with Image.open(path) as picture:
            (code,) = zxingcpp.read_barcodes(picture)
        assert re.fullmatch(re.escape(SITE) + "[a-z0-9/#-]*", code.text)


def test_the_offline_edition_runs_no_more(site: Path, usual: Path, tmp_path: Path) -> None:
    pages = []
    for name, built in (("hostile", site), ("usual", usual)):
        make_offline(Path(shutil.copytree(built, tmp_path / name)))
        pages.append(shapes(tmp_path / name))
    hostile_pages, plain_pages = pages
    plain = set().union(*(shape.parts for shape in plain_pages.values()))
    for path, shape in hostile_pages.items():
        assert shape.parts - plain - MARKDOWN == set(), path
        assert [link for link in shape.links if not SAFE.match(link)] == [], path
