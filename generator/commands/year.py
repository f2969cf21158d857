"""The commands of a policy's year: approvals, what differs, what falls due."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .. import clock, summary
from ..errors import PolicyError, has_errors
from ..source.load import load
from . import SOURCE, every_name, read_checked

if TYPE_CHECKING:
    from ..releases.say import Form as SaidAs


@click.command("approve")
@click.argument("school")
@click.option("--by", required=True, help='Who approved it, such as "Full governing body".')
@click.option("--on", required=True, metavar="DAY", help="The day of the meeting: 2026-03-31.")
@click.option("--minute", help="The number of the minute that records it.")
@click.option("--review", metavar="DAY", help="When they want to look at it again.")
def approve_text(school: str, by: str, on: str, minute: str | None, review: str | None) -> None:
    """Record that SCHOOL's text is approved as it is now, and keep a release of it."""
    from ..approve import ApproveError, Asked, approve

    checked = read_checked(school)
    try:
        file = approve(SOURCE, checked, Asked(by, on, minute, review), clock.today())
    except ApproveError as error:
        raise click.ClickException(str(error)) from None
    warnings = [finding for finding in checked.findings if finding.code != "APP004"]
    if warnings:
        click.echo(f"{summary.listing(warnings)}\n")
    click.echo(f"{school}: approved by {by} on {on}; {file} keeps the text")
    click.echo(f"next: policy-site build {school}")


@click.command()
@click.argument("school")
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text")
def diff(school: str, old: str | None, new: str | None, form: SaidAs) -> None:
    """Say what differs in SCHOOL's text from OLD to NEW: what a parent reads, and every answer.

    Each is the day of a release, a git revision, or "working". Without OLD it is the last release;
    without NEW the working copy.
    """
    from ..releases.editions import compare_editions
    from ..releases.say import say

    click.echo(say(compare_editions(SOURCE, school, old, new, clock.today()), form))


@click.command()
@click.argument("names", metavar="[SCHOOL]...", nargs=-1)
@click.option("--links", is_flag=True, help="Ask each web address in the source if it answers.")
def due(names: tuple[str, ...], links: bool) -> None:
    """Report in Markdown what the schools named, or all, must look at soon. It is no fault yet."""
    from ..due import describe
    from ..links import addresses, https_only, unanswered
    from ..releases.history import read_history

    schools, sources = [], []
    for name in names or every_name():
        loaded = load(SOURCE, name)
        if loaded.policy is None:
            raise PolicyError(loaded.findings)
        history, found = read_history(loaded.policy, loaded, clock.today())
        if has_errors(found):
            raise PolicyError(found)
        schools.append((loaded.policy, history))
        sources += loaded.sources
    silent = unanswered(addresses(sources), https_only()) if links else None
    click.echo(describe(schools, clock.today(), silent))
