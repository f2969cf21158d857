"""The pages of a site: a policy becomes Markdown files and a navigation.

Each family of pages has a module that says which pages there are (a list of ``Page``), and
templates that say what stands on them. Rendering comes after all are known, so that a page links
only to pages that exist.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from ..checks import codes
from ..errors import Finding, PolicyError
from ..model.policy import Policy
from ..site import NavItem
from . import (
    about,
    broken,
    calendars,
    changes,
    code,
    colours,
    ended,
    feed,
    flow,
    forms,
    handbook,
    home,
    law,
    ours,
    present,
    report,
    roles,
    search,
    share,
    staff,
    talk,
    wizard,
)
from .book import Book, Page, WizardPage
from .nav import navigation
from .render import Renderer, source_path

__all__ = ["WizardPage", "compile_pages", "find_pages"]

FAMILIES: tuple[Callable[[Book], list[Page]], ...] = (
    home.pages,
    wizard.pages,
    code.pages,
    talk.pages,
    broken.pages,
    report.pages,
    roles.pages,
    law.pages,
    forms.pages,
    handbook.pages,
    about.pages,
    changes.pages,
    ours.pages,
    present.pages,
    staff.pages,
    calendars.pages,
    flow.pages,
)

HAND_WRITTEN = frozenset({"about/privacy/", "about/accessibility/"})
"""The addresses of the pages in ``docs/``."""

NO_PAGES = ("assets", "embed", "index", "print", "search")
"""What else stands at the top of a site."""


def find_pages(book: Book) -> list[Page]:
    """Return the pages of what is in force, before they are rendered."""
    return [page for family in FAMILIES for page in family(book)]


def compile_pages(book: Book) -> tuple[dict[str, str | bytes], list[NavItem]]:
    """Return the files inside the docs folder, by path, and the navigation.

    Raises PolicyError where a wizard would take the address of another page.
    """
    policy = book.policy
    found = find_pages(book)
    clashes = list(_clashes(found, policy))
    if clashes:
        raise PolicyError([*book.findings, *clashes])
    found += ended.pages(book, {page.address for page in found} | HAND_WRITTEN)
    known = frozenset(page.address for page in found) | HAND_WRITTEN
    renderer = Renderer(book, known)
    files: dict[str, str | bytes] = {
        source_path(page.address): renderer.page(page) for page in found
    }
    files["assets/school-colours.css"] = colours.style_sheet(policy.school.colours)
    files["assets/search-index.js"] = search.search_index(book, found)
    files |= feed.feed(book)
    files |= calendars.files(book)
    files |= forms.tables(policy) | present.files(book) | share.codes(book)
    return files, navigation(known, policy.wizards.values())


def _clashes(found: list[Page], policy: Policy) -> Iterator[Finding]:
    """Yield a finding for each wizard whose page is not alone; the others have folders."""
    taken = Counter([page.address for page in found] + [f"{name}/" for name in NO_PAGES])
    for name, asked in policy.wizards.items():
        if taken[f"{name}/"] > 1:
            message = f'something else has the address "{name}/"'
            yield codes.report("SITE001", message, asked.at("id"), "choose another id")
