"""Approve a school's text: keep a release of it, and write who approved it and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from .checked import Checked
from .compile import addresses
from .errors import PolicyError
from .model.base import Day, PartialDate
from .releases.answers import moved_answers
from .releases.record import digest
from .releases.release import Release, release_path, write_release
from .source.write import append, write
from .wizard.table import table_of

START = "# yaml-language-server: $schema=../../schemas/approvals.json\napprovals:\n"

_day = TypeAdapter(Day)


class ApproveError(Exception):
    """Why a text is not approved: a sentence for each reason, on lines of their own."""


@dataclass(frozen=True)
class Asked:
    """What the minutes say. Days are written 2026-03-31."""

    by: str
    on: str
    minute: str | None = None
    review: str | None = None


def approve(source: Path, checked: Checked, asked: Asked, today: date) -> Path:
    """Approve the text of a school that was read from ``source``, and return the release's file.

    Either both files are written or none. Raises ApproveError with every reason against it, or
    PolicyError with the statements that still wait.
    """
    policy, history = checked.policy, checked.history
    waiting = [finding for finding in checked.findings if finding.code == "TRC014"]
    if waiting:
        raise PolicyError(waiting)
    on, review = _dated(asked, today, checked)
    folder = source / "schools" / policy.id
    answers = {name: table_of(w.program) for name, w in checked.wizards.items()}
    release = Release(
        on.iso,
        history.today,
        answers,
        addresses(checked, today),
        moved_answers(history.last.answers, answers, policy),
    )
    entry = {
        "on": on.iso,
        "by": asked.by,
        "minute": asked.minute,
        "review": review.iso if review else None,
        "digest": digest(history.today),
    }
    file = folder / "approvals.yml"
    text = file.read_text("utf-8") if file.exists() else START
    path = write(release_path(folder, on.iso), write_release(release, history.last))
    try:
        write(file, append(text, "approvals", entry))
    except BaseException:
        path.unlink()
        raise
    return path


def _dated(asked: Asked, today: date, checked: Checked) -> tuple[PartialDate, PartialDate | None]:
    """Return the days, or raise ApproveError with every reason against this approval."""
    faults = []
    if checked.history.standing == "restatement":
        faults.append(
            "others made this site, and the school has not approved it; where the school makes it "
            "its own, take restatement out of school.yml first"
        )
    if not asked.by.strip():
        faults.append("--by: name the body or the person that approved it")
    on = _read("--on", asked.on, faults)
    review = _read("--review", asked.review, faults) if asked.review else None
    last = checked.policy.approvals.last
    if on and on.first_day > today:
        faults.append(
            f"--on: {on} is still to come; check the year, and the clock of this computer: it says "
            f"{today.isoformat()}"
        )
    if on and last and on.first_day == last.on.first_day:
        faults.append(f"--on: there is an approval on {last.on} already, and it stays as it is")
    elif on and last and on.first_day < last.on.first_day:
        faults.append(f"--on: the last approval was on {last.on}, which is later; check the year")
    if on and review and review.first_day < on.first_day:
        faults.append(f"--review: {review} comes before the approval; check both years")
    if faults or on is None:
        raise ApproveError("\n".join(faults))
    return on, review


def _read(option: str, text: str, faults: list[str]) -> PartialDate | None:
    try:
        return _day.validate_python(text)
    except ValidationError as error:
        said = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        faults.append(f"{option}: {said}")
        return None
