"""The year of the invented school: how its text was at its first approval, and both approvals.

Run as a program, it writes the approvals and releases of Oakfield anew into the source. A change of
a word that Oakfield's parents read shows as a change of its last release, to be read in review.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from generator.approve import Asked, approve
from generator.compile import check_school

ROOT = Path(__file__).parent.parent
SCHOOL = "oakfield"

CHANGED = {
    "school.yml": (
        ('version: "3.0"', 'version: "2.1"'),
        ("approved: 2026-04-20", "approved: 2025-12-11"),
        ("date: 2026-04-20", "date: 2025-12-11"),
        ("Written anew in plain words, together with parents.", "Adds rules for groups."),
        ('oakfield-03: "3.0"', 'oakfield-03: "2.1"'),
        ("oakfield-04: 20 April 2026", "oakfield-04: 11 December 2025"),
    ),
    "changes.yml": (("on: 2026-04-20", "on: 2025-12-11"),),
    "sections/20-groups.yml": (
        (
            "Quiet hours are from 9pm to 7am. You should not",
            "Quiet hours are from 10pm to 6am. You should not",
        ),
        ("oakfield-54: Quiet hours are from 9pm to 7am", "oakfield-54: are from 10pm to 6am"),
        (
            "  - id: keep-quiet-hours\n    kind: should-not\n    binds: [parents, friends]",
            "  - id: keep-quiet-hours\n    kind: should-not\n    binds: [parents]",
        ),
        ("    replaces: [no-petitions-in-class-groups]\n", ""),
        ("id: no-politics-in-class-groups", "id: no-petitions-in-class-groups"),
        ("title: No politics in class groups", "title: No petitions in class groups"),
        (
            "Please do not use it for politics, petitions and other\n      views.",
            "Please do not use it for petitions.",
        ),
        (
            "oakfield-51: Please do not use it for politics, petitions and other views",
            "oakfield-51: Please do not use it for petitions",
        ),
        (
            "    wizard:\n      - when: {kind: view, audience: group}\n        verdict: change\n",
            "",
        ),
        ("    kind: must\n    title: Say who runs", "    kind: should\n    title: Say who runs"),
        (
            "of your own, it must say who runs it, in its name or profile. It must\n",
            "of your own, please say who runs it, in its name or profile. Please\n",
        ),
        (
            "oakfield-24: it must say who runs it, in its name or profile. It must also say that",
            "oakfield-24: please say who runs it, in its name or profile. Please also say that",
        ),
    ),
    "scenarios.yml": (
        (
            "verdict: change\n    cites: [no-politics-in-class-groups]\n",
            "verdict: ok\n",
        ),
    ),
    "channels.yml": (
        ("hours: At the gate from 8.30am", "hours: At the gate from 8.45am"),
        ("time: A letter within 10 school days", "time: A letter within 15 school days"),
        (
            "write to you within 10 school days.\n    channel",
            "write to you within 15 school days.\n    channel",
        ),
        (
            "write to you within 10 school days\n  - id: governors",
            "write to you within 15 school days\n  - id: governors",
        ),
    ),
    "provisions.yml": (
        ("This is version 3.0.", "This is version 2.1."),
        ("approved it on 20 April 2026", "approved it on 11 December 2025"),
        (
            "    force: must\n    words: must say who runs it",
            "    force: should\n    words: please say who",
        ),
        ("own group must say who", "own group should say who"),
        ("Quiet hours are from 9pm to 7am.", "Quiet hours are from 10pm to 6am."),
        (
            "words: should not write\n    binds: [parents, friends]",
            "words: should not write\n    binds: [parents]",
        ),
        (
            "look into it and write within 10 school days",
            "look into it and write within 15 school days",
        ),
    ),
}
"""What is different at Oakfield since its first approval, by file: (today, then)."""

BY = "The full governing body"

FIRST = Asked(BY, "2025-12-11", "7")
SECOND = Asked(BY, "2026-04-20", "12", "2027-04-19")
"""What the minutes say of the two approvals."""

MEETS = "2026-07-06"
"""When the governors meet next."""


def as_it_was(folder: Path) -> None:
    """Change a school's folder to what Oakfield was at its first approval."""
    for name, edits in CHANGED.items():
        file = folder / name
        text = file.read_text("utf-8")
        for today, then in edits:
            if today not in text:
                raise ValueError(f"{name} no longer has: {today}")
            text = text.replace(today, then)
        file.write_text(text, "utf-8")


def approve_twice(source: Path) -> None:
    """Take Oakfield through both approvals below ``source`` (``policy_src``)."""
    school = source / "schools" / SCHOOL
    (school / "approvals.yml").unlink(missing_ok=True)
    shutil.rmtree(school / "releases", ignore_errors=True)
    with tempfile.TemporaryDirectory() as kept:
        shutil.copytree(school, Path(kept) / SCHOOL)
        as_it_was(school)
        _approve(source, FIRST)
        for path in sorted((Path(kept) / SCHOOL).rglob("*")):
            if path.is_file():
                shutil.copy(path, school / path.relative_to(Path(kept) / SCHOOL))
    _approve(source, SECOND)
    file = school / "approvals.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("approvals:\n", f"meets: [{MEETS}]\napprovals:\n"), "utf-8")


def _approve(source: Path, asked: Asked) -> None:
    day = date.fromisoformat(asked.on)
    approve(source, check_school(source, SCHOOL, day), asked, day)


def main() -> None:
    """Write Oakfield's approvals and releases."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "policy_src"
        shutil.copytree(ROOT / "policy_src", copy)
        approve_twice(copy)
        made, target = copy / "schools" / SCHOOL, ROOT / "policy_src" / "schools" / SCHOOL
        shutil.rmtree(target / "releases", ignore_errors=True)
        shutil.copytree(made / "releases", target / "releases")
        shutil.copy(made / "approvals.yml", target / "approvals.yml")


if __name__ == "__main__":
    sys.exit(main())
