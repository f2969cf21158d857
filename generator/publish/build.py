"""Build a school's site with MkDocs, beside the published one, and then change places."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config


def build_school(project: Path, school: str, out: Path) -> None:
    """Build ``school`` with the mkdocs.yml of ``project`` into the folder ``out``.

    ``out`` is replaced only once the build has succeeded. Raises click exceptions: PluginError
    with the findings, or Abort where MkDocs itself warns.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    with replacing(out) as folder:
        config = load_config(str(project / "mkdocs.yml"), site_dir=str(folder), strict=True)
        config.plugins["policy-site"].config["school"] = school
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a new folder beside ``target``; on leaving without an error it takes its place."""
    target = target.absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    fresh.chmod(0o755)
    try:
        yield fresh
        old = fresh.with_suffix(".old")
        if target.exists():
            target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
