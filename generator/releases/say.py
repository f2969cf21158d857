"""What differs between two editions of a school's text: as plain text, Markdown or JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from .answers import Moved
from .compare import Change, How, Wording
from .record import Record

Form = Literal["text", "markdown", "json"]

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Rules", ("rules", "sections", "differences")),
    ("People and steps", ("people", "steps", "sanctions", "audiences")),
    ("Questions and answers", ("wizards", "questions", "facts", "verdicts", "stories")),
    ("Help and the law", ("helplines", "laws", "networks", "cited", "named")),
    ("Everything else", ("forms", "words", "reminders", "about")),
)
"""The headings under which changes are told, with the kinds of parts below each."""

HOW: dict[How, str] = {
    "added": "is new",
    "ended": "has ended",
    "force": "is stronger or weaker",
    "audience": "is for other people",
    "condition": "holds in other cases",
    "reworded": "is worded differently",
    "contact": "can be reached differently",
    "time": "takes another time",
    "who": "is handled by somebody else",
    "moved": "stands in another place",
    "other": "is different in what belongs to it",
}
"""What a change is, after the name of the part."""


@dataclass(frozen=True)
class Comparison:
    """Two editions, and what differs."""

    school: str
    before: str
    """What the earlier edition is called, such as "3 December 2026"."""
    now: str
    changes: Sequence[Change]
    moved: Sequence[Moved]
    record: Record
    """The later edition, which names wizards, answers and people."""
    earlier: Record


def say(of: Comparison, form: Form) -> str:
    """Return a comparison in one of the forms."""
    if form == "json":
        return _json(of)
    parts = [*_changes(of), *_answers(of)]
    lines = list(_markdown(parts) if form == "markdown" else _text(parts))
    title = f"{of.school}: from {of.before} to {of.now}"
    if not parts:
        lines = ["Nothing that a parent reads is different."]
    return "\n".join([f"# {title}" if form == "markdown" else title, *lines])


@dataclass(frozen=True)
class _Item:
    """What differs in one way: a sentence, the words on both sides, and lines below it."""

    said: str
    wordings: tuple[Wording, ...] = ()
    below: tuple[str, ...] = ()


_Part = tuple[str, list[_Item]]
"""A heading with what stands below it."""


def _changes(of: Comparison) -> Iterator[_Part]:
    for heading, kinds in GROUPS:
        items = [
            _Item(_sentence(change), change.wordings)
            for change in of.changes
            if change.kind in kinds
        ]
        if items:
            yield heading, items


def _sentence(change: Change) -> str:
    instead = f"; in its place: {change.instead}" if change.instead else ""
    return f"The {change.noun} “{change.title}” {HOW[change.how]}{instead}"


def _answers(of: Comparison) -> Iterator[_Part]:
    for wizard in dict.fromkeys(moved.wizard for moved in of.moved):
        found = [moved for moved in of.moved if moved.wizard == wizard]
        situations = sum(moved.situations for moved in found)
        items = [_Item(f"{situations:,} of {found[0].of:,} situations get another answer")]
        for moved in found:
            before, now = (
                answer_title(wizard, answer, of.record, of.earlier)
                for answer in (moved.before, moved.after)
            )
            posts = tuple(f"“{' '.join(post.split())}”" for post in moved.posts)
            examples = moved.examples[:1] if posts else moved.examples
            said = f"{moved.situations:,} from “{before}” to “{now}”, such as:"
            items.append(_Item(said, (), (*posts, *examples)))
        yield f"Answers of “{_named(wizard, 'wizards', of.record)}”", items


def _text(parts: Iterable[_Part]) -> Iterator[str]:
    for heading, items in parts:
        yield f"\n{heading}"
        for item in items:
            yield f"  {item.said}"
            for wording in item.wordings:
                if wording.label:
                    yield f"    {wording.label}"
                for side, text in _sides(wording):
                    start = f"      {side + ':':8}"
                    yield start + text.replace("\n", "\n" + " " * len(start))
            yield from (f"    {line}" for line in item.below)


def _markdown(parts: Iterable[_Part]) -> Iterator[str]:
    for heading, items in parts:
        yield f"\n## {_inert(heading)}\n"
        for item in items:
            yield f"- {_inert(item.said)}"
            for wording in item.wordings:
                for side, text in _sides(wording):
                    label = f"{wording.label}, {side}" if wording.label else side.capitalize()
                    yield f"  - {label}: " + _inert(text).replace("\n", "  \n    ")
            yield from (f"  - {_inert(line)}" for line in item.below)


def _sides(wording: Wording) -> list[tuple[str, str]]:
    both = (("before", wording.before), ("now", wording.now))
    return [(side, text) for side, text in both if text]


def _inert(text: str) -> str:
    """Return text in which a host that renders Markdown finds no markup and no person's name."""
    special = re.sub(r"([\\`*_\[\]#|~])", r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))
    return special.replace("@", "@\N{ZERO WIDTH SPACE}")


def counted_changes(changes: Iterable[Change]) -> list[str]:
    """Return how many parts differ in which way: "Question, worded differently: 2"."""
    counts = Counter(
        (change.noun.capitalize(), HOW[change.how].removeprefix("is ").removeprefix("has "))
        for change in changes
    )
    return [f"{noun}, {how}: {count}" for (noun, how), count in counts.items()]


def answer_title(wizard: str, answer: str, of: Record, other: Record) -> str:
    """Return an answer of a wizard as people read it; of a finder, the step and who takes it."""
    verdict, _, person = answer.partition("/")
    parts = [_named(f"{wizard}/{verdict}", "verdicts", of, other)]
    if person:
        parts.append(_named(person, "people", of, other))
    return ": ".join(part.rstrip(".:") for part in parts)


def _named(id: str, kind: str, *records: Record) -> str:
    found = (record.get(kind, {}).get(id, {}).get("title") for record in records)
    return next((str(title) for title in found if title), id)


def _json(of: Comparison) -> str:
    data = {
        "school": of.school,
        "before": of.before,
        "now": of.now,
        "changes": [asdict(change) | {"address": change.address} for change in of.changes],
        "answers": [moved.data() for moved in of.moved],
    }
    return json.dumps(data, indent=2, ensure_ascii=False)
