"""Measure one school's pages with Lighthouse, as on a phone: `make lighthouse`.

The pages are served compressed, as nearly every host does, and each is measured three times.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

import browser_setup
import built
import engines

from generator.publish.build import build_school

HERE = Path(__file__).parent / "lighthouse"
RUNS = 3
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


class Compressing(SimpleHTTPRequestHandler):
    """Sends text gzipped, and keeps a connection open for the next file."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> BytesIO | None:  # type: ignore[override]
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        body, packed = path.read_bytes(), path.suffix in COMPRESSED
        body = gzip.compress(body, 6) if packed else body
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return BytesIO(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder compressed; give its address, ending in a slash."""
    handler = partial(Compressing, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def listening_chromium() -> Iterator[int]:
    """Run a headless Chromium with a fresh profile; give the port that Lighthouse drives it by."""
    path = browser_setup.find_chromium() or sys.exit(browser_setup.CHROMIUM_MISSING)
    flags = [*engines.CHROMIUM_FLAGS, "--headless", "--remote-debugging-port=0"]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [path, *flags, f"--user-data-dir={profile}", "about:blank"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr
            said = next(line for line in process.stderr if "DevTools listening" in line)
            Thread(target=process.stderr.read, daemon=True).start()
            try:
                yield int(said.split("127.0.0.1:")[1].split("/")[0])
            finally:
                process.terminate()


def measure(addresses: list[str]) -> dict[str, list[dict[str, Any]]]:
    """Return Lighthouse's runs for each address, as run.mjs describes them."""
    with listening_chromium() as port:
        done = subprocess.run(
            [engines.node(), str(HERE / "run.mjs"), str(port), str(RUNS), *addresses],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    found: dict[str, list[dict[str, Any]]] = json.loads(done.stdout)
    return found


def main(school: str) -> None:
    """Print the median of each score and time, and what lost points."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build_school(Path(), school, site)
        clause = next(a for a in built.addresses(site) if a.startswith("code/") and a != "code/")
        pages = {"home": "", "wizard": "should-i-post/", "clause": clause, "embed": "embed/"}
        with serving(site) as base:
            found = measure([base + page for page in pages.values()])
    print(f"{school}: Lighthouse, as on a phone, median of {RUNS}; {os.cpu_count()} cores")
    print(f"{'page':8}", *(f"{name:>14}" for name in CATEGORIES), "first paint  largest  blocked")
    for (name, _), runs in zip(pages.items(), found.values(), strict=True):
        scores = [statistics.median(run["scores"][c] for run in runs) for c in CATEGORIES]
        paint, largest, blocked = (
            statistics.median(run[key] for run in runs) for key in ("paint", "largest", "blocked")
        )
        print(f"{name:8}", *(f"{score:14.0f}" for score in scores), end="")
        print(f" {paint / 1000:9.2f} s {largest / 1000:6.2f} s {blocked:5.0f} ms")
        for fault in dict.fromkeys(fault for run in runs for fault in run["faults"]):
            print(f"{'':8} {fault}")


if __name__ == "__main__":
    main(sys.argv[1])
