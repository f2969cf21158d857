"""The drawn chart as a block of a print; ``templates/drawing.typ`` draws it."""

from __future__ import annotations

from dataclasses import asdict

from ..pages.book import Book
from ..pages.drawing import Drawing
from .blocks import Block


def chart_block(book: Book, drawing: Drawing) -> Block:
    """Return the block: rows, answers, and whom to ring where somebody is in danger."""
    danger = [[h.title, h.phone] for h in book.policy.helplines.values() if h.danger and h.phone]
    data = {"block": "chart", **asdict(drawing), "opened": drawing.opened, "danger": danger}
    return Block(data)
