"""The leaflet for families: four pages, or a booklet to fold, of what a family needs first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from ...content import broken, report, talk
from ...content.book import Book
from ...content.words import GROUPS, bare, gist
from ...model.base import Node
from ...model.people import Channel, Helpline, Stage
from ...model.school import School
from ...wizard.export import ORIGIN_WORDS, mark
from . import blocks, entries
from .blocks import Block
from .editions import about, danger_numbers
from .render import Print

TITLE = "Before you post about school"

EVERY_SCHOOL_HAS = ("governors", "safeguarding")
"""The shared channels that stand beside the school's own: above the head, and for a child."""

TURN = Block({"block": "turn"})
"""Where a page ends early, so that the next subject has one of its own."""


def leaflet(book: Book, chart: Block | None, fold: bool) -> Print:
    """Return the leaflet; with ``fold`` as a booklet, two pages on each side of a sheet."""
    extra: dict[str, Any] = {
        "heading": TITLE,
        "address": "",
        "fold": fold,
        "danger": danger_numbers(book),
    }
    return Print("leaflet.typ", f"{TITLE}, a leaflet for families", list(_all(book, chart)), extra)


def _all(book: Book, chart: Block | None) -> Iterator[Block]:
    yield from _calls(book)
    yield TURN
    if chart:
        yield blocks.heading("Should I post this?")
        yield chart
        yield TURN
    yield from _rules(book)
    yield TURN
    yield from _people(book)
    yield from _steps(book)
    yield from _whole(book)


def _calls(book: Book) -> Iterator[Block]:
    yield blocks.heading("Whom to call first")
    for _, title, services in report.services(book).needs:
        if services:
            yield blocks.heading(title, level=2)
        for service in services:
            yield _service(service)


def _service(service: Helpline) -> Block:
    number = service.phone or service.text_number
    how = "Call" if service.phone else "Text" if number else ""
    data = {"title": service.title, "text": gist(service.text), "how": how}
    web = blocks.web(service.web) if service.web else []
    return Block({"block": "service", **data, "number": number or "", "web": web}, service)


def _rules(book: Book) -> Iterator[Block]:
    """Yield the school's own rules, and the freedoms that the law gives, under their marks."""
    own = book.policy.written_here
    every = [c for _, found in book.parent_sections for c in found]
    yield blocks.heading("The rules in short")
    for kind, title in GROUPS.items():
        rules = [c for c in every if c.kind == kind and (c.id in own or kind == "may")]
        if rules:
            yield blocks.heading(title, level=2)
        for tag, marked in groupby(rules, lambda rule: mark(book.policy, rule)):
            yield Block({"block": "whose", "text": tag})
            for rule in marked:
                banned = kind in ("must-not", "should-not")
                yield _line(rule.title, rule, "Instead:", rule.instead if banned else None)


def _line(text: str, node: Node, label: str, more: str | None) -> Block:
    """Return a line of a list; where there is more to say, its gist stands below it."""
    said = f"{label} {bare(gist(more))}" if more else ""
    return Block({"block": "line", "text": text, "more": said}, node)


def _people(book: Book) -> Iterator[Block]:
    yield blocks.heading("Complain or ask")
    own = {c.id for c in book.policy.own_channels.channels}
    people = talk.contacts(book)
    if not people.reachable:
        yield blocks.words(_no_contact(book.policy.school))
    for person in people.inside:
        if person.id in own or person.id in EVERY_SCHOOL_HAS:
            yield _person(book, person)
    for number, step in enumerate(book.policy.stages, 1):
        if number == 1:
            yield blocks.heading("If it is not settled", level=2)
        yield _stage(book, step, number)


def _no_contact(school: School) -> str:
    if school.website:
        return "The school's website says how to reach them."
    return "Ask at the school how to reach them."


def _person(book: Book, person: Channel) -> Block:
    parts = [
        blocks.text_part(gist(person.text)),
        blocks.facts([*entries.nearest(person.contact), ("Answers", blocks.maybe(person.answers))]),
    ]
    return blocks.entry(person.title, person, parts, tag=ORIGIN_WORDS[book.policy.origin(person)])


def _stage(book: Book, step: Stage, number: int) -> Block:
    person = book.policy.channels.get(step.channel)
    rows = [
        ("Who", blocks.maybe(person.title if person else None)),
        ("How long", blocks.maybe(step.time)),
        ("Not settled?", blocks.maybe(step.next)),
    ]
    return blocks.entry(f"{number}. {step.title}", step, [blocks.facts(rows)])


def _steps(book: Book) -> Iterator[Block]:
    steps = broken.groups(book)
    ours = [(title, [s for s in found if s.for_ in book.site_audiences]) for title, found in steps]
    if not any(found for _, found in ours):
        return
    yield blocks.heading("If a rule is broken")
    for title, found in ours:
        if found:
            yield blocks.heading(title, level=2)
            yield blocks.whose("school")
        for step in found:
            yield _line(step.title, step, "Your side:", step.answer_back)


def _whole(book: Book) -> Iterator[Block]:
    yield blocks.heading("The whole policy")
    yield Block({"block": "site", "about": about(book, "parents")})
