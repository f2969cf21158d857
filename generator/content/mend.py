"""What to mend, in sentences for people: names stand in for ids, and where to look comes last."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..codes import CODES
from ..errors import Finding, Mark
from ..model.clause import Clause
from .book import Book


@dataclass(frozen=True)
class Task:
    """Something to mend: a sentence, and where it is mended, with the code of a finding."""

    said: str
    where: str


def to_mend(book: Book) -> list[tuple[str, str, list[Task]]]:
    """Return the findings by what is wrong: its title, what to do about it, and the sentences."""
    names = _names(book)
    groups: dict[str, list[Finding]] = {}
    for finding in book.findings:
        groups.setdefault(finding.code, []).append(finding)
    return [
        (CODES[code].title, CODES[code].help, [_task(finding, names) for finding in findings])
        for code, findings in sorted(groups.items())
    ]


def unused(book: Book) -> list[Clause]:
    """Return the parents' prohibitions of the school's own that no wizard asks about."""
    return [
        c
        for _, clauses in book.parent_sections
        for c in clauses
        if c.kind == "must-not" and not c.wizard and c.id in book.policy.own_clauses
    ]


def place(mark: Mark) -> str:
    """Return the file and line of a place."""
    return f"{mark.file.name}, line {mark.line}"


def _task(finding: Finding, names: dict[str, str]) -> Task:
    def named(found: re.Match[str]) -> str:
        return f"“{names.get(found[1], found[1])}”"

    said = re.sub(r'"([^"]+)"', named, finding.message)
    return Task(f"{said[:1].upper()}{said[1:]}.", f"{place(finding.mark)}, {finding.code}")


def _names(book: Book) -> dict[str, str]:
    """Return the title of everything that findings name by its id."""
    policy = book.policy
    steps = policy.sanctions.sanctions if policy.sanctions else ()
    return (
        {name: clause.title for name, clause in policy.clauses.items()}
        | {name: channel.title for name, channel in policy.channels.items()}
        | {name: law.title for name, law in policy.laws.items()}
        | {name: helpline.title for name, helpline in policy.helplines.items()}
        | {stage.id: stage.title for stage in policy.stages}
        | {step.id: step.title for step in steps}
    )
