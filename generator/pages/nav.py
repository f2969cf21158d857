"""The navigation: short, and only of pages that exist."""

from __future__ import annotations

from collections.abc import Iterable, Set

from ..model.wizard import Wizard
from ..site import NavItem
from .render import source_path

MAIN = {
    "": "Home",
    "should-i-post/": "Should I post this?",
    "code/": "Code of conduct",
    "talk-to-us/": "Complain or ask",
    "report/": "Get help",
}
MORE = {
    "if-a-rule-is-broken/": "If a rule is broken",
    "who-does-what/": "Who does what",
    "law/": "The law in brief",
    "forms/": "Forms to print",
    "handbook/": "Handbook to print",
    "about/": "About this site",
}


def navigation(known: Set[str], wizards: Iterable[Wizard]) -> list[NavItem]:
    """Return the entries for the addresses that exist; the lesser ones under "More"."""
    others = {f"{w.id}/": w.title for w in wizards if f"{w.id}/" not in MAIN}
    more: list[NavItem] = _entries(others | MORE, known)
    return [*_entries(MAIN, known), {"More": more}]


def _entries(titles: dict[str, str], known: Set[str]) -> list[NavItem]:
    return [{title: source_path(a)} for a, title in titles.items() if a in known]
