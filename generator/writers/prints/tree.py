"""The source's Markdown as a small tree that a template can walk: nothing is pasted into markup.

``markdown`` reads the text, as it does for the site, so that print and page cannot disagree about
what is emphasis. What it gives is walked here into lists that start with a word:

* blocks: ``["p", inline]``, ``["ul", items]``, ``["ol", items]`` with a list of blocks an item
* inline: ``["text", string]``, ``["strong", inline]``, ``["emph", inline]``,
  ``["link", address, inline]``, ``["break"]``
"""

from __future__ import annotations

from functools import lru_cache
from html.parser import HTMLParser
from typing import Any, TypeAlias

from ...markup import to_html

Tree: TypeAlias = "list[Any]"

_INLINE = {"strong": "strong", "b": "strong", "em": "emph", "i": "emph"}
_PARAGRAPHS = ("p", "pre", "h1", "h2", "h3", "h4", "h5", "h6")


def parse(text: str) -> Tree:
    """Return the blocks of a Markdown text."""
    return _parse(text)


@lru_cache(maxsize=4096)
def _parse(text: str) -> Tree:
    walker = _Walker()
    walker.feed(to_html(text))
    walker.close()
    return walker.blocks


def plain(text: str) -> Tree:
    """Return one line of plain text as inline nodes."""
    return [["text", text]]


class _Walker(HTMLParser):
    """Builds the tree. ``_open`` holds the lists being filled, innermost last."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: Tree = []
        self._open: list[tuple[str, Tree]] = [("root", self.blocks)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol", "li") or tag in _PARAGRAPHS:
            self._end_loose()
        if tag in ("ul", "ol"):
            self._begin(tag, [tag, []], 1)
        elif tag == "li":
            item: Tree = []
            self._open[-1][1].append(item)
            self._open.append((tag, item))
        elif tag in _PARAGRAPHS:
            self._begin(tag, ["p", []], 1)
        elif tag in _INLINE:
            self._begin(tag, [_INLINE[tag], []], 1, inline=True)
        elif tag == "a":
            self._begin(tag, ["link", dict(attrs).get("href") or "", []], 2, inline=True)
        elif tag == "br":
            self._inline().append(["break"])

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol", "li"):
            self._end_loose()
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data.strip() or self._open[-1][0] not in ("root", "ul", "ol", "li"):
            self._inline().append(["text", data.replace("\n", " ")])

    def _begin(self, tag: str, node: Tree, children: int, inline: bool = False) -> None:
        (self._inline() if inline else self._open[-1][1]).append(node)
        self._open.append((tag, node[children]))

    def _inline(self) -> Tree:
        """Return the list for inline nodes; text straight inside an item gets a paragraph."""
        if self._open[-1][0] in ("root", "li"):
            self._begin("loose", ["p", []], 1)
        return self._open[-1][1]

    def _end_loose(self) -> None:
        if self._open[-1][0] == "loose":
            self._open.pop()
