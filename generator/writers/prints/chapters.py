"""The chapters that editions of the handbook are put together from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from ...content import broken, code, law, report, talk
from ...content.book import Book
from ...model.clause import Clause, Section
from ...wizard.export import ORIGIN_WORDS
from . import blocks, entries
from .blocks import Block, ref

Sections: TypeAlias = list[tuple[Section, list[Clause]]]
"""Sections, each with those of its clauses that an edition prints."""

LAST = 3
"""The last words of the glossary stand on one page: no edition ends with a page of one word."""


def for_staff(book: Book) -> Sections:
    """Return the clauses that speak to others than parents, or to everyone, by section."""
    site = book.site_audiences - {"everyone"}
    found = [(s, [c for c in s.clauses if set(c.binds) - site]) for s in book.policy.sections]
    return [(section, clauses) for section, clauses in found if clauses]


def danger_apart(book: Book, sections: Sections) -> tuple[Sections, Sections]:
    """Return the sections about danger, which come before all else, and the others.

    A section is about danger where each of its rules leads to a wizard's most severe verdict.
    """
    worst = {wizard.id: wizard.verdicts[-1].id for wizard in book.policy.wizards.values()}
    danger = [
        (section, clauses)
        for section, clauses in sections
        if section.clauses
        and all(
            any(r.verdict == worst[name] for r in c.wizard for name in r.in_)
            for c in section.clauses
        )
    ]
    return danger, [each for each in sections if each not in danger]


def chart_page(chart: Block | None) -> Iterator[Block]:
    """Yield the drawn chart under its heading, if there is one."""
    if chart:
        yield blocks.heading("Should I post this?", "should-i-post/")
        yield chart


def glance(book: Book, title: str = "The rules at a glance") -> Iterator[Block]:
    """Yield the titles of the school's own rules, with the page of each."""
    yield blocks.heading(title, "code/")
    yield blocks.whose("school")
    for _, name, clauses in code.at_a_glance(book):
        yield blocks.heading(name, level=2)
        yield blocks.pages([(f"code/{c.id}/", c.title) for c in clauses])


def sections(
    book: Book, found: Sections, with_duties: bool = False, with_sources: bool = False
) -> Iterator[Block]:
    """Yield the rules by section; for what ``with_…`` adds see ``entries.clause``."""
    for section, clauses in found:
        yield blocks.heading(section.title, f"code/#{section.id}", node=section)
        if section.intro:
            yield blocks.intro(section.intro, section)
        for rule in clauses:
            yield entries.clause(book.policy, rule, with_duties, with_sources)


def people(book: Book) -> Iterator[Block]:
    """Yield whom to talk to, and the steps of a complaint."""
    policy = book.policy
    whom = talk.contacts(book)
    yield blocks.heading("Complain or ask", "talk-to-us/")
    if policy.own_channels.intro:
        yield blocks.intro(policy.own_channels.intro, policy.own_channels)
    for person in whom.inside:
        yield entries.channel(policy, person)
    if policy.stages:
        yield blocks.heading("If it is not settled", level=2)
        for number, step in enumerate(policy.stages, 1):
            yield entries.stage(policy, step, number)
    if whom.outside:
        yield blocks.heading("Outside the school", level=2)
        for body in whom.outside:
            yield entries.channel(policy, body, level=3)


def steps(book: Book) -> Iterator[Block]:
    """Yield what the school may do, if its document says so."""
    sanctions = book.policy.sanctions
    if not sanctions or not sanctions.sanctions:
        return
    yield blocks.heading("If a rule is broken", "if-a-rule-is-broken/")
    if sanctions.intro:
        yield blocks.intro(sanctions.intro, sanctions)
    yield blocks.whose("school")
    for title, steps in broken.groups(book):
        yield blocks.heading(title, level=2)
        for step in steps:
            yield entries.sanction(book.policy, step)


def services(book: Book) -> Iterator[Block]:
    """Yield the helplines, and how to report a post to the app."""
    yield blocks.heading("Get help, or report a post", "report/")
    yield blocks.whose("shared")
    for _, title, services in report.helplines(book):
        yield blocks.heading(title, level=2)
        for service in services:
            yield entries.helpline(service)
    networks = report.platforms(book)
    if networks:
        yield blocks.heading("Report a post to the app", level=2)
        for network, old_names in networks:
            yield entries.platform(network, old_names)


def laws(book: Book) -> Iterator[Block]:
    """Yield the laws that the policy names, if any."""
    cited = law.cited(book)
    if not cited:
        return
    yield blocks.heading("The law in brief", "law/")
    yield blocks.whose("law")
    for register, citations in cited:
        yield entries.law(register, citations)


def forms(book: Book) -> Iterator[Block]:
    """Yield the list of the school's own forms, if it has any."""
    if not book.policy.forms:
        return
    yield blocks.heading("Forms", "forms/")
    yield blocks.words("The school's forms are printed on sheets of their own.")
    yield blocks.lines([[ref(f"forms/{f.id}/", f.title)] for f in book.policy.forms])


def reference(book: Book) -> Iterator[Block]:
    """Yield what who works with the policy looks up: people, steps, help, forms, laws, words."""
    yield from people(book)
    yield from steps(book)
    yield from services(book)
    yield from forms(book)
    yield from laws(book)
    yield from glossary(book)


def glossary(book: Book) -> Iterator[Block]:
    """Yield the words that the policy explains, if any."""
    terms = book.policy.terms.values()
    if not terms:
        return
    yield blocks.heading("Words we use", "about/words/")
    yield blocks.whose("shared")
    for number, term in enumerate(terms, 1):
        parts = [blocks.text_part(term.meaning)]
        tag = ORIGIN_WORDS["school"] if book.policy.origin(term) == "school" else ""
        keep = len(terms) - LAST < number < len(terms)
        yield blocks.entry(term.term, term, parts, f"about/words/#{term.id}", tag, keep=keep)
