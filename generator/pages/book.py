"""What every page family is given, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from ..errors import Finding
from ..model.clause import Clause, Section
from ..model.policy import Policy
from ..model.wizard import Wizard
from ..wizard.checklist import ChecklistGroup


@dataclass(frozen=True)
class WizardPage:
    """What the page of a wizard shows: its data for the browser, and the same rules as a list."""

    data: str
    """The wizard as JSON text."""
    checklist: list[ChecklistGroup]
    """The rules in words, most severe verdict first."""


@dataclass(frozen=True)
class Page:
    """A page before it is rendered."""

    address: str
    """Where it stands in the site: ``code/no-threats/``; the home page is the empty string."""
    template: str
    """The name of its template, without ``.md.j2``."""
    title: str
    """Its title, as plain text."""
    context: dict[str, Any] = field(default_factory=dict)
    """What only this template needs."""
    meta: dict[str, Any] = field(default_factory=dict)
    """Front matter beyond the title, such as ``description``."""


@dataclass(frozen=True)
class Book:
    """One school's policy with everything that pages are made from."""

    policy: Policy
    wizards: dict[str, WizardPage]
    today: date
    findings: list[Finding]

    @cached_property
    def site_audiences(self) -> frozenset[str]:
        """The audiences that parents' pages are about, and ``everyone``."""
        return frozenset(a.id for a in self.policy.audiences.values() if a.site) | {"everyone"}

    def for_parents(self, clause: Clause) -> bool:
        """Whether a clause belongs on parents' pages: it binds them, or promises them something."""
        return clause.id in self._promised or bool(self.site_audiences & set(clause.binds))

    @cached_property
    def _promised(self) -> frozenset[str]:
        """The promises made to parents.

        A promise names who keeps it, not to whom it is made. It is made to parents where its
        section speaks to them, or to nobody but those who keep the section's promises.
        """
        found: set[str] = set()
        for section in self.policy.sections:
            promises = [c for c in section.clauses if c.kind == "promise"]
            spoken_to = {a for c in section.clauses if c not in promises for a in c.binds}
            keepers = {a for c in promises for a in c.binds}
            if spoken_to & self.site_audiences or spoken_to <= keepers:
                found |= {c.id for c in promises}
        return frozenset(found)

    @cached_property
    def parent_sections(self) -> list[tuple[Section, list[Clause]]]:
        """The sections with at least one clause for parents, and those clauses."""
        found = [(s, [c for c in s.clauses if self.for_parents(c)]) for s in self.policy.sections]
        return [(section, clauses) for section, clauses in found if clauses]

    @cached_property
    def other_sections(self) -> list[tuple[Section, list[Clause]]]:
        """The clauses that speak to others than parents, by section."""
        found = [
            (s, [c for c in s.clauses if not self.for_parents(c)]) for s in self.policy.sections
        ]
        return [(section, clauses) for section, clauses in found if clauses or not section.clauses]

    @cached_property
    def wizard(self) -> tuple[Wizard, WizardPage] | None:
        """The wizard about a post, if it was compiled."""
        return next(
            ((w, self.wizards[w.id]) for w in self.policy.wizards.values() if w.id in self.wizards),
            None,
        )
