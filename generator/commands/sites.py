"""The commands that write a site or a print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import clock
from . import PROJECT, SOURCE, read_checked

if TYPE_CHECKING:
    from ..writers.prints.render import Paper


DRAFT = click.option(
    "--draft", is_flag=True, help="Build what is not approved; every page then says so."
)


@click.command()
@click.argument("school")
@click.option("--out", type=click.Path(path_type=Path), default="site", show_default=True)
@DRAFT
def build(school: str, out: Path, draft: bool) -> None:
    """Build the site of SCHOOL into a folder, where something has changed since it was built."""
    from ..fleet.single import build_if_changed
    from ..fleet.sources import Member

    weights = build_if_changed(PROJECT, Member(school, SOURCE), out, clock.today(), draft=draft)
    if weights is None:
        click.echo(f"{school}: nothing has changed since {out} was built")
        return
    click.echo(f"{school}: {', '.join(weights)}, after gzip")
    click.echo(f"{school}: built in {out}")


@click.command()
@click.argument("school")
@click.option(
    "--out", type=click.Path(path_type=Path), help="The zip's name; SCHOOL.zip if left out."
)
@DRAFT
def offline(school: str, out: Path | None, draft: bool) -> None:
    """Write the site of SCHOOL as one zip that opens by double-click, with no network."""
    from ..publish.offline import build_offline

    target = out or Path(f"{school}.zip")
    build_offline(PROJECT, school, target, draft=draft)
    click.echo(f"{school}: {target} written, {target.stat().st_size / 1e6:.1f} MB")


@click.command("schools")
@click.option("--out", type=click.Path(path_type=Path), default="site", show_default=True)
@DRAFT
def every_school(out: Path, draft: bool) -> None:
    """Build every school into a folder of its own: policy-site fleet build policy_src."""
    from ..fleet.commands import build

    click.get_current_context().invoke(build, sources=(SOURCE,), out=out, draft=draft)


@click.command()
@click.argument("school")
@click.option("--out", type=click.Path(path_type=Path), default="site/print", show_default=True)
@click.option("--paper", type=click.Choice(["a4", "us-letter"]), default="a4", show_default=True)
def handbook(school: str, out: Path, paper: Paper) -> None:
    """Print SCHOOL's handbook, sheets and forms as PDFs into a folder."""
    from ..compile import print_school
    from ..publish.replace import replacing

    checked = read_checked(school)
    with replacing(out) as folder:
        made = print_school(checked, clock.today(), paper)
        for file in made.printed.files:
            (folder / Path(file.path).name).write_bytes(made.files[file.path])
    for file in made.printed.files:
        click.echo(f"{Path(file.path).name}: {file.facts}")


@click.command()
@click.argument("school")
@click.argument("folder", type=click.Path(path_type=Path))
def stage(school: str, folder: Path) -> None:
    """Write SCHOOL's pages into FOLDER as plain files, for any engine that reads mkdocs.yml."""
    from ..compile import compile_site
    from ..publish.stage import stage as write_stage

    site = compile_site(SOURCE, school, clock.today()).site
    write_stage(site, PROJECT, folder)
    click.echo(f"{school}: staged in {folder}")
