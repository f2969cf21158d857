"""The drawn chart: the few decisions of a wizard, and the answers that each of them leads to.

The decisions are written once, for all schools. Where each of them leads is found out from the
rules of the school, for a reader of the parents' pages: what is drawn is true there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..codes import report
from ..errors import Finding
from ..model.clause import Clause
from ..model.policy import Policy
from ..model.wizard import Decision
from .conditions import Compiled, all_of, any_of, negate
from .explore import find_answers
from .program import BoundRule, Program, compile_condition
from .words import situation

MOST = 6
"""The most decisions that people take in from a page on a wall."""


@dataclass(frozen=True)
class Step:
    """A decision with the verdicts (indexes, mild to severe) of those who leave the path there.

    The last step has no decision: those arrive there who passed them all. ``own`` are the school's
    own clauses that still ask something of some of them.
    """

    decision: Decision | None
    verdicts: tuple[int, ...]
    own: tuple[Clause, ...] = ()


def chart(program: Program, policy: Policy) -> list[Step]:
    """Return the steps in order; none where the wizard has no chart."""
    steps = []
    for decision, here in _path(program, policy):
        reached = _reaching(program, here) if decision is None else []
        own = {rule.clause.id: rule.clause for rule in reached if rule.clause}
        steps.append(Step(decision, _verdicts(program, here), tuple(own.values())))
    return steps


def check_chart(program: Program, policy: Policy) -> Iterator[Finding]:
    """Yield what makes the chart unreadable, or lets it say something else than the wizard.

    Danger comes first and alone, so nobody who needs help is sent on or to a milder answer. Who
    passes every decision breaks no shared rule; what the school's own rules still ask is drawn.
    """
    decisions = program.wizard.chart
    if len(decisions) > MOST:
        yield report(
            "WIZ025",
            f"the chart has {len(decisions)} decisions; the limit is {MOST}",
            decisions[MOST].at("ask"),
            "merge some of them: a chart is taken in at one look",
        )
    worst = len(program.verdicts) - 1
    for number, (decision, here) in enumerate(_path(program, policy)):
        if decision is None:
            yield from _end(program, here)
            continue
        verdicts = _verdicts(program, here)
        if not verdicts:
            yield report(
                "WIZ025",
                f'nobody leaves the chart at "{decision.ask}"',
                decision.at("when"),
                "the decisions before it take everybody; change its condition, or remove it",
            )
        elif number == 0 and verdicts != (worst,):
            yield report(
                "WIZ025",
                f'the first decision of the chart, "{decision.ask}", does not always lead to '
                f'"{program.verdicts[worst].title}"',
                decision.at("when"),
                f"danger comes first and alone; it does not when {_example(program, here, worst)}",
            )
        elif number and worst in verdicts:
            yield report(
                "WIZ025",
                f'"{decision.ask}" can lead to "{program.verdicts[worst].title}"',
                decision.at("when"),
                "the first decision of the chart takes all who need help",
            )


def _end(program: Program, here: Compiled) -> Iterator[Finding]:
    """Yield what is wrong where those arrive who passed every decision."""
    mark = program.wizard.at("chart")
    mildest = program.verdicts[program.otherwise].title
    if program.otherwise not in _verdicts(program, here):
        yield report(
            "WIZ025",
            f'nobody who passes every decision of the chart gets the verdict "{mildest}"',
            mark,
            "its decisions take too many posts",
        )
    for rule in _reaching(program, here):
        if not rule.own:
            example = find_answers(program, all_of([here, rule.when])) or {}
            yield report(
                "WIZ025",
                f'the rule "{rule.name}" catches somebody whom the chart tells "{mildest}"',
                mark,
                f"add it to a decision; it happens when {situation(program, example)}",
            )


def _path(program: Program, policy: Policy) -> Iterator[tuple[Decision | None, Compiled]]:
    """Yield each decision with the condition of leaving there, then that of passing them all."""
    if not program.wizard.chart:
        return
    here = _reader(program, policy)
    for decision in program.wizard.chart:
        when = compile_condition(program, decision.when)
        yield decision, all_of([here, when])
        here = all_of([here, negate(when)])
    yield None, here


def _reader(program: Program, policy: Policy) -> Compiled:
    """Return the condition that somebody reads the parents' pages."""
    for index, asked in enumerate(program.facts):
        if asked.fact.is_audience:
            site = [a.id for a in policy.audiences.values() if a.site]
            return (index, asked.mask(site))
    return True


def _verdicts(program: Program, here: Compiled) -> tuple[int, ...]:
    """Return the verdicts of the situations in which a condition is true, mild to severe."""
    return tuple(
        index
        for index in range(program.otherwise, len(program.verdicts))
        if find_answers(program, all_of([here, _given(program, index)])) is not None
    )


def _given(program: Program, verdict: int) -> Compiled:
    """Return the condition that a verdict is given."""
    rules = any_of([rule.when for rule in program.rules if rule.verdict == verdict])
    worse = any_of([rule.when for rule in program.rules if rule.verdict > verdict])
    return negate(worse) if verdict == program.otherwise else all_of([rules, negate(worse)])


def _reaching(program: Program, here: Compiled) -> list[BoundRule]:
    """Return the rules that ask for a change in some situation in which a condition is true."""
    return [
        rule
        for rule in program.rules
        if rule.verdict > program.otherwise
        and find_answers(program, all_of([here, rule.when])) is not None
    ]


def _example(program: Program, here: Compiled, verdict: int) -> str:
    """Return in words a situation in which the condition is true and the verdict is another."""
    other = negate(_given(program, verdict))
    return situation(program, find_answers(program, all_of([here, other])) or {})
