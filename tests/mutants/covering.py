"""A plugin of pytest that writes down which lines of the program each test runs, and its seconds.

At its end it writes them to the file ``$COVERED``:
{test: {"seconds": 0.2, "lines": {file: [1, 2]}}}.
What runs in a process of its own is not seen. Tests of the six sites are left out: to build these
for each change would take too long.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import coverage
import pytest

ROOT = Path(__file__).parent.parent.parent
_watching = coverage.Coverage(data_file=None, source=[str(ROOT / "generator")])
_seconds: dict[str, float] = {}


def pytest_configure() -> None:
    _watching.start()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    _watching.switch_context(item.nodeid)
    start = time.perf_counter()
    try:
        return (yield)
    finally:
        if "sites" not in getattr(item, "fixturenames", ()):
            _seconds[item.nodeid] = time.perf_counter() - start
        _watching.switch_context("")


def pytest_unconfigure() -> None:
    _watching.stop()
    data = _watching.get_data()
    covered = {
        test: {"seconds": seconds, "lines": _lines(data, test)}
        for test, seconds in _seconds.items()
    }
    Path(os.environ["COVERED"]).write_text(json.dumps(covered), "utf-8")


def _lines(data: coverage.CoverageData, test: str) -> dict[str, list[int]]:
    data.set_query_context(test)
    files = {Path(path).relative_to(ROOT).as_posix(): path for path in data.measured_files()}
    return {file: lines for file, path in files.items() if (lines := data.lines(path))}
