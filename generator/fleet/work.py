"""Build one school, where a worker does it: what comes back is small, and never the policy."""

from __future__ import annotations

import traceback
from contextlib import chdir
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock

import click

from ..errors import Finding, PolicyError
from .day import Day
from .inputs import program, shared_folders
from .kept import made
from .overview import Overview, overview
from .sources import Member


@dataclass(frozen=True)
class Job:
    """A school to build: in the folder of its name in ``out``, with the project's mkdocs.yml."""

    project: Path
    member: Member
    out: Path
    draft: bool
    today: date


@dataclass(frozen=True)
class Built:
    """What a build tells of the site it made."""

    folders: list[str]
    """The folders of the source that it was read from, besides the school's own."""
    until: date
    """The first day on which the same source would make another site."""
    made: int
    overview: Overview
    findings: list[dict[str, str | int]]
    """The warnings left, as JSON shows them."""


@dataclass(frozen=True)
class Refused:
    """Why there is no new site: the findings of the source, or a reason in words."""

    findings: tuple[Finding, ...] = ()
    reason: str = ""


def build(job: Job) -> Built | Refused:
    """Build a school in this process, which moves into the project's folder while it does."""
    from ..publish.build import build_school  # who only asks for a build does not wait for MkDocs

    site, today = job.out / job.member.name, Day.of(job.today)
    name, source = job.member.name, job.member.source
    try:
        with chdir(job.project):
            done = build_school(Path(), name, site, draft=job.draft, source=source, today=today)
    except PolicyError as error:
        return Refused(tuple(error.findings))
    except click.ClickException as error:
        return Refused(reason=error.message)
    except Exception:
        return Refused(reason=f"a fault of policy-site itself:\n{traceback.format_exc()}")
    mark = made(site)
    if mark is None:
        return Refused(reason="the site was changed by another while it was built")
    proven = done.proven
    told = overview(proven.policy, str(done.site.extra["status"]), proven.findings)
    left = [finding.as_dict() for finding in proven.findings]
    return Built(shared_folders(proven.loaded.layers), today.until, mark, told, left)


_alone = Lock()


def build_on_cluster(job: Job, wanted: str) -> Built | Refused:
    """Build a school in a worker that may have threads: one at a time in each process.

    ``wanted`` is the digest of the program that asks; a worker that runs another is refused.
    """
    if program() != wanted:
        return Refused(
            reason="the worker runs another policy-site, or has other packages: start it anew"
        )
    with _alone:
        return build(job)
