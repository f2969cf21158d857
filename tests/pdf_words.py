"""Read a PDF's words in the order of its tags, as a screen reader says them: a block a line."""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

import pdfs
import pypdfium2
import pypdfium2.raw as pdfium

FLOWING = {"Span", "Link", "Em", "Strong"}
"""Tags that stand inside a line."""

EDGE = -1
"""The mark of what stands at the edge of a page, outside the tags."""

_PLACE = re.compile(r"Page \d+ of \d+")
"""It changes with the length of the print, and is not of the text."""


@dataclass(frozen=True)
class Tag:
    """A tag with what it holds: text and other tags."""

    kind: str
    described: str
    parts: tuple[str | Tag, ...]


def words(path: Path) -> str:
    """Return a PDF's words, then what stands at the edge of its pages and where its links lead."""
    edges: dict[str, None] = {}
    lines: list[str] = []
    document = pypdfium2.PdfDocument(path)
    for page in document:
        said = _said(page)
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            lines += _lines(_read(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at), said))
        pdfium.FPDF_StructTree_Close(tree)
        edges |= dict.fromkeys(_pieces(said[EDGE]))
    document.close()
    with pdfs.opened(path) as opened:
        found = [to for page in range(1, len(opened.pages) + 1) for to in pdfs.links(opened, page)]
    away = dict.fromkeys(f"link: {address}" for address in found if isinstance(address, str))
    return "\n".join([*lines, "", *edges, "", *away]).strip()


def _pieces(texts: list[str]) -> list[str]:
    """Return what stands at a page's edge, an address in one piece, without dots that lead on."""
    found: list[str] = []
    for text in map(_clean, texts):
        address = found[-1] + text if found else ""
        if re.fullmatch(r"[a-z][\w/-]*(\.[\w/-]*)+", address):
            found[-1] = address
        elif text != ".":
            found.append(text)
    return found


def _clean(text: str) -> str:
    return _PLACE.sub("Page …", pdfs.words_of(text))


def _said(page: Any) -> dict[int, list[str]]:
    """Return the texts of a page by the number of their mark."""
    found: dict[int, list[str]] = defaultdict(list)
    texts = page.get_textpage()
    for part in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT], textpage=texts):
        mark = pdfium.FPDFPageObj_GetMarkedContentID(part.raw)
        found[mark].append(_text(pdfium.FPDFTextObj_GetText, part.raw, texts.raw))
    texts.close()
    return found


def _read(element: Any, said: dict[int, list[str]]) -> Tag:
    parts: list[str | Tag] = []
    for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, at)
        if child:
            parts.append(_read(child, said))
        elif mark != EDGE:
            parts.append(reduce(_joined, said[mark], ""))
    kind = _text(pdfium.FPDF_StructElement_GetType, element)
    if kind == "Link" and len(parts) > 1 and _clean(str(parts[-1])).isdigit():
        parts.pop()  # the number of a page, which changes with every line before it
    described = _text(pdfium.FPDF_StructElement_GetAltText, element)
    return Tag(kind, described, tuple(parts))


def _text(get: Any, *of: Any) -> str:
    """Return what a function of PDFium writes into the room that it is given, as UTF-16."""
    size = get(*of, None, 0)
    room = ctypes.create_string_buffer(size)
    get(*of, ctypes.cast(room, get.argtypes[-2]), size)
    return room.raw.decode("utf-16-le").rstrip("\0")


def _lines(tag: Tag) -> Iterator[str]:
    """Yield the lines of a tag: its own text, broken by each block inside it."""
    if tag.described:
        yield f"{{picture: {tag.described}}}"
    if tag.kind == "TR":
        yield " | ".join(" ".join(_lines(part)) for part in tag.parts if isinstance(part, Tag))
        return
    line = ""
    for part in tag.parts:
        if isinstance(part, str) or part.kind in FLOWING:
            line = _joined(line, _flow(part))
        elif part.kind != "Lbl":
            yield from _line(tag, line)
            line = ""
            yield from _lines(part)
    yield from _line(tag, line)


def _line(tag: Tag, text: str) -> Iterator[str]:
    text = _clean(text)
    heading = re.fullmatch(r"H(\d)", tag.kind)
    mark = f"{'#' * int(heading[1])} " if heading else "- " if tag.kind == "LBody" else ""
    if text:
        yield mark + text


def _flow(part: str | Tag) -> str:
    if isinstance(part, str):
        return part
    text = ""
    for inner in part.parts:
        text = _joined(text, _flow(inner))
    return text


def _joined(before: str, after: str) -> str:
    """Return two texts that stand beside each other, with a space where their words would touch."""
    touch = before[-1:].isalnum() and (after[:1].isalnum() or after[:1] == "“")
    return f"{before} {after}" if touch else before + after
