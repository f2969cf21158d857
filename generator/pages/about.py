"""About: how the site treats people, the document behind it, words, the trace, a page for staff."""

from __future__ import annotations

from ..checks.codes import CODES, Code
from ..errors import Finding
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
                "groups": to_mend(book),
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


def to_mend(book: Book) -> list[tuple[Code, list[Finding]]]:
    """Return the findings by what is wrong, each group with what to do about it."""
    groups: dict[str, list[Finding]] = {}
    for finding in book.findings:
        groups.setdefault(finding.code, []).append(finding)
    return [(CODES[code], findings) for code, findings in sorted(groups.items())]
