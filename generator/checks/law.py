"""Laws and social networks that the school's document names out of date, and untrue claims."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ..codes import report
from ..errors import Finding, Mark
from ..model.law import Law
from ..model.policy import Policy

GONE = ("repealed", "withdrawn")

_GUARD = re.compile(r"(?<=^\\b)(?:\(\?<!(?:[^()]|\([^()]*\))*\))+")
"""What a pattern begins with to let pass what follows certain words: it only takes matches away."""


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


def untrue_claims(pages: dict[str, str], policy: Policy) -> Iterator[Finding]:
    """Yield a finding for each claim about the law that a page makes and that is not true.

    ``pages`` are Markdown by path. A text that stands on several pages is judged once.
    """
    texts: dict[str, str] = {}
    for path, page in pages.items():
        for block in readable(page):
            texts.setdefault(block, path)
    patterns = [p for law in policy.laws.values() for c in law.must_not_say for p in c.patterns]
    may_match = _quick(patterns)
    texts = {text: path for text, path in texts.items() if may_match(text)}
    for law in policy.laws.values():
        for claim in law.must_not_say:
            for pattern in claim.patterns:
                search = re.compile(pattern, re.IGNORECASE).search
                for text, path in texts.items():
                    found = search(text)
                    if found:
                        yield report(
                            "LAW005",
                            f'"{found.group()}" claims {claim.claim} ({law.title})',
                            Mark(Path(path)),
                            "reword it; the law register says what is true",
                        )


def _quick(patterns: list[str]) -> Callable[[str], Any]:
    """Return a search that finds something in every text in which one of the patterns does.

    One expression for all, without their guards: few texts hold anything like a claim, and each
    pattern by itself takes many times as long. Patterns with groups, to which they may refer by
    number, cannot be joined; then every text is worth a look.
    """
    if any(re.compile(pattern).groups for pattern in patterns):
        return bool
    return re.compile("|".join(_GUARD.sub("", p) for p in patterns), re.IGNORECASE).search


def readable(page: str) -> list[str]:
    """Return the paragraphs that a reader sees of a Markdown page, each on one line.

    Tags, link addresses and the marks of emphasis are gone, and entities are characters again.
    """
    text = re.sub(r"\]\([^)\s]*\)", "]", re.sub(r"<[^>]*>", "\n\n", page))
    text = re.sub(r"[*_\[\]`]", "", html.unescape(text))
    blocks = re.split(r"\n\s*\n|\n\s*(?:[-#]|\d+\.)\s", text)
    return [" ".join(block.split()) for block in blocks if block.strip()]
