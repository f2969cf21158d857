"""The pages for staff, trainers and authors, which no search lists, and those of what ended."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any

from ...checks.nation import entries
from ...content import calendars, flow, mend
from ...content.book import Book, Page
from ...content.drawing import draw
from ...content.ended import ended
from ...content.notices import notices
from ...content.opener import MINUTES, SLIDES
from ...content.paths import DECK
from ...content.reminders import reminders
from ...content.share import Item, Ready, items, make_ready, short, url_of
from ...content.sources import titles
from ...content.stories import STORY_MINUTES, agenda, sessions
from ...content.words import missing
from ...releases.say import HOW
from ...trace import trace

UNLISTED = {"robots": "noindex", "search": {"exclude": True}}
"""Front matter of pages that no search shows."""


@dataclass(frozen=True)
class Link:
    """An item with all that depends on the site's address; without one there is none of it."""

    item: Item
    ready: Ready
    short: str | None
    embed: str | None


def _about(text: str) -> dict[str, Any]:
    return UNLISTED | {"description": text}


def present(book: Book) -> list[Page]:
    """Return the page for trainers: a session's plan and every story; none without stories."""
    told = book.stories
    context = {
        "deck": DECK,
        "stories": told,
        "slides": SLIDES,
        "opener_minutes": MINUTES,
        "story_minutes": STORY_MINUTES,
        "sessions": sessions(told),
        "topics": agenda(book.policy),
        "attendance": book.printed.form("training-attendance"),
    }
    about = {"description": "Stories to talk about, with the school's answer to each."}
    page = Page("present/", "present", "For trainers: a session in the hall", context, about)
    return [page] if told else []


def for_staff(book: Book) -> list[Page]:
    """Return the pages below ``for-staff/``: newsletter, links and codes, trace, what to mend."""
    links = [_link(book, item) for item in items(book)]
    groups = list(dict.fromkeys(link.item.group for link in links))
    return [
        Page(
            "for-staff/",
            "staff",
            "For staff",
            {"how": HOW, "unseen": [e.title for e in entries(book.policy) if e.confirmed == "no"]},
            _about("What staff need to link to these pages."),
        ),
        Page(
            "for-staff/newsletter/",
            "newsletter",
            "For staff: the newsletter",
            {
                "ready": reminders(book),
                "notices": notices(book),
                "first": [link.ready for link in links if link.item.group == groups[0]],
            },
            _about("Lines to paste into a newsletter."),
        ),
        Page(
            "for-staff/links/",
            "links",
            "For staff: links and codes",
            {"groups": [(g, [link for link in links if link.item.group == g]) for g in groups]},
            _about("The address and code of every page."),
        ),
        *_sources(book),
    ]


def _link(book: Book, item: Item) -> Link:
    url = url_of(book, item.address)
    site, wizard = book.policy.school.site, book.tool("verdict")
    framed = wizard is not None and item.address == f"{wizard.id}/"
    return Link(
        item,
        make_ready(item.name, item.title, "", [item.words], url),
        short(url) if url else None,
        embed_line(site, item.title) if site and framed else None,
    )


def embed_line(site: str, title: str) -> str:
    """Return the line that shows the wizard inside another website."""
    return (
        f'<iframe src="{site}embed/" title="{escape(title)}" width="100%" height="600">'
        f'</iframe><script src="{site}embed/resize.js" async></script>'
    )


def _sources(book: Book) -> list[Page]:
    """Return where each rule comes from, and what to mend at the document's next review."""
    traced = trace(book.policy)
    sections = groupby(traced.entries, lambda entry: entry.provision.section)
    return [
        Page(
            "for-staff/trace/",
            "trace",
            "For staff: where each rule comes from",
            {
                "trace": traced,
                "sections": [(section, list(found)) for section, found in sections],
                "titles": titles(book),
            },
            _about("Each statement of the document, and what says it here."),
        ),
        Page(
            "for-staff/to-mend/",
            "mend",
            "For staff: what to mend",
            {
                "defects": [e.provision for e in traced.entries if e.provision.defect],
                "place": mend.place,
                "groups": mend.to_mend(book),
                "unused": mend.unused(book),
                "gaps": missing(book.policy.school.document),
            },
            _about("What is missing or overdue."),
        ),
    ]


def days(book: Book) -> list[Page]:
    """Return the page with the calendars; none where no date is known."""
    found = calendars.diaries(book)
    about = _about("Calendars of what comes round each year.")
    context = {"diaries": found}
    page = Page(calendars.ADDRESS, "calendars", "For staff: calendars", context, about)
    return [page] if found else []


def flows(book: Book) -> list[Page]:
    """Return a page that lists the wizards, and one for each: its chart, and how it asks."""
    found = flow.flows(book)
    if not found:
        return []
    rows = [(book.policy.wizards[name], each.figures) for name, each in found.items()]
    about = _about("The chart of a wizard, its questions, and the rules of each.")
    return [
        Page(flow.ADDRESS, "flows", "How the wizards ask", {"rows": rows}, about),
        *(_flow(book, name, each, about) for name, each in found.items()),
    ]


def _flow(book: Book, name: str, found: flow.Flow, about: dict[str, Any]) -> Page:
    policy = book.policy
    wizard, proven = policy.wizards[name], book.wizards[name].proven
    drawn = draw(proven.program, policy) if proven and wizard.kind == "verdict" else None
    sheets = book.printed.of("sheet")
    context = vars(found) | {
        "drawing": drawn,
        "pdf": next((f for f in sheets if f.path == "print/chart.pdf"), None),
        "danger": [h for h in policy.helplines.values() if h.danger and h.phone],
    }
    title = f"The flow of “{wizard.title}”"
    return Page(f"{flow.ADDRESS}{name}/", "flow", title, context, about)


def no_longer(book: Book, known: Set[str]) -> list[Page]:
    """Return a page for each address that had a page once and is not among those ``known``."""
    about = _about("This page is no longer in force.")
    return [
        Page(page.address, "ended", page.title, vars(page), about) for page in ended(book, known)
    ]


PAGES = (present, for_staff, days, flows)
"""The families of pages."""
