"""What the pages weigh on the way to a reader, and the most that they may.

A weight is in bytes after gzip, as nearly every host sends them. A page weighs what a first visit
loads before a word is read: the page, its style sheets for the screen, and its scripts. What the
search needs waits in a ``<template>`` until a reader opens it, and is weighed by itself.
"""

from __future__ import annotations

import gzip
import posixpath
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from ..writers.embed import BUDGET as EMBED_BUDGET

HOME, WIZARD, EMBED = "index.html", "should-i-post/index.html", "embed/index.html"
SEARCH = ("assets/search.js", "assets/search-index.js")

BUDGETS = {
    "home page": 42_000,
    "wizard page": 62_000,
    "wizard page's scripts": 14_000,
    "wizard page's styles": 33_000,
    "search": 34_000,
    "embedded wizard": EMBED_BUDGET,
}
"""The most that each may weigh, in bytes after gzip."""


class TooHeavyError(Exception):
    """The pages weigh more than they may; the message has a sentence for each."""


@dataclass(frozen=True)
class Weight:
    """What one thing weighs, and its budget; both in bytes after gzip."""

    name: str
    weight: int
    budget: int

    def __str__(self) -> str:
        return f"{self.name} {_kb(self.weight)} of {_kb(self.budget)} KB"


def keep_budgets(site: Path) -> list[Weight]:
    """Return what the site in the folder ``site`` weighs.

    Raises TooHeavyError if anything weighs more than it may.
    """
    weights = measure(site)
    heavy = [
        f"The {w.name} weighs {_kb(w.weight)} KB after gzip; it may weigh {_kb(w.budget)} KB."
        for w in weights
        if w.weight > w.budget
    ]
    if heavy:
        raise TooHeavyError("\n".join(heavy))
    return weights


def measure(site: Path) -> list[Weight]:
    """Return the weights of what stands in the folder ``site``. What it lacks is left out."""
    parts: dict[str, dict[str, int]] = {"home page": loaded(site, HOME)}
    if (site / WIZARD).is_file():
        page = loaded(site, WIZARD)
        parts["wizard page"] = page
        parts["wizard page's scripts"] = {p: w for p, w in page.items() if p.endswith(".js")}
        parts["wizard page's styles"] = {p: w for p, w in page.items() if p.endswith(".css")}
    if all((site / path).is_file() for path in SEARCH):
        parts["search"] = {path: _sent(site / path) for path in SEARCH}
    if (site / EMBED).is_file():
        parts["embedded wizard"] = loaded(site, EMBED)
    return [Weight(name, sum(part.values()), BUDGETS[name]) for name, part in parts.items()]


def loaded(site: Path, page: str) -> dict[str, int]:
    """Return what a first visit to ``page`` loads: paths inside ``site``, with their weights."""
    needs = _Needs()
    needs.feed((site / page).read_text("utf-8"))
    needs.close()
    here = posixpath.dirname(page)
    paths = (posixpath.normpath(posixpath.join(here, address)) for address in needs.addresses)
    return {path: _sent(site / path) for path in dict.fromkeys([page, *paths])}


def _sent(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))


class _Needs(HTMLParser):
    """Collects the addresses of the scripts and style sheets that a page loads at once."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.addresses: list[str] = []
        self._waiting = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._waiting += tag == "template"
        values = {name: value or "" for name, value in attrs}
        if tag == "script" and "src" in values and not self._waiting:
            self.addresses.append(values["src"])
        if tag == "link" and values.get("rel") == "stylesheet" and values.get("media") != "print":
            self.addresses.append(values["href"])

    def handle_endtag(self, tag: str) -> None:
        self._waiting -= tag == "template"


def _kb(size: int) -> str:
    return f"{size / 1000:.1f}"
