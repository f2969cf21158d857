"""The law register, the social networks and the glossary: what every school shares."""

from __future__ import annotations

from typing import Literal

from .base import Asks, Confirmed, Date, Id, Line, Nations, Node, Pattern, Text, Url
from .provision import NOTHING, From

LawStatus = Literal["in-force", "narrowed", "changing", "repealed", "withdrawn", "unchecked"]


class Claim(Node):
    """Something that must not be said: about a law on any page, about a case on its result."""

    claim: Line
    """The claim, in words."""
    patterns: tuple[Pattern, ...]
    """Phrases that would make it, as regular expressions, matched without regard to case."""


class Law(Node):
    """A law or guidance, with what it means for a post."""

    id: Id
    """Its permanent name."""
    kind: Literal["act", "case", "guidance", "treaty"]
    """What it is."""
    title: Line
    """A short name that a parent understands."""
    citation: Line
    """The correct citation."""
    extent: Nations
    """The nations in which it is known to be law, or for guidance, to be given. An entry that
    leaves the pack's own nation out is refused."""
    status: LawStatus
    """Whether it is in force. ``narrowed``: parts are gone. ``changing``: replaced now and then."""
    status_note: Line | None = None
    """The status in words, with dates."""
    superseded_by: tuple[Id, ...] = ()
    """What took its place."""
    for_parents: bool
    """Whether it can matter for a parent's post; if not, it is listed for staff only."""
    means: Text
    """What it means for a post, in plain words."""
    means_not: Text | None = None
    """What it does not mean."""
    must_not_say: tuple[Claim, ...] = ()
    """Claims that no page may make; the build checks every page for them."""
    detail: Text | None = None
    """A detail for staff."""
    confirmed: Confirmed
    """How well the entry was checked."""
    checked: Date
    """When it was last checked."""
    source: Text | None = None
    """Where it was seen."""
    web: Url | None = None
    """Its page on an official site."""
    asks: Asks = ()
    """What people type into the search when they need it: everyday words, other spellings."""


class LawRegister(Node):
    """The file ``law.yml`` of a nation: the laws and guidance that a post there can touch."""

    laws: tuple[Law, ...]
    """The entries."""


class Platform(Node):
    """A social network or a kind of one."""

    id: Id
    """Its permanent name."""
    title: Line
    """Its name today."""
    status: Literal["current", "renamed", "rare", "closed", "dated-term"]
    """Whether the name a document uses is still right."""
    formerly: tuple[Line, ...] = ()
    """Names it had, or dated terms for it."""
    note: Line | None = None
    """What staff should know."""
    report: Text | None = None
    """How to report a post there, in short sentences."""
    web: Url | None = None
    """Its help page for reporting."""
    checked: Date
    """When this was last checked."""


class Platforms(Node):
    """The file ``common/platforms.yml``."""

    platforms: tuple[Platform, ...]
    """The social networks, most used first."""


class Term(Node):
    """A word that the pages explain."""

    id: Id
    """Its permanent name."""
    term: Line
    """The word."""
    meaning: Text
    """What it means, in plain words."""
    from_: From = NOTHING
    """The provisions that define it."""


class Terms(Node):
    """The file ``common/terms.yml``, or a school's own ``terms.yml`` that adds to it."""

    terms: tuple[Term, ...]
    """The words."""
