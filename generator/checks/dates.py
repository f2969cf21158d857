"""Dates that have passed, are missing, or are too old to trust."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ..codes import report
from ..errors import Finding, Mark
from ..model.approval import Approval
from ..model.base import PartialDate
from ..model.law import Law, Platform
from ..model.nation import NationChannel
from ..model.people import Helpline
from ..model.policy import Policy

CHECKED_FOR = timedelta(days=366)
"""How long a helpline, law or social network may go unchecked."""

REVIEWS_AHEAD = timedelta(days=90)
"""A governing body meets once a term, so a review is named a term before it falls due."""

CHECKS_AHEAD = timedelta(days=30)
"""Looking something up takes an hour, so a month is enough."""

MEETINGS_AHEAD = timedelta(days=30)
"""What a meeting is to approve goes out a week before it, and is written before that."""

Entry = Law | Helpline | NationChannel | Platform
"""What somebody looks up again now and then."""


def is_past(when: PartialDate, today: date) -> bool:
    """Whether the whole of the date lies before ``today``."""
    return when.last_day < today


def when(date: PartialDate) -> str:
    """Return the date with its preposition, as it stands in a sentence."""
    return f"{'on' if date.day else 'in'} {date}"


@dataclass(frozen=True)
class Review:
    """When the school wants to look again."""

    on: PartialDate
    mark: Mark
    """Where it stands."""
    approval: Approval | None
    """The approval that says so; None where the document does."""


def review_of(policy: Policy) -> Review | None:
    """Return the review that counts: the last approval's, or else the document's.

    The school has approved nothing of a restatement, so there it is the document's.
    """
    last = None if policy.school.restatement else policy.approvals.last
    if last and last.review:
        return Review(last.review, last.at("review"), last)
    document = policy.school.document
    return Review(document.review, document.at("review"), None) if document.review else None


def review_by(policy: Policy, day: date) -> Review | None:
    """Return the review that counts, if it falls due before ``day``."""
    review = review_of(policy)
    return review if review and is_past(review.on, day) else None


def outside(policy: Policy) -> list[NationChannel]:
    """Return the offices outside the school that every school of the nation shares."""
    return [c for c in policy.shared_channels if isinstance(c, NationChannel) and c.outside]


def looked_up(policy: Policy) -> list[tuple[Entry, PartialDate]]:
    """Return every entry that somebody looks up again, with its last check."""
    entries: list[Entry] = [
        *policy.laws.values(),
        *policy.helplines.values(),
        *outside(policy),
        *policy.platforms.values(),
    ]
    return [(entry, entry.checked) for entry in entries if entry.checked]


def trusted_until(checked: PartialDate) -> date:
    """Return the last day on which a check is new enough."""
    return checked.last_day + min(CHECKED_FOR, date.max - checked.last_day)


def unchecked(policy: Policy, day: date) -> list[tuple[Entry, PartialDate]]:
    """Return the entries whose last check is too old to trust on ``day``, with that check."""
    return [(entry, then) for entry, then in looked_up(policy) if day > trusted_until(then)]


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
    if review := review_by(policy, today):
        yield report(
            "DATE001",
            f"the review fell due {when(review.on)}",
            review.mark,
            f"the school reviews the text; then policy-site approve {policy.id}"
            if review.approval
            else "the school reviews the document, then its new dates go here",
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
