"""Say conditions and situations in the parent's words."""

from __future__ import annotations

from ..model.wizard import Option
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
    chosen, or_more = _chosen(asked, mask)
    return or_more or ", or ".join(o.words for o in chosen)


def _chosen(asked: Asked, mask: int) -> tuple[list[Option], str | None]:
    """Return the options of a test; and words for all of them, where it is one "or more"."""
    options = asked.fact.options
    chosen = [o for i, o in enumerate(options) if mask >> i & 1]
    upwards = asked.fact.ordered and chosen == list(options[-len(chosen) :])
    return chosen, chosen[0].or_more if upwards else None


def lines(program: Program, compiled: Compiled) -> tuple[tuple[str, str], ...]:
    """Return a condition as short lines, each after the word that joins it.

    ("", "it complains"), ("and", "anyone can see it"), ("unless", "it says thanks").
    """
    parts = compiled[1:] if isinstance(compiled, tuple) and compiled[0] == "all" else (compiled,)
    said = sorted((say(program, part) for part in parts), key=_is_exception)
    return tuple(
        ("unless", line.removeprefix("unless "))
        if _is_exception(line)
        else ("and" if number else "", line)
        for number, line in enumerate(said)
    )


def say(program: Program, compiled: Compiled) -> str:
    """Return a condition as a short line: "it complains, and people can tell which child it is"."""
    if isinstance(compiled, bool):
        return "in every case" if compiled else "never"
    head = compiled[0]
    if head == "not":
        return f"unless {say(program, compiled[1])}"
    if head in ("all", "any"):
        joint = ", and " if head == "all" else ", or "
        parts = sorted((say(program, p) for p in compiled[1:]), key=_is_exception)
        return joint.join(parts).replace(", and unless ", ", unless ")
    return say_test(program.facts[head], compiled[1])


def _is_exception(words: str) -> bool:
    return words.startswith("unless ")


def say_test(asked: Asked, mask: int) -> str:
    """Return a test of one fact as a short line; all but one option is "unless" that one."""
    chosen, or_more = _chosen(asked, mask)
    if or_more:
        return or_more
    rest = [o.words for o in asked.fact.options if o not in chosen]
    if asked.fact.kind == "one" and len(rest) == 1 < len(chosen) - 1:
        return f"unless {rest[0]}"
    return alternatives([o.words for o in chosen])


def alternatives(sentences: list[str]) -> str:
    """Join sentences with "or", saying the words that all begin or end with only once."""
    words = [sentence.split() for sentence in sentences]
    shortest = min(len(w) for w in words)
    same = [len({w[i] for w in words}) == 1 for i in range(shortest)]
    start = same.index(False) if False in same else shortest
    same = [len({w[-1 - i] for w in words}) == 1 for i in range(shortest - start)]
    end = same.index(False) if False in same else len(same)
    middles = [" ".join(w[start : len(w) - end]) for w in words]
    if len(words) == 1 or start == 0 or not all(middles):
        return ", or ".join(sentences)
    ending = words[0][len(words[0]) - end :]
    choice = ", ".join(middles[:-1]) + f" or {middles[-1]}"
    return " ".join([*words[0][:start], choice, *ending])
