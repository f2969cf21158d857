"""The home page: one question, one button, three short ways on."""

from __future__ import annotations

from .book import Book, Page


def pages(book: Book) -> list[Page]:
    """Return the home page."""
    document = book.policy.school.document
    overdue = document.review is not None and document.review.last_day < book.today
    danger = [h for h in book.policy.helplines.values() if h.danger]
    return [
        Page(
            "",
            "home",
            book.policy.school.name,
            {"overdue": overdue, "danger": danger},
            {"description": "Thinking of posting about school? Check it here first, in a minute."},
        )
    ]
