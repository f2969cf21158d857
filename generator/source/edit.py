"""Write an answer into ``changes.yml`` where what a change replaces has itself changed."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from ..model.layer import Change
from ..reader import Mapping, Sequence
from .changes import find, join
from .dump import WIDTH
from .faults import suggest
from .judge import judge
from .layers import Layer, read_layers
from .objections import expected
from .write import EditError, field_of, lines_of, write


def keep(root: Path, name: str, of: str) -> Path:
    """Write into the change of ``of`` what it replaces today, and return the file.

    ``name`` is a school or a model below ``root``. Raises EditError where there is no such change,
    or where it cannot be written.
    """
    layers = read_layers(root, name)
    file, entries, index = _change(layers[-1], of)
    change = judge(entries[index], Change, entries.items_at[index], [])
    join(layers[:-1], set())
    found = find(layers[:-1], of)
    if change is None or found is None:
        raise EditError(f"{name} changes {of}, which cannot be read or is not there")
    _, theirs, number = found
    if not expected(change, theirs[number]):
        raise EditError(f"the change of {of} replaces nothing, so it has nothing to expect")
    now = {field: theirs[number][field] for field in expected(change, theirs[number])}
    text = yaml.safe_dump(
        {"expect": json.loads(json.dumps(now))}, allow_unicode=True, width=WIDTH, sort_keys=False
    )
    lines = file.read_text("utf-8").split("\n")
    place = lines_of(lines, entries, index)
    start, end = field_of(entries[index], "expect", place)
    lines[start:end] = [f"{' ' * place.margin}{line}" for line in text.rstrip("\n").split("\n")]
    return write(file, "\n".join(lines))


def accept(root: Path, name: str, of: str) -> tuple[Path, str]:
    """Take the whole change of ``of`` out of the source; return its file and what was taken out.

    Raises like :func:`keep`.
    """
    layers = read_layers(root, name)
    file, entries, index = _change(layers[-1], of)
    lines = file.read_text("utf-8").split("\n")
    place = lines_of(lines, entries, index)
    gone = "\n".join(lines[place.start : place.end])
    del lines[place.start : place.end]
    if len(entries) == 1:
        file.unlink()
        return file, gone
    return write(file, "\n".join(lines)), gone


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
