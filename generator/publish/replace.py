"""Put a new folder where an old one is, so that no reader ever finds a half or nothing.

What is promised: at any moment, and wherever the process is killed, the folder is the old one or
the new one, whole. Linux and macOS swap two folders in one step; this is asked of them. Where a
file system cannot, two renames are left: a process killed between them leaves no folder, and the
next run puts the old one back. A loss of power is not covered. Only what builds through here has
this: `mkdocs build` on its own cleans the published folder first and then writes into it.

What a person put somewhere is never deleted. A folder is replaced only if it is empty, or if it was
built here: then it holds the file ``.policy-site``, or lies in a folder that does.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

BUILT = ".policy-site"
"""The file that stands in each folder built here."""

_SAID = "policy-site built this folder and replaces it whole. Keep nothing of your own in it.\n"
_OLD = ".old"
_AT_FDCWD = -100
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS are the same number."""
_CANNOT = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a new folder beside ``target``; on leaving without an error it takes its place.

    What an earlier run left when it was killed is cleared away first. Raises ClickException where
    ``target`` is not ours to replace, or with the reason when the system refuses to write: the disk
    is full, or somebody else's.
    """
    target = target.resolve()
    try:
        if target.exists() and not _is_ours(target):
            raise click.ClickException(
                f"{target} is not empty, and policy-site did not build it. Nothing was changed: "
                "name a folder that does not exist yet."
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        with _locked(target.parent):
            _clear(target)
            fresh = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
            fresh.chmod(0o755)
            lock = _lock(fresh)
        try:
            yield fresh
            mark(fresh)
            _put(fresh, target)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
            os.close(lock)
    except OSError as error:
        raise refusal(error, target) from error


def mark(folder: Path) -> None:
    """Say in ``folder`` that it was built here, and so may be replaced."""
    (folder / BUILT).write_text(_SAID, "utf-8")


def refusal(error: OSError, target: Path) -> click.ClickException:
    """Return what the system said when it refused to write, as a sentence about ``target``."""
    file, said = error.filename2 or error.filename, error.strerror
    if isinstance(error, shutil.Error):  # a list of the files that could not be copied
        _, file, said = error.args[0][0]
        said = re.sub(r"^\[Errno \d+\] |: '.*", "", said)
    where = f"{file}: " if file else ""
    return click.ClickException(f"{where}{said}. {target} is as it was before.")


def _is_ours(folder: Path) -> bool:
    return any(
        (place / BUILT).is_file() for place in (folder, *folder.parents)
    ) or _holds_only_ours(folder)


def _holds_only_ours(folder: Path) -> bool:
    """Whether a folder has nothing in it but what was built here, as `make handbook` leaves it."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    return (folder / BUILT).is_file() or all(map(_holds_only_ours, folder.iterdir()))


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
