"""How hard a text is to read.

The score is the Automated Readability Index, which needs only letters, words and sentences:
``4.71 * letters per word + 0.5 * words per sentence - 21.43`` (Senter and Smith, 1967, report
AMRL-TR-6620). It gives a US school grade; a reading age is the grade plus five. Short texts swing
widely, so the fields of a clause are judged together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..codes import report
from ..errors import Finding
from ..model.base import Node
from ..model.policy import Policy

HARDEST_AGE = 11.5
"""The reading age that a text for parents may have: pages aim at 9 to 11."""

LONGEST_SENTENCE = 25
"""Words in one sentence, whatever the average."""

FEWEST_WORDS = 20
"""A text with fewer words is too short to score."""

_SENTENCE = re.compile(r"[.!?:;]+[\"'’”)\]*_]*(?=\s|$)|\n\s*(?:[-*]|\d+\.)\s|\n\s*\n")
_WORD = re.compile(r"[A-Za-z0-9]+(?:['\N{RIGHT SINGLE QUOTATION MARK}-][A-Za-z0-9]+)*")


def check(policy: Policy) -> list[Finding]:
    """Return a finding for each clause, sanction and channel for parents that is hard to read."""
    return list(_check(policy))


def _check(policy: Policy) -> Iterator[Finding]:
    site = {a.id for a in policy.audiences.values() if a.site} | {"everyone"}
    for clause in policy.clauses.values():
        if site & set(clause.binds):
            yield from _judge(
                clause.id,
                [clause.title, clause.text, clause.why, clause.instead, clause.caution],
                clause,
            )
    for sanction in policy.sanctions.sanctions if policy.sanctions else ():
        if sanction.for_ in site:
            yield from _judge(
                sanction.id,
                [sanction.title, sanction.text, sanction.when, sanction.caution],
                sanction,
            )
    for channel in policy.own_channels.channels:
        yield from _judge(channel.id, [channel.title, channel.text, *channel.good_for], channel)


def _judge(name: str, texts: list[str | None], node: Node) -> Iterator[Finding]:
    text = ".\n\n".join(t.rstrip(".") for t in texts if t)
    place = node.at("text")
    words = len(_WORD.findall(text))
    age = reading_age(text)
    longest = max((len(_WORD.findall(s)) for s in sentences(text)), default=0)
    if words >= FEWEST_WORDS and age > HARDEST_AGE:
        yield report(
            "PLAIN001",
            f'"{name}" has a reading age of {age:.0f}',
            place,
            "shorten the sentences and use common words",
        )
    elif longest > LONGEST_SENTENCE:
        yield report(
            "PLAIN001", f'"{name}" has a sentence of {longest} words', place, "make two of it"
        )


def sentences(text: str) -> list[str]:
    """Return the sentences of a Markdown text; a list item is a sentence."""
    bare = re.sub(r"\]\([^)]*\)", "]", text)
    return [s for s in _SENTENCE.split(bare) if _WORD.search(s)]


def reading_age(text: str) -> float:
    """Return the age in years at which the text can be read: the ARI grade plus five."""
    words = _WORD.findall(re.sub(r"\]\([^)]*\)", "]", text))
    if not words:
        return 5.0
    letters = sum(len(re.sub(r"[^A-Za-z0-9]", "", word)) for word in words)
    grade = 4.71 * letters / len(words) + 0.5 * len(words) / len(sentences(text)) - 21.43
    return max(5.0, grade + 5)
