"""Change one thing at a time, and see whether the tests notice: `make mutants` runs it.

Each area has files, tests and a share that must be noticed. Of all changes that could be made a
random part is tried, as many as the minutes allow, each in a copy of the project. What nothing
noticed is listed; a change that harms nobody stands in ``harmless.yml`` with the reason, and is
left out. Ends with 1 when an area notices less than it must.

    python tests/mutants/run.py [--minutes 60] [--seed 46] [--file generator/x.py] [AREA ...]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from typing import NamedTuple

import yaml
from choosing import measure, noticing
from making import Mutant, mutant, ways

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
HARMLESS = HERE / "harmless.yml"
COPIES = os.cpu_count() or 1


class Area(NamedTuple):
    """Files of one kind, the tests that should notice a change of them, and the share of changes.

    Of tests of Python those run that come to a changed line; then all that stand in ``last``.
    """

    files: tuple[str, ...]
    tests: tuple[str, ...]
    last: tuple[str, ...]
    least: float


READ, SHIPPED = "tests/test_words.py", "tests/test_shipped.py"


def _named(*names: str) -> tuple[str, ...]:
    return tuple(f"tests/test_{name}.py" for name in names)


FOUND = ("checks", "checks_reach", "findings", "limits")
AREAS = {
    "wizard": Area(
        ("generator/wizard/*.py",),
        _named(
            *("cases", "chart", "explain", "flow", "impact", "memory", "properties", "proofs"),
            *("reach", "stories", "wizard", *FOUND),
        ),
        (SHIPPED, READ),
        0.95,
    ),
    "checks": Area(
        ("generator/checks/*.py",),
        _named(*FOUND, "due", "force", "invented", "law_claims", "nations"),
        (SHIPPED,),
        0.95,
    ),
    "source": Area(
        ("generator/source/*.py",),
        _named(*FOUND, "errors", "hostile", "layers", "order", "year"),
        (SHIPPED,),
        0.95,
    ),
    "publish": Area(
        ("generator/publish/*.py",),
        _named("budgets", "build", "csp", "offline", "preview", "replace", "single"),
        _named("guards", "build"),
        0.95,
    ),
    "client": Area(
        ("generator/wizard/client/*.js",),
        (),
        ("tests/browser/test_wizard_view.py", *_named("js_engine", "parity", "words")),
        0.9,
    ),
    "templates": Area(
        (
            *("generator/writers/pages/templates/*.j2", "generator/writers/prints/templates/*.typ"),
            *("overrides/*.html", "overrides/partials/*.html"),
        ),
        (),
        _named("pages", "words", "markers"),
        0.9,
    ),
    "data": Area(
        ("policy_src/common/**/*.yml", "policy_src/nations/**/*.yml"),
        (),
        (*_named("witness", "cases", "nations"), SHIPPED, READ),
        0.9,
    ),
}


class Tried(NamedTuple):
    """A change, and the test that noticed it: "" when none did."""

    mutant: Mutant
    by: str


class Copy:
    """A copy of the project, and a process that runs tests in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._asked = subprocess.Popen(
            [sys.executable, folder / "tests/mutants/asking.py"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def failing(self, tests: Sequence[str]) -> str:
        """Run tests; return the first that failed, or ""."""
        assert self._asked.stdin
        assert self._asked.stdout
        print(json.dumps(tests), file=self._asked.stdin, flush=True)
        return self._asked.stdout.readline().rstrip("\n")


def typed(copy: Path) -> str:
    """Return what the type checker says of a copy's program, or ""."""
    run = subprocess.run(
        [sys.executable, "-m", "mypy"], cwd=copy, capture_output=True, text=True, check=False
    )
    return run.stdout.partition("\n")[0] if run.returncode else ""


def copies(folder: Path) -> Iterator[Copy]:
    """Give copies of the project as it is, one for each processor."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for number in range(COPIES):
        copy = folder / str(number)
        for name in listed.stdout.splitlines():
            if (ROOT / name).is_dir():  # a link to what was installed elsewhere
                continue
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
        (copy / "tests/node_modules").symlink_to(ROOT / "tests/node_modules")
        yield Copy(copy)


def harmless() -> set[tuple[str, str, str]]:
    """Return the changes that are known to harm nobody: file, lines before, lines after."""
    listed = yaml.safe_load(HARMLESS.read_text("utf-8")) or []
    return {(each["file"], each["was"], each["now"]) for each in listed}


def chosen(files: list[str], rng: random.Random) -> Iterator[Mutant]:
    """Give the changes of files in an order of chance, without those that harm nobody."""
    known = harmless()
    found = [(file, way) for file in files for way in ways(ROOT, file)]
    rng.shuffle(found)
    for file, way in found:
        made = mutant(ROOT, file, way)
        if made and (made.file, made.was, made.now) not in known:
            yield made


class Trial:
    """An area's changes under way: which are left, and what became of those that were tried."""

    def __init__(self, name: str, rng: random.Random, only: str, free: SimpleQueue[Copy]) -> None:
        self.name, self.area, self.free = name, AREAS[name], free
        files = sorted(
            file
            for glob in self.area.files
            for path in ROOT.glob(glob)
            if only in (file := path.relative_to(ROOT).as_posix())
        )
        self.left = chosen(files, rng)
        self.covered = measure(self.area.tests)
        self.tried: list[Tried] = []
        self.try_nothing()
        self.lock = Lock()

    def try_nothing(self) -> None:
        """Raise ValueError when tests fail though nothing was changed."""
        copy = self.free.get()
        quick = [test.test for test in self.covered[:100]]
        failed = copy.failing([*quick, *self.area.last])
        self.free.put(copy)
        if failed:
            raise ValueError(f"fails though nothing was changed: {failed}")

    def go_on(self, until: float) -> None:
        """Try changes, one after another, until a moment of ``time.monotonic``."""
        while time.monotonic() < until:
            with self.lock:
                mutant = next(self.left, None)
            if mutant is None:
                return
            one = self.try_one(mutant)
            self.tried.append(one)
            if not one.by:
                print(f"  nothing noticed {mutant}", flush=True)

    def try_one(self, mutant: Mutant) -> Tried:
        """Make a change in a copy that is free, run the tests, and take it back."""
        copy = self.free.get()
        file = copy.folder / mutant.file
        as_it_was = file.read_text("utf-8")
        try:
            file.write_text(mutant.text, "utf-8")
            return Tried(mutant, self._noticed(copy, mutant))
        finally:
            file.write_text(as_it_was, "utf-8")
            self.free.put(copy)

    def _noticed(self, copy: Copy, mutant: Mutant) -> str:
        quick = noticing(self.covered, mutant.file, mutant.lines)
        by = (quick and copy.failing(quick)) or copy.failing(self.area.last)
        return by or (typed(copy.folder) if mutant.file.endswith(".py") else "")

    def result(self) -> bool:
        """Say how many were noticed; return whether that is enough."""
        caught, least = sum(bool(one.by) for one in self.tried), self.area.least
        share = caught / len(self.tried) if self.tried else 1
        of = f"{caught:4} of {len(self.tried):4} noticed, {share:4.0%} (at least {least:.0%})"
        print(f"{self.name:10} {of}", flush=True)
        return share >= least


def main() -> None:
    """Read the command line, try the areas, and say what nothing noticed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("areas", nargs="*", metavar="AREA", help=", ".join(AREAS))
    parser.add_argument("--minutes", type=float, default=60, help="for all areas together")
    parser.add_argument("--seed", type=int, default=date.today().isocalendar().week)
    parser.add_argument("--file", default="", help="a part of the path of the files to change")
    given = parser.parse_args()
    names = given.areas or list(AREAS)
    print(f"seed {given.seed}, {given.minutes:g} minutes, {COPIES} at a time", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        free: SimpleQueue[Copy] = SimpleQueue()
        for copy in copies(Path(folder)):
            free.put(copy)
        seconds = given.minutes * 60 / len(names)
        enough = []
        for name in names:
            trial = Trial(name, random.Random(given.seed), given.file, free)
            until = time.monotonic() + seconds
            with ThreadPoolExecutor(COPIES) as threads:
                list(threads.map(trial.go_on, [until] * COPIES))
            enough.append(trial.result())
    sys.exit(not all(enough))


if __name__ == "__main__":
    main()
