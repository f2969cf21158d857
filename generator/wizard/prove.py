"""Prove a wizard: each fault is a finding with a counterexample in the parent's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..codes import report
from ..errors import Finding
from ..model.policy import Policy
from ..source.load import WIZARD
from .chart import check_chart
from .conditions import Answers
from .evaluate import usual
from .explore import Explorer, Statistics, TooLargeError
from .program import Program
from .prove_asking import asked_before, never_reached, plain_matters, too_long
from .prove_rules import (
    applies_somewhere,
    contained,
    habits_that_stop,
    unsaid,
    way_on,
    wrong_person,
)
from .prove_severity import danger, serious, softer
from .stories import stories

STATES = 100_000
"""The most merged states a wizard may have before the author is asked to split it."""

TICKS = 13
"""The most options of a fact of which several can be ticked: twelve boxes and "none"."""

FACTS = 60
"""The most facts of a wizard."""


@dataclass(frozen=True)
class Proof:
    """What proving a program gave: findings, and what it counted, where it could."""

    findings: list[Finding]
    counted: Statistics | None = None
    """The wizard's own mode."""
    longest: Answers = field(default_factory=dict)
    """Answers after which the most questions were asked."""
    plain: tuple[tuple[str, int], ...] = ()
    """The plain matters of the wizard's budgets, with the most questions of each."""


def prove(program: Program, policy: Policy) -> Proof:
    """Run every proof on a wizard whose references all resolve."""
    findings = [*_size(program), *asked_before(program)]
    if findings:
        return Proof(findings)
    findings = [
        *applies_somewhere(program),
        *contained(program),
        *way_on(program, policy),
        *wrong_person(program, policy),
        *softer(program),
        *danger(program),
        *serious(program),
        *habits_that_stop(program),
        *unsaid(program),
        *check_chart(program, policy),
        *(stories(program, policy) if program.wizard.id == WIZARD else ()),
    ]
    try:
        asking = Explorer(program, usual(program), STATES)
        counted = asking.statistics()
    except TooLargeError:
        findings.append(
            report(
                "WIZ011",
                f'the wizard "{program.wizard.id}" has more than {STATES:,} states',
                program.wizard.at("id"),
                "split it, or merge options that no rule tells apart",
            )
        )
        return Proof(findings)
    findings += [*never_reached(program, counted), *too_long(program, asking)]
    plain = tuple(plain_matters(program, asking, findings))
    program.memory.keep()
    return Proof(findings, counted, asking.longest(), plain)


def _size(program: Program) -> Iterator[Finding]:
    if len(program.facts) > FACTS:
        yield report(
            "WIZ011",
            f"the wizard has {len(program.facts)} facts; the limit is {FACTS}",
            program.wizard.at("facts"),
            "split it",
        )
    for asked in program.facts:
        if asked.options > TICKS and asked.fact.kind == "many":
            yield report(
                "WIZ011",
                f'"{asked.question.ask}" has {asked.options} options to tick; the limit is {TICKS}',
                asked.fact.at("options"),
                "split the question, or merge options that no rule tells apart",
            )
