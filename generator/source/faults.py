"""Turn what pydantic says about a value into findings that a person can act on."""

from __future__ import annotations

import re
import types
from difflib import get_close_matches
from typing import Any, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..errors import Finding, Mark
from ..model.base import PATTERN_WORDS, ConditionError, DateError, Node
from .reader import Mapping, locate


def findings_of(
    error: ValidationError, model: type[Node], value: Any, start: Mark
) -> list[Finding]:
    """Return a finding for each fault, placed in ``value`` (as read) with a hint.

    ``model`` is the class that refused the value; its field names serve "did you mean".
    """
    return [_finding(detail, model, value, start) for detail in error.errors(include_url=False)]


def suggest(word: str, known: list[str]) -> str:
    """Return a hint that names the nearest known word, or lists a few of them."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]}?"
    return f"known: {', '.join(sorted(known)[:12])}" if known else ""


def _finding(detail: ErrorDetails, model: type[Node], value: Any, start: Mark) -> Finding:
    path, kind = detail["loc"], detail["type"]
    mark = locate(value, path, start)
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "this file")
    given = detail.get("input")
    context = detail.get("ctx") or {}
    if kind == "extra_forbidden":
        parent = _walk(value, path[:-1])
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
            "for example: when: {kind: complaint, audience: [group, public]}",
        )
    if kind == "literal_error":
        allowed = re.findall(r"'([^']+)'", str(context.get("expected", "")))
        return Finding(
            "MOD004", f'"{given}" is not a value of "{name}"', mark, suggest(str(given), allowed)
        )
    if kind in ("string_pattern_mismatch", "string_too_short", "string_too_long"):
        words = PATTERN_WORDS.get(str(context.get("pattern")), "")
        if kind == "string_too_long":
            words = f"at most {context.get('max_length')} characters"
        elif kind == "string_too_short":
            words = "write something, or leave the field out"
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


def _walk(value: Any, path: tuple[str | int, ...]) -> Any:
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
