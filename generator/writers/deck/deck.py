"""The deck for the hall: one page with everything in it, which also opens from a stick.

The page carries its own policy: it may run the two scripts in it and load nothing at all.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ...content.book import Book
from ...content.opener import MINUTES as OPENER_MINUTES
from ...content.opener import SLIDES
from ...content.paths import DECK
from ...content.status import mark as mark_line
from ...content.stories import After, Session, Story, agenda, sessions
from ...model.policy import Policy
from ...model.wizard import Verdict
from ...scan import svg
from ...wizard.export import as_json, html, mark
from ...wizard.script import join_script, small, style_sheet

CLIENT = Path(__file__).with_name("client")
MODULES = (
    *("words", "state", "posts", "answers", "opener", "screens", "sheet"),
    *("link", "notes", "keys", "dialogs", "hall", "main"),
)
"""What the deck runs. Each needs only the ones before it."""

TOPICS = 4
"""The topics of an agenda that one screen holds."""

HELPERS = 4
"""The people and services that a story names; more would not be read in a hall."""


def files(book: Book) -> dict[str, str]:
    """Return the deck, if there are stories to tell, by its path."""
    told, wizard = book.stories, book.tool("verdict")
    if not told or wizard is None:
        return {}
    data = book.wizards[wizard.id].data
    said = mark_line(book)
    return {
        DECK: deck(book.policy, wizard.title, wizard.verdicts, told, sessions(told), data, said)
    }


def deck(
    policy: Policy,
    title: str,
    verdicts: tuple[Verdict, ...],
    stories: Sequence[Story],
    planned: list[Session],
    wizard: str,
    mark: str,
) -> str:
    """Return the page ``present/deck.html``.

    ``title`` and ``wizard`` (JSON text) are those of the wizard that the hall can ask together.
    ``mark`` is said at the edge of each screen, of a text that is not approved.
    """
    scripts = [
        join_script(MODULES, CLIENT),
        # The wizard starts when the hall asks for it, not with the deck.
        f"addEventListener('deck-live', () => {{{join_script()}}}, {{ once: true }});",
    ]
    styles = style_sheet("wizard", "site") + small(
        "text/css", (CLIENT / "deck.css").read_text("utf-8")
    )
    data = _data(policy, title, verdicts, stories, planned)
    jinja = Environment(
        loader=PackageLoader("generator.writers.deck", "client"),
        autoescape=True,
        undefined=StrictUndefined,
    )
    return jinja.get_template("deck.html").render(
        language=policy.school.language,
        title=f"{title} – {policy.school.name}",
        mark=mark,
        policy=Markup(_content_policy(scripts, styles)),
        styles=Markup(styles),
        data=_inert(as_json(data)),
        wizard=_inert(wizard),
        scripts=[Markup(script) for script in scripts],
    )


def _content_policy(scripts: list[str], styles: str) -> str:
    run = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {run}; style-src {_hash(styles)}; img-src data:; "
        "form-action 'none'; base-uri 'none'"
    )


def _inert(data: str) -> Markup:
    """Return JSON text that cannot end the ``<script>`` it stands in."""
    return Markup(data.replace("<", "\\u003c"))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _data(
    policy: Policy,
    title: str,
    verdicts: tuple[Verdict, ...],
    stories: Sequence[Story],
    planned: list[Session],
) -> dict[str, Any]:
    """Return the deck's data; ``client/types.d.ts`` says what each field means."""
    school = policy.school
    danger = next((h for h in policy.helplines.values() if h.danger and h.phone), None)
    return {
        "key": f"deck-{policy.id}",
        "school": school.name,
        "title": title,
        "invented": not school.real,
        "address": school.site.removeprefix("https://") if school.site else None,
        "code": svg(school.site) if school.site else None,
        "danger": {"title": danger.title, "phone": danger.phone} if danger else None,
        "verdicts": [{"id": v.id, "title": v.title} for v in verdicts],
        "cards": [_card(policy, story) for story in stories],
        "sessions": {
            s.id: {
                "title": f"{s.minutes} minutes",
                "minutes": s.minutes,
                "cards": [stories.index(story) for story in s.stories],
            }
            for s in planned
        },
        "opener": {
            "title": f"{OPENER_MINUTES} minute",
            "slides": [
                {"title": s.title, "words": s.words, "say": s.say, "drawing": s.drawing}
                for s in SLIDES
            ],
        },
        "agenda": _agenda(agenda(policy)),
    }


def _card(policy: Policy, story: Story) -> dict[str, Any]:
    scenario = story.scenario
    services = (
        [(h.title, h.phone or h.text_number) for h in story.helplines] if story.urgent else []
    )
    people = [
        (c.title, (c.contact.phone or c.contact.email) if c.contact else None)
        for c in story.channels
    ]
    return {
        "id": scenario.id,
        "title": scenario.title,
        "warning": story.warning,
        "post": {
            "look": scenario.look,
            "where": scenario.where,
            "words": html(scenario.post),
            "picture": scenario.picture,
        },
        "after": _after(story.after) if story.after else None,
        "verdict": story.level,
        "lead": story.lead,
        "urgent": story.urgent,
        "clauses": [{"mark": mark(policy, c), "title": c.title} for c in story.clauses],
        "helpers": [{"title": t, "line": line} for t, line in (services + people)[:HELPERS]],
        "discuss": list(scenario.discuss),
        "note": html(scenario.note) if scenario.note else None,
    }


def _after(after: After) -> dict[str, Any]:
    return {
        "look": after.look,
        "where": after.where,
        "words": html(after.post),
        "picture": None,
        "verdict": after.verdict.id,
        "title": after.title,
    }


def _agenda(topics: list[str]) -> list[dict[str, Any]]:
    pages = -(-len(topics) // TOPICS)
    size = -(-len(topics) // pages) if pages else 0
    return [
        {"title": "What we talk about", "first": at + 1, "lines": topics[at : at + size]}
        for at in range(0, len(topics), size or 1)
    ]
