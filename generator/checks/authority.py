"""Fairness: a ban has a better way, a sanction an answer, and a wish is not worded as law."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..codes import report
from ..errors import Finding
from ..model.policy import Policy

LEGAL_WORDS = re.compile(
    r"\b(illegal|unlawful|against the law|criminal offences?|an offence|offences|a crime|by law|"
    r"the law (?:says|forbids|bans))\b",
    re.IGNORECASE,
)
"""Words that lend a rule the authority of the law."""

MINIMUM_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3, text of normal size."""


def check(policy: Policy) -> list[Finding]:
    """Return findings about clauses, sanctions, channels and colours."""
    return [*_clauses(policy), *_sanctions(policy), *_channels(policy), *_colours(policy)]


def _clauses(policy: Policy) -> Iterator[Finding]:
    for clause in policy.clauses.values():
        if clause.kind in ("must-not", "should-not") and not clause.instead:
            yield report(
                "FAIR001",
                f'the clause "{clause.id}" says what not to do, and nothing to do instead',
                clause.at("kind"),
                "add instead: the legitimate way",
            )
        if clause.basis == "good-practice" and clause.kind in ("must", "must-not"):
            yield report(
                "FAIR008",
                f'the clause "{clause.id}" is good practice and says "{clause.kind}"',
                clause.at("kind"),
                "say should or should-not, or give the basis that makes it a duty",
            )
        if clause.basis == "law" and not clause.law:
            yield report(
                "FAIR005",
                f'the clause "{clause.id}" rests on the law and names none',
                clause.at("basis"),
                "add law: [the entry of the register]",
            )
        if clause.basis == "school-rule" or (clause.is_adopted and not clause.fixed):
            for field in ("title", "text", "why"):
                found = LEGAL_WORDS.search(getattr(clause, field) or "")
                if found and clause.at(field).file == clause.at().file:
                    yield report(
                        "FAIR004",
                        f'a school rule is worded as law: "{found.group()}"',
                        clause.at(field),
                        "say what the school asks; put a true legal remark into caution",
                    )


def _sanctions(policy: Policy) -> Iterator[Finding]:
    for sanction in policy.sanctions.sanctions if policy.sanctions else ():
        if not sanction.decides:
            yield report(
                "FAIR002",
                f'the sanction "{sanction.id}" does not say who decides',
                sanction.at("id"),
                "add decides, if the school's document says so",
            )
        if not sanction.answer_back:
            yield report(
                "FAIR003",
                f'the sanction "{sanction.id}" does not say how to answer back',
                sanction.at("id"),
                "add answer-back, if the school's document says so",
            )


def _channels(policy: Policy) -> Iterator[Finding]:
    for channel in policy.own_channels.channels:
        if not (channel.contact and channel.contact.reachable):
            yield report(
                "FAIR006",
                f"channel {channel.id} has no contact details",
                channel.at("id"),
                "add contact when the school gives it",
            )


def _colours(policy: Policy) -> Iterator[Finding]:
    colours = policy.school.colours
    ratio = contrast(colours.primary, "#ffffff")
    if ratio < MINIMUM_CONTRAST:
        yield report(
            "FAIR007",
            f"the primary colour has a contrast of {ratio:.1f} to 1 on white",
            colours.at("primary"),
            "choose a darker colour",
        )


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours, 1 to 21 (as WCAG 2.2 defines it)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
