"""The answers that a question can get: one option, or any of several boxes with an explicit "none".

An answer is a bit mask: option *i* has the bit ``1 << i``; for ``many`` the last option is "none".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Choices:
    """What can be answered: the kind of a fact, and how many options it has."""

    kind: Literal["one", "many"]
    options: int

    @property
    def none(self) -> int:
        """The bit of "none", for ``many``."""
        return 1 << (self.options - 1)

    @property
    def ways(self) -> int:
        """How many answers there are."""
        return self.options if self.kind == "one" else self.none

    def split(self, masks: Iterable[int]) -> list[tuple[int, int]]:
        """Return an answer for each way in which tests with these masks can come out.

        Each comes with the number of answers that it stands for; mild ones come first.
        """
        tested = sorted(set(masks))
        kinds: dict[tuple[bool, ...], list[int]] = {}
        boxes = self.options if self.kind == "one" else self.options - 1
        for i in range(boxes):
            kinds.setdefault(tuple(bool(mask >> i & 1) for mask in tested), []).append(1 << i)
        if self.kind == "one":
            return [(bits[0], len(bits)) for bits in kinds.values()]
        found = [(0, 1)]
        for outcome, bits in kinds.items():
            if any(outcome):
                found += [(a | bits[0], n * ((1 << len(bits)) - 1)) for a, n in found]
            else:
                found = [(a, n << len(bits)) for a, n in found]
        return [(a or self.none, n) for a, n in sorted(found)]
