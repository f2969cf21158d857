"""The handbook: the whole policy on one page, made to be printed."""

from __future__ import annotations

from . import broken, law, report, talk
from .book import Book, Page


def pages(book: Book) -> list[Page]:
    """Return the page."""
    contact = talk.pages(book)[0].context
    return [
        Page(
            "handbook/",
            "handbook",
            f"{book.policy.school.name}: handbook",
            {
                "channels": contact["inside"],
                "outside": contact["outside"],
                "reachable": contact["reachable"],
                "steps": broken.groups(book) if book.policy.sanctions else [],
                "helplines": report.helplines(book),
                "cited": law.cited(book),
                "sections": book.parent_sections,
                "others": [pair for pair in book.other_sections if pair[1]],
            },
            {"description": "The whole policy on one page, to read or print."},
        )
    ]
