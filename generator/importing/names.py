"""Permanent names made of a person's words."""

from __future__ import annotations

import re
import unicodedata

from ..model.base import is_id

LONGEST = 50
"""The characters after which a name is cut, at a word's end."""


def slug(words: str) -> str:
    """Return words as a permanent name: ``Talk to us`` as ``talk-to-us``."""
    plain = unicodedata.normalize("NFKD", words.casefold()).replace("’", "").replace("'", "")
    parts = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode())
    name = ""
    for part in parts:
        if name and len(name) + len(part) >= LONGEST:
            break
        name = f"{name}-{part}" if name else part[:LONGEST]
    return name if is_id(name) else f"part-{name}".rstrip("-")
