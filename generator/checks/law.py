"""Laws and social networks that the school's document names out of date, and untrue claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Finding, Mark
from ..model.law import Law
from ..model.policy import Policy
from .codes import report

GONE = ("repealed", "withdrawn")


def check(policy: Policy) -> list[Finding]:
    """Return findings about cited laws, the laws under clauses, and named social networks."""
    return [*_cites(policy), *_clauses(policy), *_platforms(policy)]


def _cites(policy: Policy) -> Iterator[Finding]:
    for cite in policy.school.cites:
        law = policy.laws.get(cite.law)
        if law is None:
            continue
        if law.status in GONE:
            now = _present(law, policy)
            yield report(
                "LAW001",
                f'the document cites "{cite.as_}", which is {law.status}',
                cite.at("as"),
                f"cite {now} at the next review" if now else "drop it at the next review",
            )
        elif not _same_name(cite.as_, law):
            yield report(
                "LAW002",
                f'the document says "{cite.as_}"',
                cite.at("as"),
                f"the correct name is {law.citation}",
            )


def _present(law: Law, policy: Policy) -> str:
    return " and ".join(
        policy.laws[name].title for name in law.superseded_by if name in policy.laws
    )


def _same_name(cited: str, law: Law) -> bool:
    def words(text: str) -> str:
        return re.sub(r"[^a-z0-9 ]+", "", re.sub(r"^the\s+", "", text.lower())).strip()

    names = [law.title, *law.citation.split(";")]
    return any(words(name).startswith(words(cited)) for name in names)


def _clauses(policy: Policy) -> Iterator[Finding]:
    for clause in policy.clauses.values():
        for index, name in enumerate(clause.law):
            law = policy.laws.get(name)
            if law and law.status in GONE:
                now = _present(law, policy)
                yield report(
                    "LAW003",
                    f'the clause "{clause.id}" rests on {law.title}, which is {law.status}',
                    clause.at("law", index),
                    f"use {now}" if now else "remove it",
                )


def _platforms(policy: Policy) -> Iterator[Finding]:
    for mention in policy.school.platforms:
        platform = policy.platforms.get(mention.platform)
        if platform and platform.status in ("renamed", "closed", "dated-term"):
            changed = {
                "renamed": f"is now called {platform.title}",
                "closed": "has closed",
                "dated-term": f"is now usually called {platform.title}",
            }[platform.status]
            yield report(
                "LAW004",
                f'the document names "{mention.as_}", which {changed}',
                mention.at("as"),
                "mend it at the next review",
            )


def untrue_claims(text: str, policy: Policy, mark: Mark) -> Iterator[Finding]:
    """Yield a finding for each claim about the law that ``text`` makes and that is not true.

    ``text`` is what a reader sees of a page; ``mark`` is where the page comes from.
    """
    for law in policy.laws.values():
        for claim in law.must_not_say:
            for pattern in claim.patterns:
                found = re.search(pattern, text, re.IGNORECASE)
                if found:
                    yield report(
                        "LAW005",
                        f'"{found.group()}" claims {claim.claim} ({law.title})',
                        mark,
                        "reword it; the law register says what is true",
                    )
