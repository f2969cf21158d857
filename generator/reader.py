"""Read one YAML file into plain values with positions.

Every scalar stays a string until the model judges it, so ``2026-02-30`` or ``no`` arrive as they
were typed. A :class:`Mapping` and a :class:`Sequence` remember where each of their values stands.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)
from yaml.reader import ReaderError

from .errors import Finding, Mark

MAX_BYTES = 1_000_000
"""A source file larger than this is refused: a person reads a policy, and the largest real one
here is under 100 kB."""

MAX_DEPTH = 20
"""Nesting deeper than this is refused; the format itself needs nine levels."""

_INVISIBLE = frozenset(
    {0x85, 0x61C, 0x200B, 0x200E, 0x200F, 0xFEFF} | {*range(0x2028, 0x202F), *range(0x2060, 0x206A)}
)
"""Line ends that an editor does not show, marks of direction, and characters without a width.
The joiners U+200C and U+200D stay: some scripts and emoji need them."""


_UNQUOTED = re.compile(r"^[^\"'#]*(?:\"[^\"]*\"[^\"'#]*|'[^']*'[^\"'#]*)*[:,\[{]\s+(#[\w-]+)")
"""A value that begins with #, after a name or inside brackets; a remark has a space after its #."""


def is_invisible(character: str) -> bool:
    """Whether a character is one that no text may hold, since nobody would see it."""
    if character in "\t\n":
        return False
    return ord(character) in _INVISIBLE or unicodedata.category(character) in ("Cc", "Cs")


class Mapping(dict[str, Any]):
    """A YAML mapping. ``mark`` is its start; ``keys_at``/``values_at`` place each entry."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.keys_at: dict[str, Mark] = {}
        self.values_at: dict[str, Mark] = {}


class Sequence(list[Any]):
    """A YAML sequence. ``mark`` is its start; ``items_at`` places each item.

    ``is_cut`` says that items were set aside.
    """

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.items_at: list[Mark] = []
        self.is_cut = False


def locate(value: Any, path: tuple[str | int, ...], default: Mark) -> Mark:
    """Return the mark of the value at ``path`` inside ``value``, or of its nearest known parent."""
    mark = default
    for step in path:
        if isinstance(value, Mapping) and isinstance(step, str) and step in value:
            mark, value = value.values_at[step], value[step]
        elif isinstance(value, Sequence) and isinstance(step, int) and step < len(value):
            mark, value = value.items_at[step], value[step]
        # A step that is no key of the value is a union tag that pydantic adds to its paths.
    return mark


def read_yaml(path: Path, shown: Path) -> tuple[Any, list[Finding]]:
    """Read the YAML file at ``path``, naming it ``shown`` in findings.

    Returns the value (None when nothing could be read) and the findings. Never raises for bad
    content: a missing, empty, huge, binary or broken file gives a finding.
    """
    text, findings = _read_text(path, shown)
    if text is None:
        return None, findings
    findings = _hidden(text, shown)
    if findings:
        return None, findings
    return _Builder(text, shown).build()


def _read_text(path: Path, shown: Path) -> tuple[str | None, list[Finding]]:
    def fault(
        code: str, message: str, hint: str, mark: Mark | None = None
    ) -> tuple[None, list[Finding]]:
        return None, [Finding(code, message, mark or Mark(shown), hint)]

    try:
        if path.is_symlink() and not path.exists():
            return fault(
                "SRC001",
                "this link points to a file that does not exist",
                "put the file itself here",
            )
        if not path.exists():
            return fault(
                "SRC001", "this file is missing", "create it, or restore it from version control"
            )
        if not path.is_file():
            return fault(
                "SRC002", "a folder stands where a file is expected", "move or rename the folder"
            )
        size = path.stat().st_size
        if size > MAX_BYTES:
            return fault(
                "SRC003",
                f"this file is too large ({size:,} bytes; the limit is {MAX_BYTES:,})",
                "split it, or check that the right file was saved",
            )
        data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        return fault(
            "SRC004", f"this file cannot be read ({error.strerror})", "check its permissions"
        )
    try:
        text = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[start : error.start].decode("utf-8")) + 1
        return fault(
            "SRC005",
            "this file is not UTF-8 text",
            "save it again with the encoding UTF-8",
            Mark(shown, line, column),
        )
    if not text.strip():
        return fault("SRC006", "this file is empty", "fill it, or delete it if it is not needed")
    return text, []


def _hidden(text: str, shown: Path) -> list[Finding]:
    """Return a finding for each line with a tab before its text, or an invisible character."""
    findings = []
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            findings.append(
                Finding(
                    "SRC007",
                    "a tab is used to indent",
                    Mark(shown, number, line.index("\t") + 1),
                    "use two spaces for each level",
                )
            )
        if not line.isprintable():
            columns = [i for i, character in enumerate(line, 1) if ord(character) in _INVISIBLE]
            if columns:
                mark = Mark(shown, number, columns[0])
                findings.append(_invisible(line[columns[0] - 1], mark))
    return findings


def _invisible(character: str, mark: Mark) -> Finding:
    return Finding(
        "SRC012",
        f"an invisible character (U+{ord(character):04X}) stands in the text",
        mark,
        "delete it and type the text again",
    )


class _TooDeepError(Exception):
    """Values are nested deeper than MAX_DEPTH."""


class _Builder:
    """Builds the value of one text from the parser's events, in one pass."""

    def __init__(self, text: str, shown: Path) -> None:
        self._text = text
        self._shown = shown
        self._events = yaml.parse(text, yaml.CSafeLoader)
        self._mark = Mark(shown)
        self._findings: list[Finding] = []

    def build(self) -> tuple[Any, list[Finding]]:
        """Return the value of the text, None where there is none, and the findings."""
        value, documents = None, 0
        try:
            while (event := self._next()) is not None:
                if isinstance(event, DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        hint = "remove the line ---, and put each part into a file of its own"
                        return None, [
                            self._fault("SRC008", "a second document begins in this file", hint)
                        ]
                    value = self._value(self._next(), 0)
        except (yaml.YAMLError, _TooDeepError) as error:
            return None, [self._broken(error)]
        if any(finding.code in ("SRC009", "SRC010") for finding in self._findings):
            return None, self._findings
        if value is None and not self._findings:
            self._mark = Mark(self._shown)
            message = "this file holds nothing but comments"
            return None, [
                self._fault("SRC006", message, "fill it, or delete it if it is not needed")
            ]
        return value, self._findings

    def _next(self) -> Any:
        event: Any = next(self._events, None)
        if event is not None:
            self._mark = Mark(self._shown, event.start_mark.line + 1, event.start_mark.column + 1)
            if getattr(event, "anchor", None):
                word = "an alias (*name)" if isinstance(event, AliasEvent) else "an anchor (&name)"
                self._report("SRC009", f"{word} is used", "write the text out where it is needed")
            if getattr(event, "tag", None):
                self._report("SRC010", f"a YAML tag is used ({event.tag})", "remove the tag")
        return event

    def _value(self, event: Any, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise _TooDeepError
        if isinstance(event, ScalarEvent):
            text = self._scalar(event)
            return None if not event.style and text in ("", "~", "null") else text
        if isinstance(event, SequenceStartEvent):
            items = Sequence(self._mark)
            while not isinstance(event := self._next(), CollectionEndEvent):
                items.items_at.append(self._mark)
                items.append(self._value(event, depth + 1))
            return items
        if isinstance(event, MappingStartEvent):
            return self._mapping(depth)
        return None  # an alias, which is reported

    def _mapping(self, depth: int) -> Mapping:
        mapping = Mapping(self._mark)
        while not isinstance(event := self._next(), CollectionEndEvent):
            key_mark = self._mark
            if isinstance(event, ScalarEvent):
                key = self._scalar(event)
            else:
                self._report("SRC008", "a key must be a single word", "check the brackets")
                self._value(event, depth + 1)
                key = None
            event = self._next()
            value_mark = self._mark
            value = self._value(event, depth + 1)
            if key is None:
                continue
            if key in mapping:
                hint = f"it first stands on line {mapping.keys_at[key].line}; keep one"
                self._findings.append(
                    Finding("SRC013", f'the key "{key}" stands twice', key_mark, hint)
                )
                continue
            if value is None and (cut := self._cut_off(key_mark.line - 1, key_mark.column - 1)):
                self._findings.append(cut)
            mapping[key] = value
            mapping.keys_at[key] = key_mark
            mapping.values_at[key] = key_mark if value is None else value_mark
        return mapping

    def _cut_off(self, number: int, start: int) -> Finding | None:
        """Return the finding for a value that begins with #, which YAML takes for a comment.

        ``number`` and ``start`` count from 0: the line, and where on it to begin to look.
        """
        lines = self._text.split("\n")
        found = _UNQUOTED.match(lines[number]) if number < len(lines) else None
        if found is None or found.start(1) < start:
            return None
        return Finding(
            "SRC015",
            f"nothing from {found[1]} on is read: an unquoted # begins a remark",
            Mark(self._shown, number + 1, found.start(1) + 1),
            f'put it in quotes: "{found[1]}"',
        )

    def _scalar(self, event: ScalarEvent) -> str:
        """Return the text without invisible characters, which an escape can still bring in."""
        text = str(event.value)
        if text.isprintable():
            return text
        hidden = [c for c in text if is_invisible(c)]
        if hidden:
            self._findings.append(_invisible(hidden[0], self._mark))
        return "".join(c for c in text if c not in hidden)

    def _fault(self, code: str, message: str, hint: str) -> Finding:
        return Finding(code, message, self._mark, hint)

    def _report(self, code: str, message: str, hint: str) -> None:
        self._findings.append(self._fault(code, message, hint))

    def _broken(self, error: yaml.YAMLError | _TooDeepError) -> Finding:
        """Return the finding for what stopped the parser."""
        if isinstance(error, _TooDeepError):
            return self._fault(
                "SRC011",
                f"values are nested deeper than {MAX_DEPTH} levels",
                "the format never needs this; check the brackets and indentation",
            )
        if isinstance(error, ReaderError):
            before = self._text.encode()[: error.position].decode("utf-8")
            self._mark = Mark(self._shown, before.count("\n") + 1, len(before) - before.rfind("\n"))
            return self._fault(
                "SRC008",
                "a control character stands in the text",
                "delete it and type the text again",
            )
        assert isinstance(error, yaml.MarkedYAMLError)
        # At the end of the text, what was opened and never closed is the place to look.
        end = len(self._text.rstrip())
        places = [m for m in (error.problem_mark, error.context_mark) if m and m.index < end]
        lines = [m.line for m in (error.context_mark, error.problem_mark) if m]
        for number in range(lines[0], lines[-1] + 1):
            if cut := self._cut_off(number, 0):
                return cut
        if places:
            where = places[0]
            self._mark = Mark(self._shown, where.line + 1, where.column + 1)
        return self._fault(
            "SRC008",
            f"this is not valid YAML: {error.problem or 'it cannot be understood'}",
            "check the indentation, and put quotes around text that holds ': ' or ' #'",
        )
