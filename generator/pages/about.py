"""About: how the site treats people, the document behind it, words, the trace."""

from __future__ import annotations

from ..trace import trace
from .book import Book, Page

UNLISTED = {"robots": "noindex", "search": {"exclude": True}}
"""Front matter of pages that no search shows."""

ABOUT = {"description": "How this site treats you, and the document behind it."}


def pages(book: Book) -> list[Page]:
    """Return the pages below ``about/``."""
    policy = book.policy
    found = [Page("about/", "about", "About this site", {}, ABOUT)]
    if policy.terms:
        words = {"description": "Words on these pages, explained."}
        found.append(Page("about/words/", "words", "Words we use", {}, words))
    found.append(
        Page(
            "about/trace/",
            "trace",
            "Where each rule comes from",
            {"trace": trace(policy), "titles": titles(book)},
            {
                "search": {"exclude": True},
                "description": "Each statement of the school's document, and where it stands here.",
            },
        )
    )
    return found


def titles(book: Book) -> dict[str, str]:
    """Return a name to show for each address that restates provisions."""
    found: dict[str, str] = {}
    for address, node, _ in book.policy.restating():
        names = (getattr(node, name, None) for name in ("title", "term", "as_"))
        found.setdefault(address, next((name for name in names if name), ""))
    pages = {"about/": "About this site", "talk-to-us/": "Talk to us"}
    return found | pages | {"if-a-rule-is-broken/": "If a rule is broken"}
