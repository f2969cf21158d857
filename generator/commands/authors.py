"""The commands of who writes a policy: start, import, place, and change what is shared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import clock, summary
from ..source.edit import accept, keep
from ..source.explain import explain_source
from ..source.load import load
from ..source.write import EditError, write
from . import SOURCE
from .proofs import check

if TYPE_CHECKING:
    pass


@click.command()
@click.argument("school")
@click.option("--answers", type=click.Path(path_type=Path), help="A YAML file of answers.")
@click.option("--based-on", multiple=True, metavar="MODEL", help="The model it takes over.")
def new(school: str, answers: Path | None, based_on: tuple[str, ...]) -> None:
    """Start SCHOOL: ask about it, and write files that check and build at once."""
    from ..start.answers import Answers, read_answers
    from ..start.ask import ask
    from ..start.school import StartError, start

    def answered(nations: list[str]) -> Answers:
        return read_answers(answers, {}) if answers else ask({}, nations, not based_on)

    try:
        folder = start(SOURCE, school, based_on, answered)
    except StartError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{folder}: written")
    click.get_current_context().invoke(check, names=(school,))


@click.command("import")
@click.argument("school")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--answers", type=click.Path(path_type=Path), help="A YAML file of answers.")
@click.option("--based-on", multiple=True, metavar="MODEL", help="The model it takes over too.")
def bring_document(
    school: str, file: Path, answers: Path | None, based_on: tuple[str, ...]
) -> None:
    """Read SCHOOL's document from FILE: number what it says, and find the rules that say it.

    A school that is not there yet is asked about. For one that is, FILE is a newer edition.
    """
    from ..importing.bring import bring
    from ..importing.document import DocumentError
    from ..importing.place import PlaceError
    from ..importing.report import report_page
    from ..start.answers import Answers, read_answers
    from ..start.ask import ask
    from ..start.school import StartError

    def answered(offered: dict[str, str], nations: list[str]) -> Answers:
        return read_answers(answers, offered) if answers else ask(offered, nations, True)

    try:
        done = bring(
            SOURCE,
            school,
            file,
            based_on,
            answered,
            clock.today(),
        )
    except (DocumentError, StartError, PlaceError, EditError) as error:
        raise click.ClickException(str(error)) from None
    policy = load(SOURCE, school).policy
    assert policy is not None  # the import read it just now
    page = write(Path(f"{school}-import.html"), report_page(done, policy))
    counts = ", ".join(
        f"{done.count(change)} {change}" for change in ("new", "kept", "reworded", "gone")
    )
    click.echo(f"{file.name}: {summary.counted(len(done.items), 'statement')}: {counts}")
    click.echo(f"{len(done.placed)} placed; see {page} for each, and the document beside it")
    click.get_current_context().invoke(check, names=(school,))


@click.command()
@click.argument("school")
def place(school: str) -> None:
    """Ask what says each statement of SCHOOL's document that waits, and write the answers."""
    from ..importing.place import PlaceError, Placer
    from ..importing.walk import walk

    try:
        walk(Placer(SOURCE, school, clock.today()))
    except PlaceError as error:
        raise click.ClickException(str(error)) from None


@click.command("explain-source")
@click.argument("name")
@click.argument("part")
def explain_part(name: str, part: str) -> None:
    """Print which layer gave each field of PART (such as clause/no-threats) to school NAME."""
    try:
        click.echo("\n".join(explain_source(SOURCE, name, part)))
    except EditError as error:
        raise click.ClickException(str(error)) from None


@click.command("keep")
@click.argument("name")
@click.argument("part")
def keep_ours(name: str, part: str) -> None:
    """Keep what NAME changes in PART (such as clause/no-threats), having read what it is now."""
    try:
        click.echo(f"{keep(SOURCE, name, part)}: {part} expects what it is today")
    except EditError as error:
        raise click.ClickException(str(error)) from None


@click.command("accept")
@click.argument("name")
@click.argument("part")
def accept_theirs(name: str, part: str) -> None:
    """Take NAME's change of PART out of its source: what stands below counts again."""
    try:
        file, gone = accept(SOURCE, name, part)
        click.echo(f"{file}: {part} is no longer changed; this was taken out:\n{gone}")
    except EditError as error:
        raise click.ClickException(str(error)) from None
