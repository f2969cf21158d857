"""What staff send when something has changed: a newsletter item, and an email to parents."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..releases.compare import LABELS
from .book import Book
from .changes import ADDRESS, Edition, Entry, Pieces, Story, Wording, editions
from .share import Ready, make_ready, url_of
from .words import in_sentence

MOST = 8
"""The most changes that a newsletter item names; a newsletter is read in a minute."""

FEW = 40
"""The most characters of old or new words that are quoted in a line."""

AROUND = (1, 3)
"""How many words before and after what changed help to read it."""


_SENTENCE = re.compile(r"[.!?:;](?:\s|$)")


@dataclass(frozen=True)
class Email:
    """An email to parents, as plain text."""

    subject: str
    body: str


@dataclass(frozen=True)
class Notices:
    """What to send about the last approval. A draft has ``waiting`` instead."""

    newsletter: Ready | None
    email: Email | None
    waiting: int = 0
    """How many changes there are to tell once they are approved."""


def notices(book: Book) -> Notices | None:
    """Return what to send; None where there is nothing to tell."""
    if not book.history.steps:
        return None
    proposed, (last, *_) = editions(book)
    if proposed:
        waiting = len(changes(proposed))
        return Notices(None, None, waiting) if waiting else None
    if last.is_empty:
        return None
    url = url_of(book, ADDRESS)
    title = f"What changed in “{book.policy.school.document.title}”"
    told = changes(last)
    more = [f"There are {len(told)} changes in all."] if len(told) > MOST else []
    item = [*opening(last), *told[:MOST], *more, *_question(book)]
    return Notices(
        make_ready("what-changed", title, "after an approval", item, url),
        Email(title, _body(book, last, told, url)),
    )


def opening(edition: Edition) -> list[str]:
    """Return who approved an edition, in a sentence."""
    if edition.approval is None:
        return []
    by, on = in_sentence(edition.approval.by), edition.approval.on
    first = ["This was the first approval."] if edition.first else []
    return [f"Approved by {by} on {on}.", *first]


def changes(edition: Edition) -> list[str]:
    """Return what is different in an edition, each change in a line of plain text."""
    told = [_line(entry) for _, entries in edition.groups for entry in entries]
    return told + closing(edition)


def closing(edition: Edition) -> list[str]:
    """Return how the answers and questions of the wizards changed, in sentences."""
    asked = ["Some questions of our checkers have new words."] if edition.asked else []
    return [*map(_story, edition.stories), *asked]


def _body(book: Book, last: Edition, told: list[str], url: str | None) -> str:
    school = book.policy.school
    paragraphs = [
        "Dear families,",
        " ".join([f"Some things have changed in “{school.document.title}”.", *opening(last)]),
        "This is what is different:",
        "\n".join(f"- {line}" for line in told),
        *([f"Old and new words, side by side: {url}"] if url else []),
        *_question(book),
        school.name,
    ]
    return "\n\n".join(paragraphs)


def _question(book: Book) -> list[str]:
    """Return whom to ask: where a parent starts, or the school's own number and address."""
    contact = book.policy.school.contact
    if channels := book.policy.own_channels.channels:
        return [f"If you have a question, ask {in_sentence(channels[0].title)}."]
    ways = [way for way in (contact.email, contact.phone) if way] if contact else []
    return [f"If you have a question: {' or '.join(ways)}."] if ways else []


def _story(story: Story) -> str:
    post = f"“{story.post}”" if story.is_post else f"A post of which this is true: {story.post}."
    return f"{post} The answer was “{story.before}”. Now it is “{story.now}”."


def _line(entry: Entry) -> str:
    """Return one change: old and new words where they are few, else in which way it changed."""
    if entry.whole:
        return f"{entry.how[0]}: {entry.title}."
    said = []
    seen = set()
    for wording in entry.wordings:
        of = _changed if wording.before and wording.now else _all
        key = before, now = of(wording.before), of(wording.now)
        if max(len(before), len(now)) <= FEW and key not in seen:
            seen.add(key)
            sides = key
            if before and now:
                sides = _quoted(wording.before, wording), _quoted(wording.now, wording)
            about = "" if wording.label == LABELS["text"] else f" ({wording.label.lower()})"
            said.append(f"{_became(*sides)}{about}")
    return f"{entry.title}: {'; '.join(said) or ', '.join(entry.how).lower()}."


def _became(before: str, now: str) -> str:
    if before and now:
        return f"“{before}” is now “{now}”"
    return f"it now says “{now.rstrip('.')}”" if now else f"it no longer says “{before}”"


def _all(side: Pieces) -> str:
    return "".join(text for _, text in side).strip()


def _changed(side: Pieces) -> str:
    """Return the words of a side from the first to the last that the other side has not."""
    new = [number for number, (is_new, _) in enumerate(side) if is_new]
    return "".join(text for _, text in side[new[0] : new[-1] + 1]).strip() if new else ""


def _quoted(side: Pieces, wording: Wording) -> str:
    """Return all of a short side; of a long one what changed, with a few words around it."""
    text = _all(side)
    if wording.is_short:
        return text.rstrip(".")
    changed = _changed(side)
    start = text.index(changed)
    before = _SENTENCE.split(text[:start])[-1].split()[-AROUND[0] :]
    after = _SENTENCE.split(text[start + len(changed) :])[0].split()[: AROUND[1]]
    ends = changed[-1] in ".!?:;"
    return " ".join([*before, changed, *([] if ends else after)]).rstrip(".,;:")
