"""How to complain or ask: the steps as a ladder, who can help, and a short message to copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model.people import Channel, Stage
from ..model.policy import Origin, Policy
from ..model.wizard import Wizard
from ..wizard.conditions import truth
from ..wizard.evaluate import named
from ..wizard.program import Program, compile_condition
from ..wizard.stories import read_situation
from .book import Book


@dataclass(frozen=True)
class Detour:
    """The way past a person: whom a complaint is about, and who hears it."""

    about: str
    person: Channel


@dataclass(frozen=True)
class Rung:
    """A step of a ladder: who handles it, and the ways past this person.

    ``home`` is true where the page tells about the person here, and not in a list.
    """

    step: Stage
    person: Channel
    detours: tuple[Detour, ...]
    home: bool


@dataclass(frozen=True)
class Ladder:
    """The steps of a complaint, and whose words they are."""

    origin: Origin
    rungs: tuple[Rung, ...]


@dataclass(frozen=True)
class Contacts:
    """Who can be asked: people and offices at school, bodies outside, and the steps between."""

    inside: list[Channel]
    outside: list[Channel]
    reachable: bool
    """Whether the document says how to reach anybody at school."""
    beside: list[Channel]
    """The school's own people, where its document gives no steps: told before the ladder."""
    ladder: Ladder
    others: list[Channel]
    """Those at school of whom neither the ladder nor ``beside`` tells."""
    bodies: list[Channel]
    """Those outside of whom the ladder does not tell."""
    message: list[str] | None
    """A short message to copy, by paragraphs."""


def contacts(book: Book) -> Contacts:
    """Return whom a parent of this school can ask."""
    policy, finder = book.policy, book.tool("finder")
    everyone = {c.id: c for c in (*policy.own_channels.channels, *policy.channels.values())}
    inside = [c for c in everyone.values() if not c.outside]
    outside = [c for c in everyone.values() if c.outside]
    beside = [] if policy.stages else [c for c in inside if c in policy.own_channels.channels]
    ladder = _ladder(book, finder, beside)
    told = {*beside, *(rung.person for rung in ladder.rungs if rung.home)}
    return Contacts(
        inside=inside,
        outside=outside,
        reachable=any(c.contact and c.contact.reachable for c in inside),
        beside=beside,
        ladder=ladder,
        others=[c for c in inside if c not in told],
        bodies=[c for c in outside if c not in told],
        message=_message(finder) if finder else None,
    )


def _ladder(book: Book, finder: Wizard | None, beside: list[Channel]) -> Ladder:
    """Return the school's own steps, or the general ones where its document gives none.

    ``beside`` are the people that the page tells about before the ladder.
    """
    policy = book.policy
    steps = policy.stages or policy.shared_stages
    people = [policy.channels[step.channel] for step in steps]
    proven = book.wizards[finder.id].proven if finder else None
    past = list(_detours(policy, proven.program, people)) if proven else []
    return Ladder(
        "school" if policy.stages else "shared",
        tuple(
            Rung(
                step,
                person,
                tuple(way for at, way in past if at == number),
                person not in (*beside, *people[:number]),
            )
            for number, (step, person) in enumerate(zip(steps, people, strict=True))
        ),
    )


def _detours(
    policy: Policy, program: Program, people: list[Channel]
) -> Iterator[tuple[int, Detour]]:
    """Yield the ways past the people of a ladder, each at the last step that may not hear it.

    Whom a step may not hear about is what its person says never to; the finder says who does.
    """
    shared = {channel.id: channel for channel in policy.shared_channels}
    never = [
        [
            compile_condition(program, home.never)
            for home in (person, *(shared[name] for name in person.stands_for if name in shared))
            if home.never is not None
        ]
        for person in people
    ]
    for fact, option in ((asked.fact, o) for asked in program.facts for o in asked.fact.options):
        answers = read_situation(program, {fact.id: [option.id]})
        barred = [n for n, rules in enumerate(never) if any(truth(r, answers) for r in rules)]
        if barred:
            known = policy.channels.get(option.id)
            about = known.title if known else option.label
            for person in named(program, answers):
                yield barred[-1], Detour(about, person)


def _message(finder: Wizard) -> list[str]:
    """Return the paragraphs of a message that fits whatever it is about."""
    if finder.message is None:
        return []
    return ["Hello,", *(line.say for line in finder.message.lines if line.when is None)]
