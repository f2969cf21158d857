"""Pages for addresses that had a page once: an old link or code never leads to nothing."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from ..model.base import PartialDate
from .about import UNLISTED
from .book import Book, Page


def pages(book: Book, known: Set[str]) -> list[Page]:
    """Return a page for each address that a release or a successor names and no page has."""
    policy = book.policy
    successors = {f"code/{id}/": c for c in policy.clauses.values() for id in c.replaces}
    titles: dict[str, str] = {}
    for step in book.history.steps:
        titles |= step.release.addresses
    found = []
    for address in dict.fromkeys([*titles, *successors]):
        if address not in known:
            successor = successors.get(address)
            last = _last_words(book, address)
            title = titles.get(address) or last.get("title") or "This rule has ended"
            context = {"successor": successor, "last": last, "ended": _ended(book, address)}
            description = {"description": "This page is no longer in force."}
            found.append(Page(address, "ended", title, context, UNLISTED | description))
    return found


def _last_words(book: Book, address: str) -> dict[str, Any]:
    """Return the fields of a rule as they were last approved; nothing for other pages."""
    for step in reversed(book.history.steps):
        for id, rule in step.release.record.get("rules", {}).items():
            if address == f"code/{id}/":
                return rule
    return {}


def _ended(book: Book, address: str) -> PartialDate | None:
    """Return the day of the approval that ended a page; None for what is not approved yet."""
    days = [step.approval.on for step in book.history.steps]
    here = [address in step.release.addresses for step in book.history.steps]
    if True not in here:
        return None
    after = len(here) - here[::-1].index(True)
    return days[after] if after < len(days) else None
