"""For staff: newsletter lines, links and codes, what the school's own site needs, what to mend."""

from __future__ import annotations

from dataclasses import dataclass

from ..checks.codes import CODES, Code
from ..errors import Finding
from ..model.clause import Clause
from ..model.extras import Reminder
from ..model.wizard import All, AnyOf, Condition, Is
from ..trace import trace
from .about import UNLISTED
from .book import Book, Page
from .present import about_a_post
from .share import Item, embed_line, items, mail_html, plain_text, short
from .words import bare, gist, missing

RULES = 3
"""The most rules that one reminder names; a newsletter is read in a minute."""

READ = "Read more"


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
            {},
            UNLISTED | {"description": "What staff need to link to these pages."},
        ),
        Page(
            "for-staff/newsletter/",
            "newsletter",
            "For staff: the newsletter",
            {
                "ready": reminders(book),
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
            {"trace": traced, "titles": titles(book)},
            UNLISTED | {"description": "Each statement of the document, and what says it here."},
        ),
        Page(
            "for-staff/to-mend/",
            "mend",
            "For staff: what to mend",
            {
                "defects": [e.provision for e in traced.entries if e.provision.defect],
                "groups": to_mend(book),
                "unused": unused(book),
                "gaps": missing(book.policy.school.document),
            },
            UNLISTED | {"description": "What is missing or overdue."},
        ),
    ]


def _url(book: Book, address: str) -> str | None:
    site = book.policy.school.site
    return f"{site}{address}" if site else None


def _link(book: Book, item: Item) -> Link:
    url = _url(book, item.address)
    site, wizard = book.policy.school.site, about_a_post(book)
    framed = wizard is not None and item.address == f"{wizard.id}/"
    return Link(
        item,
        _ready(book, item.name, item.title, "", [item.words], url),
        short(url) if url else None,
        embed_line(site, item.title) if site and framed else None,
    )


def _ready(
    book: Book, name: str, title: str, when: str, lines: list[str], url: str | None
) -> Ready:
    said = [line for line in lines if line]
    html = mail_html(book.policy.school, title, said, url, READ)
    return Ready(name, title, when, said, url, plain_text(title, said, url), html)


def reminders(book: Book) -> list[Ready]:
    """Return the reminders of the year that the school has rules for, each ready to paste."""
    found = []
    for reminder in book.policy.reminders:
        rules = rules_about(book, reminder)
        if rules:
            lines = [bare(reminder.text)]
            lines += [f"{c.title}. {bare(gist(c.text))}" for c in rules]
            url = _url(book, f"code/{rules[0].id}/")
            found.append(_ready(book, reminder.id, reminder.title, reminder.when, lines, url))
    return found


def rules_about(book: Book, reminder: Reminder) -> list[Clause]:
    """Return the parents' rules that test a fact of the reminder, the school's own first."""
    wanted = set(_tests(reminder.about))
    found = [
        c
        for _, clauses in book.parent_sections
        for c in clauses
        if any(wanted & set(_tests(rule.when)) for rule in c.wizard)
    ]
    own = book.policy.own_clauses
    return sorted(found, key=lambda c: c.id not in own)[:RULES]


def _tests(condition: Condition) -> list[tuple[str, str]]:
    """Return the options that a condition asks for; those inside a ``not`` are not asked for."""
    match condition:
        case Is(fact, options):
            return [(fact, option) for option in options]
        case All(parts) | AnyOf(parts):
            return [test for part in parts for test in _tests(part)]
    return []


def to_mend(book: Book) -> list[tuple[Code, list[Finding]]]:
    """Return the findings by what is wrong, each group with what to do about it."""
    groups: dict[str, list[Finding]] = {}
    for finding in book.findings:
        groups.setdefault(finding.code, []).append(finding)
    return [(CODES[code], findings) for code, findings in sorted(groups.items())]


def unused(book: Book) -> list[Clause]:
    """Return the parents' prohibitions of the school's own that no wizard asks about."""
    return [
        c
        for _, clauses in book.parent_sections
        for c in clauses
        if c.kind == "must-not" and not c.wizard and c.id in book.policy.own_clauses
    ]


def titles(book: Book) -> dict[str, str]:
    """Return a name to show for each address that restates provisions."""
    found: dict[str, str] = {}
    for address, node, _ in book.policy.restating():
        names = (getattr(node, name, None) for name in ("title", "term", "as_"))
        found.setdefault(address, next((name for name in names if name), ""))
    pages = {"about/": "About this site", "talk-to-us/": "Talk to us"}
    return found | pages | {"if-a-rule-is-broken/": "If a rule is broken"}
