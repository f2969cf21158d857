"""Plain text that stays plain, in Markdown and in HTML."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

_SPECIAL = re.compile(r"""[&<>"\\`*_\[\]{}#|~^]""")
_START = re.compile(r"^(\s*(?:\d+(?=[.)]))?)([-+.)])")


def plain(value: Any) -> Any:
    """Make plain text inert in Markdown and in HTML; leave what is already marked up."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    text = _SPECIAL.sub(_entity, value)
    return Markup(_START.sub(lambda f: f.group(1) + f"&#{ord(f.group(2))};", text))


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found.group())};"
