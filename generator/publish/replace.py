"""Put a new folder where an old one is, so that no reader ever finds a half or nothing.

What is promised: at any moment, and wherever the process is killed, the folder is the old one or
the new one, whole. Linux and macOS swap two folders in one step; this is asked of them. Where a
file system cannot, two renames are left: a process killed between them leaves no folder, and the
next run puts the old one back. A loss of power is not covered. Only what builds through here has
this: `mkdocs build` on its own cleans the published folder first and then writes into it.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

_OLD = ".old"
_AT_FDCWD = -100
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS are the same number."""
_CANNOT = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a new folder beside ``target``; on leaving without an error it takes its place.

    What an earlier run left when it was killed is cleared away first. Raises ClickException with
    the reason when the system refuses to write: the disk is full, or somebody else's.
    """
    target = target.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _locked(target.parent):
            _clear(target)
            fresh = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
            fresh.chmod(0o755)
            lock = _lock(fresh)
        try:
            yield fresh
            _put(fresh, target)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
            os.close(lock)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise click.ClickException(
            f"{where}{error.strerror}. {target} is as it was before."
        ) from error


def _put(fresh: Path, target: Path) -> None:
    """Let ``fresh`` become ``target``; what was there is then where ``fresh`` was."""
    if not target.exists():
        fresh.rename(target)
        return
    if _exchange(fresh, target):
        return
    old = fresh.with_name(fresh.name + _OLD)
    target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step; False where the system or the file system cannot."""
    library = ctypes.CDLL(None, use_errno=True)
    paths = (os.fsencode(one), os.fsencode(other))
    if sys.platform == "darwin":
        swap, arguments = "renamex_np", (*paths, _EXCHANGE)
    else:
        swap, arguments = "renameat2", (_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _EXCHANGE)
    if not hasattr(library, swap):
        return False
    if getattr(library, swap)(*arguments) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _clear(target: Path) -> None:
    """Remove what builds that were killed left beside ``target``, and put back what they moved."""
    for left in sorted(target.parent.glob(f"{_prefix(target)}*")):
        if left.name.endswith(_OLD):
            if not target.exists():
                left.rename(target)
            else:
                shutil.rmtree(left, ignore_errors=True)
        else:
            with suppress(BlockingIOError):  # another build is at work in it
                os.close(_lock(left))
                shutil.rmtree(left, ignore_errors=True)


def _prefix(target: Path) -> str:
    return f".{target.name}.building-"


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let one process at a time look around in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _lock(folder: Path) -> int:
    """Mark a folder as in use, until the handle given back is closed or the process ends.

    Raises BlockingIOError if it is in use already.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise
    return handle
