"""Walk every situation of a wizard by merging states that have the same future.

A state is what is left of the rules that still matter, with the verdict so far. Two answers that
leave the same rules over lead to the same state, so a wizard with many millions of situations has
some hundred states, and every count below is exact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import prod
from typing import TypeAlias

from .conditions import Compiled, assume, facts_in, tests
from .evaluate import Mode
from .program import Program

State: TypeAlias = "tuple[int, frozenset[tuple[int, Compiled]]]"
"""The verdict so far, and the undecided rules that matter: (verdict, what is left of it)."""


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

    def __init__(self, program: Program, mode: Mode, budget: int = 200_000) -> None:
        self._program = program
        self._mode = mode
        self._budget = budget
        self._sizes = [len(fact.answers) for fact in program.facts]
        self._known: dict[State, _Summary] = {}

    def start(self) -> State:
        """Return the state before the first answer."""
        rules = [(rule.verdict, rule.when) for rule in self._program.rules]
        return self._state(self._program.otherwise, rules)

    def question(self, state: State) -> int | None:
        """Return the index of the fact asked in a state, or None at the end."""
        return min((fact for _, left in state[1] for fact in facts_in(left)), default=None)

    def after(self, state: State, fact: int, answer: int) -> State:
        """Return the state that an answer leads to."""
        return self._state(state[0], ((v, assume(left, fact, answer)) for v, left in state[1]))

    def moves(self, state: State, fact: int) -> dict[State, list[int]]:
        """Return the states that the answers to a question lead to, with the answers."""
        masks = sorted({mask for _, left in state[1] for f, mask in tests(left) if f == fact})
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

    def _state(self, verdict: int, rules: Iterable[tuple[int, Compiled]]) -> State:
        rules = list(rules)
        verdict = max([verdict, *(v for v, left in rules if left is True)])
        return verdict, frozenset(
            (v, left)
            for v, left in rules
            if not isinstance(left, bool) and (self._mode == "complete" or v > verdict)
        )

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
