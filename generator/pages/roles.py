"""Who does what: the same clauses, for each group that the school's own rules bind."""

from __future__ import annotations

from ..model.clause import Clause, Section
from ..model.people import Audience
from .book import Book, Page


def pages(book: Book) -> list[Page]:
    """Return an overview and a page for each group, where there is more than one group."""
    groups = bound(book)
    if len(groups) < 2:
        return []
    overview = Page(
        "who-does-what/",
        "roles",
        "Who does what",
        {"audiences": groups, "duties": {a.id: duties(book, a) for a in groups}},
        {"description": "The same rules, for each group of people at school."},
    )
    return [overview, *(_role_page(book, audience) for audience in groups)]


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


def _role_page(book: Book, audience: Audience) -> Page:
    policy = book.policy
    steps = policy.sanctions.sanctions if policy.sanctions else ()
    return Page(
        f"who-does-what/{audience.id}/",
        "role",
        audience.title,
        {
            "audience": audience,
            "sections": duties(book, audience),
            "steps": [s for s in steps if s.for_ == audience.id],
            "forms": [f for f in policy.forms if f.audience == audience.id],
        },
        {"description": f"What the school's document asks: {audience.title}."},
    )
