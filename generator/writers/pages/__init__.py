"""The pages of a site: a policy becomes Markdown files and a navigation.

``parents`` and ``staff`` say which pages there are (a list of ``Page``), and templates say what
stands on them. Rendering comes after all are known, so that a page links only to pages that exist.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ... import codes
from ...content.book import Book, Page
from ...content.colours import style_sheet
from ...content.share import Ready
from ...errors import Finding, PolicyError
from ...model.policy import Policy
from ...site import NavItem
from . import parents, staff
from .nav import navigation
from .render import Renderer, source_path

HAND_WRITTEN = frozenset({"about/privacy/", "about/accessibility/"})
"""The addresses of the pages in ``docs/``."""

NO_PAGES = ("assets", "embed", "index", "print", "search")
"""What else stands at the top of a site."""


def find_pages(book: Book) -> list[Page]:
    """Return the pages of what is in force, before they are rendered.

    Raises PolicyError where a wizard would take the address of another page.
    """
    found = [page for family in (*parents.PAGES, *staff.PAGES) for page in family(book)]
    clashes = list(_clashes(found, book.policy))
    if clashes:
        raise PolicyError([*book.findings, *clashes])
    return found


def write_pages(
    book: Book, pages: Sequence[Page], mail: Callable[[Ready], object]
) -> tuple[dict[str, str | bytes], list[NavItem]]:
    """Return the files inside the docs folder, by path, and the navigation.

    ``pages`` are those of :func:`find_pages`; those of what ended are added. ``mail`` gives words
    to paste as a mail program keeps them, as ``plain`` and ``html``.
    """
    there = {page.address for page in pages} | HAND_WRITTEN
    every = [*pages, *staff.no_longer(book, there)]
    known = frozenset(page.address for page in every) | HAND_WRITTEN
    renderer = Renderer(book, known, mail)
    files: dict[str, str | bytes] = {
        source_path(page.address): renderer.page(page) for page in every
    }
    files["assets/school-colours.css"] = style_sheet(book.policy.school.colours)
    return files, navigation(known, book.policy.wizards.values())


def _clashes(found: list[Page], policy: Policy) -> Iterator[Finding]:
    """Yield a finding for each wizard whose page is not alone; the others have folders."""
    taken = Counter([page.address for page in found] + [f"{name}/" for name in NO_PAGES])
    for name, asked in policy.wizards.items():
        if taken[f"{name}/"] > 1:
            message = f'something else has the address "{name}/"'
            yield codes.report("SITE001", message, asked.at("id"), "choose another id")
