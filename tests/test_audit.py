"""Whoever runs the generator is bound by no licence that it does not expect."""

from __future__ import annotations

import subprocess

import audit
import pytest


@pytest.mark.parametrize("package", audit.locked("requirements.txt"))
def test_what_runs_has_a_free_licence(package: str) -> None:
    assert audit.is_free(audit.licence(package)), audit.licence(package)


@pytest.mark.parametrize(
    ("licence", "free"),
    [
        ("MIT", True),
        ("MIT AND PSF-2.0", True),
        ("GPL-3.0-only OR MIT", True),
        ("MIT AND GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        (None, False),
    ],
)
def test_a_licence_that_binds_is_told_from_one_that_does_not(
    licence: str | None, free: bool
) -> None:
    assert audit.is_free(licence) is free


SOUND = '{"dependencies": [{"name": "a", "version": "1", "vulns": []}]}'
FAULTY = '{"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1"}]}]}'
SKIPPED = '{"dependencies": [{"name": "a", "skip_reason": "not found"}]}'


@pytest.mark.parametrize(
    ("answer", "faults"), [(SOUND, []), (FAULTY, ["a 1: PYSEC-1"]), (SKIPPED, None), ("", None)]
)
def test_what_was_not_looked_up_is_not_called_sound(
    answer: str, faults: list[str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, stdout=answer)
    )
    assert audit.known_faults("requirements.txt") == faults
