"""What differs between two editions of a school's text: as plain text, Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from textwrap import indent
from typing import Literal

from .answers import Moved
from .compare import Change, How
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
    write = _Markdown() if form == "markdown" else _Text()
    lines = [write.title(f"{of.school}: from {of.before} to {of.now}")]
    for heading, kinds in GROUPS:
        changes = [change for change in of.changes if change.kind in kinds]
        if changes:
            lines.append(write.heading(heading))
            lines += [write.change(change) for change in changes]
    lines += _answers(of, write)
    if not of.changes and not of.moved:
        lines.append("Nothing that a parent reads is different.")
    return "\n".join(lines).strip("\n")


def counted_changes(changes: Iterable[Change]) -> str:
    """Return the numbers of changes in a line: "2 rules added, 1 rule reworded"."""
    counts: dict[tuple[str, str], int] = {}
    for change in changes:
        key = (change.noun, HOW[change.how].removeprefix("is ").removeprefix("has "))
        counts[key] = counts.get(key, 0) + 1
    return "; ".join(f"{noun} {how}: {count}" for (noun, how), count in counts.items())


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


def _answers(of: Comparison, write: _Writer) -> Iterator[str]:
    for wizard in dict.fromkeys(moved.wizard for moved in of.moved):
        found = [moved for moved in of.moved if moved.wizard == wizard]
        name = _named(wizard, "wizards", of.record)
        situations = sum(moved.situations for moved in found)
        yield write.heading(f"Answers of “{name}”")
        yield write.line(f"{situations:,} of {found[0].of:,} situations get another answer.")
        for moved in found:
            before, now = (
                answer_title(wizard, answer, of.record, of.earlier)
                for answer in (moved.before, moved.after)
            )
            said = [f"{moved.situations:,} from “{before}” to “{now}”, such as:"]
            said += [f"“{' '.join(post.split())}”" for post in moved.posts]
            said += moved.examples if not moved.posts else moved.examples[:1]
            yield write.entry(said[0], said[1:])


class _Writer:
    """How titles, headings and entries look."""

    def title(self, text: str) -> str:
        raise NotImplementedError

    def heading(self, text: str) -> str:
        raise NotImplementedError

    def line(self, text: str) -> str:
        raise NotImplementedError

    def entry(self, text: str, below: Sequence[str]) -> str:
        raise NotImplementedError

    def wording(self, label: str, before: str, now: str) -> str:
        raise NotImplementedError

    def change(self, change: Change) -> str:
        named = f"The {change.noun} “{change.title}” {HOW[change.how]}"
        if change.instead:
            named += f"; in its place: {change.instead}"
        said = [self.wording(w.label, w.before, w.now) for w in change.wordings]
        return self.entry(named, said)


class _Text(_Writer):
    def title(self, text: str) -> str:
        return text

    def heading(self, text: str) -> str:
        return f"\n{text}"

    def line(self, text: str) -> str:
        return f"  {text}"

    def entry(self, text: str, below: Sequence[str]) -> str:
        return "\n".join([f"  {text}", *(indent(said, "    ") for said in below)])

    def wording(self, label: str, before: str, now: str) -> str:
        lines = [label] if label else []
        lines += [_hanging("  before: ", before)] if before else []
        lines += [_hanging("  now:    ", now)] if now else []
        return "\n".join(lines)


class _Markdown(_Writer):
    def title(self, text: str) -> str:
        return f"# {text}"

    def heading(self, text: str) -> str:
        return f"\n## {text}\n"

    def line(self, text: str) -> str:
        return f"{text}\n"

    def entry(self, text: str, below: Sequence[str]) -> str:
        return "\n".join([f"- {_inert(text)}", *(indent(_listed(said), "  ") for said in below)])

    def wording(self, label: str, before: str, now: str) -> str:
        lines = [label] if label else []
        lines += [f"> before: {_quoted(before)}"] if before else []
        lines += [""] if before and now else []
        lines += [f"> now: {_quoted(now)}"] if now else []
        return "\n".join(lines)


def _listed(said: str) -> str:
    return said if "\n" in said or said.startswith(">") else f"- {_inert(said)}"


def _quoted(text: str) -> str:
    return _inert(text).replace("\n", "\n> ")


def _inert(text: str) -> str:
    """Return text in which Markdown that hosts render finds no HTML and no mention of a person."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("@", "@\N{ZERO WIDTH SPACE}")


def _hanging(start: str, text: str) -> str:
    return start + text.replace("\n", "\n" + " " * len(start))


def _json(of: Comparison) -> str:
    data = {
        "school": of.school,
        "before": of.before,
        "now": of.now,
        "changes": [asdict(change) | {"address": change.address} for change in of.changes],
        "answers": [moved.data() for moved in of.moved],
    }
    return json.dumps(data, indent=2, ensure_ascii=False)
