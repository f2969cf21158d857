"""The decision chart: the rules of the wizard for a parent, so short that they fit on one page.

The checklist of the site has a line for every rule. On paper a parent reads from the top and stops
at the first line that fits, so a line is left out where one above it, or a more severe one, already
holds; and a condition that many lines share is said once, over them. What is left decides every
situation just as the rules do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod

from ..model.policy import Policy
from ..wizard.conditions import Compiled, all_of, any_of, assume, negate
from ..wizard.explore import find_answers
from ..wizard.program import Program
from ..wizard.words import say, say_test

CHOICES = 12
"""How many lines one rule may become."""

SHARED = 3
"""How many lines must share a condition for it to become their heading."""


@dataclass(frozen=True)
class Group:
    """Lines of one verdict. ``head`` is the condition they share, or empty."""

    head: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """One verdict of the chart with its groups of lines; the mildest has none."""

    verdict: str
    title: str
    summary: str
    groups: tuple[Group, ...]


def chart(program: Program, policy: Policy) -> list[Step]:
    """Return the steps for those whom the parents' pages are about, most severe first."""
    worst_first = reversed(program.verdicts)
    return [
        Step(verdict.id, verdict.title, verdict.summary, tuple(_grouped(program, rules)))
        for verdict, rules in zip(worst_first, conditions(program, policy), strict=True)
    ]


def conditions(program: Program, policy: Policy) -> list[list[Compiled]]:
    """Return the conditions that the chart prints, by verdict, most severe first.

    Read from the top, the first that holds gives the verdict; where none does, the mildest.
    """
    found: list[list[Compiled]] = []
    above: list[Compiled] = []
    for index in reversed(range(len(program.verdicts))):
        rules = [
            simple
            for rule in program.rules
            if rule.verdict == index
            for simple in _split(_for_parents(program, policy, rule.when))
        ]
        kept = _needed(program, _shortened(program, rules, above), above)
        found.append(kept if index > program.otherwise else [])
        above += kept
    return found


def _for_parents(program: Program, policy: Policy, when: Compiled) -> Compiled:
    """Return what is left of a condition for a reader of the parents' pages."""
    for index, asked in enumerate(program.facts):
        if asked.fact.is_audience:
            site = [
                o.id in policy.audiences and policy.audiences[o.id].site for o in asked.fact.options
            ]
            return any_of([assume(when, index, 1 << i) for i, ours in enumerate(site) if ours])
    return when


def _split(rule: Compiled) -> list[Compiled]:
    """Return a rule as rules without "any", so that no line needs brackets to be understood."""
    parts = [p[1:] if isinstance(p, tuple) and p[0] == "any" else (p,) for p in _parts(rule)]
    if prod(len(choices) for choices in parts) > CHOICES:
        return [rule]
    return [all_of(list(choice)) for choice in product(*parts)]


def _shortened(program: Program, rules: list[Compiled], above: list[Compiled]) -> list[Compiled]:
    """Return the rules with fewer or shorter tests, where that decides nothing new."""
    left = list(rules)
    for i in range(len(left)):
        for part in _parts(left[i]):
            covered = any_of([*above, *left])
            for wider in _wider(program, part):
                parts = [wider if p == part else p for p in _parts(left[i])]
                if find_answers(program, all_of([*parts, negate(covered)])) is None:
                    left[i] = all_of(parts)
                    break
    return left


def _wider(program: Program, part: Compiled) -> Iterator[Compiled]:
    """Yield what could stand for a part in fewer words. Danger is always said in full."""
    if not isinstance(part, tuple) or not _is_test(part):
        return
    fact, mask = part
    asked = program.facts[fact]
    if asked.fact.is_danger:
        return
    yield True
    or_more = (1 << asked.options) - (mask & -mask)
    if asked.fact.ordered and len(say_test(asked, or_more)) <= len(say_test(asked, mask)):
        yield (fact, or_more)


def _needed(program: Program, rules: list[Compiled], above: list[Compiled]) -> list[Compiled]:
    """Return the rules that decide something which those above, or another of these, do not."""
    left: list[Compiled] = [rule for rule in dict.fromkeys(rules) if rule is not False]
    for rule in list(left):
        others = any_of([*above, *(other for other in left if other != rule)])
        if find_answers(program, all_of([rule, negate(others)])) is None:
            left.remove(rule)
    return left


def _grouped(program: Program, rules: list[Compiled]) -> list[Group]:
    """Return the rules in groups: those with nothing shared first, then the largest group."""
    left = list(rules)
    groups: list[Group] = []
    while left:
        counts = Counter(part for rule in left for part in _parts(rule) if _is_test(part))
        shared, count = counts.most_common(1)[0] if counts else (True, 0)
        if count < SHARED:
            break
        inside = [rule for rule in left if shared in _parts(rule)]
        left = [rule for rule in left if rule not in inside]
        lines = [all_of([p for p in _parts(rule) if p != shared]) for rule in inside]
        groups.append(Group(say(program, shared), tuple(say(program, line) for line in lines)))
    alone = [Group("", tuple(say(program, rule) for rule in left))] if left else []
    return alone + groups


def _parts(rule: Compiled) -> tuple[Compiled, ...]:
    return rule[1:] if isinstance(rule, tuple) and rule[0] == "all" else (rule,)


def _is_test(part: Compiled) -> bool:
    return isinstance(part, tuple) and isinstance(part[0], int)
