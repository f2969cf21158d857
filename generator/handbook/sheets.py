"""Sheets of one page to pin up: the decision chart, whom to talk to, danger and helplines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..model.people import Channel, Helpline
from ..pages import report, talk
from ..pages.book import Book
from ..wizard.export import ORIGIN_WORDS
from . import blocks
from .blocks import Block
from .render import Print
from .tree import Tree, plain


def sheets(book: Book, chart: Block | None) -> Iterator[tuple[str, Print]]:
    """Yield the file name and the print of each sheet."""
    if chart:
        drawn = _sheet(book, "Should I post this?", "should-i-post/", [chart])
        yield "chart", replace(drawn, template="chart.typ")
    yield "whom-to-talk-to", _sheet(book, "Whom to talk to", "talk-to-us/", list(_people(book)))
    if book.policy.helplines:
        yield "get-help", _sheet(book, "Someone needs help", "report/", list(_services(book)))


def _sheet(book: Book, title: str, address: str, lines: list[Block]) -> Print:
    danger = [h for h in book.policy.helplines.values() if h.danger and h.phone]
    first = book.policy.own_channels.channels[0]
    extra: dict[str, Any] = {
        "heading": title,
        "address": address,
        "danger": [[h.title, h.phone] for h in danger],
        "first": {"title": first.title, "contact": _nearest(first)},
    }
    return Print("sheet.typ", title, lines, extra)


def _people(book: Book) -> Iterator[Block]:
    for person in talk.pages(book)[0].context["inside"]:
        yield _person(book, person)
    if book.policy.stages:
        yield blocks.heading("If it is not settled", level=2)
        for number, step in enumerate(book.policy.stages, 1):
            rows = [(f"{number}. {step.title}", blocks.maybe(step.time or step.text))]
            yield Block({"block": "facts", "rows": blocks.facts(rows)["rows"]}, step)


def _person(book: Book, person: Channel) -> Block:
    rows = [*_nearest(person), ("Answers", blocks.maybe(person.answers))]
    parts = [blocks.text_part(person.text), blocks.facts(rows)]
    tag = ORIGIN_WORDS[book.policy.origin(person)]
    return blocks.entry(person.title, person, parts, tag=tag)


def _nearest(person: Channel) -> list[tuple[str, Tree | None]]:
    """Return the name, and how to reach somebody soonest: by phone and email, or else as given."""
    rows = blocks.contact(person.contact)
    soon = [row for row in rows if row[0] in ("Name", "Phone", "Email")]
    return soon if any(label != "Name" for label, _ in soon) else rows


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
