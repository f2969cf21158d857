"""How the school's rules differ from those that it shares, with the reason for each change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..model.layer import Difference
from ..model.policy import Policy
from ..wizard.export import FORCE_WORDS

SAID = {
    "title": "its name",
    "term": "its name",
    "kind": "how strong it is",
    "binds": "who it is for",
    "text": "what it says",
    "meaning": "what it means",
    "why": "the reason",
    "instead": "what to do instead",
    "examples": "the examples",
    "rewrite": "the post before and after",
    "caution": "the note about your rights",
    "act": "what to do first",
    "avoid": "what not to do",
    "law": "the laws",
    "helplines": "the helplines",
    "contact": "how to reach them",
    "answers": "when they answer",
    "when": "when the step is open",
    "decides": "who decides",
    "answer-back": "how to give your side",
    "wizard": "the answer of “Should I post this?”",
}
"""What a parent reads for a field. Of others, such as search words, nothing is said."""


@dataclass(frozen=True)
class Change:
    """What is different about one thing, as a reader sees it."""

    title: str
    address: str
    """The page of what was changed, or the empty string."""
    is_aside: bool
    """Whether it is not used here."""
    by: list[tuple[str, Difference]]
    """The school's or a model's name with its change, the nearest first."""
    texts: list[tuple[str, str, str]]
    """Texts that read differently here: which one, elsewhere, and here."""
    added: list[str]
    """Texts that are added here."""
    others: list[str]
    """What else is different, in words."""


def changes(policy: Policy) -> list[Change]:
    """Return what is different, in the order of the changes, the school's own first."""
    layers = [policy.id, *policy.models]
    ordered = sorted(policy.differences, key=lambda d: layers.index(d.layer))
    return [
        _change(policy, [d for d in ordered if d.change.of == of])
        for of in dict.fromkeys(d.change.of for d in ordered)
    ]


def _change(policy: Policy, found: list[Difference]) -> Change:
    """Return what several layers, the nearest first, make of one thing."""
    names = {policy.id: policy.school.name, **{n: m.title for n, m in policy.models.items()}}
    set_: dict[str, Any] = {}
    before: dict[str, Any] = {}
    added: list[str] = []
    touched: dict[str, None] = {}
    for difference in reversed(found):
        change = difference.change
        set_ |= {**dict.fromkeys(change.remove), **change.set_}
        before = difference.before | before
        added += [text for name, text in change.add.items() if name in SAID and _text(text)]
        touched |= dict.fromkeys((*change.set_, *change.add, *change.remove))
    texts = [
        (SAID[name], _text(before.get(name)) or "nothing", _text(here) or "we leave it out")
        for name, here in set_.items()
        if name in SAID and (_text(here) or _text(before.get(name)))
    ]
    told = {said for said, _, _ in texts} | ({SAID["text"], SAID["why"]} if added else set())
    there = found[0].change.of.startswith("clause/") and found[0].id in policy.clauses
    return Change(
        title=found[-1].title,
        address=f"code/{found[0].id}/" if there else "",
        is_aside=any(d.change.set_aside for d in found),
        by=[(names[d.layer], d) for d in found],
        texts=texts,
        added=added,
        others=[SAID[name] for name in touched if name in SAID and SAID[name] not in told],
    )


def _text(value: Any) -> str | None:
    """Return a value as a sentence, where a reader would understand it."""
    if not isinstance(value, str):
        return None
    return FORCE_WORDS.get(value, value)
