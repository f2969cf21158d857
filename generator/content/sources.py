"""What restates the school's document: a name for each place that does."""

from __future__ import annotations

from .book import Book


def titles(book: Book) -> dict[str, str]:
    """Return a name to show for each address that restates provisions."""
    found = {f"code/{clause.id}/": clause.title for clause in book.policy.clauses.values()}
    for address, node, _ in book.policy.restating():
        names = (getattr(node, name, None) for name in ("title", "term", "as_"))
        found.setdefault(address, next((name for name in names if name), ""))
    pages = {"about/": "About this site", "talk-to-us/": "Complain or ask"}
    return found | pages | {"if-a-rule-is-broken/": "If a rule is broken"}
