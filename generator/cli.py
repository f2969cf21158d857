"""The command ``policy-site``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from .checks import check_policy
from .errors import Format, has_errors, render
from .source.load import load, schools

SOURCE = Path("policy_src")


@click.group()
def main() -> None:
    """Compile a school's policy source into a site for parents."""


@main.command()
@click.argument("names", nargs=-1)
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text")
def check(names: tuple[str, ...], form: Format) -> None:
    """Check the source of the schools named, or of all."""
    findings = []
    for name in names or schools(SOURCE):
        loaded = load(SOURCE, name)
        findings += loaded.findings
        if loaded.policy:
            findings += check_policy(loaded.policy, loaded, date.today())
    findings = sorted(set(findings), key=lambda f: f.sort_key())
    if findings or form == "json":
        click.echo(render(findings, form))
    raise SystemExit(1 if has_errors(findings) else 0)


if __name__ == "__main__":
    main()
