"""The blocks that printed pages are made of: plain data that a template can draw.

A ``Block`` carries what the template needs (values that JSON knows) and the part of the source it
restates, so that a fault in print can name its place. An ``id`` is an address of the site, such as
``code/no-threats/``: links in the source, cross-references in print and codes to scan all use it.
Each function says by its name what the template draws; ``templates/lib.typ`` has its twin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..model.base import Node
from ..model.clause import Clause, Sanction
from ..model.law import Law, Platform
from ..model.people import Channel, Helpline, Stage
from ..model.policy import Origin, Policy
from ..model.provision import From
from ..model.school import Citation, Contact
from ..pages.words import in_force
from ..wizard.export import ORIGIN_WORDS, contact_lines, mark
from .tree import Tree, parse, plain

WHOLE = 500
"""An entry with fewer characters than this is kept on one page."""


CONTENT = ("tree", "rows", "fine", "not_fine")
"""Where the parts of an entry hold what they say; a part without any of it is dropped."""


@dataclass(frozen=True)
class Block:
    """One piece of a page, and what it restates; None for the generator's own words."""

    data: dict[str, Any]
    node: Node | None = None


def heading(text: str, id: str = "", level: int = 1, node: Node | None = None) -> Block:
    """Return a heading. A level-1 heading may start a page and is named at the top of each."""
    return Block({"block": "heading", "text": text, "id": id, "level": level}, node)


def intro(text: str, node: Node) -> Block:
    """Return the source's Markdown as the opening of what follows, and on the same page."""
    return Block({"block": "intro", "tree": parse(text)}, node)


def words(text: str) -> Block:
    """Return a paragraph of plain text that opens what follows."""
    return Block({"block": "intro", "tree": [["p", plain(text)]]})


def whose(origin: Origin) -> Block:
    """Return the mark of all that follows under a heading: whose words it is."""
    return Block({"block": "whose", "text": ORIGIN_WORDS[origin]})


def lines(items: list[Tree]) -> Block:
    """Return a list with one line of inline nodes an item."""
    return Block({"block": "rich", "tree": [["ul", [[["p", item]] for item in items]]]})


def pages(items: list[tuple[str, str]]) -> Block:
    """Return a list of places (address, title) with the page of each at the end of its line."""
    return Block({"block": "pages", "items": items})


def table(head: list[str], rows: list[list[Tree]], widths: list[int]) -> Block:
    """Return a table of cells with blocks; ``widths`` are shares of the page's width.

    The head repeats on each page.
    """
    return Block({"block": "table", "head": head, "rows": rows, "widths": widths})


def cell(inline: Tree) -> Tree:
    """Return inline nodes as the content of a cell."""
    return [["p", inline]]


def ref(id: str, text: str) -> Tree:
    """Return an inline reference: the text, with its page where this print has the place."""
    return ["ref", id, plain(text)]


def link(address: str, text: str) -> Tree:
    """Return an inline link."""
    return ["link", address, plain(text)]


def entry(
    title: str,
    node: Node | None,
    parts: list[dict[str, Any]],
    id: str = "",
    tag: str = "",
    level: int = 2,
) -> Block:
    """Return an entry: a heading with a tag under it, and parts."""
    kept = [part for part in parts if any(part.get(key) for key in CONTENT)]
    data = {"block": "entry", "title": title, "id": id, "tag": tag, "level": level, "parts": kept}
    return Block(data | {"whole": _length(data) < WHOLE}, node)


def _length(value: Any) -> int:
    if isinstance(value, dict):
        return sum(_length(item) for item in value.values())
    if isinstance(value, list):
        return sum(_length(item) for item in value)
    return len(value) if isinstance(value, str) else 0


def text_part(text: str | None) -> dict[str, Any]:
    """Return a part of source Markdown; an empty one is dropped by the entry."""
    return {"part": "text", "tree": parse(text) if text else []}


def labelled(label: str, text: str | None) -> dict[str, Any]:
    """Return a part of source Markdown that starts with a label in bold."""
    return {"part": "labelled", "label": label, "tree": parse(text) if text else []}


def note(text: str | None) -> dict[str, Any]:
    """Return a part that stands out, such as that honest criticism is lawful."""
    return {"part": "note", "tree": parse(text) if text else []}


def facts(rows: list[tuple[str, Tree | None]]) -> dict[str, Any]:
    """Return a part of labels with inline values; rows without a value are dropped."""
    return {"part": "facts", "rows": [[label, value] for label, value in rows if value]}


def maybe(text: str | None) -> Tree | None:
    """Return a line as inline nodes, or None where there is none."""
    return plain(text) if text else None


def joined(items: list[Tree]) -> Tree:
    """Return inline nodes with commas between them."""
    found: Tree = []
    for item in items:
        found += [["text", ", "]] if found else []
        found.append(item)
    return found


def web(address: str) -> Tree:
    """Return a web address as a link that shows itself, without what nobody types."""
    return link(address, address.removeprefix("https://").removeprefix("www.").rstrip("/"))


def clause(
    policy: Policy, rule: Clause, with_duties: bool = False, with_sources: bool = False
) -> Block:
    """Return a clause.

    ``with_duties`` adds whom it binds and its laws, ``with_sources`` its provisions and its id.
    """
    examples = rule.examples
    rules = [policy.channels[r.channel] for r in rule.wizard if r.channel in policy.channels]
    helplines = [policy.helplines[name] for name in rule.helplines if name in policy.helplines]
    rows: list[tuple[str, Tree | None]] = [
        ("Talk to", joined([ref(channel_id(c), c.title) for c in dict.fromkeys(rules)])),
        ("Help", joined([ref(helpline_id(h), h.title) for h in helplines])),
    ]
    if with_duties:
        audiences = [policy.audiences[a].title for a in rule.binds if a in policy.audiences]
        named = [policy.laws[name] for name in rule.law if name in policy.laws]
        rows += [
            ("For", plain(", ".join(audiences) or "Everyone")),
            ("Law", joined([ref(f"law/#{law.id}", law.title) for law in named])),
        ]
    if with_sources:
        rows += [
            ("Restates", joined([ref(f"for-staff/trace/#{p}", p) for p in rule.from_])),
            ("Name of the rule", plain(rule.id)),
        ]
    return entry(
        rule.title,
        rule,
        [
            text_part(rule.text),
            note(rule.caution),
            labelled("Why:", rule.why),
            labelled(_instead(rule), rule.instead),
            {"part": "examples", "fine": examples.fine, "not_fine": examples.not_fine}
            if examples
            else {},
            facts(rows),
            *differs(rule.from_),
        ],
        id=f"code/{rule.id}/",
        tag=mark(policy, rule),
    )


def differs(said: From) -> list[dict[str, Any]]:
    """Return a part for each reason why these pages differ from the document."""
    return [text_part(each.because) for each in said.values() if each.because]


def _instead(rule: Clause) -> str:
    if rule.basis == "safety":
        return "What to do:"
    return "Instead:" if rule.kind in ("must-not", "should-not") else "What helps:"


def channel_id(person: Channel) -> str:
    """Return the address of a person or office."""
    return f"talk-to-us/#{person.id}"


def helpline_id(service: Helpline) -> str:
    """Return the id of a helpline inside a print."""
    return f"report/#{service.id}"


def contact(details: Contact | None) -> list[tuple[str, Tree | None]]:
    """Return the ways to reach somebody as rows."""
    return [
        (label, [link(address, text)] if address else plain(text))
        for label, text, address in contact_lines(details)
    ]


def channel(policy: Policy, person: Channel, level: int = 2) -> Block:
    """Return a person or office to talk to."""
    matters = [["ul", [[["p", plain(matter)]] for matter in person.good_for]]]
    return entry(
        person.title,
        person,
        [
            text_part(person.text),
            {"part": "labelled", "label": "Good for:", "tree": matters if person.good_for else []},
            facts([*contact(person.contact), ("Answers", maybe(person.answers))]),
        ],
        id=channel_id(person),
        tag=ORIGIN_WORDS[policy.origin(person)],
        level=level,
    )


def stage(policy: Policy, step: Stage, number: int) -> Block:
    """Return a step of the complaints procedure."""
    person = policy.channels.get(step.channel)
    rows: list[tuple[str, Tree | None]] = [
        ("Who", [ref(channel_id(person), person.title)] if person else None),
        ("How long", maybe(step.time)),
        ("Not settled?", maybe(step.next)),
    ]
    parts = [text_part(step.text), facts(rows)]
    return entry(f"{number}. {step.title}", step, parts, id=f"talk-to-us/#{step.id}", level=3)


def sanction(policy: Policy, step: Sanction) -> Block:
    """Return a step the school may take."""
    named = [policy.laws[name] for name in step.law if name in policy.laws]
    return entry(
        step.title,
        step,
        [
            text_part(step.text),
            facts([("When", plain(step.when)), ("Who decides", maybe(step.decides))]),
            labelled("Your side:", step.answer_back),
            note(step.caution),
            *differs(step.from_),
            facts([("Law", joined([ref(f"law/#{law.id}", law.title) for law in named]))]),
        ],
        id=f"if-a-rule-is-broken/#{step.id}",
        level=3,
    )


def helpline(service: Helpline) -> Block:
    """Return a service that helps."""
    rows: list[tuple[str, Tree | None]] = [
        ("Call", [call(service.phone)] if service.phone else None),
        ("Text", plain(service.text_number) if service.text_number else None),
        ("Web", [web(service.web)] if service.web else None),
        ("Open", maybe(service.hours)),
        ("Good to know", maybe(service.note)),
    ]
    parts = [text_part(service.text), facts(rows)]
    return entry(service.title, service, parts, id=helpline_id(service), level=3)


def call(phone: str) -> Tree:
    """Return a telephone number as a link that rings it."""
    return link(f"tel:{phone.replace(' ', '')}", phone)


def platform(network: Platform, old_names: list[str]) -> Block:
    """Return how to report a post to a social network."""
    rows: list[tuple[str, Tree | None]] = [
        ("In the school's document", plain(", ".join(old_names)) if old_names else None),
        ("Web", [web(network.web)] if network.web else None),
    ]
    return entry(
        network.title,
        network,
        [text_part(network.report or network.note), facts(rows)],
        id=f"report/#{network.id}",
        level=3,
    )


def law(register: Law, citations: list[Citation]) -> Block:
    """Return an entry of the law register, with how the school's document names it."""
    rows: list[tuple[str, Tree | None]] = [
        ("Citation", plain(register.citation)),
        ("Today", plain(in_force(register))),
        (
            "In the school's document",
            plain("; ".join(c.as_ for c in citations)) if citations else None,
        ),
        ("Read it", [web(register.web)] if register.web else None),
    ]
    return entry(
        register.title,
        register,
        [
            labelled("What it means for a post:", register.means),
            labelled("What it does not mean:", register.means_not),
            facts(rows),
        ],
        id=f"law/#{register.id}",
    )
