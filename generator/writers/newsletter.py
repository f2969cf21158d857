"""Words that are ready to paste, as a newsletter keeps them: plain text, and HTML for mail."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from ..content.share import Ready
from ..model.school import School

DARK = "#1a4480"
"""A link's colour that can be read on white, whatever the school's colours are."""

READ = "Read more"


@dataclass(frozen=True)
class Mail:
    """One item in both forms."""

    plain: str
    html: str


def mail(school: School, made: Ready) -> Mail:
    """Return an item as a newsletter takes it."""
    return Mail(
        plain_text(made.title, made.lines, made.url),
        mail_html(school, made.title, made.lines, made.url, READ),
    )


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
