"""Templates compiled once, for every process that uses them."""

from __future__ import annotations

from contextlib import suppress
from importlib.metadata import version

from jinja2 import BytecodeCache, FileSystemBytecodeCache

from .cache import FOLDER


def compiled() -> BytecodeCache | None:
    """Return where Jinja keeps compiled templates; None where nothing can be written.

    They lie beside what else is kept, and may be deleted at any time.
    """
    folder = FOLDER.with_name(f"templates-jinja-{version('jinja2')}")
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        return FileSystemBytecodeCache(str(folder.absolute()))
    return None
