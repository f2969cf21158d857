"""The ways to answer a wizard: how many there are, which questions each asks, and where it leads.

A way is one answer to each question that is asked; where boxes can be ticked, it is one box or
none. So ways count paths through the questions. They say nothing of how many people take them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from .evaluate import usual
from .explore import Explorer, State
from .program import Program

End = int
"""A verdict, counted down from -1 for the mildest, so that no question has the same number."""


@dataclass
class Turn:
    """A question that is asked: on how many ways, and where each of its options leads.

    ``leads`` has for each option the ways on to each question (its index) or end.
    """

    ways: int = 0
    leads: list[Counter[int | End]] = field(default_factory=list)


@dataclass(frozen=True)
class Paths:
    """All ways to answer: their number, those to each verdict, and the turns by question."""

    ways: int
    verdicts: Counter[int]
    turns: dict[int, Turn]


def verdict_of(end: End) -> int:
    """Return the index of the verdict that an end stands for."""
    return -1 - end


def walk(program: Program) -> Paths:
    """Count every way to answer a program, in the mode in which its page asks."""
    ways, verdicts, turns = program.memory.recall("paths", lambda: _walk(program))
    return Paths(
        ways,
        Counter(dict(verdicts)),
        {fact: Turn(ways, [Counter(dict(lead)) for lead in leads]) for fact, ways, leads in turns},
    )


def _walk(program: Program) -> tuple[Any, ...]:
    explorer = Explorer(program, usual(program))
    after: dict[State, list[State]] = {}
    order: list[State] = []

    def meet(state: State) -> None:
        if state in after:
            return
        fact = explorer.question(state)
        options = range(0 if fact is None else program.facts[fact].options)
        after[state] = [explorer.after(state, fact or 0, 1 << option) for option in options]
        for following in after[state]:
            meet(following)
        order.append(state)

    start = explorer.start()
    meet(start)
    below: dict[State, int] = {}
    for state in order:
        below[state] = sum(below[each] for each in after[state]) or 1
    reached = Counter({start: 1})
    turns: dict[int, Turn] = {}
    verdicts: Counter[int] = Counter()
    for state in reversed(order):
        fact = explorer.question(state)
        if fact is None:
            verdicts[state[0]] += reached[state]
            continue
        turn = turns.setdefault(fact, Turn(leads=[Counter() for _ in after[state]]))
        turn.ways += reached[state] * below[state]
        for option, following in enumerate(after[state]):
            reached[following] += reached[state]
            onward = explorer.question(following)
            place = -1 - following[0] if onward is None else onward
            turn.leads[option][place] += reached[state] * below[following]
    return (
        below[start],
        list(verdicts.items()),
        [
            (fact, turn.ways, [list(lead.items()) for lead in turn.leads])
            for fact, turn in sorted(turns.items())
        ],
    )
