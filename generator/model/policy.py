"""One school's whole policy: its own source joined with what every school shares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from .approval import Approvals
from .base import Node
from .clause import Clause, Sanctions, Section
from .extras import Case, Expectation, Form, Reminder, Scenario
from .law import Law, LawRegister, Platform, Term
from .layer import Difference, Model
from .nation import Nation
from .people import Audience, Channel, Channels, Helpline, Stage
from .provision import From, Provision
from .school import School
from .search import Search
from .wizard import Rule, Wizard

Origin = Literal["school", "trust", "authority", "shared", "law"]
"""Whose words something is: the school's own, its trust's, its local authority's, what every school
shares, or the law."""


WHOSE: dict[str, Origin] = {"model": "school", "trust": "trust", "authority": "authority"}
"""Whose rules those of a model are at a school that is based on it, by the model's kind."""


@dataclass(frozen=True)
class Policy:
    """Everything known about one school. Registers are in reading order, keyed by id."""

    id: str
    school: School
    provisions: dict[str, Provision]
    own_sections: tuple[Section, ...]
    base_sections: tuple[Section, ...]
    """Those of the models that the school is based on, the nearest model first."""
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
    approvals: Approvals = field(default_factory=Approvals)
    """The approvals of the school's text."""
    shared_stages: tuple[Stage, ...] = ()
    """How a complaint goes at every school of the nation."""
    nation: Nation | None = None
    """The pack of law, helplines and outside bodies that the school is read with."""
    models: dict[str, Model] = field(default_factory=dict)
    """What the school is based on, the nearest first."""
    differences: tuple[Difference, ...] = ()
    """What the layers change in each other, the farthest layer first."""
    layer_of: dict[str, str] = field(default_factory=dict)
    """The layer that a rule comes from, or that changed it last: the school's id or a model's. Not
    for what every school shares."""
    shared_rules: frozenset[Rule] = frozenset()
    """The rules of the wizards that are written in what every school shares."""
    usual: tuple[Clause, ...] = ()
    """The shared clauses whose rules are changed here or not used, as they are elsewhere."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """The school's sections, then those it is based on, then the shared ones."""
        return self.own_sections + self.base_sections + self.shared_sections

    @property
    def our_sections(self) -> tuple[Section, ...]:
        """The school's sections, then those it is based on."""
        return self.own_sections + self.base_sections

    @cached_property
    def clauses(self) -> dict[str, Clause]:
        """Every clause by id, in reading order."""
        return {c.id: c for section in self.sections for c in section.clauses}

    @cached_property
    def own_clauses(self) -> frozenset[str]:
        """The ids of the clauses that are the school's own rules, also where a model words them."""
        return frozenset(c.id for c in self.clauses.values() if self.origin(c) == "school")

    @cached_property
    def written_here(self) -> frozenset[str]:
        """The ids of the clauses in the school's own sections, or of all its own without such."""
        here = frozenset(c.id for section in self.own_sections for c in section.clauses)
        return here or self.own_clauses

    def origin(self, node: Clause | Channel | Term) -> Origin:
        """Return whose words a clause, a channel or a term is.

        A school's channels and terms are its own where a provision is behind them.
        """
        if isinstance(node, Clause):
            layer = self.layer_of.get(node.id)
            if layer in self.models:
                return WHOSE[self.models[layer].kind]
            if layer is not None:
                return "school"
            return "law" if node.basis == "law" else "shared"
        own = isinstance(node, Channel) and node in self.own_channels.channels
        if node.from_ or (own and (not self.provisions or self.school.document.owned)):
            return "school"
        folders = node.at().file.parts[-3:-1]
        named = (m.kind for name, m in self.models.items() if folders == ("models", name))
        return next((WHOSE[kind] for kind in named), "shared")

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
        for clause in self.clauses.values():
            for exception in clause.exceptions:
                yield f"code/{clause.id}/", exception, exception.from_
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
            for asked in form.fields:
                yield f"forms/{form.id}/", asked, asked.from_
