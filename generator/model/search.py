"""What people type to find the pages that are no rule, and words that mean the same."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Asks, Line, Node, PageAddress


class PageAsks(Node):
    """What people type when they need a page."""

    page: PageAddress
    """The page's address in the site, such as ``talk-to-us/``. Schools without it pass it over."""
    asks: Annotated[Asks, Field(min_length=1)]
    """What people type: everyday words, other spellings."""


class SameWord(Node):
    """A word that has other words and spellings."""

    word: Line
    """The word."""
    also: Annotated[tuple[Line, ...], Field(min_length=1)]
    """What the search reads as the same: other words for it, and how it is misspelled."""


class Search(Node):
    """The file ``common/search.yml``: what people type into the search."""

    pages: tuple[PageAsks, ...] = ()
    """The pages that are no rule, person, helpline or law: those say it themselves."""
    words: tuple[SameWord, ...] = ()
    """Words that mean the same to the search."""
