"""The search's library is the one that npm has under the locked hash, with its licence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.writers.search.script import CLIENT, NOTICE, script

NPM = Path(__file__).parent / "node_modules/minisearch"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("minisearch.js", "dist/umd/index.js"), ("minisearch-LICENSE.txt", "LICENSE.txt")],
)
def test_it_is_the_locked_one(ours: str, theirs: str) -> None:
    assert (CLIENT / ours).read_bytes() == (NPM / theirs).read_bytes()


@pytest.mark.browser
def test_the_notice_names_its_version() -> None:
    assert f"MiniSearch {json.loads((NPM / 'package.json').read_text())['version']}," in NOTICE


def test_the_script_keeps_the_notice_and_is_small() -> None:
    assert script().startswith(NOTICE)
    assert len(script()) < 36_000
