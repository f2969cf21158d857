"""Build sites with MkDocs beside the published ones, and then change places."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from jinja2 import Environment, PackageLoader
from mkdocs.commands.build import build as mkdocs_build

from ..content.ours import Table
from .budgets import measure
from .config import read_config
from .csp import with_policy
from .replace import replacing


def build_school(project: Path, school: str, out: Path, *, draft: bool = False) -> None:
    """Build ``school`` with the mkdocs.yml of ``project`` into the folder ``out``.

    What is not approved is built as a draft only. ``out`` is replaced only once the build has
    succeeded. Raises mkdocs.exceptions.Abort after the findings, or what MkDocs warns about, were
    printed to the error stream.
    """
    with replacing(out) as folder:
        _build(project, school, folder, draft)


def build_all(
    project: Path,
    titles: dict[str, str],
    tables: Sequence[Table],
    out: Path,
    *,
    draft: bool = False,
) -> None:
    """Build every school of ``titles`` (folder name → school's name) into a folder of its own.

    ``out`` gets an index page that links them and shows the ``tables`` of what they share. It is
    replaced only once all of them are built; raises like :func:`build_school`.
    """
    templates = Environment(loader=PackageLoader("generator", "publish"), autoescape=True)
    with replacing(out) as folder:
        for school in titles:
            _build(project, school, folder / school, draft)
        page = templates.get_template("index.html").render(titles=titles, tables=tables)
        (folder / "index.html").write_text(with_policy(page), "utf-8")


def _build(project: Path, school: str, folder: Path, draft: bool) -> None:
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    config = read_config(project, site_dir=str(folder))
    options = config.plugins["policy-site"].config
    options["school"] = school
    options["draft"] = options["draft"] or draft
    config.plugins.on_startup(command="build", dirty=False)
    with _warnings_shown():
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
    click.echo(f"{school}: {', '.join(map(str, measure(folder)))}, after gzip")


@contextmanager
def _warnings_shown() -> Iterator[None]:
    """Print what MkDocs warns about, which stops a strict build, to the error stream."""
    log, handler = logging.getLogger("mkdocs"), logging.StreamHandler()
    handler.setLevel(logging.WARNING)
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
