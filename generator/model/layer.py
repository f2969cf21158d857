"""What a policy is built on: a model's own file, and the changes that a layer makes to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field

from .base import Date, Id, Line, Node, Of, Text
from .clause import RuleException


class Model(Node):
    """The file ``model.yml`` of a folder in ``models``: something that schools are based on."""

    title: Line
    """Its name, as parents may know it."""
    kind: Literal["model", "trust", "authority"]
    """``model``: a code that a school takes as its own. ``trust`` or ``authority``: what a trust or
    a local authority says for all its schools."""
    text: Text
    """What it is for, in two or three short sentences. Parents read it under "How ours differs"."""
    based_on: tuple[Id, ...] = ()
    """The models that it is based on itself, in order."""


class Change(Node):
    """A change to something that comes from another layer, with the reason that readers see."""

    of: Of
    """What is changed: ``clause``, ``term``, ``audience``, ``channel``, ``stage``, ``sanction`` or
    ``scenario``, a slash and its id."""
    set_: dict[str, Any] = Field(default_factory=dict)
    """Fields with the values that they have here."""
    add: dict[str, Any] = Field(default_factory=dict)
    """Fields with what is added: to a list its entries, to a text a paragraph."""
    remove: tuple[Line, ...] = ()
    """Fields that are left out here."""
    set_aside: bool = False
    """Whether all of it is left out here."""
    exceptions: tuple[RuleException, ...] = ()
    """What a rule does not forbid here."""
    expect: dict[str, Any] = Field(default_factory=dict)
    """What the fields that are set or removed say where they come from. If that is changed there
    later, a finding shows both texts. ``policy-site keep`` writes it."""
    reason: Text
    """Why it differs here, for parents to read."""
    approved_by: Line | None = None
    """Who approved it."""
    on: Date | None = None
    """When it was approved."""


class Changes(Node):
    """The file ``changes.yml``: what differs here from the layers below."""

    changes: tuple[Change, ...]
    """The changes, in the order in which parents read them."""


@dataclass(frozen=True)
class Difference:
    """A change that was made: the ``layer`` (a school's or a model's id), and what it changed."""

    layer: str
    change: Change
    title: str
    """What it changed was called before."""
    before: dict[str, Any]
    """The fields that it set, removed or added to, as they were; a missing one is not there."""

    @property
    def id(self) -> str:
        """The id of what it changed."""
        return self.change.of.partition("/")[2]
