"""What a school approves: every word of its policy that a parent reads, as plain values.

A record is made from the resolved policy, so it does not depend on how the source is written: on
comments, on the breaking of lines, on the file or the layer that a text stands in. Its digest
changes with any word that a parent reads, and with any rule of a wizard.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

from ..model.base import Node, PartialDate, alias
from ..model.policy import Policy
from ..model.wizard import All, AnyOf, Condition, Is, Not

Record = dict[str, dict[str, dict[str, Any]]]
"""The kinds of parts (``rules``, ``people`` …), each with its parts by id in reading order, each
with the fields that a parent reads. A field that says nothing is not there."""

UNREAD = {
    "from": "where in the school's document it stands",
    "welcome-from": "where in the school's document it stands",
    "asks": "words that people type into the search",
    "checked": "when it was looked up again; that nothing changed is no change",
    "confirmed": "how well it was checked, for staff",
    "source": "where it was looked up, for staff",
    "detail": "a detail of a law, for staff",
    "must-not-say": "claims that the build looks for",
    "newsletter": "the reminders that name it, for staff",
    "agenda": "the topics of a training session, for staff",
    "budgets": "what the proofs of a wizard measure",
    "max-questions": "what the proofs of a wizard measure",
    "framed-by": "websites that may show a page of ours",
    "colours": "no words",
    "icon": "no words",
    "language": "no words",
    "site": "where the site is, not what it says",
    "fixed": "whether other layers may change it",
    "nation": "a folder's name; what it holds is in the record",
    "based-on": "folders' names; what they hold is in the record",
    "expect": "what a change found where it comes from",
    "restatement": "whose site it is: such a site is never approved",
}
"""The fields that are no part of a record, each with the reason. Every other field is."""

_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_BREAK = re.compile(r"[ \t]*\n(?=[ \t]*(?:[-*+>]|\d+[.)])[ \t])|(?:[ \t]{2,}|\\)\n")
"""The ends of lines that mean something in Markdown: before an entry of a list, and hard breaks."""


def record(policy: Policy) -> Record:
    """Return the record of a policy."""
    sections = {section.id: _fields(section, "clauses") for section in policy.sections}
    rules = {
        clause.id: {
            "section": section.id,
            "whose": policy.origin(clause),
            **_fields(clause, "id"),
        }
        for section in policy.sections
        for clause in section.clauses
    }
    about = {
        "school": _fields(policy.school, "document", "cites", "platforms"),
        "document": _fields(policy.school.document),
        "complaints": _fields(policy.own_channels, "channels", "stages"),
    }
    if policy.sanctions:
        about["if-a-rule-is-broken"] = _fields(policy.sanctions, "sanctions")
    wizards = policy.wizards.values()
    kinds: Record = {
        "rules": rules,
        "sections": sections,
        "people": _parts(policy.every_channel()),
        "steps": _parts((*policy.stages, *policy.shared_stages)),
        "sanctions": _parts(policy.sanctions.sanctions if policy.sanctions else ()),
        "wizards": {w.id: _fields(w, "id", "facts", "questions", "verdicts") for w in wizards},
        "questions": {f"{w.id}/{q.fact}": _fields(q) for w in wizards for q in w.questions},
        "facts": {f.id: _fields(f, "id") for w in wizards for f in w.facts},
        "verdicts": {f"{w.id}/{v.id}": _fields(v, "id") for w in wizards for v in w.verdicts},
        "forms": _parts(policy.forms),
        "words": _parts(policy.terms.values()),
        "audiences": _parts(policy.audiences.values()),
        "helplines": _parts(policy.helplines.values()),
        "laws": _parts(policy.laws.values()),
        "networks": _parts(policy.platforms.values()),
        "stories": _parts(policy.scenarios),
        "reminders": _parts(policy.reminders),
        "cited": {cite.law: _fields(cite) for cite in policy.school.cites},
        "named": {mention.platform: _fields(mention) for mention in policy.school.platforms},
        "differences": {
            f"{d.layer}/{d.change.of}": {"title": d.title, **_fields(d.change, "of")}
            for d in policy.differences
        },
        "about": about,
    }
    return {kind: parts for kind, parts in kinds.items() if parts}


def digest(of: Record) -> str:
    """Return the SHA-256 of a record, in hexadecimal. The order of parts counts, of fields not."""
    ordered = {
        kind: [[name, _sorted(fields)] for name, fields in parts.items()]
        for kind, parts in sorted(of.items())
    }
    text = json.dumps(ordered, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _parts(nodes: Iterable[Node]) -> dict[str, dict[str, Any]]:
    return {str(getattr(node, "id")): _fields(node, "id") for node in nodes}  # noqa: B009


def _fields(node: Node, *without: str) -> dict[str, Any]:
    """Return the fields of a part that say something, by the names of the source."""
    found = {alias(name): value(getattr(node, name)) for name in type(node).model_fields}
    return {
        name: said
        for name, said in found.items()
        if name not in UNREAD and name not in without and said not in (None, "", [], {}, False)
    }


def value(of: Any) -> Any:
    """Return a value of the model as text, numbers, lists and mappings."""
    match of:
        case Node():
            return _fields(of)
        case PartialDate():
            return of.iso
        case Is() | All() | AnyOf() | Not():
            return _condition(of)
        case str():
            return reflowed(of)
        case dict():
            return {str(name): value(item) for name, item in of.items()}
        case list() | tuple():
            return [value(item) for item in of]
    return of


def _condition(of: Condition) -> dict[str, Any]:
    match of:
        case Is(fact, options):
            return {fact: sorted(options)}
        case All(parts):
            return {"all": [_condition(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [_condition(part) for part in parts]}
    return {"not": _condition(of.part)}


def reflowed(text: str) -> str:
    """Return a text without the ends of lines that mean nothing in Markdown.

    Paragraphs stay apart by an empty line, entries of a list and hard breaks by a new one.
    """
    paragraphs = (
        "\n".join(" ".join(line.split()) for line in _BREAK.split(paragraph))
        for paragraph in _PARAGRAPHS.split(text.strip())
    )
    return "\n\n".join(paragraphs)


def _sorted(of: Any) -> Any:
    if isinstance(of, dict):
        return {name: _sorted(of[name]) for name in sorted(of)}
    return [_sorted(item) for item in of] if isinstance(of, list) else of
