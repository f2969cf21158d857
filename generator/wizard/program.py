"""Compile one wizard of a policy: facts in question order, rules as conditions over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import prod

from ..model.clause import Clause
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
    """A rule with its clause: in the situations of ``when``, at least ``verdict`` (an index)."""

    name: str
    when: Compiled
    verdict: int
    clause: Clause
    source: Rule
    own: bool
    """Whether the clause restates the school's own document."""


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
    """Compile the wizard ``name`` with the rules in the policy's clauses.

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
    """Return the rules of every clause over these facts."""
    verdicts = {verdict.id: i for i, verdict in enumerate(wizard.verdicts)}
    compiler = _Compiler(policy, wizard, facts)
    return tuple(
        BoundRule(
            rule.id or (clause.id if len(clause.wizard) == 1 else f"{clause.id}/{number}"),
            compiler.rule(rule, clause),
            verdicts[rule.verdict],
            clause,
            rule,
            clause.id in policy.own_clauses,
        )
        for clause in policy.clauses.values()
        for number, rule in enumerate(clause.wizard, 1)
    )


def _bound(policy: Policy) -> set[str]:
    """Return the audiences that rules bind, with those that the parents' pages are about."""
    named = {name for clause in policy.clauses.values() if clause.wizard for name in clause.binds}
    return named | {a.id for a in policy.audiences.values() if a.site}


class _Compiler:
    """Turns conditions by name into conditions by index."""

    def __init__(self, policy: Policy, wizard: Wizard, facts: tuple[Asked, ...]) -> None:
        self._facts = {asked.fact.id: (i, asked) for i, asked in enumerate(facts)}
        audience = next((fact for fact in wizard.facts if fact.is_audience), None)
        self._audience = audience.id if audience else None
        self._here = _bound(policy) & {o.id for o in audience.options} if audience else set()
        self._named = {
            rule.id: (rule, clause)
            for clause in policy.clauses.values()
            for rule in clause.wizard
            if rule.id
        }

    def rule(self, rule: Rule, clause: Clause) -> Compiled:
        parts = [self.condition(rule.when)]
        if self._audience and "everyone" not in clause.binds:
            parts.append(self._test(self._audience, clause.binds))
        if rule.unless:
            parts.append(negate(self.rule(*self._named[rule.unless])))
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
