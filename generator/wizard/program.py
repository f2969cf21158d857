"""Compile one wizard of a policy: facts in question order, rules as conditions over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from math import prod

from ..model.clause import Clause
from ..model.people import Channel
from ..model.policy import Policy
from ..model.wizard import (
    All,
    AnyOf,
    Condition,
    Fact,
    Is,
    Lead,
    Question,
    Route,
    Rule,
    Verdict,
    Wizard,
)
from .choices import Choices
from .conditions import Answers, Compiled, all_of, any_of, facts_in, negate, replace_tests, truth
from .memory import Memory

GRAVE = ("law", "safety")
"""The grounds that are asked about even where the verdict is settled."""


@dataclass(frozen=True)
class Asked:
    """A fact with the question that asks for it. Option *i* has the bit ``1 << i``."""

    fact: Fact
    question: Question

    @property
    def options(self) -> int:
        """How many options there are; for ``many`` the last one is "none"."""
        return len(self.fact.options)

    @cached_property
    def answers(self) -> tuple[int, ...]:
        """Every possible answer: one bit each, or any set of ticks, or "none" alone."""
        if self.fact.kind == "one":
            return tuple(1 << i for i in range(self.options))
        return (self.none, *range(1, self.none))

    @cached_property
    def choices(self) -> Choices:
        """The answers that it can get."""
        return Choices(self.fact.kind, self.options)

    @property
    def none(self) -> int:
        """The bit of "none", for ``many``."""
        return self.choices.none

    @property
    def ways(self) -> int:
        """How many answers there are."""
        return self.choices.ways

    def split(self, masks: Iterable[int]) -> list[tuple[int, int]]:
        """Return an answer for each way in which tests come out, like :meth:`Choices.split`."""
        return self.choices.split(masks)

    def mask(self, options: Iterable[str]) -> int:
        """Return the bits of the options named; unknown ones have none."""
        ids = [option.id for option in self.fact.options]
        return sum(1 << ids.index(name) for name in set(options) if name in ids)

    def chosen(self, answer: int) -> list[str]:
        """Return the ids of the options in an answer."""
        return [o.id for i, o in enumerate(self.fact.options) if answer >> i & 1]


@dataclass(frozen=True)
class BoundRule:
    """A rule with its home: in the situations of ``when``, at least ``verdict`` (an index)."""

    name: str
    when: Compiled
    """Its condition with that of every question it tests: what is not asked is not so."""
    told: Compiled
    """Its condition as the author wrote it."""
    verdict: int
    clause: Clause | None
    """The clause it stands in, or None where it stands in a channel."""
    channel: Channel | None
    """Whom it leads to."""
    source: Rule | Route
    own: bool
    """Whether it is not, word for word, a rule that every school shares."""
    grave: bool
    """Whether it rests on the law or on safety, or is about a serious box: then it is asked about
    even where the verdict is settled."""


@dataclass(frozen=True)
class BoundRoute:
    """The situations in which a channel is the one to talk to; the highest ``step`` counts."""

    name: str
    when: Compiled
    told: Compiled
    step: int
    channel: Channel
    source: Route


@dataclass(frozen=True)
class Program:
    """A wizard ready to run. Verdicts are indexes, mild to severe."""

    wizard: Wizard
    facts: tuple[Asked, ...]
    guards: tuple[Compiled, ...]
    """Where each fact is asked, over the facts before it."""
    verdicts: tuple[Verdict, ...]
    leads: tuple[tuple[tuple[Compiled, Lead], ...], ...]
    """The sentences of each verdict with their conditions, in order."""
    otherwise: int
    rules: tuple[BoundRule, ...]
    routes: tuple[BoundRoute, ...]
    """Whom to talk to. Empty in a finder, whose verdicts are the steps: there they are rules."""
    offered: Compiled = False
    """Where a message is offered."""
    usual: tuple[BoundRule, ...] = ()
    """The shared rules that are changed here or not used, as they are elsewhere."""
    here: frozenset[str] = frozenset()
    """The audiences that rules bind: where nobody is asked which, all of them are meant."""

    @property
    def situations(self) -> int:
        """How many situations there are: every fact with every answer."""
        return prod(fact.ways for fact in self.facts)

    @property
    def shape(self) -> tuple[object, ...]:
        """Its facts, rules and routes by number, without their words."""
        facts = tuple((asked.fact.kind, asked.options) for asked in self.facts)
        rules = tuple((rule.when, rule.verdict, rule.grave) for rule in self.rules)
        routes = tuple((route.when, route.step) for route in self.routes)
        return facts, rules, routes, len(self.verdicts), self.otherwise

    @cached_property
    def memory(self) -> Memory:
        """What was worked out about wizards of this shape."""
        return Memory(self.shape)

    def index(self, fact: str) -> int:
        """Return the index of a fact. Raises KeyError for an unknown one."""
        for i, asked in enumerate(self.facts):
            if asked.fact.id == fact:
                return i
        raise KeyError(fact)

    def lead(self, verdict: int, answers: Answers) -> tuple[str, str]:
        """Return the heading and the sentence of a verdict (an index) under the answers so far."""
        said = self.verdicts[verdict]
        for when, lead in self.leads[verdict]:
            if truth(when, answers):
                return lead.title or said.title, lead.lead
        return said.title, said.lead


def compile_wizard(policy: Policy, name: str = "should-i-post") -> Program:
    """Compile the wizard ``name`` with its rules in the policy's clauses and channels.

    The policy must be free of reference findings. The fact that says who is asking is left out
    where the rules do not tell audiences apart.
    """
    wizard = policy.wizards[name]
    program = _program(policy, wizard, _facts(wizard, _bound(policy)))
    audience = next((i for i, asked in enumerate(program.facts) if asked.fact.is_audience), None)
    if audience is not None and not any(audience in facts_in(r.when) for r in program.rules):
        program = _program(policy, wizard, program.facts[:audience] + program.facts[audience + 1 :])
    return program


def _program(policy: Policy, wizard: Wizard, facts: tuple[Asked, ...]) -> Program:
    verdicts = {verdict.id: i for i, verdict in enumerate(wizard.verdicts)}
    homes = [h for h in _homes(policy, policy.clauses.values()) if wizard.id in h.rule.in_]
    usual = [h for h in _homes(policy, policy.usual) if wizard.id in h.rule.in_]
    compiler = _Compiler(_bound(policy), wizard, facts, homes)

    def bind(home: _Home) -> BoundRule:
        told = compiler.rule(home)
        serious = any(facts[fact].fact.is_serious for fact in facts_in(told))
        return BoundRule(
            home.name,
            compiler.guarded(told),
            told,
            verdicts[home.rule.verdict],
            home.clause,
            home.channel,
            home.rule,
            home.own,
            home.clause.basis in GRAVE or serious,
        )

    rules = [bind(home) for home in homes]
    routes = _routes(policy, wizard, compiler)
    if wizard.kind == "finder":
        own = {channel.id for channel in policy.own_channels.channels}
        rules += [
            BoundRule(
                r.name,
                r.when,
                r.told,
                r.step,
                None,
                r.channel,
                r.source,
                r.channel.id in own,
                grave=False,
            )
            for r in routes
        ]
        routes = []
    return Program(
        wizard,
        facts,
        compiler.guards,
        wizard.verdicts,
        tuple(
            tuple((compiler.guarded(compiler.condition(lead.when)), lead) for lead in v.leads)
            for v in wizard.verdicts
        ),
        verdicts[wizard.otherwise],
        tuple(rules),
        tuple(routes),
        _offered(wizard, compiler),
        tuple(bind(home) for home in usual),
        compiler.here,
    )


def _offered(wizard: Wizard, compiler: _Compiler) -> Compiled:
    """Return where a wizard offers a message."""
    if wizard.message is None:
        return False
    when = wizard.message.when
    return True if when is None else compiler.guarded(compiler.condition(when))


def _routes(policy: Policy, wizard: Wizard, compiler: _Compiler) -> list[BoundRoute]:
    finder = next((w for w in policy.wizards.values() if w.kind == "finder"), None)
    if finder is None:
        return []
    steps = {verdict.id: i for i, verdict in enumerate(finder.verdicts)}
    found = []
    for channel in policy.every_channel():
        for number, route in enumerate(channel.routes, 1):
            if wizard.id in route.in_:
                told = compiler.condition(route.when)
                name = channel.id if len(channel.routes) == 1 else f"{channel.id}/{number}"
                named = policy.channels[channel.id]
                found.append(
                    BoundRoute(name, compiler.guarded(told), told, steps[route.step], named, route)
                )
    return found


def _facts(wizard: Wizard, audiences: set[str]) -> tuple[Asked, ...]:
    """Return the facts in question order; who is asking may be one of ``audiences`` only."""
    by_id = {fact.id: fact for fact in wizard.facts}
    facts = []
    for question in wizard.questions:
        fact = by_id[question.fact]
        if fact.is_audience:
            options = tuple(o for o in fact.options if o.id in audiences)
            if len(options) < 2:
                continue
            fact = fact.model_copy(update={"options": options})
        facts.append(Asked(fact, question))
    return tuple(facts)


@dataclass(frozen=True)
class _Home:
    """A rule and where it stands."""

    rule: Rule
    name: str
    clause: Clause
    channel: Channel | None
    own: bool


def _homes(policy: Policy, clauses: Iterable[Clause]) -> Iterator[_Home]:
    for clause in clauses:
        for number, rule in enumerate(clause.wizard, 1):
            alone = sum(bool(set(other.in_) & set(rule.in_)) for other in clause.wizard) == 1
            name = rule.id or (clause.id if alone else f"{clause.id}/{number}")
            channel = policy.channels[rule.channel] if rule.channel else None
            own = rule not in policy.shared_rules or bool(clause.exceptions)
            yield _Home(rule, name, clause, channel, own)


def _bound(policy: Policy) -> set[str]:
    """Return the audiences that rules bind, with those that the parents' pages are about."""
    homes = _homes(policy, policy.clauses.values())
    named = {name for home in homes for name in home.clause.binds}
    return named | {a.id for a in policy.audiences.values() if a.site}


def compile_condition(program: Program, condition: Condition) -> Compiled:
    """Return a condition of the source over the facts of a program, with those of the questions."""
    compiler = _Compiler(program.here, program.wizard, program.facts, [])
    return compiler.guarded(compiler.condition(condition))


def told_condition(program: Program, condition: Condition) -> Compiled:
    """Return a condition of the source over the facts of a program, as its author wrote it."""
    return _Compiler(program.here, program.wizard, program.facts, []).condition(condition)


class _Compiler:
    """Turns conditions by name into conditions by index."""

    def __init__(
        self, bound: Set[str], wizard: Wizard, facts: tuple[Asked, ...], homes: list[_Home]
    ) -> None:
        self._facts = {asked.fact.id: (i, asked) for i, asked in enumerate(facts)}
        audience = next((fact for fact in wizard.facts if fact.is_audience), None)
        self._audience = audience.id if audience else None
        self.here = (
            frozenset(o.id for o in audience.options if o.id in bound) if audience else frozenset()
        )
        self._named = {home.rule.id: home for home in homes if home.rule.id}
        self._asked = facts
        self.guards: tuple[Compiled, ...] = ()
        for asked in facts:
            when = asked.question.when
            self.guards += (True if when is None else self.guarded(self.condition(when)),)

    def guarded(self, condition: Compiled) -> Compiled:
        """Return the condition with every test false where its question is not asked."""
        return replace_tests(condition, self._guard)

    def _guard(self, fact: int, mask: int) -> Compiled:
        asked = self._asked[fact]
        # A question that comes later has no condition yet; that is a finding of its own.
        guard = self.guards[fact] if fact < len(self.guards) else True
        if mask == (1 << asked.options) - 1:
            return guard
        test: Compiled = (fact, mask)
        if asked.fact.kind == "many" and mask & asked.none:
            ticked = mask & ~asked.none
            nothing = negate((fact, asked.none - 1))
            test = any_of([(fact, ticked), nothing]) if ticked else nothing
        return all_of([guard, test])

    def rule(self, home: _Home) -> Compiled:
        parts = [self.condition(home.rule.when)]
        binds = set(home.clause.binds)
        if self._audience and "everyone" not in binds and not self.here <= binds:
            parts.append(self._test(self._audience, home.clause.binds))
        for exception in home.clause.exceptions:
            if exception.when is not None:
                parts.append(negate(self.condition(exception.when)))
        if home.rule.unless:
            parts.append(negate(self.rule(self._named[home.rule.unless])))
        return all_of(parts)

    def condition(self, condition: Condition) -> Compiled:
        match condition:
            case Is(fact, options):
                return self._test(fact, options)
            case All(parts):
                return all_of([self.condition(part) for part in parts])
            case AnyOf(parts):
                return any_of([self.condition(part) for part in parts])
        return negate(self.condition(condition.part))

    def _test(self, fact: str, options: Iterable[str]) -> Compiled:
        if fact not in self._facts:
            # Who is asking is not asked: it is so where it is so of everybody here.
            return self.here <= set(options)
        index, asked = self._facts[fact]
        mask = asked.mask(options)
        if mask == (1 << asked.options) - 1 and asked.question.when is None:
            return True
        return (index, mask) if mask else False
