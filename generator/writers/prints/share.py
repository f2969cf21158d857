"""Pictures for links in chat apps: the school's name, the page's title, its colours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...content.book import Book
from ...model.base import Node
from ...model.policy import Policy
from ...wizard.export import mark
from .standing import standing

KICKER = "Before you post about school"


def pictures(book: Book) -> Iterator[tuple[str, dict[str, Any], Node | None]]:
    """Yield the address of each page that has a picture, what it says, and what it restates."""
    stands = {"standing": standing(book)}
    for address, title, kicker, node in _pictures(book.policy):
        yield address, {"title": title, "kicker": kicker, **stands}, node


def _pictures(policy: Policy) -> Iterator[tuple[str, str, str, Node | None]]:
    yield "", "Thinking of posting about school?", "Social media and school", None
    for wizard in policy.wizards.values():
        yield f"{wizard.id}/", wizard.title, KICKER, wizard
    for rule in policy.clauses.values():
        yield f"code/{rule.id}/", rule.title, mark(policy, rule), rule


def picture_path(address: str) -> str:
    """Return the file of a page's picture: ``code/no-threats/`` gives ``share/no-threats.png``."""
    return f"share/{address.rstrip('/').rpartition('/')[2] or 'home'}.png"
