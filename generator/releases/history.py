"""How a school's text stands: approved, changed since, not approved; and every step on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Literal

from ..codes import report
from ..errors import Finding, Mark
from ..model.approval import Approval
from ..model.policy import Policy
from ..source.layers import shown
from ..source.load import Loaded
from ..source.registers import RELEASES
from .compare import Change, differences
from .record import Record, digest, record
from .release import EMPTY, Release, ReleaseError, read_release, release_path

Standing = Literal["approved", "changed", "unapproved", "restatement"]
"""``changed``: since it was approved. ``restatement``: others made it, and the school has not
approved it."""


@dataclass(frozen=True)
class Step:
    """One approval, what was approved, and what was then different from the release before."""

    approval: Approval
    release: Release
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class History:
    """How a text stands today. ``steps`` are its approvals, oldest first."""

    standing: Standing
    today: Record
    """The text as it is in the working copy."""
    steps: tuple[Step, ...] = field(default=())

    @property
    def approval(self) -> Approval | None:
        """The last approval."""
        return self.steps[-1].approval if self.steps else None

    @property
    def last(self) -> Release:
        """The last release; an empty one where there is none."""
        return self.steps[-1].release if self.steps else EMPTY

    @cached_property
    def proposed(self) -> tuple[Change, ...]:
        """What is different in the working copy since the last approval."""
        return tuple(differences(self.last.record, self.today)) if self.steps else ()


def read_history(policy: Policy, loaded: Loaded, today: date) -> tuple[History, list[Finding]]:
    """Return the history of a school that was read, and what is wrong with it.

    A release that cannot be used ends the steps: those after it lean on it. Where an approval could
    not be read, nothing is said of the releases.
    """
    now, folder = record(policy), loaded.layers[-1].folder
    found: list[Finding] = [*_dates(policy, today)]
    if "approvals" in loaded.unread or policy.approvals.is_cut("approvals"):
        return History("unapproved", now), found
    found += _strays(policy, folder)
    steps: list[Step] = []
    before = EMPTY
    for approval in policy.approvals.approvals:
        release, fault = _release(approval, folder, before)
        if release is None:
            found += fault
            break
        changes = differences(before.record, release.record) if before is not EMPTY else []
        steps.append(Step(approval, release, tuple(changes)))
        before = release
    last = policy.approvals.last
    standing: Standing = "unapproved"
    if policy.school.restatement:
        standing = "restatement"
        if last:
            found.append(
                report(
                    "APP005",
                    "a site that the school has not approved has an approval",
                    policy.approvals.approvals[0].at("on"),
                    "take restatement out of school.yml, or this file away",
                )
            )
    elif last:
        standing = "approved" if digest(now) == last.digest else "changed"
        if standing == "changed":
            found.append(_changed(policy, last))
    return History(standing, now, tuple(steps)), found


def _release(
    approval: Approval, folder: Path, before: Release
) -> tuple[Release | None, list[Finding]]:
    """Return the release of an approval, or what is wrong with it."""
    path = release_path(folder, approval.on.iso)
    mark = Mark(shown(path))
    restore = "restore the file from version control; nobody edits a release"
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = "is missing" if isinstance(error, FileNotFoundError) else "cannot be read"
        return None, [report("APP001", f"the release of {approval.on} {why}", mark, restore)]
    try:
        release = read_release(text, before)
    except ReleaseError as error:
        message = f"the release of {approval.on} cannot be used: {error}"
        return None, [report("APP002", message, mark, restore)]
    if release.on != approval.on.iso or digest(release.record) != approval.digest:
        message = f"the digest of the approval on {approval.on} is not that of its release"
        hint = "restore this file and the releases from version control; never type a digest"
        return None, [report("APP002", message, approval.at("digest"), hint)]
    return release, []


def _dates(policy: Policy, today: date) -> Iterator[Finding]:
    approvals = policy.approvals.approvals
    for approval in approvals:
        if approval.on.first_day > today:
            yield report(
                "DATE004",
                f"the text was approved on {approval.on}, which is still to come",
                approval.at("on"),
                f"check the year, and the clock of this computer: it says {today.isoformat()}",
            )
        if approval.review and approval.review.first_day < approval.on.first_day:
            yield report(
                "DATE005",
                f"the review on {approval.review} comes before the approval on {approval.on}",
                approval.at("review"),
                "check both years",
            )
    for earlier, later in pairwise(approvals):
        if earlier.on == later.on:
            yield report(
                "APP003",
                f"there are two approvals on {later.on}",
                later.at("on"),
                "keep the one that the minutes record; restore the file from version control",
            )
        elif later.on.first_day < earlier.on.first_day:
            yield report(
                "APP003",
                f"the approval on {later.on} stands after the one on {earlier.on}",
                later.at("on"),
                "approvals are listed oldest first; check both years",
            )


def _strays(policy: Policy, folder: Path) -> Iterator[Finding]:
    known = {release_path(folder, approval.on.iso) for approval in policy.approvals.approvals}
    for path in sorted(folder.glob(RELEASES)):
        if path not in known:
            yield report(
                "APP006",
                "no approval names this release",
                Mark(shown(path)),
                "restore approvals.yml from version control, or take the release away",
            )


def _changed(policy: Policy, last: Approval) -> Finding:
    return report(
        "APP004",
        f"the text is not the one that was approved on {last.on}",
        last.at("digest"),
        f"see what changed with policy-site diff {policy.id}; then policy-site approve {policy.id}",
    )
