"""The page for trainers: the plan of a session, what to print, and every story in words."""

from __future__ import annotations

from ..model.wizard import Wizard
from ..present.deck import deck
from ..present.opener import MINUTES, SLIDES
from ..present.stories import STORY_MINUTES, Story, agenda, sessions, tell
from .book import Book, Page
from .status import mark

DECK = "present/deck.html"
"""The deck itself: one file that also opens from a stick."""


def pages(book: Book) -> list[Page]:
    """Return the page, if there are stories to tell."""
    told = stories(book)
    if not told:
        return []
    return [
        Page(
            "present/",
            "present",
            "For trainers: a session in the hall",
            {
                "deck": DECK,
                "stories": told,
                "slides": SLIDES,
                "opener_minutes": MINUTES,
                "story_minutes": STORY_MINUTES,
                "sessions": sessions(told),
                "topics": agenda(book.policy),
                "attendance": book.printed.form("training-attendance"),
            },
            {"description": "Stories to talk about, with the school's answer to each."},
        )
    ]


def files(book: Book) -> dict[str, str | bytes]:
    """Return the deck, if there are stories to tell, by its path."""
    told, wizard = stories(book), about_a_post(book)
    if not told or wizard is None:
        return {}
    data = book.wizards[wizard.id].data
    page = deck(book.policy, wizard.title, wizard.verdicts, told, sessions(told), data, mark(book))
    return {DECK: page}


def about_a_post(book: Book) -> Wizard | None:
    """Return the wizard that gives a verdict on a post, if it was compiled."""
    wizards = book.policy.wizards.values()
    return next((w for w in wizards if w.kind == "verdict" and w.id in book.wizards), None)


def stories(book: Book) -> list[Story]:
    """Return the scenarios with the answers of the wizard about a post, if it was proven."""
    wizard = about_a_post(book)
    proven = book.wizards[wizard.id].proven if wizard else None
    return tell(proven.program, book.policy) if proven else []
