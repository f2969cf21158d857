"""What is printed: leaflet, handbook, sheets, forms, and pictures for links, drawn by Typst.

One source, many prints: a print is data (``leaflet``, ``editions``, ``sheets``, ``forms``) made of
``blocks``, and ``render`` draws it with the templates beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from ... import cache
from ...content.book import Book, Printed, PrintFile, PrintGroup
from ...content.drawing import draw
from ...errors import Finding
from ...model.base import Node
from .blocks import Block
from .changed import find_told, governors, slip
from .chart import chart_block
from .codes import scan_code
from .editions import Name, edition
from .forms import forms
from .leaflet import leaflet
from .legible import unprintable
from .render import Paper, Print, render_image, render_pdf
from .share import picture_path, pictures
from .sheets import sheets
from .standing import standing

EDITIONS: tuple[tuple[str, Name, bool, str], ...] = (
    ("handbook-parents", "parents", False, "For families"),
    ("handbook-parents-large-print", "parents", True, "For families, in large print"),
    ("handbook-staff", "staff", False, "For staff"),
    ("handbook-full", "full", False, "Everything, with the source of each rule"),
)
"""The editions: file name, content, large print, and the words that name it in a list."""

LEAFLETS: tuple[tuple[str, bool, str], ...] = (
    ("leaflet", False, "Leaflet for families"),
    ("leaflet-booklet", True, "The same as a small booklet: print on both sides, fold once"),
)
"""The leaflets: file name, whether it is folded, and the words that name it in a list."""

LEAFLET_PAGES = 4
"""The sides of paper that a leaflet takes: two sheets, printed on both sides."""

LEAFLET_SIZES = (13, 12.5, 12)
"""The sizes in points that are tried until a leaflet has no more than its pages."""

SHEET_SIZES = (20, 18, 17, 16, 15, 14, 13, 12)
"""The sizes in points that are tried until a sheet fits on one page; 12 is the smallest allowed."""

ROW_HEIGHTS = (9.5, 8.8, 8.0, 9.5)
"""The heights in millimetres that are tried for the rows of a log until it fits on one page; a
longer log goes on, in rows of full height, under the same head."""


@dataclass(frozen=True)
class Planned:
    """A PDF before it is drawn: its file name without ending, and its group and title in a list."""

    name: str
    group: PrintGroup
    title: str
    printed: Print


@dataclass(frozen=True)
class Handbook:
    """What was printed: files by path in the site, what pages say of them, and what went wrong."""

    files: dict[str, bytes]
    printed: Printed
    findings: list[Finding]


class Press:
    """Draws everything for one school in a thread of its own: Typst lets Python run meanwhile.

    A context manager; on leaving it, what was not drawn yet is given up.
    """

    def __init__(self, book: Book, paper: Paper = "a4") -> None:
        self._thread = ThreadPoolExecutor(1)
        submit, policy = self._thread.submit, book.policy
        self._prints = [
            (planned, submit(_fitted, book, paper, planned)) for planned in find_prints(book)
        ]
        self._pictures = [
            (address, submit(render_image, policy, said)) for address, said, _ in pictures(book)
        ]

    def __enter__(self) -> Press:
        return self

    def __exit__(self, *exception: object) -> None:
        self._thread.shutdown(cancel_futures=True)

    def handbook(self) -> Handbook:
        """Return what was drawn, once all of it is."""
        files: dict[str, bytes] = {}
        prints: list[PrintFile] = []
        findings: list[Finding] = []
        for planned, drawn in self._prints:
            pdf, found = drawn.result()
            findings += found
            if pdf:
                path, pages = f"print/{planned.name}.pdf", page_count(pdf)
                files[path] = pdf
                prints.append(PrintFile(path, planned.title, planned.group, pages, len(pdf)))
        if findings:
            return Handbook({}, Printed((), {}), sorted(set(findings), key=Finding.sort_key))
        paths = {address: picture_path(address) for address, _ in self._pictures}
        files |= {paths[address]: drawn.result() for address, drawn in self._pictures}
        cache.make_room()
        return Handbook(files, Printed(tuple(prints), paths), [])


def find_unprintable(book: Book) -> list[Finding]:
    """Return a finding for each character in a print that no font has; nothing is drawn.

    The full edition has every text of the others.
    """
    chart = _chart(book)
    content = edition(book, chart, "full")
    prints = [Print("", "", content.blocks, content.front)]
    prints += [printed for _, printed in (*sheets(book, chart), *forms(book))]
    prints.append(leaflet(book, chart, fold=False))
    told = find_told(replace(book, wizards={}))  # posts that no font can print are left out
    if told:
        prints += [*(printed for _, printed in slip(book, told)), governors(book, told)]
    shown: list[tuple[Node | None, Any]] = [(None, printed.extra) for printed in prints]
    shown += [(block.node, block.data) for printed in prints for block in printed.blocks]
    shown += [(node, [said["title"], said["kicker"]]) for _, said, node in pictures(book)]
    return list(dict.fromkeys(unprintable(book.policy, shown)))


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF by Typst has; it writes the page tree in plain text."""
    found = re.search(rb"/Type/Pages/Count (\d+)", pdf)
    assert found is not None
    return int(found.group(1))


def _chart(book: Book) -> Block | None:
    """Return the drawn chart of the wizard about a post, if it has one."""
    verdicts = [p for p in book.programs.values() if p.wizard.kind == "verdict"]
    drawing = draw(verdicts[0], book.policy) if verdicts else None
    return chart_block(book, drawing) if drawing else None


def find_prints(book: Book) -> Iterator[Planned]:
    """Yield every PDF of a school before it is drawn; each says how the text stands."""
    said = {"standing": standing(book)}
    for planned in _planned(book):
        extra = planned.printed.extra | said
        yield replace(planned, printed=replace(planned.printed, extra=extra))


def _planned(book: Book) -> Iterator[Planned]:
    """Yield leaflets, editions, sheets, forms, and what changed."""
    chart = _chart(book)
    for file, fold, title in LEAFLETS:
        yield Planned(file, "leaflet", title, _with_page_code(book, leaflet(book, chart, fold)))
    for file, name, large, title in EDITIONS:
        content = edition(book, chart, name)
        coded = [_with_code(book, block) for block in content.blocks]
        extra = {"front": content.front}
        printed = Print("handbook.typ", content.front["title"], coded, extra, large=large)
        yield Planned(file, "edition", title, printed)
    for file, printed in sheets(book, chart):
        yield Planned(file, "sheet", printed.title, _with_page_code(book, printed))
    for file, printed in forms(book):
        yield Planned(file, "form", printed.title, printed)
    told = find_told(book)
    if told:
        for file, printed in slip(book, told):
            yield Planned(file, "form", printed.title, printed)
        printed = governors(book, told)
        yield Planned("changes-for-governors", "governors", printed.title, printed)


def _with_page_code(book: Book, printed: Print) -> Print:
    """Return a print with the code of the page that it stands for."""
    code = _code(book, printed.extra["address"])
    return replace(printed, extra=printed.extra | {"code": code})


def _with_code(book: Book, block: Block) -> Block:
    """Return a block; the heading of a section gets the code of its page in the site."""
    if block.data["block"] != "heading":
        return block
    chapter = block.data["level"] == 1 and block.data["id"]
    return replace(block, data=block.data | {"code": _code(book, chapter) if chapter else None})


def _code(book: Book, address: str) -> list[str] | None:
    site = book.policy.school.site
    return scan_code(site + address) if site else None


def _sizes(planned: Planned) -> tuple[int, str, tuple[float, ...]]:
    """Return the pages a print should have, what may be made smaller, and the sizes to try."""
    if planned.group == "leaflet":
        return LEAFLET_PAGES, "size", LEAFLET_SIZES
    if planned.group == "sheet":
        return 1, "size", SHEET_SIZES
    log = planned.group == "form" and planned.printed.blocks[0].data["layout"] == "log"
    return 1, "row", ROW_HEIGHTS if log else ROW_HEIGHTS[:1]


def _fitted(book: Book, paper: Paper, planned: Planned) -> tuple[bytes, list[Finding]]:
    """Return a print in the first size that gives it no more pages, or else in the last.

    Where the first is too large, the others are halved: a smaller size takes no more pages.
    """
    pages, name, sizes = _sizes(planned)

    @lru_cache
    def draw(size: float) -> tuple[bytes, list[Finding]]:
        extra = planned.printed.extra | {name: size}
        return render_pdf(book.policy, replace(planned.printed, paper=paper, extra=extra))

    def fits(size: float) -> bool:
        pdf, findings = draw(size)
        return bool(findings) or page_count(pdf) <= pages

    if len(sizes) == 1 or fits(sizes[0]):
        return draw(sizes[0])
    return draw(sizes[bisect_left(sizes, True, 1, len(sizes) - 1, key=fits)])
