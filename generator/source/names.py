"""One name for one role: what every school shares calls it as the school or its nation does."""

from __future__ import annotations

import re
from typing import Any

from ..model.base import Node
from ..model.people import Channels
from ..reader import Mapping, Sequence

HEAD = "head"
"""The shared channel whose name differs from school to school: headteacher, principal."""

NAMING = ("law", "helplines", "person")
"""Fields that list the ids of entries of a nation's pack."""


def naming_the_head(shared: Channels, own: Channels) -> Channels:
    """Return the shared channels and stages with "the head" called as the school calls them.

    The name is the title of the school's own channel that stands for the shared one.
    """
    title = next((channel.title for channel in own.channels if HEAD in channel.stands_for), None)
    if title is None:
        return shared
    name = re.sub("^The ", "the ", title)

    def named(value: Any) -> Any:
        if isinstance(value, str):
            return re.sub(rf"\bthe {HEAD}\b", lambda _: name, value)
        return tuple(map(named, value)) if isinstance(value, tuple) else value

    def renamed(node: Node) -> Node:
        fields = ("title", "text", "good_for", "next")
        said = {field: named(getattr(node, field)) for field in fields if hasattr(node, field)}
        return node.model_copy(update=said)

    return shared.model_copy(
        update={
            "channels": tuple(map(renamed, shared.channels)),
            "stages": tuple(map(renamed, shared.stages)),
        }
    )


def call(value: Any, words: Mapping) -> None:
    """Replace whole words in every text of a file as read, in place. Ids and keys stay."""
    named = {old: new for old, new in words.items() if isinstance(new, str)}
    if not named or not isinstance(value, Mapping | Sequence):
        return
    longest = sorted(named, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")
    _call(value, pattern, named)


def _call(value: Mapping | Sequence, pattern: re.Pattern[str], words: dict[str, str]) -> None:
    places: Any = value.items() if isinstance(value, Mapping) else enumerate(value)
    for place, item in list(places):
        if isinstance(item, str):
            value[place] = pattern.sub(lambda found: words[found.group()], item)
        elif isinstance(item, Mapping | Sequence):
            _call(item, pattern, words)


def leave_out(value: Any, ids: Mapping) -> None:
    """Take ids out of the lists of a file as read that name laws, helplines and people."""
    if isinstance(value, Mapping):
        for key, item in list(value.items()):
            if key in NAMING and isinstance(item, Sequence):
                for index, name in reversed(list(enumerate(item))):
                    if name in ids:
                        del item[index]
                        del item.items_at[index]
                if not item:
                    del value[key]
            else:
                leave_out(item, ids)
    elif isinstance(value, Sequence):
        for item in value:
            leave_out(item, ids)
