"""Reminders of the year for a newsletter: one or two rules, each with its force."""

from __future__ import annotations

import re

from ..model.clause import Clause
from ..model.extras import Reminder
from ..wizard.export import FORCE_WORDS
from .book import Book
from .share import Ready, make_ready, url_of
from .words import bare, gist

RULES = 2
"""The most rules that one reminder names; a newsletter is read in a minute."""


def reminders(book: Book) -> list[Ready]:
    """Return the reminders of the year that the school has rules for, each ready to paste."""
    found = []
    for reminder in book.policy.reminders:
        rules = rules_about(book, reminder)
        if rules:
            lines = [bare(reminder.text)]
            lines += [f"{asked(c)} {bare(gist(c.instead or c.text))}" for c in rules]
            url = url_of(book, f"code/{rules[0].id}/")
            found.append(make_ready(reminder.id, reminder.title, reminder.when, lines, url))
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
