"""The command ``policy-site fleet``: build many schools at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from ..clock import today


@click.group()
def fleet() -> None:
    """Work on many schools at once."""


@fleet.command()
@click.argument(
    "sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--out", required=True, metavar="FOLDER", type=click.Path(path_type=Path),
    help="Where the sites go, each in a folder of its school's name.",
)  # fmt: skip
@click.option("--draft", is_flag=True, help="Build what is not approved; every page then says so.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N",
    help="How many schools are built at the same time; one for each core if left out.",
)  # fmt: skip
@click.option(
    "--scheduler", metavar="ADDRESS",
    help="Build on a Dask cluster whose workers see the same folders: tcp://10.0.0.1:8786.",
)  # fmt: skip
@click.option(
    "--report", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report (FOLDER/report.json) to a second place too.",
)  # fmt: skip
def build(
    sources: tuple[Path, ...],
    out: Path,
    draft: bool,
    jobs: int | None,
    scheduler: str | None,
    report: Path | None,
) -> None:
    """Build each school of the sources that is not as it was, and a page that tells of them all.

    SOURCE is a policy source (a folder like policy_src: all its schools), the folder of one school
    in it, or a text file that names such folders, one a line, as seen from the file.

    Each school succeeds or fails by itself: one with a fault keeps its earlier site, and the faults
    are listed at the end. FOLDER/index.html says which schools need a look; FOLDER/report.json says
    everything. A school is built again when something that its site is made from has changed, or on
    a day that changes what it says. Ctrl-C stops the run; the next one goes on from there.

    Exits with 1 if a school failed, and with 130 if it was stopped.
    """
    from .pool import cluster, processes
    from .report import publish, reasons, table, write_json
    from .run import run
    from .sources import members
    from .work import Job

    if jobs and scheduler:
        raise click.UsageError("--jobs is for this computer; a scheduler knows its own workers")
    schools = members(sources)
    workers = cluster(scheduler) if scheduler else processes(jobs or os.cpu_count() or 1)
    job = Job(Path.cwd(), schools[0], Path.cwd() / out, draft, today())
    on_screen = sys.stderr.isatty()
    with click.progressbar(length=len(schools), file=sys.stderr, hidden=not on_screen) as bar:
        done = run(job, schools, workers, publish, lambda _: bar.update(1))
    click.echo(table(done))
    if report:
        write_json(report, out, done)
    if done.stopped:
        raise SystemExit(130)
    faults = "\n".join(filter(None, [done.unwritten, reasons(done)]))
    if faults:
        raise click.ClickException(faults)
