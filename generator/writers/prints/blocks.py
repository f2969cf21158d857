"""The blocks that printed pages are made of: plain data that a template can draw.

A ``Block`` carries what the template needs (values that JSON knows) and the part of the source it
restates, so that a fault in print can name its place. An ``id`` is an address of the site, such as
``code/no-threats/``: links in the source, cross-references in print and codes to scan all use it.
Each function says by its name what the template draws; ``templates/lib.typ`` has its twin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...model.base import Node
from ...model.policy import Origin
from ...wizard.export import ORIGIN_WORDS
from .tree import Tree, parse, plain

SHORT, FEW = 700, 15
"""An entry with fewer characters and fewer paragraphs fits on any page, in large print too."""

CONTENT = ("tree", "rows", "fine", "not_fine")
"""Where the parts of an entry hold what they say; a part without any of it is dropped."""


@dataclass(frozen=True)
class Block:
    """One piece of a page, and what it restates; None for the generator's own words."""

    data: dict[str, Any]
    node: Node | None = None


def heading(text: str, id: str = "", level: int = 1, node: Node | None = None) -> Block:
    """Return a heading. A level-1 heading may start a page and is named at the top of each."""
    return Block({"block": "heading", "text": text, "id": id, "level": level}, node)


def intro(text: str, node: Node) -> Block:
    """Return the source's Markdown as the opening of what follows, and on the same page."""
    return Block({"block": "intro", "tree": parse(text)}, node)


def words(text: str) -> Block:
    """Return a paragraph of plain text that opens what follows."""
    return Block({"block": "intro", "tree": [["p", plain(text)]]})


def whose(origin: Origin) -> Block:
    """Return the mark of all that follows under a heading: whose words it is."""
    return Block({"block": "whose", "text": ORIGIN_WORDS[origin]})


def lines(items: list[Tree]) -> Block:
    """Return a list with one line of inline nodes an item."""
    return Block({"block": "rich", "tree": [["ul", [[["p", item]] for item in items]]]})


def pages(items: list[tuple[str, str]]) -> Block:
    """Return a list of places (address, title) with the page of each at the end of its line."""
    return Block({"block": "pages", "items": items})


def table(head: list[str], rows: list[list[Tree]], widths: list[int]) -> Block:
    """Return a table of cells with blocks; ``widths`` are shares of the page's width.

    The head repeats on each page.
    """
    return Block({"block": "table", "head": head, "rows": rows, "widths": widths})


def cell(inline: Tree) -> Tree:
    """Return inline nodes as the content of a cell."""
    return [["p", inline]]


def ref(id: str, text: str) -> Tree:
    """Return an inline reference: the text, with its page where this print has the place."""
    return ["ref", id, plain(text)]


def link(address: str, text: str) -> Tree:
    """Return an inline link."""
    return ["link", address, plain(text)]


def entry(
    title: str,
    node: Node | None,
    parts: list[dict[str, Any]],
    id: str = "",
    tag: str = "",
    level: int = 2,
    keep: bool = False,
) -> Block:
    """Return an entry: a heading with a tag under it, and parts.

    Its core, which is never torn, goes from the title to the last part with a label. ``keep`` says
    that the next entry stands on the same page.
    """
    kept = [part for part in parts if any(part.get(key) for key in CONTENT)]
    core = max(
        (n for n, part in enumerate(kept, 1) if part["part"] == "labelled"),
        default=min(1, len(kept)),
    )
    data = {"block": "entry", "title": title, "id": id, "tag": tag, "level": level, "parts": kept}
    data["keep"] = keep
    return Block(
        data | {"core": core, "short": _length(data) < SHORT and _paragraphs(data) < FEW}, node
    )


def _length(value: Any) -> int:
    if isinstance(value, dict):
        return sum(_length(item) for item in value.values())
    if isinstance(value, list):
        return sum(_length(item) for item in value)
    return len(value) if isinstance(value, str) else 0


def _paragraphs(value: Any) -> int:
    """Count what begins a line: a paragraph, an item of a list, a row of facts, an example."""
    if isinstance(value, dict):
        lines = (len(value.get(name, ())) for name in ("rows", "fine", "not_fine"))
        return sum(lines) + sum(_paragraphs(item) for item in value.values())
    if isinstance(value, list):
        return (value[:1] == ["p"]) + sum(_paragraphs(item) for item in value)
    return 0


def text_part(text: str | None) -> dict[str, Any]:
    """Return a part of source Markdown; an empty one is dropped by the entry."""
    return {"part": "text", "tree": parse(text) if text else []}


def labelled(label: str, text: str | None) -> dict[str, Any]:
    """Return a part of source Markdown that starts with a label in bold."""
    return {"part": "labelled", "label": label, "tree": parse(text) if text else []}


def note(text: str | None) -> dict[str, Any]:
    """Return a part that stands out, such as that honest criticism is lawful."""
    return {"part": "note", "tree": parse(text) if text else []}


def facts(rows: list[tuple[str, Tree | None]]) -> dict[str, Any]:
    """Return a part of labels with inline values; rows without a value are dropped."""
    return {"part": "facts", "rows": [[label, value] for label, value in rows if value]}


def maybe(text: str | None) -> Tree | None:
    """Return a line as inline nodes, or None where there is none."""
    return plain(text) if text else None


def joined(items: list[Tree]) -> Tree:
    """Return inline nodes with commas between them."""
    found: Tree = []
    for item in items:
        found += [["text", ", "]] if found else []
        found.append(item)
    return found


def web(address: str) -> Tree:
    """Return a web address as a link that shows itself, without what nobody types."""
    return link(address, address.removeprefix("https://").removeprefix("www.").rstrip("/"))


def call(phone: str) -> Tree:
    """Return a telephone number as a link that rings it."""
    return link(f"tel:{phone.replace(' ', '')}", phone)
