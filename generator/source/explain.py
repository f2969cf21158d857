"""Say which layer gave each field of a part of the policy."""

from __future__ import annotations

from pathlib import Path
from textwrap import shorten

from .changes import find, join
from .layers import read_layers, shown
from .write import EditError

SHOWN = 70
"""The most characters of a value that a line shows."""


def explain_source(root: Path, name: str, of: str) -> list[str]:
    """Return a line for each field of ``of`` (``clause/no-threats``): its layer, place and value.

    ``name`` is a school or a model below ``root``. Raises EditError where no layer has it.
    """
    layers = read_layers(root, name)
    joined = join(layers, set())
    place = find(layers, of)
    if place is None:
        aside = [d.layer for d in joined.differences if d.change.of == of and d.change.set_aside]
        why = f": {aside[-1]} sets it aside" if aside else ""
        raise EditError(f"{name} has no {of}{why}")
    _, entries, index = place
    lines = []
    for field, value in entries[index].items():
        mark = entries[index].values_at[field]
        folders = (layer.name for layer in layers if shown(layer.folder) in mark.file.parents)
        home = next(folders, "/".join(mark.file.parts[-3:-1]))  # taken over from another pack
        said = shorten(str(value), SHOWN, placeholder="…")
        lines.append(f"{field:12} {home:16} {mark}  {said}")
    return lines
