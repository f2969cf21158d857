"""What stands in each edition of the handbook, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from ...content.book import Book
from ...content.words import in_sentence, listing, missing, when
from ...model.school import Document
from ...wizard.export import ORIGIN_WORDS
from . import appendix, chapters
from .blocks import Block
from .standing import front_line

Name = Literal["parents", "full", "staff"]

TITLES: dict[Name, tuple[str, str]] = {
    "parents": ("Social media: a handbook for families", "The edition for families"),
    "full": ("Social media: the full handbook", "The full edition"),
    "staff": ("Social media: a handbook for staff", "The edition for staff"),
}
"""The title of each edition, and the line that names the edition on every page."""


@dataclass(frozen=True)
class Edition:
    """An edition as data for ``templates/handbook.typ``: its front page, and its blocks."""

    front: dict[str, Any]
    blocks: list[Block]


def edition(book: Book, chart: Block | None, name: Name) -> Edition:
    """Return the edition ``name`` of a school's handbook, with the drawn chart if there is one."""
    writers: dict[Name, Callable[[Book, Block | None], Iterator[Block]]] = {
        "parents": _parents,
        "full": _full,
        "staff": _staff,
    }
    return Edition(_front(book, name), list(writers[name](book, chart)))


def danger_numbers(book: Book) -> list[list[str | None]]:
    """Return name and number of each service for someone in danger."""
    services = book.policy.helplines.values()
    return [[h.title, h.phone] for h in services if h.danger and h.phone]


def document_line(document: Document) -> str:
    """Return version and date of the document, or its title where neither is known."""
    if not document.version and not document.approved:
        return f"“{document.title}”"
    date = f" of {document.approved}" if document.approved else ""
    return f"version {document.version}{date}" if document.version else f"document{date}"


def about(book: Book, name: Name) -> list[str]:
    """Return plain lines: how the text stands; who agreed the document, when it is due, its gaps.

    Only staff read what is not known, and that there are no codes.
    """
    school = book.policy.school
    document = school.document
    lines = [
        front_line(book),
        f"“{ORIGIN_WORDS['school']}” marks what comes from the school's own "
        f"{'document' if book.policy.provisions else 'code'}, "
        f"“{document.title}”. “{ORIGIN_WORDS['shared']}” and “{ORIGIN_WORDS['law']}” mark the "
        "rest.",
    ]
    if document.approved_by or document.approved:
        by = f" by {in_sentence(document.approved_by)}" if document.approved_by else ""
        on = f" {when(document.approved)}" if document.approved else ""
        lines.append(f"The document was agreed{by}{on}.")
    if document.review:
        lines.append(f"To be looked at again by {document.review}.")
    gaps = missing(document)
    if gaps and name == "staff":
        lines.append(f"The copy behind these pages shows {listing(gaps)}.")
    if not school.real:
        lines.append("This school is invented. It shows what such a handbook can be.")
    if not school.site and name == "staff":
        lines.append(
            "The web address of this site is not known yet, so there are no codes to scan."
        )
    return lines


def _front(book: Book, name: Name) -> dict[str, Any]:
    title, line = TITLES[name]
    return {
        "school": book.policy.school.name,
        "title": title,
        "edition": line,
        "facts": f"{ORIGIN_WORDS['school']}: {document_line(book.policy.school.document)}",
        "about": about(book, name),
        "danger": danger_numbers(book),
    }


def _parents(book: Book, chart: Block | None) -> Iterator[Block]:
    danger, others = chapters.danger_apart(book, book.parent_sections)
    yield from chapters.sections(book, danger)
    yield from chapters.chart_page(chart)
    yield from chapters.glance(book)
    yield from chapters.sections(book, others)
    yield from chapters.people(book)
    yield from chapters.steps(book)
    yield from chapters.services(book)
    yield from chapters.glossary(book)


def _staff(book: Book, chart: Block | None) -> Iterator[Block]:
    danger, others = chapters.danger_apart(book, chapters.for_staff(book))
    yield from chapters.sections(book, danger, with_duties=True, with_sources=True)
    yield from chapters.glance(book, "What families read")
    yield from chapters.sections(book, others, with_duties=True, with_sources=True)
    yield from chapters.reference(book)
    yield from appendix.review(book)
    yield from appendix.where_from(book)
    yield from appendix.index(book)


def _full(book: Book, chart: Block | None) -> Iterator[Block]:
    every = [(section, list(section.clauses)) for section in book.policy.sections]
    danger, others = chapters.danger_apart(book, every)
    yield from chapters.sections(book, danger, with_duties=True)
    yield from chapters.chart_page(chart)
    yield from chapters.glance(book)
    yield from chapters.sections(book, others, with_duties=True)
    yield from chapters.reference(book)
