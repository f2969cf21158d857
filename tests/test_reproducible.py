"""The same source gives the same bytes, in another folder, on another day, on another machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from worlds import tiny_project

from generator.clock import today

ROOT = Path(__file__).parent.parent
NOON = "1790000000"
"""A day in September 2026."""

LATER = """\
import sys, time
now = time.time
time.time = lambda: now() + 400 * 86400
from generator.cli import main
main()
"""


def test_the_day_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOON)
    assert today() == date(2026, 9, 21)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert today() == date.today()


def project(folder: Path, school: str) -> Path:
    if school == "hilltop":
        return tiny_project(folder)
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "generator").mkdir()  # named under watch
    shutil.copytree(ROOT / "policy_src", folder / "policy_src")
    return folder


def build(project: Path, school: str, *python: str, **environment: str) -> dict[str, bytes]:
    run = subprocess.run(
        [sys.executable, *python, "build", school],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": NOON, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    site = project / "site"
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("school", ["hilltop", pytest.param("oakfield", marks=pytest.mark.long)])
def test_two_builds_give_the_same_bytes(tmp_path: Path, school: str) -> None:
    here = project(tmp_path / "here", school)
    there = project(tmp_path / "a longer name/there", school)
    for path in there.rglob("*"):
        os.utime(path, (1_500_000_000, 1_500_000_000))
    first = build(here, school, "-m", "generator.cli", PYTHONHASHSEED="1", TZ="UTC", LANG="C")
    second = build(there, school, "-c", LATER, PYTHONHASHSEED="2", TZ="Asia/Tokyo", LANG="de_DE")
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []
    assert any(path.endswith(".pdf") for path in first)
