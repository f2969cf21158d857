"""What proving a wizard counted, as data and as text."""

from __future__ import annotations

from textwrap import fill
from typing import Any

from ..model.policy import Policy
from .conditions import any_of, negate
from .evaluate import usual
from .explore import Explorer, Statistics
from .program import Program
from .prove import Proof
from .reach import calm, count, plain_situations, reach, walk
from .words import situation

EXAMPLES = 5
"""How many situations without a rule are told."""


def counts(program: Program, proof: Proof, policy: Policy) -> dict[str, Any]:
    """Return the counts of a proof as JSON-able data.

    They are: verdicts and questions in the wizard's own mode, and in the one that asks least; the
    longest way; the plain matters; the situations that no rule speaks of; the rules that never give
    a verdict, since a more severe one always holds as well; the clauses that the wizard never uses.
    ``calm`` stands for the situations in which nobody is in danger.
    """
    no_rule = negate(any_of([rule.when for rule in program.rules]))
    used = {rule.clause.id for rule in program.rules if rule.clause}
    result: dict[str, Any] = {
        "situations": program.situations,
        "rules": len(program.rules),
        "modes": {},
        "otherwise": {
            "verdict": program.wizard.otherwise,
            "situations": count(program, no_rule, {}),
            "plainest": [
                situation(program, answers)
                for answers in plain_situations(program, no_rule, EXAMPLES)
            ],
        },
        "rules-never-deciding": [
            rule.name
            for index, rule in enumerate(program.rules)
            if not reach(program, [index], {}).decides
        ],
        "clauses-never-used": [name for name in policy.clauses if name not in used],
    }
    peace = calm(program)
    if peace:
        result["calm"] = {"situations": count(program, True, peace)}
    if proof.counted:
        # What asking for grounds and a person costs more than asking for the verdict alone.
        result["modes"]["verdict"] = _mode(program, Explorer(program, "verdict").statistics())
        result["modes"][usual(program)] = _mode(program, proof.counted)
        result["longest"] = situation(program, proof.longest)
        result["plain"] = dict(proof.plain)
    for mode, counted in result["modes"].items():
        if peace:
            mean = len(peace) + walk(program, mode, peace).questions_mean
            counted["questions-mean-calm"] = round(mean, 3)
    return result


def _mode(program: Program, mode: Statistics) -> dict[str, Any]:
    return {
        "states": mode.states,
        "questions-mean": round(mode.questions_mean, 3),
        "questions-max": mode.questions_max,
        "verdicts": {
            verdict.id: mode.verdicts.get(index, 0)
            for index, verdict in enumerate(program.verdicts)
        },
    }


def describe(result: dict[str, Any]) -> str:
    """Return the counts as lines of text."""
    total = result["situations"]
    lines = [f"{total:,} situations, {result['rules']} rules"]
    if "calm" in result:
        lines.append(f"nobody is in danger in {result['calm']['situations']:,} of them")
    for name, mode in result["modes"].items():
        peace = mode.get("questions-mean-calm")
        lines.append(
            f"{name} mode: {mode['states']:,} merged states; questions: "
            f"{mode['questions-mean']:.2f} on average, "
            + (f"{peace:.2f} where nobody is in danger, " if peace else "")
            + f"{mode['questions-max']} at most"
        )
    if "longest" in result:
        lines.append(f"the longest way: {result['longest']}")
    lines += [f"{what}: {most} questions at most" for what, most in result.get("plain", {}).items()]
    first = next(iter(result["modes"].values()))
    lines += [f"{name}: {n:,} ({n / total:.2%})" for name, n in first["verdicts"].items()]
    without = result["otherwise"]
    if without["situations"]:
        lines.append(
            f"no rule speaks of {without['situations']:,} situations, which get "
            f"{without['verdict']}; the plainest:"
        )
        lines += [f"  - {words}" for words in without["plainest"]]
    else:
        lines.append("a rule speaks of every situation")
    rules = result["rules-never-deciding"]
    if rules:
        lines.append(_listed("rules that never decide, as a worse one always holds too", rules))
    return "\n".join(lines)


def describe_unused(results: dict[str, dict[str, Any]]) -> str:
    """Return the clauses that none of a school's wizards uses, as text. Empty if there is none."""
    lists = [result["clauses-never-used"] for result in results.values()]
    names = [name for name in lists[0] if all(name in other for other in lists)]
    return _listed(f"{len(names)} clauses that no wizard uses", names) if names else ""


def _listed(words: str, names: list[str]) -> str:
    return fill(f"{words}: {', '.join(names)}", 98, subsequent_indent="  ", break_on_hyphens=False)
