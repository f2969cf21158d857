"""The source's Markdown as HTML: read alike for pages, cards and prints."""

from __future__ import annotations

from functools import lru_cache
from threading import local

import markdown


class _Reader(local):
    """One reader for each thread: making it costs more than reading with it."""

    def __init__(self) -> None:
        self.markdown = markdown.Markdown(extensions=["sane_lists"])


_READER = _Reader()


@lru_cache(maxsize=4096)
def to_html(text: str) -> str:
    """Return Markdown as HTML. The source is checked to hold no HTML of its own."""
    return _READER.markdown.reset().convert(text)
