"""Talk to us: whom to ask about what, how to reach them, and a short message to copy."""

from __future__ import annotations

from ..model.wizard import Wizard
from .book import Book, Page


def pages(book: Book) -> list[Page]:
    """Return the page."""
    policy, finder = book.policy, book.tool("finder")
    own = policy.own_channels.channels
    everyone = {c.id: c for c in (*own, *policy.channels.values())}.values()
    inside = [c for c in everyone if not c.outside]
    outside = [c for c in everyone if c.outside]
    return [
        Page(
            "talk-to-us/",
            "talk",
            "Talk to us",
            {
                "inside": inside,
                "outside": outside,
                "reachable": any(c.contact and c.contact.reachable for c in inside),
                "message": _message(finder) if finder else None,
            },
            {"description": "Whom to ask about what, and how to reach them."},
        )
    ]


def _message(finder: Wizard) -> list[str]:
    """Return the paragraphs of a message that fits whatever it is about."""
    if finder.message is None:
        return []
    return ["Hello,", *(line.say for line in finder.message.lines if line.when is None)]
