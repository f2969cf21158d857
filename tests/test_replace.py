"""The published folder is the old one or the new one, whole, whatever happens in between."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from worlds import tiny_project

from generator.publish import replace
from generator.publish.replace import BUILT, replacing

ROOT = Path(__file__).parent.parent
STEPS = ("mkdtemp", "yield", "_put", "_exchange", "rename", "rmtree")

DIE = """\
import os, shutil, sys, tempfile
from pathlib import Path
from generator.publish import replace
step, when, target = sys.argv[1], sys.argv[2], Path(sys.argv[3])

def dying(real):
    def act(*given, **more):
        if when == "after":
            real(*given, **more)
        os._exit(9)
    return act

if "two renames" in sys.argv:
    replace._exchange = lambda one, other: False
place = {"mkdtemp": tempfile, "rename": Path, "rmtree": shutil}.get(step, replace)
if step != "yield":
    setattr(place, step, dying(getattr(place, step)))
with replace.replacing(target) as fresh:
    (fresh / "index.html").write_text("new")
    if step == "yield":
        os._exit(9)
    (fresh / "page.html").write_text("new")
"""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    publish(folder, "old")
    return folder


def publish(folder: Path, text: str) -> None:
    """Put a site of two pages there, as one that was built."""
    folder.mkdir()
    (folder / BUILT).touch()
    write(folder, text)


def write(folder: Path, text: str) -> None:
    for name in ("index.html", "page.html"):
        (folder / name).write_text(text)


def whole(folder: Path) -> str:
    """Return what the site says, or fail if its two pages are not of the same age."""
    index, page = ((folder / name).read_text() for name in ("index.html", "page.html"))
    assert index == page
    return index


def alone(folder: Path) -> bool:
    return [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_the_new_folder_takes_the_place(target: Path) -> None:
    with replacing(target) as fresh:
        write(fresh, "new")
        assert whole(target) == "old"
    assert whole(target) == "new"
    assert alone(target)


def test_where_two_folders_cannot_be_swapped_they_are_renamed(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replace, "_exchange", lambda one, other: False)
    with replacing(target) as fresh:
        write(fresh, "new")
    assert whole(target) == "new"
    assert alone(target)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_at_any_step_it_is_the_old_or_the_new(target: Path, step: str, when: str) -> None:
    die(step, when, target)
    assert whole(target) in ("old", "new")
    with replacing(target) as fresh:
        write(fresh, "next")
    assert whole(target) == "next"
    assert alone(target)


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_between_two_renames_the_next_run_puts_the_old_one_back(
    target: Path, when: str
) -> None:
    die("rename", when, target, "two renames")
    with replacing(target):
        assert whole(target) == "old"
    assert alone(target)


def die(step: str, when: str, target: Path, *more: str) -> None:
    run = subprocess.run([sys.executable, "-c", DIE, step, when, target, *more], cwd=ROOT)
    expected = 0 if step == "rename" and "two renames" not in more else 9
    assert run.returncode == expected  # a swap renames nothing


def test_another_build_at_work_is_left_alone(target: Path) -> None:
    with replacing(target) as first, replacing(target) as second:
        assert first.is_dir()
        write(first, "first")
        write(second, "second")
    assert whole(target) == "first"
    assert alone(target)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES])
def test_a_refusal_is_a_sentence_and_changes_nothing(target: Path, code: int) -> None:
    def fail() -> None:
        with replacing(target) as fresh:
            (fresh / "index.html").write_text("half")
            raise OSError(code, os.strerror(code), "page.html")

    with pytest.raises(click.ClickException) as caught:
        fail()
    assert caught.value.message == (
        f"page.html: {os.strerror(code)}. {target} is as it was before."
    )
    assert whole(target) == "old"
    assert alone(target)


@pytest.fixture
def not_writable() -> Iterator[Path]:
    """A site in a folder that this process may read but not write in."""
    parent = Path(tempfile.mkdtemp())
    publish(parent / "site", "old")
    parent.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)  # no permission stops root
    yield parent / "site"
    if root:
        os.seteuid(0)
    parent.chmod(0o755)
    shutil.rmtree(parent)


def test_without_permission_to_write_nothing_changes(not_writable: Path) -> None:
    with pytest.raises(click.ClickException, match="Permission denied"), replacing(not_writable):
        raise AssertionError("there is no folder to write in")
    assert whole(not_writable) == "old"
    assert alone(not_writable)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tiny_project(tmp_path)


def build(project: Path, limit: int = resource.RLIM_INFINITY) -> subprocess.Popen[str]:
    def no_large_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        [sys.executable, "-m", "generator.cli", "build", "hilltop"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1790000000"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=no_large_files,
    )


def contents(site: Path) -> str:
    """Return a mark of every file's path and bytes."""
    digest = hashlib.sha256()
    for path in sorted(site.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(site)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def test_a_build_that_cannot_write_on_says_so(project: Path) -> None:
    site = project / "site"
    publish(site, "old")
    with build(project, limit=60_000) as process:
        _, errors = process.communicate()
    assert process.returncode == 1
    assert "Traceback" not in errors
    assert "File too large" in errors
    assert whole(site) == "old"
    assert not list(project.glob(".site*"))


@pytest.mark.long
def test_killed_at_fifty_random_moments(project: Path) -> None:
    site, clause = project / "site", project / "policy_src/schools/hilltop/school.yml"
    texts = [clause.read_text(), clause.read_text().replace("Hilltop School", "Hilldown School")]
    known = set()
    for text in reversed(texts):
        clause.write_text(text)
        with build(project) as process:
            assert process.wait() == 0
        known.add(contents(site))
    assert len(known) == 2
    chance = random.Random(7)
    killed = 0
    for turn in range(50):
        clause.write_text(texts[turn % 2])
        with build(project) as process:
            try:
                assert process.wait(timeout=chance.uniform(0.1, 6)) == 0
            except subprocess.TimeoutExpired:
                process.kill()
                killed += 1
        assert contents(site) in known
    assert killed
    with build(project) as process:
        assert process.wait() == 0
    assert not list(project.glob(".site*"))
