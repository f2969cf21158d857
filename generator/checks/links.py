"""Links in the source that lead to no page of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import Any

from ..codes import report
from ..errors import Finding
from ..source.faults import suggest
from .text import strings

PAGE_LINK = re.compile(r"\]\(([a-z0-9][a-z0-9/_-]*/?)(#[a-z0-9-]+)?\)")
"""A link to a page in source Markdown."""


def lost_links(sources: list[Any], addresses: Set[str]) -> Iterator[Finding]:
    """Yield a finding for each link in the files as read that leads to none of the addresses.

    An address is written from the site's root: ``code/no-threats/``.
    """
    for source in sources:
        for text, mark in strings(source):
            for address, _ in PAGE_LINK.findall(text):
                if address not in addresses:
                    message = f'a link leads to "{address}", which is no page of this site'
                    yield report("REF001", message, mark, suggest(address, sorted(addresses)))
