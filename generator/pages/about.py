"""About: how the site treats people, the document behind it, words, the trace, a page for staff."""

from __future__ import annotations

from ..model.law import Platform
from ..model.school import Citation, PlatformMention
from ..trace import trace
from .book import Book, Page

UNLISTED = {"robots": "noindex", "search": {"exclude": True}}


def pages(book: Book) -> list[Page]:
    """Return the pages below ``about/``."""
    policy = book.policy
    found = [Page("about/", "about", "About this site")]
    if policy.terms:
        found.append(Page("about/words/", "words", "Words we use"))
    traced = trace(policy)
    found.append(
        Page(
            "about/trace/",
            "trace",
            "Where each rule comes from",
            {"trace": traced, "titles": titles(book)},
            {"search": {"exclude": True}},
        )
    )
    found.append(
        Page(
            "about/for-staff/",
            "staff",
            "For staff: what to mend",
            {
                "defects": [e.provision for e in traced.entries if e.provision.defect],
                "laws": outdated_laws(book),
                "platforms": outdated_platforms(book),
            },
            UNLISTED,
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


def outdated_laws(book: Book) -> list[Citation]:
    """Return what the document cites that is no longer in force as it is named."""
    fine = {"in-force", "changing", "unchecked"}
    return [c for c in book.policy.school.cites if book.policy.laws[c.law].status not in fine]


def outdated_platforms(book: Book) -> list[tuple[PlatformMention, Platform]]:
    """Return the social networks that the document names by a name of the past."""
    pairs = [(m, book.policy.platforms[m.platform]) for m in book.policy.school.platforms]
    return [(mention, platform) for mention, platform in pairs if platform.status != "current"]
