"""The search: what it knows of a school's pages, and its script for the browser."""

from __future__ import annotations

from collections.abc import Iterable

from ...content.book import Book, Page
from .index import search_index
from .script import script


def files(book: Book, pages: Iterable[Page]) -> dict[str, str]:
    """Return the script and the index of a site with these pages, by path."""
    return {"assets/search.js": script(), "assets/search-index.js": search_index(book, pages)}
