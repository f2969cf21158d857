"""The search's script for the browser: the library MiniSearch, then our own.

The theme's search reads every word as the start of another ("me" finds "meetings"), knows no
misspelled word and cannot be told to. MiniSearch can. It is kept here byte for byte as npm has it
(``tests/package-lock.json`` has its hash), with its licence beside it.
"""

from __future__ import annotations

import re
from pathlib import Path

from ...wizard.script import small

CLIENT = Path(__file__).parent / "client"
NOTICE = "/*! This search uses MiniSearch 7.2.0, copyright 2022 Luca Ongaro, MIT licence. */\n"

_NEEDLESS = re.compile(r"^ *(?:/\*.*?\*/|//[^\n]*)\n|^ +", re.MULTILINE | re.DOTALL)


def script() -> str:
    """Return ``assets/search.js``."""
    library, ours = ((CLIENT / f"{n}.js").read_text("utf-8") for n in ("minisearch", "search"))
    # Without its comments and indents only: our minifier moves a constant below its first use.
    return NOTICE + _NEEDLESS.sub("", library) + small("application/javascript", ours) + "\n"
