"""Remember what was worked out about a wizard: it follows from its rules, never from its words.

So a text that changes proves nothing anew. What is remembered lies in the cache, under the digest
of all that it follows from: the shape of the wizard, and the program text that works it out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from .. import cache as kept

T = TypeVar("T")

LITTLE = 100
"""The most answers that are not worth keeping."""


class Memory:
    """What is known about wizards of one shape."""

    def __init__(self, shape: object) -> None:
        self._name = kept.key("wizard", _program_text(), repr(shape))
        self._known: dict[str, Any] = json.loads(kept.find(self._name) or b"{}")
        self._is_new = False

    def recall(self, question: object, work_out: Callable[[], T]) -> T:
        """Return the answer to a question about this shape, worked out only the first time.

        The answer must be as JSON gives it back: lists, numbers, text.
        """
        key = hashlib.sha256(repr(question).encode()).hexdigest()[:24]
        if key not in self._known:
            self._known[key] = work_out()
            self._is_new = True
        found: T = self._known[key]
        return found

    def keep(self) -> None:
        """Keep what is known for the next time; a little is worked out as fast as it is read."""
        if self._is_new and len(self._known) > LITTLE:
            kept.keep(self._name, json.dumps(self._known, separators=(",", ":")).encode())
            self._is_new = False


@cache
def _program_text() -> bytes:
    files = sorted(Path(__file__).parent.glob("*.py"))
    return b"".join(file.read_bytes() for file in files)
