"""The report of an import: the document on the left, where each statement went on the right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..model.policy import Policy
from ..model.provision import Provision
from ..trace import Traced, trace
from .bring import Imported
from .document import Block
from .match import Match
from .school import Numbered, besides

_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
)


@dataclass
class Row:
    """A statement, and what became of it."""

    id: str
    text: str
    force: str
    words: str | None
    page: int | None
    todo: str
    waits: bool
    """Whether somebody must still decide."""
    left_out: str | None
    places: list[dict[str, str]]
    matches: Sequence[Match]
    sure: Match | None
    next: str = ""
    """The next one that waits."""


@dataclass
class Part:
    """A block of the document with its statements."""

    kind: str
    text: str
    rows: list[Row]


def report_page(done: Imported, policy: Policy) -> str:
    """Return the page as HTML that needs no other file. ``policy`` is the school as it is now."""
    traced = {entry.provision.id: entry for entry in trace(policy).entries}
    rows = [_row(policy, traced[item.id], item, done.placed.get(item.id)) for item in done.items]
    waiting = [row for row in rows if row.waits]
    for row, following in pairwise(waiting):
        row.next = following.id
    return _PAGES.get_template("report.html.j2").render(
        name=done.document.name,
        sections=_sections(done.document.blocks, done.items, rows),
        counts={
            "statements": len(rows),
            "placed": sum(not row.waits and not row.left_out for row in rows),
            "left_out": sum(bool(row.left_out) for row in rows),
            "waiting": len(waiting),
        },
        first=waiting[0].id if waiting else "",
        gone=[policy.provisions[p.before.id] for p in done.pairs if p.before and not p.now],
    )


def _row(policy: Policy, entry: Traced, item: Numbered, sure: Match | None) -> Row:
    provision: Provision = entry.provision
    return Row(
        id=provision.id,
        text=item.statement.text,
        force=provision.force.replace("-", " "),
        words=provision.words,
        page=item.statement.page,
        todo=besides(provision.todo or ""),
        waits=bool(provision.todo) or not (entry.places or provision.left_out),
        left_out=provision.left_out,
        places=[{"title": _title(place.node), "says": place.said.says} for place in entry.places],
        matches=item.matches,
        sure=sure,
    )


def _title(node: Any) -> str:
    names = (getattr(node, name, None) for name in ("title", "term", "as_"))
    return str(next((name for name in names if name), "About the document"))


def _sections(
    blocks: Sequence[Block], items: Sequence[Numbered], rows: Sequence[Row]
) -> list[list[Part]]:
    """Return the document's blocks in order, a list for each heading with what stands below it.

    Each block has the statements that were read from it.
    """
    parts = [Part(block.kind, block.text, []) for block in blocks]
    here = 0
    for item, row in zip(items, rows, strict=True):
        own = _letters(item.statement.text[len(item.statement.lead) :])[:30]
        later = (n for n in range(here, len(blocks)) if own in _letters(blocks[n].text))
        here = next(later, here)
        parts[here].rows.append(row)
    sections: list[list[Part]] = [[]]
    for part in parts:
        if part.kind == "heading":
            sections.append([])
        sections[-1].append(part)
    return [section for section in sections if section]


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())
