"""The wizard's page: the list that needs no script, and the data that makes it a conversation."""

from __future__ import annotations

from markupsafe import Markup

from .book import Book, Page


def pages(book: Book) -> list[Page]:
    """Return the page, if a wizard was compiled."""
    if book.wizard is None:
        return []
    wizard, made = book.wizard
    return [
        Page(
            f"{wizard.id}/",
            "wizard",
            wizard.title,
            {
                "wizard": wizard,
                "data": script_safe(made.data),
                "groups": [group for group in made.checklist if group.items],
                "otherwise": next(g for g in made.checklist if g.verdict == wizard.otherwise),
            },
            {"description": "A few short questions about your post, and a clear answer."},
        )
    ]


def script_safe(data: str) -> Markup:
    """Return JSON text that cannot end the ``<script>`` it stands in, nor open a comment there."""
    return Markup(data.replace("<", "\\u003c").replace("\n", " "))
