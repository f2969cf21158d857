"""Find what the fonts cannot print, before anything is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ...codes import report
from ...errors import Finding, Mark
from ...model.base import Node
from ...model.policy import Policy
from .glyphs import describe, missing


def unprintable(policy: Policy, shown: Iterable[tuple[Node | None, Any]]) -> Iterator[Finding]:
    """Yield a finding for each character that no font has, at its place in the source.

    ``shown`` is what is printed, as data, with the part of the source that it restates; None for
    tables and lists, which restate many.
    """
    for node, data in shown:
        nodes = [node] if node else [*policy.clauses.values(), *policy.provisions.values()]
        for character in missing("".join(_texts(data))):
            yield report(
                "PDF002",
                f"the fonts of the handbook cannot print {describe(character)}",
                place([*nodes, policy.school, policy.approvals], character),
                "say it in words, or add a font to generator/writers/prints/fonts",
            )


def place(nodes: list[Node], text: str) -> Mark:
    """Return the place of the first value in the nodes that holds a text, or of the first node."""
    for node in nodes:
        for path in _paths(node.model_dump(by_alias=True), text):
            return node.at(*path)
    return nodes[0].at()


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for item in data.values():
            yield from _texts(item)
    elif isinstance(data, list | tuple):
        for item in data:
            yield from _texts(item)


def _paths(value: Any, text: str) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, str):
        if text in value:
            yield ()
    elif isinstance(value, dict | list | tuple):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            yield from ((key, *path) for path in _paths(item, text))
