"""The command ``policy-site``: a thin way in to the pipeline. Run it in the project's folder."""

from __future__ import annotations

import click

from .commands import authors, own, proofs, sites, year
from .fleet.commands import fleet


class _Commands(click.Group):
    """Commands that say in a sentence what the system refused to read or write."""

    def invoke(self, ctx: click.Context) -> None:
        try:
            super().invoke(ctx)
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{where}{error.strerror}") from error


@click.group(cls=_Commands)
def main() -> None:
    """Compile a school's policy source into a site for parents."""


for _command in (
    authors.new,
    authors.bring_document,
    authors.place,
    authors.explain_part,
    authors.keep_ours,
    authors.accept_theirs,
    proofs.check,
    proofs.trace,
    proofs.verify,
    proofs.explain,
    proofs.impact,
    sites.build,
    sites.offline,
    sites.every_school,
    sites.handbook,
    sites.stage,
    year.approve_text,
    year.diff,
    year.due,
    own.guide,
    own.schema,
    fleet,
):
    main.add_command(_command)


if __name__ == "__main__":
    main()
