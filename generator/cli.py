"""The command ``policy-site``: a thin way in to the pipeline. Run it in the project's folder.

A command loads what only it needs when it runs, so ``check`` answers without waiting for the site
engine and the printer.
"""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

import click

from . import summary
from .clock import today
from .errors import Finding, Format, PolicyError, has_errors, render
from .fleet.commands import fleet
from .source.edit import accept, keep
from .source.explain import explain_source
from .source.layers import children, names
from .source.load import WIZARD, load, schools
from .source.write import EditError, write
from .trace import trace as trace_policy

if TYPE_CHECKING:
    from .checked import Checked
    from .releases.history import Standing
    from .releases.say import Form as SaidAs
    from .writers.prints.render import Paper

PROJECT = Path()
SOURCE = PROJECT / "policy_src"


def every_name() -> list[str]:
    """Return the schools there are. Raises click.ClickException where there is none."""
    names = schools(SOURCE)
    if not names:
        raise click.ClickException(f"there is no school in {(SOURCE / 'schools').absolute()}")
    return names


def _checked(school: str) -> Checked:
    from .compile import check_school

    return check_school(SOURCE, school, today())


class _Commands(click.Group):
    """Commands that say in a sentence what the system refused to read or write."""

    def invoke(self, ctx: click.Context) -> None:
        try:
            super().invoke(ctx)
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{where}{error.strerror}") from error


DRAFT = click.option(
    "--draft", is_flag=True, help="Build what is not approved; every page then says so."
)


@click.group(cls=_Commands)
def main() -> None:
    """Compile a school's policy source into a site for parents."""


main.add_command(fleet)


@main.command()
@click.argument("school")
@click.option("--answers", type=click.Path(path_type=Path), help="A YAML file of answers.")
@click.option("--based-on", multiple=True, metavar="MODEL", help="The model it takes over.")
def new(school: str, answers: Path | None, based_on: tuple[str, ...]) -> None:
    """Start SCHOOL: ask about it, and write files that check and build at once."""
    from .start.answers import Answers, read_answers
    from .start.ask import ask
    from .start.school import StartError, start

    def answered(nations: list[str]) -> Answers:
        return read_answers(answers, {}) if answers else ask({}, nations, not based_on)

    try:
        folder = start(SOURCE, school, based_on, answered)
    except StartError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{folder}: written")
    click.get_current_context().invoke(check, names=(school,))


@main.command("import")
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
    from .importing.bring import bring
    from .importing.document import DocumentError
    from .importing.place import PlaceError
    from .importing.report import report_page
    from .start.answers import Answers, read_answers
    from .start.ask import ask
    from .start.school import StartError

    def answered(offered: dict[str, str], nations: list[str]) -> Answers:
        return read_answers(answers, offered) if answers else ask(offered, nations, True)

    try:
        done = bring(
            SOURCE,
            school,
            file,
            based_on,
            answered,
            today(),
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


@main.command()
@click.argument("school")
def place(school: str) -> None:
    """Ask what says each statement of SCHOOL's document that waits, and write the answers."""
    from .importing.place import PlaceError, Placer
    from .importing.walk import walk

    try:
        walk(Placer(SOURCE, school, today()))
    except PlaceError as error:
        raise click.ClickException(str(error)) from None


@main.command()
@click.argument("school")
@click.option("--out", type=click.Path(path_type=Path), default="site", show_default=True)
@DRAFT
def build(school: str, out: Path, draft: bool) -> None:
    """Build the site of SCHOOL into a folder."""
    from .publish.build import build_school

    built = build_school(PROJECT, school, out, draft=draft)
    click.echo(f"{school}: {', '.join(map(str, built.weights))}, after gzip")
    click.echo(f"{school}: built in {out}")


@main.command()
@click.argument("school")
@click.option(
    "--out", type=click.Path(path_type=Path), help="The zip's name; SCHOOL.zip if left out."
)
@DRAFT
def offline(school: str, out: Path | None, draft: bool) -> None:
    """Write the site of SCHOOL as one zip that opens by double-click, with no network."""
    from .publish.offline import build_offline

    target = out or Path(f"{school}.zip")
    build_offline(PROJECT, school, target, draft=draft)
    click.echo(f"{school}: {target} written, {target.stat().st_size / 1e6:.1f} MB")


@main.command("schools")
@click.option("--out", type=click.Path(path_type=Path), default="site", show_default=True)
@DRAFT
def every_school(out: Path, draft: bool) -> None:
    """Build every school into a folder of its own: policy-site fleet build policy_src."""
    from .fleet.commands import build

    click.get_current_context().invoke(build, sources=(SOURCE,), out=out, draft=draft)


@main.command()
@click.argument("names", metavar="[SCHOOL]...", nargs=-1)
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text")
@click.option("--children", "of", metavar="MODEL", help="Check the schools based on MODEL.")
def check(names: tuple[str, ...], form: Format, of: str | None) -> None:
    """Check the source of the schools named, or of all. Errors exit with 1."""
    from .compile import check_loaded

    found: dict[str, list[Finding]] = {}
    standing: dict[str, Standing] = {}
    read = {}
    chosen = names or (_children(of) if of else every_name())
    for name in chosen:
        read[name] = load(SOURCE, name)
        try:
            checked = check_loaded(read[name], today())
            found[name], standing[name] = checked.findings, checked.history.standing
        except PolicyError as error:
            found[name] = error.findings
    findings = sorted({f for of_one in found.values() for f in of_one}, key=Finding.sort_key)
    if form != "text":
        if findings or form == "json":
            click.echo(render(findings, form))
        raise SystemExit(1 if has_errors(findings) else 0)
    said = [summary.was_read(read[name]) for name in chosen]
    said += [summary.listing(findings)]
    if of:
        broken = [name for name in chosen if has_errors(found[name])]
        schools = summary.counted(len(chosen), "school")
        names_of = f": {', '.join(broken)}" if broken else ""
        said.append(f"{len(broken)} of {schools} cannot be built{names_of}")
    said.append(summary.numbers(findings))
    if len(chosen) == 1:
        name = chosen[0]
        said.append(summary.coming(name, findings, read[name].policy, standing.get(name)))
    click.echo("\n".join(filter(None, said)))
    raise SystemExit(1 if has_errors(findings) else 0)


def _children(model: str) -> list[str]:
    known = names(SOURCE, "model")
    if model not in known:
        raise click.UsageError(f'there is no model "{model}"; there are: {", ".join(known)}')
    found = children(SOURCE, model)
    if not found:
        raise click.UsageError(f'no school is based on "{model}" yet')
    return found


@main.command()
@click.argument("school")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def trace(school: str, as_json: bool) -> None:
    """Show where each statement of SCHOOL's document is restated."""
    loaded = load(SOURCE, school)
    if loaded.policy is None:
        raise PolicyError(loaded.findings)
    result = trace_policy(loaded.policy)
    if as_json:
        click.echo(
            json.dumps(
                {
                    "school": school,
                    "provisions": len(result.entries),
                    "placed": result.placed,
                    "left-out": result.left_out,
                    "waiting": result.waiting,
                    "entries": [
                        {
                            "id": e.provision.id,
                            "force": e.provision.force,
                            "words": e.provision.words,
                            "places": {place.address: place.said.says for place in e.places},
                            "left-out": e.provision.left_out,
                            "todo": e.provision.todo,
                            "defect": e.provision.defect,
                        }
                        for e in result.entries
                    ],
                },
                indent=2,
                ensure_ascii=False,
            )
        )
        return
    for entry in result.entries:
        provision = entry.provision
        words = f' "{provision.words}"' if provision.words else ""
        click.echo(f"{provision.id}  {provision.force}{words}: {provision.text}")
        for place in entry.places:
            click.echo(f'  {place.address}  "{place.said.says}"')
        if provision.todo:
            click.echo(f"  waits: {provision.todo}")
        elif not entry.places:
            click.echo(f"  left out: {provision.left_out or 'no reason given'}")
    click.echo(
        f"{len(result.entries)} provisions: {result.placed} placed, {result.left_out} left out"
        + (f", {result.waiting} to place" if result.waiting else "")
    )


@main.command()
@click.argument("school")
@click.option("--out", type=click.Path(path_type=Path), default="site/print", show_default=True)
@click.option("--paper", type=click.Choice(["a4", "us-letter"]), default="a4", show_default=True)
def handbook(school: str, out: Path, paper: Paper) -> None:
    """Print SCHOOL's handbook, sheets and forms as PDFs into a folder."""
    from .compile import print_school
    from .publish.replace import replacing

    checked = _checked(school)
    with replacing(out) as folder:
        made = print_school(checked, today(), paper)
        for file in made.printed.files:
            (folder / Path(file.path).name).write_bytes(made.files[file.path])
    for file in made.printed.files:
        click.echo(f"{Path(file.path).name}: {file.facts}")


@main.command()
@click.argument("school")
@click.argument("folder", type=click.Path(path_type=Path))
def stage(school: str, folder: Path) -> None:
    """Write SCHOOL's pages into FOLDER as plain files, for any engine that reads mkdocs.yml."""
    from .compile import compile_site
    from .publish.stage import stage as write_stage

    site = compile_site(SOURCE, school, today()).site
    write_stage(site, PROJECT, folder)
    click.echo(f"{school}: staged in {folder}")


@main.command()
@click.argument("names", metavar="[SCHOOL]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(names: tuple[str, ...], as_json: bool) -> None:
    """Prove the wizard of the schools named, or of all, and show what was counted."""
    from .wizard.report import counts, describe, describe_unused

    results = {}
    for name in names or every_name():
        checked = _checked(name)
        results[name] = {
            wizard: counts(proven.program, proven.proof, checked.policy)
            for wizard, proven in checked.wizards.items()
        }
    if as_json:
        click.echo(json.dumps(results, indent=2))
        return
    for name, result in results.items():
        for wizard, counted in result.items():
            click.echo(f"{name}, {wizard}: every proof holds\n{indent(describe(counted), '  ')}")
        unused = describe_unused(result)
        if unused:
            click.echo(f"{name}: {unused}")


@main.command()
@click.argument("school")
@click.option("--answers", required=True, help='Such as "danger=no kind=thanks tone=none".')
def explain(school: str, answers: str) -> None:
    """Say why the wizard of SCHOOL gives its verdict for some answers."""
    from .wizard.explain import AnswerError, read_answers
    from .wizard.explain import explain as explain_answers

    program = _checked(school).wizards[WIZARD].program
    try:
        result = explain_answers(program, read_answers(program, answers))
    except AnswerError as error:
        raise click.UsageError(str(error)) from None
    so_far = "" if result.settled else " (so far)"
    click.echo(f"{result.situation}\n=> {result.verdict}{so_far}")
    for heading, rules in (("applies", result.held), ("open", result.open), ("no", result.failed)):
        for rule, why in rules:
            click.echo(f"  {heading:8} {rule.name} [{program.verdicts[rule.verdict].id}] {why}")


@main.command()
@click.argument("school")
@click.option("--against", help="A git revision or a table's file; the saved table if left out.")
@click.option("--save", is_flag=True, help="Save the table of the wizard as it is now.")
def impact(school: str, against: str | None, save: bool) -> None:
    """Count the situations of SCHOOL whose verdict an edit changes, with examples."""
    from .wizard.editions import earlier_table, save_table
    from .wizard.impact import compare, describe_impact
    from .wizard.table import table_of

    program = _checked(school).wizards[WIZARD].program
    if save:
        save_table(SOURCE, school, program)
        click.echo(f"{school}: table saved")
        return
    click.echo(describe_impact(compare(earlier_table(SOURCE, school, against), table_of(program))))


@main.command("approve")
@click.argument("school")
@click.option("--by", required=True, help='Who approved it, such as "Full governing body".')
@click.option("--on", required=True, metavar="DAY", help="The day of the meeting: 2026-03-31.")
@click.option("--minute", help="The number of the minute that records it.")
@click.option("--review", metavar="DAY", help="When they want to look at it again.")
def approve_text(school: str, by: str, on: str, minute: str | None, review: str | None) -> None:
    """Record that SCHOOL's text is approved as it is now, and keep a release of it."""
    from .approve import ApproveError, Asked, approve

    checked = _checked(school)
    try:
        file = approve(SOURCE, checked, Asked(by, on, minute, review), today())
    except ApproveError as error:
        raise click.ClickException(str(error)) from None
    warnings = [finding for finding in checked.findings if finding.code != "APP004"]
    if warnings:
        click.echo(f"{summary.listing(warnings)}\n")
    click.echo(f"{school}: approved by {by} on {on}; {file} keeps the text")
    click.echo(f"next: policy-site build {school}")


@main.command()
@click.argument("school")
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text")
def diff(school: str, old: str | None, new: str | None, form: SaidAs) -> None:
    """Say what differs in SCHOOL's text from OLD to NEW: what a parent reads, and every answer.

    Each is the day of a release, a git revision, or "working". Without OLD it is the last release;
    without NEW the working copy.
    """
    from .releases.editions import compare_editions
    from .releases.say import say

    click.echo(say(compare_editions(SOURCE, school, old, new, today()), form))


@main.command()
@click.argument("names", metavar="[SCHOOL]...", nargs=-1)
@click.option("--links", is_flag=True, help="Ask each web address in the source if it answers.")
def due(names: tuple[str, ...], links: bool) -> None:
    """Report in Markdown what the schools named, or all, must look at soon. It is no fault yet."""
    from .due import describe
    from .links import addresses, https_only, unanswered
    from .releases.history import read_history

    schools, sources = [], []
    for name in names or every_name():
        loaded = load(SOURCE, name)
        if loaded.policy is None:
            raise PolicyError(loaded.findings)
        history, found = read_history(loaded.policy, loaded, today())
        if has_errors(found):
            raise PolicyError(found)
        schools.append((loaded.policy, history))
        sources += loaded.sources
    silent = unanswered(addresses(sources), https_only()) if links else None
    click.echo(describe(schools, today(), silent))


@main.command("explain-source")
@click.argument("name")
@click.argument("part")
def explain_part(name: str, part: str) -> None:
    """Print which layer gave each field of PART (such as clause/no-threats) to school NAME."""
    try:
        click.echo("\n".join(explain_source(SOURCE, name, part)))
    except EditError as error:
        raise click.ClickException(str(error)) from None


@main.command("keep")
@click.argument("name")
@click.argument("part")
def keep_ours(name: str, part: str) -> None:
    """Keep what NAME changes in PART (such as clause/no-threats), having read what it is now."""
    try:
        click.echo(f"{keep(SOURCE, name, part)}: {part} expects what it is today")
    except EditError as error:
        raise click.ClickException(str(error)) from None


@main.command("accept")
@click.argument("name")
@click.argument("part")
def accept_theirs(name: str, part: str) -> None:
    """Take NAME's change of PART out of its source: what stands below counts again."""
    try:
        file, gone = accept(SOURCE, name, part)
        click.echo(f"{file}: {part} is no longer changed; this was taken out:\n{gone}")
    except EditError as error:
        raise click.ClickException(str(error)) from None


@main.command()
def guide() -> None:
    """Write the author's guide, policy_src/README.md, from the model and an invented school."""
    from .guide import write_guide

    click.echo(f"{write_guide(SOURCE)}: written")


@main.command()
def schema() -> None:
    """Write the JSON Schemas that editors read, from the model, into policy_src/schemas."""
    from .schemas import write_schemas

    click.echo(f"{len(write_schemas(SOURCE))} schemas: written")


if __name__ == "__main__":
    main()
