"""Judge a value by the model, and go on without the parts that have a fault."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..errors import Finding, Mark
from ..model.base import Node
from ..reader import Mapping, Sequence
from .faults import STAND_INS, findings_of, is_stand_in, walk

N = TypeVar("N", bound=Node)


def judge(value: Any, model: type[N], start: Mark, findings: list[Finding]) -> N | None:
    """Return the value as the model, without what has a fault, or None; add to ``findings``.

    ``start`` is the place of the value itself.
    """
    while True:
        try:
            return model.model_validate(value)
        except ValidationError as error:
            findings += findings_of(error, model, value, start)
            value = _set_aside(value, error.errors(include_url=False))
            if value is None:
                return None


def _set_aside(value: Any, faults: list[ErrorDetails]) -> Any:
    """Return a copy without what is at fault: the list entry around it, or else the field.

    The copy remembers where a field that it lost was written. A field that is needed, yet lost or
    missing, gets a stand-in, so that the rest can be checked. Returns None when that does not help.
    """
    copy = deepcopy(value)
    entries: dict[int, tuple[Sequence, set[int]]] = {}
    for fault in faults:
        path = fault["loc"]
        entry = next((i for i, step in enumerate(path) if isinstance(step, int)), len(path) - 1)
        parent = walk(copy, path[:entry])
        step = path[entry] if path else None
        if isinstance(parent, Sequence) and isinstance(step, int):
            entries.setdefault(id(parent), (parent, set()))[1].add(step)
        elif not isinstance(parent, Mapping) or not isinstance(step, str):
            return None
        elif step not in parent:
            parent[step] = STAND_INS[0]
            parent.values_at.setdefault(step, parent.mark)
        elif not is_stand_in(parent[step]):
            del parent[step]
        elif parent[step] == STAND_INS[0]:
            parent[step] = STAND_INS[1]
        else:
            return None
    for sequence, gone in entries.values():
        sequence.is_cut = True
        kept = [i for i in range(len(sequence)) if i not in gone]
        sequence.items_at = [sequence.items_at[i] for i in kept]
        sequence[:] = [sequence[i] for i in kept]
    return copy
