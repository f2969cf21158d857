"""Walk every situation of a wizard by merging states that have the same future.

A state is what is left of the rules that still matter, with the verdict so far. Two answers that
leave the same rules over lead to the same state, so a wizard with many millions of situations has
some hundred states, and every count below is exact.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from math import prod
from typing import TypeAlias

from .conditions import Answers, Compiled, assume, facts_in, tests
from .evaluate import Mode
from .program import Program

State: TypeAlias = "tuple[int, frozenset[tuple[int, int]]]"
"""The verdict so far, and the undecided rules that matter: (verdict, number of what is left).

What is left of a rule gets a number when an explorer first meets it: states are then quick to
compare. Numbers belong to one explorer."""


class TooLargeError(Exception):
    """The wizard has more states than the budget allows."""


@dataclass
class Statistics:
    """What exploring a wizard in one mode shows. Counts are of situations."""

    situations: int
    states: int
    verdicts: dict[int, int] = field(default_factory=dict)
    questions_mean: float = 0.0
    questions_max: int = 0
    asked: frozenset[int] = frozenset()


@dataclass(frozen=True)
class _Summary:
    """Below one state, over the facts from the one asked on: situations, questions, facts asked."""

    verdicts: tuple[tuple[int, int], ...]
    questions: int
    longest: int
    asked: frozenset[int]


class Explorer:
    """Explores one program in one mode; remembers every state it has met.

    Raises :class:`TooLargeError` past ``budget`` states.
    """

    def __init__(self, program: Program, mode: Mode, budget: int = 100_000) -> None:
        self._program = program
        self._mode = mode
        self._budget = budget
        self._sizes = [len(fact.answers) for fact in program.facts]
        self._known: dict[State, _Summary] = {}
        self._lefts = _Lefts()

    def start(self) -> State:
        """Return the state before the first answer."""
        number = self._lefts.number
        rules = [(rule.verdict, number(rule.when)) for rule in self._program.rules]
        return self._state(self._program.otherwise, rules)

    def question(self, state: State) -> int | None:
        """Return the index of the fact asked in a state, or None at the end."""
        return min([self._lefts.first[left] for _, left in state[1]], default=None)

    def after(self, state: State, fact: int, answer: int) -> State:
        """Return the state that an answer leads to."""
        after = self._lefts.after
        return self._state(state[0], [(v, after(left, fact, answer)) for v, left in state[1]])

    def moves(self, state: State, fact: int) -> dict[State, list[int]]:
        """Return the states that the answers to a question lead to, with the answers."""
        tested = [self._lefts.masks[left].get(fact, ()) for _, left in state[1]]
        masks = sorted({mask for masks in tested for mask in masks})
        groups: dict[tuple[bool, ...], list[int]] = defaultdict(list)
        for answer in self._program.facts[fact].answers:
            groups[tuple(bool(answer & mask) for mask in masks)].append(answer)
        moves: dict[State, list[int]] = defaultdict(list)
        for answers in groups.values():
            moves[self.after(state, fact, answers[0])] += answers
        return moves

    def statistics(self) -> Statistics:
        """Explore everything and return the counts."""
        start = self.start()
        summary = self._summary(start)
        first = self.question(start)
        scale = prod(self._sizes[: len(self._sizes) if first is None else first])
        total = self._program.situations
        return Statistics(
            total,
            len(self._known),
            {verdict: count * scale for verdict, count in summary.verdicts},
            summary.questions * scale / total,
            summary.longest,
            summary.asked,
        )

    def remaining(self, state: State) -> int:
        """Return the most questions that can still come."""
        return self._summary(state).longest

    def longest(self) -> Answers:
        """Return answers after which the most questions were asked, mild ones where it can be."""
        answers: Answers = {}
        state = self.start()
        while (fact := self.question(state)) is not None:
            moves = self.moves(state, fact)
            state = max(moves, key=self.remaining)
            answers[fact] = moves[state][0]
        return answers

    def _state(self, verdict: int, rules: list[tuple[int, int]]) -> State:
        verdict = max([verdict, *[v for v, left in rules if left == TRUE]])
        least = -1 if self._mode == "complete" else verdict
        return verdict, frozenset([rule for rule in rules if rule[1] > TRUE and rule[0] > least])

    def _summary(self, state: State) -> _Summary:
        known = self._known.get(state)
        if known is not None:
            return known
        if len(self._known) >= self._budget:
            raise TooLargeError
        fact = self.question(state)
        if fact is None:
            summary = _Summary(((state[0], 1),), 0, 0, frozenset())
        else:
            summary = self._combine(state, fact)
        self._known[state] = summary
        return summary

    def _combine(self, state: State, fact: int) -> _Summary:
        verdicts: dict[int, int] = defaultdict(int)
        questions, longest, asked = 0, 0, frozenset({fact})
        for child, answers in self.moves(state, fact).items():
            below = self._summary(child)
            following = self.question(child)
            end = len(self._sizes) if following is None else following
            scale = len(answers) * prod(self._sizes[fact + 1 : end])
            for verdict, count in below.verdicts:
                verdicts[verdict] += count * scale
            total = sum(count for _, count in below.verdicts)
            questions += (below.questions + total) * scale
            longest = max(longest, below.longest + 1)
            asked |= below.asked
        return _Summary(tuple(sorted(verdicts.items())), questions, longest, asked)


FALSE, TRUE = 0, 1
"""The numbers of what is decided."""


class _Lefts:
    """What is left of rules, by number, with what exploring asks of it."""

    def __init__(self) -> None:
        self._numbers: dict[Compiled, int] = {}
        self._conditions: list[Compiled] = []
        self._after: dict[tuple[int, int, int], int] = {}
        self.first: list[int] = []
        """The first fact that each tests; -1 where it tests none."""
        self.masks: list[dict[int, tuple[int, ...]]] = []
        """The masks with which each tests a fact, by fact."""
        for decided in (False, True):
            self.number(decided)

    def number(self, left: Compiled) -> int:
        """Return the number of a condition, a new one if need be."""
        found = self._numbers.get(left)
        if found is None:
            found = self._numbers[left] = len(self._conditions)
            self._conditions.append(left)
            masks: dict[int, tuple[int, ...]] = {}
            for fact, mask in tests(left):
                masks[fact] = (*masks.get(fact, ()), mask)
            self.masks.append(masks)
            self.first.append(min(masks, default=-1))
        return found

    def after(self, left: int, fact: int, answer: int) -> int:
        """Return the number of what is left once a fact is known."""
        if fact not in self.masks[left]:
            return left
        key = (left, fact, answer)
        found = self._after.get(key)
        if found is None:
            found = self._after[key] = self.number(assume(self._conditions[left], fact, answer))
        return found


def find_answers(program: Program, condition: Compiled) -> dict[int, int] | None:
    """Return answers that make the condition true, or None if nothing does.

    Only facts that matter are in the answers. Mild answers are tried first: examples stay plain.
    """
    dead: set[Compiled] = set()

    def search(left: Compiled, answers: dict[int, int]) -> dict[int, int] | None:
        if isinstance(left, bool):
            return answers if left else None
        if left in dead:
            return None
        fact = min(facts_in(left))
        tried: set[Compiled] = set()
        for answer in program.facts[fact].answers:
            after = assume(left, fact, answer)
            if after not in tried:
                tried.add(after)
                found = search(after, {**answers, fact: answer})
                if found is not None:
                    return found
        dead.add(left)
        return None

    return search(condition, {})
