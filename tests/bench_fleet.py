"""Show what each school costs in a run of many, and that no process grows: `make bench` runs it.

The schools are made up: copies of those that are here, each with another name, other colours and a
changed rule. Give the numbers of schools: ``bench_fleet.py 10 100 1000``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent
COLOURS = ("#1f5f5b", "#5b1f5f", "#7a2e1d", "#1d3f7a", "#3d5a14", "#6b2346", "#27496d")
EVERY = 0.05
"""The seconds between two looks at the processes."""


def make_project(folder: Path, count: int) -> None:
    """Write a project with ``count`` schools into ``folder``."""
    for name in ("docs", "overrides", "policy_src"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "generator").mkdir()  # named under watch
    schools = folder / "policy_src/schools"
    models = sorted(schools.rename(folder / "models").iterdir())
    for number in range(count):
        model = models[number % len(models)]
        _copy(model, schools / f"{model.name}-{number:05}", number)


def _copy(model: Path, school: Path, number: int) -> None:
    shutil.copytree(model, school)
    shutil.rmtree(school / "releases", ignore_errors=True)
    (school / "approvals.yml").unlink(missing_ok=True)
    colour = COLOURS[number % len(COLOURS)]
    for file in school.rglob("*.yml"):
        text = file.read_text("utf-8").replace(f"{model.name}-", f"{school.name}-")
        if file.name == "school.yml":
            text = re.sub(r"(?m)^(name: .*)$", rf"\1 {number}", text)
            text = re.sub(r'(primary: *)"#\w+"', rf'\1"{colour}"', text)
            text = re.sub(r"(?m)^(site: .*)/$", rf"\1/{number}/", text)
        if file.parent.name == "sections":
            text = re.sub(r"(?m)^( +instead: \w.*\.)$", rf"\1 Thank you, all {number}.", text)
        file.write_text(text, "utf-8")


@dataclass
class Cost:
    """What a run took: seconds by the clock and of all processors, and bytes at the largest."""

    seconds: float = 0
    processor: dict[int, float] = field(default_factory=dict)
    parent: int = 0
    worker: int = 0

    def line(self, schools: int) -> str:
        """Return it for one of so many schools."""
        return (
            f"{self.seconds / schools:8.3f} s {sum(self.processor.values()) / schools:8.3f} s of "
            f"processor   parent {self.parent / 1e6:4.0f} MB   worker {self.worker / 1e6:4.0f} MB"
        )


def measure(project: Path) -> Cost:
    """Build the fleet of a project; return what it took."""
    command = (sys.executable, "-m", "generator.cli")
    cost, start = Cost(), time.perf_counter()
    process = psutil.Popen(
        [*command, "fleet", "build", "policy_src", "--out", "sites", "--draft"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
    )
    while process.poll() is None:
        for pid, used, memory in _processes(process):
            cost.processor[pid] = used
            if pid == process.pid:
                cost.parent = max(cost.parent, memory)
            else:
                cost.worker = max(cost.worker, memory)
        time.sleep(EVERY)
    cost.seconds = time.perf_counter() - start
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return cost


def _processes(parent: psutil.Process) -> Iterator[tuple[int, float, int]]:
    for process in (parent, *parent.children(recursive=True)):
        try:
            used = process.cpu_times()
            yield process.pid, used.user + used.system, process.memory_info().rss
        except psutil.Error:  # it has ended
            continue


def main(counts: list[int]) -> None:
    """Print a line for each number of schools, cold and again."""
    print(f"many schools, {os.cpu_count()} at a time; for each school:")
    for count in counts:
        with tempfile.TemporaryDirectory() as scratch:
            make_project(Path(scratch), count)
            for state in ("cold", "unchanged"):
                print(f"  {count:5} schools, {state:10} {measure(Path(scratch)).line(count)}")


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or [6])
