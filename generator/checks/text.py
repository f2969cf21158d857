"""What the text of a source may not hold: HTML, unsafe links, template code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..errors import Finding, Mark
from ..model.policy import Policy
from ..source.reader import Mapping, Sequence
from .codes import report

HTML = re.compile(r"<\s*[a-zA-Z/!?][^\n]*")
TEMPLATE = re.compile(r"\{\{|\{%|\{#|\}\}|%\}")
LINK = re.compile(r"\]\(\s*<?([^)\s>]*)|^\s*\[[^\]]+\]:\s*<?(\S+)", re.MULTILINE)
SCRIPT = re.compile(r"(?:javascript|vbscript|data)\s*(?:&colon;|&#0*58;|:)", re.IGNORECASE)
SAFE = re.compile(
    r"(?:https://|mailto:|tel:|#|[a-z0-9][a-z0-9/_-]*/?(?:#[a-z0-9-]+)?$|\.\.?/)", re.IGNORECASE
)


def check(policy: Policy) -> list[Finding]:
    """Return findings for every string of the school's and the shared source."""
    roots = [
        policy.school,
        *policy.provisions.values(),
        *policy.sections,
        policy.own_channels,
        *policy.channels.values(),
        *policy.audiences.values(),
        *policy.laws.values(),
        *policy.helplines.values(),
        *policy.platforms.values(),
        *policy.terms.values(),
        *policy.forms,
        *policy.scenarios,
        *policy.wizards.values(),
    ]
    if policy.sanctions:
        roots.append(policy.sanctions)
    seen = {id(node._source): node._source for node in roots if node._source is not None}
    return [
        finding
        for source in seen.values()
        for text, mark in _strings(source, source.mark)
        for finding in unsafe(text, mark)
    ]


def _strings(value: Any, mark: Mark) -> Iterator[tuple[str, Mark]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key != "patterns":  # regular expressions, never shown
                yield from _strings(item, value.values_at[key])
    elif isinstance(value, Sequence):
        for item, place in zip(value, value.items_at, strict=True):
            yield from _strings(item, place)
    elif isinstance(value, str):
        yield value, mark


def unsafe(text: str, mark: Mark) -> Iterator[Finding]:
    """Yield a finding for HTML, for unsafe links and for template code in one text."""
    html = HTML.search(text)
    if html:
        yield report(
            "TXT001", f'HTML stands in the text: "{html.group()[:40]}"', mark, "use plain Markdown"
        )
    if TEMPLATE.search(text):
        yield report(
            "TXT003", "template code stands in the text", mark, "write it without double braces"
        )
    addresses = [a or b for a, b in LINK.findall(text)]
    bad = next((a for a in addresses if not SAFE.match(a)), None)
    if bad is not None or SCRIPT.search(text):
        yield report(
            "TXT002",
            f'a link has an unsafe address: "{(bad or text)[:40]}"',
            mark,
            "start it with https://, mailto: or tel:, or name a page of this site",
        )
