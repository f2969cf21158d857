"""A school is built again where anything has changed that its site is made from, or its site."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from worlds import TODAY, tiny_project

from generator import cache
from generator.fleet.single import build_if_changed
from generator.fleet.sources import Member
from generator.publish import build


class BuiltAnewError(Exception):
    """A build began."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its site, and with what is kept of it."""
    project = tiny_project(tmp_path_factory.mktemp("single"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        weights = again(project)
    assert weights
    assert weights[0].startswith("home page ")
    return project


def again(
    project: Path, day: date = TODAY, out: str = "site", draft: bool = False
) -> list[str] | None:
    member = Member("hilltop", Path("policy_src"))
    return build_if_changed(Path(), member, project / out, day, draft=draft)


@pytest.fixture
def project(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same in the same place, where a build would be noticed; then as it was before."""
    kept = tmp_path / "kept"
    shutil.copytree(built, kept, symlinks=True)
    monkeypatch.chdir(built)

    def begin(*_: object, **__: object) -> None:
        raise BuiltAnewError

    monkeypatch.setattr(build, "build_school", begin)
    yield built
    monkeypatch.undo()
    shutil.rmtree(built)
    shutil.copytree(kept, built, symlinks=True)


def test_nothing_is_built_where_nothing_changed(project: Path) -> None:
    assert again(project) is None
    assert again(project, TODAY + timedelta(days=1)) is None
    for file in (project / "policy_src").rglob("*.yml"):
        os.utime(file)
    assert again(project) is None


def append(path: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        with (project / path).open("a") as file:
            file.write("\n")

    return change


CHANGES: dict[str, Callable[[Path], None]] = {
    "a rule": append("policy_src/schools/hilltop/sections/10-rules.yml"),
    "what all share": append("policy_src/common/audiences.yml"),
    "a page of docs": append("docs/about/privacy.md"),
    "a style": append("overrides/main.html"),
    "the configuration": append("mkdocs.yml"),
    "a page of the site": append("site/index.html"),
    "a page that went": lambda project: shutil.rmtree(project / "site/code"),
    "a page that came": lambda project: (project / "site/new.html").touch(),
    "no site": lambda project: shutil.rmtree(project / "site"),
    "nothing kept": lambda project: shutil.rmtree(project / ".cache"),
    "what was kept, damaged": lambda project: (
        [file.write_text("{}") for file in cache.FOLDER.with_name("built").iterdir()] and None
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_it_is_built_where_something_changed(project: Path, change: Callable[[Path], None]) -> None:
    assert again(project) is None
    change(project)
    with pytest.raises(BuiltAnewError):
        again(project)


def test_it_is_built_on_a_day_that_changes_it_as_a_draft_and_elsewhere(project: Path) -> None:
    for changed in ({"day": date(2027, 6, 2)}, {"draft": True}, {"out": "other"}):
        with pytest.raises(BuiltAnewError):
            again(project, **changed)  # type: ignore[arg-type]
