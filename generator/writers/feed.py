"""The feed of changes: an Atom file (RFC 4287) that a reader's program asks for now and then."""

from __future__ import annotations

from html import escape
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as Xml

from ..content.book import Book
from ..content.changes import ADDRESS, Edition, Pieces, editions
from ..content.notices import closing, opening

PATH = f"{ADDRESS}feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def files(book: Book) -> dict[str, str]:
    """Return the file with an entry for each approval, the latest first; none without an approval.

    The ids come from the school's folder and the day, so they stay when the site moves.
    """
    policy = book.policy
    if not book.history.steps:
        return {}
    _, done = editions(book)
    site = policy.school.site or ""
    root = Xml.Element("feed", {"xmlns": _ATOM, _LANGUAGE: policy.school.language})
    _put(root, "id", _id(policy.id, ""))
    _put(root, "title", f"{policy.school.name}: what changed")
    _put(root, "updated", _time(done[0]))
    _put(root, "author/name", policy.school.name)
    if site:
        Xml.SubElement(root, "link", {"rel": "self", "href": f"{site}{PATH}"})
    Xml.SubElement(root, "link", {"rel": "alternate", "href": _link(site, ADDRESS)})
    for edition in done:
        entry = Xml.SubElement(root, "entry")
        assert edition.approval is not None
        _put(entry, "id", _id(policy.id, edition.approval.on.iso))
        _put(entry, "title", f"What changed on {edition.approval.on}")
        _put(entry, "updated", _time(edition))
        Xml.SubElement(entry, "link", {"rel": "alternate", "href": _link(site, edition.address)})
        content = Xml.SubElement(entry, "content", {"type": "html"})
        content.text = _content(edition)
    Xml.indent(root)
    text = Xml.tostring(root, encoding="unicode")
    return {PATH: f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'}


def _content(edition: Edition) -> str:
    """Return what an approval changed as HTML, old and new words one below the other."""
    parts = [_paragraph(line) for line in opening(edition)]
    for heading, entries in edition.groups:
        parts.append(f"<h3>{_text(heading)}</h3>")
        for entry in entries:
            parts.append(f"<h4>{_text(entry.title)}</h4>")
            parts.append(_paragraph(", ".join(entry.how)))
            parts += [_paragraph(entry.whole)] if entry.whole else []
            for wording in entry.wordings:
                sides = ((wording.before, "del", "before"), (wording.now, "ins", "now"))
                for side, tag, when in sides:
                    if side:
                        label = _text(f"{wording.label}, {when}: ")
                        parts.append(f"<p>{label}{_marked(side, tag)}</p>")
    return "".join([*parts, *map(_paragraph, closing(edition))])


def _paragraph(text: str) -> str:
    return f"<p>{_text(text)}</p>"


def _text(text: str) -> str:
    return escape(text, quote=False)


def _marked(side: Pieces, tag: str) -> str:
    return "".join(
        f"<{tag}>{_text(text)}</{tag}>" if is_new else _text(text) for is_new, text in side
    )


def _put(parent: Xml.Element, path: str, text: str) -> None:
    for name in path.split("/"):
        parent = Xml.SubElement(parent, name)
    parent.text = text


def _id(school: str, day: str) -> str:
    return uuid5(NAMESPACE_URL, f"policy-site:{school}/{day}").urn


def _time(edition: Edition) -> str:
    assert edition.approval is not None
    return f"{edition.approval.on.iso}T00:00:00Z"


def _link(site: str, address: str) -> str:
    """Return an address for a reader's program: whole, or from the feed's own where it must be."""
    return f"{site}{address}" if site else f"../../{address}"
