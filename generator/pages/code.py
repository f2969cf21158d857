"""The code of conduct as one list of rules, and a page for each clause at a permanent address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.clause import Clause, Section
from ..model.policy import Origin
from ..model.said import added
from .book import Book, Page
from .words import ADDED, GROUPS, TOPICS, bare, gist, opening


@dataclass(frozen=True)
class Listed:
    """Rules of one section with the same mark: the ``kind`` and ``origin`` are those of each."""

    kind: str
    origin: Origin
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Part:
    """A section in the list: its address on the page, its opening in two pieces, and its rules.

    The second piece of the opening is folded up; it is empty where the opening is short.
    """

    id: str
    section: Section
    intro: tuple[str, str]
    lists: tuple[Listed, ...]

    @property
    def clauses(self) -> list[Clause]:
        """Its rules, in the order of the list."""
        return [clause for group in self.lists for clause in group.clauses]


def pages(book: Book) -> list[Page]:
    """Return the code's page and the clauses' pages."""
    if not book.policy.clauses:
        return []
    own = set(book.policy.own_sections)
    for_parents = [_part(book, *each) for each in book.parent_sections]
    shown = {part.id for part in for_parents}
    others = [
        _part(book, section, clauses, again=section.id in shown)
        for section, clauses in book.other_sections
    ]
    overview = Page(
        "code/",
        "code",
        "Code of conduct",
        {
            "own": [part for part in for_parents if part.section in own],
            "shared": [part for part in for_parents if part.section not in own],
            "others": others,
            "about": about,
        },
        {"description": "The rules at a glance: what you must, may and are asked to do."},
    )
    order = [c for _, clauses in book.parent_sections for c in clauses]
    order += [c for _, clauses in book.other_sections for c in clauses]
    around = zip([None, *order[:-1]], order, [*order[1:], None], strict=True)
    return [overview, *(_clause_page(book, *three) for three in around)]


def about(clauses: Sequence[Clause]) -> str:
    """Return the topics of rules as one text, such as ``photos staff``, in the links' order."""
    found = {topic for clause in clauses for topic in clause.topics}
    return " ".join(topic for topic in TOPICS if topic in found)


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


def _part(book: Book, section: Section, clauses: list[Clause], again: bool = False) -> Part:
    """Return a section as a part of the list. ``again``: an earlier part is of it, and opens it."""
    marks: dict[tuple[str, Origin], list[Clause]] = {}
    for clause in clauses:
        marks.setdefault((clause.kind, book.policy.origin(clause)), []).append(clause)
    return Part(
        f"{section.id}-others" if again else section.id,
        section,
        opening(section.intro) if section.intro and not again else ("", ""),
        tuple(Listed(*mark, tuple(found)) for mark, found in marks.items()),
    )


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
