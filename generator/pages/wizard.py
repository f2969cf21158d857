"""The wizards' pages: the list that needs no script, and the data that makes it a conversation."""

from __future__ import annotations

from markupsafe import Markup

from ..model.wizard import Wizard
from .book import Book, Page, WizardPage

DESCRIPTIONS = {
    "verdict": "A few short questions about your post, and a clear answer.",
    "finder": "A few short questions, and the right person to talk to.",
    "guide": "A few short questions, and what you can do, step by step.",
}
"""What a search engine shows, by the kind of wizard."""


def pages(book: Book) -> list[Page]:
    """Return a page for each wizard that was compiled."""
    return [_page(book.policy.wizards[name], made) for name, made in book.wizards.items()]


def _page(wizard: Wizard, made: WizardPage) -> Page:
    groups = made.checklist
    otherwise = next(g for g in groups if g.verdict == wizard.otherwise)
    # The mildest verdict needs no rule: its lines are hints for those whom no other line fits.
    last = otherwise if wizard.kind == "verdict" or not otherwise.items else None
    return Page(
        f"{wizard.id}/",
        "wizard",
        wizard.title,
        {
            "wizard": wizard,
            "data": script_safe(made.data),
            "groups": [group for group in groups if group.items and group is not last],
            "last": last,
        },
        {"description": DESCRIPTIONS[wizard.kind]},
    )


def script_safe(data: str) -> Markup:
    """Return JSON text that cannot end the ``<script>`` it stands in, nor open a comment there."""
    return Markup(data.replace("<", "\\u003c").replace("\n", " "))
