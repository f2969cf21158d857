"""Run tests again and again in one copy of the project, each time in a fork of this process.

Started in the copy. Each line of its input is a list of tests as JSON; it answers each with a line:
the first test that failed, or nothing. What does not change is imported once, before the forks.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from importlib import import_module

import pytest

NEVER_CHANGED = (
    *("click", "icalendar", "jinja2", "markdown", "mkdocs.commands.build"),
    *("playwright.sync_api", "pydantic", "selenium.webdriver", "typst", "yaml"),
)
SECONDS = 1800
"""Tests that take longer hang: that is noticed. It is far more than all of an area's take."""


def first_failure(tests: list[str]) -> str:
    """Run tests in a fork; return the first that failed, or ""."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        child = os.fork()
        if not child:
            try:
                signal.alarm(SECONDS)
                for stream in (1, 2):
                    os.dup2(said.fileno(), stream)
                code = pytest.main(["-x", "-q", "-n", "0", "-m", "not long", *tests])
                sys.stdout.flush()
                os._exit(code)
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        if not status:
            return ""
        said.seek(0)
        failed = (line.strip() for line in said if line.startswith(("FAILED", "ERROR")))
        return next(failed, "they did not come to an end")


for name in NEVER_CHANGED:
    import_module(name)
for line in sys.stdin:
    print(first_failure(json.loads(line)), flush=True)
