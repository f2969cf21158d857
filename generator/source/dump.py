"""Write plain values as YAML as the source has it: a field a line, short lists in brackets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from textwrap import indent
from typing import Any

import yaml

WIDTH = 90
"""Where a text that is written into the source is broken, in characters."""


def fields(values: Mapping[str, Any]) -> str:
    """Return a mapping as lines, without what is None or empty."""
    return "".join(_field(name, value) for name, value in values.items() if value not in _NOTHING)


_NOTHING: tuple[Any, ...] = (None, "", (), [], {})


class _Dumper(yaml.SafeDumper):
    """Writes a date as it is read: as plain text."""

    yaml_implicit_resolvers = {  # noqa: RUF012  # the library's own shape
        first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
        for first, found in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }


def _field(name: str, value: Any) -> str:
    leaf = isinstance(value, str | bool | int)
    text: str = yaml.dump(
        {name: json.loads(json.dumps(value))},  # without the places of what was read
        Dumper=_Dumper,
        allow_unicode=True,
        width=WIDTH,
        sort_keys=False,
        default_flow_style=False if leaf else None,
    )
    return text.replace(f"'{name}':", f"{name}:", 1)  # YAML 1.1 would read "on" as true


def entry(values: Mapping[str, Any]) -> str:
    """Return a mapping as an entry of a list that is two characters in from its name."""
    return "  - " + indent(fields(values), "    ")[4:]
