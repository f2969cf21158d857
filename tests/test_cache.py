"""What was made before is used again, and the result is the same byte for byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest
from worlds import tiny_project, tiny_world

from generator import cache

ROOT = Path(__file__).parent.parent
FOLDER = cache.FOLDER

NOTHING_MADE = """\
import typst
typst.Compiler = None
from generator.cli import main
main()
"""
"""The command, where nothing can be drawn."""

OWN_TEMPLATES = """\
from pathlib import Path
from generator.writers.prints import render
render.TEMPLATES = Path("templates").absolute()
from generator.cli import main
main()
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(command: str, *python: str) -> dict[str, bytes]:
    """Run a command for the school where no site is; return the files in ``site``."""
    shutil.rmtree("site", ignore_errors=True)
    done = subprocess.run(
        [sys.executable, *python, command, "hilltop"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    files = (path for path in Path("site").rglob("*") if path.is_file())
    return {path.as_posix(): path.read_bytes() for path in files}


def test_a_build_is_the_same_with_what_was_kept() -> None:
    tiny_project(Path())
    first = run("build", "-m", "generator.cli")
    kept = {file: file.read_bytes() for file in FOLDER.iterdir()}
    assert {Path(path).suffix for path in first} >= {".pdf", ".png", ".svg"}
    assert run("build", "-c", NOTHING_MADE) == first
    for file, content in kept.items():
        file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert run("build", "-m", "generator.cli") == first
    assert {file: file.read_bytes() for file in FOLDER.iterdir()} == kept


def test_a_template_that_changed_is_drawn_again() -> None:
    tiny_world(Path())
    shutil.copytree(ROOT / "generator/writers/prints/templates", "templates")
    first = run("handbook", "-c", OWN_TEMPLATES)
    library = Path("templates/lib.typ")
    library.write_text(library.read_text("utf-8").replace("#171b21", "#000000"), "utf-8")
    second = run("handbook", "-c", OWN_TEMPLATES)
    pdfs = [path for path in first if path.endswith(".pdf")]
    assert pdfs
    assert [path for path in pdfs if first[path] == second[path]] == []


def test_kept_by_all_inputs() -> None:
    assert cache.kept(lambda: b"first", "ab", "c") == b"first"
    assert cache.kept(lambda: b"second", "ab", "c") == b"first"
    assert cache.kept(lambda: b"second", "a", "bc") == b"second"
    assert cache.kept(lambda: b"third", b"ab", "c", "") == b"third"


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 100])
def test_what_was_damaged_is_made_again(damage: bytes) -> None:
    cache.keep("name", b"content")
    (FOLDER / "name").write_bytes(damage)
    assert cache.find("name") is None
    cache.keep("name", b"content")
    assert cache.find("name") == b"content"


def test_where_nothing_can_be_kept() -> None:
    Path(".cache").write_text("a file, not a folder")
    assert cache.kept(lambda: b"content", "inputs") == b"content"
    cache.make_room()


def test_what_was_not_used_for_longest_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    for age, name in enumerate(["new", "middle", "old", "used again"]):
        cache.keep(name, bytes(1000))
        os.utime(FOLDER / name, (time.time() - age * 1000 - 1000,) * 2)
    assert cache.find("used again")
    monkeypatch.setattr(cache, "MOST", 3500)
    cache.make_room()
    assert {file.name for file in FOLDER.iterdir()} == {"used again", "new", "middle"}


def test_nobody_finds_a_half() -> None:
    content = bytes(1_000_000)
    threads = [Thread(target=cache.keep, args=("name", content)) for _ in range(20)]
    for thread in threads:
        thread.start()
    found = {cache.find("name") for _ in range(20)}
    for thread in threads:
        thread.join()
    assert found <= {None, content}
    assert [file.name for file in FOLDER.iterdir()] == ["name"]
