"""How many situations reach what: rules, clauses, questions. Every number is exact.

Like the proofs, these counts merge situations of which the same is left to decide, so they cost as
much for many thousand millions of situations as for a few.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from math import prod

from .conditions import (
    Answers,
    Compiled,
    all_of,
    any_of,
    assume,
    facts_in,
    masks_of,
    negate,
    residual,
)
from .evaluate import Mode, on_path
from .explore import Explorer, State
from .program import Program


@dataclass(frozen=True)
class Reach:
    """The situations in which something holds, and those that get their verdict from it."""

    holds: int
    decides: int


@dataclass(frozen=True)
class Step:
    """A question: the situations in which it is asked, and those settled by its answer, by verdict.

    Facts and verdicts are indexes.
    """

    fact: int
    asked: int
    settled: dict[int, int]


@dataclass(frozen=True)
class Walk:
    """All situations on their way through the questions, in the order of the questions."""

    situations: int
    steps: tuple[Step, ...]

    @cached_property
    def questions_mean(self) -> float:
        """How many questions a situation is asked on average."""
        return sum(step.asked for step in self.steps) / self.situations


def calm(program: Program) -> Answers:
    """Return the answer that nobody is in danger; no answer where the wizard does not ask."""
    return {i: 1 for i, asked in enumerate(program.facts) if asked.fact.is_danger}


def count(program: Program, condition: Compiled, among: Answers) -> int:
    """Return in how many situations with the answers ``among`` the condition is true."""
    sizes = [1 if i in among else asked.ways for i, asked in enumerate(program.facts)]
    known: dict[Compiled, int] = {}

    def below(left: Compiled, fact: int) -> int:
        """Count over the facts from ``fact`` on; ``left`` tests none before it."""
        if isinstance(left, bool):
            return prod(sizes[fact:]) if left else 0
        first = min(facts_in(left))
        if left not in known:
            known[left] = sum(
                ways * below(assume(left, first, answer), first + 1)
                for answer, ways in program.facts[first].split(masks_of(left, first))
            )
        return known[left] * prod(sizes[fact:first])

    return below(residual(condition, among), 0)


def decides(program: Program, rules: list[int]) -> Compiled:
    """Return the condition that one of the rules, by index, gives the verdict."""
    parts = []
    for index in rules:
        rule = program.rules[index]
        if rule.verdict >= program.otherwise:
            worse = any_of([r.when for r in program.rules if r.verdict > rule.verdict])
            parts.append(all_of([rule.when, negate(worse)]))
    return any_of(parts)


def reach(program: Program, rules: list[int], among: Answers) -> Reach:
    """Return in how many situations with the answers ``among`` one of the rules holds, or decides.

    Rules are indexes: one rule, or all rules of a clause.
    """
    holds = any_of([program.rules[i].when for i in rules])
    return Reach(
        count(program, holds, among),
        count(program, decides(program, rules), among),
    )


def walk(program: Program, mode: Mode, known: Answers) -> Walk:
    """Send all situations with the answers ``known`` through the questions not yet answered."""
    explorer = Explorer(program, mode)
    sizes = [asked.ways for asked in program.facts]
    start = explorer.start()
    for fact, answer in known.items():
        start = explorer.after(start, fact, answer)
    total = prod(size for fact, size in enumerate(sizes) if fact not in known)
    waiting: dict[int, dict[State, int]] = defaultdict(lambda: defaultdict(int))
    first = explorer.question(start)
    if first is not None:
        waiting[first][start] = total
    steps = []
    for fact, size in enumerate(sizes):
        settled: dict[int, int] = defaultdict(int)
        for state, situations in waiting[fact].items():
            for after, (ways, _) in explorer.moves(state, fact).items():
                going = situations * ways // size
                following = explorer.question(after)
                if following is None:
                    settled[after[0]] += going
                else:
                    waiting[following][after] += going
        if waiting[fact]:
            steps.append(Step(fact, sum(waiting[fact].values()), dict(settled)))
    return Walk(total, tuple(steps))


def plainest(program: Program, condition: Compiled) -> Answers | None:
    """Return a situation in which the condition is true, or None: as plain as can be.

    That is the one with the fewest ticks and the fewest answers that are not the first of their
    question; of several, one that differs in an early question.
    """
    found: dict[Compiled, tuple[int, Answers] | None] = {False: None, True: (0, {})}

    def best(left: Compiled) -> tuple[int, Answers] | None:
        if left not in found:
            fact = min(facts_in(left))
            ways = []
            for answer, _ in program.facts[fact].split(masks_of(left, fact)):
                rest = best(assume(left, fact, answer))
                if rest is not None:
                    odd = _odd(program, fact, answer)
                    ways.append((odd + rest[0], -odd, {fact: answer, **rest[1]}))
            way = min(ways, key=lambda way: way[:2], default=None)
            found[left] = way and (way[0], way[2])
        return found[left]

    way = best(condition)
    if way is None:
        return None
    return {fact: way[1].get(fact, asked.answers[0]) for fact, asked in enumerate(program.facts)}


def plain_situations(program: Program, condition: Compiled, number: int) -> list[Answers]:
    """Return up to ``number`` different situations in which the condition is true, plainest first.

    After the plainest of all come those that differ from it in one early question or another. Of
    each only the answers that the wizard would ask for are given.
    """
    first = plainest(program, condition)
    if first is None:
        return []
    found = [first]
    for fact, answer in first.items():
        asked = program.facts[fact]
        nothing = asked.fact.kind == "many" and answer == asked.none
        differs = (fact, asked.none - 1) if nothing else negate((fact, answer))
        other = plainest(program, all_of([condition, differs]))
        if other is not None:
            found.append(other)
    paths = [on_path(program, answers) for answers in found]
    return [path for i, path in enumerate(paths) if path not in paths[:i]][:number]


def _odd(program: Program, fact: int, answer: int) -> int:
    """Return how far an answer is from the plain one: its ticks, or one for another option."""
    plain = program.facts[fact].answers[0]
    if answer == plain:
        return 0
    return answer.bit_count() if program.facts[fact].fact.kind == "many" else 1
