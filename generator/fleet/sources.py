"""Which schools a run is of: whole policy sources, single schools, and lists of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from ..source.layers import names
from ..source.registers import FOLDERS


@dataclass(frozen=True)
class Member:
    """A school of the run: its folder's name, and the policy source (``policy_src``) it is in."""

    name: str
    source: Path


def members(sources: Iterable[Path]) -> list[Member]:
    """Return the schools that the sources name, each once, in the order of their names.

    A source is a policy source, the folder of one school in it, or a text file with such folders:
    one a line, as seen from the file; empty lines and those that start with ``#`` count for
    nothing. Raises ClickException where something else is named, or two schools of one name: each
    site is a folder of that name.
    """
    found: dict[str, Member] = {}
    for path in sources:
        for member in _listed(path) if path.is_file() else _members(path):
            other = found.setdefault(member.name, member)
            if not other.source.samefile(member.source):
                raise click.ClickException(
                    f"two schools are called {member.name}, in {other.source} and in "
                    f"{member.source}: give the folder of one of them another name"
                )
    return [found[name] for name in sorted(found)]


def _listed(file: Path) -> Iterator[Member]:
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise click.ClickException(f"{file} is no list of policy sources: it is no text") from None
    for line in map(str.strip, lines):
        if line and not line.startswith("#"):
            yield from _members(file.parent / line)


def _members(folder: Path) -> list[Member]:
    if folder.parent.name == FOLDERS["school"] and folder.name in names(
        folder.parent.parent, "school"
    ):
        return [Member(folder.name, folder.parent.parent)]
    found = [Member(name, folder) for name in names(folder, "school")]
    if not found:
        raise click.ClickException(f"there is no school in {(folder / 'schools').absolute()}")
    return found
