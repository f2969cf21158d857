"""A document as every reader gives it: blocks of text in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, an item of a list or a cell of a table, on one line of text."""

    kind: Literal["heading", "paragraph", "item", "cell"]
    text: str
    """Its words, with single spaces; never empty. A bullet or printed number is left out."""
    level: int = 1
    """How deep a heading or an item stands, from 1."""
    page: int | None = None
    """The page it begins on, from 1, where the format has pages."""
    line: int | None = None
    """The line of the file that it begins on, from 1, where the format has lines."""
    number: str = ""
    """The number or letter printed before it, such as ``3.2``."""


@dataclass(frozen=True)
class Document:
    """What a file says."""

    name: str
    """The file's name, without its folders."""
    blocks: tuple[Block, ...]
    pages: int | None = None


class DocumentError(Exception):
    """A file that cannot be imported. Its text is one sentence for the person who chose it."""


@dataclass(frozen=True)
class Line:
    """One printed line. What the format does not say is None."""

    text: str
    """Its words, with the spaces before them; blank for a gap between paragraphs."""
    page: int | None = None
    """Its page, from 1."""
    number: int | None = None
    """Its line in the file, from 1."""
    size: float | None = None
    """The size of its letters, in points."""
    bold: bool = False
    """Whether all of it is bold."""
    top: float | None = None
    """How far down the page it stands, from 0 to 1."""
