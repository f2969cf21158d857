"""Who does what: the same clauses, for each group that the school's own rules bind."""

from __future__ import annotations

from ..model.clause import Clause, Section
from ..model.people import Audience
from .book import Book


def bound(book: Book) -> list[Audience]:
    """Return the groups that at least one of the school's own clauses binds."""
    named = {a for section in book.policy.our_sections for c in section.clauses for a in c.binds}
    return [a for a in book.policy.audiences.values() if a.id in named and a.id != "everyone"]


def duties(book: Book, audience: Audience) -> list[tuple[Section, list[Clause]]]:
    """Return the school's own clauses that bind a group, by section."""
    found = [
        (s, [c for c in s.clauses if audience.id in c.binds or "everyone" in c.binds])
        for s in book.policy.our_sections
    ]
    return [(section, clauses) for section, clauses in found if clauses]
