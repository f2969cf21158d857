"""What the command will not do: it says so in a sentence, and everything is as it was before."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from worlds import ROOT, TODAY, tiny_project

from generator import cache, cli, clock
from generator.publish.replace import BUILT

Files = dict[str, bytes]

MAKE = {
    "build": ("build", "hilltop", "--out"),
    "schools": ("schools", "--out"),
    "handbook": ("handbook", "hilltop", "--out"),
    "stage": ("stage", "hilltop"),
    "offline": ("offline", "hilltop", "--out"),
}
"""The commands that write, each up to the place."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "project").mkdir()
    folder = tiny_project(tmp_path / "project")
    (folder / "mine").mkdir()
    (folder / "mine/letter.txt").write_text("Dear all")
    (folder / "link").symlink_to("mine")
    with zipfile.ZipFile(folder / "photos.zip", "w") as photos:
        photos.writestr("one.txt", "a photo")
    (folder / "cut.zip").write_bytes((folder / "photos.zip").read_bytes()[:40])
    monkeypatch.chdir(folder)
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return folder


def contents(folder: Path) -> Files:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
        if ".cache" not in path.parts  # what a build keeps for the next one
    }


def refused(*arguments: str) -> str:
    """Return the sentence with which a command refuses."""
    result = CliRunner().invoke(cli.main, arguments)
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (1, 2), result.output
    return result.output


@pytest.mark.parametrize("out", [".", "..", "/", "policy_src", "mine", "link", "mkdocs.yml", ""])
@pytest.mark.parametrize("command", MAKE)
def test_what_was_not_built_here_is_not_replaced(project: Path, command: str, out: str) -> None:
    before = contents(project)
    said = refused(*MAKE[command], out)
    assert said.count("\n") == 1
    assert "Nothing was changed" in said
    assert str(Path(out).resolve()) in said
    assert contents(project) == before


@pytest.mark.parametrize("zipped", ["photos.zip", "cut.zip"])
def test_another_zip_is_not_replaced(project: Path, zipped: str) -> None:
    before = contents(project)
    assert "no zip that policy-site wrote" in refused(*MAKE["offline"], zipped)
    assert contents(project) == before


@pytest.mark.parametrize("command", MAKE)
def test_a_place_below_a_file_is_refused(project: Path, command: str) -> None:
    before = contents(project)
    said = refused(*MAKE[command], "mkdocs.yml/site")
    assert said.count("Error: ") == 1
    assert contents(project) == before


def test_what_was_built_here_is_replaced(project: Path) -> None:
    """The prints may stand alone in site/, or in a site; both are ours."""
    run = CliRunner().invoke
    for command in ("handbook", "build", "handbook", "schools"):
        done = run(cli.main, [*MAKE[command], "site/print" if command == "handbook" else "site"])
        assert done.exit_code == 0, done.output
    assert (project / "site/hilltop/index.html").is_file()
    for _ in range(2):
        assert run(cli.main, [*MAKE["offline"], "hilltop.zip"]).exit_code == 0
    with zipfile.ZipFile(project / "hilltop.zip") as archive:
        assert not [name for name in archive.namelist() if Path(name).name.startswith(".")]


NAMES = ["", ".", "..", "../hilltop", "hilltop/", "Hilltop", "hilltop.yml", "hill\ntop", "-",
         "\udcff", "x" * 200, "/", "file", "<b>", "*"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_no_school_of_that_name(project: Path, name: str) -> None:
    (project / "policy_src/schools/file").write_text("no folder")
    before = contents(project)
    for command in (
        ("build", name), ("offline", name), ("handbook", name), ("stage", name, "staged"),
        ("trace", name), ("check", name), ("verify", name), ("impact", name),
        ("explain", name, "--answers", "danger=no"),
    ):  # fmt: skip
        assert "SRC001 there is no school" in refused(*command)
        assert contents(project) == before


PLUGIN = "  - policy-site:\n      school: !ENV [SCHOOL, clapgate]\n"
CONFIGS: dict[str, Callable[[str], str]] = {
    "not YAML": lambda text: text + "]: [\n",
    "a list": lambda text: "- a\n",
    "empty": lambda text: "",
    "without our plugin": lambda text: text.replace(PLUGIN, ""),
    "without plugins": lambda text: text.replace("plugins:\n" + PLUGIN, ""),
    "without a theme's name": lambda text: text.replace("  name: material\n", ""),
    "another kind of value": lambda text: text.replace("docs_dir: docs", "docs_dir: [docs]"),
    "a folder that is not there": lambda text: text.replace("docs_dir: docs", "docs_dir: nope"),
}
"""mkdocs.yml, damaged in several ways."""


@pytest.mark.parametrize("command", ["build", "schools", "offline", "stage"])
@pytest.mark.parametrize("config", [None, *CONFIGS])
def test_without_a_good_mkdocs_yml(project: Path, command: str, config: str | None) -> None:
    file = project / "mkdocs.yml"
    if config is None:
        file.unlink()
    else:
        file.write_text(CONFIGS[config](file.read_text()))
    before = contents(project)
    said = refused(*MAKE[command], "fresh.zip" if command == "offline" else "fresh")
    assert "mkdocs.yml" in said
    assert contents(project) == before


def as_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("a file")


SOURCES: dict[str, Callable[[Path], None]] = {
    "no source": lambda source: shutil.rmtree(source),
    "a source that is a file": as_file,
    "no schools": lambda source: shutil.rmtree(source / "schools"),
    "schools that are a file": lambda source: as_file(source / "schools"),
    "a school that is a file": lambda source: as_file(source / "schools/hilltop"),
    "no common": lambda source: shutil.rmtree(source / "common"),
    "common that is a file": lambda source: as_file(source / "common"),
    "sections that are a file": lambda source: as_file(source / "schools/hilltop/sections"),
}


@pytest.mark.parametrize("damage", SOURCES)
def test_without_a_source(project: Path, damage: str) -> None:
    SOURCES[damage](project / "policy_src")
    before = contents(project)
    for command in (
        *((*MAKE[name], "fresh.zip" if name == "offline" else "fresh") for name in MAKE),
        ("check",), ("verify",), ("impact", "hilltop", "--save"),
    ):  # fmt: skip
        assert refused(*command)
        assert contents(project) == before


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk with old output on it and hardly any room left."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root may mount a disk")
    try:
        (disk / "old").mkdir()
        (disk / "old" / BUILT).touch()
        (disk / "old/index.html").write_text("old")
        with zipfile.ZipFile(disk / "old.zip", "w") as archive:
            archive.writestr("hilltop/READ ME.txt", "old")
        (disk / "ballast").write_bytes(bytes(shutil.disk_usage(disk).free - 64_000))
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("command", MAKE)
@pytest.mark.usefixtures("project")
def test_on_a_full_disk_the_old_output_stays(full_disk: Path, command: str) -> None:
    before = contents(full_disk)
    said = refused(*MAKE[command], str(full_disk / ("old.zip" if command == "offline" else "old")))
    assert said.count("Error: ") == 1
    assert "No space left on device" in said
    assert said.rstrip().endswith("is as it was before.")
    assert contents(full_disk) == before


@pytest.fixture
def read_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project that this process may read but not write in."""
    folder = Path(tempfile.mkdtemp())
    tiny_project(folder)
    monkeypatch.chdir(folder)
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    for name in ("schemas", "wizard.editions"):  # another user may not read Python's own
        import_module(f"generator.{name}")
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)  # no permission stops root
    yield folder
    if root:
        os.seteuid(0)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(folder)


def test_a_source_that_may_only_be_read(read_only: Path) -> None:
    """It can be checked, and built elsewhere; what would change it is refused."""
    run = CliRunner().invoke
    assert "\n0 errors, 0 warnings\n" in run(cli.main, ["check"]).output
    with tempfile.TemporaryDirectory() as elsewhere:
        done = run(cli.main, [*MAKE["build"], f"{elsewhere}/site"])
        assert done.exit_code == 0, done.output
    before = contents(read_only)
    for command in (
        *((*MAKE[name], "fresh.zip" if name == "offline" else "fresh") for name in MAKE),
        ("impact", "hilltop", "--save"), ("schema",),
    ):  # fmt: skip
        said = refused(*command)
        assert said.count("Error: ") == 1
        assert "Permission denied" in said
        assert contents(read_only) == before


WRITERS = {
    "guide": (["guide"], "README.md"),
    "schema": (["schema"], "schemas/school.json"),
    "impact": (["impact", "oakfield", "--save"], "tables/oakfield.json"),
}


@pytest.mark.parametrize("name", WRITERS)
def test_a_command_that_cannot_finish_writing_leaves_the_old_file(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command, path = WRITERS[name]
    shutil.copytree(ROOT / "policy_src", tmp_path / "policy_src")
    monkeypatch.setattr(cache, "FOLDER", ROOT / cache.FOLDER)  # where the school is proven
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "policy_src" / path
    file.write_text("old")

    def full(target: Path, text: str, **_: Any) -> int:
        with target.open("w") as half:
            half.write(text[: len(text) // 2])
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(Path, "write_text", full)
    result = CliRunner().invoke(cli.main, command)
    assert result.exit_code == 1
    assert "No space left on device" in result.output
    assert file.read_text("utf-8") == "old"
    assert [p.name for p in file.parent.glob(".*.new")] == []
