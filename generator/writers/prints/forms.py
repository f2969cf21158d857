"""Forms to fill in by hand: those that every school can use, and the school's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...content.book import Book
from ...model.extras import Field, Form
from ...wizard.export import ORIGIN_WORDS
from .blocks import Block
from .editions import document_line
from .render import Print
from .tree import parse


def forms(book: Book) -> Iterator[tuple[str, Print]]:
    """Yield the file name and the print of each form.

    A shared form is left out where the school has its own of that name, as ``incident-log`` is for
    a school with an ``online-incident-log``.
    """
    own = book.policy.forms
    for name, data in _shared(book).items():
        if not any(form.id == name or form.id.endswith(f"-{name}") for form in own):
            facts = {"facts": ORIGIN_WORDS["shared"]}
            yield name, Print("form.typ", data["title"], [Block({"block": "form", **data})], facts)
    line = document_line(book.policy.school.document)
    for form in own:
        facts = {"facts": f"{ORIGIN_WORDS['school']}: {line}"}
        yield form.id, Print("form.typ", form.title, [_own(form)], facts)


def _own(form: Form) -> Block:
    fields = [_field(f) for f in form.fields]
    data = {"block": "form", "title": form.title, "layout": form.layout, "fields": fields}
    more = {"intro": parse(form.intro) if form.intro else [], "rows": form.rows, "copies": 1}
    return Block(data | more | {"heads": []}, form)


def _field(field: Field) -> dict[str, Any]:
    return {
        "label": field.label,
        "hint": field.hint or "",
        "kind": field.kind,
        "options": list(field.options),
        "times": field.times,
    }


def _ask(label: str, hint: str = "", kind: str = "line", times: int = 1) -> dict[str, Any]:
    return {"label": label, "hint": hint, "kind": kind, "options": [], "times": times}


def slip_fields(read: str) -> list[dict[str, Any]]:
    """Return the fields of a slip that a family signs to say what it has read."""
    return [
        _ask("Child's name and class", "One line for each child.", times=2),
        _ask(read, kind="tick"),
        _ask("I would like to talk about it. Please call me.", kind="tick"),
        _ask("Your name"),
        _ask("Signature and date"),
    ]


def _shared(book: Book) -> dict[str, dict[str, Any]]:
    """Return the forms that every school can use, by name."""
    document = book.policy.school.document
    title = f"“{document.title}”"
    return {
        "sign-off": {
            "title": "Sign-off sheet",
            "layout": "log",
            "intro": parse(f"For those who agree {title}. Sign once the text is final."),
            "heads": [],
            "fields": [
                _ask("Name"),
                _ask("Role"),
                _ask("Signature"),
                _ask("Date"),
                _ask("Minute", "Number in the minutes"),
                _ask("Version", document.version or ""),
            ],
            "rows": 13,
            "copies": 1,
        },
        "acknowledgement": {
            "title": "I have read it",
            "layout": "form",
            "intro": parse(
                f"This slip says that your family has read the school's handbook about {title}. "
                "It says no more than that. You do not give up any right by signing it."
            ),
            "heads": [],
            "fields": slip_fields("I have read the handbook"),
            "rows": 1,
            "copies": 2,
        },
        "incident-log": {
            "title": "Incident log",
            "layout": "log",
            "intro": parse(
                "One row for each post that the school looks into. Write initials, and no more "
                "than you need. Keep it in a safe place. An honest complaint is not an incident."
            ),
            "heads": [],
            "fields": [
                _ask("Date and time"),
                _ask("Where it was seen", "App or group"),
                _ask("What was posted", "A few words"),
                _ask("Who told the school"),
                _ask("Where the evidence is kept"),
                _ask("What was done, and by whom"),
                _ask("Closed on"),
            ],
            "rows": 12,
            "copies": 1,
        },
        "training-attendance": {
            "title": "Training: who came",
            "layout": "log",
            "intro": [],
            "heads": ["Date", "Trainer", "Place"],
            "fields": [_ask("Name"), _ask("Role, class or team"), _ask("Signature")],
            "rows": 13,
            "copies": 1,
        },
    }
