"""Read the project's mkdocs.yml, or say what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException


def read_config(project: Path, **values: Any) -> MkDocsConfig:
    """Return the configuration of ``project``, with ``values`` in place of its own.

    Raises ClickException; what MkDocs has to say of single values it has then logged.
    """
    file = project / "mkdocs.yml"
    try:
        config = load_config(str(file), strict=True, **values)
    except MkDocsException as error:
        raise click.ClickException(f"{file} cannot be used: {error}") from error
    if "policy-site" not in config.plugins:
        raise click.ClickException(f"{file} cannot be used: its plugins do not name policy-site")
    return config
