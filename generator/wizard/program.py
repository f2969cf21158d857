"""Compile one wizard of a policy: facts in question order, rules as conditions over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import prod

from ..model.clause import Clause
from ..model.people import Channel
from ..model.policy import Policy
from ..model.wizard import All, AnyOf, Condition, Fact, Is, Question, Rule, Verdict, Wizard
from .conditions import Compiled, all_of, any_of, facts_in, negate


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
        none = 1 << (self.options - 1)
        return (none, *range(1, none))

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
    verdict: int
    clause: Clause | None
    """The clause it stands in, or None where it stands in a channel."""
    channel: Channel | None
    """Whom it leads to."""
    source: Rule
    own: bool
    """Whether it stands in the school's own source, rather than in what every school shares."""


@dataclass(frozen=True)
class Program:
    """A wizard ready to run. Verdicts are indexes, mild to severe."""

    wizard: Wizard
    facts: tuple[Asked, ...]
    verdicts: tuple[Verdict, ...]
    otherwise: int
    rules: tuple[BoundRule, ...]

    @property
    def situations(self) -> int:
        """How many situations there are: every fact with every answer."""
        return prod(len(fact.answers) for fact in self.facts)

    def index(self, fact: str) -> int:
        """Return the index of a fact. Raises KeyError for an unknown one."""
        for i, asked in enumerate(self.facts):
            if asked.fact.id == fact:
                return i
        raise KeyError(fact)


def compile_wizard(policy: Policy, name: str = "should-i-post") -> Program:
    """Compile the wizard ``name`` with its rules in the policy's clauses and channels.

    The policy must be free of reference findings. The fact that says who is asking is left out
    where the rules do not tell audiences apart.
    """
    wizard = policy.wizards[name]
    facts = _facts(wizard, _bound(policy))
    rules = _rules(policy, wizard, facts)
    audience = next((i for i, asked in enumerate(facts) if asked.fact.is_audience), None)
    if audience is not None and not any(audience in facts_in(rule.when) for rule in rules):
        facts = facts[:audience] + facts[audience + 1 :]
        rules = _rules(policy, wizard, facts)
    otherwise = [verdict.id for verdict in wizard.verdicts].index(wizard.otherwise)
    return Program(wizard, facts, wizard.verdicts, otherwise, rules)


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


def _rules(policy: Policy, wizard: Wizard, facts: tuple[Asked, ...]) -> tuple[BoundRule, ...]:
    """Return the wizard's rules in clauses and channels, over these facts."""
    verdicts = {verdict.id: i for i, verdict in enumerate(wizard.verdicts)}
    homes = [home for home in _homes(policy) if home.rule.in_ == wizard.id]
    compiler = _Compiler(_bound(policy), wizard, facts, homes)
    return tuple(
        BoundRule(
            home.name,
            compiler.rule(home),
            verdicts[home.rule.verdict],
            home.clause,
            home.channel,
            home.rule,
            home.own,
        )
        for home in homes
    )


@dataclass(frozen=True)
class _Home:
    """A rule and where it stands."""

    rule: Rule
    name: str
    clause: Clause | None
    channel: Channel | None
    own: bool

    @property
    def binds(self) -> tuple[str, ...]:
        return self.clause.binds if self.clause else ("everyone",)


def _homes(policy: Policy) -> Iterator[_Home]:
    for clause in policy.clauses.values():
        for rule, name in _named(clause):
            channel = policy.channels[rule.channel] if rule.channel else None
            yield _Home(rule, name, clause, channel, clause.id in policy.own_clauses)
    own = {channel.id for channel in policy.own_channels.channels}
    for channel in policy.every_channel():
        for rule, name in _named(channel):
            yield _Home(rule, name, None, policy.channels[channel.id], channel.id in own)


def _named(home: Clause | Channel) -> Iterator[tuple[Rule, str]]:
    """Yield the rules of a clause or channel with their names; a wizard's only one has its id."""
    for number, rule in enumerate(home.wizard, 1):
        alone = sum(other.in_ == rule.in_ for other in home.wizard) == 1
        yield rule, rule.id or (home.id if alone else f"{home.id}/{number}")


def _bound(policy: Policy) -> set[str]:
    """Return the audiences that rules bind, with those that the parents' pages are about."""
    named = {name for home in _homes(policy) for name in home.binds}
    return named | {a.id for a in policy.audiences.values() if a.site}


def compile_condition(program: Program, condition: Condition) -> Compiled:
    """Return a condition of the source over the facts of a program."""
    return _Compiler(set(), program.wizard, program.facts, []).condition(condition)


class _Compiler:
    """Turns conditions by name into conditions by index."""

    def __init__(
        self, bound: set[str], wizard: Wizard, facts: tuple[Asked, ...], homes: list[_Home]
    ) -> None:
        self._facts = {asked.fact.id: (i, asked) for i, asked in enumerate(facts)}
        audience = next((fact for fact in wizard.facts if fact.is_audience), None)
        self._audience = audience.id if audience else None
        self._here = bound & {o.id for o in audience.options} if audience else set()
        self._named = {home.rule.id: home for home in homes if home.rule.id}

    def rule(self, home: _Home) -> Compiled:
        parts = [self.condition(home.rule.when)]
        if self._audience and "everyone" not in home.binds:
            parts.append(self._test(self._audience, home.binds))
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
            # Who is asking is not asked: everybody here belongs to the same audience.
            return not self._here or not self._here.isdisjoint(options)
        index, asked = self._facts[fact]
        mask = asked.mask(options)
        if mask == (1 << asked.options) - 1:
            return True
        return (index, mask) if mask else False
