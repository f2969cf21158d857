"""Build the six schools' sites once for all tests, and read what was built."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

from generator.source import load as source

ROOT = Path(__file__).parent.parent
INPUTS = ("docs", "generator", "overrides", "policy_src", "mkdocs.yml", "requirements.txt")


def build_sites(cache: Path) -> Path:
    """Return a folder with one folder per school, each as `policy-site build` makes it.

    They are built again only when something they are made from has changed, on every core.
    Processes that ask at the same moment wait for one build.
    """
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        built = cache / _fingerprint()
        if not built.is_dir():
            earlier = sorted(cache.glob("built-*"), key=lambda folder: folder.stat().st_mtime)
            for folder in earlier[:-3]:  # other test runs may still read the newer ones
                shutil.rmtree(folder)
            fresh = cache / "fresh"
            shutil.rmtree(fresh, ignore_errors=True)
            with ThreadPoolExecutor(os.cpu_count()) as threads:
                list(threads.map(partial(_build, fresh), source.schools(ROOT / "policy_src")))
            fresh.rename(built)
        return built


def _build(folder: Path, school: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator.cli", "build", school, "--out", str(folder / school)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _fingerprint() -> str:
    digest = hashlib.sha256(date.today().isoformat().encode())
    for path in sorted(p for name in INPUTS for p in [ROOT / name, *(ROOT / name).rglob("*")]):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"\0{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return f"built-{digest.hexdigest()[:16]}"


def schools(sites: Path) -> list[Path]:
    """Return the folder of each school's site, in order."""
    return sorted(folder for folder in sites.iterdir() if folder.is_dir())


def addresses(site: Path) -> Iterator[str]:
    """Give the address of each page below ``site``: ``code/``, ``404.html``, the home page ''."""
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix().removesuffix("index.html")


def sample(site: Path) -> list[str]:
    """Return one address for each kind of page, such as the first clause for all clauses."""
    kinds: dict[str, str] = {}
    for address in addresses(site):
        html = file_of(site, address).read_text("utf-8")
        kind = re.search(r'class="main main--([a-z-]+)"', html)
        kinds.setdefault(kind[1] if kind else address, address)
    return list(kinds.values())


def file_of(site: Path, address: str) -> Path:
    """Return the file that a host gives for an address."""
    return site / address / "index.html" if not address.endswith(".html") else site / address


def prefix(site: Path) -> str:
    """Return the path that a site is built to be served under, such as ``/kind-online/``."""
    found = re.search(r'<link rel="icon" href="(/[^"]*?)assets/', (site / "404.html").read_text())
    assert found
    return found[1]
