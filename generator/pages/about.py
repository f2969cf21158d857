"""About: how the site treats people, the document behind it, words."""

from __future__ import annotations

from .book import Book, Page

UNLISTED = {"robots": "noindex", "search": {"exclude": True}}
"""Front matter of pages that no search shows."""

ABOUT = {"description": "How this site treats you, and the document behind it."}


def pages(book: Book) -> list[Page]:
    """Return the pages below ``about/``."""
    policy = book.policy
    whose = {"school", "shared", "law", *map(policy.origin, policy.clauses.values())}
    found = [Page("about/", "about", "About this site", {"whose": whose}, ABOUT)]
    if policy.terms:
        words = {"description": "Words on these pages, explained."}
        found.append(Page("about/words/", "words", "Words we use", {}, words))
    return found
