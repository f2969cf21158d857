"""Walk every situation of a wizard by merging states that have the same future.

A state is what is left of the rules that still matter, with the verdict so far. Two answers that
leave the same rules over lead to the same state, so a wizard with many millions of situations has
some hundred states, and every count below is exact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from math import prod
from typing import Any, TypeAlias

from .conditions import Answers, Compiled, assume, assume_box, facts_in, masks_of, tests
from .evaluate import Mode
from .program import Program

State: TypeAlias = "tuple[int, int, frozenset[tuple[int, bool, int, int]]]"
"""The verdict so far, the furthest step of a route so far, and what is undecided and matters.

Each undecided thing is (verdict, whether its ground is grave, step, number of what is left); a rule
has the step -1, a route the verdict -1. What is left gets a number when an explorer first meets it:
states are then quick to compare. Numbers belong to one explorer."""


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
        self._sizes = [fact.ways for fact in program.facts]
        self._known: dict[State, _Summary] = {}
        self._lefts = _Lefts()

    def start(self) -> State:
        """Return the state before the first answer."""
        number = self._lefts.number
        things = [(r.verdict, r.grave, -1, number(r.when)) for r in self._program.rules]
        if self._mode == "grounds":
            things += [(-1, False, r.step, number(r.when)) for r in self._program.routes]
        return self._state(self._program.otherwise, -1, things)

    def question(self, state: State) -> int | None:
        """Return the index of the fact asked in a state, or None at the end."""
        return min([self._lefts.first[left] for *_, left in state[2]], default=None)

    def after(self, state: State, fact: int, answer: int) -> State:
        """Return the state that an answer leads to."""
        after = self._lefts.after
        return self._state(
            state[0], state[1], [(v, g, s, after(left, fact, answer)) for v, g, s, left in state[2]]
        )

    def moves(self, state: State, fact: int) -> dict[State, tuple[int, int]]:
        """Return the states that the answers to a question lead to.

        Each comes with the number of answers that lead there, and one of them. Boxes are taken one
        by one, since most sets of them leave the same to decide.
        """
        asked = self._program.facts[fact]
        moves: dict[State, tuple[int, int]] = {}
        if asked.fact.kind == "one":
            tested = [m for *_, left in state[2] for m in self._lefts.masks[left].get(fact, ())]
            for answer, ways in asked.split(tested):
                _meet(moves, self.after(state, fact, answer), ways, answer)
            return moves
        moves[state] = (1, 0)
        for box in range(asked.options - 1):
            following: dict[State, tuple[int, int]] = {}
            for partly, (ways, answer) in moves.items():
                if not self._tests(partly, fact, 1 << box):
                    _meet(following, partly, 2 * ways, answer)
                    continue
                for ticked in (False, True):
                    after = self._after_box(partly, fact, 1 << box, ticked)
                    _meet(following, after, ways, answer | ticked << box)
            moves = following
        return {after: (ways, answer or asked.none) for after, (ways, answer) in moves.items()}

    def _tests(self, state: State, fact: int, box: int) -> bool:
        masks = self._lefts.masks
        return any(mask & box for *_, left in state[2] for mask in masks[left].get(fact, ()))

    def _after_box(self, state: State, fact: int, box: int, ticked: bool) -> State:
        after = self._lefts.after_box
        return self._state(
            state[0],
            state[1],
            [(v, g, s, after(left, fact, box, ticked)) for v, g, s, left in state[2]],
        )

    def statistics(self) -> Statistics:
        """Explore everything and return the counts."""
        found = self._recall("statistics", self._statistics)
        total, states, verdicts, mean, longest, asked = found
        return Statistics(total, states, dict(verdicts), mean, longest, frozenset(asked))

    def _recall(self, question: str, work_out: Callable[[], list[Any]]) -> list[Any]:
        return self._program.memory.recall((question, self._mode, self._budget), work_out)

    def _statistics(self) -> list[Any]:
        start = self.start()
        summary = self._summary(start)
        first = self.question(start)
        scale = prod(self._sizes[: len(self._sizes) if first is None else first])
        total = self._program.situations
        return [
            total,
            len(self._known),
            [[verdict, count * scale] for verdict, count in summary.verdicts],
            summary.questions * scale / total,
            summary.longest,
            sorted(summary.asked),
        ]

    def remaining(self, state: State) -> int:
        """Return the most questions that can still come."""
        return self._summary(state).longest

    def longest(self) -> Answers:
        """Return answers after which the most questions were asked, mild ones where it can be."""
        return dict(self._recall("longest", self._longest))

    def _longest(self) -> list[Any]:
        answers: Answers = {}
        state = self.start()
        while (fact := self.question(state)) is not None:
            moves = self.moves(state, fact)
            state = max(moves, key=self.remaining)
            answers[fact] = moves[state][1]
        return [[fact, answer] for fact, answer in answers.items()]

    def most(self, known: Answers) -> int:
        """Return the most questions for those who would answer so, also when they are not asked."""
        question = f"most {sorted(known.items())}"
        (found,) = self._recall(question, lambda: [self._most(known)])
        return int(found)

    def _most(self, known: Answers) -> int:
        lengths: dict[State, int] = {}

        def ahead(state: State) -> int:
            fact = self.question(state)
            if fact is None:
                return 0
            if state not in lengths:
                after = (
                    [self.after(state, fact, known[fact])]
                    if fact in known
                    else self.moves(state, fact)
                )
                lengths[state] = 1 + max(map(ahead, after))
            return lengths[state]

        return ahead(self.start())

    def _state(self, verdict: int, step: int, things: list[tuple[int, bool, int, int]]) -> State:
        """Return the state with these things in it, less what no longer matters of them.

        Of things with the same left over, one stands for all: what they do together is the same.
        """
        for v, _, s, left in things:
            if left == TRUE:
                verdict, step = max(verdict, v), max(step, s)
        if verdict == len(self._program.verdicts) - 1:
            return verdict, step, frozenset()
        everything, grave = self._mode == "complete", self._mode == "grounds"
        kept: dict[int, tuple[int, bool, int]] = {}
        for verdict_of, ground, step_of, left in things:
            v = verdict_of if everything or verdict_of > verdict else -1
            g, s = grave and ground, step_of if step_of > step else -1
            if left > TRUE and (v >= 0 or g or s >= 0):
                other = kept.get(left)
                if other is None:
                    kept[left] = (v, g, s)
                elif (v, g, s) != other:
                    kept[left] = (max(v, other[0]), g or other[1], max(s, other[2]))
        return verdict, step, frozenset([(*thing, left) for left, thing in kept.items()])

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
        for child, (ways, _) in self.moves(state, fact).items():
            below = self._summary(child)
            following = self.question(child)
            end = len(self._sizes) if following is None else following
            scale = ways * prod(self._sizes[fact + 1 : end])
            for verdict, count in below.verdicts:
                verdicts[verdict] += count * scale
            total = sum(count for _, count in below.verdicts)
            questions += (below.questions + total) * scale
            longest = max(longest, below.longest + 1)
            asked |= below.asked
        return _Summary(tuple(sorted(verdicts.items())), questions, longest, asked)


def _meet(moves: dict[State, tuple[int, int]], state: State, ways: int, answer: int) -> None:
    """Add the ways to a state; of the answers that lead there, the first is kept."""
    known = moves.get(state)
    moves[state] = (ways, answer) if known is None else (known[0] + ways, known[1])


FALSE, TRUE = 0, 1
"""The numbers of what is decided."""


class _Lefts:
    """What is left of rules, by number, with what exploring asks of it."""

    def __init__(self) -> None:
        self._numbers: dict[Compiled, int] = {}
        self._conditions: list[Compiled] = []
        self._after: dict[tuple[int, int, int], int] = {}
        self._after_box: dict[tuple[int, int, int, bool], int] = {}
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

    def after_box(self, left: int, fact: int, box: int, ticked: bool) -> int:
        """Return the number of what is left once one box of a fact is known."""
        if fact not in self.masks[left]:
            return left
        key = (left, fact, box, ticked)
        found = self._after_box.get(key)
        if found is None:
            after = assume_box(self._conditions[left], fact, box, ticked)
            found = self._after_box[key] = self.number(after)
        return found


def find_answers(program: Program, condition: Compiled) -> dict[int, int] | None:
    """Return answers that make the condition true, or None if nothing does.

    Only facts that matter are in the answers. Mild answers are tried first: examples stay plain.
    Boxes are taken one by one, since most sets of them leave the same to decide.
    """
    found = program.memory.recall(condition, lambda: _search(program, condition))
    return None if found is None else dict(found)


def _search(program: Program, condition: Compiled) -> list[tuple[int, int]] | None:
    dead: set[Compiled] = set()

    def search(left: Compiled, answers: dict[int, int]) -> dict[int, int] | None:
        if isinstance(left, bool):
            return answers if left else None
        if left in dead:
            return None
        parts = left[1:] if left[0] == "all" else (left,)
        fact = min(facts_in(min(parts, key=lambda part: len(tests(part)))))
        asked = program.facts[fact]
        masks = masks_of(left, fact)
        if asked.fact.kind == "one":
            ways = [(assume(left, fact, answer), answer) for answer, _ in asked.split(masks)]
        else:
            box = min(mask & -mask for mask in masks)
            before = answers.get(fact, 0)
            ways = [
                (assume_box(left, fact, box, False), before),
                (assume_box(left, fact, box, True), before | box),
            ]
        for after, answer in ways:
            if after not in dead:
                found = search(after, {**answers, fact: answer})
                if found is not None:
                    return found
        dead.add(left)
        return None

    found = search(condition, {})
    if found is None:
        return None
    return [(fact, answer or program.facts[fact].none) for fact, answer in found.items()]
