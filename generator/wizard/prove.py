"""Prove a wizard: each fault is a finding with a counterexample in the parent's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ..checks.codes import report
from ..errors import Finding
from ..model.policy import Policy
from ..model.wizard import Budget, Route, Rule
from ..source.load import WIZARD
from .chart import check_chart
from .conditions import (
    Answers,
    Compiled,
    all_of,
    any_of,
    assume,
    assume_box,
    facts_in,
    negate,
    none_of,
    replace_tests,
    tests,
)
from .evaluate import usual
from .explore import Explorer, Statistics, TooLargeError, find_answers
from .program import Asked, BoundRule, Program, compile_condition
from .stories import SHOWN, SituationError, read_situation, stories
from .words import situation

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
    findings = [*_size(program), *_asked_where(program)]
    if findings:
        return Proof(findings)
    findings = [
        *_single_rules(program),
        *_subsumed(program),
        *_results(program, policy),
        *_forbidden(program, policy),
        *_monotone(program),
        *_danger(program),
        *_serious(program),
        *_good_practice(program),
        *_leads(program),
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
    findings += [*_reach(program, counted), *_length(program, asking)]
    plain = tuple(_plain(program, asking, findings))
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
            f"it names nobody when {situation(program, example)}",
        )


def _forbidden(program: Program, policy: Policy) -> Iterator[Finding]:
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
                f"it does when {situation(program, example)}",
            )


def _up_to(last: int, condition: Compiled) -> Compiled:
    """Return the condition where no fact after the last one was asked about."""
    return replace_tests(condition, lambda fact, mask: fact <= last and (fact, mask))


def _serious(program: Program) -> Iterator[Finding]:
    """A serious box never gets the mildest verdict, but where the post is told to the right people.

    And each that is ticked is among the reasons. Where a reason always speaks of it and raises the
    verdict, nothing else needs to be looked at.
    """
    trusted = program.wizard.trusted
    told = compile_condition(program, trusted) if trusted is not None else False
    worst = len(program.verdicts) - 1
    for fact, asked in enumerate(program.facts):
        for box in range(asked.options - 1) if asked.fact.is_serious else ():
            ticked = all_of([program.guards[fact], (fact, 1 << box), negate(told)])
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
                    f"it happens when {situation(program, example)}",
                )
                continue
            unsaid = none_of([r.when for r in program.rules if r in about or r.verdict == worst])
            example = find_answers(program, all_of([ticked, unsaid]))
            if example is not None:
                yield report(
                    "WIZ019",
                    f'"{label}" is ticked and no reason speaks of it',
                    mark,
                    f"it happens when {situation(program, example)}",
                )


def _good_practice(program: Program) -> Iterator[Finding]:
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


def _leads(program: Program) -> Iterator[Finding]:
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


def _asked_where(program: Program) -> Iterator[Finding]:
    """A question's condition is about questions before it."""
    for index, asked in enumerate(program.facts):
        later = [fact for fact in facts_in(program.guards[index]) if fact >= index]
        if later:
            yield report(
                "WIZ022",
                f'"{asked.question.ask}" depends on "{program.facts[later[0]].question.ask}", '
                "which comes later",
                asked.question.at("when"),
                "name a fact of an earlier question, or move the question",
            )


def _monotone(program: Program) -> Iterator[Finding]:
    for index, asked in enumerate(program.facts):
        for mild, severe, before, after in _steps(program, index, asked):
            found = _softened(program, before, after)
            if found is not None:
                rule, example = found
                yield report(
                    "WIZ007",
                    f'"{severe}" softens the verdict that "{mild}" gets from the rule '
                    f'"{rule.name}"',
                    rule.source.at("when"),
                    f"it happens when {situation(program, example)}"
                    if example
                    else "it happens always",
                )


def _steps(
    program: Program, fact: int, asked: Asked
) -> Iterator[tuple[str, str, list[Compiled], list[Compiled]]]:
    """Yield the labels of two answers, the second more severe, with the rules after each."""
    rules = [rule.when for rule in program.rules]
    options = asked.fact.options
    if asked.fact.kind == "one":
        ids = [option.id for option in options]
        order = asked.fact.ordered
        chain = [ids.index(name) for name in order] if isinstance(order, tuple) else range(len(ids))
        for mild, severe in pairwise(chain if order else ()):
            yield (
                options[mild].label,
                options[severe].label,
                [assume(when, fact, 1 << mild) for when in rules],
                [assume(when, fact, 1 << severe) for when in rules],
            )
        return
    if program.wizard.kind == "finder":
        return  # its boxes say whom it is about; one more need not lead further
    for box in range(asked.options - 1):
        yield (
            options[-1].label,
            options[box].label,
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
                    f"it does not when {situation(program, example)}"
                    if example
                    else "it never does",
                )


def _reach(program: Program, counted: Statistics) -> Iterator[Finding]:
    for index, verdict in enumerate(program.verdicts):
        if not counted.verdicts.get(index):
            yield report(
                "WIZ005",
                f'the verdict "{verdict.id}" is never reached',
                verdict.at("id"),
                "write a rule that gives it, or remove it",
            )
    for index, asked in enumerate(program.facts):
        if index not in counted.asked:
            yield report(
                "WIZ001",
                f'the question "{asked.question.ask}" is never asked',
                asked.question.at("ask"),
                "no rule tests its fact; write one, or remove the question",
            )
    named = any_of([route.when for route in program.routes])
    for name in dict.fromkeys(r.channel.id for r in program.rules if r.channel):
        rules = [r for r in program.rules if r.channel and r.channel.id == name]
        if not any(_is_shown(program, rule, named) for rule in rules):
            yield report(
                "WIZ005",
                f'the channel "{name}" is never reached',
                rules[0].source.at("channel" if isinstance(rules[0].source, Rule) else "when"),
                "a more severe rule or a route always comes first",
            )
    for route in program.routes:
        if route.when is False:
            continue  # for an audience that no rule of this school tells apart
        further = any_of([other.when for other in program.routes if other.step > route.step])
        if find_answers(program, all_of([route.when, negate(further)])) is None:
            yield report(
                "WIZ005",
                f'the route "{route.name}" is never taken',
                route.source.at("when"),
                "it asks for something impossible, or one that goes further always comes first",
            )


def _is_shown(program: Program, rule: BoundRule, named: Compiled) -> bool:
    """Whether some situation gets its verdict and its person from this rule."""
    worse: list[Compiled] = [r.when for r in program.rules if r.verdict > rule.verdict]
    if rule.verdict < len(program.verdicts) - 1:
        worse.append(named)
    return find_answers(program, all_of([rule.when, none_of(worse)])) is not None


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


def _plain(
    program: Program, asking: Explorer, findings: list[Finding]
) -> Iterator[tuple[str, int]]:
    """Yield each plain matter with the most questions of it; add to the findings what is wrong."""
    for budget in program.wizard.budgets:
        try:
            most = _plainest(program, asking, budget)
        except SituationError as error:
            message = f'the budget "{budget.what}" {error}'
            findings.append(report("WIZ008", message, budget.at("situation"), "correct it"))
            continue
        yield budget.what, most
        if most > budget.questions:
            message = f"{budget.what} is asked {most} questions; the limit is {budget.questions}"
            hint = "ask a question only where it means something, or raise the limit on purpose"
            findings.append(report("WIZ008", message, budget.at("questions"), hint))


def _plainest(program: Program, asking: Explorer, budget: Budget) -> int:
    """Return the most questions for the matter of a budget."""
    return asking.most(read_situation(program, budget.situation))
