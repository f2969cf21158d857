"""Time each edition of one school's handbook, and a browser that prints the same page.

`make bench` runs it. Each edition is drawn by a process of its own, since Typst remembers what it
has laid out.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from io import BytesIO
from pathlib import Path

import engines
import pikepdf
from bench import forget

from generator.compile import check_school, say
from generator.publish.build import build_school
from generator.writers.prints import find_prints, page_count
from generator.writers.prints.render import render_pdf

RUNS = 5
SOURCE = Path("policy_src")


def draw(school: str) -> None:
    """Draw the print that the line on standard input names; print its pages and seconds."""
    checked = check_school(SOURCE, school, date.today())
    found = find_prints(say(checked, date.today()))
    wanted = input()
    printed = next(p.printed for p in found if p.name == wanted)
    forget()
    start = time.perf_counter()
    pdf, _ = render_pdf(checked.policy, printed)
    print(page_count(pdf), time.perf_counter() - start)


def by_typst(school: str, edition: str) -> tuple[int, float]:
    """Return the pages of an edition, and the median of the seconds to draw it."""
    command = [sys.executable, __file__, school, "draw"]
    runs = [
        subprocess.run(command, input=edition, capture_output=True, text=True, check=True)
        for _ in range(RUNS)
    ]
    pages, seconds = zip(*(run.stdout.split() for run in runs), strict=True)
    return int(pages[0]), statistics.median(map(float, seconds))


def by_browser(school: str) -> tuple[int, float]:
    """Return the same for the handbook's page, once a browser has loaded it."""
    with tempfile.TemporaryDirectory() as folder, engines.open_chromium() as browser:
        site = Path(folder) / "site"
        build_school(Path(), school, site)
        with engines.serving(site) as address:
            page = browser.new_page()
            page.goto(f"{address}handbook/")
            times = []
            for _ in range(RUNS):
                start = time.perf_counter()
                pdf = page.pdf(format="A4")
                times.append(time.perf_counter() - start)
    with pikepdf.open(BytesIO(pdf)) as made:
        return len(made.pages), statistics.median(times)


def main(school: str) -> None:
    """Print a line for each edition, and one for the browser."""
    print(f"{school}: handbook, median of {RUNS}")
    for edition in ("parents", "parents-large-print", "staff", "full"):
        pages, seconds = by_typst(school, f"handbook-{edition}")
        print(f"  {edition:28} {pages:3} pages {seconds:6.2f} s")
    pages, seconds = by_browser(school)
    print(f"  {'its page, by Chromium':28} {pages:3} pages {seconds:6.2f} s")


if __name__ == "__main__":
    draw(sys.argv[1]) if sys.argv[2:] else main(sys.argv[1])
