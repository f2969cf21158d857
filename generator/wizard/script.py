"""Join the wizard's ES modules into one classic script, for pages that are opened from a file.

Browsers load no module from ``file://``, and the stand-alone page carries its script inline. This
is not a general minifier: it relies on how the wizard's modules are written (formatted, every
statement ended, named imports and exports only, no name used twice, no nested template literal).
"""

from __future__ import annotations

import re
from pathlib import Path

MODULES = ("engine", "parts", "question", "result", "view", "main")
"""Each needs only the ones before it."""

_IMPORT = re.compile(r"^import [^;]+;\n", re.M)
_EXPORT = re.compile(r"^export (?=const |function )", re.M)
_PIECE = re.compile(r"(?P<gap>(?:/\*.*?\*/|//[^\n]*|\s)+)|'(?:\\.|[^'\\])*'|`[^`]*`", re.S)


def join_script(folder: Path) -> str:
    """Return the modules of ``folder`` as one script that defines no global name.

    Raises OSError when a module cannot be read, ValueError when one keeps an import or export.
    """
    parts = []
    for name in MODULES:
        text = _EXPORT.sub("", _IMPORT.sub("", (folder / f"{name}.js").read_text("utf-8")))
        if re.search(r"^(import|export)\b", text, re.M):
            raise ValueError(f"{name}.js imports or exports in a way that cannot be joined")
        parts.append(_without_gaps(text))
    return "(()=>{'use strict';" + "".join(parts) + "})();\n"


def _without_gaps(text: str) -> str:
    """Drop comments, and white space except between two words."""

    def piece(match: re.Match[str]) -> str:
        if not match["gap"]:
            return match[0]
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        return " " if _in_word(before) and _in_word(after) else ""

    return _PIECE.sub(piece, text)


def _in_word(character: str) -> bool:
    return character.isalnum() or character in ("_", "$")
