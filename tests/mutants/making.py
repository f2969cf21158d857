"""List what may be changed in a file to see whether the tests notice.

Python is changed by mutmut and the browser's scripts by Stryker; templates and data, which no tool
reaches, by the rules below.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Mutant(NamedTuple):
    """A file of the project (its path from there) with one thing changed."""

    file: str
    text: str
    """The whole file, changed."""
    lines: range
    """The numbers of the lines that were changed: of the file as it was."""
    was: str
    now: str
    """The lines that differ, before and after, each as one line of single spaces."""

    def __str__(self) -> str:
        return f"{self.file}:{self.lines.start}\n    - {self.was}\n    + {self.now}"


Way = Callable[[], str]
"""Gives the text of a file with one thing changed. It may give what the file is."""


def ways(root: Path, file: str) -> list[Way]:
    """Return every way to change ``file`` below ``root``, in the order of its lines."""
    text = (root / file).read_text("utf-8")
    kinds = {".py": _python, ".js": _script, ".j2": _template, ".html": _template, ".typ": _print}
    return list(kinds.get(Path(file).suffix, _data)(root / file, text))


def mutant(root: Path, file: str, way: Way) -> Mutant | None:
    """Return a file changed in one of its :func:`ways`; None when no more than spaces differ."""
    made = _told(file, (root / file).read_text("utf-8"), way())
    return made if made.was != made.now else None


def _told(file: str, text: str, new: str) -> Mutant:
    was, now = text.splitlines(), new.splitlines()
    first = _alike(was, now)
    last = min(_alike(was[::-1], now[::-1]), len(was) - first, len(now) - first)
    differ = (" ".join(" ".join(side[first : len(side) - last]).split()) for side in (was, now))
    return Mutant(file, new, range(first + 1, max(first + 1, len(was) - last) + 1), *differ)


def _alike(one: list[str], other: list[str]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, pair in pairs if pair[0] != pair[1]), min(len(one), len(other)))


def _python(path: Path, text: str) -> Iterator[Way]:
    from mutmut.mutation.file_mutation import create_mutations

    module, found, *_ = create_mutations(str(path), text)
    for each in found:
        yield lambda each=each: module.deep_replace(each.original_node, each.mutated_node).code


def _script(path: Path, text: str) -> Iterator[Way]:
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for found in _stryker(path.parent)[str(path)]:
        at, end = (
            starts[found["location"][side]["line"]] + found["location"][side]["column"]
            for side in ("start", "end")
        )
        new = text[:at] + found["replacement"] + text[end:]
        yield lambda new=new: new


@cache
def _stryker(folder: Path) -> dict[str, list[dict[str, object]]]:
    paths = sorted(map(str, folder.glob("*.js")))
    run = subprocess.run(
        ["node", HERE / "scripts.mjs", *paths], capture_output=True, text=True, check=True
    )
    found: dict[str, list[dict[str, object]]] = {path: [] for path in paths}
    for each in json.loads(run.stdout):
        found[each["fileName"]].append(each)
    return found


def _each(pattern: str, new: str, text: str) -> Iterator[Way]:
    for match in re.finditer(pattern, text):
        yield lambda match=match: text[: match.start()] + match.expand(new) + text[match.end() :]


def _template(path: Path, text: str) -> Iterator[Way]:
    yield from _each(r"\{\{.*?\}\}", "", text)
    yield from _each(r"(\{%-? *(?:el)?if )(.+?)( *-?%\})", r"\1not (\2)\3", text)
    yield from _each(r"(\{%-? *for .+? in )(.+?)( *-?%\})", r"\1[]\3", text)
    yield from _each(r"(?m)^(?![ \t]*(?:\{#|-?#\}))[^{}\n]*[A-Za-z][^{}\n]*\n", "", text)


def _print(path: Path, text: str) -> Iterator[Way]:
    yield from _each(r"(\bif )([^{\[\n]+)( [{\[])", r"\1not (\2)\3", text)
    yield from _each(r"(\bfor .+? in )([^{\[\n]+)( [{\[])", r"\1()\3", text)
    for line in re.finditer(r"(?m)^(?! *//).*[A-Za-z].*\n", text):
        if all(line[0].count(a) == line[0].count(b) for a, b in ("()", "[]", "{}")):
            yield lambda line=line: text[: line.start()] + text[line.end() :]


def _data(path: Path, text: str) -> Iterator[Way]:
    yield from _each(r"(?m)^(?! *#)( *(?:- )?\w[\w-]*: )(?=\S).+\n(?! *[|>])", "", text)
    yield from _each(r"(?i)\b(?:not|never|only|must) ", "", text)
    yield from _each(r"n't\b", "", text)
    yield from _each(r"(?<=\d)[0-8](?=\b)", "9", text)
    yield from _each(r"\btrue\b", "false", text)
    yield from _each(r", [\w-]+(?=[\],])", "", text)
    yield from _each(r"(?m)^ +- (?![\w-]+: |\{.*[^}]$).+\n(?! +[^- ])", "", text)
