"""Show what each further school costs when all are built in one process: `make bench` runs it."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench import Cost, forget, measure

from generator.publish.build import build_all
from generator.source.load import schools

SOURCE = Path("policy_src")


def main() -> None:
    """Print the time and the memory of one school, of all, and of each that is added."""
    names = schools(SOURCE)
    found = []
    for wanted in (names[:1], names):
        forget()
        with tempfile.TemporaryDirectory() as scratch:
            found.append(measure(sys.executable, __file__, f"{scratch}/site", *wanted))
        print(f"  {len(wanted)} of {len(names)} schools    {found[-1]}")
    one, every = found
    each = Cost(*((b - a) / (len(names) - 1) for a, b in zip(one, every, strict=True)))
    print(f"  each added school {each}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        build_all(Path(), {name: name for name in sys.argv[2:]}, [], Path(sys.argv[1]))
    else:
        main()
