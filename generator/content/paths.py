"""Where in the site the files stand that pages lead to and other writers make."""

from __future__ import annotations

from ..model.extras import Form

DECK = "present/deck.html"
"""The deck for the hall: one file that also opens from a stick."""

CODES = "for-staff/qr/"
"""Where the codes to scan lie."""


def table_path(form: Form) -> str:
    """Return where the table of a log stands, for a spreadsheet."""
    return f"forms/{form.id}.csv"
