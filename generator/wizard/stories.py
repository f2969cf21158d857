"""Stories of which the verdict is known: scenarios, and the cases that every school shares.

A case is measured twice: by the shared rules alone, and by the school's whole wizard. Where the
school's own rules make something else of it, the school says so beside its rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..codes import report
from ..errors import Finding
from ..model.extras import NOBODY, Case, Expectation, Rewrite, Scenario, SharedScenario
from ..model.policy import Policy
from .conditions import Answers
from .evaluate import changes, evaluate, named, on_path
from .program import Program
from .words import situation as in_words

FIRST = "school"
"""The shared channel for anybody at school; whomever of its own a school names will do."""

SHOWN = 3
"""How many helplines the answer to a danger shows."""


class SituationError(ValueError):
    """A situation that names no fact or no possible answer."""


def stories(program: Program, policy: Policy) -> Iterator[Finding]:
    """Yield a finding for each scenario and case that the wizard does not bear out."""
    usual = [*(rule for rule in program.rules if not rule.own), *program.usual]
    shared = replace(program, rules=tuple(usual))
    for scenario in policy.scenarios:
        fault, hint = _scenario_fault(program, scenario)
        if fault:
            message = f'the scenario "{scenario.id}" {fault}'
            yield report("WIZ010", message, scenario.at("situation"), hint)
        elif scenario.rewrite:
            everybodys = isinstance(scenario, SharedScenario)
            yield from _rewrite(shared if everybodys else program, scenario, scenario.rewrite)
    expected = {e.case: e for e in policy.expectations}
    for case in policy.cases:
        yield from _case(shared, case)
        yield from _at_school(program, shared, case, expected.get(case.id), policy)
    yield from _own_rules(program, shared, policy)


def read_situation(program: Program, situation: dict[str, Any]) -> Answers:
    """Return the answers of a situation; a fact left out has its first option or no tick.

    Raises SituationError with the end of a sentence: 'names an unknown fact "nams"'.
    """
    facts = {asked.fact.id: i for i, asked in enumerate(program.facts)}
    known = {fact.id for fact in program.wizard.facts}
    answers = {i: asked.answers[0] for i, asked in enumerate(program.facts)}
    for name, given in situation.items():
        if name not in known:
            raise SituationError(f'names an unknown fact "{name}"')
        if name not in facts:
            continue  # who is asking, where only one audience is bound
        asked = program.facts[facts[name]]
        if asked.fact.is_audience and not asked.mask([str(given)]):
            continue  # no rule of this school is for this audience
        options = [str(o) for o in given] if isinstance(given, list) else [str(given)]
        mask = asked.mask(options)
        if mask.bit_count() != len(options) or mask not in asked.answers:
            raise SituationError(f'gives no possible answer for "{name}"')
        answers[facts[name]] = mask
    return answers


def result_text(program: Program, policy: Policy, answers: Answers) -> str:
    """Return what a result says under the answers on the path: all its words, in reading order."""
    outcome = evaluate(program, answers)
    said: list[str | None] = [*program.lead(outcome.verdict, answers)]
    rules = [program.rules[i] for i in outcome.true]
    if outcome.verdict == len(program.verdicts) - 1:
        for clause in [r.clause for r in rules if r.clause and r.verdict == outcome.verdict]:
            said += [clause.act, clause.avoid]
            for name in clause.helplines[:SHOWN]:
                if name in policy.helplines:
                    line = policy.helplines[name]
                    said += [line.title, line.text, line.phone, line.text_number, line.note]
    else:
        said.append(program.verdicts[outcome.verdict].posted)
        for rule in rules:
            if rule.clause:
                said += [rule.clause.title, rule.clause.why, rule.clause.instead]
                said.append(rule.clause.caution)
                said += [policy.helplines[n].title for n in rule.clause.helplines]
        for change in changes(program, answers):
            said += change.acts
    for channel in named(program, answers):
        said += [channel.title, channel.text, channel.answers]
    return "\n\n".join(" ".join(text.split()) for text in dict.fromkeys(said) if text)


def stricter(scenario: Scenario) -> tuple[str, ...]:
    """Return the verdicts that a school's own rules may give in place of the scenario's."""
    return scenario.stricter if isinstance(scenario, SharedScenario) else ()


def rewritten(scenario: Scenario) -> dict[str, Any]:
    """Return the situation of a scenario's post after its rewrite."""
    return {**scenario.situation, **(scenario.rewrite.situation if scenario.rewrite else {})}


def _scenario_fault(program: Program, scenario: Scenario) -> tuple[str | None, str]:
    """Return what is wrong, as the end of a sentence, and a hint."""
    try:
        answers = read_situation(program, scenario.situation)
    except SituationError as error:
        return str(error), "correct the scenario"
    hint = f"correct the scenario, or the rules; {_happens(program, answers)}"
    outcome = evaluate(program, answers)
    wanted = (scenario.verdict, *stricter(scenario))
    if program.verdicts[outcome.verdict].id not in wanted:
        names = " or ".join(f'"{name}"' for name in wanted)
        return f"gets {_got(program, answers)}, not {names}{_from(program, answers)}", hint
    cited = {clause.id for i in outcome.true if (clause := program.rules[i].clause)}
    absent = [name for name in scenario.cites if name not in cited]
    return (f"does not cite {', '.join(absent)}" if absent else None), hint


def _rewrite(program: Program, scenario: Scenario, rewrite: Rewrite) -> Iterator[Finding]:
    try:
        after = read_situation(program, rewritten(scenario))
    except SituationError as error:
        message = f'the rewrite of the scenario "{scenario.id}" {error}'
        yield report("WIZ010", message, rewrite.at("situation"), "correct the rewrite")
        return
    if evaluate(program, after).verdict:
        yield report(
            "WIZ010",
            f'the rewrite of the scenario "{scenario.id}" gets {_got(program, after)}'
            f"{_from(program, after)}",
            rewrite.at("post"),
            f"correct the rewrite, or its situation; {_happens(program, after)}",
        )


def _case(shared: Program, case: Case) -> Iterator[Finding]:
    try:
        answers = read_situation(shared, case.situation)
    except SituationError as error:
        message = f'the case "{case.id}" {error}'
        yield report("WIZ015", message, case.at("situation"), "correct the case")
        return
    if _verdict(shared, answers) not in (case.verdict, *case.also):
        yield report(
            "WIZ015",
            f'the case "{case.id}" gets {_got(shared, answers)} from the shared rules, '
            f'not "{case.verdict}"{_from(shared, answers)}',
            case.at("situation"),
            f"correct the shared rules, or the case; {_happens(shared, answers)}",
        )


def _at_school(
    program: Program, shared: Program, case: Case, expected: Expectation | None, policy: Policy
) -> Iterator[Finding]:
    school = policy.id
    more = expected.situation if expected else {}
    try:
        answers = read_situation(program, {**case.situation, **more})
    except SituationError as error:
        if expected:
            message = f'the expectation for "{case.id}" {error}'
            yield report("WIZ016", message, expected.at("situation"), "correct it")
        return
    usual, got = _verdict(shared, answers), _verdict(program, answers)
    if expected and expected.verdict == usual:
        yield report(
            "WIZ016",
            f'the shared rules give "{usual}" for the case "{case.id}" too',
            expected.at("verdict"),
            "remove the expectation; only what differs is stated",
        )
    elif expected and got != expected.verdict:
        yield report(
            "WIZ016",
            f'the case "{case.id}" gets {_got(program, answers)} at {school}, '
            f'not "{expected.verdict}"{_from(program, answers)}',
            expected.at("verdict"),
            f"correct the expectation, or the school's rules; {_happens(program, answers)}",
        )
    path = on_path(program, answers)
    people = named(program, path)
    names = {name for c in people for name in (c.id, *c.stands_for)} or {NOBODY}
    own = {c.id for c in policy.own_channels.channels if not (c.outside or c.stands_for)}
    names |= {FIRST} if names & own else set()
    if case.person and names.isdisjoint(case.person):
        told = " and ".join(channel.title for channel in people) or "nobody"
        yield report(
            "WIZ023",
            f'the result of the case "{case.id}" names {told} at {school}, not one of '
            f"{', '.join(case.person)}",
            case.at("person"),
            f"correct the routes, or the case; {_happens(program, answers)}",
        )
    text = result_text(program, policy, path)
    for number, pattern in enumerate(case.mentions):
        if not re.search(pattern, text, re.IGNORECASE):
            yield report(
                "WIZ024",
                f'the result of the case "{case.id}" does not say "{pattern}" at {school}',
                case.at("mentions", number),
                f"say it in one of: {_cited(program, answers)}",
            )
    for number, claim in enumerate(case.must_not_claim):
        for pattern in claim.patterns:
            found = re.search(pattern, text, re.IGNORECASE)
            if found:
                yield report(
                    "WIZ017",
                    f'the result of the case "{case.id}" says "{found.group()}", which claims '
                    f"{claim.claim}",
                    case.at("must-not-claim", number),
                    f"reword it in one of: {_cited(program, answers)}",
                )


def _own_rules(program: Program, shared: Program, policy: Policy) -> Iterator[Finding]:
    """Yield a finding for each rule of the school that is stricter on cases and not explained."""
    stated = {expectation.case for expectation in policy.expectations}
    found: dict[int, list[str]] = {}
    for case in policy.cases:
        try:
            usual = evaluate(shared, read_situation(shared, case.situation)).verdict
            outcome = evaluate(program, read_situation(program, case.situation))
        except SituationError:
            continue
        if case.id not in stated and outcome.verdict > usual:
            for index in outcome.true:
                rule = program.rules[index]
                if rule.own and rule.verdict == outcome.verdict:
                    found.setdefault(index, []).append(case.id)
    for index, cases in found.items():
        rule = program.rules[index]
        yield report(
            "WIZ026",
            f'the rule "{rule.name}" gives "{program.verdicts[rule.verdict].id}" to cases that get '
            f"a milder verdict from the shared rules: {', '.join(cases)}",
            rule.source.at("when"),
            "read them; where the document asks for it, say so with the reason in the school's "
            "cases.yml",
        )


def _verdict(program: Program, answers: Answers) -> str:
    return program.verdicts[evaluate(program, answers).verdict].id


def _got(program: Program, answers: Answers) -> str:
    return f'the verdict "{_verdict(program, answers)}"'


def _from(program: Program, answers: Answers) -> str:
    rules = ", ".join(program.rules[i].name for i in evaluate(program, answers).true)
    return f" (from {rules or 'no rule'})"


def _happens(program: Program, answers: Answers) -> str:
    """Return the situation as the wizard would ask for it, in the parent's words."""
    return f"it happens when {in_words(program, on_path(program, answers))}"


def _cited(program: Program, answers: Answers) -> str:
    """Return where the words of a result stand."""
    outcome = evaluate(program, answers)
    homes = [program.rules[i].clause or program.rules[i].channel for i in outcome.true]
    names = [home.id for home in homes if home]
    return ", ".join(dict.fromkeys([*names, f"the verdict {_verdict(program, answers)}"]))
