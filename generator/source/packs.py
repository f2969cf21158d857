"""What one nation's pack takes over from another's: an entry that holds in both is written once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..errors import Finding
from ..reader import Mapping, Sequence
from .faults import suggest

SAME_AS = "same-as"

Files = Callable[[str], dict[str, Any] | None]
"""Gives the files of another pack by their names, or None where there is no such pack."""


def take_over(name: str, value: Any, files: Files) -> Iterator[Finding]:
    """Put into a file of a pack, as read, the entries that it takes from another's, in place.

    ``name`` is the file's. Yields a finding for each that leads nowhere, and takes it out.
    """
    for entries in value.values() if isinstance(value, Mapping) else ():
        if not isinstance(entries, Sequence):
            continue
        for index, given in reversed(list(enumerate(entries))):
            if isinstance(given, Mapping) and SAME_AS in given:
                found, hint = _find(str(given[SAME_AS]), name, files)
                if found is None:
                    mark = given.values_at[SAME_AS]
                    yield Finding("REF001", f'no other pack has "{given[SAME_AS]}"', mark, hint)
                    del entries[index]
                    del entries.items_at[index]
                else:
                    entries[index] = _with(found, given)


def _find(of: str, name: str, files: Files) -> tuple[Mapping | None, str]:
    """Return the entry named ``england/hra-art10``, or None with a hint."""
    nation, _, wanted = of.partition("/")
    there = files(nation)
    if there is None:
        return None, "write the other nation's folder, a slash and the id: england/samaritans"
    known: list[str] = []
    value = there.get(name)
    for entries in value.values() if isinstance(value, Mapping) else ():
        for entry in entries if isinstance(entries, Sequence) else ():
            if isinstance(entry, Mapping) and "id" in entry:
                known.append(str(entry["id"]))
                if entry["id"] == wanted:
                    return entry, ""
    return None, suggest(wanted, known)


def _with(found: Mapping, given: Mapping) -> Mapping:
    """Return an entry as it is in the other pack, with what is different here."""
    new = Mapping(given.mark)
    new.update(found)
    new.keys_at, new.values_at = dict(found.keys_at), dict(found.values_at)
    new.values_at["id"] = given.values_at[SAME_AS]
    here = given.get("but")
    if isinstance(here, Mapping):
        for field, value in here.items():
            new[field] = value
            new.keys_at[field], new.values_at[field] = here.keys_at[field], here.values_at[field]
    return new
