"""The wizard as a list: complete without a script, from the same rules."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.clause import Clause
from ..model.people import Channel
from .program import Program
from .words import lines


@dataclass(frozen=True)
class ChecklistItem:
    """When all its lines hold of a post, the verdict of its group applies."""

    lines: tuple[tuple[str, str], ...]
    """What must hold, each after "and", "unless" or nothing."""
    clause: Clause | None
    channel: Channel | None


@dataclass(frozen=True)
class ChecklistGroup:
    """What leads to one verdict."""

    verdict: str
    title: str
    summary: str
    items: tuple[ChecklistItem, ...]


def checklist(program: Program) -> list[ChecklistGroup]:
    """Return the rules by verdict, the most severe first; a verdict may have none."""
    groups = []
    for index in reversed(range(len(program.verdicts))):
        verdict = program.verdicts[index]
        items = tuple(
            ChecklistItem(
                lines(program, rule.told),
                rule.clause,
                rule.channel,
            )
            for rule in program.rules
            if rule.verdict == index
        )
        groups.append(ChecklistGroup(verdict.id, verdict.title, verdict.summary, items))
    return groups
