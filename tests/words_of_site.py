"""Read a built site as people meet it: pages, questions and answers, the deck and the prints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import built
import pdf_words
from playwright.sync_api import Browser, BrowserContext, Page

NOON = "2026-06-01T12:00:00"
DAY = "1780315200"
"""When the pages are read and, in seconds, built: some say whether a date has passed."""

HERE = Path(__file__).parent / "browser"
READ, ANSWER, DECK = (
    (HERE / name).read_text("utf-8") for name in ("words.js", "answers.js", "deck_words.js")
)

UNHURRIED = "performance.now = ((now) => () => (now += 1000))(0);"
"""A tap is never taken for the second of a double tap."""

_SIZE = re.compile(r"(\d+ pages?, )?[\d,.]+ (?=[KM]B)")
"""How long and how heavy a file is: it changes with every word in it."""

Words = dict[str, str]
"""Name of what was read → its words, a sentence a line."""


class Reader:
    """A browser that reads the site in a folder, served at an address."""

    def __init__(self, browser: Browser, site: Path, root: str) -> None:
        self._site, self._root = site, root
        self._context: BrowserContext = browser.new_context(bypass_csp=True)
        self._context.clock.set_fixed_time(NOON)
        self._context.add_init_script(f"{UNHURRIED}\n{READ}\nwords.from({json.dumps(root)});")

    def close(self) -> None:
        self._context.close()

    def _open(self, address: str, *scripts: str) -> Page:
        page = self._context.new_page()
        page.goto(self._root + address)
        for script in scripts:
            page.evaluate(script)
        return page

    def read(self, html: str, address: str) -> tuple[str, str]:
        """Read a page without running its scripts: its main part, and what stands around that."""
        own, rest = self._plain.evaluate("given => words.page(...given)", [html, address])
        return own, rest

    @cached_property
    def _plain(self) -> Page:
        """A page with every style sheet of the site."""
        page = self._open("")
        for sheet in sorted((self._site / "assets").glob("*.css")):
            if not sheet.name.startswith("print"):
                page.add_style_tag(url=f"{self._root}assets/{sheet.name}")
        return page

    def pages(self) -> Words:
        """Read every page as it is before its script, and once what stands around all of them."""
        found: Words = {}
        around: dict[str, list[str]] = {}
        for address in built.addresses(self._site):
            if address == "present/deck.html":
                continue
            html = built.file_of(self._site, address).read_text("utf-8")
            own, rest = self.read(html, address)
            found[name_of(address)] = _SIZE.sub("… ", own)
            around.setdefault(rest, []).append(address)
        usual, *others = sorted(around, key=lambda rest: -len(around[rest]))
        found["around-every-page"] = usual
        for rest in others:
            for address in around[rest] if rest else []:
                found[name_of(address)] += f"\n\nAround it:\n{rest}"
        return found

    def started(self, address: str) -> str:
        """Read the main part of a page once its script has run."""
        page = self._open(address)
        return str(page.evaluate("words.of(document.querySelector('#main') ?? document.body)"))

    def answers(self, address: str, situations: dict[str, dict[str, list[str]]]) -> Words:
        """Answer a wizard in each situation: its cards in the order of its questions, its results.

        A situation is given by the labels to choose, fact by fact.
        """
        page = self._open(address, ANSWER)
        cards: Words = {}
        found: Words = {}
        for name, situation in situations.items():
            done = page.evaluate("given => answer(...given)", [situation, list(cards)])
            cards |= done["cards"]
            found[name] = done["result"]
        order = [fact["id"] for fact in wizard_data(self._site, address)["facts"]]
        told = [f"== {fact} ==\n{cards[fact]}" for fact in order if fact in cards]
        return {"cards": "\n\n".join(told), **found}

    def deck(self) -> Words:
        """Read the deck: each story with all its screens, and the parts around the stories."""
        told = self._open("present/deck.html", DECK).evaluate("deckWords()")
        return {name_of(re.sub(r"[^a-z0-9]+", "-", title.lower())): text for title, text in told}

    def feed(self) -> str:
        """Read the feed as a reader's program shows it."""
        atom = {"": "http://www.w3.org/2005/Atom"}
        root = Xml.parse(self._site / "about/changes/feed.xml").getroot()
        lines = [root.findtext("title", "", atom)]
        for entry in root.findall("entry", atom):
            link, html = entry.find("link", atom), entry.findtext("content", "", atom)
            lines += ["", f"# {entry.findtext('title', '', atom)}"]
            lines += [link.get("href", "") if link is not None else ""]
            lines += [self.read(html, "")[0]]
        return "\n".join(lines)


def wizard_data(site: Path, address: str) -> dict[str, Any]:
    """Return the data that a wizard's page carries."""
    html = built.file_of(site, address).read_text("utf-8")
    found = re.search(r'<script type="application/json">(.*?)</script>', html, re.S)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def name_of(address: str) -> str:
    """Return the name of the file for an address: ``code/facts-first``, ``home`` for the first."""
    return address.removesuffix(".html").strip("/-") or "home"


def prints(site: Path) -> Words:
    """Read every PDF in the order of its tags."""
    return {path.stem: pdf_words.words(path) for path in sorted((site / "print").glob("*.pdf"))}


def calendars(site: Path) -> Words:
    """Read each calendar: a property a line, without what only programs need."""
    return {
        path.stem: "\n".join(_unfolded(path.read_text("utf-8")))
        for path in sorted((site / "for-staff/calendars").glob("*.ics"))
    }


def _unfolded(calendar: str) -> Iterator[str]:
    for line in re.sub(r"\r?\n ", "", calendar).splitlines():
        if not re.match("UID|SEQUENCE|DTSTAMP|PRODID|VERSION", line):
            yield re.sub(r"\\([;,])", r"\1", line).replace("\\n", "\n  ")
