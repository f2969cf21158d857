"""The navigation: short, and only of pages that exist."""

from __future__ import annotations

from collections.abc import Iterable, Set

from ...content.menu import MAIN, MORE
from ...model.wizard import Wizard
from ...site import NavItem
from .render import source_path


def navigation(known: Set[str], wizards: Iterable[Wizard]) -> list[NavItem]:
    """Return the entries for the addresses that exist; the lesser ones under "More"."""
    others = {f"{w.id}/": w.title for w in wizards if f"{w.id}/" not in MAIN}
    more: list[NavItem] = _entries(others | MORE, known)
    return [*_entries(MAIN, known), {"More": more}]


def _entries(titles: dict[str, str], known: Set[str]) -> list[NavItem]:
    return [{title: source_path(a)} for a, title in titles.items() if a in known]
