"""For staff: newsletter lines, links and codes, what the school's own site needs, the trace."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from ..checks.nation import entries
from ..model.clause import Clause
from ..model.extras import Reminder
from ..releases.say import HOW
from ..trace import trace
from ..wizard.export import FORCE_WORDS
from . import mend
from .about import UNLISTED
from .book import Book, Page
from .notices import notices
from .present import about_a_post
from .share import Item, Ready, embed_line, items, make_ready, short, url_of
from .words import bare, gist

RULES = 2
"""The most rules that one reminder names; a newsletter is read in a minute."""


@dataclass(frozen=True)
class Link:
    """An item with all that depends on the site's address; without one there is none of it."""

    item: Item
    ready: Ready
    short: str | None
    embed: str | None


def pages(book: Book) -> list[Page]:
    """Return the pages below ``for-staff/``."""
    links = [_link(book, item) for item in items(book)]
    groups = list(dict.fromkeys(link.item.group for link in links))
    traced = trace(book.policy)
    return [
        Page(
            "for-staff/",
            "staff",
            "For staff",
            {"how": HOW, "unseen": [e.title for e in entries(book.policy) if e.confirmed == "no"]},
            UNLISTED | {"description": "What staff need to link to these pages."},
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
            UNLISTED | {"description": "Lines to paste into a newsletter."},
        ),
        Page(
            "for-staff/links/",
            "links",
            "For staff: links and codes",
            {
                "groups": [(g, [link for link in links if link.item.group == g]) for g in groups],
            },
            UNLISTED | {"description": "The address and code of every page."},
        ),
        Page(
            "for-staff/trace/",
            "trace",
            "For staff: where each rule comes from",
            {
                "trace": traced,
                "sections": [
                    (section, list(entries))
                    for section, entries in groupby(
                        traced.entries, lambda entry: entry.provision.section
                    )
                ],
                "titles": titles(book),
            },
            UNLISTED | {"description": "Each statement of the document, and what says it here."},
        ),
        mend.page(book, traced),
    ]


def _link(book: Book, item: Item) -> Link:
    url = url_of(book, item.address)
    site, wizard = book.policy.school.site, about_a_post(book)
    framed = wizard is not None and item.address == f"{wizard.id}/"
    return Link(
        item,
        make_ready(book, item.name, item.title, "", [item.words], url),
        short(url) if url else None,
        embed_line(site, item.title) if site and framed else None,
    )


def reminders(book: Book) -> list[Ready]:
    """Return the reminders of the year that the school has rules for, each ready to paste."""
    found = []
    for reminder in book.policy.reminders:
        rules = rules_about(book, reminder)
        if rules:
            lines = [bare(reminder.text)]
            lines += [f"{asked(c)} {bare(gist(c.instead or c.text))}" for c in rules]
            url = url_of(book, f"code/{rules[0].id}/")
            found.append(make_ready(book, reminder.id, reminder.title, reminder.when, lines, url))
    return found


def rules_about(book: Book, reminder: Reminder) -> list[Clause]:
    """Return the parents' rules that name the reminder, the school's own first."""
    found = [
        c for _, clauses in book.parent_sections for c in clauses if reminder.id in c.newsletter
    ]
    own = book.policy.own_clauses
    return sorted(found, key=lambda c: c.id not in own)[:RULES]


def asked(clause: Clause) -> str:
    """Return a rule as a sentence that begins with its force: "Please don't mock people."."""
    force = FORCE_WORDS[clause.kind]
    done = re.sub(r"^(Do not|Never|You can|You may) ", "", clause.title)
    if done == clause.title and clause.kind not in ("must", "should"):
        return f"{clause.title} ({force.lower()})."
    return f"{force} {done[:1].lower()}{done[1:]}."


def titles(book: Book) -> dict[str, str]:
    """Return a name to show for each address that restates provisions."""
    found = {f"code/{clause.id}/": clause.title for clause in book.policy.clauses.values()}
    for address, node, _ in book.policy.restating():
        names = (getattr(node, name, None) for name in ("title", "term", "as_"))
        found.setdefault(address, next((name for name in names if name), ""))
    pages = {"about/": "About this site", "talk-to-us/": "Complain or ask"}
    return found | pages | {"if-a-rule-is-broken/": "If a rule is broken"}
