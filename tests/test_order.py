"""What comes first: danger, the gravest verdict, the school's own words, and "unless" last."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import built
import pytest

HEADINGS = {
    "": ["Complain or ask", "The rules at a glance", "Get help"],
    "code/": [
        "Danger", "Photos", "Groups", "Staff", "Complaints", "My child", "All the rules",
        "The school's own rules", "More rules of the school", "The same at every school",
        "For others at school",
    ],
    "report/": [
        "Police, ambulance and fire", "A naked or sexual picture", "A threat or attack",
        "A child at risk", "I am not coping", "Report a post", "More help",
    ],
    "talk-to-us/": [
        "The steps", "Others at school", "Outside the school", "A short message to copy",
    ],
    "law/": ["Laws about posts", "More about posts", "About the school's own work"],
    "if-a-rule-is-broken/": [
        "What the school will do", "What the school may do", "For others: staff",
        "For others: people who run a school account",
    ],
}  # fmt: skip
"""The headings of the invented school's main pages, in order."""

DANGERS = [
    "someone could be hurt right now",
    "a child is missing",
    "someone may hurt themselves",
    "there is a naked or sexual picture of a child",
    "there is a naked or sexual picture of an adult",
    "a child may be being harmed",
    "someone must not find your family",
    "you are not sure if someone is in danger",
]
"""What each wizard sends for help first, the most pressing first."""

LISTS = {
    "should-i-post/": [
        "Get help now if", "Don't post it if", "Change it first if", "None of these? Go ahead",
    ],
    "someone-posted/": ["Get help now if", "Tell someone today if", "Do this if"],
    "who-to-talk-to/": [
        "Get help now if", "Go outside the school if", "Make it a formal complaint if",
        "Go one step up if", "Start here if",
    ],
}  # fmt: skip
"""The wizards as lists: their verdicts, the gravest first."""

ALONE = ("embed/index.html", "present/deck.html")
"""The pages that stand in another website or on a wall."""


def content(site: Path, address: str) -> str:
    found = re.search(
        r"<article.*</article>", built.file_of(site, address).read_text("utf-8"), re.S
    )
    assert found
    return found[0]


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def headings(html: str, level: int) -> list[str]:
    return [words(text) for text in re.findall(rf"<h{level}\b[^>]*>(.*?)</h{level}>", html, re.S)]


def points(site: Path, address: str) -> dict[str, list[list[str]]]:
    """The lines of each point of a wizard's list, under its heading."""
    _, _, listed = content(site, address).partition("data-wizard-static")
    _, *parts = re.split(r"(?=<h3)", listed)
    return {
        headings(part, 3)[0]: [
            [words(line) for line in point.split("<br>")]
            for point in re.findall(r"<li>(.*?)</li>", part, re.S)
        ]
        for part in parts
    }


@pytest.mark.parametrize("address", HEADINGS)
def test_the_parts_of_a_page_come_in_order(sites: Path, address: str) -> None:
    assert headings(content(sites / "oakfield", address), 2) == HEADINGS[address]


@pytest.mark.parametrize("address", LISTS)
def test_a_list_of_all_rules_begins_with_danger_and_ends_with_what_is_mild(
    sites: Path, address: str
) -> None:
    for site in built.schools(sites):
        listed = points(site, address)
        assert list(listed) == LISTS[address], site
        help_first = [point[0] for point in listed["Get help now if"]]
        assert [first for first in help_first if first in DANGERS] == DANGERS, site


@pytest.mark.parametrize("address", LISTS)
def test_unless_comes_after_all_that_must_hold(sites: Path, address: str) -> None:
    for site in built.schools(sites):
        told = [point for found in points(site, address).values() for point in found]
        joined = [[line.partition(" ")[0] for line in point[1:-1]] for point in told]
        assert any("unless" in words_ for words_ in joined), site
        for point, joints in zip(told, joined, strict=True):
            assert set(joints) <= {"and", "unless"}, point
            assert joints == sorted(joints), point
            assert not point[0].startswith(("and ", "unless ")), point


def test_every_page_has_the_emergency_number(sites: Path) -> None:
    for site in built.schools(sites):
        for path in site.rglob("*.html"):
            if path.relative_to(site).as_posix() not in ALONE:
                asked = words(path.read_text("utf-8").partition("</article>")[2])
                assert "Is someone in danger? Call 999" in asked, path
