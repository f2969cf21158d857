"""What changed, on paper: a slip that says it was read, and one page for governors.

Both tell what was approved last; of a text that changed since, what is proposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...content import changes
from ...content.book import CHANGES_SLIP, Book
from ...content.changes import Entry, Pieces
from ...content.words import in_sentence
from ...model.approval import Approval
from ...releases.answers import Moved
from ...releases.compare import Change
from ...releases.record import Record
from ...releases.say import counted_changes
from ...wizard.export import ORIGIN_WORDS
from .blocks import Block
from .editions import document_line
from .forms import slip_fields
from .glyphs import missing
from .render import Print
from .tree import Tree, parse, plain

AROUND = 6
"""The words that stand before and after what changed."""

MOST = 30
"""The words of one side that governors read; families read all that changed."""


@dataclass(frozen=True)
class Told:
    """What is told: who approved it, or None for what is proposed, and what is different."""

    approval: Approval | None
    since: Approval
    changes: Sequence[Change]
    moved: Sequence[Moved]
    records: tuple[Record, Record]
    """The later record, and the one before."""


def find_told(book: Book) -> Told | None:
    """Return what is proposed, or what was approved last; None where nothing came before it.

    A post that no font can print is no example: the situation is told in words instead.
    """
    history = book.history
    told = None
    if history.standing == "changed":
        told = Told(
            None,
            history.steps[-1].approval,
            history.proposed,
            changes.proposed_answers(book),
            (history.today, history.last.record),
        )
    elif history.standing == "approved" and len(history.steps) > 1:
        before, last = history.steps[-2:]
        records = (last.release.record, before.release.record)
        told = Told(last.approval, before.approval, last.changes, last.release.moved, records)
    if told is None or not (told.changes or told.moved):
        return None
    printable = [replace(m, posts=tuple(p for p in m.posts if not missing(p))) for m in told.moved]
    return replace(told, moved=printable)


def slip(book: Book, told: Told) -> Iterator[tuple[str, Print]]:
    """Yield the slip, unless the school has a form of that name or families are told nothing."""
    groups = [
        _group(heading, [[["p", _line(entry)]] for entry in entries])
        for heading, entries in _entries(told)
    ]
    stories = [story for moved in told.moved for story in changes.stories(moved, *told.records)[:1]]
    if stories:
        answers = [[["p", _answer(story)]] for story in stories]
        groups.append(_group("Posts that now get another answer", answers))
    if not groups or any(form.id == CHANGES_SLIP for form in book.policy.forms):
        return
    title = "What changed: I have read it" if told.approval else "Proposed: I have read it"
    stands = (
        f"These changes were approved on {told.approval.on}."
        if told.approval
        else "These changes are proposed. They do not count until they are approved."
    )
    intro = parse(
        f"{stands} This slip says that your family has read them. It says no more than that. "
        "You do not give up any right by signing it."
    )
    fields = slip_fields("I have read these changes")
    data = {"title": title, "layout": "form", "intro": intro, "heads": [], "fields": fields}
    block = Block({"block": "form", **data, "rows": 1, "copies": 1, "told": groups})
    line = document_line(book.policy.school.document)
    facts = {"facts": f"{ORIGIN_WORDS['school']}: {line}"}
    yield CHANGES_SLIP, Print("form.typ", title, [block], facts)


def governors(book: Book, told: Told) -> Print:
    """Return the page for governors: what is different, and the minute to sign."""
    groups = [
        _group(heading, [[["p", _line(entry, MOST)]] for entry in entries])
        for heading, entries in _entries(told)
    ]
    for wizard in dict.fromkeys(moved.wizard for moved in told.moved):
        groups.append(_answers(book, told, [m for m in told.moved if m.wizard == wizard]))
    rest = counted_changes(change for change in told.changes if change.kind not in changes.TOLD)
    if rest:
        groups.append(_group("Everything else", [[["p", plain(line)]] for line in rest]))
    approval = told.approval
    extra = {
        "heading": "What changed" if approval else "What is proposed",
        "intro": f"For the governors: what is different since the approval on {told.since.on}.",
        "address": changes.ADDRESS,
        "minute": [
            ["Approved by", in_sentence(approval.by) if approval else ""],
            ["On", str(approval.on) if approval else ""],
            ["Minute number", approval.minute or "" if approval else ""],
            ["Signed (chair)", ""],
        ],
    }
    return Print(
        "governors.typ", "Changes for governors", [Block(group) for group in groups], extra
    )


def _entries(told: Told) -> Iterator[tuple[str, list[Entry]]]:
    for heading, kinds in changes.GROUPS:
        entries = changes.entries(told.changes, kinds)
        if entries:
            yield heading, entries


def _group(heading: str, items: list[Tree], lead: str = "") -> dict[str, Any]:
    return {"block": "told", "heading": heading, "lead": lead, "items": items}


def _answers(book: Book, told: Told, moved: Sequence[Moved]) -> dict[str, Any]:
    total = sum(each.situations for each in moved)
    items = []
    for each in moved:
        story = changes.stories(each, *told.records)[0]
        items.append(
            [["p", [*plain(f"In {each.situations:,} of them, such as: "), *_answer(story)]]]
        )
    title = book.policy.wizards[moved[0].wizard].title
    get = "gets" if total == 1 else "get"
    lead = f"{total:,} of {moved[0].of:,} situations {get} another answer."
    return _group(f"Answers of “{title}”", items, lead)


def _answer(story: changes.Story) -> Tree:
    post = f"“{' '.join(story.post.split())}”" if story.is_post else story.post
    return [
        *plain(f"{post}: "),
        ["strong", plain("before")],
        *plain(f" “{story.before}”, "),
        ["strong", plain("now")],
        *plain(f" “{story.now}”."),
    ]


def _line(entry: Entry, most: int | None = None) -> Tree:
    """Return a line with the name, the ways in which it changed, and both wordings."""
    ways = ". ".join(entry.how)
    line: Tree = [["strong", plain(f"{entry.title.rstrip('.')}.")], *plain(f" {ways}.")]
    if entry.whole:
        said = "It said" if entry.is_over else "It says"
        line += plain(f" {said}: “{_clipped(entry.whole, most)}”")
    for wording in entry.wordings:
        line += [
            *plain(f" {wording.label}: "),
            ["strong", plain("before")],
            *plain(f" {_excerpt(wording.before, most)}, "),
            ["strong", plain("now")],
            *plain(f" {_excerpt(wording.now, most)}."),
        ]
    return line


def _excerpt(pieces: Pieces, most: int | None) -> str:
    """Return what changed, with a few words around it."""
    parts = []
    for number, (is_new, text) in enumerate(pieces):
        words = text.split()
        start = [] if number == 0 else words[:AROUND]
        end = [] if number == len(pieces) - 1 else words[-AROUND:]
        if not is_new and len(words) > len(start) + len(end):
            words = [*start, "…", *end]
        parts.append(" ".join(words))
    said = _clipped(" ".join(parts), most).rstrip(".")
    return f"“{said}”" if said else "nothing"


def _clipped(text: str, most: int | None) -> str:
    words = text.split()
    return " ".join([*words[:most], "…"]) if most and len(words) > most else text
