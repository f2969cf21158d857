"""Weigh our wizard beside published form and wizard libraries, and measure the main pages' length.

`make bench` runs it.

The peers are fetched from npm into a folder that is gone afterwards. Of each, the files are weighed
that a page must load to ask a question, as it publishes them.
"""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import built
import engines
from screens import HEIGHT, WIDTH, screens

from generator.publish.budgets import EMBED, WIZARD, loaded
from generator.publish.build import build_school

PEERS = {
    "SurveyJS 2.5.38": {
        "survey-core@2.5.38": ("survey.core.min.js", "survey-core.min.css"),
        "survey-js-ui@2.5.38": ("survey-js-ui.min.js",),
    },
    "Form.io 5.6.0": {
        "@formio/js@5.6.0": ("dist/formio.form.min.js", "dist/formio.form.min.css"),
    },
    "Typebot 0.10.7": {"@typebot.io/js@0.10.7": ("dist/web.js",)},
}
"""For each peer the packages, and the files of each that a page loads."""


def gzipped(data: bytes) -> int:
    return len(gzip.compress(data, 9, mtime=0))


def weigh_peer(packages: dict[str, tuple[str, ...]], folder: Path) -> int | None:
    """Return the bytes that a peer's files take to send, gzipped; None without a network."""
    weight = 0
    for package, files in packages.items():
        npm = shutil.which("npm")
        if not npm:
            return None
        command = [npm, "pack", "--silent", "--fetch-retries=0", package]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            return None
        with tarfile.open(folder / done.stdout.split()[-1]) as archive:
            for name in files:
                file = archive.extractfile(f"package/{name}")
                assert file, name
                weight += gzipped(file.read())
    return weight


def weigh_ours(folder: Path) -> dict[str, int]:
    """Return the weights of our wizard, as built, in the same measure."""
    script = gzipped((folder / "assets/wizard.js").read_bytes())
    style = gzipped((folder / "assets/wizard.css").read_bytes())
    return {
        "ours: script and style": script + style,
        "ours: the embed page, with its rules and words": sum(loaded(folder, EMBED).values()),
        "ours: the wizard's page, with the theme": sum(loaded(folder, WIZARD).values()),
    }


def main(school: str) -> None:
    """Print a line for each."""
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch) / "site"
        build_school(Path(), school, site)
        weights: dict[str, int | None] = {**weigh_ours(site)}
        with engines.open_chromium() as browser, engines.serving(site, built.prefix(site)) as root:
            lengths = screens(browser, root)
        for name, packages in PEERS.items():
            weights[f"{name}: script and style, no questions yet"] = weigh_peer(
                packages, Path(scratch)
            )
    print("what a wizard weighs on its way to a reader, after gzip")
    for name, weight in weights.items():
        shown = f"{weight / 1000:7.1f} KB" if weight else "not fetched: npm answered nothing"
        print(f"  {name:50} {shown}")
    print(f"how many screens of a phone ({WIDTH} by {HEIGHT}) a main page fills")
    for address, length in lengths.items():
        print(f"  {address or 'home':50} {length:7.1f}")


if __name__ == "__main__":
    main(sys.argv[1])
