"""Build a site with MkDocs beside the published one, and then change places."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from .. import clock
from ..checked import Checked
from ..compile import compile_site
from ..site import Site
from .budgets import Weight, measure
from .config import read_config
from .plugin import PolicySitePlugin
from .replace import replacing


@dataclass(frozen=True)
class Built:
    """What a build made: the site as compiled, what it was made from, and what its pages weigh."""

    site: Site
    proven: Checked
    weights: list[Weight]


def build_school(
    project: Path,
    school: str,
    out: Path,
    *,
    draft: bool = False,
    source: Path | None = None,
    today: date | None = None,
) -> Built:
    """Build ``school`` with the mkdocs.yml of ``project`` into the folder ``out``.

    What is not approved is built as a draft only. ``out`` is replaced only once the build has
    succeeded. The school stands below ``source``, or where mkdocs.yml says; the day is ``today``,
    or what the clock says. Raises PolicyError with the findings where the source cannot be
    published, and ClickException with what MkDocs warned about.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    with replacing(out) as folder:
        config = read_config(project, site_dir=str(folder))
        plugin = config.plugins["policy-site"]
        assert isinstance(plugin, PolicySitePlugin)
        made = compile_site(
            source or project / plugin.config.source,
            school,
            today or clock.today(),
            "draft" if draft or plugin.config.draft else "publish",
        )
        plugin.take(made)
        _build(config)
        return Built(made.site, made.proven, measure(folder))


def _build(config: MkDocsConfig) -> None:
    config.plugins.on_startup(command="build", dirty=False)
    with _warnings() as said:
        try:
            mkdocs_build(config)
        except Abort as error:
            raise click.ClickException("\n".join([*said, str(error)])) from error
        finally:
            config.plugins.on_shutdown()


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Give a list that collects what MkDocs warns about, which stops a strict build."""
    said: list[str] = []
    log, handler = logging.getLogger("mkdocs"), _Collect(said)
    log.addHandler(handler)
    try:
        yield said
    finally:
        log.removeHandler(handler)


class _Collect(logging.Handler):
    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(record.getMessage())
