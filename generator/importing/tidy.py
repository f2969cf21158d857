"""The characters of a document that a reader sees, and none that only a program does."""

from __future__ import annotations

import codecs
import re
import unicodedata

from .document import DocumentError

_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # letters and marks that draw nothing
_MOST_CONTROLS = 0.01

NOT_TEXT = DocumentError("{name} is not text: choose the document itself, and import that.")


def seen(text: str) -> str:
    """Return a text without what is invisible; controls become spaces, and spaces are kept.

    Left out are marks of direction, joiners, soft hyphens, tags and selectors of variants.
    """
    return "".join(filter(None, map(_seen, text)))


def _seen(character: str) -> str:
    if " " <= character <= "~":
        return character
    kind = unicodedata.category(character)
    if character == "\t" or kind == "Zs":
        return character
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    variant = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return "" if kind in ("Cf", "Cs", "Cn") or variant or character in _BLANK else character


def tidy(text: str) -> str:
    """Return what is seen of a text, with single spaces and without symbols of private fonts."""
    kept = "".join(c for c in seen(text) if unicodedata.category(c) != "Co")
    return " ".join(kept.split())


def decoded(data: bytes) -> str:
    """Return the text of a file: UTF-8, or UTF-16 with its mark, or else what Windows writes.

    DocumentError is raised for what is no text.
    """
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = len(re.findall(r"[\x00-\x08\x0e-\x1f\x7f]", text))
        if "\0" in text or controls > _MOST_CONTROLS * len(text):
            break
        return text
    raise NOT_TEXT
