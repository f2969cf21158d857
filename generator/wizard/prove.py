"""Prove a wizard: each fault is a finding with a counterexample in the parent's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..checks.codes import report
from ..errors import Finding
from ..model.policy import Policy
from ..source.load import WIZARD
from .conditions import Answers, Compiled, all_of, any_of, assume, negate
from .evaluate import evaluate
from .explore import Explorer, Statistics, TooLargeError, find_answers
from .program import Asked, BoundRule, Program, compile_condition
from .stories import stories
from .words import situation

STATES = 100_000
"""The most merged states a wizard may have before the author is asked to split it."""

TICKS = 12
"""The most options of a fact of which several can be ticked: 2,048 answers."""

FACTS = 60
"""The most facts of a wizard."""


@dataclass(frozen=True)
class Proof:
    """What proving a program gave: findings, and the counts of both modes where it could count."""

    findings: list[Finding]
    verdict_mode: Statistics | None
    complete_mode: Statistics | None


def prove(program: Program, policy: Policy) -> Proof:
    """Run every proof on a wizard whose references all resolve."""
    findings = list(_size(program))
    if findings:
        return Proof(findings, None, None)
    findings = [
        *_single_rules(program),
        *_subsumed(program),
        *_results(program, policy),
        *_forbidden(program, policy),
        *_monotone(program),
        *_danger(program),
        *(stories(program, policy) if program.wizard.id == WIZARD else ()),
    ]
    try:
        to_verdict = Explorer(program, "verdict", STATES)
        to_end = Explorer(program, "complete", STATES)
        short, full = to_verdict.statistics(), to_end.statistics()
    except TooLargeError:
        findings.append(
            report(
                "WIZ011",
                f'the wizard "{program.wizard.id}" has more than {STATES:,} states',
                program.wizard.at("id"),
                "split it, or merge options that no rule tells apart",
            )
        )
        return Proof(findings, None, None)
    asking = to_end if program.wizard.kind == "guide" else to_verdict
    findings += [*_reach(program, short, full), *_length(program, asking)]
    return Proof(findings, short, full)


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


def _single_rules(program: Program) -> Iterator[Finding]:
    for rule in program.rules:
        if find_answers(program, rule.when) is None:
            yield report(
                "WIZ002",
                f'the rule "{rule.name}" can never apply',
                rule.source.at("when"),
                "its condition asks for something impossible",
            )
        elif find_answers(program, negate(rule.when)) is None:
            yield report(
                "WIZ003",
                f'the rule "{rule.name}" applies to every post',
                rule.source.at("when"),
                "narrow its condition",
            )


def _subsumed(program: Program) -> Iterator[Finding]:
    """A school's rule and a shared one may overlap: the result then cites both, on purpose.

    So may the rules of a guide: each adds a step of its own.
    """
    if program.wizard.kind == "guide":
        return
    for rule in program.rules:
        if find_answers(program, rule.when) is None:
            continue
        for other in program.rules:
            if other is rule or other.verdict != rule.verdict or other.own != rule.own:
                continue
            if find_answers(program, all_of([rule.when, negate(other.when)])) is None:
                example = find_answers(program, rule.when) or {}
                yield report(
                    "WIZ004",
                    f'the rule "{rule.name}" is contained in "{other.name}"',
                    rule.source.at("when"),
                    f"both give the same verdict, for example when {situation(program, example)}",
                )
                break


def _results(program: Program, policy: Policy) -> Iterator[Finding]:
    worst = len(program.verdicts) - 1
    for rule in program.rules:
        example = situation(program, find_answers(program, rule.when) or {})
        instead = rule.clause and rule.clause.instead
        if rule.verdict > program.otherwise and not (rule.channel or instead):
            yield report(
                "WIZ006",
                f'the rule "{rule.name}" offers no channel and nothing to do instead',
                rule.source.at("verdict"),
                f"add one; a parent gets there when {example}",
            )
        helplines = rule.clause.helplines if rule.clause else ()
        if rule.verdict == worst and not any(name in policy.helplines for name in helplines):
            yield report(
                "WIZ006",
                f'the rule "{rule.name}" sends somebody for help and names no helpline',
                rule.source.at("verdict"),
                f"add helplines to the clause; a parent gets there when {example}",
            )
    if program.wizard.kind == "finder":
        yield from _finds(program)


def _finds(program: Program) -> Iterator[Finding]:
    """A finder names a channel in every situation that is not sent for help."""
    worst = len(program.verdicts) - 1
    named = any_of([r.when for r in program.rules if r.channel or r.verdict == worst])
    example = find_answers(program, negate(named))
    if example is not None:
        yield report(
            "WIZ013",
            f'the wizard "{program.wizard.id}" names nobody in some situations',
            program.wizard.at("id"),
            f"it names nobody when {situation(program, example)}",
        )


def _forbidden(program: Program, policy: Policy) -> Iterator[Finding]:
    """A channel is never named where it, or one that it stands for, says never."""
    if program.wizard.kind != "finder":
        return
    shared = {channel.id: channel for channel in policy.shared_channels}
    for rule in program.rules:
        if rule.channel is None:
            continue
        for home in (rule.channel, *(shared[n] for n in rule.channel.stands_for if n in shared)):
            if home.never is None:
                continue
            example = find_answers(
                program, all_of([rule.when, compile_condition(program, home.never)])
            )
            if example is not None:
                yield report(
                    "WIZ014",
                    f'the rule "{rule.name}" leads to "{rule.channel.id}", which is never right',
                    rule.source.at("when"),
                    f"it does when {situation(program, example)}",
                )


def _monotone(program: Program) -> Iterator[Finding]:
    for index, asked in enumerate(program.facts):
        reported: set[tuple[int, int]] = set()
        for mild, severe in _steps(asked):
            example = _softened(program, index, mild, severe)
            key = (mild & ~severe, severe & ~mild)
            if example is not None and key not in reported:
                reported.add(key)
                before = evaluate(program, {**example, index: mild})
                lost = next(
                    program.rules[i]
                    for i in before.true
                    if program.rules[i].verdict == before.verdict
                )
                yield report(
                    "WIZ007",
                    f'"{_label(asked, severe)}" softens the verdict that "{_label(asked, mild)}" '
                    f'gets from the rule "{lost.name}"',
                    lost.source.at("when"),
                    f"it happens when {situation(program, example)}"
                    if example
                    else "it happens always",
                )


def _label(asked: Asked, answer: int) -> str:
    return " + ".join(o.label for i, o in enumerate(asked.fact.options) if answer >> i & 1)


def _steps(asked: Asked) -> Iterator[tuple[int, int]]:
    """Yield the pairs of answers of which the second is one step more severe."""
    if asked.fact.kind == "one":
        if asked.fact.ordered:
            yield from ((1 << i, 1 << i + 1) for i in range(asked.options - 1))
        return
    none = 1 << (asked.options - 1)
    for answer in asked.answers:
        ticked = 0 if answer == none else answer
        yield from (
            (answer, ticked | 1 << i) for i in range(asked.options - 1) if not ticked >> i & 1
        )


def _softened(program: Program, fact: int, mild: int, severe: int) -> Answers | None:
    """Return other answers under which ``severe`` gets a milder verdict than ``mild``, or None."""
    after = [(rule.verdict, assume(rule.when, fact, severe)) for rule in program.rules]
    for rule, (verdict, now) in zip(program.rules, after, strict=True):
        before = assume(rule.when, fact, mild)
        if verdict <= program.otherwise or before is False or before == now or now is True:
            continue
        still = any_of([left for v, left in after if v >= verdict])
        example = find_answers(program, all_of([before, negate(still)]))
        if example is not None:
            return example
    return None


def _danger(program: Program) -> Iterator[Finding]:
    worst = len(program.verdicts) - 1
    for index, asked in enumerate(program.facts):
        if not asked.fact.is_danger:
            continue
        if index:
            yield report(
                "WIZ009",
                f'"{asked.question.ask}" is not the first question',
                asked.question.at("ask"),
                "danger is asked first",
            )
        for option in range(1, asked.options):
            helped = any_of(
                [assume(r.when, index, 1 << option) for r in program.rules if r.verdict == worst]
            )
            example = find_answers(program, negate(helped))
            if example is not None:
                yield report(
                    "WIZ009",
                    f'"{asked.fact.options[option].label}" does not always lead to help',
                    asked.fact.at("options", option),
                    f"it does not when {situation(program, example)}",
                )


def _reach(program: Program, short: Statistics, full: Statistics) -> Iterator[Finding]:
    for index, verdict in enumerate(program.verdicts):
        if not short.verdicts.get(index):
            yield report(
                "WIZ005",
                f'the verdict "{verdict.id}" is never reached',
                verdict.at("id"),
                "write a rule that gives it, or remove it",
            )
    for index, asked in enumerate(program.facts):
        if index not in full.asked:
            yield report(
                "WIZ001",
                f'the question "{asked.question.ask}" is never asked',
                asked.question.at("ask"),
                "no rule tests its fact; write one, or remove the question",
            )
    for name in dict.fromkeys(r.channel.id for r in program.rules if r.channel):
        rules = [r for r in program.rules if r.channel and r.channel.id == name]
        if not any(_is_shown(program, rule) for rule in rules):
            yield report(
                "WIZ005",
                f'the channel "{name}" is never reached',
                rules[0].source.at("channel"),
                "a more severe rule always comes first",
            )


def _is_shown(program: Program, rule: BoundRule) -> bool:
    """Whether some situation gets its verdict from this rule."""
    worse: list[Compiled] = [r.when for r in program.rules if r.verdict > rule.verdict]
    return find_answers(program, all_of([rule.when, negate(any_of(worse))])) is not None


def _length(program: Program, asking: Explorer) -> Iterator[Finding]:
    limit = program.wizard.max_questions
    answers = asking.longest()
    if len(answers) > limit:
        yield report(
            "WIZ008",
            f"somebody is asked {len(answers)} questions; the limit is {limit}",
            program.wizard.at("max-questions"),
            "shorten the wizard, or raise max-questions on purpose; it happens when "
            + situation(program, answers),
        )
