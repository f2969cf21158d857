"""Forms to print, stories for training, and cases that every wizard is measured by."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field as Limits

from .base import Id, Line, Node, Pattern, Text
from .law import Claim
from .provision import NOTHING, From


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
    from_: From = NOTHING
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
    from_: From = NOTHING
    """The provisions it restates."""


class Forms(Node):
    """The file ``forms.yml``."""

    forms: tuple[Form, ...]
    """The forms."""


Look = Literal["chat", "feed", "email"]
"""How a post looks where it is: a bubble in a chat, a card in a feed, or an email."""


class Rewrite(Node):
    """A story's post as it could be said instead. The wizard must give it its mildest verdict."""

    post: Text
    """The words after."""
    where: Line | None = None
    """Where they go, if that is another place."""
    look: Look | None = None
    """How it looks there, if that is another look: a ``chat``, a ``feed`` or an ``email``."""
    situation: dict[Id, Any] = Limits(default_factory=dict)
    """The facts that are now different. All others are those of the scenario."""


class Scenario(Node):
    """An invented story with the verdict the wizard must give, proven at every build."""

    id: Id
    """Its permanent name."""
    title: Line
    """A few words."""
    post: Text
    """The words of the post or message, with invented names and without quotation marks."""
    picture: Line | None = None
    """What a picture in it shows, in words."""
    where: Line
    """Where it would be posted."""
    look: Look = "chat"
    """How it looks there: a bubble in a ``chat``, a card in a ``feed``, or an ``email``."""
    warning: Line | None = None
    """For a hard story: what it is about, said to the room before it, so that people can leave."""
    situation: dict[Id, Any]
    """The facts: an option, or a list of options; a fact left out has its first option,
    or none of its ticks."""
    verdict: Id
    """The verdict the wizard must give."""
    cites: tuple[Id, ...] = ()
    """Clauses that the result must name."""
    rewrite: Rewrite | None = None
    """The post as it could be said instead, shown beside the first words after the answer."""
    discuss: tuple[Line, ...] = ()
    """Points to talk about in the hall."""
    note: Text | None = None
    """A note for the presenter."""


class Scenarios(Node):
    """The file ``scenarios.yml``: a school's own stories."""

    wizard: Id = "should-i-post"
    """The wizard they are played through."""
    scenarios: tuple[Scenario, ...]
    """The stories."""


class SharedScenario(Scenario):
    """A story that every school tells. A school's own rules may ask for more than the shared."""

    stricter: tuple[Id, ...] = ()
    """Verdicts that a school's own rules may give in place of ``verdict``."""


class SharedScenarios(Scenarios):
    """The file ``common/scenarios.yml``: the stories every school tells, the most useful first."""

    scenarios: tuple[SharedScenario, ...]
    """The stories."""


class Reminder(Node):
    """A few lines for a newsletter at a time of the school year."""

    id: Id
    """Its permanent name."""
    title: Line
    """The occasion."""
    when: Line
    """When to send it."""
    text: Text
    """How it opens, in a sentence or two. The rules follow that name it as their ``newsletter``,
    the school's own first. Where there is none, the reminder is left out."""


class Reminders(Node):
    """The file ``common/reminders.yml``: reminders for a year of newsletters, in order."""

    reminders: tuple[Reminder, ...]
    """The reminders."""


NOBODY = "nobody"
"""Stands among the people of a case whose result may name nobody."""


class Case(Node):
    """An invented post with the verdict that a fair reader expects, proven at every build."""

    id: Id
    """Its permanent name."""
    title: Line
    """A few words."""
    where: Line
    """Where it would be posted."""
    post: Text
    """The post or message, with invented names."""
    situation: dict[Id, Any]
    """The facts, as in a scenario: a fact left out has its first option, or none of its ticks."""
    verdict: Id
    """The verdict expected of the shared rules alone."""
    also: tuple[Id, ...] = ()
    """Verdicts that a fair reader would accept too."""
    why: Annotated[tuple[Line, ...], Limits(min_length=1)]
    """The reasons for the verdict."""
    person: tuple[Id, ...] = ()
    """The channels of which the result names one; ``nobody`` where it may name nobody."""
    mentions: tuple[Pattern, ...] = ()
    """What the result must say: regular expressions, of which each is found in its words."""
    must_not_claim: tuple[Claim, ...] = ()
    """What the result may not say."""


class Cases(Node):
    """The file ``common/cases.yml``: what the shared rules are measured by."""

    cases: tuple[Case, ...]
    """The cases."""


class Expectation(Node):
    """What a school's own rules make of a case, where that is not what the shared rules say."""

    case: Id
    """The case."""
    situation: dict[Id, Any] = Limits(default_factory=dict)
    """The answers to questions that only this school asks, where they are not the first option."""
    verdict: Id
    """The verdict at this school."""
    why: Line
    """Which rule makes the difference, and why that is what the document asks."""


class Expectations(Node):
    """A school's file ``cases.yml``: each case in which its own rules change the verdict."""

    expectations: tuple[Expectation, ...]
    """The cases with another verdict here; all others get the verdict of the shared rules."""
