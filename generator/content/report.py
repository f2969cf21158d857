"""Get help: danger first, then three helplines for each need, and how to report a post."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.law import Platform
from ..model.people import Helpline
from .book import Book
from .words import NEEDS

SHOWN = 3
"""How many helplines a need shows; a tired person does not choose among more."""

Group = tuple[str, str, list[Helpline]]
"""An id, a heading, and the helplines below it."""


@dataclass(frozen=True)
class Services:
    """The helplines as the page shows them: danger first, then a few for each need."""

    danger: list[Helpline]
    needs: list[Group]
    others: list[Helpline]
    """Those that no need shows."""


def services(book: Book) -> Services:
    """Return the helplines of the page "Get help"."""
    everyone = book.policy.helplines.values()
    needs: list[Group] = [
        (need, heading, [h for h in everyone if need in h.needs][:SHOWN])
        for need, heading in NEEDS.items()
    ]
    danger = [h for h in everyone if h.danger]
    shown = [*danger, *(h for _, _, found in needs for h in found)]
    return Services(danger, needs, [h for h in everyone if h not in shown])


def helplines(book: Book) -> list[Group]:
    """Return each helpline once, in groups for a print: danger first, then by its first need."""
    groups: dict[str, Group] = {
        name: (name, heading, [])
        for name, heading in {
            "danger": "Someone is in danger now",
            **NEEDS,
            "": "More help",
        }.items()
    }
    for service in book.policy.helplines.values():
        name = "danger" if service.danger else next(iter(service.needs), "")
        groups[name][2].append(service)
    return [group for group in groups.values() if group[2]]


def platforms(book: Book) -> list[tuple[Platform, list[str]]]:
    """Return the networks to report to, each with the old names that the document uses for it."""
    named: dict[str, list[str]] = {}
    for mention in book.policy.school.platforms:
        named.setdefault(mention.platform, []).append(mention.as_)
    return [
        (platform, [name for name in named.get(platform.id, []) if name != platform.title])
        for platform in book.policy.platforms.values()
        if platform.report or platform.id in named
    ]
