"""Forms to print and stories for training."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field as Limits

from .base import Id, Line, Node, ProvisionId, Text


class Field(Node):
    """One thing a form asks for, or one column of a log."""

    label: Line
    """What to write."""
    hint: Line | None = None
    """A short explanation."""
    kind: Literal["line", "box", "tick"] = "line"
    """A line to write on, a larger box, or a box to tick."""
    options: tuple[Line, ...] = ()
    """Choices to tick, or to choose a log entry from."""
    times: Annotated[int, Limits(ge=1, le=20)] = 1
    """How many lines, for example two for two names."""
    from_: tuple[ProvisionId, ...] = ()
    """The provisions that ask for it."""


class Form(Node):
    """A form or log sheet to print."""

    id: Id
    """Its permanent name and address."""
    title: Line
    """The heading."""
    layout: Literal["form", "log"]
    """``form``: one sheet a case. ``log``: a table with a row a case, also given as CSV."""
    audience: Id
    """Who fills it in."""
    intro: Text | None = None
    """What it is for and where it goes."""
    fields: Annotated[tuple[Field, ...], Limits(min_length=1)]
    """What it asks for, in order."""
    rows: Annotated[int, Limits(ge=1, le=100)] = 12
    """For a log: how many empty rows are printed."""
    from_: tuple[ProvisionId, ...] = ()
    """The provisions it restates."""


class Forms(Node):
    """The file ``forms.yml``."""

    forms: tuple[Form, ...]
    """The forms."""


class Scenario(Node):
    """An invented story with the verdict the wizard must give, proven at every build."""

    id: Id
    """Its permanent name."""
    title: Line
    """A few words."""
    post: Text
    """The post or message, with invented names."""
    where: Line
    """Where it would be posted."""
    situation: dict[Id, Any]
    """The facts: an option, or a list of options; a fact left out has its first option,
    or none of its ticks."""
    verdict: Id
    """The verdict the wizard must give."""
    cites: tuple[Id, ...] = ()
    """Clauses that the result must name."""
    discuss: tuple[Line, ...] = ()
    """Points to talk about in the hall."""
    note: Text | None = None
    """A note for the presenter."""


class Scenarios(Node):
    """The file ``scenarios.yml``: a school's own stories, or those every school shares."""

    wizard: Id = "should-i-post"
    """The wizard they are played through."""
    scenarios: tuple[Scenario, ...]
    """The stories."""
