"""Reads Word, OpenDocument, HTML and Markdown with pandoc, which runs as a program of its own.

pandoc is told to open no file and no address (``--sandbox``); it is given the bytes and returns its
syntax tree, which is walked here. Its types: https://hackage.haskell.org/package/pandoc-types.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Iterator
from importlib import metadata
from typing import Any, Literal

from .archive import DAMAGED
from .document import Block, DocumentError
from .tidy import tidy

HEAP_MB = 640
"""The megabytes that pandoc may use for what it reads."""

SECONDS = 50.0
"""How long pandoc may take; less than the whole reading may, so that it never outlives it."""

MISSING = DocumentError("To read this file, type: make readers.")
_SLOW = DocumentError(
    "{name} takes too long to read: copy its words into a new document, or import it in parts."
)
DEEP = DocumentError(
    "{name} has lists or boxes too deep within others: copy its words into a new document."
)

_FORMATS = {
    "docx": ["--from=docx", "--track-changes=accept"],
    "odt": ["--from=odt"],
    "html": ["--from=html-raw_html"],
    "md": ["--from=commonmark_x-smart-emoji-subscript-superscript+sourcepos"],
}

_NUMBER = re.compile(
    r"(?:(\d{1,2}(?:\.\d{1,2})+)\.?|(\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\((\d{1,2}|[a-z]|[ivx]{1,4})\))"
    r"\s+(?=\S)"
)
_HEADING_NUMBER = re.compile(r"(\d{1,2})\s+(?=[A-Z])")
_NOT_A_HEADING = re.compile(r".*[.,;]$|.{100}")
_UNSEEN_HTML = re.compile(
    r"<(script|style|template)\b.*?(</\1>|$)|<!--.*?(-->|$)|<[^>]*>", re.IGNORECASE | re.DOTALL
)
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def blocks(data: bytes, kind: str) -> tuple[Block, ...]:
    """Return the blocks of a ``docx``, ``odt``, ``html`` or ``md``.

    HTML and Markdown are given in UTF-8. DocumentError is raised without pandoc, and for a document
    that it cannot read; MemoryError for one that needs more than it may use.
    """
    try:
        tree = json.loads(_pandoc(data, kind))
        walk = _Walk(kind)
        if kind in ("docx", "odt"):
            walk.printed_title(tree["meta"])
        walk.all(tree["blocks"])
    except RecursionError as fault:
        raise DEEP from fault
    return tuple(walk.out)


def _pandoc(data: bytes, kind: str) -> bytes:
    limits = ["+RTS", f"-M{HEAP_MB}m", "-RTS", "--sandbox"]
    try:
        done = subprocess.run(
            [_program(), *limits, *_FORMATS[kind], "--to=json"],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise _SLOW from fault
    if done.returncode == 0:
        return done.stdout
    if done.returncode < 0 or b"memory" in done.stderr.lower() or b"heap" in done.stderr.lower():
        raise MemoryError
    raise DAMAGED


def _program() -> str:
    """Return the path of the pandoc that the extra installed, and of no other."""
    try:
        files = metadata.files("pypandoc_binary") or []
    except metadata.PackageNotFoundError as fault:
        raise MISSING from fault
    for file in files:
        if file.name in ("pandoc", "pandoc.exe"):
            return str(file.locate())
    raise MISSING


class _Walk:
    """Gathers blocks from pandoc's tree. ``c`` is what its types hold."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.numbers: dict[int, str] = {}
        self.out: list[Block] = []
        self.heading = 0
        self.line: int | None = None
        self.notes: list[list[Any]] = []

    def printed_title(self, meta: dict[str, Any]) -> None:
        """Add what stands at the top of a document in the styles for its title."""
        for name in ("title", "subtitle", "author", "date", "abstract"):
            for text in self._printed(meta.get(name, {"t": "None"})):
                self._add("heading" if name == "title" else "paragraph", text)

    def _printed(self, value: dict[str, Any]) -> Iterator[str]:
        match value:
            case {"t": "MetaInlines", "c": inlines}:
                yield self._text(inlines)
            case {"t": "MetaBlocks", "c": blocks}:
                yield from (self._text(block["c"]) for block in blocks if block["t"] == "Para")
            case {"t": "MetaList", "c": values}:
                for each in values:
                    yield from self._printed(each)

    def all(self, blocks: list[Any], level: int = 0, cell: bool = False) -> None:
        """Add blocks that stand in lists of a depth, or in a table; then their notes."""
        for block in blocks:
            self._block(block["t"], block.get("c"), level, cell)
            notes, self.notes = self.notes, []
            for note in notes:
                self.all(note)

    def _block(self, kind: str, c: Any, level: int, cell: bool) -> None:
        match kind, c:
            case "Para" | "Plain", inlines:
                self._paragraph(inlines, cell, nested=level > 0)
            case "Header", [depth, attributes, inlines]:
                self._place(attributes)
                self.heading = depth
                self._add("heading", self._text(inlines), depth)
            case "Div", [attributes, blocks]:
                self._place(attributes)
                self.all(blocks, level, cell)
            case "BlockQuote", blocks:
                self.all(blocks, level, cell)
            case "BulletList", items:
                for item in items:
                    self._item(item, level + 1, "", cell)
            case "OrderedList", [[start, {"t": style}, {"t": end}], items]:
                above = self._number_above(level, style, end)
                for number, item in enumerate(items, start):
                    self._item(item, level + 1, above + _printed_number(number, style), cell)
            case "DefinitionList", entries:
                for term, meanings in entries:
                    self._paragraph(term, cell)
                    for blocks in meanings:
                        self.all(blocks, level, cell)
            case "LineBlock", lines:
                for line in lines:
                    self._paragraph(line, cell)
            case "CodeBlock", [attributes, text]:
                self._place(attributes)
                self._add("cell" if cell else "paragraph", text)
            case "RawBlock", ["html", text]:
                plain = html.unescape(_UNSEEN_HTML.sub(" ", text))
                self._add("cell" if cell else "paragraph", plain)
            case "Figure", [_, _, blocks]:
                self.all(blocks, level, cell)
            case "Table", [attributes, [_, caption], _, [_, head], bodies, [_, foot]]:
                self._place(attributes)
                self.all(caption, level)
                rows = [*head, *(row for body in bodies for row in body[2] + body[3]), *foot]
                for _, cells in rows:
                    for *_, content in cells:
                        self.all(content, 0, cell=True)

    def _paragraph(self, inlines: list[Any], cell: bool, nested: bool = False) -> None:
        text = self._text(inlines)
        if _leads_within(inlines):
            return
        if cell:
            self._add("cell", text)
        elif not nested and _is_bold(inlines) and not _NOT_A_HEADING.match(tidy(text)):
            self._add("heading", text, self.heading + 1)
        else:
            self._add("paragraph", text)

    def _item(self, blocks: list[Any], level: int, number: str, cell: bool) -> None:
        """Add an item: its first text carries the number, what follows stands below it."""
        before = len(self.out)
        self.numbers[level] = number
        self.all(blocks, level, cell)
        first = self.out[before] if len(self.out) > before else None
        if first and first.kind in ("paragraph", "cell") and not first.number:
            text = first.text.lstrip("☐☒ ") or first.text
            self.out[before] = Block("item", text, level, line=first.line, number=number)
        elif first and first.kind == "item" and first.level == 1 and number == "":
            self.out[before] = Block("item", first.text, level, None, first.line, first.number)

    def _number_above(self, level: int, style: str, end: str) -> str:
        """Return ``3.`` where Word prints the number of the item above within a list's own.

        pandoc does not tell. It names an end of numbers such as ``1.`` and ``1)``, and none here.
        """
        above = self.numbers.get(level, "") if level else ""
        within = self.kind == "docx" and style == "Decimal" and end == "DefaultDelim"
        return f"{above}." if within and above[:1].isdigit() else ""

    def _place(self, attributes: list[Any]) -> None:
        """Keep the line of the file, which only Markdown's reader tells."""
        place = dict(attributes[2]).get("data-pos", "")
        if found := re.match(r"\d+", place):
            self.line = int(found[0])

    def _add(
        self, kind: Literal["heading", "paragraph", "cell"], text: str, level: int = 1
    ) -> None:
        text = tidy(text)
        number = _NUMBER.match(text) if kind != "cell" else None
        if kind == "heading":
            number = number or _HEADING_NUMBER.match(text)
        rest = text[number.end() :] if number else text
        printed = next(filter(None, number.groups())) if number else ""
        if rest:
            shape = "item" if number and kind == "paragraph" else kind
            self.out.append(Block(shape, rest, level, line=self.line, number=printed))

    def _text(self, inlines: list[Any]) -> str:
        """Return the words of inline elements, and put their notes by."""
        return "".join(self._inline(inline["t"], inline.get("c")) for inline in inlines)

    def _inline(self, kind: str, c: Any) -> str:
        match kind, c:
            case "Str", text:
                return str(text)
            case "Space" | "SoftBreak" | "LineBreak", _:
                return " "
            case "Code" | "Math", [_, text]:
                return str(text)
            case "Quoted", [{"t": style}, inlines]:
                before, after = "‘’" if style == "SingleQuote" else "“”"
                return f"{before}{self._text(inlines)}{after}"
            case "Span" | "Cite", [_, inlines]:
                return self._text(inlines)
            case "Link", [_, inlines, _]:
                return self._text(inlines)
            case "Note", blocks:
                self.notes.append(blocks)
            case "Emph" | "Underline" | "Strong" | "SmallCaps", inlines:
                return self._text(inlines)
            case "Superscript" | "Subscript", inlines:
                return self._text(inlines)
        return ""  # an image, struck-out text, or a format's own code


def _bare(inlines: list[Any]) -> list[Any]:
    """Return inline elements without spaces round them and without spans."""
    bare: list[Any] = []
    for inline in inlines:
        bare += _bare(inline["c"][1]) if inline["t"] == "Span" else [inline]
    return [inline for inline in bare if inline["t"] not in ("Space", "SoftBreak", "LineBreak")]


def _is_bold(inlines: list[Any]) -> bool:
    bare = _bare(inlines)
    return bool(bare) and all(
        inline["t"] == "Strong" or (inline["t"] in ("Underline", "Emph") and _is_bold(inline["c"]))
        for inline in bare
    )


def _leads_within(inlines: list[Any]) -> bool:
    """Say whether all of it leads elsewhere in the document, as in a table of contents."""
    bare = _bare(inlines)
    return bool(bare) and all(
        inline["t"] == "Link" and inline["c"][2][0].startswith("#") for inline in bare
    )


def _printed_number(number: int, style: str) -> str:
    """Return a number as a list of a style prints it."""
    if style.endswith("Roman"):
        text, rest = "", number
        for value, letters in _ROMAN:
            text += letters * (rest // value)
            rest %= value
    elif style.endswith("Alpha"):
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    else:
        return str(number)
    return text.upper() if style.startswith("Upper") else text
