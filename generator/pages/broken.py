"""If a rule is broken: what the school will and may do, and how to answer back."""

from __future__ import annotations

from ..model.clause import Sanction
from .book import Book, Page


def pages(book: Book) -> list[Page]:
    """Return the page, if the document names steps."""
    if book.policy.sanctions is None or not book.policy.sanctions.sanctions:
        return []
    return [
        Page(
            "if-a-rule-is-broken/",
            "broken",
            "If a rule is broken",
            {"groups": groups(book)},
            {"description": "What the school may do, who decides, and how to give your side."},
        )
    ]


def groups(book: Book) -> list[tuple[str, list[Sanction]]]:
    """Return the steps under headings: for parents what the school will and may do; for others."""
    assert book.policy.sanctions is not None
    steps = book.policy.sanctions.sanctions
    ours = [s for s in steps if s.for_ in book.site_audiences]
    found = [
        ("What the school will do", [s for s in ours if s.force == "will"]),
        ("What the school may do", [s for s in ours if s.force == "may"]),
    ]
    for name in dict.fromkeys(s.for_ for s in steps if s not in ours):
        title = book.policy.audiences[name].title.lower()
        found.append((f"For others: {title}", [s for s in steps if s.for_ == name]))
    return [group for group in found if group[1]]
