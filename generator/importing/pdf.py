"""The printed lines of a PDF, in the order in which it draws them."""

from __future__ import annotations

import ctypes
import math
import re
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from .archive import DAMAGED
from .document import DocumentError, Line
from .tidy import seen

if TYPE_CHECKING:
    import pypdfium2 as pdfium

PAGES = 2_000
"""The pages that are read."""

_LOCKED = DocumentError(
    "{name} is locked with a password: print it to a new PDF, or save it as .docx, and import that."
)
_PICTURE = DocumentError(
    "{name} is a picture of text, as a scanner makes it:"
    " ask for the document that was printed, or have its text recognised first."
)

_FEW_LETTERS = 20  # a page with a picture and fewer letters than these is a scan
_CELL = 0.8  # the gap between cells, in sizes of a letter, if it is twice another gap of the line
_LONE_CELL = 1.8  # the same where the line has no other gap; a justified line has smaller ones
_GAP = 1.4  # the distance that parts paragraphs, in usual distances of lines
_LABEL = re.compile(r"\W|o|\(?\w{1,4}[.)]|\d+(\.\d+)*\.?")
_DOT = 10.0  # the points that a drawn bullet is smaller than
_BOLD = re.compile(rb"bold|black|heavy|semibd|demi", re.IGNORECASE)
_BOLD_WEIGHT = 600
_HYPHEN = "\x02"  # what PDFium puts for a hyphen that breaks a word


@dataclass
class _Run:
    """One printed line while its letters are gathered, with places in points."""

    left: float
    base: float
    right: float = 0.0
    words: list[tuple[float, str]] = field(default_factory=list)
    """Its words, each with the gap before it."""
    sizes: Counter[float] = field(default_factory=Counter)
    weights: Counter[bool] = field(default_factory=Counter)

    @property
    def size(self) -> float:
        return self.sizes.most_common(1)[0][0]

    @property
    def text(self) -> str:
        """The words, with a tab where a cell begins; a bullet or number begins none."""
        gaps = [gap for gap, _ in self.words[1:]]
        least = _LONE_CELL if len(gaps) == 1 else _CELL
        text = ""
        for gap, word in self.words:
            wide = gap > least * self.size and (len(gaps) == 1 or gap > 2 * min(gaps))
            text += ("\t" if wide and not _LABEL.fullmatch(text) else " ") + word
            text = text.lstrip(" ")
        return text


def lines(data: bytes) -> tuple[list[Line], int]:
    """Return the lines of a PDF and how many pages it has.

    A wide gap within a line becomes a tab, and a wide gap between lines a blank line.
    DocumentError is raised for one that is locked, damaged, too long or a picture of text.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as fault:
        raise _LOCKED if fault.err_code == pdfium.raw.FPDF_ERR_PASSWORD else DAMAGED from fault
    pages = len(document)
    if pages > PAGES:
        raise DocumentError(f"{{name}} has more than {PAGES:,} pages: import it in parts.")
    found: list[Line] = []
    scans = 0
    for number in range(pages):
        try:
            page = document[number]
            of_page = list(_lines(page, number + 1))
            few = sum(c.isalnum() for line in of_page for c in line.text) < _FEW_LETTERS
            scans += few and _has_picture(page)
            page.close()
        except pdfium.PdfiumError as fault:
            raise DAMAGED from fault
        found += of_page
    if 2 * scans > pages or not any(c.isalnum() for line in found for c in line.text):
        raise _PICTURE
    return found, pages


def _has_picture(page: pdfium.PdfPage) -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    return next(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]), None) is not None


def _lines(page: pdfium.PdfPage, number: int) -> Iterator[Line]:
    runs = [run for run in _runs(page) if run.words]
    _, bottom, right, top = page.get_bbox()
    middle = right / 2
    edges = [min((r.left for r in runs if r.left >= start), default=0.0) for start in (0, middle)]
    steps = [a.base - b.base for a, b in pairwise(runs) if a.base > b.base]
    usual = statistics.median_low(steps) if steps else 0.0
    last: _Run | None = None
    dots = list(_dots(page))
    for run in runs:
        if last and (last.base - run.base > _GAP * max(usual, last.size) or last.base < run.base):
            yield Line("", page=number)
        last = run
        bullet = "• " if any(_is_bullet_of(run, *dot) for dot in dots) else ""
        indent = run.left - edges[run.left >= middle]
        yield Line(
            text=" " * min(40, round(2 * indent / run.size)) + bullet + run.text,
            page=number,
            size=run.size,
            bold=not run.weights[False],
            top=min(1.0, max(0.0, (top - run.base) / ((top - bottom) or 1.0))),
        )


def _dots(page: pdfium.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """Yield the edges of small shapes: browsers draw bullets, and write none."""
    from pypdfium2.raw import FPDF_PAGEOBJ_PATH

    for shape in page.get_objects(filter=[FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = shape.get_bounds()
        if max(right - left, top - bottom) < _DOT and min(right - left, top - bottom) > _DOT / 10:
            yield left, bottom, right, top


def _is_bullet_of(run: _Run, left: float, bottom: float, right: float, top: float) -> bool:
    return (
        0 < run.left - right < 2 * run.size
        and run.base <= (bottom + top) / 2 <= run.base + run.size
        and max(right - left, top - bottom) < run.size / 2
    )


def _runs(page: pdfium.PdfPage) -> Iterator[_Run]:
    """Yield the lines as PDFium parts them: its order is the order of the file."""
    import pypdfium2.raw as raw

    text = page.get_textpage()
    style = _Styles(text)
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    run: _Run | None = None
    spaced = False
    for i in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, i))
        if character in "\r\n":
            if run:
                yield run
            run = None
            continue
        size, bold = style.of(i)
        if run is None:
            raw.FPDFText_GetCharOrigin(text, i, left, low)
            run = _Run(left.value, low.value, left.value)
        printed = "-" if character == _HYPHEN else seen(character)
        if printed.strip():
            raw.FPDFText_GetCharBox(text, i, left, right, low, high)
            gap = left.value - run.right
            if spaced or not run.words:
                run.words.append((gap, printed))
            else:
                run.words[-1] = (run.words[-1][0], run.words[-1][1] + printed)
            run.right = right.value
            run.sizes[size] += 1
            run.weights[bold] += 1
        spaced = not printed.strip()
        if character == _HYPHEN:
            yield run
            run = None
    if run:
        yield run


class _Styles:
    """The size and weight of letters, asked for once for each piece of text that is drawn."""

    def __init__(self, text: pdfium.PdfTextPage) -> None:
        self.text = text
        self.known: dict[int, tuple[float, bool]] = {}

    def of(self, i: int) -> tuple[float, bool]:
        """Return the size in points, to a tenth, of the letter of an index, and if it is bold."""
        import pypdfium2.raw as raw

        drawn = raw.FPDFText_GetTextObject(self.text, i)
        key = ctypes.cast(drawn, ctypes.c_void_p).value or 0
        if key not in self.known:
            matrix = raw.FS_MATRIX()
            raw.FPDFText_GetMatrix(self.text, i, matrix)
            size = raw.FPDFText_GetFontSize(self.text, i) * math.hypot(matrix.c, matrix.d)
            name = ctypes.create_string_buffer(200)
            raw.FPDFText_GetFontInfo(self.text, i, name, len(name), None)
            bold = (
                raw.FPDFText_GetFontWeight(self.text, i) >= _BOLD_WEIGHT
                or _BOLD.search(name.value) is not None
            )
            self.known[key] = (round(size, 1) or 1.0, bold)
        return self.known[key]
