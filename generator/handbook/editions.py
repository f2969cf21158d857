"""What stands in each edition of the handbook, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from ..model.clause import Clause, Section
from ..model.policy import Policy
from ..model.provision import Provision
from ..model.school import Document
from ..pages import broken, code, law, report, talk
from ..pages.book import Book
from ..pages.staff import titles
from ..pages.words import FORCE_MEANS, audiences, in_sentence, listing, missing, when
from ..trace import Place, trace
from ..wizard.export import ORIGIN_WORDS
from . import blocks
from .blocks import Block, cell, ref
from .tree import Tree, parse, plain

Name = Literal["parents", "full", "staff"]

TITLES: dict[Name, tuple[str, str]] = {
    "parents": ("Social media: a handbook for families", "The edition for families"),
    "full": ("Social media: the full handbook", "The full edition"),
    "staff": ("Social media: a handbook for staff", "The edition for staff"),
}
"""The title of each edition, and the line that names the edition on every page."""

Sections: TypeAlias = list[tuple[Section, list[Clause]]]
"""Sections, each with those of its clauses that an edition prints."""


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


def document_line(document: Document) -> str:
    """Return version and approval of the document, or its title where neither is known."""
    known = [
        f"version {document.version}" if document.version else "",
        f"approved {document.approved}" if document.approved else "",
    ]
    return ", ".join(filter(None, known)) or f"“{document.title}”"


def about(book: Book, name: Name) -> list[str]:
    """Return plain lines about the document: who agreed it, when it is due, what is not known.

    Only staff read what is not known, and that there are no codes.
    """
    school = book.policy.school
    document = school.document
    lines = [
        f"“{ORIGIN_WORDS['school']}” marks what comes from the school's own document, "
        f"“{document.title}”. “{ORIGIN_WORDS['shared']}” and “{ORIGIN_WORDS['law']}” mark the "
        "rest.",
    ]
    if document.approved_by or document.approved:
        by = f" by {in_sentence(document.approved_by)}" if document.approved_by else ""
        lines.append(f"Agreed{by}{f' {when(document.approved)}' if document.approved else ''}.")
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
    danger = [h for h in book.policy.helplines.values() if h.danger and h.phone]
    title, line = TITLES[name]
    return {
        "school": book.policy.school.name,
        "title": title,
        "edition": line,
        "facts": f"{ORIGIN_WORDS['school']}: {document_line(book.policy.school.document)}",
        "about": about(book, name),
        "danger": [[h.title, h.phone] for h in danger],
    }


def _parents(book: Book, chart: Block | None) -> Iterator[Block]:
    danger, others = _danger_apart(book, book.parent_sections)
    yield from _sections(book, danger)
    yield from _chart(chart)
    yield from _glance(book)
    yield from _sections(book, others)
    yield from _talk(book)
    yield from _broken(book)
    yield from _help(book)
    yield from _glossary(book)


def _staff(book: Book, chart: Block | None) -> Iterator[Block]:
    danger, others = _danger_apart(book, _for_staff(book))
    yield from _sections(book, danger, with_duties=True, with_sources=True)
    yield from _glance(book, "What families read")
    yield from _sections(book, others, with_duties=True, with_sources=True)
    yield from _talk(book)
    yield from _broken(book)
    yield from _help(book)
    yield from _forms(book)
    yield from _laws(book)
    yield from _glossary(book)
    yield from _review(book)
    yield from _trace(book)
    yield from _index(book)


def _full(book: Book, chart: Block | None) -> Iterator[Block]:
    danger, others = _danger_apart(book, [(s, list(s.clauses)) for s in book.policy.sections])
    yield from _sections(book, danger, with_duties=True)
    yield from _chart(chart)
    yield from _glance(book)
    yield from _sections(book, others, with_duties=True)
    yield from _talk(book)
    yield from _broken(book)
    yield from _help(book)
    yield from _forms(book)
    yield from _laws(book)
    yield from _glossary(book)


def _for_staff(book: Book) -> Sections:
    """Return the clauses that speak to others than parents, or to everyone, by section."""
    site = book.site_audiences - {"everyone"}
    found = [(s, [c for c in s.clauses if set(c.binds) - site]) for s in book.policy.sections]
    return [(section, clauses) for section, clauses in found if clauses]


def _danger_apart(book: Book, sections: Sections) -> tuple[Sections, Sections]:
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


def _chart(chart: Block | None) -> Iterator[Block]:
    if chart:
        yield blocks.heading("Should I post this?", "should-i-post/")
        yield chart


def _glance(book: Book, title: str = "The rules at a glance") -> Iterator[Block]:
    yield blocks.heading(title, "code/")
    yield blocks.whose("school")
    for _, name, clauses in code.at_a_glance(book):
        yield blocks.heading(name, level=2)
        yield blocks.pages([(f"code/{c.id}/", c.title) for c in clauses])


def _sections(
    book: Book, sections: Sections, with_duties: bool = False, with_sources: bool = False
) -> Iterator[Block]:
    for section, clauses in sections:
        yield blocks.heading(section.title, f"code/#{section.id}", node=section)
        if section.intro:
            yield blocks.intro(section.intro, section)
        for rule in clauses:
            yield blocks.clause(book.policy, rule, with_duties, with_sources)


def _talk(book: Book) -> Iterator[Block]:
    policy = book.policy
    people = talk.pages(book)[0].context
    yield blocks.heading("Talk to us", "talk-to-us/")
    if policy.own_channels.intro:
        yield blocks.intro(policy.own_channels.intro, policy.own_channels)
    for person in people["inside"]:
        yield blocks.channel(policy, person)
    if policy.stages:
        yield blocks.heading("If it is not settled", level=2)
        for number, step in enumerate(policy.stages, 1):
            yield blocks.stage(policy, step, number)
    if people["outside"]:
        yield blocks.heading("Outside the school", level=2)
        for body in people["outside"]:
            yield blocks.channel(policy, body, level=3)


def _broken(book: Book) -> Iterator[Block]:
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
            yield blocks.sanction(book.policy, step)


def _help(book: Book) -> Iterator[Block]:
    yield blocks.heading("Get help, or report a post", "report/")
    yield blocks.whose("shared")
    for _, title, services in report.helplines(book):
        yield blocks.heading(title, level=2)
        for service in services:
            yield blocks.helpline(service)
    networks = report.platforms(book)
    if networks:
        yield blocks.heading("Report a post to the app", level=2)
        for network, old_names in networks:
            yield blocks.platform(network, old_names)


def _laws(book: Book) -> Iterator[Block]:
    cited = law.cited(book)
    if not cited:
        return
    yield blocks.heading("The law in brief", "law/")
    yield blocks.whose("law")
    for register, citations in cited:
        yield blocks.law(register, citations)


def _forms(book: Book) -> Iterator[Block]:
    if not book.policy.forms:
        return
    yield blocks.heading("Forms", "forms/")
    yield blocks.words("The school's forms are printed on sheets of their own.")
    yield blocks.lines([[ref(f"forms/{f.id}/", f.title)] for f in book.policy.forms])


def _glossary(book: Book) -> Iterator[Block]:
    terms = book.policy.terms.values()
    if not terms:
        return
    yield blocks.heading("Words we use", "about/words/")
    yield blocks.whose("shared")
    for term in terms:
        parts = [blocks.text_part(term.meaning)]
        tag = ORIGIN_WORDS["school"] if book.policy.origin(term) == "school" else ""
        yield blocks.entry(term.term, term, parts, id=f"about/words/#{term.id}", tag=tag)


def _review(book: Book) -> Iterator[Block]:
    defects = [p for p in book.policy.provisions.values() if p.defect]
    names = _names_of_the_past(book.policy)
    if not (defects or names):
        return
    yield blocks.heading("For the next review", "for-staff/to-mend/")
    yield blocks.words("This is what the school's own document can mend when it is next looked at.")
    rows = [[cell(plain(old)), cell([ref(id, today)])] for old, id, today in names]
    if rows:
        yield blocks.heading("Names of the past", level=2)
        yield blocks.table(["The document says", "Today"], rows, [1, 1])
    if defects:
        yield blocks.heading("What can be clearer in the text", level=2)
        mend = [[cell(plain(p.id)), parse(p.text), parse(p.defect)] for p in defects if p.defect]
        yield blocks.table(["Number", "What it says", "For the next review"], mend, [4, 6, 6])


def _names_of_the_past(policy: Policy) -> list[tuple[str, str, str]]:
    """Return what the document calls by a name of the past: that name, its address, its title."""
    found = [
        (cite.as_, f"law/#{cite.law}", policy.laws[cite.law].title)
        for cite in policy.school.cites
        if policy.laws[cite.law].status not in ("in-force", "changing", "unchecked")
    ]
    for mention in policy.school.platforms:
        network = policy.platforms[mention.platform]
        if network.status != "current":
            found.append((mention.as_, f"report/#{network.id}", network.title))
    return found


def _trace(book: Book) -> Iterator[Block]:
    yield blocks.heading("Where each rule comes from", "for-staff/trace/")
    yield blocks.words(
        "Each statement of the school's document has a number. The table shows what it says, in "
        "our words, how strong it is, and the words of this handbook that say it."
    )
    names = titles(book)
    rows = []
    for traced in trace(book.policy).entries:
        provision = traced.provision
        places: Tree = (
            [["ul", [[["p", _place(place, names)]] for place in traced.places]]]
            if traced.places
            else cell(plain(f"Left out: {provision.left_out}"))
        )
        number = [["mark", f"for-staff/trace/#{provision.id}"], *plain(provision.id)]
        says = [*parse(provision.text), *cell(plain(_strength(book.policy, provision)))]
        rows.append([cell(number), says, places])
    yield blocks.table(["Number", "What it says", "Where, in which words"], rows, [4, 8, 8])


def _place(place: Place, names: dict[str, str]) -> Tree:
    said = f": “{place.said.says}”"
    return [["page", place.address, plain(names.get(place.address, ""))], *plain(said)]


def _strength(policy: Policy, provision: Provision) -> str:
    if provision.force == "fact":
        return ""
    whom = listing(audiences(policy, provision.binds))
    only = f" Only {provision.only}." if provision.only else ""
    return f"{FORCE_MEANS[provision.force].capitalize()} (“{provision.words}”), for {whom}.{only}"


def _index(book: Book) -> Iterator[Block]:
    yield blocks.heading("Index of the rules by name")
    rules = sorted(book.policy.clauses.values(), key=lambda rule: rule.id)
    rows = [[cell(plain(r.id)), cell([ref(f"code/{r.id}/", r.title)])] for r in rules]
    yield blocks.table(["Name", "Rule"], rows, [2, 3])
