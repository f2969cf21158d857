"""One school's whole policy: its own source joined with what every school shares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from .base import Node
from .clause import Clause, Sanctions, Section
from .extras import Case, Expectation, Form, Reminder, Scenario
from .law import Law, LawRegister, Platform, Term
from .people import Audience, Channel, Channels, Helpline, Stage
from .provision import From, Provision
from .school import School
from .search import Search
from .wizard import Wizard

Origin = Literal["school", "shared", "law"]
"""Whose words something is: the school's own document, what every school shares, or the law."""


@dataclass(frozen=True)
class Policy:
    """Everything known about one school. Registers are in reading order, keyed by id."""

    id: str
    school: School
    provisions: dict[str, Provision]
    own_sections: tuple[Section, ...]
    shared_sections: tuple[Section, ...]
    own_channels: Channels
    shared_channels: tuple[Channel, ...]
    """The channels that every school of the nation shares."""
    channels: dict[str, Channel]
    """The school's own, then the shared ones; a name that a channel stands for leads to it."""
    sanctions: Sanctions | None
    audiences: dict[str, Audience]
    register: LawRegister
    helplines: dict[str, Helpline]
    platforms: dict[str, Platform]
    terms: dict[str, Term]
    forms: tuple[Form, ...]
    scenarios: tuple[Scenario, ...]
    """The school's own, then those that every school tells."""
    reminders: tuple[Reminder, ...]
    cases: tuple[Case, ...]
    expectations: tuple[Expectation, ...]
    """The cases of which the school's own rules make something else."""
    wizards: dict[str, Wizard]
    search: Search
    shared_stages: tuple[Stage, ...] = ()
    """How a complaint goes at every school of the nation."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """The school's sections, then the shared ones."""
        return self.own_sections + self.shared_sections

    @cached_property
    def clauses(self) -> dict[str, Clause]:
        """Every clause by id, in reading order."""
        return {c.id: c for section in self.sections for c in section.clauses}

    @cached_property
    def own_clauses(self) -> frozenset[str]:
        """The ids of the clauses that restate the school's own document."""
        return frozenset(c.id for section in self.own_sections for c in section.clauses)

    def origin(self, node: Clause | Channel | Term) -> Origin:
        """Return whose words a clause, a channel or a term is.

        A school's clause always restates its document. Its channels and terms do so where a
        provision is behind them.
        """
        if isinstance(node, Clause) and node.id in self.own_clauses:
            return "school"
        if isinstance(node, Clause):
            return "law" if node.basis == "law" else "shared"
        return "school" if node.from_ else "shared"

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The steps of the complaints procedure."""
        return self.own_channels.stages

    @cached_property
    def laws(self) -> dict[str, Law]:
        """The law register by id."""
        return {law.id: law for law in self.register.laws}

    def every_channel(self) -> tuple[Channel, ...]:
        """Return the school's channels and the shared ones, each once, also those stood in for."""
        return (*self.own_channels.channels, *self.shared_channels)

    def restating(self) -> Iterator[tuple[str, Node, From]]:
        """Yield what restates provisions: its address in the site, itself, and its ``from``.

        The address is the path of the page, from the site's root, with an anchor where needed.
        """
        yield "about/", self.school, self.school.welcome_from
        yield "about/", self.school.document, self.school.document.from_
        for cite in self.school.cites:
            yield f"law/#{cite.law}", cite, cite.from_
        for mention in self.school.platforms:
            yield f"report/#{mention.platform}", mention, mention.from_
        for section in self.own_sections:
            yield f"code/#{section.id}", section, section.from_
            for clause in section.clauses:
                yield f"code/{clause.id}/", clause, clause.from_
        yield "talk-to-us/", self.own_channels, self.own_channels.from_
        for channel in self.own_channels.channels:
            yield f"talk-to-us/#{channel.id}", channel, channel.from_
        for stage in self.stages:
            yield f"talk-to-us/#{stage.id}", stage, stage.from_
        if self.sanctions:
            yield "if-a-rule-is-broken/", self.sanctions, self.sanctions.from_
            for sanction in self.sanctions.sanctions:
                yield f"if-a-rule-is-broken/#{sanction.id}", sanction, sanction.from_
        for term in self.terms.values():
            yield f"about/words/#{term.id}", term, term.from_
        for form in self.forms:
            yield f"forms/{form.id}/", form, form.from_
            for field in form.fields:
                yield f"forms/{form.id}/", field, field.from_
