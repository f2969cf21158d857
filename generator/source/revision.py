"""The source as it was at a git revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click


@contextmanager
def at_revision(source: Path, revision: str) -> Iterator[Path]:
    """Give a folder with the source as it was at a revision; it is gone afterwards.

    Raises click.ClickException with a sentence where git cannot read the revision.
    """
    options = ["--format=tar", "--end-of-options", revision, "."]
    try:
        archive = subprocess.run(
            ["git", "-C", str(source), "archive", *options], capture_output=True, check=False
        )
    except OSError:
        raise click.ClickException("git is needed to read a revision, and is not there") from None
    if archive.returncode:
        message = archive.stderr.decode("utf-8", "replace").strip().splitlines()
        raise click.ClickException(f"git cannot read {revision}: {message[-1] if message else ''}")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
            tar.extractall(folder, filter="data")
        yield Path(folder)
