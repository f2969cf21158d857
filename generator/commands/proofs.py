"""The commands that check and explain: faults, sources, proofs, and what an edit changes."""

from __future__ import annotations

import json
from textwrap import indent
from typing import TYPE_CHECKING

import click

from .. import clock, summary
from ..errors import Finding, Format, PolicyError, has_errors, render
from ..source.layers import children, names
from ..source.load import WIZARD, load
from ..trace import trace as trace_policy
from . import SOURCE, every_name, read_checked

if TYPE_CHECKING:
    from ..releases.history import Standing


@click.command()
@click.argument("names", metavar="[SCHOOL]...", nargs=-1)
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text")
@click.option("--children", "of", metavar="MODEL", help="Check the schools based on MODEL.")
def check(names: tuple[str, ...], form: Format, of: str | None) -> None:
    """Check the source of the schools named, or of all. Errors exit with 1."""
    from ..compile import check_loaded

    found: dict[str, list[Finding]] = {}
    standing: dict[str, Standing] = {}
    read = {}
    chosen = names or (_children(of) if of else every_name())
    for name in chosen:
        read[name] = load(SOURCE, name)
        try:
            checked = check_loaded(read[name], clock.today())
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


@click.command()
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


@click.command()
@click.argument("names", metavar="[SCHOOL]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(names: tuple[str, ...], as_json: bool) -> None:
    """Prove the wizard of the schools named, or of all, and show what was counted."""
    from ..wizard.report import counts, describe, describe_unused

    results = {}
    for name in names or every_name():
        checked = read_checked(name)
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


@click.command()
@click.argument("school")
@click.option("--answers", required=True, help='Such as "danger=no kind=thanks tone=none".')
def explain(school: str, answers: str) -> None:
    """Say why the wizard of SCHOOL gives its verdict for some answers."""
    from ..wizard.explain import AnswerError, read_answers
    from ..wizard.explain import explain as explain_answers

    program = read_checked(school).wizards[WIZARD].program
    try:
        result = explain_answers(program, read_answers(program, answers))
    except AnswerError as error:
        raise click.UsageError(str(error)) from None
    so_far = "" if result.settled else " (so far)"
    click.echo(f"{result.situation}\n=> {result.verdict}{so_far}")
    for heading, rules in (("applies", result.held), ("open", result.open), ("no", result.failed)):
        for rule, why in rules:
            click.echo(f"  {heading:8} {rule.name} [{program.verdicts[rule.verdict].id}] {why}")


@click.command()
@click.argument("school")
@click.option("--against", help="A git revision or a table's file; the saved table if left out.")
@click.option("--save", is_flag=True, help="Save the table of the wizard as it is now.")
def impact(school: str, against: str | None, save: bool) -> None:
    """Count the situations of SCHOOL whose verdict an edit changes, with examples."""
    from ..wizard.editions import earlier_table, save_table
    from ..wizard.impact import compare, describe_impact
    from ..wizard.table import table_of

    program = read_checked(school).wizards[WIZARD].program
    if save:
        save_table(SOURCE, school, program)
        click.echo(f"{school}: table saved")
        return
    click.echo(describe_impact(compare(earlier_table(SOURCE, school, against), table_of(program))))
