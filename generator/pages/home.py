"""The home page: one question, one button, three short ways on."""

from __future__ import annotations

from ..model.school import School
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
            {
                "description": "Thinking of posting about school? Check it first, in a minute.",
                "organisation": organisation(book.policy.school),
            },
        )
    ]


def organisation(school: School) -> dict[str, str]:
    """Return what a search engine may know of the school: JSON-LD with what the source gives."""
    contact = school.contact
    known = {
        "@context": "https://schema.org",
        "@type": "School",
        "name": school.name,
        "url": school.website,
        "telephone": contact.phone if contact else None,
        "email": contact.email if contact else None,
        "address": contact.post if contact else None,
    }
    return {name: value for name, value in known.items() if value}
