"""What a wizard is made of: facts, questions, options, verdicts, rules and cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    BeforeValidator,
    Field,
    PlainValidator,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
)

from ..errors import Mark
from ..reader import Mapping, Sequence
from .base import NOWHERE, ConditionError, Id, Line, Node, PatternError, Text


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
    """Turn ``{kind: wrong, audience: [group, public]}`` into a condition.

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
    mends: Line | None = None
    """The good act behind a change of this answer: for a box, what taking it out means ("Take the
    insult out"); for one option of several, what choosing it means ("Send it to the school
    instead"). A result offers no other changes, so never write one that only hides a harm."""


_bool = TypeAdapter(bool)


def _read_order(value: Any) -> bool | tuple[str, ...]:
    if isinstance(value, list | tuple):
        if len(value) > 1 and all(isinstance(name, str) for name in value):
            return tuple(value)
    else:
        try:
            return _bool.validate_python(value)
        except ValidationError:
            pass
    raise PatternError("write true, or a list of two or more options, from mild to severe")


Order = Annotated[
    bool | tuple[str, ...],
    PlainValidator(_read_order),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "boolean"},
                {"type": "array", "items": {"type": "string"}, "minItems": 2},
            ]
        }
    ),
]
"""Whether options go from mild to severe: all of them as listed, or some in this order."""


class Fact(Node):
    """Something that is true of a post."""

    id: Id
    """Its permanent name, used in conditions."""
    kind: Literal["one", "many"]
    """``one``: a single option. ``many``: tick all that apply, with an explicit "none"."""
    ordered: Order = False
    """Whether the options go from mild to severe, as listed; or those that do, in that order, where
    the others are of their own kind. Only for ``one``."""
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    """The options. For ``many``, the last one is ``none``, worded as a full answer."""
    is_danger: bool = False
    """Whether any option but the first means that someone is in danger. Asked before all else."""
    is_serious: bool = False
    """Whether every box but ``none`` is a thing that safety or the law cares about. None of them
    may get the mildest verdict, but in situations that the wizard calls ``trusted``."""
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
    when: When | None = None
    """Where it is asked: a condition over facts whose questions come before. Elsewhere the fact
    decides nothing: every test of it is false."""
    after: Id | None = None
    """For a question that a school adds: the fact whose question it follows."""


class Lead(Node):
    """What a verdict says to a person in these situations."""

    when: When
    """The situations. What was not asked is not so."""
    title: Line | None = None
    """A heading in place of the verdict's title, such as "Lovely. Check the faces first"."""
    lead: Line
    """The sentence under it."""


class Verdict(Node):
    """One answer the wizard can give. The order is mild to severe."""

    id: Id
    """Its permanent name, used in rules."""
    title: Line
    """The verdict in words: "Don't post it. Here is what works better."."""
    lead: Line
    """One sentence under it, true of everyone for whom no entry of ``leads`` is."""
    leads: tuple[Lead, ...] = ()
    """Sentences for particular situations: the first that fits is said in place of ``lead``."""
    posted: Text | None = None
    """What to do if it is already online."""
    summary: Line
    """The verdict in the checklist: "Stop if"."""


def _listed(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Wizards = Annotated[
    tuple[Id, ...],
    BeforeValidator(_listed),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""One wizard, or a list of them."""


class Rule(Node):
    """What a clause means for a wizard: in these situations, at least this verdict."""

    in_: Wizards = ("should-i-post",)
    """The wizard it belongs to, or a list of wizards that have the same facts."""

    id: Id | None = None
    """A name, needed only where another rule names it in ``unless``."""
    when: When
    """The situations: ``{fact: option}``; several entries mean all of them."""
    verdict: Id
    """The verdict, at least."""
    channel: Id | None = None
    """Whom to talk to, where no channel's route names somebody."""
    unless: Id | None = None
    """Another rule that, when it applies, switches this one off."""


class Route(Node):
    """The situations in which a channel is the one to talk to.

    The finder and the wizard about a post use the same routes, so they never name two people.
    """

    in_: Wizards = ("who-to-talk-to", "should-i-post")
    """The wizards that use it."""
    when: When
    """The situations."""
    step: Id
    """How far it goes, as a verdict of the finder. Of all routes that hold, the furthest counts."""


class Said(Node):
    """One line of a message, said where it is true."""

    when: When | None = None
    """Where it is said; everywhere without it. What was not asked is not so."""
    say: Line
    """The line. One that ends with a colon is followed by room to write."""


class Message(Node):
    """A message to the person named, written from the answers."""

    when: When | None = None
    """Where it is offered; wherever somebody is named without it."""
    subjects: Annotated[tuple[Said, ...], Field(min_length=1)]
    """What it is about, in a few words: the first that is true."""
    lines: Annotated[tuple[Said, ...], Field(min_length=1)]
    """What it says: every line that is true, in this order, after the greeting."""


class Budget(Node):
    """The most questions that somebody with a plain matter may be asked."""

    what: Line
    """The matter in a few words: "A plain thank-you"."""
    situation: dict[Id, Any]
    """The facts, as in a scenario: a fact left out has its first option, or none of its ticks."""
    questions: Annotated[int, Field(ge=1, le=100)]
    """The most questions."""


class Decision(Node):
    """One decision of the drawn chart: those for whom it is true leave the path here."""

    ask: Line
    """The question, in a few words. "Yes" leaves the path, "no" goes on."""
    such_as: tuple[Line, ...] = ()
    """What it means, in a few words each, so that nobody has to guess."""
    icon: Literal["danger", "school", "private", "family", "hurt", "opinion"]
    """The picture beside it."""
    when: When
    """The situations that leave the path here, if no decision before took them."""


class Facts(Node):
    """The file ``common/facts.yml``: facts that several wizards ask about."""

    facts: tuple[Fact, ...]
    """The facts."""


class Wizard(Node):
    """A file of ``common/wizards``: the facts and questions that every school shares."""

    id: Id
    """Its permanent name and address."""
    title: Line
    """The question it answers."""
    kind: Literal["verdict", "finder", "guide"] = "verdict"
    """``verdict``: asks until nothing unasked can make the verdict more severe, add a ground of law
    or safety, or name another person. ``finder``: does so too, and names a channel in every
    situation. ``guide``: asks until every rule is decided, and shows all that apply."""
    intro: Text
    """What the page says before the first question."""
    message: Message | None = None
    """A message to send, offered where the answer is a person to talk to."""
    uses: tuple[Id, ...] = ()
    """Facts of ``common/facts.yml`` that it asks about."""
    facts: tuple[Fact, ...] = ()
    """What else it asks about."""
    questions: tuple[Question, ...]
    """How it asks, in order. Danger comes first."""
    verdicts: Annotated[tuple[Verdict, ...], Field(min_length=2)]
    """The answers, mild to severe."""
    otherwise: Id
    """The verdict where no rule applies."""
    trusted: When | None = None
    """Situations in which the post goes, in private, only to somebody whose task it is. Only there
    may a serious box be followed by the mildest verdict."""
    max_questions: Annotated[int, Field(ge=1, le=100)]
    """The most questions anybody may be asked."""
    budgets: tuple[Budget, ...] = ()
    """The most questions for plain matters."""
    chart: tuple[Decision, ...] = ()
    """The few decisions of the drawn chart, in order; who passes them all may go ahead."""


class WizardAddition(Node):
    """A file of a school's ``wizards`` folder: facts and questions this school adds."""

    id: Id
    """The wizard it adds to."""
    facts: tuple[Fact, ...] = ()
    """The facts it adds."""
    questions: tuple[Question, ...] = ()
    """Their questions; each says ``after`` which it comes."""
