"""Dates that have passed, are missing, or are too old to trust."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..errors import Finding
from ..model.base import PartialDate
from ..model.law import Law, Platform
from ..model.nation import NationChannel
from ..model.people import Helpline
from ..model.policy import Policy
from .codes import report

CHECKED_FOR = timedelta(days=366)
"""How long a helpline, law or social network may go unchecked."""

Entry = Law | Helpline | NationChannel | Platform
"""What somebody looks up again now and then."""


def is_past(when: PartialDate, today: date) -> bool:
    """Whether the whole of the date lies before ``today``."""
    return when.last_day < today


def when(date: PartialDate) -> str:
    """Return the date with its preposition, as it stands in a sentence."""
    return f"{'on' if date.day else 'in'} {date}"


def review_by(policy: Policy, day: date) -> PartialDate | None:
    """Return when the document's review falls due, if that is before ``day``."""
    review = policy.school.document.review
    return review if review and is_past(review, day) else None


def outside(policy: Policy) -> list[NationChannel]:
    """Return the offices outside the school that every school of the nation shares."""
    return [c for c in policy.shared_channels if isinstance(c, NationChannel) and c.outside]


def unchecked(policy: Policy, day: date) -> list[tuple[Entry, PartialDate]]:
    """Return the entries whose last check is too old to trust on ``day``, with that check."""
    entries: list[Entry] = [
        *policy.laws.values(),
        *policy.helplines.values(),
        *outside(policy),
        *policy.platforms.values(),
    ]
    dated = [(entry, entry.checked) for entry in entries if entry.checked]
    return [(entry, then) for entry, then in dated if day - then.last_day > CHECKED_FOR]


def check(policy: Policy, today: date) -> list[Finding]:
    """Return findings about the document's dates and the age of what was checked."""
    return [
        *_document(policy, today),
        *_impossible(policy, today),
        *_checked(policy, today),
    ]


def _document(policy: Policy, today: date) -> Iterator[Finding]:
    document = policy.school.document
    if not document.has("approved"):
        yield report(
            "DATE002",
            "the document does not say when it was approved",
            document.at("title"),
            "add approved when the school gives it",
        )
    if not document.has("review"):
        yield report(
            "DATE002",
            "the document does not say when it is due for review",
            document.at("title"),
            "add review when the school gives it",
        )
    elif review := review_by(policy, today):
        yield report(
            "DATE001",
            f"the review fell due {when(review)}",
            document.at("review"),
            "the school reviews the document, then its new dates go here",
        )


def _impossible(policy: Policy, today: date) -> Iterator[Finding]:
    document = policy.school.document
    approved, review = document.approved, document.review
    said = [(approved, document.at("approved"), "approved")] if approved else []
    said += [(entry.date, entry.at("date"), "changed") for entry in document.history if entry.date]
    for day, mark, done in said:
        if day.first_day > today:
            yield report(
                "DATE004",
                f"the document was {done} {when(day)}, which is still to come",
                mark,
                "check the year; write what has happened, not what is planned",
            )
    if approved and review and review.last_day < approved.first_day:
        yield report(
            "DATE005",
            f"the review {when(review)} comes before the approval {when(approved)}",
            document.at("review"),
            "check both years",
        )


def _checked(policy: Policy, today: date) -> Iterator[Finding]:
    for entry, then in unchecked(policy, today):
        yield report(
            "DATE003",
            f'"{entry.id}" was last checked {when(then)}',
            entry.at("checked"),
            "look it up again and change checked",
        )
