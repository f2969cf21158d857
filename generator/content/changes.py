"""What changed: since the last approval, at each approval, and what is proposed in a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..model.approval import Approval
from ..releases.answers import Moved, moved_answers
from ..releases.compare import LABELS, Change
from ..releases.history import History
from ..releases.record import Record
from ..releases.say import answer_title
from ..wizard.export import FORCE_WORDS
from ..wizard.table import table_of
from .book import Book
from .words import bare

ADDRESS = "about/changes/"

TOLD = ("rules", "people", "steps", "sanctions", "forms", "words", "helplines", "laws", "networks")
"""The kinds of parts whose changes parents are told one by one."""

ASKED = ("wizards", "questions", "facts", "verdicts")
"""The kinds of parts that make up the questions of a wizard."""

STORIES = 3
"""The most posts that are told for one way in which answers moved."""

SAID = {
    "added": "New",
    "ended": "Ended",
    "force": "Another force",
    "audience": "For other people",
    "condition": "Holds in other cases",
    "reworded": "New words",
    "contact": "New contact details",
    "time": "Another time",
    "who": "Somebody else decides",
    "moved": "In another place",
    "other": "New links",
}
"""What a parent reads for the way in which something changed."""

PLAIN_WORDS = ("condition", "other")
"""The ways in which something changed whose wordings are for staff: the answers show the change."""

STRENGTH = tuple(
    FORCE_WORDS[kind]
    for kind in ("must", "must-not", "should", "should-not", "may", "promise", "info")
)
"""The words of force, strongest first; each two are as strong as each other."""

SHORT = 60
"""The most characters of a side that stands on one line with the other."""

Pieces = list[tuple[bool, str]]
"""A text in pieces; ``True`` for those that the other side has not."""


@dataclass(frozen=True)
class Wording:
    """Both sides of one field, each in pieces."""

    label: str
    before: Pieces
    now: Pieces

    @property
    def is_short(self) -> bool:
        """Whether both sides fit on one line of a phone, or nearly."""
        return all(sum(len(text) for _, text in side) <= SHORT for side in (self.before, self.now))


@dataclass(frozen=True)
class Entry:
    """What changed about one thing, as a parent reads it."""

    title: str
    address: str
    how: list[str]
    wordings: list[Wording]
    whole: str = ""
    """What a part says that is new or has ended."""
    is_over: bool = False
    """Whether it has ended."""
    instead: str = ""
    """Of a rule that ended: the address of the one in its place."""


@dataclass(frozen=True)
class Story:
    """A post, or a situation in words, that gets another answer."""

    post: str
    is_post: bool
    before: str
    now: str


@dataclass(frozen=True)
class Edition:
    """One approval, or what is proposed, with what is different from the approval before."""

    approval: Approval | None
    """None for what is proposed."""
    groups: list[tuple[str, list[Entry]]]
    stories: list[Story]
    asked: bool
    """Whether the words of the questions changed."""
    first: bool = False

    @property
    def address(self) -> str:
        """The page of this edition."""
        return f"{ADDRESS}{self.approval.on.iso}/" if self.approval else ADDRESS

    @property
    def is_empty(self) -> bool:
        """Whether nothing that parents are told of is different."""
        return not (self.groups or self.stories or self.asked)


GROUPS = (
    ("Rules", ("rules",)),
    ("People and steps", ("people", "steps")),
    ("If a rule is broken", ("sanctions",)),
    ("Help and the law", ("helplines", "laws", "networks")),
    ("Forms and words", ("forms", "words")),
)


def editions(book: Book) -> tuple[Edition | None, list[Edition]]:
    """Return what is proposed, if anything is, and what was approved, the latest first."""
    history = book.history
    done = [
        _edition(
            book,
            step.approval,
            step.changes,
            step.release.moved if number else (),
            (step.release.record, history.steps[max(0, number - 1)].release.record),
        )
        for number, step in enumerate(history.steps)
    ]
    proposed = None
    if history.standing == "changed":
        records = (history.today, history.last.record)
        proposed = _edition(book, None, history.proposed, proposed_answers(book), records)
    return proposed, done[::-1]


def proposed_answers(book: Book) -> tuple[Moved, ...]:
    """Return how the answers of the working copy have moved since the last approval."""
    now = {name: table_of(program) for name, program in book.programs.items()}
    return moved_answers(book.history.last.answers, now, book.policy)


def _edition(
    book: Book,
    approval: Approval | None,
    changes: Sequence[Change],
    moved: Iterable[Moved],
    records: tuple[Record, Record],
) -> Edition:
    groups = [(heading, entries(changes, kinds)) for heading, kinds in GROUPS]
    first = approval is not None and approval is book.history.steps[0].approval
    return Edition(
        approval,
        [(heading, found) for heading, found in groups if found],
        [story for each in moved for story in stories(each, *records)],
        any(change.kind in ASKED for change in changes),
        first,
    )


def entries(changes: Sequence[Change], kinds: tuple[str, ...]) -> list[Entry]:
    """Return what changed about the parts of these kinds, an entry for each part."""
    parts: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        if change.kind in kinds:
            parts.setdefault((change.kind, change.id), []).append(change)
    return [_entry(found) for found in parts.values()]


def _entry(changes: list[Change]) -> Entry:
    first = changes[0]
    if first.how in ("added", "ended"):
        said = {wording.label: wording.now or wording.before for wording in first.wordings}
        force, text = said.pop(LABELS["kind"], ""), said.get(LABELS["text"], "")
        is_over = first.how == "ended"
        return Entry(
            first.title,
            first.address if first.kind == "rules" or not is_over else "",
            [SAID[first.how]],
            [],
            " ".join(filter(None, (f"{force}:" if force else "", bare(text)))),
            is_over,
            f"code/{first.instead}/" if first.instead else "",
        )
    return Entry(
        first.title,
        first.address,
        [_how(change) for change in changes],
        [
            Wording(wording.label, *marked(bare(wording.before), bare(wording.now)))
            for change in changes
            if change.how not in PLAIN_WORDS
            for wording in change.wordings
        ],
    )


def _how(change: Change) -> str:
    """Return in which way something changed, and for its force in which direction."""
    if change.how != "force" or change.kind != "rules":
        return SAID[change.how]
    before, now = (STRENGTH.index(said) // 2 for said in _sides(change))
    return "Now stronger" if now < before else "Now gentler" if now > before else SAID["force"]


def _sides(change: Change) -> tuple[str, str]:
    wording = change.wordings[0]
    return wording.before, wording.now


def marked(before: str, now: str) -> tuple[Pieces, Pieces]:
    """Return both texts in pieces, with what only one of them has marked, whole words at a time."""
    old, new = (re.findall(r"\S+\s*", text) for text in (before, now))
    if not old or not new:
        return [(False, before)] if before else [], [(False, now)] if now else []
    sides: tuple[Pieces, Pieces] = ([], [])
    plain = [word.strip() for word in old], [word.strip() for word in new]
    for tag, a, b, c, d in SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes():
        for side, piece in zip(sides, ("".join(old[a:b]), "".join(new[c:d])), strict=True):
            if piece:
                side.append((tag != "equal", piece))
    return sides


def stories(moved: Moved, now: Record, before: Record) -> list[Story]:
    """Return a few posts that moved in one way, or a situation in words where there is no post."""
    old, new = (answer_title(moved.wizard, a, now, before) for a in (moved.before, moved.after))
    told = moved.posts or moved.examples[:1]
    return [Story(bare(post), bool(moved.posts), old, new) for post in told[:STORIES]]


def rule_notes(history: History) -> dict[str, str]:
    """Return a note for each rule that is new or changed, here or at the last approval."""
    notes: dict[str, str] = {}
    if len(history.steps) > 1:
        last = history.steps[-1]
        notes |= _notes(last.changes, f" on {last.approval.on}")
    return notes | _notes(history.proposed, " here, and not approved yet")


def _notes(changes: Iterable[Change], when: str) -> dict[str, str]:
    ways = ("force", "audience", "condition", "reworded", "added")
    found = [c for c in changes if c.kind == "rules" and c.how in ways]
    return {c.id: f"{'New' if c.how == 'added' else 'Changed'}{when}." for c in found}
