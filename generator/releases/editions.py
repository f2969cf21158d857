"""Two editions of a school's text to compare: a release, a git revision, or the working copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from ..checks import references
from ..errors import PolicyError, has_errors
from ..model.policy import Policy
from ..source.load import load
from ..source.revision import at_revision
from ..wizard.editions import readable
from ..wizard.program import compile_wizard
from ..wizard.table import Table, table_of
from .answers import moved_answers
from .compare import differences
from .history import History, read_history
from .record import Record, record
from .say import Comparison

WORKING = "working"
"""What the working copy is called on the command line."""


@dataclass(frozen=True)
class Edition:
    """One edition: what it is called, its record, and what its wizards answer."""

    name: str
    record: Record
    answers: dict[str, Table]


def compare_editions(
    source: Path, school: str, old: str | None, new: str | None, today: date
) -> Comparison:
    """Return what differs from ``old`` (the last release) to ``new`` (the working copy).

    Raises PolicyError where the source cannot be read, and click.ClickException with a sentence
    where there is no such edition.
    """
    loaded = load(source, school)
    policy = loaded.policy
    faults = [*loaded.findings, *(references.check(policy, loaded) if policy else ())]
    if policy is None or has_errors(faults):
        raise PolicyError(faults)
    history, found = read_history(policy, loaded, today)
    broken = [finding for finding in found if finding.code in ("APP001", "APP002")]
    if broken:
        raise PolicyError(broken)
    if old is None and not history.steps:
        raise click.ClickException(
            f"{school} has no release yet; name a git revision, such as: "
            f"policy-site diff {school} HEAD"
        )
    before = _edition(source, school, old or history.last.on, history, policy)
    now = _edition(source, school, new or WORKING, history, policy)
    return Comparison(
        school,
        before.name,
        now.name,
        differences(before.record, now.record),
        moved_answers(before.answers, now.answers, policy),
        now.record,
        before.record,
    )


def _edition(source: Path, school: str, name: str, history: History, policy: Policy) -> Edition:
    if name == WORKING:
        return Edition("the working copy", history.today, _answers(policy))
    for step in history.steps:
        if step.release.on == name:
            return Edition(str(step.approval.on), step.release.record, step.release.answers)
    try:
        with at_revision(source, name) as folder:
            then = readable(load(folder, school), school, name)
            return Edition(name, record(then), _answers(then))
    except click.ClickException as error:
        days = ", ".join(step.release.on for step in history.steps) or "none"
        raise click.ClickException(f"{error.message}; the releases are: {days}") from None


def _answers(policy: Policy) -> dict[str, Table]:
    return {name: table_of(compile_wizard(policy, name)) for name in policy.wizards}
