"""Time the live preview: from saving an edit of one sentence to its new bytes being served.

The processor's other work counts: the proofs and prints of the edit before may still be under way.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from live import fetch, preview
from mkdocs.utils.yaml import yaml_load
from yaml import safe_dump

EDITS = 5
PAUSE = 6.0
"""Seconds between two edits, as of somebody who looks at the page."""


def served(url: str, word: str) -> float:
    """Return the seconds until a page holds a word."""
    start = time.perf_counter()
    while word not in fetch(url):
        time.sleep(0.005)
    return time.perf_counter() - start


def copy_project(folder: Path) -> Path:
    """Copy what a preview reads; its own source is watched, and no program text."""
    for name in ("docs", "overrides", "policy_src"):
        shutil.copytree(name, folder / name)
    config = yaml_load(Path("mkdocs.yml").read_text("utf-8"))
    config["watch"] = ["policy_src", "overrides"]
    config["plugins"] = [{"policy-site": {"school": os.environ.get("SCHOOL", "oakfield")}}]
    (folder / "mkdocs.yml").write_text(safe_dump(config), "utf-8")
    return folder


def main(school: str, file: str, sentence: str, page: str) -> None:
    """Print how long each of a few edits of one sentence took until it was served.

    The first edit is not counted: it makes an approved text a draft, on every page.
    """
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["SCHOOL"] = school
        project = copy_project(Path(scratch))
        source = project / "policy_src/schools" / school / file
        text = source.read_text("utf-8")
        assert sentence in text
        with preview(project, school) as address:
            took = []
            for number in range(EDITS + 1):
                word = f"Edit{number}word"
                source.write_text(text.replace(sentence, f"{sentence} {word}."), "utf-8")
                took.append(served(f"{address}{page}", word))
                time.sleep(PAUSE)
        took = took[1:]
        median = statistics.median(took)
        each = ", ".join(f"{seconds:.2f}" for seconds in took)
        print(f"{school}, live preview: {median:.2f} s from the save to the page ({each})")


if __name__ == "__main__":
    main(
        "oakfield",
        "sections/05-danger-first.yml",
        "Then tell our safeguarding lead",
        "code/danger-now/",
    )
