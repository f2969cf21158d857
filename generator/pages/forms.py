"""Forms and log sheets to print: the school's own, and those that every school can use.

A log of the school's own is also given as a table for a spreadsheet.
"""

from __future__ import annotations

import csv
import io

from ..model.extras import Form
from ..model.policy import Policy
from .book import CHANGES_SLIP, Book, Page


def pages(book: Book) -> list[Page]:
    """Return a list of all forms that are printed, and a page for each of the school's own."""
    forms = book.policy.forms
    own = [book.printed.form(form.id) for form in forms]
    slip = next((file for file in (book.printed.form(CHANGES_SLIP),) if file not in own), None)
    shared = [file for file in book.printed.of("form") if file not in (*own, slip)]
    if not forms and not shared:
        return []
    overview = Page(
        "forms/",
        "forms",
        "Forms to print",
        {"shared": shared, "slip": slip},
        {"description": "Forms and log sheets to print."},
    )
    return [
        overview,
        *(_form_page(form) for form in forms),
    ]


def _form_page(form: Form) -> Page:
    log = form.layout == "log"
    context = {"form": form, "table": table_path(form)}
    meta = {"description": f"To print and fill in: {form.title}."}
    wide = {"wide": True} if log else {}
    return Page(f"forms/{form.id}/", "form", form.title, context, meta | wide)


def tables(policy: Policy) -> dict[str, str | bytes]:
    """Return the CSV file of each log, by path: its columns are those of the printed sheet."""
    return {table_path(form): _table(form) for form in policy.forms if form.layout == "log"}


def table_path(form: Form) -> str:
    """Return where a log's CSV file stands."""
    return f"forms/{form.id}.csv"


def _table(form: Form) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(_no_formula(field.label) for field in form.fields)
    # Without the mark at the start, common spreadsheet programs misread accents.
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + text.getvalue()


def _no_formula(cell: str) -> str:
    """Return a cell with the mark that makes spreadsheet programs show it rather than run it."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell
