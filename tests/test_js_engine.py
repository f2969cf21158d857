"""The wizard's engine in the browser: its own tests, run by Node."""

from __future__ import annotations

import subprocess
from pathlib import Path

import engines
import pytest

TESTS = sorted((Path(__file__).parent / "js").glob("*.test.mjs"))


@pytest.mark.parametrize("script", TESTS, ids=lambda path: path.name)
def test_with_node(script: Path) -> None:
    done = subprocess.run(
        [engines.node(), "--test", str(script)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
