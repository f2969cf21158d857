"""Choose the tests that may notice a change: those that run the changed lines, the quickest first.

Which lines a test runs is measured once and kept in ``.cache/mutants``, a file for each file of
tests, until it or the program changes.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
KEPT = ROOT / ".cache/mutants"


class Covered(NamedTuple):
    """A test: its name for pytest, the seconds it took, and what it runs, lines by file."""

    test: str
    seconds: float
    lines: dict[str, list[int]]


def measure(files: Iterable[str]) -> list[Covered]:
    """Return the tests in ``files``, the quickest first, measuring those that are not yet known."""
    KEPT.mkdir(parents=True, exist_ok=True)
    program = _digest(*sorted((ROOT / "generator").rglob("*.py")), *(ROOT / "tests").glob("*s.py"))
    kept = {file: KEPT / f"{_digest(ROOT / file)}-{program}.json" for file in files}
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        list(threads.map(_run, kept, kept.values()))
    found = (json.loads(path.read_text("utf-8")) for path in kept.values())
    tests = [Covered(test, **told) for each in found for test, told in each.items()]
    return sorted(tests, key=lambda test: test.seconds)


def _run(file: str, kept: Path) -> None:
    if kept.exists():
        return
    around = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(HERE)))}
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "covering", "-m", "not long", file],
        cwd=ROOT,
        env={**around, "COVERED": str(kept)},
        capture_output=True,
        check=True,
    )


def _digest(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def noticing(tests: list[Covered], file: str, lines: range) -> list[str]:
    """Return the names of the tests that run one of some lines of a file, the quickest first.

    Lines that run as the file is imported, such as a table, may matter to all that use the file.
    """
    using = [test for test in tests if file in test.lines]
    coming = [test for test in using if not set(lines).isdisjoint(test.lines[file])]
    return [test.test for test in coming or using]
