"""The layers that a school is read from: what all share, its nation, its models, its own folder.

A layer is read as plain values with places; :mod:`.changes` joins and :mod:`.load` judges them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import Finding, Mark
from ..model.base import ID_WORDS, is_id
from ..reader import Mapping, Sequence, read_yaml
from .faults import suggest
from .names import call, leave_out
from .packs import take_over
from .registers import FOLDERS, RELEASES, Kind, Register, files

COMMON = "common"
"""The name of the layer that every school shares."""

SHARED: tuple[Kind, ...] = ("common", "nation")
"""The kinds of layers whose rules are nobody's own: every school has them, or each of a nation."""

SECTIONS = "sections/*.yml"


@dataclass
class File:
    """A file of a layer as read: ``value`` is None where nothing could be read."""

    register: Register
    path: Path
    value: Any

    @property
    def mark(self) -> Mark:
        """The place of the whole file, as findings name it."""
        return Mark(shown(self.path))


@dataclass
class Layer:
    """One folder of the source. ``below`` are the layers that it is built on, nearest last."""

    kind: Kind
    name: str
    folder: Path
    below: tuple[str, ...] = ()
    files: list[File] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def of(self, pattern: str) -> list[File]:
        """Return the files of a pattern, in the order of their names."""
        return [file for file in self.files if file.register.pattern == pattern]

    def lists(self, entries: str) -> Iterator[Sequence]:
        """Yield the lists of its files with the given name, such as ``clauses``."""
        for file in self.files:
            if isinstance(file.value, Mapping):
                found = file.value.get(entries)
                if isinstance(found, Sequence):
                    yield found


def names(root: Path, kind: Kind) -> list[str]:
    """Return the names of the schools, models or nations below ``policy_src``, in order."""
    folders = (root / FOLDERS[kind]).glob("*")
    return sorted(path.name for path in folders if path.is_dir() and path.name[0] != ".")


def read_layers(root: Path, name: str) -> list[Layer]:
    """Return the layers of a school, a model or a nation (``nations/wales``), the farthest first.

    The last one is its own. Each has the findings of reading it. What cannot be found has no files,
    and a finding in the layer that names it.
    """
    kind = _kind(root, name)
    bare = name.removeprefix(f"{FOLDERS['nation']}/")
    own = _pack(root, bare) if kind == "nation" else _read(root, kind, bare)
    layers: dict[str, Layer] = {COMMON: _read(root, "common", COMMON)}
    nation = own if kind == "nation" else _nation(root, own)
    if nation and nation is not own:
        nation.below = (COMMON,)
        layers[nation.name] = nation
    shared = tuple(layers)
    way = (name,) if kind == "model" else ()
    own.below = (*shared, *_below(root, own, f"{kind}.yml", layers, way, shared))
    if nation:
        there = [layer for layer in layers.values() if layer is not nation]
        _in_the_words_of(nation, there)
    return [*layers.values(), own]


def _kind(root: Path, name: str) -> Kind:
    if name in names(root, "school"):
        return "school"
    return "nation" if name.startswith(f"{FOLDERS['nation']}/") else "model"


def _nation(root: Path, school: Layer) -> Layer | None:
    """Read the pack of a school's nation. Returns None where there is none, or none is named."""
    about = next((file.value for file in school.of("school.yml")), None)
    name = about.get("nation") if isinstance(about, Mapping) else None
    return _pack(root, str(name)) if name in names(root, "nation") else None


def _pack(root: Path, name: str) -> Layer:
    """Read a nation's pack, with the entries that it takes over from another's."""

    def others(nation: str) -> dict[str, Any] | None:
        if nation == name or nation not in names(root, "nation"):
            return None
        return {file.path.name: file.value for file in _read(root, "nation", nation).files}

    pack = _read(root, "nation", name)
    for file in pack.files:
        pack.findings += take_over(file.path.name, file.value, others)
    return pack


def _in_the_words_of(nation: Layer, layers: list[Layer]) -> None:
    """Call what the layers name as it is called in the nation, and leave out what it has not."""
    about = next((file.value for file in nation.of("nation.yml")), None)
    given = about if isinstance(about, Mapping) else {}
    words, lacks = (given.get(name) for name in ("words", "lacks"))
    for file in (file for layer in layers for file in layer.files):
        if isinstance(words, Mapping):
            call(file.value, words)
        if isinstance(lacks, Mapping):
            leave_out(file.value, lacks)


def children(root: Path, model: str) -> list[str]:
    """Return the schools below ``root`` that are based on a model, also through another one."""
    return [
        school
        for school in names(root, "school")
        if any(layer.name == model and layer.kind == "model" for layer in read_layers(root, school))
    ]


def shown(path: Path) -> Path:
    """Return the path as a finding names it: relative to the working folder where it is inside."""
    absolute, here = Path.cwd() / path, Path.cwd()
    return absolute.relative_to(here) if absolute.is_relative_to(here) else absolute


def _below(
    root: Path,
    layer: Layer,
    file: str,
    layers: dict[str, Layer],
    way: tuple[str, ...],
    shared: tuple[str, ...],
) -> list[str]:
    """Read what a layer is based on into ``layers``, and return the names, nearest last.

    ``way`` are the models that led here, the layer itself last if it is one; ``shared`` are the
    layers that every one of them is built on.
    """
    found: list[str] = []
    known = names(root, "model")
    about = next((f.value for f in layer.of(file)), None)
    named = about.get("based-on") if isinstance(about, Mapping) else None
    if not isinstance(named, Sequence):
        return found
    for name, mark in zip(named, named.items_at, strict=True):
        if name in way:
            layer.findings.append(
                Finding(
                    "LAY002",
                    f'"{name}" is based on itself: {" → ".join((*way[way.index(name) :], name))}',
                    mark,
                    "take one of these out of based-on",
                )
            )
        elif name not in known or name == COMMON:
            layer.findings.append(
                Finding("LAY001", f'there is no model "{name}"', mark, suggest(str(name), known))
            )
        else:
            if name not in layers:
                model = _read(root, "model", name)
                below = _below(root, model, "model.yml", layers, (*way, name), shared)
                model.below = (*shared, *below)
                layers[name] = model
            found += [*layers[name].below[len(shared) :], name]
    return list(dict.fromkeys(found))


def _read(root: Path, kind: Kind, name: str) -> Layer:
    folder = root / FOLDERS[kind]
    title = f"{FOLDERS[kind]}/{name}" if kind == "nation" else name  # a school may be called so
    layer = Layer(kind, title, folder if kind == "common" else folder / name)
    if not is_id(name):
        message = f'"{name}" is no name for a folder of the source: pages and files are named by it'
        layer.findings.append(Finding("MOD005", message, Mark(shown(layer.folder)), ID_WORDS))
        return layer
    known = files(kind)
    for pattern, register in known.items():
        several = "*" in pattern
        paths = sorted(layer.folder.glob(pattern)) if several else [layer.folder / pattern]
        for path in paths:
            if several or register.needed or os.path.lexists(path):
                outside = _leading_out(path, layer.folder)
                value, findings = (None, [outside]) if outside else read_yaml(path, shown(path))
                layer.findings += findings
                layer.files.append(File(register, path, value))
    about = next((f.value for f in layer.of("school.yml")), None)
    if (
        kind == "school"
        and not (isinstance(about, Mapping) and about.get("based-on"))
        and (isinstance(about, Mapping) or not os.path.lexists(layer.folder / "school.yml"))
    ):
        _needs_document(layer, known)
    layer.findings += _strangers(layer.folder, [*known, *([RELEASES] if kind == "school" else [])])
    return layer


def _needs_document(layer: Layer, known: dict[str, Register]) -> None:
    """Report what a school that is based on nothing must have, and does not."""
    for pattern, register in known.items():
        if register.document and not layer.of(pattern):
            several = "*" in pattern
            if several:
                message, hint = (
                    "there is no section: no file in this folder",
                    ("add one, such as sections/10-before-you-post.yml"),
                )
            else:
                message, hint = (
                    "this file is missing",
                    ("create it, or restore it from version control"),
                )
            path = layer.folder / pattern.split("/")[0]
            layer.findings.append(Finding("SRC001", message, Mark(shown(path)), hint))
            layer.files.append(File(register, path, None))


def _strangers(folder: Path, known: list[str]) -> Iterator[Finding]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_dir() or any(part.startswith(".") for part in name.parts):
            continue
        if not any(
            name.match(pattern) and len(name.parts) == pattern.count("/") + 1 for pattern in known
        ):
            yield Finding(
                "SRC014",
                f"nothing reads the file {name.as_posix()}",
                Mark(shown(path)),
                suggest(name.as_posix(), known),
            )


def _leading_out(path: Path, folder: Path) -> Finding | None:
    """Return a finding if a link makes ``path`` a file outside ``folder``.

    Nobody shall publish, or be shown in a finding, what another file of this computer holds.
    """
    if Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        return None
    link = path if path.is_symlink() else path.parent
    message = "this is a link that leads out of its folder"
    return Finding("SRC004", message, Mark(shown(link)), "put the file itself here")
