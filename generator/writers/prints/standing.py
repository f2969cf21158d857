"""What every page of a print says of its text, and what front pages say of it at more length."""

from __future__ import annotations

from typing import Any

from ...content.book import Book
from ...content.status import short_line, status_line
from ...content.words import in_sentence


def standing(book: Book) -> dict[str, Any]:
    """Return the line for every page, and whether it must not be overlooked."""
    return {"line": short_line(book), "draft": book.status == "draft"}


def front_line(book: Book) -> str:
    """Return the line for a front page: of an approved text also the minute."""
    approval = book.history.approval
    if book.status == "restatement":
        return f"{short_line(book)} It says what the school's own document says, in other words."
    if book.status == "draft" or approval is None:
        return status_line(book)
    minute = f", minute {approval.minute}" if approval.minute else ""
    return f"Approved by {in_sentence(approval.by)} on {approval.on}{minute}."
