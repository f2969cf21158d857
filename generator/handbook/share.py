"""Pictures for links in chat apps: the school's name, the page's title, its colours."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.base import Node
from ..pages.book import Book
from ..wizard.export import mark

KICKER = "Before you post about school"


def pictures(book: Book) -> Iterator[tuple[str, dict[str, str], Node | None]]:
    """Yield the address of each page that has a picture, what it says, and what it restates."""
    policy = book.policy
    yield (
        "",
        {"title": "Thinking of posting about school?", "kicker": "Social media and school"},
        None,
    )
    for wizard in policy.wizards.values():
        yield f"{wizard.id}/", {"title": wizard.title, "kicker": KICKER}, wizard
    for rule in policy.clauses.values():
        yield f"code/{rule.id}/", {"title": rule.title, "kicker": mark(policy, rule)}, rule


def picture_path(address: str) -> str:
    """Return the file of a page's picture: ``code/no-threats/`` gives ``share/no-threats.png``."""
    return f"share/{address.rstrip('/').rpartition('/')[2] or 'home'}.png"
