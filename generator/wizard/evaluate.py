"""Give a verdict from answers, and say what to ask next. The browser's engine has the same meaning.

A rule is true, false or unknown under the answers so far. The verdict is the most severe of the
true rules; with none, the wizard's ``otherwise``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .conditions import Answers, Compiled, facts_in, residual, truth
from .program import Program

Mode = Literal["verdict", "complete"]
"""``verdict`` stops once nothing unasked can be more severe; ``complete`` decides every rule."""


@dataclass(frozen=True)
class Outcome:
    """What the answers so far give: indexes of the verdict and of the rules."""

    verdict: int
    true: tuple[int, ...]
    undecided: tuple[int, ...]


def evaluate(program: Program, answers: Answers) -> Outcome:
    """Return the verdict and the rules that are true and undecided under ``answers``."""
    true, undecided = [], []
    for index, rule in enumerate(program.rules):
        value = truth(rule.when, answers)
        if value:
            true.append(index)
        elif value is None:
            undecided.append(index)
    verdict = max((program.rules[i].verdict for i in true), default=program.otherwise)
    return Outcome(max(verdict, program.otherwise), tuple(true), tuple(undecided))


def pending(program: Program, answers: Answers, mode: Mode) -> list[Compiled]:
    """Return what is left of each rule that is still worth asking about."""
    outcome = evaluate(program, answers)
    return [
        residual(program.rules[i].when, answers)
        for i in outcome.undecided
        if mode == "complete" or program.rules[i].verdict > outcome.verdict
    ]


def next_question(program: Program, answers: Answers, mode: Mode = "verdict") -> int | None:
    """Return the index of the fact to ask for next, or None when the answers suffice."""
    return min(
        (fact for left in pending(program, answers, mode) for fact in facts_in(left)), default=None
    )


def on_path(program: Program, answers: Answers, mode: Mode = "verdict") -> Answers:
    """Return the answers that count: those whose question is asked, given the ones before it.

    Complete mode goes on from where verdict mode stops, except in a guide, which knows no other.
    """
    counted: Answers = {}
    later = mode == "complete" and program.wizard.kind != "guide"
    modes: tuple[Mode, ...] = ("verdict", "complete") if later else (mode,)
    for each in modes:
        while (fact := next_question(program, counted, each)) is not None:
            if fact not in answers:
                return counted
            counted[fact] = answers[fact]
    return counted
