"""What the text of a source may not hold: HTML, unsafe links, template code, hidden characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from ..codes import report
from ..errors import Finding, Mark
from ..reader import Mapping, Sequence, is_invisible
from ..source.load import Loaded

HTML = re.compile(r"<\s*[a-zA-Z/!?][^\n]*")
ENTITY = re.compile(r"&#?\w+;?")
TEMPLATE = re.compile(r"[{}]")
"""Braces: template code, and the attributes that Markdown extensions put on an element."""

LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)]*)|^\s*(\[)[^\]]*\]:\s*(\S+)", re.MULTILINE)
"""A link or picture, or the definition of an address that links use. The whole of the address is
taken, with what follows it: a renderer may read on past a space or a line's end."""

TITLE = re.compile(r"""\s+("[^"]*"|'[^']*')\s*$""")
SCRIPT = re.compile(
    r"(?:(?:javascript|vbscript)\s*(?:&colon;|&#0*58;|&#x0*3a;|:)|data:[a-z]+/)", re.IGNORECASE
)
SAFE_ANYWHERE = re.compile(r"(?:https://|mailto:|tel:|#)[^\s\"<>]*", re.IGNORECASE)
SAFE = re.compile(rf"{SAFE_ANYWHERE.pattern}|[a-z0-9][a-z0-9/_-]*(?:#[a-z0-9-]+)?", re.IGNORECASE)


def check(loaded: Loaded) -> list[Finding]:
    """Return findings for every string of the school's and the shared source."""
    return [
        finding
        for source in loaded.sources
        for text, mark in strings(source)
        for finding in unsafe(text, mark)
    ]


def strings(source: Any) -> Iterator[tuple[str, Mark]]:
    """Yield every text of a file as read, with its place."""
    if isinstance(source, Mapping):
        yield from _strings(source, source.mark)


def _strings(value: Any, mark: Mark) -> Iterator[tuple[str, Mark]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key != "patterns":  # regular expressions, never shown
                yield from _strings(item, value.values_at[key])
    elif isinstance(value, Sequence):
        for item, place in zip(value, value.items_at, strict=True):
            yield from _strings(item, place)
    elif isinstance(value, str):
        yield value, mark


def unsafe(text: str, mark: Mark) -> Iterator[Finding]:
    """Yield findings for invisible characters, HTML, template code and unsafe links in a text."""
    entity = next(filter(_is_hidden, ENTITY.findall(text)), None)
    if entity:
        message = f"an invisible character ({entity}) stands in the text"
        yield report("SRC012", message, mark, "delete it and type the text again")
    html = HTML.search(text)
    if html:
        yield report(
            "TXT001",
            f'HTML stands in the text: "{_start(html.group())}"',
            mark,
            "use plain Markdown",
        )
    if TEMPLATE.search(text):
        yield report("TXT003", "template code stands in the text", mark, "write it without braces")
    bad = next(_bad_addresses(text), None)
    if bad is not None or SCRIPT.search(text):
        yield report(
            "TXT002",
            f'a link has an unsafe address: "{_start(text if bad is None else bad)}"',
            mark,
            "start it with https://, mailto: or tel:, or name a page of this site",
        )
    elif "![" in text:
        yield report(
            "TXT002",
            "a picture is loaded from somewhere else",
            mark,
            "remove it: the page would tell another site who reads it",
        )


def _is_hidden(entity: str) -> bool:
    character = unescape(entity)  # nothing, or the mark of an error, for what no text may hold
    return character in ("", "\ufffd") or any(map(is_invisible, character))


def _bad_addresses(text: str) -> Iterator[str]:
    for _, inline, _, defined in LINK.findall(text):
        address = _address(inline or defined)
        # Only in a link itself is the address of a page turned into the way there.
        if not (SAFE if inline else SAFE_ANYWHERE).fullmatch(address):
            yield address


def _address(written: str) -> str:
    return TITLE.sub("", written.strip()).removeprefix("<").removesuffix(">")


def _start(text: str) -> str:
    """Return enough of a text to find it by, on one line."""
    return " ".join(text.split())[:40]
