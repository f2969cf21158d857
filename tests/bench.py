"""Time the build of one school beside plain MkDocs Material on the same Markdown: `make bench`.

Each run is a process of its own. A cold one finds nothing that an earlier build kept. The
processor's time says more than the clock's where others use the machine too.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from mkdocs.utils.yaml import yaml_load
from yaml import safe_dump

from generator import cache

RUNS = 3
BIN = Path(sys.executable).parent


class Cost(NamedTuple):
    """What a process took: seconds by the clock and of the processor, and bytes at its largest."""

    seconds: float
    processor: float
    memory: float

    def __str__(self) -> str:
        return (
            f"{self.seconds:7.2f} s {self.processor:7.2f} s of processor"
            f" {self.memory / 1e6:5.0f} MB"
        )


def measure(*command: str | Path, folder: Path | None = None) -> Cost:
    """Run a command; return what it took."""
    start = time.perf_counter()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes on a Mac, KiB elsewhere
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * unit)


def forget() -> None:
    """Delete what earlier builds kept, compiled templates and all."""
    shutil.rmtree(cache.FOLDER.parent, ignore_errors=True)


def median(
    *command: str | Path, folder: Path | None = None, gone: Path | None = None, cold: bool = True
) -> Cost:
    """Run a command some times, each without the folder ``gone``; return the medians."""
    runs = []
    for _ in range(RUNS):
        if cold:
            forget()
        if gone:
            shutil.rmtree(gone, ignore_errors=True)
        runs.append(measure(*command, folder=folder))
    return Cost(*map(statistics.median, zip(*runs, strict=True)))


def make_plain(staged: Path) -> None:
    """Take our theme out of a staged school: its Markdown stays, and Material's own pages."""
    config = yaml_load((staged / "mkdocs.yml").read_text("utf-8"))
    config["theme"] = {"name": "material", "font": False}
    (staged / "mkdocs.yml").write_text(safe_dump(config, allow_unicode=True), "utf-8")
    shutil.rmtree(staged / "overrides")


def main(school: str) -> None:
    """Print a line for each: the median of what it took, and the pages made."""
    with tempfile.TemporaryDirectory() as scratch:
        out, staged = Path(scratch) / "site", Path(scratch) / "staged"
        build = (BIN / "policy-site", "build", school, "--out", out)
        results = [
            ("policy-site build", median(*build, gone=out), out),
            ("  prints and proofs kept", median(*build, gone=out, cold=False), out),
            ("  again, nothing changed", median(*build, cold=False), out),
            (
                "  all of it but MkDocs",
                median(BIN / "policy-site", "stage", school, staged),
                staged / "docs",
            ),
        ]
        make_plain(staged)
        plain = median(BIN / "mkdocs", "build", "--quiet", "--no-strict", folder=staged)
        results.append(("MkDocs Material, the same Markdown", plain, staged / "site"))
        print(f"{school}: median of {RUNS}, {os.cpu_count()} cores")
        for name, cost, built in results:
            pages = len([*built.rglob("*.html"), *built.rglob("*.md")])
            times = cost.seconds / plain.seconds, cost.processor / plain.processor
            said = f"{times[0]:5.1f} times ({times[1]:.1f} of processor)"
            print(f"  {name:36} {cost} {said} {pages:5} pages")


if __name__ == "__main__":
    main(sys.argv[1])
