"""Conditions as data that the evaluator, the proofs and the browser share.

A compiled condition is ``True``, ``False``, a test ``(fact, mask)``, or a tuple that starts with
``"all"``, ``"any"`` or ``"not"``. An answer is a bit mask: option *i* of a fact has the bit
``1 << i``. A test is true when the answer and the mask share a bit.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeAlias

Compiled: TypeAlias = "bool | tuple[Any, ...]"
Answers: TypeAlias = "dict[int, int]"
"""Answers so far: fact index → bit mask. A fact that is absent is unknown."""


def all_of(parts: list[Compiled]) -> Compiled:
    """Return the conjunction, simplified."""
    return _join("all", False, parts)


def any_of(parts: list[Compiled]) -> Compiled:
    """Return the disjunction, simplified."""
    return _join("any", True, parts)


def none_of(parts: list[Compiled]) -> Compiled:
    """Return the condition that none of the parts holds, simplified."""
    return all_of([negate(part) for part in parts])


def negate(part: Compiled) -> Compiled:
    """Return the negation, simplified."""
    if isinstance(part, bool):
        return not part
    return part[1] if part[0] == "not" else ("not", part)


def replace_tests(condition: Compiled, new: Callable[[int, int], Compiled]) -> Compiled:
    """Return the condition with ``new(fact, mask)`` in place of each test."""
    if isinstance(condition, bool):
        return condition
    head = condition[0]
    if head == "not":
        return negate(replace_tests(condition[1], new))
    if head in ("all", "any"):
        parts = [replace_tests(part, new) for part in condition[1:]]
        return all_of(parts) if head == "all" else any_of(parts)
    return new(head, condition[1])


def _join(word: str, decisive: bool, parts: list[Compiled]) -> Compiled:
    kept: dict[Compiled, None] = {}
    for part in parts:
        if part is decisive:
            return decisive
        if isinstance(part, bool):
            continue
        for inner in part[1:] if part[0] == word else (part,):
            kept[inner] = None
    if not kept:
        return not decisive
    return next(iter(kept)) if len(kept) == 1 else (word, *kept)


@lru_cache(maxsize=100_000)
def assume_box(condition: Compiled, fact: int, box: int, ticked: bool) -> Compiled:
    """Return what is left once one box of a fact (a bit) is known to be ticked, or not to be."""
    if isinstance(condition, bool):
        return condition
    head = condition[0]
    if head == "not":
        return negate(assume_box(condition[1], fact, box, ticked))
    if head in ("all", "any"):
        parts = [assume_box(part, fact, box, ticked) for part in condition[1:]]
        return all_of(parts) if head == "all" else any_of(parts)
    if head != fact or not condition[1] & box:
        return condition
    rest = condition[1] & ~box
    return True if ticked else (fact, rest) if rest else False


@lru_cache(maxsize=100_000)
def assume(condition: Compiled, fact: int, answer: int) -> Compiled:
    """Return what is left of the condition once the fact is known to be ``answer``."""
    if isinstance(condition, bool):
        return condition
    head = condition[0]
    if head == "not":
        return negate(assume(condition[1], fact, answer))
    if head in ("all", "any"):
        parts = [assume(part, fact, answer) for part in condition[1:]]
        return all_of(parts) if head == "all" else any_of(parts)
    return bool(answer & condition[1]) if head == fact else condition


def residual(condition: Compiled, answers: Answers) -> Compiled:
    """Return what is left of the condition under the answers: ``True`` or ``False`` if decided."""
    for fact, answer in answers.items():
        condition = assume(condition, fact, answer)
    return condition


def truth(condition: Compiled, answers: Answers) -> bool | None:
    """Return whether the condition holds, or None while the answers leave it open."""
    if isinstance(condition, bool):
        return condition
    head = condition[0]
    if head == "not":
        inner = truth(condition[1], answers)
        return None if inner is None else not inner
    if head not in ("all", "any"):
        answer = answers.get(head)
        return None if answer is None else bool(answer & condition[1])
    decisive = head == "any"
    result: bool | None = not decisive
    for part in condition[1:]:
        value = truth(part, answers)
        if value is decisive:
            return decisive
        if value is None:
            result = None
    return result


@lru_cache(maxsize=100_000)
def tests(condition: Compiled) -> frozenset[tuple[int, int]]:
    """Return the tests inside a condition."""
    if isinstance(condition, bool):
        return frozenset()
    if condition[0] in ("all", "any", "not"):
        return frozenset().union(*map(tests, condition[1:]))
    return frozenset({(condition[0], condition[1])})


def facts_in(condition: Compiled) -> frozenset[int]:
    """Return the indexes of the facts that a condition tests."""
    return frozenset(fact for fact, _ in tests(condition))


def masks_of(condition: Compiled, fact: int) -> list[int]:
    """Return the masks with which a condition tests a fact."""
    return [mask for tested, mask in tests(condition) if tested == fact]
