"""Turn what pydantic says about a value into findings that a person can act on."""

from __future__ import annotations

import re
import types
from difflib import get_close_matches
from textwrap import shorten
from typing import Any, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..errors import Finding, Mark
from ..model.base import PATTERN_WORDS, ConditionError, DateError, Node, PatternError
from ..reader import Mapping, Sequence, locate


class StandIn(str):
    """What stands for a value that could not be used, so that the rest can be checked.

    It has a class of its own, since a source may hold the same text. Nothing that holds one is
    published.
    """


STAND_INS = (StandIn("#000000"), StandIn("1"))
"""What is tried in turn: a text or a colour, and a number."""


def findings_of(
    error: ValidationError, model: type[Node], value: Any, start: Mark
) -> list[Finding]:
    """Return a finding for each fault, placed in ``value`` (as read) with a hint.

    ``model`` is the class that refused the value; its field names serve "did you mean". What was
    set aside before, or stands for it, is not reported again.
    """
    return [
        _finding(detail, model, value, start)
        for detail in error.errors(include_url=False)
        if not _is_known(detail, value)
    ]


def _is_known(detail: ErrorDetails, value: Any) -> bool:
    path = detail["loc"]
    if detail["type"] == "missing":
        parent = walk(value, path[:-1])
        return isinstance(parent, Mapping) and path[-1] in parent.keys_at
    refused = walk(value, path)
    if detail["type"] == "too_short" and isinstance(refused, Sequence):
        return refused.is_cut or len(refused) >= detail["ctx"]["min_length"]
    return is_stand_in(refused)


def is_stand_in(value: Any) -> bool:
    """Whether the value stands for another one."""
    return isinstance(value, StandIn)


def suggest(word: str, known: list[str]) -> str:
    """Return a hint that names the nearest known word, or lists a few of them."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]}?"
    return f"known: {', '.join(sorted(known)[:12])}" if known else ""


def _finding(detail: ErrorDetails, model: type[Node], value: Any, start: Mark) -> Finding:
    path, kind = detail["loc"], detail["type"]
    mark = locate(value, path, start)
    if path[-1:] == ("[key]",):
        path = path[:-1]
        parent = walk(value, path[:-1])
        if isinstance(parent, Mapping):
            mark = parent.keys_at.get(str(path[-1]), mark)
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "this file")
    given = detail.get("input")
    context = detail.get("ctx") or {}
    if kind == "extra_forbidden":
        parent = walk(value, path[:-1])
        if isinstance(parent, Mapping):
            mark = parent.keys_at.get(str(path[-1]), mark)
        return Finding(
            "MOD001", f'unknown field "{name}"', mark, suggest(name, _fields(model, path[:-1]))
        )
    if kind == "missing":
        return Finding(
            "MOD002",
            f'the field "{name}" is missing',
            locate(value, path[:-1], start),
            f'add "{name}:" here',
        )
    fault = context.get("error")
    if isinstance(fault, DateError):
        return Finding("MOD006", f'"{name}": {fault}', mark, "write 2026-03-31, or 2026-03")
    if isinstance(fault, ConditionError):
        return Finding(
            "MOD007",
            f"{fault}",
            mark,
            "for example: when: {kind: wrong, audience: [group, public]}",
        )
    if isinstance(fault, PatternError):
        return Finding("MOD005", f'"{name}" is not written as it must be', mark, str(fault))
    if kind == "literal_error":
        allowed = re.findall(r"'([^']+)'", str(context.get("expected", "")))
        said = shorten(str(given), 60, placeholder="…")
        return Finding(
            "MOD004", f'"{said}" is not a value of "{name}"', mark, suggest(str(given), allowed)
        )
    words = {
        "string_pattern_mismatch": PATTERN_WORDS.get(str(context.get("pattern")), ""),
        "string_too_long": f"at most {context.get('max_length')} characters",
        "string_too_short": "write something, or leave the field out",
        "too_short": f"list at least {context.get('min_length')}",
        "greater_than_equal": f"at least {context.get('ge')}",
        "less_than_equal": f"at most {context.get('le')}",
    }.get(kind)
    if words is not None:
        return Finding("MOD005", f'"{name}" is not written as it must be', mark, words)
    return Finding(
        "MOD003",
        f'"{name}" should be {_expected(kind)}, not {_word(given)}',
        mark,
        _type_hint(kind),
    )


_EXPECTED = {
    "string": "text",
    "tuple": "a list",
    "list": "a list",
    "bool": "true or false",
    "int": "a whole number",
    "model": "a group of fields",
    "dict": "a group of fields",
}


def _expected(kind: str) -> str:
    return _EXPECTED.get(kind.split("_")[0], kind.replace("_", " "))


def _word(value: Any) -> str:
    if value is None:
        return "empty"
    return {dict: "a group of fields", list: "a list"}.get(
        next((t for t in (dict, list) if isinstance(value, t)), str), f'"{str(value)[:40]}"'
    )


def _type_hint(kind: str) -> str:
    return (
        "a list is written [one, two], or with a dash on each line"
        if kind.split("_")[0] in ("tuple", "list")
        else ""
    )


def walk(value: Any, path: tuple[str | int, ...]) -> Any:
    """Return the value at ``path`` inside ``value``, or None."""
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _fields(model: type[Node], path: tuple[str | int, ...]) -> list[str]:
    """Return the field names, as spelled in the source, of the model at ``path``."""
    current: Any = model
    for step in path:
        if not (isinstance(current, type) and issubclass(current, Node)) or isinstance(step, int):
            continue
        field = next((f for f in current.model_fields.values() if f.alias == step), None)
        current = _node_in(field.annotation) if field else None
    if isinstance(current, type) and issubclass(current, Node):
        return [str(f.alias) for f in current.model_fields.values()]
    return []


def _node_in(annotation: Any) -> Any:
    if get_origin(annotation) in (tuple, Union, types.UnionType):
        return next((found for part in get_args(annotation) if (found := _node_in(part))), None)
    return annotation if isinstance(annotation, type) and issubclass(annotation, Node) else None
