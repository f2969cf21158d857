"""The house has one direction: a module takes only from what stands below it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GENERATOR = ROOT / "generator"


def modules(folder: Path) -> dict[str, Path]:
    """Return every module below a package's folder: dotted name → file."""
    found = {}
    for path in folder.rglob("*.py"):
        parts = path.relative_to(folder.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def taken(name: str, path: Path, known: dict[str, Path]) -> Iterator[str]:
    """Give the modules that a module imports, wherever in it."""
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            base = ".".join([*above, *(node.module.split(".") if node.module else [])])
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield from [inner] if inner in known else [base] if base in known else []


def imports(folder: Path) -> dict[str, set[str]]:
    """Return what each module of a package imports from the package."""
    known = modules(folder)
    return {name: {*taken(name, path, known)} - {name} for name, path in known.items()}


IMPORTS = imports(GENERATOR)


def floors() -> list[list[str]]:
    """Return the floors of the layout in CONTRIBUTING.md, from the ground up, as it names them."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    table = text.partition("| floor of `generator/` |")[2].partition("\n\n")[0]
    rows = [line.split("|")[1] for line in table.splitlines()[2:]]
    return [re.findall(r"`([\w/]+?)(?:/|\.py)?`", row) for row in rows][::-1]


def place(module: str) -> str:
    """Return the folder or file of a module as the layout names it: the first step below the top.

    Of ``writers`` each is named by itself.
    """
    steps = module.split(".")[1:]
    return "/".join(steps[:2]) if steps[:1] == ["writers"] and len(steps) > 1 else steps[0]


def test_no_module_stands_in_a_circle() -> None:
    order = [*TopologicalSorter(IMPORTS).static_order()]  # raises CycleError, which names it
    assert len(order) > 150


def test_each_folder_has_its_floor_and_takes_only_from_below() -> None:
    floor = {name: number for number, names in enumerate(floors()) for name in names}
    places = {place(module) for module in IMPORTS if "." in module}
    missing = {p for p in places if p not in floor and p.partition("/")[0] not in floor}
    assert not missing
    assert {name for name in floor if name not in {p.partition("/")[0] for p in places}} == set()
    upward = [
        f"{module} takes {other}"
        for module, others in IMPORTS.items()
        for other in others
        if "." in module and "." in other
        if place(module).partition("/")[0] != place(other).partition("/")[0]
        if floor[place(module).partition("/")[0]] <= floor[place(other).partition("/")[0]]
    ]
    assert upward == []


def test_no_writer_takes_from_another() -> None:
    between = [
        f"{module} takes {other}"
        for module, others in IMPORTS.items()
        for other in others
        if module.startswith("generator.writers.") and other.startswith("generator.writers.")
        if place(module) != place(other)
    ]
    assert between == []
    assert len({place(m) for m in IMPORTS if m.startswith("generator.writers.")}) > 5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from .b import x", {"p.b"}),
        ("from . import b", {"p.b"}),
        ("def f():\n    from ..p.b import x", {"p.b"}),
        ("import p.b", {"p.b"}),
        ("import os", set()),
    ],
)
def test_every_way_to_import_is_seen(tmp_path: Path, text: str, found: set[str]) -> None:
    package = tmp_path / "p"
    package.mkdir()
    for name, content in {"__init__": "", "a": text, "b": ""}.items():
        (package / f"{name}.py").write_text(content)
    assert imports(package)["p.a"] == found


def test_modules_are_short_enough_to_read() -> None:
    """Tables of prose and of words aside."""
    long = {
        name: count
        for name, path in modules(GENERATOR).items()
        if (count := path.read_text("utf-8").count("\n")) > 400
    }
    assert set(long) == {"generator.codes"}


def test_pairs_are_read_from_the_ground_up() -> None:
    names = [names for names in floors() if names]
    assert names[0][0] == "errors"
    assert all(one != other for one, other in pairwise(names))
