"""Proofs that what is worse gets no milder verdict, and danger gets help."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..codes import report
from ..errors import Finding
from ..model.wizard import Option
from .conditions import (
    Answers,
    Compiled,
    all_of,
    any_of,
    assume,
    assume_box,
    negate,
    none_of,
    tests,
)
from .explore import find_answers
from .program import Asked, BoundRule, Program, compile_condition
from .words import situation


def softer(program: Program) -> Iterator[Finding]:
    """Yield where a worse answer, or one more tick, softens the verdict."""
    for index, asked in enumerate(program.facts):
        for mild, severe, before, after in _steps(program, index, asked):
            found = _softened(program, before, after)
            if found is not None:
                rule, example = found
                name, worse = asked.fact.id, severe.id
                ways = [
                    f"write {worse} into {name} here, if the rule holds there too",
                    f"give a rule for {worse} the verdict {program.verdicts[rule.verdict].id}",
                    f"take {worse} out of ordered at {asked.fact.at('ordered')}, if it is not worse"
                    if asked.fact.ordered
                    else "give this rule a milder verdict",
                ]
                when = f"it happens when {situation(program, example)}" if example else "always"
                yield report(
                    "WIZ007",
                    f'"{severe.label}" softens the verdict that "{mild.label}" gets from the rule '
                    f'"{rule.name}"',
                    rule.source.at("when"),
                    f"one of three: {'; or '.join(ways)}; {when}",
                )


def _steps(
    program: Program, fact: int, asked: Asked
) -> Iterator[tuple[Option, Option, list[Compiled], list[Compiled]]]:
    """Yield two answers, the second more severe, with the rules after each."""
    rules = [rule.when for rule in program.rules]
    options = asked.fact.options
    if asked.fact.kind == "one":
        ids = [option.id for option in options]
        order = asked.fact.ordered
        chain = [ids.index(name) for name in order] if isinstance(order, tuple) else range(len(ids))
        for mild, severe in pairwise(chain if order else ()):
            yield (
                options[mild],
                options[severe],
                [assume(when, fact, 1 << mild) for when in rules],
                [assume(when, fact, 1 << severe) for when in rules],
            )
        return
    if program.wizard.kind == "finder":
        return  # its boxes say whom it is about; one more need not lead further
    for box in range(asked.options - 1):
        yield (
            options[-1],
            options[box],
            [assume_box(when, fact, 1 << box, False) for when in rules],
            [assume_box(when, fact, 1 << box, True) for when in rules],
        )


def _softened(
    program: Program, before: list[Compiled], after: list[Compiled]
) -> tuple[BoundRule, Answers] | None:
    """Return a rule whose verdict is lost in a step, and where, or None."""
    for rule, mild, severe in zip(program.rules, before, after, strict=True):
        if rule.verdict <= program.otherwise or mild is False or mild == severe or severe is True:
            continue
        if find_answers(program, all_of([mild, negate(severe)])) is None:
            continue
        lost = none_of(
            [w for r, w in zip(program.rules, after, strict=True) if r.verdict >= rule.verdict]
        )
        example = find_answers(program, all_of([mild, lost]))
        if example is not None:
            return rule, example
    return None


def danger(program: Program) -> Iterator[Finding]:
    """Yield where danger does not lead to help, or is not asked first."""
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
                    f"write a rule with when: {{{asked.fact.id}: {asked.fact.options[option].id}}} "
                    f"and verdict: {program.verdicts[worst].id}; without it, it does not when "
                    f"{situation(program, example)}"
                    if example
                    else f"write a rule with when: {{{asked.fact.id}: "
                    f"{asked.fact.options[option].id}}} and verdict: {program.verdicts[worst].id}",
                )


def serious(program: Program) -> Iterator[Finding]:
    """A serious box gets the mildest verdict only where the post is told to the right people.

    Or where an exception of a rule says that it is fine. And each that is ticked is among the
    reasons. Where a reason always speaks of it and raises the verdict, nothing else needs to be
    looked at.
    """
    trusted = program.wizard.trusted
    told = compile_condition(program, trusted) if trusted is not None else False
    exceptions = [e for rule in program.rules if rule.clause for e in rule.clause.exceptions]
    fine = any_of([compile_condition(program, e.when) for e in exceptions if e.when is not None])
    worst = len(program.verdicts) - 1
    for fact, asked in enumerate(program.facts):
        for box in range(asked.options - 1) if asked.fact.is_serious else ():
            ticked = all_of([program.guards[fact], (fact, 1 << box), none_of([told, fine])])
            label, mark = asked.fact.options[box].label, asked.fact.at("options", box)
            about = [
                rule
                for rule in program.rules
                if any(f == fact and mask >> box & 1 for f, mask in tests(rule.told))
            ]
            unraised = none_of([rule.when for rule in about if rule.verdict > program.otherwise])
            if find_answers(program, all_of([ticked, unraised])) is None:
                continue
            mildest = none_of([r.when for r in program.rules if r.verdict > program.otherwise])
            example = find_answers(program, all_of([ticked, mildest]))
            if example is not None:
                yield report(
                    "WIZ018",
                    f'"{label}" is ticked and the verdict is '
                    f'"{program.verdicts[program.otherwise].title}"',
                    mark,
                    f"write a rule with when: {{{asked.fact.id}: {asked.fact.options[box].id}}} "
                    f"and a worse verdict, or let one hold when {situation(program, example)}",
                )
                continue
            unsaid = none_of([r.when for r in program.rules if r in about or r.verdict == worst])
            example = find_answers(program, all_of([ticked, unsaid]))
            if example is not None:
                yield report(
                    "WIZ019",
                    f'"{label}" is ticked and no reason speaks of it',
                    mark,
                    f"let a rule test {asked.fact.id}: {asked.fact.options[box].id} when "
                    f"{situation(program, example)}",
                )
