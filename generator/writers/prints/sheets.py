"""Sheets of one page to pin up: the decision chart, whom to talk to, danger and helplines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args

from ...content import report, talk
from ...content.book import Book
from ...model.people import Channel, Helpline
from ...model.policy import Origin
from . import blocks, entries
from .blocks import Block
from .editions import danger_numbers
from .render import Print
from .tree import plain


def sheets(book: Book, chart: Block | None) -> Iterator[tuple[str, Print]]:
    """Yield the file name and the print of each sheet."""
    if chart:
        drawn = _sheet(book, "Should I post this?", "should-i-post/", [chart])
        yield "chart", replace(drawn, template="chart.typ")
    yield "whom-to-talk-to", _sheet(book, "Whom to talk to", "talk-to-us/", list(_people(book)))
    if book.policy.helplines:
        yield "get-help", _sheet(book, "Someone needs help", "report/", list(_services(book)))


def _sheet(book: Book, title: str, address: str, lines: list[Block]) -> Print:
    first = book.policy.own_channels.channels[0]
    extra: dict[str, Any] = {
        "heading": title,
        "address": address,
        "danger": danger_numbers(book),
        "first": {"title": first.title, "contact": entries.nearest(first.contact)},
    }
    return Print("sheet.typ", title, lines, extra)


def _people(book: Book) -> Iterator[Block]:
    inside = talk.contacts(book).inside
    for origin in get_args(Origin):
        people = [person for person in inside if book.policy.origin(person) == origin]
        if people:
            yield blocks.whose(origin)
        for person in people:
            yield _person(person)
    if book.policy.stages:
        yield blocks.heading("If it is not settled", level=2)
        for number, step in enumerate(book.policy.stages, 1):
            rows = [(f"{number}. {step.title}", blocks.maybe(step.time or step.text))]
            yield Block({"block": "facts", "rows": blocks.facts(rows)["rows"]}, step)


def _person(person: Channel) -> Block:
    rows = [*entries.nearest(person.contact), ("Answers", blocks.maybe(person.answers))]
    parts = [blocks.text_part(person.text), blocks.facts(rows)]
    return blocks.entry(person.title, person, parts)


def _services(book: Book) -> Iterator[Block]:
    for _, title, services in report.helplines(book):
        yield blocks.heading(title, level=2)
        for service in services:
            yield _service(service)


def _service(service: Helpline) -> Block:
    rows = [
        ("Call", plain(service.phone) if service.phone else None),
        ("Text", plain(service.text_number) if service.text_number else None),
        ("Web", [blocks.web(service.web)] if service.web else None),
        ("Open", blocks.maybe(service.hours)),
    ]
    reached = service.phone or service.text_number or service.web
    parts = [
        blocks.text_part(None if reached else service.note or service.text),
        blocks.facts(rows),
    ]
    return blocks.entry(service.title, service, parts, level=3)
