"""What a school must look at soon, as a Markdown report: reviews, details to check, addresses.

``check`` says what is overdue. This says it some weeks earlier, while there is time to act.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from .checks.dates import is_past, review_by, unchecked, when
from .errors import Mark
from .links import Unanswered
from .model.law import Law
from .model.nation import NationChannel
from .model.people import Helpline
from .model.policy import Policy
from .pages.render import plain

REVIEWS_AHEAD = timedelta(days=90)
"""A governing body meets once a term, so a review is named a term before it falls due."""

CHECKS_AHEAD = timedelta(days=30)
"""Looking something up takes an hour, so a month is enough."""

_REVIEWS = "The school looks at its document again; then the new dates go into `school.yml`."
_CHECKS = "Look each up again, mend what has changed, and give `checked` the day."
_LINKS = "Open each yourself before you change it: some websites refuse to answer programs."


def describe(policies: Iterable[Policy], today: date, links: Iterable[Unanswered] | None) -> str:
    """Return the report on the schools as of ``today``.

    ``links`` holds the web addresses that did not answer; None leaves that part out.
    """
    schools = list(policies)
    parts = [
        f"# What needs a look, {today.day} {today:%B %Y}",
        _part("Reviews due within 90 days", _REVIEWS, _reviews(schools, today)),
        _part("Details not checked for 11 months", _CHECKS, _checks(schools, today)),
    ]
    if links is not None:
        found = (_line(f"<{link.address}> {plain(link.fault)}", link.mark) for link in links)
        parts.append(_part("Web addresses that do not answer", _LINKS, found))
    return "\n\n".join(parts)


def _part(title: str, advice: str, lines: Iterable[str]) -> str:
    found = list(dict.fromkeys(lines))  # schools share what stands in common/
    body = [advice, "\n".join(found)] if found else ["Nothing."]
    return "\n\n".join([f"## {title}", *body])


def _line(text: str, mark: Mark) -> str:
    return f"- {text}. `{mark.file.as_posix()}:{mark.line}`"


def _reviews(schools: list[Policy], today: date) -> Iterator[str]:
    for policy in schools:
        document = policy.school.document
        if review := review_by(policy, today + REVIEWS_AHEAD):
            verb = "fell" if is_past(review, today) else "falls"
            text = f"{plain(policy.school.name)}: the review {verb} due {when(review)}"
            yield _line(text, document.at("review"))


def _checks(schools: list[Policy], today: date) -> Iterator[str]:
    for policy in schools:
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
