"""The run: look at each school, build those that changed, and remember what was built."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

import click

from ..publish.replace import BUILT, mark, replacing
from . import kept as memory
from .inputs import Inputs, Seen
from .kept import FOLDER, Kept, Stamp
from .overview import Overview
from .pool import Start
from .sources import Member
from .work import Built, Job, Refused

State = Literal["built", "unchanged", "refused", "waiting"]
"""What became of a school. One is ``waiting`` if the run was stopped before it was its turn."""


@dataclass(frozen=True)
class Outcome:
    """What became of a school, and how it stands if it has a site."""

    member: Member
    state: State
    overview: Overview | None = None
    refused: Refused | None = None


@dataclass(frozen=True)
class Run:
    """What came of a run."""

    today: date
    outcomes: list[Outcome]
    """In the order of the schools' names."""
    gone: list[str]
    """The sites that stand in the folder, though the run had no such school."""
    stopped: bool
    """Whether it was stopped before every school had its turn."""
    unwritten: str = ""
    """Why the page and the report could not be written beside the sites."""

    def count(self, state: State) -> int:
        """Return how many schools came to this."""
        return sum(outcome.state == state for outcome in self.outcomes)


class _AsItWas(Exception):  # noqa: N818
    """Nothing was made that is worth a change of the folder."""


def run(
    job: Job,
    members: Sequence[Member],
    workers: AbstractContextManager[Start],
    publish: Callable[[Path, Run], None],
    told: Callable[[Outcome], None],
) -> Run:
    """Build each of the schools that is not as it was, into a folder of its name in ``job.out``.

    ``job`` is what all have in common. ``told`` hears of each school as it is done; ``publish``
    writes what is said of them all. Each school succeeds or fails by itself. Ctrl-C stops the run;
    then, too, what was built is published and remembered. Where ``job.out`` holds the site of a
    single school, it is replaced once all had their turn. Raises ClickException or OSError where
    ``job.out`` is not ours or cannot be written.
    """
    done: Run
    with suppress(_AsItWas), _place(job.out) as folder:
        done = _build(replace(job, out=folder), members, workers, told)
        if not _sites(folder) or (done.stopped and folder != job.out):
            raise _AsItWas
        try:
            publish(folder, done)
        except OSError as error:
            done = replace(done, unwritten=f"{error.filename}: {error.strerror}")
    return done


def _build(
    job: Job,
    members: Sequence[Member],
    workers: AbstractContextManager[Start],
    told: Callable[[Outcome], None],
) -> Run:
    found: dict[str, Outcome] = {}
    stopped = False
    try:
        with workers as start:
            for outcome in _outcomes(job, members, start):
                found[outcome.member.name] = outcome
                told(outcome)
    except KeyboardInterrupt:
        stopped = True
    outcomes = [found.get(member.name) or _waiting(job, member) for member in members]
    gone = sorted(_sites(job.out) - {member.name for member in members})
    return Run(job.today, outcomes, gone, stopped)


def _outcomes(job: Job, members: Sequence[Member], start: Start) -> Iterator[Outcome]:
    """Yield what becomes of each school, as it is done."""
    inputs = Inputs(job.project, draft=job.draft)
    waiting: dict[Future[Built | Refused], tuple[Member, Seen]] = {}
    for member in members:
        seen, kept = inputs.see(member), memory.read(job.out, member.name)
        site = job.out / member.name
        if kept and kept.stamp.holds(site, seen.digest(kept.stamp.folders), job.today):
            yield Outcome(member, "unchanged", kept.overview)
        else:
            waiting[start(replace(job, member=member))] = member, seen
    for future in as_completed(list(waiting)):
        yield _outcome(job, *waiting.pop(future), future)


def _outcome(job: Job, member: Member, seen: Seen, future: Future[Built | Refused]) -> Outcome:
    """Return what became of a school whose build has ended, and remember what was built."""
    try:
        done = future.result()
    except Exception as error:  # such as a cluster that gave a school up
        done = Refused(reason=f"{type(error).__name__}: {error}")
    if isinstance(done, Refused):
        return replace(_waiting(job, member), state="refused", refused=done)
    stamp = Stamp(
        digest=seen.digest(done.folders),
        folders=tuple(done.folders),
        on=job.today.isoformat(),
        until=done.until.isoformat(),
        made=done.made,
    )
    kept = Kept(stamp, done.overview, done.findings)
    memory.keep(job.out, member.name, kept)
    return Outcome(member, "built", done.overview)


def _waiting(job: Job, member: Member) -> Outcome:
    """Return that a school has no new site, with how it stood when it got the one it has."""
    site = memory.made(job.out / member.name)
    kept = memory.read(job.out, member.name) if site else None
    return Outcome(member, "waiting", kept.overview if kept else None)


def _sites(out: Path) -> set[str]:
    """Return the names of the sites that stand in a folder; a hidden one is not finished."""
    return {mark.parent.name for mark in out.glob(f"[!.]*/{BUILT}")}


@contextmanager
def _place(out: Path) -> Iterator[Path]:
    """Give the folder to build in: ``out``, or a new one that takes its place."""
    empty = not out.exists() or (out.is_dir() and not any(out.iterdir()))
    if not empty and not (out / FOLDER).is_dir():
        with replacing(out) as fresh:
            apart = fresh / ".new"  # each build locks the folder around its site; fresh is locked
            (apart / FOLDER).mkdir(parents=True)
            yield apart
            for path in apart.iterdir():
                path.rename(fresh / path.name)
            apart.rmdir()
        return
    (out / FOLDER).mkdir(parents=True, exist_ok=True)
    mark(out)
    with _held(out):
        try:
            yield out
        except _AsItWas:
            if empty:
                (out / FOLDER).rmdir()
                (out / BUILT).unlink()
                out.rmdir()
            raise


@contextmanager
def _held(out: Path) -> Iterator[None]:
    """Let no other run build in ``out`` meanwhile."""
    handle = os.open(out / FOLDER, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise click.ClickException(f"another run is at work in {out}") from None
    finally:
        os.close(handle)
