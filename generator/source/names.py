"""One name for one role: what every school shares calls the head as the school does."""

from __future__ import annotations

import re
from typing import Any

from ..model.base import Node
from ..model.people import Channels

HEAD = "head"
"""The shared channel whose name differs from school to school: headteacher, principal."""


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
