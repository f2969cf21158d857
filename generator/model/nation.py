"""A nation's pack: its law, its helplines, whom a parent can tell, and who has confirmed them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Confirmed, Date, Line, Nations, Node, Phone, Text
from .people import Channel, Channels


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
