"""What is kept of a school beside its site, so that an unchanged one is not built again.

It lies in ``.fleet/`` of the folder that holds the sites: a file for each school. A file that is
lost or damaged only means that its school is built again.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..publish.replace import BUILT
from ..source.write import write
from .overview import Overview

FOLDER = ".fleet"


@dataclass(frozen=True)
class Stamp:
    """What a site was made from, and until when that is what would be made."""

    digest: str
    """What it was made from."""
    folders: tuple[str, ...]
    """The folders of its source that it was read from besides its own."""
    on: str
    """The day, in ISO form."""
    until: str
    """The first day on which the same source would make another site."""
    made: int
    """When its folder was marked as built, in nanoseconds: another build makes another mark."""

    def holds(self, site: Path, digest: str, today: date) -> bool:
        """Whether ``site`` is still what was built, and would be built today of what is there."""
        return (
            digest == self.digest
            and self.on <= today.isoformat() < self.until
            and made(site) == self.made
        )


@dataclass(frozen=True)
class Kept:
    """How a school's site was built."""

    stamp: Stamp
    overview: Overview
    findings: list[dict[str, str | int]]
    """The warnings left, as JSON shows them."""


def made(site: Path) -> int | None:
    """Return when a site's folder was marked as built; None where no whole site is.

    The mark is the last thing that a build writes. What came, went or changed after it is not what
    was built.
    """
    with suppress(OSError):
        mark = (site / BUILT).stat().st_mtime_ns
        if all(entry.stat().st_mtime_ns <= mark for entry in (site, *site.rglob("*"))):
            return mark
    return None


def read(out: Path, school: str) -> Kept | None:
    """Return what is kept of a school whose site is in ``out``; None where it is nothing whole."""
    try:
        kept: dict[str, Any] = json.loads(_file(out, school).read_text("utf-8"))
        overview = Overview.from_dict(kept.pop("overview"))
        return Kept(**{**kept, "stamp": stamp_of(kept["stamp"]), "overview": overview})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep(out: Path, school: str, kept: Kept) -> None:
    """Keep it. Where that cannot be written, the school is built again next time."""
    with suppress(OSError):
        write(_file(out, school), json.dumps(asdict(kept), ensure_ascii=False))


def stamp_of(kept: dict[str, Any]) -> Stamp:
    """Return a stamp that was kept as JSON. Raises TypeError or KeyError for other data."""
    return Stamp(**{**kept, "folders": tuple(kept["folders"])})


def _file(out: Path, school: str) -> Path:
    return out / FOLDER / f"{school}.json"
