"""The drawn chart as a block of a print; ``templates/drawing.typ`` draws it."""

from __future__ import annotations

from dataclasses import asdict

from ...content.book import Book
from ...content.drawing import Drawing
from .blocks import Block
from .editions import danger_numbers


def chart_block(book: Book, drawing: Drawing) -> Block:
    """Return the block: rows, answers, and whom to ring where somebody is in danger."""
    numbers = {"opened": drawing.opened, "danger": danger_numbers(book)}
    data = {"block": "chart", **asdict(drawing), **numbers}
    return Block(data)
