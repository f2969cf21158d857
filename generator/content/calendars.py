"""The days for staff to remember: the next review, the governors' meetings, what to look up again.

An event keeps its id, so a calendar that has it already moves it. For that its sequence rises with
the day on which its date was decided, and within that day with the date itself. Nothing asks the
clock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ..checks.dates import (
    CHECKS_AHEAD,
    MEETINGS_AHEAD,
    REVIEWS_AHEAD,
    looked_up,
    review_of,
    trusted_until,
)
from ..model.base import PartialDate
from ..model.law import Law, Platform
from .book import Book
from .words import in_sentence, when

ADDRESS = "for-staff/calendars/"

EPOCH = date(2000, 1, 1)
"""Days are counted from here. What nobody dated was decided then."""

SPAN = 50_000
"""More days than any date lies after EPOCH, so that the day of a decision outweighs the date."""


@dataclass(frozen=True)
class Entry:
    """One day to remember. ``decided`` is when somebody fixed the day, as far as it is known."""

    subject: str
    """What it is about, for its id: it stays when the day changes."""
    day: date
    title: str
    lines: list[str]
    ahead: timedelta
    """How long before the day the calendar reminds."""
    decided: date

    @property
    def sequence(self) -> int:
        """A number that rises when the day is decided anew, or moves to a later day."""
        decided, day = ((each - EPOCH).days for each in (self.decided, self.day))
        return max(0, decided) * SPAN + max(0, day)


@dataclass(frozen=True)
class Diary:
    """A calendar's file with its entries, and what it is for."""

    name: str
    title: str
    about: str
    entries: list[Entry]

    @property
    def path(self) -> str:
        """The file, below the site."""
        return f"{ADDRESS}{self.name}.ics"


def diaries(book: Book) -> list[Diary]:
    """Return the calendars for which the school's source gives a date."""
    found = [
        Diary(
            "review",
            "The next review",
            "The day by which the school looks at its text again.",
            list(_review(book)),
        ),
        Diary(
            "meetings",
            "Meetings that can approve the text",
            "Each meeting that the school has named.",
            list(_meetings(book)),
        ),
        Diary(
            "to-look-up",
            "Helplines, laws and social networks",
            "The day by which somebody looks each up again. It is a year after the last time.",
            list(_to_look_up(book)),
        ),
    ]
    return [diary for diary in found if diary.entries]


def _review(book: Book) -> Iterator[Entry]:
    policy = book.policy
    review = review_of(policy)
    if not review:
        return
    document = policy.school.document
    approval = review.approval
    if approval:
        said = f"{approval.by} asked for this on {approval.on}, when they approved the text."
    else:
        said = f"“{document.title}” gives this date."
    yield Entry(
        "review",
        review.on.last_day,
        f"Review due: {document.title}",
        [
            said,
            *_exactly(review.on),
            *_at(book, "What to mend", "for-staff/to-mend/"),
        ],
        REVIEWS_AHEAD,
        _decided(book),
    )


def _meetings(book: Book) -> Iterator[Entry]:
    """Yield each meeting. One that moves within its month keeps its id."""
    approvals = book.policy.approvals
    if book.status == "restatement":
        return
    body = approvals.last.by if approvals.last else book.policy.school.document.approved_by
    months: Counter[str] = Counter()
    for day in sorted(approvals.meets, key=lambda each: each.first_day):
        month = f"{day.year:04}-{day.month:02}"
        months[month] += 1
        yield Entry(
            f"meeting/{month}/{months[month]}",
            day.first_day,
            f"Meeting of {in_sentence(body)}" if body else "Meeting that can approve the text",
            [
                "This meeting can approve changes of the text that parents read.",
                *(_at(book, "What changed", "about/changes/") if book.history.steps else ()),
            ],
            MEETINGS_AHEAD,
            _decided(book),
        )


def _to_look_up(book: Book) -> Iterator[Entry]:
    kinds: dict[str, list[tuple[str, PartialDate]]] = {}
    for entry, then in looked_up(book.policy):
        match entry:
            case Law():
                kind = "laws"
            case Platform():
                kind = "social networks"
            case _:
                kind = "helplines and offices"
        kinds.setdefault(kind, []).append((entry.title, then))
    for kind, found in kinds.items():
        first = min(found, key=lambda each: trusted_until(each[1]))[1]
        due = trusted_until(first)
        names = [title for title, then in found if trusted_until(then) == due]
        yield Entry(
            kind.replace(" ", "-"),
            due,
            f"Look up again: {kind}",
            [
                f"Last looked up {when(first)}: {'; '.join(names)}.",
                *_exactly(first),
                "Whoever looks after these pages changes the date when it is done.",
            ],
            CHECKS_AHEAD,
            max(then.first_day for _, then in found),
        )


def _decided(book: Book) -> date:
    """Return the last day on which the document or the text is known to have been approved."""
    policy = book.policy
    days = [policy.school.document.approved, *(each.on for each in policy.approvals.approvals)]
    return max((day.first_day for day in days if day), default=EPOCH)


def _exactly(day: PartialDate) -> list[str]:
    """Return a line where a day had to be chosen."""
    span = "year" if day.month is None else "month"
    return [] if day.day else [f"Only the {span} is known ({day}), so its last day counts."]


def _at(book: Book, label: str, address: str) -> list[str]:
    site = book.policy.school.site
    return [f"{label}: {site}{address}"] if site else []
