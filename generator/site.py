"""What the generator makes: a set of pages and files that any site engine can build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

NavItem = dict[str, "str | list[NavItem]"]
"""A navigation entry as MkDocs takes it: a title leading to a page, or to more entries."""


@dataclass(frozen=True)
class Site:
    """One school's site before an engine turns it into HTML.

    ``files`` maps a path inside the docs folder (``code/index.md``, ``assets/school.css``) to its
    content. ``nav`` lists the pages that the navigation shows. ``extra`` is what the templates need
    to know on every page (school name, colours, whether the school is invented). ``framed_by``
    holds the origins that may show the page ``embed/`` in a frame. ``listed`` says whether search
    engines may show the site.
    """

    school: str
    title: str
    language: str
    url: str | None
    files: dict[str, str | bytes]
    nav: list[NavItem]
    extra: dict[str, object] = field(default_factory=dict)
    framed_by: tuple[str, ...] = ()
    listed: bool = True

    @property
    def apart(self) -> list[str]:
        """The pages that no menu lists, by path."""
        listed = set(_targets(self.nav))
        return [path for path in self.files if path.endswith(".md") and path not in listed]


def _targets(nav: list[NavItem]) -> Iterator[str]:
    for item in nav:
        for target in item.values():
            if isinstance(target, str):
                yield target
            else:
                yield from _targets(target)
