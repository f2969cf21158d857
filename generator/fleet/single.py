"""Build one school, where something that its site is made from has changed since."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path

from .. import cache
from ..source.layers import names
from ..source.write import write
from .day import Day
from .inputs import Inputs, shared_folders
from .kept import Stamp, made, stamp_of
from .sources import Member


def build_if_changed(
    project: Path, member: Member, out: Path, today: date, *, draft: bool
) -> list[str] | None:
    """Build a school into ``out``; return what its pages weigh, or None where all is as it was.

    Raises like :func:`generator.publish.build.build_school`.
    """
    known = member.name in names(member.source, "school")  # for another, the build says so
    seen = Inputs(project, draft=draft).see(member) if known else None
    stamp = _read(_file(out, member)) if known else None
    if seen and stamp and stamp.holds(out, seen.digest(stamp.folders), today):
        return None
    from ..publish.build import build_school  # who only looks does not wait for MkDocs

    day = Day.of(today)
    built = build_school(project, member.name, out, draft=draft, source=member.source, today=day)
    mark, folders = made(out), shared_folders(built.proven.loaded.layers)
    if seen and mark is not None:
        digest, until = seen.digest(folders), day.until.isoformat()
        with suppress(OSError):
            stamp = Stamp(digest, tuple(folders), today.isoformat(), until, mark)
            write(_file(out, member), json.dumps(asdict(stamp)))
    return [str(weight) for weight in built.weights]


def _file(out: Path, member: Member) -> Path:
    name = cache.key(str(out.absolute()), member.source.absolute().as_posix(), member.name)
    return cache.FOLDER.with_name("built") / f"{name}.json"


def _read(file: Path) -> Stamp | None:
    try:
        return stamp_of(json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
