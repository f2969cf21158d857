"""What only staff read: what to mend at the next review, where each rule comes from, an index."""

from __future__ import annotations

from collections.abc import Iterator

from ...content.book import Book
from ...content.sources import titles
from ...content.words import FORCE_MEANS, audiences, listing
from ...model.policy import Policy
from ...model.provision import Provision
from ...trace import Place, trace
from . import blocks
from .blocks import Block, cell, ref
from .tree import Tree, parse, plain


def review(book: Book) -> Iterator[Block]:
    """Yield what the school can mend in its document, if anything."""
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


def where_from(book: Book) -> Iterator[Block]:
    """Yield the table of what the document says, and where this handbook says it."""
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
            else cell(plain(_elsewhere(provision)))
        )
        number = [["mark", f"for-staff/trace/#{provision.id}"], *plain(provision.id)]
        says = [*parse(provision.text), *cell(plain(_strength(book.policy, provision)))]
        rows.append([cell(number), says, places])
    yield blocks.table(["Number", "What it says", "Where, in which words"], rows, [4, 8, 8])


def _place(place: Place, names: dict[str, str]) -> Tree:
    said = f": “{place.said.says}”"
    return [["page", place.address, plain(names.get(place.address, ""))], *plain(said)]


def _elsewhere(provision: Provision) -> str:
    if provision.left_out:
        return f"Left out: {provision.left_out}"
    return "It waits to be placed."


def _strength(policy: Policy, provision: Provision) -> str:
    if provision.force == "fact":
        return ""
    words = f" (“{provision.words}”)" if provision.words else ""
    whom = f", for {listing(audiences(policy, provision.binds))}" if provision.binds else ""
    only = f" Only {provision.only}." if provision.only else ""
    return f"{FORCE_MEANS[provision.force].capitalize()}{words}{whom}.{only}"


def index(book: Book) -> Iterator[Block]:
    """Yield the table of the rules by their permanent names."""
    yield blocks.heading("Index of the rules by name")
    rules = sorted(book.policy.clauses.values(), key=lambda rule: rule.id)
    rows = [[cell(plain(r.id)), cell([ref(f"code/{r.id}/", r.title)])] for r in rules]
    yield blocks.table(["Name", "Rule"], rows, [2, 3])
