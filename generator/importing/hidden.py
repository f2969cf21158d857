"""Takes out what a document holds and nobody who reads it sees, before its words are read."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree

from .archive import DAMAGED

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

_UNSEEN = {
    "script",
    "style",
    "template",
    "iframe",
    "object",
    "svg",
    "head",
    "title",
    "textarea",
    "select",
}
_VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "wbr",
}
_ENDED_BY_ITS_LIKE = {"p", "li", "tr", "td", "th", "dt", "dd", "option"}
_ENDS_P = re.compile(r"p|div|h[1-6]|[uod]l|table|section|article|header|footer|nav|form|blockquote")
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def shown_xml(content: bytes) -> bytes:
    """Return a part of a .docx or .odt without the text that is marked as hidden.

    DocumentError is raised for one that is not XML, if it had to be read for that.
    """
    if b":vanish" not in content and b':display="none"' not in content:
        return content
    try:
        for _, (prefix, space) in ElementTree.iterparse(BytesIO(content), ["start-ns"]):
            if not re.fullmatch(r"ns\d+", prefix):
                ElementTree.register_namespace(prefix, space)
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as fault:
        raise DAMAGED from fault
    unseen = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iter(f"{_STYLE}text-properties")
        if properties.get(f"{_TEXT}display") == "none"
    }
    for parent in list(root.iter()):
        for child in list(parent):
            if _vanishes(child) or child.get(f"{_TEXT}style-name") in unseen - {None}:
                _remove(parent, child)
    shown: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return shown


def _vanishes(element: ElementTree.Element) -> bool:
    mark = element.find(f"{_W}rPr/{_W}vanish") if element.tag == f"{_W}r" else None
    return mark is not None and mark.get(f"{_W}val", "true") not in ("0", "false", "off")


def _remove(parent: ElementTree.Element, child: ElementTree.Element) -> None:
    """Remove an element and keep the words after it, which hang on it."""
    place = list(parent).index(child)
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + (child.tail or "")
    else:
        parent.text = (parent.text or "") + (child.tail or "")
    parent.remove(child)


def shown_html(text: str) -> str:
    """Return HTML without scripts, styles, comments, frames and elements that are not shown."""
    parser = _Shown()
    parser.feed(text)
    parser.close()
    return "".join(parser.kept)


class _Shown(HTMLParser):
    """Keeps what is shown. ``unseen`` is the place in ``open`` where what is not shown began."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.kept: list[str] = []
        self.open: list[str] = []
        self.unseen: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        last = self.open[-1] if self.open else ""
        if (last == tag and tag in _ENDED_BY_ITS_LIKE) or (last == "p" and _ENDS_P.fullmatch(tag)):
            self._close(len(self.open) - 1)
        given = dict(attrs)
        hidden = tag in _UNSEEN or "hidden" in given or _NOT_SHOWN.search(given.get("style") or "")
        if tag in _VOID:
            if not hidden:
                self._keep(self.get_starttag_text() or "")
            return
        if hidden and self.unseen is None:
            self.unseen = len(self.open)
        self.open.append(tag)
        self._keep(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._keep(f"</{tag}>")
        if tag in self.open:
            self._close(len(self.open) - 1 - self.open[::-1].index(tag))

    def _close(self, place: int) -> None:
        del self.open[place:]
        if self.unseen is not None and len(self.open) <= self.unseen:
            self.unseen = None

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};")

    def _keep(self, text: str) -> None:
        if self.unseen is None:
            self.kept.append(text)
