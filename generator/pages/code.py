"""The code of conduct at a glance, and a page for each clause at a permanent address."""

from __future__ import annotations

from ..model.clause import Clause
from ..model.said import added
from .book import Book, Page
from .words import ADDED, GROUPS, bare, gist


def pages(book: Book) -> list[Page]:
    """Return the code's page and the clauses' pages."""
    if not book.policy.clauses:
        return []
    overview = Page(
        "code/",
        "code",
        "Code of conduct",
        {"groups": at_a_glance(book), "parent_ids": {s.id for s, _ in book.parent_sections}},
        {"description": "The rules at a glance: what you must, may and are asked to do."},
    )
    order = [c for _, clauses in book.parent_sections for c in clauses]
    order += [c for _, clauses in book.other_sections for c in clauses]
    around = zip([None, *order[:-1]], order, [*order[1:], None], strict=True)
    return [overview, *(_clause_page(book, *three) for three in around)]


def at_a_glance(book: Book) -> list[tuple[str, str, list[Clause]]]:
    """Return the groups (kind, heading, clauses) of what parents must, are asked, may and are told.

    Only the school's own rules: with the shared ones the list would be too long for a glance.
    """
    own = book.policy.own_clauses
    clauses = [c for _, found in book.parent_sections for c in found if c.id in own]
    groups = [
        (kind, heading, [c for c in clauses if c.kind == kind]) for kind, heading in GROUPS.items()
    ]
    return [group for group in groups if group[2]]


def _clause_page(book: Book, before: Clause | None, clause: Clause, after: Clause | None) -> Page:
    said = [book.policy.provisions[name] for name in clause.from_]
    return Page(
        f"code/{clause.id}/",
        "clause",
        clause.title,
        {
            "clause": clause,
            "before": before,
            "after": after,
            "own": clause.id in book.policy.own_clauses,
            "sources": list(dict.fromkeys(p.section for p in said)),
            "added": [ADDED[field] for field in added(clause)] if said else [],
            "quotes": [p.quote for p in said if p.quote],
            "section": next(s for s in book.policy.sections if clause in s.clauses),
            "audiences": [a for a in book.policy.audiences.values() if a.id in clause.binds],
        },
        {"description": bare(gist(clause.text))},
    )
