"""Time the live preview: from saving an edit of one sentence to its new bytes being served.

The processor's other work counts: the proofs and prints of the edit before may still be under way.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.utils.yaml import yaml_load
from yaml import safe_dump

BIN = Path(sys.executable).parent
EDITS = 5
PAUSE = 6.0
"""Seconds between two edits, as of somebody who looks at the page."""


@contextmanager
def preview(project: Path, school: str) -> Iterator[str]:
    """Serve a school of a project; give the address of its home page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [BIN / "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    environment = {**os.environ, "SCHOOL": school, "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(
        command, cwd=project, env=environment, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stderr
        address = next(
            found[1]
            for line in process.stderr
            if (found := re.search(r"Serving on (http://[^ ]+/)", line))
        )
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


def fetch(url: str) -> str:
    """Return a page as it is served now; the server waits while it rebuilds."""
    with urllib.request.urlopen(url, timeout=60) as answer:
        return str(answer.read().decode())


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
    """Print how long each of a few edits of one sentence took until it was served."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["SCHOOL"] = school
        project = copy_project(Path(scratch))
        source = project / "policy_src/schools" / school / file
        text = source.read_text("utf-8")
        assert sentence in text
        with preview(project, school) as address:
            took = []
            for number in range(EDITS):
                word = f"Edit{number}word"
                source.write_text(text.replace(sentence, f"{sentence} {word}."), "utf-8")
                took.append(served(f"{address}{page}", word))
                time.sleep(PAUSE)
        median = statistics.median(took)
        each = ", ".join(f"{seconds:.2f}" for seconds in took)
        print(f"{school}, live preview: {median:.2f} s from the save to the page ({each})")


if __name__ == "__main__":
    main("oakfield", *sys.argv[1:])
