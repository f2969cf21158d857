"""What the search knows: the pages, places on them, and what people type to find each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from ...content import law, report
from ...content.book import Book, Page
from ...content.menu import MAIN, MORE
from ...content.words import audiences, bare, gist, listing
from ...model.base import Asks
from ...model.clause import Clause

FOR_OTHERS = 0.6
"""What an entry that is not meant for parents counts for, beside one that is."""

BY_HAND = {
    "about/privacy/": ("Privacy", "What this site knows about you. It is nothing."),
    "about/accessibility/": ("Accessibility", "How this site works for everyone."),
}
"""The title and description of each page in ``docs/``."""


@dataclass(frozen=True)
class Entry:
    """A page, or a place on one, as a result of the search shows it."""

    to: str
    """Its address, from the site's root."""
    title: str
    gist: str
    """What stands there, in a sentence or two, as plain text."""
    asks: tuple[str, ...]
    """What people type when they need it."""
    part: str
    """The part of the site that it belongs to, in the menu's words; empty for the part itself."""
    weight: float = 1.0
    """What it counts for, beside an entry for parents."""


def search_index(book: Book, pages: Iterable[Page]) -> str:
    """Return the script ``assets/search-index.js`` of a site with these pages."""
    found = [asdict(entry) for entry in (*_pages(book, pages), *_places(book))]
    same = {other: word.word for word in book.policy.search.words for other in word.also}
    return f"globalThis.searchIndex = {json.dumps({'pages': found, 'words': same})};\n"


def _pages(book: Book, pages: Iterable[Page]) -> Iterator[Entry]:
    asks = {named.page: named.asks for named in book.policy.search.pages}
    for page in pages:
        clause = page.context.get("clause")
        about = str(page.meta.get("description", ""))
        if "search" in page.meta:
            continue
        if isinstance(clause, Clause):
            yield _clause(book, clause, about)
        else:
            others = FOR_OTHERS if page.template in ("role", "form") else 1.0
            yield Entry(
                page.address,
                page.title,
                about,
                asks.get(page.address, ()),
                _part(page.address),
                others,
            )
    for address, (title, about) in BY_HAND.items():
        yield Entry(address, title, about, asks.get(address, ()), _part(address))


def _clause(book: Book, clause: Clause, about: str) -> Entry:
    address = f"code/{clause.id}/"
    if book.for_parents(clause):
        return Entry(address, clause.title, about, clause.asks, _part(address))
    part = f"For {listing(audiences(book.policy, clause.binds))}"
    return Entry(address, clause.title, about, clause.asks, part, FOR_OTHERS)


def _places(book: Book) -> Iterator[Entry]:
    policy = book.policy
    people = {c.id: c for c in (*policy.own_channels.channels, *policy.channels.values())}
    for person in people.values():
        yield _place(f"talk-to-us/#{person.id}", person.title, person.text, person.asks)
    for stage in policy.stages:
        yield _place(f"talk-to-us/#{stage.id}", stage.title, stage.text)
    for _, _, helplines in report.helplines(book):
        for service in helplines:
            yield _place("report/", service.title, service.text, service.asks)
    for entry, _ in law.cited(book):
        weight = 1.0 if entry.for_parents else FOR_OTHERS
        yield _place(f"law/#{entry.id}", entry.title, entry.means, entry.asks, weight)
    for entry in law.other(book):
        yield _place("law/", entry.title, entry.means, entry.asks)
    for step in policy.sanctions.sanctions if policy.sanctions else ():
        yield _place(f"if-a-rule-is-broken/#{step.id}", step.title, step.text)
    for term in policy.terms.values():
        yield _place(f"about/words/#{term.id}", term.term, term.meaning, weight=FOR_OTHERS)


def _place(to: str, title: str, text: str, asks: Asks = (), weight: float = 1.0) -> Entry:
    return Entry(to, title, bare(gist(text)), asks, _menu(to), weight)


def _part(address: str) -> str:
    """Return what the menu calls the page that an address lies below."""
    return "" if address.count("/") < 2 else _menu(address)


def _menu(address: str) -> str:
    return (MAIN | MORE).get(address.split("/")[0] + "/", "")
