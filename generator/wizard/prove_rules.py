"""Proofs about single rules, about what they say and whom they name."""

from __future__ import annotations

from collections.abc import Iterator

from ..codes import report
from ..errors import Finding, Mark
from ..model.people import Channel
from ..model.policy import Policy
from ..model.wizard import Route
from .conditions import Compiled, all_of, any_of, facts_in, negate, none_of, replace_tests
from .explore import find_answers
from .program import BoundRule, Program, compile_condition
from .stories import SHOWN
from .words import situation


def applies_somewhere(program: Program) -> Iterator[Finding]:
    """Yield rules that can never apply, or always do."""
    for rule in program.rules:
        if find_answers(program, rule.when) is None:
            yield report(
                "WIZ002",
                f'the rule "{rule.name}" can never apply',
                rule.source.at("when"),
                "no answers fit all that it asks for: take out one of its tests, or write the "
                "options of one fact as a list",
            )
        elif find_answers(program, negate(rule.when)) is None:
            yield report(
                "WIZ003",
                f'the rule "{rule.name}" applies to every post',
                rule.source.at("when"),
                "narrow its condition",
            )


def contained(program: Program) -> Iterator[Finding]:
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
                    "one of three: take this entry out; give it a worse verdict; or narrow the "
                    f"other at {other.source.at('when')}; both give the same verdict, for example "
                    f"when {situation(program, example)}",
                )
                break


def way_on(program: Program, policy: Policy) -> Iterator[Finding]:
    """Yield results without a way on, help out of reach, and finders that name nobody."""
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
        if rule.verdict == worst:
            yield from _urgent(rule, policy, example)
    if program.wizard.kind == "finder":
        yield from _finds(program)


def _urgent(rule: BoundRule, policy: Policy, example: str) -> Iterator[Finding]:
    """Somebody sent for help reads what to do and what not, and reaches somebody with one tap."""
    clause = rule.clause
    names = clause.helplines[:SHOWN] if clause else ()
    shown = [policy.helplines[name] for name in names if name in policy.helplines]
    lacks = [
        lack
        for lack, there in (
            ("names no helpline with a number to call", any(h.phone for h in shown)),
            ("shows a helpline that cannot be reached", all(h.reachable for h in shown)),
            ("does not say in one line what to do", bool(clause and clause.act)),
            ("does not say in one line what not to do", bool(clause and clause.avoid)),
        )
        if not there
    ]
    for lack in lacks:
        yield report(
            "WIZ006",
            f'the rule "{rule.name}" sends somebody for help and {lack}',
            rule.source.at("verdict"),
            f"mend the clause; the first {SHOWN} helplines are shown when {example}",
        )


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
            "give a channel a route for it, in routes; it names nobody when "
            f"{situation(program, example)}",
        )


def wrong_person(program: Program, policy: Policy) -> Iterator[Finding]:
    """A channel is never named where it, or one that it stands for, says never."""
    if program.wizard.kind == "guide":
        return
    shared = {channel.id: channel for channel in policy.shared_channels}
    routes = [(r.when, r.step, r.name, r.channel, r.source) for r in program.routes]
    named = any_of([route.when for route in program.routes])
    for when, step, name, channel, source in (
        *routes,
        *((r.when, r.verdict, r.name, r.channel, r.source) for r in program.rules if r.channel),
    ):
        assert channel is not None
        homes = (channel, *(shared[n] for n in channel.stands_for if n in shared))
        never = [compile_condition(program, home.never) for home in homes if home.never is not None]
        if isinstance(source, Route):
            others: list[tuple[Compiled, int]] = [(r.when, r.step) for r in program.routes]
            others = others or [(r.when, r.verdict) for r in program.rules]
            further = any_of([other for other, at in others if at > step])
        else:
            # At the mildest verdict the routes count only where a message is offered. Where help is
            # needed they never do, and what comes later is not known.
            mildest = program.wizard.kind == "verdict" and step == program.otherwise
            helped = step == len(program.verdicts) - 1
            further = False if mildest or helped else named
            last = max(facts_in(when), default=-1) if helped else len(program.facts)
            never = [_up_to(last, part) for part in never]
        example = find_answers(program, all_of([when, any_of(never), negate(further)]))
        if example is not None:
            yield report(
                "WIZ014",
                f'the {"route" if isinstance(source, Route) else "rule"} "{name}" leads to '
                f'"{channel.id}", which is never right',
                source.at("when"),
                "one of three: write not: {…} with that situation here; name another channel; or "
                f"correct never at {_never_at(homes)}; it does when {situation(program, example)}",
            )


def _never_at(homes: tuple[Channel, ...]) -> Mark:
    """Return the place of the first "never" of a channel and those that it stands for."""
    return next(home.at("never") for home in homes if home.never is not None)


def _up_to(last: int, condition: Compiled) -> Compiled:
    """Return the condition where no fact after the last one was asked about."""
    return replace_tests(condition, lambda fact, mask: fact <= last and (fact, mask))


def habits_that_stop(program: Program) -> Iterator[Finding]:
    """Yield good habits that stop somebody."""
    if program.wizard.kind != "verdict":
        return
    for rule in program.rules:
        habit = rule.clause and rule.clause.basis == "good-practice"
        if habit and rule.verdict > program.otherwise + 1:
            example = find_answers(program, rule.when) or {}
            yield report(
                "WIZ020",
                f'the rule "{rule.name}" is good practice and gives '
                f'"{program.verdicts[rule.verdict].title}"',
                rule.source.at("verdict"),
                "good practice asks for a change and stops nobody; say what safety, law or school "
                f"rule it rests on, or give a milder verdict. It happens when "
                f"{situation(program, example)}",
            )


def unsaid(program: Program) -> Iterator[Finding]:
    """Each sentence is said to somebody. Exactly one is said, since the first that fits counts."""
    for index, verdict in enumerate(program.verdicts):
        here = any_of([r.when for r in program.rules if r.verdict == index])
        if index <= program.otherwise:
            here = index == program.otherwise
        milder = none_of([r.when for r in program.rules if r.verdict > index])
        before: list[Compiled] = []
        for number, (when, _) in enumerate(program.leads[index]):
            wanted = all_of([when, none_of(before), here, milder])
            if find_answers(program, wanted) is None:
                yield report(
                    "WIZ021",
                    f'nobody reads the sentence "{verdict.leads[number].lead}"',
                    verdict.at("leads", number, "when"),
                    f'no situation with the verdict "{verdict.id}" fits it, or an earlier sentence '
                    "always comes first",
                )
            before.append(when)
