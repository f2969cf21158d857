"""Time the build of one school, from a cold start: `make bench`, or `make bench SCHOOL=name`."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5


def build_seconds(school: str, out: Path) -> float:
    """Build the school into `out` in a process of its own; return the seconds it took."""
    command = [Path(sys.executable).with_name("policy-site"), "build", school, "--out", out]
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main(school: str) -> None:
    """Print the median and the slowest time, the peak memory and what was built."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "site"
        times = [build_seconds(school, out) for _ in range(RUNS)]
        pages = len(list(out.rglob("*.html")))
        size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes on a Mac, KiB elsewhere
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
    print(f"{school}: {pages} pages, {size / 1e6:.1f} MB")
    print(f"median {statistics.median(times):.2f} s, slowest {max(times):.2f} s of {RUNS}")
    print(f"peak memory {memory / 1e6:.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1])
