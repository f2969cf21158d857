"""Serve a project's live preview, and ask it for pages."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).parent.parent


@contextmanager
def preview(project: Path, school: str) -> Iterator[str]:
    """Serve a school of a project; give the address of its home page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=project,
        env={
            **os.environ,
            "SCHOOL": school,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONPATH": str(ROOT),
        },
        stderr=subprocess.PIPE,
        text=True,
    )
    said = []
    assert process.stderr
    reader = Thread(target=process.stderr.read)  # a full pipe would stop the server
    try:
        for line in process.stderr:
            said.append(line)
            found = re.search(r"Serving on (http://[^ ]+/)", line)
            if found:
                break
        else:
            raise AssertionError("".join(said))
        reader.start()
        yield found[1]
    finally:
        process.terminate()  # a shell may have told what it starts to ignore Ctrl-C
        process.wait(timeout=60)
        if reader.is_alive():
            reader.join()
        process.stderr.close()


def raw(url: str) -> bytes:
    """Return a file as it is served now; the server waits while it rebuilds."""
    with urllib.request.urlopen(url, timeout=120) as answer:
        return bytes(answer.read())


def fetch(url: str) -> str:
    """Return a page as it is served now."""
    return raw(url).decode()
