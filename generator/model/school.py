"""The school and the document that its site restates."""

from __future__ import annotations

from typing import Literal

from .base import Colour, Date, Email, HomeUrl, Id, Line, Node, Origin, Phone, Text, Url
from .provision import NOTHING, From


class Contact(Node):
    """How to reach a person or office. Leave out what the school's document does not give."""

    person: Line | None = None
    """The name of the person, where the school's document gives it."""
    email: Email | None = None
    """The email address."""
    phone: Phone | None = None
    """The telephone number."""
    web: Url | None = None
    """The address of a page or form."""
    post: Line | None = None
    """The postal address, on one line."""
    hours: Line | None = None
    """When somebody answers."""

    @property
    def reachable(self) -> bool:
        """Whether there is at least one way to reach somebody."""
        return any((self.email, self.phone, self.web, self.post))


class Colours(Node):
    """The school's colours. The main one is checked for its contrast on white."""

    primary: Colour
    """The main colour: headings, links and buttons."""
    accent: Colour
    """A second colour, for small touches."""


class Revision(Node):
    """One line of the document's history."""

    version: Line
    """The version it describes."""
    date: Date | None = None
    """When it was made."""
    author: Line | None = None
    """Who made it."""
    note: Line | None = None
    """What changed."""


class Document(Node):
    """The school's own document that this site restates, and who stands behind it."""

    title: Line
    """The title printed on it."""
    version: Line | None = None
    """Its version."""
    author: Line | None = None
    """Who wrote it, with the role if given."""
    coordinators: tuple[Line, ...] = ()
    """The people named as keeping it."""
    approved_by: Line | None = None
    """Who approved it, in the document's words: a role or a body."""
    approved: Date | None = None
    """When it was approved or agreed."""
    review: Date | None = None
    """When it is due to be looked at again."""
    signed: bool = False
    """Whether the copy at hand is signed."""
    history: tuple[Revision, ...] = ()
    """Earlier versions, oldest first."""
    related: tuple[Line, ...] = ()
    """Other documents of the school it points to."""
    web: Url | None = None
    """Where the school publishes it."""
    owned: bool = False
    """Whether the school wrote its words itself and lets this site show them."""
    from_: From = NOTHING
    """The provisions these facts restate."""


class Citation(Node):
    """A law or guidance that the school's document names, as it names it."""

    as_: Line
    """The name printed in the document."""
    law: Id
    """The entry of the law register it means."""
    from_: From = NOTHING
    """The provisions that cite it."""


class PlatformMention(Node):
    """A social network that the school's document names, as it names it."""

    as_: Line
    """The name printed in the document."""
    platform: Id
    """The entry of the platform list it means."""
    from_: From = NOTHING
    """The provisions that name it."""


class School(Node):
    """A school: the file ``school.yml``. The folder's name is the school's id."""

    name: Line
    """The school's name as parents know it."""
    nation: Id
    """Which law, helplines and outside bodies apply: the name of a folder in ``nations``."""
    based_on: tuple[Id, ...] = ()
    """The models whose rules it takes over, in order: the names of folders in ``models``."""
    type: Literal["maintained", "academy", "independent"] | None = None
    """Who runs the school, where known: it decides which complaints law applies."""
    real: bool = True
    """``false`` for an invented school; its pages say so."""
    restatement: bool = False
    """Whether others made the site from the document that the school publishes. Every page then
    says that the school has not approved it, and search engines are asked to leave it out."""
    language: Line = "en-GB"
    """The language of the text, as a web language tag."""
    site: HomeUrl | None = None
    """The address this site is published at, with a closing slash."""
    website: Url | None = None
    """The address of the school's main website."""
    framed_by: tuple[Origin, ...] = ()
    """The websites that may show "Should I post this?" inside a page of theirs, in a frame."""
    contact: Contact | None = None
    """How to reach the school's office."""
    colours: Colours
    """The school's colours."""
    values: tuple[Line, ...] = ()
    """The school's values, where its document prints them."""
    welcome: Text
    """What the home page says first, in the school's spirit: two or three short sentences."""
    welcome_from: From = NOTHING
    """The provisions the welcome and the values restate."""
    document: Document
    """The document this site restates."""
    cites: tuple[Citation, ...] = ()
    """The laws and guidance the document names."""
    platforms: tuple[PlatformMention, ...] = ()
    """The social networks the document names."""
