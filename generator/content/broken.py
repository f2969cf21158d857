"""If a rule is broken: what the school will and may do, and how to answer back."""

from __future__ import annotations

from ..model.clause import Sanction
from .book import Book


def groups(book: Book) -> list[tuple[str, list[Sanction]]]:
    """Return the steps under headings: for parents what the school will and may do; for others."""
    if book.policy.sanctions is None:
        return []
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
