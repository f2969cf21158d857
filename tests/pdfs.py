"""Read PDFs as a reader, a screen reader and a phone's camera do."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import engines
import pikepdf
import zxingcpp
from PIL import Image

HEAD, FOOT = 72, 770
"""Where the text of an A4 page starts and ends, in points from the top, without head and foot."""


def text_of(
    pdf: bytes,
    page: int | None = None,
    body: bool = False,
    half: tuple[float, float] | None = None,
) -> str:
    """Return the text in the order of the file.

    Of one page (from 1), without head and foot, or of a strip: its left edge and its width.
    """
    area = ["-x", "0", "-y", str(HEAD), "-W", "600", "-H", str(FOOT - HEAD)] if body else []
    if half:
        area = ["-x", str(int(half[0])), "-y", "0", "-W", str(int(half[1])), "-H", "900"]
    text = _text(pdf, *area)
    return text.split("\f")[page - 1] if page else text


@lru_cache(maxsize=64)
def _text(pdf: bytes, *area: str) -> str:
    return _poppler("pdftotext", "-raw", *area, "-", "-", data=pdf).decode()


def boxes(pdf: bytes) -> list[tuple[float, ...]]:
    """Return the left, top, right and bottom edge of each word, in points from the top left."""
    found = _poppler("pdftotext", "-bbox", "-", "-", data=pdf).decode()
    edges = r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)"'
    return [tuple(map(float, box)) for box in re.findall(edges, found)]


def words_of(text: str) -> str:
    """Return a text with single spaces, and without what only guides the breaking of lines."""
    text = re.sub("[\u200b\u2060]", "", unicodedata.normalize("NFC", text))
    return " ".join(text.split())


def letters_of(text: str) -> str:
    """Return a text without any space: a long word may be broken over lines."""
    return re.sub(r"\s", "", words_of(text))


def scan(pdf: bytes, page: int = 1) -> list[str]:
    """Return what the codes on a page say."""
    picture = _poppler(
        "pdftoppm", "-r", "150", "-f", str(page), "-l", str(page), "-gray", "-", data=pdf
    )
    return [code.text for code in zxingcpp.read_barcodes(Image.open(BytesIO(picture)))]


def _poppler(command: str, *arguments: str, data: bytes) -> bytes:
    path = shutil.which(command) or engines.missing(f"{command} is missing: install poppler-utils")
    return subprocess.run([path, *arguments], input=data, capture_output=True, check=True).stdout


def elements(pdf: pikepdf.Pdf, kind: str) -> Iterator[Any]:
    """Yield the elements of the tag tree of one kind, such as ``/Figure``."""
    for entry in pdf.objects:
        if isinstance(entry, pikepdf.Dictionary) and entry.get("/S") == kind and "/P" in entry:
            yield entry


def bookmarks(items: Any, depth: int = 1) -> Iterator[tuple[int, str]]:
    """Yield the bookmarks below ``items`` with their depth, from 1."""
    for item in items:
        yield depth, item.title
        yield from bookmarks(item.children, depth + 1)


def target(pdf: pikepdf.Pdf, annotation: Any) -> int | str:
    """Return where a link leads: the number of a page, from 1, or an address."""
    if "/A" in annotation and "/URI" in annotation.A:
        return str(annotation.A.URI)
    place = annotation.Dest if "/Dest" in annotation else annotation.A.D
    if not isinstance(place, pikepdf.Array):
        place = pikepdf.NameTree(pdf.Root.Names.Dests)[str(place)]
        place = place.D if isinstance(place, pikepdf.Dictionary) else place
    return pikepdf.Page(place[0]).index + 1


def links(pdf: pikepdf.Pdf, page: int) -> list[int | str]:
    """Return where the links of a page (from 1) lead, in order."""
    found = pdf.pages[page - 1].get("/Annots", [])
    return [target(pdf, a) for a in found if a.Subtype == "/Link"]


def sizes(pdf: pikepdf.Pdf) -> set[float]:
    """Return the sizes of the type in points."""
    return {
        round(float(operands[1]), 2)
        for page in pdf.pages
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "Tf"
    }


def opened(path: Path) -> pikepdf.Pdf:
    return pikepdf.open(path)
