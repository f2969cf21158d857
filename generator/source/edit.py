"""Write an answer into ``changes.yml`` where what a change replaces has itself changed."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from ..model.layer import Change
from .changes import expected, find, join
from .faults import suggest
from .judge import judge
from .layers import Layer, read_layers
from .reader import Mapping, Sequence

WIDTH = 90
"""Where a text that is written into the source is broken, in characters."""


class EditError(Exception):
    """What cannot be written, in a sentence."""


def keep(root: Path, name: str, of: str) -> Path:
    """Write into the change of ``of`` what it replaces today, and return the file.

    ``name`` is a school or a model below ``root``. Raises EditError where there is no such change,
    or where it cannot be written.
    """
    layers = read_layers(root, name)
    file, entries, index = _change(layers[-1], of)
    change = judge(entries[index], Change, entries.items_at[index], [])
    join(layers[:-1], set())
    place = find(layers[:-1], of)
    if change is None or place is None:
        raise EditError(f"{name} changes {of}, which cannot be read or is not there")
    _, theirs, number = place
    if not expected(change, theirs[number]):
        raise EditError(f"the change of {of} replaces nothing, so it has nothing to expect")
    now = {field: theirs[number][field] for field in expected(change, theirs[number])}
    text = yaml.safe_dump(
        {"expect": json.loads(json.dumps(now))}, allow_unicode=True, width=WIDTH, sort_keys=False
    )
    _, end, margin = _lines(file, entries, index)
    entry: Mapping = entries[index]
    lines = file.read_text("utf-8").split("\n")
    new = [f"{' ' * margin}{line}" for line in text.rstrip("\n").split("\n")]
    if "expect" in entry:
        first = entry.keys_at["expect"].line - 1
        after = [mark.line - 1 for mark in entry.keys_at.values() if mark.line - 1 > first]
        lines[first : min(after, default=end)] = new
    else:
        lines[end:end] = new
    return _write(file, lines)


def accept(root: Path, name: str, of: str) -> tuple[Path, str]:
    """Take the whole change of ``of`` out of the source; return its file and what was taken out.

    Raises like :func:`keep`.
    """
    layers = read_layers(root, name)
    file, entries, index = _change(layers[-1], of)
    start, end, _ = _lines(file, entries, index)
    lines = file.read_text("utf-8").split("\n")
    gone = "\n".join(lines[start:end])
    del lines[start:end]
    if len(entries) == 1:
        file.unlink()
        return file, gone
    return _write(file, lines), gone


def _change(layer: Layer, of: str) -> tuple[Path, Sequence, int]:
    for file in layer.of("changes.yml"):
        entries = file.value.get("changes") if isinstance(file.value, Mapping) else None
        if isinstance(entries, Sequence):
            for index, entry in enumerate(entries):
                if isinstance(entry, Mapping) and entry.get("of") == of:
                    return file.path, entries, index
    if not layer.folder.is_dir():
        raise EditError(f"there is no school and no model {layer.name}")
    known = [
        str(entry.get("of"))
        for entries in layer.lists("changes")
        for entry in entries
        if isinstance(entry, Mapping)
    ]
    hint = suggest(of, known)
    raise EditError(f"{layer.name} does not change {of}{f'; {hint}' if hint else ''}")


def _lines(file: Path, entries: Sequence, index: int) -> tuple[int, int, int]:
    """Return the first line of an entry, the line after its last one, and its margin."""
    mark = entries.items_at[index]
    start, margin = mark.line - 1, mark.column - 1
    lines = file.read_text("utf-8").split("\n")
    if not lines[start].lstrip().startswith("- ") or lines[start][margin] == "{":
        raise EditError(f"write the change at {mark} with each field on a line of its own")
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][:margin].strip() == ""):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return start, end, margin


def _write(file: Path, lines: list[str]) -> Path:
    beside = file.with_name(f".{file.name}.new")
    try:
        beside.write_text("\n".join(lines), encoding="utf-8", newline="\n")
        return beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
