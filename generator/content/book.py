"""What every page family is given, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from ..checked import Proven
from ..errors import Finding
from ..model.clause import Clause, Section
from ..model.policy import Policy
from ..model.wizard import Wizard
from ..releases.history import History
from ..wizard.checklist import ChecklistGroup
from ..wizard.program import Program
from .stories import Story


@dataclass(frozen=True)
class WizardPage:
    """What the page of a wizard shows: its data for the browser, and the same rules as a list."""

    data: str
    """The wizard as JSON text."""
    checklist: list[ChecklistGroup]
    """The rules in words, most severe verdict first."""
    proven: Proven | None = None
    """The wizard itself, for the pages that draw it for authors."""


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


PrintGroup = Literal["leaflet", "edition", "sheet", "form", "governors"]

CHANGES_SLIP = "changes-slip"
"""The form that says that what changed was read."""


@dataclass(frozen=True)
class PrintFile:
    """A PDF of the site: its path, what a list calls it, and how large it is (pages, bytes)."""

    path: str
    title: str
    group: PrintGroup
    pages: int
    size: int

    @property
    def facts(self) -> str:
        """What a link says about the file: "PDF, 28 pages, 210 KB"."""
        pages = "1 page" if self.pages == 1 else f"{self.pages} pages"
        return f"PDF, {pages}, {max(1, round(self.size / 1000)):,} KB"


@dataclass(frozen=True)
class Printed:
    """What was printed for a site: its PDFs, and the picture for links to a page by its address."""

    files: tuple[PrintFile, ...]
    pictures: dict[str, str]

    def of(self, group: PrintGroup) -> list[PrintFile]:
        """Return the PDFs of one group, in the order of a list."""
        return [file for file in self.files if file.group == group]

    def form(self, name: str) -> PrintFile | None:
        """Return the PDF of a form by the form's id."""
        return next((f for f in self.of("form") if f.path == f"print/{name}.pdf"), None)


NOTHING_PRINTED = Printed((), {})

Status = Literal["approved", "draft", "restatement"]
"""What every page and print says of the text: that it is approved, a draft, or that others made it
and the school has not approved it."""

NO_HISTORY = History("unapproved", {})


@dataclass(frozen=True)
class Book:
    """One school's policy with everything that pages and prints are made from.

    ``wizards`` holds what was compiled for each wizard, by its id. ``today`` decides whether a date
    is past; the browser decides again on the day. ``findings`` are the warnings shown to staff.
    """

    policy: Policy
    wizards: dict[str, WizardPage]
    today: date
    findings: list[Finding]
    printed: Printed = NOTHING_PRINTED
    history: History = NO_HISTORY
    draft: bool = False
    """Whether it is made as a draft, though it may be approved."""
    stories: tuple[Story, ...] = ()
    """The scenarios of a training session, with the answers of the wizard about a post."""

    @cached_property
    def programs(self) -> dict[str, Program]:
        """The wizards as they are asked, by id."""
        return {n: page.proven.program for n, page in self.wizards.items() if page.proven}

    @property
    def status(self) -> Status:
        """What every page and print says of the text."""
        if self.history.standing == "restatement":
            return "restatement"
        return "draft" if self.draft or self.history.standing != "approved" else "approved"

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

    def tool(self, kind: str) -> Wizard | None:
        """Return the first compiled wizard of a kind: ``verdict``, ``finder`` or ``guide``."""
        found = (w for w in self.policy.wizards.values() if w.kind == kind and w.id in self.wizards)
        return next(found, None)
