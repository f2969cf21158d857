"""Addresses that had a page once: an old link or code never leads to nothing."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from ..model.base import PartialDate
from ..model.clause import Clause
from .book import Book


@dataclass(frozen=True)
class Ended:
    """A page that is no longer there, and what counts now."""

    address: str
    title: str
    successor: Clause | None
    last: dict[str, Any]
    """The fields of a rule as they were last approved."""
    ended: PartialDate | None
    """The day of the approval that ended it; None for what is not approved yet."""


def ended(book: Book, known: Set[str]) -> list[Ended]:
    """Return each address that a release or a successor names and that is not ``known``."""
    policy = book.policy
    successors = {f"code/{id}/": c for c in policy.clauses.values() for id in c.replaces}
    titles: dict[str, str] = {}
    for step in book.history.steps:
        titles |= step.release.addresses
    found = []
    for address in dict.fromkeys([*titles, *successors]):
        if address not in known:
            last = _last_words(book, address)
            title = titles.get(address) or last.get("title") or "This rule has ended"
            successor = successors.get(address)
            found.append(Ended(address, title, successor, last, _day(book, address)))
    return found


def _last_words(book: Book, address: str) -> dict[str, Any]:
    """Return the fields of a rule as they were last approved; nothing for other pages."""
    for step in reversed(book.history.steps):
        for id, rule in step.release.record.get("rules", {}).items():
            if address == f"code/{id}/":
                return rule
    return {}


def _day(book: Book, address: str) -> PartialDate | None:
    days = [step.approval.on for step in book.history.steps]
    here = [address in step.release.addresses for step in book.history.steps]
    if True not in here:
        return None
    after = len(here) - here[::-1].index(True)
    return days[after] if after < len(days) else None
