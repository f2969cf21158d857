"""Sections, clauses and sanctions: the rules themselves, each written once."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from .base import Asks, Id, Line, Node, Text
from .provision import NOTHING, From
from .wizard import Rule, When

Kind = Literal["must", "must-not", "should", "should-not", "may", "promise", "info"]
Basis = Literal["law", "school-rule", "safety", "good-practice"]
Topic = Literal["danger", "photos", "groups", "staff", "complaints", "my-child"]
Icon = Literal[
    "danger",
    "school",
    "private",
    "family",
    "hurt",
    "opinion",
    "law",
    "phone",
    "picture",
    "group",
    "book",
    "talk",
    "good",
    "internet",
    "flag",
    "help",
    "staff",
    "learn",
]


class Examples(Node):
    """Two short lists that make a rule plain."""

    fine: tuple[Line, ...] = ()
    """Posts or acts that are fine."""
    not_fine: tuple[Line, ...] = ()
    """Posts or acts that are not."""


class Rewording(Node):
    """One post, before and after it was changed."""

    before: Line
    """The words of the post before, without quotation marks."""
    after: Line
    """The words after: they still say what the writer wanted to say."""


class RuleException(Node):
    """Something that a rule does not forbid here, though it would elsewhere."""

    text: Text
    """What is fine, in a sentence or two."""
    when: When | None = None
    """The situations of "Should I post this?" in which none of the rule's own conditions counts."""
    from_: From = NOTHING
    """The provisions that allow it."""


class Clause(Node):
    """One rule, with a page of its own at a permanent address."""

    id: Id
    """Its permanent name. Addresses and QR codes use it, so it is never reused."""
    kind: Kind
    """What the rule does: ``must``, ``must-not``, ``should``, ``should-not``, ``may`` (you are free
    to), ``promise`` (what the school will do) or ``info``."""
    binds: Annotated[tuple[Id, ...], Field(min_length=1)]
    """The audiences it speaks to; for a promise, the ones who keep it. ``everyone`` means all."""
    basis: Basis = "school-rule"
    """What it rests on. A school's clause rests on its own document (``school-rule``), or says what
    that document says about the ``law``. A shared clause rests on the ``law``, ``safety`` or
    ``good-practice``."""
    title: Line
    """The rule in a few words."""
    text: Text
    """The rule in short sentences."""
    why: Text | None = None
    """The reason, in one or two sentences."""
    examples: Examples | None = None
    """Examples of what is fine and what is not."""
    rewrite: Rewording | None = None
    """A post before and after. The wizard shows it where the rule asks to change a post first."""
    instead: Text | None = None
    """What to do instead. Every ``must-not`` and ``should-not`` has one."""
    act: Line | None = None
    """What to do first, in one line. A clause that sends somebody for help has one."""
    avoid: Line | None = None
    """What not to do, in one line. A clause that sends somebody for help has one."""
    topics: tuple[Topic, ...] = ()
    """What a parent would look for it under. The page of the rules leads to all rules about one
    topic."""
    law: tuple[Id, ...] = ()
    """The laws it rests on or touches."""
    helplines: tuple[Id, ...] = ()
    """Helplines that belong to it; a result that cites the clause shows them."""
    platforms: tuple[Id, ...] = ()
    """Social networks it names."""
    caution: Text | None = None
    """A calm line shown with the rule, such as that honest criticism is lawful."""
    exceptions: tuple[RuleException, ...] = ()
    """What it does not forbid."""
    fixed: bool = False
    """Whether it is the law or keeps people safe, so that other layers may only add to it."""
    from_: From = NOTHING
    """The provisions it restates. A clause of a school with a document has at least one."""
    wizard: tuple[Rule, ...] = ()
    """What the rule means for "Should I post this?"."""
    newsletter: tuple[Id, ...] = ()
    """The reminders of the newsletter whose subject it fits."""
    replaces: tuple[Id, ...] = ()
    """Rules that ended, whose place it took. Their addresses lead here."""
    agenda: bool = False
    """Whether the list in its text names the topics of a training session for parents."""
    asks: Asks = ()
    """What people type into the search when they need it: everyday words, other spellings."""

    @property
    def is_adopted(self) -> bool:
        """Whether it is written in another layer, and adopted where it stands."""
        return self._source is not None and self._source.keys_at["id"].file != self.at().file


class Adoption(Node):
    """A rule of another layer that the document says too: it stands here as the school's own rule.

    Each field that is left out is as it is there. The rule keeps its address.
    """

    adopts: Id
    """The id of the rule."""
    kind: Kind | None = None
    """How strong it is here."""
    binds: tuple[Id, ...] | None = None
    """The audiences it speaks to here."""
    title: Line | None = None
    """The rule in a few words."""
    text: Text | None = None
    """The rule in short sentences. To a fixed rule it is added."""
    why: Text | None = None
    """The reason, in one or two sentences."""
    examples: Examples | None = None
    """Examples of what is fine and what is not."""
    rewrite: Rewording | None = None
    """A post before and after."""
    instead: Text | None = None
    """What to do instead."""
    caution: Text | None = None
    """A calm line shown with the rule."""
    topics: tuple[Topic, ...] | None = None
    """What a parent would look for it under."""
    asks: Asks | None = None
    """What people type into the search when they need it."""
    law: tuple[Id, ...] | None = None
    """The laws it rests on or touches."""
    platforms: tuple[Id, ...] | None = None
    """Social networks it names."""
    newsletter: tuple[Id, ...] | None = None
    """The reminders of the newsletter whose subject it fits."""
    replaces: tuple[Id, ...] = ()
    """Rules of the school that ended, whose place it took. Their addresses lead to it."""
    wizard: tuple[Rule, ...] | None = None
    """What the rule means for "Should I post this?" here, in place of what it means there."""
    from_: From = NOTHING
    """The provisions that say it. An adoption of a school with a document has at least one."""


class Section(Node):
    """A group of clauses: one file in ``sections/``. Files are read in the order of their names."""

    id: Id
    """Its permanent name."""
    title: Line
    """The heading."""
    icon: Icon | None = None
    """The drawing beside the heading, wherever its rules are shown."""
    intro: Text | None = None
    """A short opening."""
    from_: From = NOTHING
    """The provisions that the heading and opening restate."""
    clauses: tuple[Clause, ...] = ()
    """The rules, in reading order."""


def _form(entry: Any) -> str:
    return "adoption" if isinstance(entry, dict) and "adopts" in entry else "clause"


class SectionFile(Section):
    """A group of rules: one file in ``sections/``. Files are read in the order of their names.

    Besides clauses it may hold adoptions, each of which becomes the clause that it adopts.
    """

    clauses: tuple[
        Annotated[
            Annotated[Clause, Tag("clause")] | Annotated[Adoption, Tag("adoption")],
            Discriminator(_form),
        ],
        ...,
    ] = ()  # type: ignore[assignment]  # a file as written, before adoptions are joined
    """The rules, in reading order."""


class Sanction(Node):
    """A step the school may take when a rule is broken."""

    id: Id
    """Its permanent name."""
    title: Line
    """The step in a few words."""
    text: Text
    """What happens, in short sentences."""
    when: Line
    """In which case the step is open, as the document says."""
    force: Literal["will", "may"]
    """Whether the document says that the school ``will`` take it or ``may`` take it."""
    for_: Id = "parents"
    """The audience it is aimed at."""
    decides: Line | None = None
    """Who decides."""
    answer_back: Text | None = None
    """How the person can give their side or challenge it."""
    law: tuple[Id, ...] = ()
    """The laws it rests on."""
    caution: Text | None = None
    """What this step does not mean, or what the law asks of the school here."""
    from_: From = NOTHING
    """The provisions it restates."""


class Sanctions(Node):
    """The file ``sanctions.yml``: what the school will and may do. It replaces that of a model."""

    intro: Text | None = None
    """A short opening."""
    from_: From = NOTHING
    """The provisions that the opening restates."""
    sanctions: tuple[Sanction, ...]
    """The steps, mildest first."""
