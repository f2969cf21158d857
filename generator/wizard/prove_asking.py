"""Proofs about what is asked: when, how much, and whether any answer leads there."""

from __future__ import annotations

from collections.abc import Iterator

from ..codes import report
from ..errors import Finding
from ..model.wizard import Budget, Rule
from .conditions import Compiled, all_of, any_of, facts_in, negate, none_of
from .explore import Explorer, Statistics, find_answers
from .program import BoundRule, Program
from .stories import SituationError, read_situation
from .words import situation


def asked_before(program: Program) -> Iterator[Finding]:
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


def never_reached(program: Program, counted: Statistics) -> Iterator[Finding]:
    """Yield options, verdicts and channels that no answer reaches."""
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


def too_long(program: Program, asking: Explorer) -> Iterator[Finding]:
    """Yield where somebody is asked too many questions."""
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


def plain_matters(
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
