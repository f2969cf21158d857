"""What the checks say of the schools that are shipped is what was approved, line by line.

Each check meets here the texts that it was made for. After a change of a source or a check,
`make words` writes the files of ``tests/shipped`` anew: read what differs.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from approved import approved_in
from syrupy.assertion import SnapshotAssertion

from generator.compile import check_school
from generator.errors import render
from generator.source import load as source

ROOT = Path(__file__).parent.parent
SCHOOLS = source.schools(ROOT / "policy_src")
APPROVED = Path(__file__).parent / "shipped"
TODAY = date(2026, 12, 1)


@pytest.mark.parametrize("school", SCHOOLS)
def test_what_the_checks_say(
    school: str, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    said = render(check_school(Path("policy_src"), school, TODAY).findings)
    assert f"{said}\n" == snapshot.use_extension(approved_in(APPROVED))(name=school)
