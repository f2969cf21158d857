"""Keep what took long to make, so that the same is made only once.

Each thing lies in a file of the folder ``.cache/policy-site`` where the command is run, under the
digest of all that it is made from; so it never has to be told that something changed. The folder
may be deleted at any time. Builds may share it: a file is written beside its place and then
renamed. Where it cannot be written, everything is made again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

FOLDER = Path(".cache/policy-site")

MOST = 400_000_000
"""The bytes that the folder may hold. Past them, what was not used for longest goes."""

_DIGEST = hashlib.sha256().digest_size


def key(*inputs: str | bytes) -> str:
    """Return the name of what is made from these inputs and nothing else."""
    digest = hashlib.sha256()
    for each in inputs:
        content = each.encode() if isinstance(each, str) else each
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def find(name: str) -> bytes | None:
    """Return what is kept under a name; None if there is nothing, or if it was damaged."""
    path = FOLDER / name
    with suppress(OSError):
        kept = path.read_bytes()
        content = kept[_DIGEST:]
        if hashlib.sha256(content).digest() == kept[:_DIGEST]:
            os.utime(path)
            return content
    return None


def kept(make: Callable[[], bytes], *inputs: str | bytes) -> bytes:
    """Return what ``make`` makes from these inputs and nothing else, made only if need be."""
    name = key(*inputs)
    found = find(name)
    if found is None:
        found = make()
        keep(name, found)
    return found


def keep(name: str, content: bytes) -> None:
    """Keep something under a name."""
    with suppress(OSError):
        FOLDER.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=FOLDER, delete=False) as beside:
            try:
                beside.write(hashlib.sha256(content).digest() + content)
                beside.close()
                Path(beside.name).replace(FOLDER / name)
            except OSError:
                Path(beside.name).unlink(missing_ok=True)


def make_room() -> None:
    """Delete what was not used for longest, until no more is kept than may be."""
    with suppress(OSError):
        files = [(file.stat(), file) for file in FOLDER.iterdir()]
        room = MOST
        for stat, file in sorted(files, key=lambda found: -found[0].st_mtime):
            room -= stat.st_size
            if room < 0:
                file.unlink(missing_ok=True)
