"""What a site is made from, as one digest: while it is the same, the site need not be built again.

The digest covers the school's files and those of the layers it reads, the project's templates and
pages, this program and everything installed beside it, and whether drafts are built. The day is not
in it: see :mod:`.day`.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from ..cache import key
from ..source.layers import COMMON, Layer, names, shown
from ..source.registers import FOLDERS
from .sources import Member

MODELS, NATIONS = FOLDERS["model"], FOLDERS["nation"]

_ENVIRONMENT = re.compile(r"!ENV\s+\[?([\w, ]+)")


@cache
def program() -> str:
    """Return the digest of this program, of Python, and of all packages that are installed.

    It is taken once in a process, so it stays that of the program which runs.
    """
    installed = sorted(f"{found.name}=={found.version}" for found in distributions())
    return key(_tree(Path(__file__).parent.parent), sys.version, *installed)


def shared_folders(layers: Iterable[Layer]) -> list[str]:
    """Return the folders of its source that a school of these layers is read from besides its own.

    The nations count as one: a pack may take entries over from another.
    """
    return sorted(
        f"{MODELS}/{layer.name}" if layer.kind == "model" else FOLDERS[layer.kind]
        for layer in layers
        if layer.kind != "school"
    )


@dataclass(frozen=True)
class Seen:
    """A school's inputs at one moment, before its build begins."""

    around: str
    own: str
    shared: dict[str, str]

    def digest(self, layers: Iterable[str]) -> str:
        """Return the digest of all that is read, given its :func:`shared_folders`."""
        return key(self.around, self.own, *(f"{name} {self.shared.get(name)}" for name in layers))


class Inputs:
    """The inputs of many schools. What they share is read once, when it is first needed."""

    def __init__(self, project: Path, *, draft: bool) -> None:
        config = project / "mkdocs.yml"
        text = config.read_text("utf-8", "replace") if config.is_file() else ""
        asked = {name for found in _ENVIRONMENT.findall(text) for name in re.findall(r"\w+", found)}
        self._around = key(
            program(),
            text,
            _tree(project / "docs"),
            _tree(project / "overrides"),
            "draft" if draft else "",
            *(f"{name}={os.environ.get(name)}" for name in sorted(asked)),
        )
        self._shared: dict[Path, dict[str, str]] = {}

    def see(self, member: Member) -> Seen:
        """Look at a school's files, and at what it may share with others of its source."""
        source = member.source
        if source not in self._shared:
            models = [f"{MODELS}/{name}" for name in names(source, "model")]
            self._shared[source] = {
                name: _tree(source / name) for name in (COMMON, NATIONS, *models)
            }
        # Pages name the source's files as findings do.
        own = key(shown(source).as_posix(), member.name, _tree(_folder(member)))
        return Seen(self._around, own, self._shared[source])


def _folder(member: Member) -> Path:
    return member.source / FOLDERS["school"] / member.name


def _tree(folder: Path) -> str:
    """Return the digest of a folder's files, their paths and contents, but what Python caches."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if "__pycache__" not in name.parts and path.is_file():
            digest.update(
                f"{_content(path)} {name.as_posix()}\0".encode("utf-8", "surrogateescape")
            )
    return digest.hexdigest()


def _content(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:  # the build says so, of the schools that need the file
        return str(error.strerror)
