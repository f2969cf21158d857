"""What speaks against a change of a layer: what is fixed, out of date, unfounded or done twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ..errors import Finding, Mark
from ..model.layer import Change
from ..reader import Mapping
from .faults import suggest
from .layers import COMMON, Layer

GAPS = 300
"""The most characters of a text that a finding shows."""


@dataclass(frozen=True)
class Value:
    """What a field said after a layer set it. ``mark`` is the place of the change."""

    layer: str
    value: Any
    mark: Mark


def is_fixed(entry: Mapping) -> bool:
    """Whether an entry says that it is fixed, in any of the ways in which "yes" is written."""
    try:
        return _TRUTH.validate_python(entry.get("fixed", False))
    except ValidationError:
        return False


_TRUTH = TypeAdapter(bool)


def lost(change: Change, old: Mapping) -> Iterator[Finding]:
    """Yield what a change cannot do to any entry: leave out what is not there, or move it."""
    for number, name in enumerate(change.remove):
        if name not in old:
            message = f'{change.of} has no field "{name}" to leave out'
            yield Finding("LAY003", message, change.at("remove", number), suggest(name, list(old)))
    for way in ("set", "add", "remove"):
        if "id" in getattr(change, "set_" if way == "set" else way):
            message = f"the id of {change.of} is its address, which never changes"
            yield Finding("LAY005", message, change.at(way), "take id out")


def weakened(change: Change, old: Mapping) -> Iterator[Finding]:
    """Yield what a change takes away from, or replaces in, an entry that is fixed."""
    taken = [name for name in ("set", "remove", "set-aside", "exceptions") if change.has(name)]
    if change.has("add") and "exceptions" in change.add:
        taken.append("add")
    for name in taken:
        yield Finding(
            "LAY005",
            f"the {change.of.replace('/', ' ')} keeps people safe or is the law: nothing of it may "
            "be taken away or replaced",
            change.at(name),
            f"add to it instead; it stands at {old.mark}",
        )


def stale(
    layer: Layer, change: Change, old: Mapping, history: dict[tuple[str, str], list[Value]]
) -> Iterator[Finding]:
    """Yield where what is replaced is not what it was when the change was written."""
    for name in expected(change, old):
        past = history.get((change.of, name), [])
        seen = [value for value in past if value.layer in (COMMON, *layer.below)]
        now = seen[-1].value if seen else old.get(name)
        command = f"{layer.name} {change.of}"
        if name not in change.expect:
            yield Finding(
                "LAY007",
                f'the change does not say what it expects "{name}" to be',
                change.at("of"),
                f"write it with: policy-site keep {command}",
            )
        elif change.expect[name] != now:
            ours = "it is left out" if name not in change.set_ else _said(change.set_[name])
            yield Finding(
                "LAY006",
                f'"{name}" of {change.of} has changed where it comes from',
                change.at("expect", name),
                f"theirs before: {_said(change.expect[name])} · theirs now: {_said(now)} · ours: "
                f"{ours} · take theirs with: policy-site accept {command} · keep ours with: "
                f"policy-site keep {command}",
            )


def expected(change: Change, old: Mapping) -> list[str]:
    """Return the fields of which a change says what they were, in order."""
    if change.set_aside or change.exceptions:
        return [name for name in ("text", "meaning", "title") if name in old][:1]
    return [name for name in (*change.set_, *change.remove) if name in old]


def _said(value: Any) -> str:
    text = value if isinstance(value, str) else str(value)
    return f"“{shorten(text, GAPS, placeholder='…')}”" if value is not None else "nothing"


def unfounded(layer: Layer, change: Change) -> Iterator[Finding]:
    """Yield exceptions of a school with a document that no provision allows."""
    if not layer.of("provisions.yml"):
        return
    for number, exception in enumerate(change.exceptions):
        if not exception.from_:
            yield Finding(
                "LAY008",
                "this exception rests on no provision of the school's document",
                change.at("exceptions", number),
                "name the provision in from, or take the exception out",
            )


def quarrels(layers: list[Layer], history: dict[tuple[str, str], list[Value]]) -> Iterator[Finding]:
    """Yield fields that two layers change, of which none is based on the other."""
    below = {layer.name: layer.below for layer in layers}
    for (of, name), values in history.items():
        said = values[1:]
        last = said[-1]
        for other in said[:-1]:
            if other.layer == last.layer:
                hint = f"the first stands at {other.mark}; keep one"
                yield Finding("LAY004", f'"{name}" of {of} is changed twice', last.mark, hint)
            elif other.layer not in below[last.layer] and other.value != last.value:
                yield Finding(
                    "LAY004",
                    f'"{last.layer}" and "{other.layer}" both change "{name}" of {of}',
                    last.mark,
                    f"the other change stands at {other.mark}; take one out, base one of them on "
                    "the other, or set the field in the school's own changes.yml",
                )
