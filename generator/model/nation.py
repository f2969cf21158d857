"""A nation's pack: its law, its helplines, whom a parent can tell, and who has confirmed them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from .base import Confirmed, Date, EntryOf, Id, Line, Nations, Node, Phone, Text
from .law import Law, LawRegister
from .people import Channel, Channels, Helpline, Helplines


class Nation(Node):
    """The file ``nation.yml`` of a folder in ``nations``: what a pack is."""

    title: Line
    """The nation's name."""
    emergency: Annotated[tuple[Phone, ...], Field(min_length=1)]
    """The numbers to ring when someone is in danger, the one to name first. Each is the number of a
    helpline with ``danger: true``."""
    confirmed_by: Line | None = None
    """Who of that nation went through the whole pack: a person with a post there, or an office.
    Left out until somebody has: staff are told so."""
    confirmed_on: Date | None = None
    """When they did."""
    words: dict[Line, Line] = Field(default_factory=dict)
    """What the shared files and the models call something, and what it is called here, such as
    ``Ofsted: Estyn``. It holds for whole words, in all their texts."""
    lacks: dict[Id, Line] = Field(default_factory=dict)
    """Laws, helplines and offices that the shared files name and that have no counterpart here,
    each with the reason. Shared rules then stand without them."""
    publish: Text | None = None
    """What the law here asks a school to publish on its own website, for staff."""
    checked: Date
    """When this was last checked."""
    source: Text
    """Where it was seen."""

    @property
    def confirmed(self) -> bool:
        """Whether somebody has confirmed the pack, and it is known who and when."""
        return bool(self.confirmed_by and self.confirmed_on)


class NationChannel(Channel):
    """A person or office that every school of a nation shares."""

    serves: Nations = ()
    """The nations whose schools they are for. Each one that is outside the school says it."""
    confirmed: Confirmed | None = None
    """How well the entry was checked."""
    checked: Date | None = None
    """When it was last checked."""
    source: Line | None = None
    """Where it was seen. Each one that is outside the school says it."""


class NationChannels(Channels):
    """The file ``channels.yml`` of a nation: whom a parent can talk to at every school there."""

    channels: Annotated[tuple[NationChannel, ...], Field(min_length=1)]
    """The people and offices; the first one listed is where a parent starts."""


class SameAs(Node):
    """An entry that another nation's pack has: it is written, looked up and mended once, there."""

    same_as: EntryOf
    """The other nation's folder, a slash and the entry's id, such as ``england/samaritans``."""
    but: dict[str, Any] = Field(default_factory=dict)
    """Fields that are different here, with their values."""


class LawFile(LawRegister):
    """The file ``law.yml`` of a nation: the laws and guidance that a post there can touch.

    Besides laws it may hold entries that are the same as in another nation's pack.
    """

    laws: tuple[Law | SameAs, ...]  # type: ignore[assignment]  # as written, before it is read
    """The entries."""


class HelplinesFile(Helplines):
    """The file ``helplines.yml`` of a nation: who helps there, most urgent first.

    Besides helplines it may hold entries that are the same as in another nation's pack.
    """

    helplines: tuple[Helpline | SameAs, ...]  # type: ignore[assignment]  # as written
    """The services."""


class NationChannelsFile(NationChannels):
    """The file ``channels.yml`` of a nation: whom a parent can talk to at every school there.

    Besides channels it may hold entries that are the same as in another nation's pack.
    """

    channels: Annotated[  # type: ignore[assignment]  # as written, before it is read
        tuple[NationChannel | SameAs, ...], Field(min_length=1)
    ]
    """The people and offices; the first one listed is where a parent starts."""
