"""What every page and print says of its text: who approved it, or that nobody has."""

from __future__ import annotations

from .book import Book
from .words import in_sentence


def status_line(book: Book) -> str:
    """Return the line as plain text."""
    approval = book.history.approval
    match book.status:
        case "approved":
            assert approval is not None
            return f"Approved by {in_sentence(approval.by)} on {approval.on}."
        case "draft":
            return "Draft. The school has not approved this text yet."
    return "Not made or approved by the school."


def short_line(book: Book) -> str:
    """Return the line as it stands on every page of a print and on every picture."""
    match book.status:
        case "approved":
            return status_line(book)
        case "draft":
            return "Draft. Not approved yet."
    return "The school did not make this and has not approved it."


def mark(book: Book) -> str:
    """Return the line for what is not approved; nothing for what is."""
    return "" if book.status == "approved" else status_line(book)
