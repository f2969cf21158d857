"""Say conditions and situations in the parent's words."""

from __future__ import annotations

from .conditions import Answers, Compiled
from .program import Asked, Program


def situation(program: Program, answers: Answers) -> str:
    """Return a situation as part of a sentence: "it complains about the school; anyone sees it"."""
    return (
        "; ".join(answer(program.facts[fact], given) for fact, given in sorted(answers.items()))
        or "any post"
    )


def answer(asked: Asked, given: int) -> str:
    """Return one answer in words; several ticks are joined with "and"."""
    words = [o.words for i, o in enumerate(asked.fact.options) if given >> i & 1]
    return " and ".join(words)


def condition(program: Program, compiled: Compiled) -> str:
    """Return a condition in words."""
    if isinstance(compiled, bool):
        return "always" if compiled else "never"
    head = compiled[0]
    if head == "not":
        return f"not: {condition(program, compiled[1])}"
    if head in ("all", "any"):
        joint, other = (", and ", ", or ") if head == "all" else (", or ", ", and ")
        parts = [condition(program, part) for part in compiled[1:]]
        if any(other in part for part in parts):
            joint = f";{joint[1:]}"  # "one, or two; and three" can be read in one way only
        return joint.join(parts)
    return test(program.facts[head], compiled[1])


def test(asked: Asked, mask: int) -> str:
    """Return a test of one fact in words: "anyone can see it, or a class chat sees it"."""
    options = asked.fact.options
    chosen = [i for i in range(len(options)) if mask >> i & 1]
    first = options[chosen[0]]
    if asked.fact.ordered and first.or_more and chosen == list(range(chosen[0], len(options))):
        return first.or_more
    return ", or ".join(options[i].words for i in chosen)
