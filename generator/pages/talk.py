"""Talk to us: whom to ask about what, how to reach them, and a short message to copy."""

from __future__ import annotations

from .book import Book, Page

MESSAGE = """\
Hello,

What happened:

When and where:

Who knows about it:

What I would like:

Please tell me when you can answer. Thank you."""


def pages(book: Book) -> list[Page]:
    """Return the page."""
    policy = book.policy
    inside = [c for c in policy.own_channels.channels if not c.outside]
    own = {c.id for c in policy.own_channels.channels}
    outside = [c for c in policy.own_channels.channels if c.outside]
    outside += [c for c in policy.channels.values() if c.outside and c.id not in own]
    return [
        Page(
            "talk-to-us/",
            "talk",
            "Talk to us",
            {"inside": inside, "outside": outside, "message": MESSAGE},
            {"description": "Whom to ask about what, and how to reach them."},
        )
    ]
