"""Export a program for the browser: compact JSON, with every text a result page shows."""

from __future__ import annotations

import json
from typing import Any

from ..checks.links import PAGE_LINK
from ..markup import to_html
from ..model.clause import Basis, Clause
from ..model.people import Channel, Helpline
from ..model.policy import Origin, Policy
from ..model.school import Contact
from ..model.wizard import Condition, Message, Said
from .conditions import Compiled
from .program import Asked, Program, told_condition

FORCE_WORDS = {
    "must": "You must",
    "must-not": "You must not",
    "should": "Please",
    "should-not": "Please don't",
    "may": "You may",
    "promise": "The school will",
    "info": "Good to know",
}
"""What a parent reads for each kind of clause."""

ORIGIN_WORDS: dict[Origin, str] = {
    "school": "This school",
    "trust": "Our trust",
    "authority": "Our council",
    "shared": "Every school",
    "law": "The law",
}
"""What a parent reads for whose words something is."""

GRAVITY: tuple[Basis, ...] = ("safety", "law", "school-rule", "good-practice")
"""Every basis, the gravest first."""

PAGES = {"talk": "talk-to-us/", "code": "code/", "report": "report/"}
"""Pages a result links to, from the site's root."""


def export(program: Program, policy: Policy, root: str) -> str:
    """Return the wizard as JSON text. ``root`` leads from its page to the site's root (``../``)."""
    return as_json(data(program, policy, root))


def as_json(value: Any) -> str:
    """Return JSON text without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def data(program: Program, policy: Policy, root: str) -> dict[str, Any]:
    """Return the wizard as data. ``root`` leads from its page to the site's root (``../``).

    The meaning of each field is documented beside the browser's code (``client/types.d.ts``).
    """
    guide = program.wizard.kind == "guide"
    bound = {rule.clause.id: rule.clause for rule in program.rules if rule.clause}
    clauses = [c.id for c in (bound.values() if guide else sorted(bound.values(), key=_gravity))]
    reached = [rule.channel for rule in program.rules if rule.channel]
    reached += [route.channel for route in program.routes if route.when is not False]
    channels = list(dict.fromkeys(channel.id for channel in reached))
    helplines = list(
        dict.fromkeys(
            name
            for clause in clauses
            for name in policy.clauses[clause].helplines
            if name in policy.helplines
        )
    )
    marks = list(dict.fromkeys(mark(policy, policy.clauses[name]) for name in clauses))
    return {
        "id": program.wizard.id,
        "title": program.wizard.title,
        "kind": program.wizard.kind,
        "intro": program.wizard.intro,
        "message": _message(program, program.wizard.message) if program.wizard.message else None,
        "school": policy.school.name,
        "facts": [_fact(program, asked) for asked in program.facts],
        "verdicts": [
            _kept(
                id=v.id,
                title=v.title,
                lead=v.lead,
                leads=[
                    _kept(when=_told(program, lead.when), title=lead.title, lead=lead.lead)
                    for lead in v.leads
                ]
                or None,
                posted=v.posted,
            )
            for v in program.verdicts
        ],
        "otherwise": program.otherwise,
        "rules": [
            _kept(
                when=condition(rule.told),
                verdict=rule.verdict,
                clause=clauses.index(rule.clause.id) if rule.clause else None,
                channel=channels.index(rule.channel.id) if rule.channel else None,
                grave=rule.grave or None,
            )
            for rule in program.rules
            if rule.when is not False
        ],
        "routes": [
            {
                "when": condition(route.told),
                "channel": channels.index(route.channel.id),
                "step": route.step,
            }
            for route in program.routes
            if route.when is not False
        ],
        "clauses": [
            _clause(policy, policy.clauses[name], marks, helplines, guide, root) for name in clauses
        ],
        "channels": [_channel(policy.channels[name], policy, root) for name in channels],
        "helplines": [_helpline(policy.helplines[name], root) for name in helplines],
        "marks": marks,
        "links": {name: root + page for name, page in PAGES.items()},
        "root": root,
    }


def _told(program: Program, when: Condition) -> Any:
    """Return a condition of the source as data, as its author wrote it."""
    return condition(told_condition(program, when))


def _message(program: Program, message: Message) -> dict[str, Any]:
    def said(entry: Said) -> dict[str, Any]:
        return _kept(when=_told(program, entry.when) if entry.when else None, say=entry.say)

    return _kept(
        when=_told(program, message.when) if message.when else None,
        subjects=[said(entry) for entry in message.subjects],
        lines=[said(entry) for entry in message.lines],
    )


def condition(compiled: Compiled) -> Any:
    """Return a condition as data: ``[fact, mask]``, or an object with all, any or not."""
    if isinstance(compiled, bool):
        return {"all": []} if compiled else {"any": []}
    head = compiled[0]
    if head == "not":
        return {"not": condition(compiled[1])}
    if head in ("all", "any"):
        return {head: [condition(part) for part in compiled[1:]]}
    return [compiled[0], compiled[1]]


def html(text: str, root: str = "") -> str:
    """Return source Markdown as HTML.

    Its links to pages are written from the site's root; ``root`` leads there.
    """
    return to_html(PAGE_LINK.sub(rf"]({root}\1\2)", text))


def contact_lines(contact: Contact | None) -> list[tuple[str, str, str | None]]:
    """Return label, text and link for each way to reach somebody."""
    if contact is None:
        return []
    lines = [
        ("Name", contact.person, None),
        ("Phone", contact.phone, f"tel:{(contact.phone or '').replace(' ', '')}"),
        ("Email", contact.email, f"mailto:{contact.email}"),
        ("Online", contact.web, contact.web),
        ("Post", contact.post, None),
        ("Open", contact.hours, None),
    ]
    return [(label, text, link) for label, text, link in lines if text]


def _kept(**fields: Any) -> dict[str, Any]:
    """Return the fields that say something."""
    return {name: value for name, value in fields.items() if value is not None}


def _fact(program: Program, asked: Asked) -> dict[str, Any]:
    return _kept(
        id=asked.fact.id,
        kind=asked.fact.kind,
        ask=asked.question.ask,
        hint=asked.question.hint,
        error=asked.question.error,
        danger=asked.fact.is_danger or None,
        when=_told(program, asked.question.when) if asked.question.when else None,
        options=[_kept(label=o.label, hint=o.hint, mends=o.mends) for o in asked.fact.options],
    )


def mark(policy: Policy, clause: Clause) -> str:
    """Return how strong a clause is and whose words it is: "You must · This school"."""
    return f"{FORCE_WORDS[clause.kind]} · {ORIGIN_WORDS[policy.origin(clause)]}"


def _gravity(clause: Clause) -> tuple[int, int]:
    return GRAVITY.index(clause.basis), list(FORCE_WORDS).index(clause.kind)


def _clause(
    policy: Policy,
    clause: Clause,
    marks: list[str],
    helplines: list[str],
    guide: bool,
    root: str,
) -> dict[str, Any]:
    return _kept(
        id=clause.id,
        title=clause.title,
        url=f"code/{clause.id}/",
        mark=marks.index(mark(policy, clause)),
        text=html(clause.text, root) if guide else None,
        why=html(clause.why, root) if clause.why else None,
        instead=html(clause.instead, root) if clause.instead else None,
        caution=html(clause.caution, root) if clause.caution else None,
        rewrite=[clause.rewrite.before, clause.rewrite.after] if clause.rewrite else None,
        act=clause.act,
        avoid=clause.avoid,
        helplines=[helplines.index(name) for name in clause.helplines if name in helplines],
    )


def _channel(channel: Channel, policy: Policy, root: str) -> dict[str, Any]:
    stage = next((stage for stage in policy.stages if stage.channel == channel.id), None)
    return _kept(
        id=channel.id,
        title=channel.title,
        text=html(channel.text, root),
        origin=ORIGIN_WORDS[policy.origin(channel)],
        url=f"talk-to-us/#{channel.id}",
        greeting=channel.greeting,
        contact=contact_lines(channel.contact),
        answers=channel.answers,
        stage=_kept(title=stage.title, time=stage.time, next=stage.next) if stage else None,
        outside=channel.outside or None,
        unlisted=not (channel.outside or (channel.contact and channel.contact.reachable)) or None,
    )


def _helpline(helpline: Helpline, root: str) -> dict[str, Any]:
    return _kept(
        title=helpline.title,
        text=html(helpline.text, root),
        phone=helpline.phone,
        textNumber=helpline.text_number,
        web=helpline.web,
        hours=helpline.hours,
        note=helpline.note,
    )
