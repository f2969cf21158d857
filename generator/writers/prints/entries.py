"""The parts of a policy as blocks: rules, people, steps, helplines, networks, laws."""

from __future__ import annotations

from typing import Any

from ...content.words import in_force
from ...model.clause import Clause, Sanction
from ...model.law import Law, Platform
from ...model.people import Channel, Helpline, Stage
from ...model.policy import Policy
from ...model.provision import From
from ...model.school import Citation, Contact
from ...wizard.export import ORIGIN_WORDS, contact_lines, mark
from .blocks import (
    Block,
    call,
    entry,
    facts,
    joined,
    labelled,
    link,
    maybe,
    note,
    ref,
    text_part,
    web,
)
from .tree import Tree, plain


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
            *(labelled("Fine here:", exception.text) for exception in rule.exceptions),
            facts([_help(helpline) for helpline in helplines]),
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


def _help(service: Helpline) -> tuple[str, Tree | None]:
    """Return how to reach a service as a row that starts with its number."""
    page = ref(helpline_id(service), service.title)
    if service.phone:
        return "Call", [call(service.phone), ["text", " "], page]
    if service.text_number:
        return "Text", [["text", f"{service.text_number} "], page]
    return "Help", [page]


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


def nearest(details: Contact | None) -> list[tuple[str, Tree | None]]:
    """Return the name, and how to reach somebody soonest: by phone and email, or else as given."""
    rows = contact(details)
    soon = [row for row in rows if row[0] in ("Name", "Phone", "Email")]
    return soon if any(label != "Name" for label, _ in soon) else rows


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
