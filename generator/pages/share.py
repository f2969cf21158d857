"""What staff pass on: an address, words about it, and both as a mail program keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from .. import scan
from ..model.school import School
from .book import Book
from .present import stories
from .words import bare, gist

DARK = "#1a4480"
"""A link's colour that can be read on white, whatever the school's colours are."""

QR = "for-staff/qr/"
"""Where the codes to scan lie."""

READ = "Read more"


@dataclass(frozen=True)
class Item:
    """Something to pass on, in plain words; ``address`` is below the site, ``group`` a heading."""

    group: str
    address: str
    title: str
    words: str
    picture: str | None = None
    """The picture that chat apps show beside the link, below the site."""

    @property
    def name(self) -> str:
        """A name for files and anchors: ``code/no-threats/`` gives ``code-no-threats``."""
        return self.address.replace("/#", "/").strip("/").replace("/", "-") or "home"


@dataclass(frozen=True)
class Ready:
    """Something ready to paste: an anchor, its words as plain text and as HTML for mail."""

    name: str
    title: str
    when: str
    lines: list[str]
    url: str | None
    plain: str
    html: str


def items(book: Book) -> list[Item]:
    """Return everything that staff may want to link, in the order of the site."""
    return list(_items(book))


def _items(book: Book) -> Iterator[Item]:
    policy = book.policy
    home = "Before you post about school: a short check, whom to talk to, and where to get help."
    found = [Item("Start here", "", policy.school.name, home)]
    found += [
        Item("Start here", f"{w.id}/", w.title, gist(w.intro))
        for w in policy.wizards.values()
        if w.id in book.wizards
    ]
    found += [
        Item("Rules", f"code/{c.id}/", c.title, bare(gist(c.text)))
        for _, clauses in book.parent_sections
        for c in clauses
    ]
    found += [
        Item("People to talk to", f"talk-to-us/#{c.id}", c.title, bare(gist(c.text)))
        for c in policy.own_channels.channels
    ]
    found += [
        Item("Stories", f"present/#{s.scenario.id}", s.scenario.title, "What would you do?")
        for s in stories(book)
    ]
    for item in found:
        picture = book.printed.pictures.get(item.address)
        yield Item(item.group, item.address, item.title, item.words, picture)


def codes(book: Book) -> dict[str, str | bytes]:
    """Return the codes to scan as SVG and PNG files, by path; none while no address is known."""
    site = book.policy.school.site
    files: dict[str, str | bytes] = {}
    for item in items(book) if site else ():
        files[f"{QR}{item.name}.svg"] = scan.svg(f"{site}{item.address}")
        files[f"{QR}{item.name}.png"] = scan.png(f"{site}{item.address}")
    return files


def short(url: str) -> str:
    """Return an address as it is printed or said: without its scheme and last slash."""
    return url.removeprefix("https://").rstrip("/")


def url_of(book: Book, address: str) -> str | None:
    """Return the whole address of a page; None while the site's is not known."""
    site = book.policy.school.site
    return f"{site}{address}" if site else None


def make_ready(
    book: Book, name: str, title: str, when: str, lines: list[str], url: str | None
) -> Ready:
    """Return words to paste, without the empty lines."""
    said = [line for line in lines if line]
    html = mail_html(book.policy.school, title, said, url, READ)
    return Ready(name, title, when, said, url, plain_text(title, said, url), html)


def plain_text(title: str, lines: list[str], url: str | None) -> str:
    """Return a newsletter item as plain text."""
    return "\n".join([title, *lines, *([url] if url else [])])


def mail_html(school: School, title: str, lines: list[str], url: str | None, read: str) -> str:
    """Return a newsletter item as HTML that mail programs keep: a table, and styles in place.

    They drop style sheets, scripts and most of what is newer. ``read`` are the link's words.
    """
    colour = school.colours.primary
    cell = (
        "font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1b1d22;"
        f"background-color:#ffffff;border-left:4px solid {colour};padding:12px 16px;text-align:left"
    )
    link = (
        f'<p style="margin:8px 0 0"><a href="{escape(url)}" style="color:{DARK};'
        f'text-decoration:underline">{escape(read)}</a></p>'
        if url
        else ""
    )
    text = "".join(f'<p style="margin:4px 0 0">{escape(line)}</p>' for line in lines)
    return (
        '<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%" '
        f'style="max-width:600px"><tr><td style="{cell}">'
        f'<p style="margin:0;font-weight:bold">{escape(title)}</p>{text}{link}</td></tr></table>'
    )


def embed_line(site: str, title: str) -> str:
    """Return the line that shows the wizard inside another website."""
    return (
        f'<iframe src="{site}embed/" title="{escape(title)}" width="100%" height="600">'
        f'</iframe><script src="{site}embed/resize.js" async></script>'
    )
