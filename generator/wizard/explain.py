"""Why a set of answers gets its verdict: which rules held, which did not, and which stayed open."""

from __future__ import annotations

from dataclasses import dataclass

from .conditions import Answers, Compiled, assume, residual
from .evaluate import evaluate, next_question, usual
from .program import BoundRule, Program
from .words import condition, situation


class AnswerError(ValueError):
    """Answers that name no fact or no possible option."""


@dataclass(frozen=True)
class Explanation:
    """A verdict with its reasons. Each rule comes with a line in the parent's words."""

    verdict: str
    settled: bool
    """Whether nothing is left to ask: no open answer can change the verdict, its grounds of law or
    safety, or the person named."""
    situation: str
    held: tuple[tuple[BoundRule, str], ...]
    open: tuple[tuple[BoundRule, str], ...]
    failed: tuple[tuple[BoundRule, str], ...]


def read_answers(program: Program, text: str) -> Answers:
    """Read ``danger=no audience=group tone=insult+target``. Raises AnswerError with a sentence."""
    answers: Answers = {}
    for part in text.split():
        name, _, given = part.partition("=")
        ids = [asked.fact.id for asked in program.facts]
        if name not in ids:
            raise AnswerError(f'no question asks for "{name}"; known: {", ".join(ids)}')
        asked = program.facts[ids.index(name)]
        mask = asked.mask(given.split("+"))
        if mask.bit_count() != len(given.split("+")) or mask not in asked.answers:
            options = ", ".join(option.id for option in asked.fact.options)
            raise AnswerError(f'"{given}" is no answer for "{name}"; known: {options}')
        answers[ids.index(name)] = mask
    return answers


def explain(program: Program, answers: Answers) -> Explanation:
    """Return the verdict and what became of every rule."""
    outcome = evaluate(program, answers)
    held, left_open, failed = [], [], []
    for index, rule in enumerate(program.rules):
        if index in outcome.true:
            held.append((rule, f"because {condition(program, rule.told)}"))
        elif index in outcome.undecided:
            left_open.append((rule, _why_open(program, rule, outcome.verdict, answers)))
        else:
            failed.append((rule, f"because {_why_not(program, rule.when, answers)}"))
    return Explanation(
        program.verdicts[outcome.verdict].title,
        next_question(program, answers, usual(program)) is None,
        situation(program, answers),
        tuple(held),
        tuple(left_open),
        tuple(failed),
    )


def _why_open(program: Program, rule: BoundRule, verdict: int, answers: Answers) -> str:
    needs = condition(program, residual(rule.when, answers))
    worth = usual(program) == "complete" or rule.verdict > verdict or rule.grave
    if verdict == len(program.verdicts) - 1 or not worth:
        return f"not asked, as it cannot make the verdict more severe: {needs}"
    return f"still to be asked: {needs}"


def _why_not(program: Program, when: Compiled, answers: Answers) -> str:
    """Return the first answer that rules the condition out; a rule for others never applies."""
    if when is False:
        return "it never applies"
    for fact, answer in sorted(answers.items()):
        when = assume(when, fact, answer)
        if when is False:
            return situation(program, {fact: answer})
    raise ValueError("the answers do not rule the condition out")
