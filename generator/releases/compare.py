"""What differs between two records: which parts, in which way, and both wordings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from ..wizard.export import FORCE_WORDS, ORIGIN_WORDS
from .record import Record

How = Literal[
    "added",
    "ended",
    "force",
    "audience",
    "condition",
    "reworded",
    "contact",
    "time",
    "who",
    "moved",
    "other",
]
"""In which way a part differs. One part may differ in several ways."""

HOWS = get_args(How)

KINDS = {
    "rules": ("rule", "code/{}/"),
    "people": ("person or office", "talk-to-us/#{}"),
    "steps": ("step of a complaint", "talk-to-us/#{}"),
    "sanctions": ("step when a rule is broken", "if-a-rule-is-broken/#{}"),
    "forms": ("form", "forms/{}/"),
    "wizards": ("set of questions", "{}/"),
    "questions": ("question", ""),
    "facts": ("answers to choose from", ""),
    "verdicts": ("answer", ""),
    "helplines": ("helpline", "report/"),
    "laws": ("law", "law/#{}"),
    "networks": ("social network", "report/#{}"),
    "words": ("word", "about/words/#{}"),
    "sections": ("group of rules", "code/#{}"),
    "audiences": ("group of people", ""),
    "stories": ("story", ""),
    "reminders": ("newsletter reminder", ""),
    "cited": ("law named in the document", "law/#{}"),
    "named": ("social network named in the document", "report/#{}"),
    "differences": ("difference from shared rules", "about/ours/"),
    "about": ("page about the school", "about/"),
}
"""Every kind of part, in the order in which changes are told: what one is called, its address."""

WAYS: dict[str, dict[str, How]] = {
    "rules": {
        "kind": "force",
        "binds": "audience",
        "wizard": "condition",
        "exceptions": "condition",
        "section": "moved",
        "whose": "moved",
        "law": "other",
        "helplines": "other",
        "platforms": "other",
        "topics": "other",
        "basis": "other",
        "replaces": "other",
    },
    "people": {
        "contact": "contact",
        "answers": "time",
        "routes": "condition",
        "never": "condition",
        "outside": "other",
        "stands-for": "other",
    },
    "steps": {"time": "time", "channel": "who"},
    "sanctions": {
        "force": "force",
        "for": "audience",
        "when": "condition",
        "decides": "who",
        "law": "other",
    },
    "questions": {"when": "condition", "after": "moved"},
    "helplines": {
        "phone": "contact",
        "text-number": "contact",
        "web": "contact",
        "hours": "time",
        "danger": "other",
        "needs": "other",
    },
    "laws": {"web": "contact", "kind": "other", "extent": "other", "status": "other"},
    "networks": {"web": "contact", "status": "other"},
}
"""In which way a part differs by a field; by every other field it is reworded."""

ORDERED = ("rules", "people", "steps", "sanctions")
"""The kinds whose order a parent sees as an order of importance or of steps."""

LABELS = {
    "text": "What it says",
    "title": "Its name",
    "term": "Its name",
    "meaning": "What it means",
    "means": "What it means",
    "why": "The reason",
    "instead": "What to do instead",
    "caution": "The note about your rights",
    "examples": "The examples",
    "rewrite": "The post before and after",
    "exceptions": "What it does not forbid",
    "wizard": "In “Should I post this?”",
    "act": "What to do first",
    "avoid": "What not to do",
    "kind": "How strong it is",
    "binds": "Who it is for",
    "for": "Who it is for",
    "force": "Whether the school will or may do it",
    "section": "Where it stands",
    "whose": "Whose rule it is",
    "law": "The laws",
    "helplines": "The helplines",
    "platforms": "The social networks",
    "contact": "How to reach them",
    "answers": "When they answer",
    "time": "How long it takes",
    "hours": "Hours",
    "phone": "The number to ring",
    "text-number": "The number to text",
    "web": "Its page",
    "channel": "Who handles it",
    "decides": "Who decides",
    "answer-back": "How to give your side",
    "when": "When it is so",
    "next": "What comes next",
    "routes": "When a question leads to them",
    "never": "When no question leads to them",
    "ask": "The question",
    "reason": "The reason",
    "on": "When it was approved",
    "approved-by": "Who approved it",
}
"""What a reader reads for a field; another one is named as in the source."""


@dataclass(frozen=True)
class Wording:
    """One field before and now, as words; empty where it says nothing."""

    label: str
    before: str
    now: str


@dataclass(frozen=True)
class Change:
    """One way in which one part differs."""

    kind: str
    """The kind of part, such as ``rules``."""
    id: str
    title: str
    """What the part is called now, or was called before it ended."""
    how: How
    wordings: tuple[Wording, ...] = ()
    """What it says before and now. Of a part that was added or ended, its words on one side."""
    instead: str = ""
    """Of a rule that ended: the id of the one that took its place."""

    @property
    def noun(self) -> str:
        """What such a part is called."""
        return KINDS[self.kind][0]

    @property
    def address(self) -> str:
        """The page of the part, from the site's root; empty where it has none of its own."""
        return KINDS[self.kind][1].format(self.id)


def differences(before: Record, now: Record) -> list[Change]:
    """Return what differs between two records: by kind, in the order of the later one."""
    found = [change for kind in KINDS for change in _of_kind(kind, before, now)]
    return [change for change in found if change.wordings or change.how == "moved"]


def _of_kind(kind: str, before: Record, now: Record) -> Iterator[Change]:
    old, new = before.get(kind, {}), now.get(kind, {})
    replaced = {name: id for id, part in new.items() for name in part.get("replaces", ())}
    moved = _moved(list(old), list(new)) if kind in ORDERED else frozenset()
    for id, part in new.items():
        if id not in old:
            yield Change(kind, id, _title(id, part), "added", _whole(kind, {}, part, before, now))
            continue
        ways: dict[How, list[Wording]] = {}
        for wording, name in _wordings(kind, old[id], part, before, now):
            way = WAYS.get(kind, {}).get(name, "reworded")
            ways.setdefault(way, []).append(wording)
        if id in moved:
            ways.setdefault("moved", [])
        for how, wordings in ways.items():
            yield Change(kind, id, _title(id, part), how, tuple(wordings))
    for id, part in old.items():
        if id not in new:
            whole = _whole(kind, part, {}, before, now)
            yield Change(kind, id, _title(id, part), "ended", whole, replaced.get(id, ""))


def _title(id: str, part: dict[str, Any]) -> str:
    named = (part.get(name) for name in ("title", "term", "name", "as", "ask"))
    return next((str(name) for name in named if name), id.rpartition("/")[2].replace("-", " "))


def _whole(
    kind: str, old: dict[str, Any], new: dict[str, Any], before: Record, now: Record
) -> tuple[Wording, ...]:
    """Return the words of a part that came or went: what it says, and how strong it is."""
    told = ("kind", "binds", "text", "meaning", "means", "lead", "post", "time", "reason")
    found = [w for w, name in _wordings(kind, old, new, before, now) if name in told]
    title = _title("-", new or old)
    return tuple(found) or (Wording("", title if old else "", title if new else ""),)


def _wordings(
    kind: str, old: dict[str, Any], new: dict[str, Any], before: Record, now: Record
) -> Iterator[tuple[Wording, str]]:
    for name in [*new, *(name for name in old if name not in new)]:
        if old.get(name) != new.get(name):
            only = _different(name, old.get(name), new.get(name))
            said = (_said(kind, name, only[0], before), _said(kind, name, only[1], now))
            yield Wording(LABELS.get(name, name.replace("-", " ").capitalize()), *said), name


def _different(name: str, old: Any, new: Any) -> tuple[Any, Any]:
    """Return two values of a field without what both have, where anything is left of them."""
    if name in _CONDITIONS:
        return old, new
    left, came = old, new
    if isinstance(old, dict) and isinstance(new, dict):
        left = {n: v for n, v in old.items() if new.get(n) != v}
        came = {n: v for n, v in new.items() if old.get(n) != v}
    elif isinstance(old, list) and isinstance(new, list) and name not in _WHOLE:
        left = [each for each in old if each not in new]
        came = [each for each in new if each not in old]
    return (left or None, came or None) if left or came else (old, new)


def _moved(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """Return the fewest ids that must have moved for the one order to become the other."""
    places = {id: i for i, id in enumerate(old)}
    both = [id for id in new if id in places]
    ends: list[int] = []
    chains: list[list[str]] = []
    for id in both:
        at = bisect_left(ends, places[id])
        chain = [*(chains[at - 1] if at else []), id]
        ends[at : at + 1], chains[at : at + 1] = [places[id]], [chain]
    return frozenset(both) - frozenset(chains[-1] if chains else [])


# Values as words


_REGISTERS = {
    "binds": "audiences",
    "for": "audiences",
    "section": "sections",
    "law": "laws",
    "helplines": "helplines",
    "platforms": "networks",
    "channel": "people",
    "replaces": "rules",
    "stands-for": "people",
    "superseded-by": "laws",
}
"""The fields that name other parts, with the kind of those."""

_WHOLE = ("binds",)
"""The lists that are told whole, since each name means something only beside the others."""

_CONDITIONS = ("when", "never", "trusted")


def _said(kind: str, name: str, value: Any, of: Record) -> str:
    """Return a value as a reader understands it."""
    if value is None:
        return ""
    if name == "kind" and kind == "rules":
        return str(FORCE_WORDS.get(value, value))
    if name == "whose":
        return str(ORIGIN_WORDS.get(value, value))
    if name in _REGISTERS:
        return _listing(_named(id, _REGISTERS[name], of) for id in _many(value))
    if name in _CONDITIONS and isinstance(value, dict):
        return condition(value, of)
    if name == "wizard":
        return "\n".join(_rule(rule, of) for rule in value)
    if isinstance(value, dict):
        return "\n".join(
            f"{LABELS.get(key, key.replace('-', ' ').capitalize())}: {_said('', key, item, of)}"
            for key, item in value.items()
        )
    if isinstance(value, list):
        return "\n".join(_said(kind, "", item, of) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _many(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def _listing(names: Iterator[str]) -> str:
    return ", ".join(names)


def _named(id: str, kind: str, of: Record) -> str:
    if id == "everyone":
        return "Everyone"
    return _title(id, of.get(kind, {}).get(id, {}))


def _rule(rule: dict[str, Any], of: Record) -> str:
    """Return a rule of a wizard in words: "Change it first, where anyone can see it"."""
    wizard = next(iter(_many(rule.get("in", []))), "should-i-post")
    verdict = of.get("verdicts", {}).get(f"{wizard}/{rule['verdict']}", {})
    title = str(verdict.get("title", rule["verdict"])).rstrip(".")
    return f"{title}, where {condition(rule['when'], of)}"


def condition(of_rule: dict[str, Any], of: Record) -> str:
    """Return a condition in words: "anyone can see it, and it names a child or an adult"."""
    parts = []
    for name, value in of_rule.items():
        if name in ("all", "any"):
            inner = [condition(part, of) for part in value]
            parts.append((", and " if name == "all" else ", or ").join(inner))
        elif name == "not":
            parts.append(f"not so: {condition(value, of)}")
        else:
            options = of.get("facts", {}).get(name, {}).get("options", [])
            words = {option["id"]: option.get("words", option["id"]) for option in options}
            parts.append(" or ".join(words.get(o, f"{name} is {o}") for o in _many(value)))
    return ", and ".join(parts)
