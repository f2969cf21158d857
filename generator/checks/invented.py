"""What a real school's own files may not hold: example text, and numbers that nobody has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from ..codes import report
from ..errors import Finding, Mark
from ..model.policy import Policy
from ..source.load import Loaded
from .text import strings

EXAMPLE = re.compile(
    r"lorem ipsum|\b(?:TBC|TBA|TODO|FIXME|(?-i:X{3,}))\b|"
    r"\[(?:\s*(?:insert|add|your|the|school|name|date|number|phone|email)\b[^\]]*|[ .…_?]*)\]"
    r"(?!\()|"
    r"\b(?:insert|type) (?:your |the )?(?:name|text|date|number|school)(?:'s)? here\b",
    re.IGNORECASE,
)
"""Words that stand for others, as forms and templates have them. A link's words may stand in []."""

RESERVED = re.compile(
    r"01(?:1[3-8]|21|31|41|51|61)4960\d{3}|01914980\d{3}|02079460\d{3}|0289649[56]\d{3}|"
    r"02920180\d{3}|01632960\d{3}|07700900\d{3}|08081570\d{3}|09098790\d{3}|03069990\d{3}|"
    r"0?(\d)\1{8,}|0?123456789\d?"
)
"""Telephone numbers, as digits, that are kept free for stories (Ofcom, "Telephone numbers for drama
use"), and rows of digits that only fill a field."""

NOBODYS = re.compile(
    r"[@/.]example(?:\.(?:com|net|org|edu))?\b|\.(?:invalid|test)\b(?![./\w-])", re.IGNORECASE
)
"""Names on the web that nobody can own (RFC 2606)."""

_NUMBER = re.compile(r"(?<![\w.])(?:\+44[ ()]*|0)\d[\d ()-]{6,}\d(?![\w])")


def check(policy: Policy, loaded: Loaded) -> list[Finding]:
    """Return findings about a real school's own files, the schools' folder only.

    A school that says in a way that cannot be read whether it is real is not judged.
    """
    about = policy.school
    if not about.real or (about.has("real") and "real" not in about.model_fields_set):
        return []
    return [
        finding
        for layer in loaded.layers
        if layer.kind == "school"
        for file in layer.files
        for text, mark in strings(file.value)
        for finding in _invented(text, mark)
    ]


def _invented(text: str, mark: Mark) -> Iterator[Finding]:
    if found := EXAMPLE.search(text):
        yield report(
            "SCH001",
            f'"{found[0]}" stands for words that were never put in',
            mark,
            "write what is true here, or take it out",
        )
    numbers = (number[0] for number in _NUMBER.finditer(text))
    reserved = (number for number in numbers if RESERVED.fullmatch(_digits(number)))
    words = (word.strip(".,;:!?()<>") for word in text.split())
    nobodys = (word for word in words if NOBODYS.search(word))
    if name := next(chain(reserved, nobodys), None):
        yield report(
            "SCH002",
            f'nobody can be reached at "{name}": it is kept free for examples',
            mark,
            "give the school's own, or take it out; only a school with real: false has these",
        )


def _digits(number: str) -> str:
    return re.sub(r"\D", "", re.sub(r"^\+44[ ()]*0?", "0", number))
