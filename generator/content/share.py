"""What staff pass on: an address, and words about it that are ready to paste."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .book import Book
from .words import bare, gist


@dataclass(frozen=True)
class Item:
    """Something to pass on, in plain words; ``address`` is below the site, ``group`` a heading."""

    group: str
    address: str
    title: str
    words: str
    picture: str | None = None
    """The picture that chat apps show beside the link, below the site."""

    @property
    def name(self) -> str:
        """A name for files and anchors: ``code/no-threats/`` gives ``code-no-threats``."""
        return self.address.replace("/#", "/").strip("/").replace("/", "-") or "home"


@dataclass(frozen=True)
class Ready:
    """Something ready to paste: an anchor, a heading, when to send it, its lines and address."""

    name: str
    title: str
    when: str
    lines: list[str]
    url: str | None


def items(book: Book) -> list[Item]:
    """Return everything that staff may want to link, in the order of the site."""
    return list(_items(book))


def _items(book: Book) -> Iterator[Item]:
    policy = book.policy
    home = "Before you post about school: a short check, whom to talk to, and where to get help."
    found = [Item("Start here", "", policy.school.name, home)]
    found += [
        Item("Start here", f"{w.id}/", w.title, gist(w.intro))
        for w in policy.wizards.values()
        if w.id in book.wizards
    ]
    found += [
        Item("Rules", f"code/{c.id}/", c.title, bare(gist(c.text)))
        for _, clauses in book.parent_sections
        for c in clauses
    ]
    found += [
        Item("People to talk to", f"talk-to-us/#{c.id}", c.title, bare(gist(c.text)))
        for c in policy.own_channels.channels
    ]
    found += [
        Item("Stories", f"present/#{s.scenario.id}", s.scenario.title, "What would you do?")
        for s in book.stories
    ]
    for item in found:
        picture = book.printed.pictures.get(item.address)
        yield Item(item.group, item.address, item.title, item.words, picture)


def short(url: str) -> str:
    """Return an address as it is printed or said: without its scheme and last slash."""
    return url.removeprefix("https://").rstrip("/")


def url_of(book: Book, address: str) -> str | None:
    """Return the whole address of a page; None while the site's is not known."""
    site = book.policy.school.site
    return f"{site}{address}" if site else None


def make_ready(name: str, title: str, when: str, lines: list[str], url: str | None) -> Ready:
    """Return words to paste, without the empty lines."""
    return Ready(name, title, when, [line for line in lines if line], url)
