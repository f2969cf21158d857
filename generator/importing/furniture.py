"""What a printed page holds besides its text: headers, footers, page numbers, contents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from .document import Line

_PAGE_NUMBER = re.compile(
    r"(?:[-–—|]\s*)?(?:page|p\.?)\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?(?:\s*[-–—|])?", re.IGNORECASE
)
_BARE_NUMBER = re.compile(r"[-–—|\s]*(?:\d{1,3}|[ivx]{1,5})(?:\s*(?:of|/)\s*\d{1,3})?[-–—|\s]*")
_RULE = re.compile(r"[\s_=~.·•*|+:–—-]+")
_CONTENTS = re.compile(r"(?:table of )?contents(?: page)?:?", re.IGNORECASE)
_LEADER = re.compile(r".*\S\s*(?:(?:\.\s?){3,}|…+|_{3,})\s*(?:\d{1,3}|[ivx]{1,5})")
_GAP = re.compile(r".*\S(?:\t+|\s{3,})(\d{1,3})")
_ENTRY = re.compile(r".*[^\W\d].*\s(\d{1,3})")
_EDGE = 3  # lines from the top or bottom of a page that may be a header or footer
_REPEATS = 3  # pages on which a line must stand to be one
_LONGEST = 200  # letters of an entry
_RUN = 3  # entries that make a table of contents


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of text; a line that is left out becomes a blank one.

    A header or footer is a line that stands at the edge of three pages and half of all, numbers
    aside. A bare number is a page's number only at the edge of a page.
    """
    lines = list(lines)
    edges = _edges(lines)
    gone = _repeated(lines, edges) | _contents(lines)
    for i, line in enumerate(lines):
        text = line.text.strip()
        alone = _RULE.fullmatch(text) or _PAGE_NUMBER.fullmatch(text)
        if alone or (i in edges and _BARE_NUMBER.fullmatch(text)):
            gone.add(i)
    return [Line("", line.page, line.number) if i in gone else line for i, line in enumerate(lines)]


def _edges(lines: Sequence[Line]) -> set[int]:
    """Return which lines stand first or last on their page; none where the format has no pages."""
    pages: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if line.page is not None and line.text.strip():
            pages[line.page].append(i)
    if len(pages) < 2:
        return set()
    return {i for on in pages.values() for i in on[:_EDGE] + on[-_EDGE:]}


def _repeated(lines: Sequence[Line], edges: set[int]) -> set[int]:
    where: dict[str, set[int]] = defaultdict(set)
    same: dict[str, list[int]] = defaultdict(list)
    for i in sorted(edges):
        key = re.sub(r"\d+", "#", " ".join(lines[i].text.lower().split()))
        where[key].add(lines[i].page or 0)
        same[key].append(i)
    pages = len({lines[i].page for i in edges})
    return {
        i
        for key, on in where.items()
        if len(on) >= _REPEATS and 2 * len(on) >= pages
        for i in same[key]
    }


def _contents(lines: Sequence[Line]) -> set[int]:
    """Return the lines of tables of contents, and the heading over one."""
    texts = [line.text.strip() if len(line.text) <= _LONGEST else "" for line in lines]
    gone = {i for i, text in enumerate(texts) if _LEADER.fullmatch(text)}
    heading: int | None = None
    run: list[int] = []
    last = 0

    def close() -> None:
        if len(run) >= _RUN:
            gone.update(run)
        run.clear()

    for i, text in enumerate(texts):
        if not lines[i].text.strip():
            continue
        if _CONTENTS.fullmatch(text):
            close()
            heading, last = i, 0
            gone.add(i)
            continue
        entry = _GAP.fullmatch(text) or (_ENTRY.fullmatch(text) if heading is not None else None)
        if i in gone:
            continue
        if entry and int(entry[1]) >= (last if run else 0):
            last = int(entry[1])
            run.append(i)
        else:
            close()
            heading = None
    close()
    return gone
