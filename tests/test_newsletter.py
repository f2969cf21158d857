"""The newsletter of each school: every line fits its occasion and says its force."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from worlds import TODAY

from generator.content.book import Book
from generator.content.reminders import asked, reminders
from generator.content.share import Ready
from generator.model.clause import Clause
from generator.source.load import load, schools

SOURCE = Path(__file__).parent.parent / "policy_src"

SUBJECTS = {
    "start-of-year": r"school|Principal|people who can fix it",
    "class-chats": r"group|public|insult|story|suitable|abus|offend|disrespect",
    "nativity": r"photo|picture|film",
    "sports-day": r"photo|picture|film",
    "exams": r"test",
    "transfer": r"private|personal details",
    "end-of-year": r"photo|picture|good|suitable|thank",
}
"""What every rule of a reminder speaks of."""

FORCE = re.compile(r"(You must|You may|Please) |.* \((you|please|the school)[^)]*\)\.")
WARNINGS = re.compile(r"complain|accus|criticis|negative|abus", re.I)


@pytest.fixture(scope="module", params=schools(SOURCE))
def ready(request: pytest.FixtureRequest) -> list[Ready]:
    policy = load(SOURCE, request.param).policy
    assert policy
    return reminders(Book(policy, {}, TODAY, []))


def test_every_rule_fits_the_subject_and_says_its_force(ready: list[Ready]) -> None:
    assert {item.name for item in ready} == set(SUBJECTS)
    for item in ready:
        rules = item.lines[1:]
        assert 1 <= len(rules) <= 2, item.title
        for rule in rules:
            assert re.search(SUBJECTS[item.name], rule), (item.title, rule)
            assert FORCE.match(rule), rule
        assert len(" ".join(item.lines).split()) < 90, item.title


def test_a_thank_you_is_followed_by_no_warning(ready: list[Ready]) -> None:
    thanks = next(item for item in ready if item.title == "Saying thank you")
    assert thanks.lines
    assert not WARNINGS.search(" ".join([thanks.title, *thanks.lines]))


@pytest.mark.parametrize(
    ("kind", "title", "said"),
    [
        ("must", "Say who you are", "You must say who you are."),
        ("must-not", "Do not bully", "You must not bully."),
        ("must-not", "Never name a child", "You must not name a child."),
        ("must-not", "No bullying", "No bullying (you must not)."),
        ("should", "Ask first", "Please ask first."),
        ("should-not", "Do not mock people", "Please don't mock people."),
        ("may", "You can film", "You may film."),
        ("promise", "The school answers", "The school answers (the school will)."),
    ],
)
def test_the_force_of_a_rule_in_words(kind: str, title: str, said: str) -> None:
    rule = {"id": "a-rule", "kind": kind, "binds": ["parents"], "title": title, "text": "So."}
    assert asked(Clause.model_validate(rule)) == said
