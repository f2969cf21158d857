"""Say in each page what the browser may load and run, and refuse a page that would need more.

The policy stands in a ``<meta>`` of the page, since not every host lets a school send headers. What
only a header can say goes into ``_headers``, which several hosts read. A policy names each inline
script by its hash, so it is written after the pages are: one of the theme's scripts differs by how
deep the page lies.

A hash would let a hostile script in as readily as the theme's own. So what stands inside the
page's content, where the source's words go, may hold no script at all, and nothing that acts.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from pathlib import Path

REGION = "article"
"""The element around a page's content. The theme puts no script of its own in it."""

_INERT = ("application/json", "application/ld+json")
_CHARSET = re.compile(r"<meta charset=[^>]*>", re.I)
_ACTS = frozenset({"applet", "base", "embed", "frame", "iframe", "object", "portal"})
_ADDRESSES = frozenset({"action", "data", "formaction", "href", "poster", "src", "xlink:href"})
_RUNS = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data)\s*:", re.I)

HEADERS = (
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: no-referrer",
    "Cross-Origin-Opener-Policy: same-origin",
)
"""What every answer says besides the policy."""

UNLISTED = "X-Robots-Tag: noindex"
"""What every answer says of a site that search engines are to leave out."""


class UnsafePageError(Exception):
    """A page that must not be published; the message names the page and what it holds."""


def protect(folder: Path, framed_by: Sequence[str] = (), *, listed: bool = True) -> None:
    """Write the policy into every page below ``folder``, and the file ``_headers``.

    ``framed_by`` holds the origins that may show the page ``embed/`` in a frame; ``listed`` says
    whether search engines may show what is here. Raises UnsafePageError, with a line for each
    fault, and then has written nothing.
    """
    pages = {path: _read(path.read_text("utf-8")) for path in sorted(folder.rglob("*.html"))}
    faults = [
        f"{path.relative_to(folder).as_posix()}: {fault}"
        for path, page in pages.items()
        for fault in _faults(page)
    ]
    if faults:
        raise UnsafePageError("\n".join(faults))
    for path, page in pages.items():
        path.write_text(_with_policy(page), "utf-8")
    (folder / "_headers").write_text(headers(folder, framed_by, listed=listed), "utf-8")


def with_policy(html: str) -> str:
    """Return the page with its policy as the first thing after the character set.

    A page that brings a policy of its own keeps it.
    """
    return _with_policy(_read(html))


def _with_policy(page: _Page) -> str:
    if page.has_policy:
        return page.html
    meta = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy(page.scripts, page.styles)}">'
    )
    start = _CHARSET.search(page.html)
    if not start:
        raise ValueError("the page does not name its character set first")
    return f"{page.html[: start.end()]}\n{meta}{page.html[start.end() :]}"


def policy(scripts: Iterable[str], styles: Iterable[str] = ()) -> str:
    """Return the policy of a page with these inline scripts and styles, exactly as they stand."""
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *_hashes(scripts))),
            " ".join(("style-src 'self'", *_hashes(styles))),
            # The theme draws its icons from data: addresses in its style sheet.
            "img-src 'self' data:",
            "form-action 'none'",
            "base-uri 'none'",
        )
    )


def headers(folder: Path, framed_by: Sequence[str] = (), *, listed: bool = True) -> str:
    """Return the text of ``_headers`` for the site in ``folder``.

    No page may be framed, except ``embed/`` by the origins of ``framed_by``. A host joins what it
    finds under all rules that match, and each of two policies binds; so with an exception the rest
    is listed, and no rule matches the same page twice. What is not ``listed`` is kept out of search
    engines: a PDF can say so in no other way.
    """
    said = HEADERS if listed else (*HEADERS, UNLISTED)
    if not framed_by:
        return _rule("/*", "'none'", said)
    top = sorted(folder.iterdir())
    paths = ["/"] + [f"/{p.name}/*" if p.is_dir() else f"/{p.name}" for p in top]
    rules = [_rule(path, "'none'", said) for path in paths if path not in ("/embed/*", "/_headers")]
    return "".join([*rules, _rule("/embed/*", " ".join(framed_by), said)])


def _rule(path: str, ancestors: str, said: Iterable[str]) -> str:
    policy = f"Content-Security-Policy: frame-ancestors {ancestors}"
    return "\n  ".join((path, policy, *said)) + "\n"


def _hashes(texts: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(map(_hash, texts))


def _hash(text: str) -> str:
    # A browser reads every line end as one character before it hashes.
    digest = hashlib.sha256(re.sub(r"\r\n?", "\n", text).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def faults_of(html: str) -> list[str]:
    """Return what a page holds that no page of the site may hold, each as a short sentence.

    A page with a policy of its own is a program in one file; only its policy is looked at.
    """
    return _faults(_read(html))


def _faults(page: _Page) -> list[str]:
    if page.has_policy:
        kept = "default-src 'none'" in page.html
        return [] if kept else ["its own policy allows what it should not"]
    return page.faults


def _read(html: str) -> _Page:
    page = _Page(html)
    page.feed(html)
    page.close()
    return page


class _Page(HTMLParser):
    """A page as read: its inline scripts and styles, and its faults."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.faults: list[str] = []
        self.has_policy = False
        self._inside = 0
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside += tag == REGION
        values = {name: value or "" for name, value in attrs}
        if tag == "meta" and values.get("http-equiv", "").lower() == "content-security-policy":
            self.has_policy = True
        if tag in _ACTS:
            self._fault(f"<{tag}>")
        if "style" in values or (tag == "style" and self._inside):
            self._fault("a style beside the style sheets")
        if tag == "style":
            self._text = []
        for name, value in values.items():
            if name.startswith("on"):
                self._fault(f"the event handler {name}")
            if name in _ADDRESSES and _RUNS.match(value):
                self._fault(f"an address that runs or holds a program: {value[:40]}")
        if tag == "script" and values.get("type", "").lower() not in _INERT:
            if self._inside:
                self._fault("a script in its content")
            if "src" not in values:
                self._text = []

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag == REGION
        if tag in ("script", "style") and self._text is not None:
            found = self.scripts if tag == "script" else self.styles
            found.append("".join(self._text))
            self._text = None

    def _fault(self, what: str) -> None:
        self.faults.append(f"line {self.getpos()[0]} holds {what}")
