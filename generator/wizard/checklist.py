"""The wizard as a list: complete without a script, from the same rules."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.clause import Clause
from ..model.people import Channel
from .program import Program
from .words import condition


@dataclass(frozen=True)
class ChecklistItem:
    """One line: when this holds of a post, the verdict of its group applies."""

    words: str
    clause: Clause | None
    channel: Channel | None


@dataclass(frozen=True)
class ChecklistGroup:
    """The lines of one verdict."""

    verdict: str
    title: str
    summary: str
    items: tuple[ChecklistItem, ...]


def checklist(program: Program) -> list[ChecklistGroup]:
    """Return the rules as lines, the most severe verdict first; the last group has no lines."""
    groups = []
    for index in reversed(range(len(program.verdicts))):
        verdict = program.verdicts[index]
        items = tuple(
            ChecklistItem(
                condition(program, rule.when),
                rule.clause,
                rule.channel,
            )
            for rule in program.rules
            if rule.verdict == index
        )
        groups.append(ChecklistGroup(verdict.id, verdict.title, verdict.summary, items))
    return groups
