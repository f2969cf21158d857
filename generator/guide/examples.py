"""Examples for the guide: the lines of real source files that fill each class of the model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_type_hints

from ..errors import Finding, Mark, PolicyError
from ..model.base import NOWHERE, Node
from ..model.school import School
from ..reader import read_yaml
from ..source.judge import judge
from ..source.layers import names
from ..source.load import schools
from ..source.registers import Register, files
from .fields import nodes_in

LONGEST, WIDEST = 24, 110
"""Lines, and characters in a line, that an example may have before parts of it are left out."""

LONGEST_ENTRY = 6
"""Lines that the first entry of a list may have to stay where parts are left out."""

MORE = "# …"


@dataclass(frozen=True)
class Example:
    """Lines of a source file (path below ``policy_src``) that show one class, as valid YAML."""

    file: str
    text: str


def invented_school(source: Path) -> str:
    """Return the folder of the school below ``source`` that is not real: the one for examples.

    Of several, it is the one that shows the most. Raises PolicyError where there is none.
    """
    shows: dict[str, int] = {}
    for name in schools(source):
        nodes = [
            n
            for _, file in read_files(source / "schools" / name, files("school"))
            for n in inside(file)
        ]
        if any(isinstance(node, School) and not node.real for node in nodes):
            shows[name] = len({type(node) for node in nodes})
    if shows:
        return max(shows, key=lambda name: shows[name])
    message = "there is no invented school to take the guide's examples from"
    hint = "write real: false into the school.yml of one"
    raise PolicyError([Finding("SRC001", message, Mark(source / "schools"), hint)])


def read_files(folder: Path, known: dict[str, Register]) -> Iterator[tuple[Path, Node]]:
    """Yield the files of a folder, by the patterns of a layer. Raises PolicyError for a fault."""
    for pattern, register in known.items():
        for path in sorted(folder.glob(pattern)):
            value, findings = read_yaml(path, path)
            node = (
                judge(value, register.written, Mark(path), findings) if value is not None else None
            )
            if node is None or findings:
                raise PolicyError(findings)
            yield path, node


def inside(node: Node) -> Iterator[Node]:
    """Yield a part of the policy and every part in it."""
    yield node
    for name in type(node).model_fields:
        value = getattr(node, name)
        several = value.values() if isinstance(value, dict) else value
        for item in several if isinstance(value, tuple | dict) else (value,):
            if isinstance(item, Node):
                yield from inside(item)


def examples(source: Path, school: str) -> dict[type[Node], Example]:
    """Return an example of each class, from the school, or else from what it may be built on.

    It is the part that gives the most fields, and of these the shortest.
    """
    found: dict[type[Node], Example] = {}
    for folder, known in (
        (source / "schools" / school, files("school")),
        *((source / "models" / name, files("model")) for name in names(source, "model")),
        *((source / "nations" / name, files("nation")) for name in names(source, "nation")),
        (source / "common", files("common")),
    ):
        seen: dict[type[Node], list[tuple[int, int, Example]]] = {}
        for path, whole in read_files(folder, known):
            lines = path.read_text("utf-8").split("\n")
            for node in inside(whole):
                if node.at() is NOWHERE:
                    continue  # written as words alone
                block = _block(lines, node.at())
                example = Example(
                    path.relative_to(source).as_posix(), "\n".join(_shorten(block, type(node)))
                )
                given = len(node.model_fields_set)
                seen.setdefault(type(node), []).append((-given, len(example.text), example))
        for model, choices in seen.items():
            found.setdefault(model, min(choices, key=lambda choice: choice[:2])[2])
    return found


def _block(lines: list[str], start: Mark) -> list[str]:
    """Return the lines of the mapping that starts at a mark, without what they are indented by."""
    margin = start.column - 1
    block = [lines[start.line - 1][margin:]]
    for line in lines[start.line :]:
        if line.strip() and line[:margin].strip():
            break
        block.append(line[margin:])
    while not block[-1].strip():
        block.pop()
    return block


def _shorten(block: list[str], model: type[Node]) -> list[str]:
    """Return the block, or where it is long, without most of what has an example of its own."""
    if len(block) <= LONGEST and max(map(len, block)) <= WIDEST:
        return block
    hints = get_type_hints(model, include_extras=True)
    nested = {
        f"{field.alias}:"
        for name, field in model.model_fields.items()
        if any(nodes_in(hints[name]))
    }
    short: list[str] = []
    for entry in _entries(block, r"\S"):
        if entry[0] not in nested:
            short += entry
            continue
        first = _entries(entry[1:], r"  - ")[0] if entry[1].startswith("  - ") else entry[1:]
        if len(first) > LONGEST_ENTRY or max(map(len, first)) > WIDEST:
            short.append(f"{entry[0]}  {MORE}")
        elif len(first) < len(entry) - 1:
            short += [entry[0], *first, f"  {MORE}"]
        else:
            short += entry
    return short


def _entries(block: Iterable[str], start: str) -> list[list[str]]:
    """Return the lines in groups; a line that matches ``start`` opens one."""
    groups: list[list[str]] = []
    for line in block:
        if re.match(start, line) or not groups:
            groups.append([])
        groups[-1].append(line)
    return groups
