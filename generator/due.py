"""What a school must look at soon, as a Markdown report: approvals, reviews, details, addresses.

``check`` says what is overdue. This says it some weeks earlier, while there is time to act.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from .checks.dates import (
    CHECKS_AHEAD,
    MEETINGS_AHEAD,
    REVIEWS_AHEAD,
    is_past,
    review_by,
    unchecked,
    when,
)
from .errors import Mark
from .inert import plain
from .links import Unanswered
from .model.law import Law
from .model.nation import NationChannel
from .model.people import Helpline
from .model.policy import Policy
from .releases.compare import Change
from .releases.history import History
from .releases.say import GROUPS
from .summary import counted

School = tuple[Policy, History]

_APPROVALS = (
    "`policy-site diff` says what changed. Those who decide look at it; then it is recorded with "
    "`policy-site approve`."
)
_MEETINGS = "What they are to approve goes out before: build it with `--draft`, for them to read."
_REVIEWS = (
    "The school looks again. The new dates of its document go into `school.yml`; those of an "
    "approval are given to `policy-site approve`."
)
_CHECKS = "Look each up again, mend what has changed, and give `checked` the day."
_LINKS = "Open each yourself before you change it: some websites refuse to answer programs."


def describe(found: Iterable[School], today: date, links: Iterable[Unanswered] | None) -> str:
    """Return the report on schools, each with how its text stands, as of ``today``.

    ``links`` holds the web addresses that did not answer; None leaves that part out.
    """
    schools = list(found)
    policies = [policy for policy, _ in schools]
    parts = [
        f"# What needs a look, {today.day} {today:%B %Y}",
        _part("Texts to approve", _APPROVALS, _approvals(schools)),
        _part("Meetings within 30 days", _MEETINGS, _meetings(schools, today)),
        _part("Reviews due within 90 days", _REVIEWS, _reviews(policies, today)),
        _part("Details not checked for 11 months", _CHECKS, _checks(policies, today)),
    ]
    if links is not None:
        silent = (_line(f"<{link.address}> {plain(link.fault)}", link.mark) for link in links)
        parts.append(_part("Web addresses that do not answer", _LINKS, silent))
    return "\n\n".join(parts)


def _part(title: str, advice: str, lines: Iterable[str]) -> str:
    found = list(dict.fromkeys(lines))  # schools share what stands in common/
    body = [advice, "\n".join(found)] if found else ["Nothing."]
    return "\n\n".join([f"## {title}", *body])


def _line(text: str, mark: Mark) -> str:
    return f"- {text}. `{mark.file.as_posix()}:{mark.line}`"


def _approvals(schools: list[School]) -> Iterator[str]:
    for policy, history in schools:
        name, last = plain(policy.school.name), history.approval
        if history.standing == "unapproved":
            yield _line(f"{name}: never approved", policy.school.at("name"))
        elif history.standing == "changed" and last:
            since = f"{name}: changed since it was approved on {last.on}"
            yield _line(f"{since}, {_counted(history.proposed)}", last.at("on"))


def _counted(changes: Iterable[Change]) -> str:
    """Return how many parts differ, and where: "3 changes (2 in rules, 1 in people and steps)"."""
    parts = dict.fromkeys((change.kind, change.id) for change in changes)
    counts = [(name, sum(kind in kinds for kind, _ in parts)) for name, kinds in GROUPS]
    where = ", ".join(f"{count} in {name.lower()}" for name, count in counts if count)
    total = counted(len(parts), "change")
    return f"{total} ({where})" if where else total


def _meetings(schools: list[School], today: date) -> Iterator[str]:
    for policy, history in schools:
        days = policy.approvals.meets if history.standing != "restatement" else ()
        for day in days:
            if today <= day.first_day <= today + MEETINGS_AHEAD:
                text = f"{plain(policy.school.name)}: those who approve meet on {day}"
                yield _line(text, policy.approvals.at("meets"))


def _reviews(policies: list[Policy], today: date) -> Iterator[str]:
    for policy in policies:
        if review := review_by(policy, today + REVIEWS_AHEAD):
            verb = "fell" if is_past(review.on, today) else "falls"
            text = f"{plain(policy.school.name)}: the review {verb} due {when(review.on)}"
            yield _line(text, review.mark)


def _checks(policies: list[Policy], today: date) -> Iterator[str]:
    for policy in policies:
        for entry, then in unchecked(policy, today + CHECKS_AHEAD):
            match entry:
                case Law():
                    kind = "Law"
                case Helpline():
                    kind = "Helpline"
                case NationChannel():
                    kind = "Office"
                case _:
                    kind = "Social network"
            text = f"{kind} “{plain(entry.title)}”: last checked {when(then)}"
            yield _line(text, entry.at("checked"))
