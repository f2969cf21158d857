"""Give an answer from answers, and say what to ask next. The browser's engine has the same meaning.

A rule is true, false or unknown under the answers so far. The verdict is the most severe of the
true rules; with none, the wizard's ``otherwise``. The person named is that of the furthest route.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..model.people import Channel
from .conditions import Answers, Compiled, facts_in, residual, truth
from .program import Asked, Program

Mode = Literal["verdict", "grounds", "complete"]
"""When to stop asking. ``verdict``: once nothing unasked can be more severe; nobody is asked so
little, it is what ``grounds`` is compared with. ``grounds``: once, besides, nothing unasked can add
a reason of law or safety or name another person. ``complete``: once every rule is decided. Every
mode stops at once at the most severe verdict: somebody needs help now."""


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
    """Return what is left of each rule and route that is still worth asking about."""
    outcome = evaluate(program, answers)
    if outcome.verdict == len(program.verdicts) - 1:
        return []
    rules = [program.rules[i] for i in outcome.undecided]
    left = [
        residual(rule.when, answers)
        for rule in rules
        if mode == "complete"
        or rule.verdict > outcome.verdict
        or (mode == "grounds" and rule.grave)
    ]
    if mode == "grounds":
        values = [(truth(route.when, answers), route) for route in program.routes]
        furthest = max((route.step for value, route in values if value), default=-1)
        left += [
            residual(route.when, answers)
            for value, route in values
            if value is None and route.step > furthest
        ]
    return left


def usual(program: Program) -> Mode:
    """Return the mode in which a wizard is walked."""
    return "complete" if program.wizard.kind == "guide" else "grounds"


def next_question(program: Program, answers: Answers, mode: Mode) -> int | None:
    """Return the index of the fact to ask for next, or None when the answers suffice."""
    return min(
        (fact for left in pending(program, answers, mode) for fact in facts_in(left)), default=None
    )


def on_path(program: Program, answers: Answers, mode: Mode | None = None) -> Answers:
    """Return the answers that count: those whose question is asked, given the ones before it.

    Without a mode, the wizard's usual one.
    """
    mode = mode or usual(program)
    given = sorted(answers.items())
    question = ("on path", mode, given)
    return dict(program.memory.recall(question, lambda: _on_path(program, answers, mode)))


def _on_path(program: Program, answers: Answers, mode: Mode) -> list[tuple[int, int]]:
    counted: Answers = {}
    while (fact := next_question(program, counted, mode)) is not None:
        if fact not in answers:
            break
        counted[fact] = answers[fact]
    return list(counted.items())


def named(program: Program, answers: Answers) -> tuple[Channel, ...]:
    """Return whom the result names: by the furthest route, else by the rules of the verdict.

    Where somebody is in danger, the rule about the danger alone says whom. At the mildest verdict
    the routes count only where a message to somebody is offered.
    """
    outcome = evaluate(program, answers)
    true = [program.rules[i] for i in outcome.true]
    ruled = [r.channel for r in true if r.verdict == outcome.verdict and r.channel]
    routes = [route for route in program.routes if truth(route.when, answers)]
    furthest = max((route.step for route in routes), default=-1)
    asked = outcome.verdict > program.otherwise or truth(program.offered, answers)
    if asked and outcome.verdict < len(program.verdicts) - 1 and routes:
        ruled = [route.channel for route in routes if route.step == furthest]
    return tuple({channel.id: channel for channel in ruled}.values())


@dataclass(frozen=True)
class Change:
    """Good acts that lead to a milder verdict, whatever else would be answered."""

    acts: tuple[str, ...]
    answers: Answers
    verdict: int


def changes(program: Program, answers: Answers) -> list[Change]:
    """Return the good acts that would get these answers (those on the path) a milder verdict.

    Each is one act of an option's ``mends``; all of them together where no single one is enough.
    """
    outcome = evaluate(program, answers)
    if outcome.verdict == len(program.verdicts) - 1:
        return []
    winning = [
        program.rules[i] for i in outcome.true if program.rules[i].verdict == outcome.verdict
    ]
    facts = sorted({fact for rule in winning for fact in facts_in(rule.when) if fact in answers})
    single = [
        change
        for fact in facts
        for act, answer in _acts(program.facts[fact], answers[fact])
        if (change := _certain(program, (act,), {**answers, fact: answer}, outcome.verdict))
    ]
    if single:
        return single
    acts: tuple[str, ...] = ()
    together = dict(answers)
    for fact in facts:
        asked = program.facts[fact]
        if asked.fact.kind == "many":
            for act, answer in _acts(asked, answers[fact]):
                acts += (act,)
                together[fact] = (together[fact] & answer) or asked.none
    change = _certain(program, acts, together, outcome.verdict) if len(acts) > 1 else None
    return [change] if change else []


def _acts(asked: Asked, answer: int) -> Iterator[tuple[str, int]]:
    """Yield the good acts that change an answer, with the answer after each."""
    for i, option in enumerate(asked.fact.options):
        if option.mends and asked.fact.kind == "one" and not answer >> i & 1:
            yield option.mends, 1 << i
        if option.mends and asked.fact.kind == "many" and answer >> i & 1:
            yield option.mends, (answer & ~(1 << i)) or asked.none


def _certain(program: Program, acts: tuple[str, ...], answers: Answers, now: int) -> Change | None:
    """Return the change if its verdict is milder than ``now`` and no open rule could raise it."""
    kept: Answers = {}
    for fact, answer in sorted(answers.items()):
        if truth(program.guards[fact], kept):
            kept[fact] = answer
    outcome = evaluate(program, kept)
    open_rules = [program.rules[i].verdict for i in outcome.undecided]
    if outcome.verdict >= now or max(open_rules, default=0) > outcome.verdict:
        return None
    return Change(acts, kept, outcome.verdict)
