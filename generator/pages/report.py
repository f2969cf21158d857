"""Get help: danger first, then helplines, evidence, and how to report a post to an app."""

from __future__ import annotations

from ..model.law import Platform
from ..model.people import Helpline
from .book import Book, Page
from .words import HELPLINE_GROUPS


def pages(book: Book) -> list[Page]:
    """Return the page."""
    return [
        Page(
            "report/",
            "report",
            "Get help, or report a post",
            {"groups": helplines(book), "platforms": platforms(book)},
            {"description": "Whom to call, what to keep, and how to report a post to the app."},
        )
    ]


def helplines(book: Book) -> list[tuple[str, str, list[Helpline]]]:
    """Return the helplines in groups (id, heading, helplines), danger first."""
    everyone = book.policy.helplines.values()
    found = [
        (name, heading, [h for h in everyone if ("danger" if h.danger else h.group) == name])
        for name, heading in HELPLINE_GROUPS.items()
    ]
    return [group for group in found if group[2]]


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
