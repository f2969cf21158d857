"""The wizard's files for the browser: its modules as one script, and its style sheet, made small.

The modules become one classic script, since a browser loads no module from ``file://`` and the
stand-alone page carries its script inline. Joining relies on how they are written: named imports
and exports only, and no top-level name used twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import minify  # type: ignore[import-untyped]

CLIENT = Path(__file__).parent / "client"
MODULES = (
    *("engine", "mends", "remaining", "parts", "cards", "question", "result"),
    *("reasons", "message", "guide", "view", "main"),
)
"""What a page of the site runs. Each needs only the ones before it."""

_IMPORT = re.compile(r"^import [^;]+;\n", re.M)
_EXPORT = re.compile(r"^export (?=async |const |function )", re.M)
_TOP = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.M)
_TABLE = re.compile(r"^const ([A-Z]+) = \{\n((?:  .*\n)*?)\};", re.M)
_WORD = re.compile(r"""^(  (\w+): ('[^'\n]*'|"[^"\n]*"),\n)""", re.M)


def assets() -> dict[str, str]:
    """Return the files of the site that its wizards' pages load, by path."""
    return {"assets/wizard.js": join_script(), "assets/wizard.css": style_sheet("wizard", "site")}


def join_script(modules: Sequence[str] = MODULES, folder: Path = CLIENT) -> str:
    """Return modules of ``folder`` as one small script that defines no global name.

    Raises OSError when a module cannot be read, ValueError when one keeps an import or export, or
    two have the same name for a thing.
    """
    parts = []
    for name in modules:
        text = _EXPORT.sub("", _IMPORT.sub("", (folder / f"{name}.js").read_text("utf-8")))
        if re.search(r"^(import|export)\b", text, re.M):
            raise ValueError(f"{name}.js imports or exports in a way that cannot be joined")
        parts.append(text)
    names = Counter(name for text in parts for name in _TOP.findall(text))
    if twice := [name for name, times in names.items() if times > 1]:
        raise ValueError(f"names used twice in modules that are joined: {', '.join(twice)}")
    script = "(() => {\n'use strict';\n" + _spelled_out("".join(parts)) + "})();\n"
    return small("application/javascript", script)


def _spelled_out(script: str) -> str:
    """Return a script with each word of a table (``WORDS``) that is used once where it is used."""
    for table, entries in _TABLE.findall(script):
        for entry, name, word in _WORD.findall(entries):
            uses = script.split(f"{table}.{name}")
            if len(uses) == 2 and script.count(entry) == 1 and not uses[1][:1].isalnum():
                script = word.join(uses).replace(entry, "")
    return script


def style_sheet(*names: str) -> str:
    """Return style sheets of the wizard as one."""
    return "".join(small("text/css", (CLIENT / f"{n}.css").read_text("utf-8")) for n in names)


def small(kind: str, text: str) -> str:
    """Return CSS or JavaScript (``kind`` is its media type) without what browsers do not need."""
    made: str = minify.string(kind, text)
    return made
