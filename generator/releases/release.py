"""Releases: what was approved, kept beside the source, each as what differs from the one before.

A release is a file ``releases/<day>.json`` in the school's folder: the record, what the wizards
answer, the addresses of the pages, and how the answers moved. It is small, because it only holds
what changed, and nobody edits it: a seal shows if somebody did.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..wizard.table import Table, table_data, table_from
from .answers import Moved
from .record import Record


class ReleaseError(ValueError):
    """Why a release cannot be used, in a few words."""


@dataclass(frozen=True)
class Release:
    """What was approved on a day."""

    on: str
    """The day, as ``2026-03-31``."""
    record: Record
    answers: dict[str, Table]
    """What each wizard answers, by the wizard's id."""
    addresses: dict[str, str]
    """The pages that the site had: address → title."""
    moved: tuple[Moved, ...] = field(default=())
    """The answers that are others than in the release before."""


EMPTY = Release("", {}, {}, {})
"""What the first release is compared with."""


def release_path(folder: Path, on: str) -> Path:
    """Return the file of the release of a day in a school's folder."""
    return folder / "releases" / f"{on}.json"


def write_release(release: Release, before: Release = EMPTY) -> str:
    """Return the text of a release's file, which holds what differs from the one ``before``."""
    data: dict[str, Any] = {
        "release": release.on,
        "after": before.on,
        "record": {
            kind: _delta(before.record.get(kind, {}), release.record.get(kind, {}))
            for kind in [*release.record, *(k for k in before.record if k not in release.record)]
        },
        "order": {
            kind: list(parts)
            for kind, parts in release.record.items()
            if list(_fold(before.record.get(kind, {}), _between(before, release, kind)))
            != list(parts)
        },
        "answers": _delta(
            {name: table_data(table) for name, table in before.answers.items()},
            {name: table_data(table) for name, table in release.answers.items()},
        ),
        "addresses": _delta(before.addresses, release.addresses),
        "moved": [moved.data() for moved in release.moved],
    }
    data["record"] = {kind: parts for kind, parts in data["record"].items() if parts}
    return _json({**data, "seal": _seal(data)})


def _between(before: Release, release: Release, kind: str) -> dict[str, Any]:
    return _delta(before.record.get(kind, {}), release.record.get(kind, {}))


def read_release(text: str, before: Release = EMPTY) -> Release:
    """Read what :func:`write_release` wrote, with the release before it.

    Raises ReleaseError where it was edited, is no release, or follows another one.
    """
    try:
        data = json.loads(text)
        seal = data.pop("seal")
        if seal != _seal(data):
            raise ReleaseError("it was changed after it was written")
        if data["after"] != before.on:
            raise ReleaseError(f"it follows the release of {data['after'] or 'nothing'}")
        record = {}
        for kind in [*before.record, *(k for k in data["record"] if k not in before.record)]:
            parts = _fold(before.record.get(kind, {}), data["record"].get(kind, {}))
            order = data["order"].get(kind)
            if parts:
                record[kind] = {name: parts[name] for name in order} if order else parts
        tables = _fold(
            {name: table_data(table) for name, table in before.answers.items()}, data["answers"]
        )
        return Release(
            data["release"],
            record,
            {name: table_from(table) for name, table in tables.items()},
            _fold(before.addresses, data["addresses"]),
            tuple(Moved.of_data(moved) for moved in data["moved"]),
        )
    except ReleaseError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ReleaseError("it is no release that policy-site wrote") from None


def _delta(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is new or different, and None for what is gone."""
    gone = {name: None for name in old if name not in new}
    return gone | {name: value for name, value in new.items() if old.get(name) != value}


def _fold(old: Mapping[str, Any], delta: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**old, **delta}
    return {name: value for name, value in merged.items() if value is not None}


def _seal(data: dict[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


DEEP = 4
"""How many mappings in each other get lines of their own; the fields of a part are the deepest."""


def _json(value: Any, depth: int = 0) -> str:
    """Return JSON with a field of a part on each line, so that versions can be compared by eye."""
    margin = " " * (depth + 1)
    if depth < DEEP and value and isinstance(value, dict):
        inner = ",\n".join(
            f"{margin}{json.dumps(name, ensure_ascii=False)}: {_json(item, depth + 1)}"
            for name, item in value.items()
        )
        text = f"{{\n{inner}\n{' ' * depth}}}"
    elif depth < DEEP and value and isinstance(value, list) and isinstance(value[0], dict):
        inner = ",\n".join(f"{margin}{json.dumps(item, ensure_ascii=False)}" for item in value)
        text = f"[\n{inner}\n{' ' * depth}]"
    else:
        text = json.dumps(value, ensure_ascii=False)
    return text if depth else text + "\n"
