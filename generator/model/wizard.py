"""What a wizard is made of: facts, questions, options, verdicts, rules and cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field, WithJsonSchema

from ..errors import Mark
from ..source.reader import Mapping, Sequence
from .base import NOWHERE, ConditionError, Id, Line, Node, Text


@dataclass(frozen=True)
class Is:
    """True when the fact has one of the options. ``mark`` places it, ``places`` each option."""

    fact: str
    options: tuple[str, ...]
    mark: Mark
    places: tuple[Mark, ...]


@dataclass(frozen=True)
class All:
    """True when every part is true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """True when at least one part is true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """True when its part is false."""

    part: Condition


Condition: TypeAlias = Is | All | AnyOf | Not


def read_condition(value: Any) -> Condition:
    """Turn ``{kind: complaint, audience: [group, public]}`` into a condition.

    A mapping with several entries means all of them. ``all`` and ``any`` take a list of
    conditions, ``not`` takes one. Raises ConditionError for anything else.
    """
    if isinstance(value, Is | All | AnyOf | Not):
        return value
    if not isinstance(value, dict) or not value:
        raise ConditionError("a condition is written {fact: option}, or all, any or not")
    parts = tuple(_entry(key, item, value) for key, item in value.items())
    return parts[0] if len(parts) == 1 else All(parts)


def _entry(key: str, item: Any, whole: dict[str, Any]) -> Condition:
    if key in ("all", "any"):
        if not isinstance(item, list) or not item:
            raise ConditionError(f'"{key}" takes a list of conditions')
        parts = tuple(read_condition(part) for part in item)
        return All(parts) if key == "all" else AnyOf(parts)
    if key == "not":
        return Not(read_condition(item))
    options = item if isinstance(item, list) else [item]
    if not options or not all(isinstance(option, str) for option in options):
        raise ConditionError(f'"{key}" takes an option or a list of options')
    mark, place = NOWHERE, NOWHERE
    if isinstance(whole, Mapping):
        mark, place = whole.keys_at[key], whole.values_at[key]
    places = tuple(item.items_at) if isinstance(item, Sequence) else (place,) * len(options)
    return Is(key, tuple(options), mark, places)


When = Annotated[
    Any,
    BeforeValidator(read_condition),
    WithJsonSchema({"type": "object", "minProperties": 1}),
]
"""A condition: ``{fact: option}``, ``{fact: [a, b]}`` (any of them), ``all``, ``any``, ``not``."""


class Option(Node):
    """One answer to a question."""

    id: Id
    """Its permanent name, used in conditions."""
    label: Line
    """What the parent reads beside the box."""
    hint: Line | None = None
    """A short explanation under the label."""
    words: Line
    """The option inside a sentence about the post: "it names a member of staff"."""
    or_more: Line | None = None
    """The same for this option and every more severe one together, for an ordered fact."""


class Fact(Node):
    """Something that is true of a post."""

    id: Id
    """Its permanent name, used in conditions."""
    kind: Literal["one", "many"]
    """``one``: a single option. ``many``: tick all that apply, with an explicit "none"."""
    ordered: bool = False
    """Whether the options go from mild to severe, as listed. Only for ``one``."""
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    """The options. For ``many``, the last one is ``none``, worded as a full answer."""
    is_danger: bool = False
    """Whether any option but the first means that someone is in danger. Asked before all else."""
    fixed: bool = False
    """Whether it is a fact that nobody can change by editing the post, such as who saw it happen;
    it is then never suggested as the way to a milder verdict."""
    is_audience: bool = False
    """Whether this fact says who is asking. Its options are audiences; the question is left out
    where the school's rules bind only one of them."""


class Question(Node):
    """How a fact is asked for."""

    fact: Id
    """The fact it asks for."""
    ask: Line
    """The question, as a heading."""
    hint: Line | None = None
    """One sentence of help, without a link."""
    error: Line
    """What to say when nothing was chosen."""
    after: Id | None = None
    """For a question that a school adds: the fact whose question it follows."""


class Verdict(Node):
    """One answer the wizard can give. The order is mild to severe."""

    id: Id
    """Its permanent name, used in rules."""
    title: Line
    """The verdict in words: "Don't post it. Here is what works better."."""
    lead: Line
    """One sentence under it that accepts how the parent feels."""
    next: Line
    """The heading over what to do now."""
    posted: Text | None = None
    """What to do if it is already online."""
    summary: Line
    """The verdict in the checklist: "Stop if"."""


class Rule(Node):
    """What a clause or a channel means for a wizard: in these situations, at least this verdict."""

    in_: Id = "should-i-post"
    """The wizard it belongs to."""

    id: Id | None = None
    """A name, needed only where another rule names it in ``unless``."""
    when: When
    """The situations: ``{fact: option}``; several entries mean all of them."""
    verdict: Id
    """The verdict, at least."""
    channel: Id | None = None
    """Whom to talk to."""
    unless: Id | None = None
    """Another rule that, when it applies, switches this one off."""


class Wizard(Node):
    """A file of ``common/wizards``: the facts and questions that every school shares."""

    id: Id
    """Its permanent name and address."""
    title: Line
    """The question it answers."""
    kind: Literal["verdict", "finder", "guide"] = "verdict"
    """``verdict``: stops once nothing unasked can be more severe. ``finder``: does so too, and
    names a channel in every situation. ``guide``: asks until every rule is decided, and shows all
    that apply."""
    intro: Text
    """What the page says before the first question."""
    message: Text | None = None
    """A short message to copy, offered where the answer is a person to talk to."""
    facts: tuple[Fact, ...]
    """What the wizard asks about."""
    questions: tuple[Question, ...]
    """How it asks, in order. Danger comes first."""
    verdicts: Annotated[tuple[Verdict, ...], Field(min_length=2)]
    """The answers, mild to severe."""
    otherwise: Id
    """The verdict where no rule applies."""
    max_questions: Annotated[int, Field(ge=1, le=100)]
    """The most questions anybody may be asked."""


class WizardAddition(Node):
    """A file of a school's ``wizards`` folder: facts and questions this school adds."""

    id: Id
    """The wizard it adds to."""
    facts: tuple[Fact, ...] = ()
    """The facts it adds."""
    questions: tuple[Question, ...] = ()
    """Their questions; each says ``after`` which it comes."""
