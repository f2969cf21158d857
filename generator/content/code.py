"""The code of conduct as one list of rules, and what is told about each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.clause import Clause, Section
from ..model.people import Audience
from ..model.policy import Origin, Policy
from ..model.said import added
from .book import Book
from .changes import rule_notes
from .words import (
    ABOUT_BOTH,
    ABOUT_LAW,
    ADDED,
    CHANGED,
    EVERYWHERE,
    GROUPS,
    ORIGIN_MEANS,
    OWN_RULE,
    TAKEN,
    TOPICS,
    bare,
    gist,
    opening,
)


@dataclass(frozen=True)
class Listed:
    """Rules of one section with the same mark: the ``kind`` and ``origin`` are those of each."""

    kind: str
    origin: Origin
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Told:
    """What a rule's page says beside the rule: its neighbours, and what stands behind it."""

    clause: Clause
    before: Clause | None
    after: Clause | None
    means: str
    """The line that says whose words it is."""
    note: str | None
    """That it is new or changed, and since when."""
    differs: bool
    """Whether "How ours differs" tells of it."""
    sources: list[str]
    """The sections of the school's document that say it."""
    added: list[str]
    """What these pages add to it, in words."""
    quotes: list[str]
    section: Section
    audiences: list[Audience]

    @property
    def gist(self) -> str:
        """What it says, in a sentence or two."""
        return bare(gist(self.clause.text))


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


@dataclass(frozen=True)
class Rules:
    """The list of all rules: the school's own, those of a model, those shared, those for others."""

    own: list[Part]
    taken: list[Part]
    shared: list[Part]
    others: list[Part]


def rules(book: Book) -> Rules:
    """Return the rules as one list; a section stands once among each whose words they are."""
    policy = book.policy
    groups: dict[str, list[Part]] = {"own": [], "taken": [], "shared": []}
    for section, clauses in book.parent_sections:
        found: dict[str, list[Clause]] = {name: [] for name in groups}
        for clause in clauses:
            whose = "taken" if clause.id in policy.layer_of else "shared"
            found["own" if clause.id in policy.written_here else whose].append(clause)
        again = False
        for name, some in found.items():
            groups[name] += [_part(book, section, some, again)] if some else []
            again = again or bool(some)
    shown = {part.id for parts in groups.values() for part in parts}
    others = [
        _part(book, section, clauses, again=section.id in shown)
        for section, clauses in book.other_sections
    ]
    return Rules(**groups, others=others)


def told(book: Book) -> list[Told]:
    """Return what the page of each rule says, in the order of the list."""
    notes = rule_notes(book.history)
    order = [c for _, clauses in book.parent_sections for c in clauses]
    order += [c for _, clauses in book.other_sections for c in clauses]
    around = zip([None, *order[:-1]], order, [*order[1:], None], strict=True)
    return [_told(book, notes, *three) for three in around]


def about(clauses: Sequence[Clause]) -> str:
    """Return the topics of rules as one text, such as ``photos staff``, in the links' order."""
    found = {topic for clause in clauses for topic in clause.topics}
    return " ".join(topic for topic in TOPICS if topic in found)


def origins(parts: Sequence[Part]) -> list[Origin]:
    """Return whose words the rules of some parts are, each once, in the order of the marks."""
    found = {listed.origin for part in parts for listed in part.lists}
    return [origin for origin in ORIGIN_MEANS if origin in found]


def at_a_glance(book: Book) -> list[tuple[str, str, list[Clause]]]:
    """Return the groups (kind, heading, clauses) of what parents must, are asked, may and are told.

    Only the rules that the school wrote: with the others the list would be too long for a glance.
    """
    own = book.policy.written_here
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


def _means(policy: Policy, clause: Clause) -> str:
    """Return the line that says whose words a rule is."""
    origin, layer = policy.origin(clause), policy.layer_of.get(clause.id)
    if origin != "school":
        return ORIGIN_MEANS[origin]
    if layer in policy.models:
        return TAKEN.format(policy.models[layer].title)
    if not any(clause in section.clauses for section in policy.own_sections):
        return CHANGED
    if clause.is_adopted and clause.basis in ("law", "safety"):
        return ABOUT_BOTH if clause.basis == "law" else EVERYWHERE
    if not clause.from_:
        return OWN_RULE
    return ABOUT_LAW if clause.basis == "law" else ORIGIN_MEANS[origin]


def _told(
    book: Book,
    notes: dict[str, str],
    before: Clause | None,
    clause: Clause,
    after: Clause | None,
) -> Told:
    policy = book.policy
    said = [policy.provisions[name] for name in clause.from_]
    return Told(
        clause=clause,
        before=before,
        after=after,
        means=_means(policy, clause),
        note=notes.get(clause.id),
        differs=any(d.id == clause.id for d in policy.differences),
        sources=list(dict.fromkeys(p.section for p in said)),
        added=[ADDED[field] for field in added(clause)] if said else [],
        quotes=[p.quote for p in said if p.quote],
        section=next(s for s in policy.sections if clause in s.clauses),
        audiences=[a for a in policy.audiences.values() if a.id in clause.binds],
    )
