"""Who the policy speaks to and whom a parent can talk to."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Asks, Confirmed, Date, Id, Line, Nations, Node, Phone, Text, Url
from .provision import NOTHING, From
from .school import Contact
from .wizard import Route, When


class Audience(Node):
    """A group of people that clauses bind or speak about."""

    id: Id
    """Its permanent name, used in ``binds``."""
    title: Line
    """The group's name, such as "Parents and carers"."""
    you: Line
    """How a member calls themselves in the wizard: "A parent or carer"."""
    text: Line | None = None
    """Who belongs to it."""
    site: bool = False
    """Whether parents' pages (the code, the chart) are about this group."""


class Audiences(Node):
    """The file ``common/audiences.yml``, or a school's own ``audiences.yml`` that adds to it."""

    audiences: tuple[Audience, ...]
    """The groups."""


class Channel(Node):
    """A person or office to talk to."""

    id: Id
    """Its permanent name, used in rules and stages."""
    title: Line
    """Who it is: "Your child's class teacher"."""
    text: Text
    """What to bring to them, in a sentence or two."""
    good_for: tuple[Line, ...] = ()
    """The matters they are right for."""
    contact: Contact | None = None
    """How to reach them. Left out where the document gives nothing."""
    answers: Line | None = None
    """When they answer, where the document says so."""
    outside: bool = False
    """Whether they are outside the school, such as a regulator."""
    stands_for: tuple[Id, ...] = ()
    """Shared channels that this one takes the place of, so shared rules name a person here. One
    that stands for ``head`` gives the head a name in shared texts, such as "the Principal"."""
    greeting: Line | None = None
    """How a message to them begins: "Dear Headteacher,"."""
    routes: tuple[Route, ...] = ()
    """The situations in which a wizard leads here."""
    never: When | None = None
    """Situations in which no wizard may lead here, such as a complaint about this very person.
    A channel that stands for this one keeps to it too."""
    asks: Asks = ()
    """What people type into the search when they need it: everyday words, other spellings."""
    from_: From = NOTHING
    """The provisions that name them."""


class Stage(Node):
    """A step of the complaints procedure."""

    id: Id
    """Its permanent name."""
    title: Line
    """The step in a few words."""
    text: Text
    """What happens."""
    channel: Id
    """Who handles it."""
    time: Line | None = None
    """How long it takes, where the document says so."""
    next: Line | None = None
    """What to do if it is not settled."""
    from_: From = NOTHING
    """The provisions it restates."""


class Channels(Node):
    """The file ``channels.yml``: whom to talk to, first choice first."""

    intro: Text | None = None
    """A short opening for the page."""
    from_: From = NOTHING
    """The provisions that the opening restates."""
    channels: Annotated[tuple[Channel, ...], Field(min_length=1)]
    """The people and offices; the first one listed is where a parent starts."""
    stages: tuple[Stage, ...] = ()
    """The complaints procedure, first step first. Give it only where the document gives an order;
    else the site shows the people side by side, and the steps that hold at every school."""


class Helpline(Node):
    """A service outside the school that helps."""

    id: Id
    """Its permanent name."""
    title: Line
    """Its name."""
    text: Text
    """What it does, for whom, in a sentence or two."""
    danger: bool = False
    """Whether it is for someone in danger now; these come first everywhere."""
    needs: tuple[Literal["picture", "threat", "child", "coping", "post"], ...] = ()
    """What it helps with. "Get help" shows the first three helplines of each need, and the rest
    below them, folded. A print has each once, under the first of its needs."""
    phone: Phone | None = None
    """The number to ring."""
    text_number: Phone | None = None
    """The number to text."""
    web: Url | None = None
    """Its page."""
    hours: Line | None = None
    """When it answers."""
    note: Line | None = None
    """What it does not do, or what to know first."""
    serves: Nations
    """The nations whose people it helps. One that leaves the pack's own nation out is refused."""
    confirmed: Confirmed | None = None
    """How well the details were checked."""
    checked: Date
    """When these details were last checked."""
    source: Line | None = None
    """Where the details were seen. In a pack each entry says it."""
    asks: Asks = ()
    """What people type into the search when they need it: everyday words, other spellings."""

    @property
    def reachable(self) -> bool:
        """Whether it has a number or an address."""
        return bool(self.phone or self.text_number or self.web)


class Helplines(Node):
    """The file ``helplines.yml`` of a nation: who helps there, most urgent first."""

    helplines: tuple[Helpline, ...]
    """The services."""
