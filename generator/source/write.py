"""Change a file of the source in place of a person: whole lines, and the file at once."""

from __future__ import annotations

from collections.abc import Mapping as Values
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent
from typing import Any

from ..reader import Mapping, Sequence, read_yaml
from .dump import entry, fields
from .layers import shown


class EditError(Exception):
    """What cannot be written, in a sentence."""


@dataclass(frozen=True)
class Lines:
    """Where an entry of a list stands: its first line, the line after its last, its margin."""

    start: int
    end: int
    margin: int


def lines_of(lines: list[str], entries: Sequence, index: int) -> Lines:
    """Return where an entry stands in its file's lines. Raises EditError for one in brackets."""
    mark = entries.items_at[index]
    start, margin = mark.line - 1, mark.column - 1
    if not lines[start].lstrip().startswith("- ") or lines[start][margin] == "{":
        raise EditError(f"write the entry at {mark} with each field on a line of its own")
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][:margin].strip() == ""):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return Lines(start, end, margin)


def field_of(entry: Mapping, name: str, place: Lines) -> tuple[int, int]:
    """Return the lines, from and to, of a field of an entry. An absent one has none, at its end."""
    if name not in entry:
        return place.end, place.end
    first = entry.keys_at[name].line - 1
    after = [mark.line - 1 for mark in entry.keys_at.values() if mark.line - 1 > first]
    return first, min(after, default=place.end)


def put(file: Path, list_of: str, id: str, changed: Values[str, Any]) -> str:
    """Return a file's text with fields of the entry ``id`` set, or taken out where None.

    The entry's first field, its id, cannot be changed. Raises EditError where there is none such.
    """
    lines, entries = read(file, list_of)
    index = next((i for i, e in enumerate(entries) if name_of(e) == id), None)
    if index is None:
        raise EditError(f"{shown(file)} has no {id}")
    place = lines_of(lines, entries, index)
    edits = [(*field_of(entries[index], name, place), name) for name in changed]
    for start, end, name in sorted(edits, reverse=True):  # from below, so that no line moves
        value = changed[name]
        new = indent(fields({name: value}), " " * place.margin).splitlines() if value else []
        lines[start:end] = new
    return "\n".join(lines)


def remove(text: str, file: Path, list_of: str, id: str) -> str:
    """Return a file's ``text``, as it stands, without the entry ``id`` of a list.

    Raises EditError where there is none such.
    """
    lines, entries = read(file, list_of)
    index = next((i for i, e in enumerate(entries) if name_of(e) == id), None)
    if index is None or "\n".join(lines) != text:
        raise EditError(f"{shown(file)} has no {id}")
    place = lines_of(lines, entries, index)
    del lines[place.start : place.end]
    if len(entries) == 1:
        first = next(i for i, line in enumerate(lines) if line.startswith(f"{list_of}:"))
        lines[first] = f"{list_of}: []"
    return "\n".join(lines)


def name_of(entry: Any) -> str:
    """Return the name of an entry as written: its id, or what it adopts."""
    return str(entry.get("id", entry.get("adopts", ""))) if isinstance(entry, Mapping) else ""


def append(text: str, list_of: str, values: Values[str, Any]) -> str:
    """Return a file's text with an entry more at the end of a list that ends the file."""
    body = text.rstrip("\n").removesuffix(f"{list_of}: []").rstrip("\n") + "\n"
    if not any(line.split("#")[0].rstrip() == f"{list_of}:" for line in body.splitlines()):
        body += f"{list_of}:\n"
    return body + entry(values)


def read(file: Path, list_of: str) -> tuple[list[str], Sequence]:
    """Return a file's lines and one of its lists. Raises EditError where it cannot be read."""
    value, findings = read_yaml(file, shown(file))
    entries = value.get(list_of) if isinstance(value, Mapping) else None
    if findings or not isinstance(entries, Sequence):
        raise EditError(f"{shown(file)} cannot be read; policy-site check says why")
    return file.read_text("utf-8").split("\n"), entries


def write(file: Path, text: str) -> Path:
    """Write a file beside the old one and put it in its place; what was there is never half gone.

    Returns the file. Raises OSError where it cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        return beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
