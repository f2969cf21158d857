"""A document and an earlier edition of it: what is kept, reworded, new and gone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..model.provision import Provision
from .statements import Statement

ALIKE = 0.6
"""The share of words in the same order from which two statements are one, reworded (0 to 1)."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Pair:
    """A statement of the earlier edition, of the new one, or of both."""

    before: Provision | None
    now: Statement | None

    @property
    def change(self) -> str:
        """What became of it: ``kept``, ``reworded``, ``new`` or ``gone``."""
        if self.before is None or self.now is None:
            return "new" if self.now else "gone"
        return "kept" if _same(printed(self.before), self.now.text) else "reworded"


def printed(provision: Provision) -> str:
    """Return a statement's words as the document prints them, as far as they are known."""
    return provision.quote or provision.text


def compare(before: Sequence[Provision], now: Sequence[Statement]) -> list[Pair]:
    """Return every statement of both editions once, in the order of the new one.

    What is gone stands behind what it followed.
    """
    ours: dict[int, int] = {}
    at = {_plain(printed(provision)): i for i, provision in reversed(list(enumerate(before)))}
    for number, statement in enumerate(now):
        same = at.pop(_plain(statement.text), None)
        if same is not None:
            ours[number] = same
    taken = set(ours.values())
    likely = sorted(
        (
            (alike, -abs(i - number), number, i)
            for number, statement in enumerate(now)
            if number not in ours
            for i, provision in enumerate(before)
            if i not in taken and (alike := _alike(printed(provision), statement.text)) >= ALIKE
        ),
        reverse=True,
    )
    for _, _, number, i in likely:
        if number not in ours and i not in taken:
            ours[number] = i
            taken.add(i)
    pairs = []
    gone = [i for i in range(len(before)) if i not in taken]
    for number, statement in enumerate(now):
        mine = ours.get(number)
        while mine is not None and gone and gone[0] < mine:
            pairs.append(Pair(before[gone.pop(0)], None))
        pairs.append(Pair(None if mine is None else before[mine], statement))
    return [*pairs, *(Pair(before[i], None) for i in gone)]


def _alike(one: str, other: str) -> float:
    a, b = _plain(one).split(), _plain(other).split()
    shared = len(set(a) & set(b))
    if 2 * shared < ALIKE * (len(set(a)) + len(set(b))):
        return 0.0  # their order cannot make more of it
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _same(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
