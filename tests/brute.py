"""The wizard's meaning said again, slowly and plainly, to hold the real one against.

Conditions are read as they stand in the source. Every situation and every answer path is walked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import Any

from generator.wizard.program import Program

Facts = dict[str, tuple[str, int]]
Rules = list[tuple[dict[str, Any], int]]
Answers = dict[str, frozenset[str]]


def answers_of(kind: str, options: int) -> list[frozenset[str]]:
    """Every answer to a fact: one option; or any ticks; or none of them."""
    ids = [f"o{i}" for i in range(options)]
    if kind != "many":
        return [frozenset({i}) for i in ids]
    ticks = ids[:-1]
    sets = [
        frozenset(t for t, chosen in zip(ticks, bits, strict=True) if chosen)
        for bits in product([False, True], repeat=len(ticks))
    ]
    return [ticked or frozenset({"none"}) for ticked in sets]


def situations(facts: Facts) -> Iterator[Answers]:
    """Every full set of answers."""
    for each in product(*(answers_of(*fact) for fact in facts.values())):
        yield dict(zip(facts, each, strict=True))


def status(when: dict[str, Any], facts: Facts, answers: Answers) -> bool | set[str]:
    """Whether a condition is true; while that is open, the facts it still depends on."""
    parts: list[bool | set[str]] = []
    for key, value in when.items():
        if key in ("all", "any"):
            inner = [status(part, facts, answers) for part in value]
            parts.append(joined(inner, decisive=key == "any"))
        elif key == "not":
            negated = status(value, facts, answers)
            parts.append(not negated if isinstance(negated, bool) else negated)
        else:
            parts.append(tested(key, [value] if isinstance(value, str) else value, facts, answers))
    return joined(parts, decisive=False)


def joined(parts: list[bool | set[str]], decisive: bool) -> bool | set[str]:
    if any(part is decisive for part in parts):
        return decisive
    still = [part for part in parts if not isinstance(part, bool)]
    return set().union(*still) if still else not decisive


def tested(fact: str, options: list[str], facts: Facts, answers: Answers) -> bool | set[str]:
    if fact in answers:
        return not answers[fact].isdisjoint(options)
    return True if len(set(options)) == facts[fact][1] else {fact}


def verdict(rules: Rules, facts: Facts, answers: Answers, otherwise: int) -> int:
    true = [level for when, level in rules if status(when, facts, answers) is True]
    return max([otherwise, *true])


def next_question(
    rules: Rules, facts: Facts, answers: Answers, otherwise: int, complete: bool
) -> str | None:
    """The first fact in order that a rule worth asking about depends on."""
    so_far = verdict(rules, facts, answers, otherwise)
    worth = [
        left
        for when, level in rules
        if not isinstance(left := status(when, facts, answers), bool)
        and (complete or level > so_far)
    ]
    return next((fact for fact in facts if any(fact in left for left in worth)), None)


def statistics(rules: Rules, facts: Facts, otherwise: int, complete: bool) -> dict[str, Any]:
    """What exploring gives, by walking every situation."""
    verdicts: Counter[int] = Counter()
    lengths, asked = [], set()
    for situation in situations(facts):
        answers: Answers = {}
        while fact := next_question(rules, facts, answers, otherwise, complete):
            answers[fact] = situation[fact]
        asked |= answers.keys()
        lengths.append(len(answers))
        verdicts[verdict(rules, facts, answers, otherwise)] += 1
        assert verdict(rules, facts, answers, otherwise) == verdict(
            rules, facts, situation, otherwise
        )
    return {
        "situations": len(lengths),
        "verdicts": dict(verdicts),
        "mean": sum(lengths) / len(lengths),
        "max": max(lengths),
        "asked": asked,
    }


def bits(program: Program, answers: Answers) -> dict[int, int]:
    """The same answers as the program writes them."""
    return {program.index(f): program.facts[program.index(f)].mask(o) for f, o in answers.items()}
