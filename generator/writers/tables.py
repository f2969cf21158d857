"""The tables of a school's own logs, for a spreadsheet."""

from __future__ import annotations

import csv
import io

from ..content.book import Book
from ..content.paths import table_path
from ..model.extras import Form


def files(book: Book) -> dict[str, str | bytes]:
    """Return the CSV file of each log, by path: its columns are those of the printed sheet."""
    return {table_path(form): _table(form) for form in book.policy.forms if form.layout == "log"}


def _table(form: Form) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(_no_formula(field.label) for field in form.fields)
    # Without the mark at the start, common spreadsheet programs misread accents.
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + text.getvalue()


def _no_formula(cell: str) -> str:
    """Return a cell with the mark that makes spreadsheet programs show it rather than run it."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell
