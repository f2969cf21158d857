"""The stories of a session: the school's own answer, the choice for a session, the agenda."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from worlds import check_hilltop, tiny_world

from generator.content.stories import Story, agenda, sessions, tell
from generator.source.load import load, schools
from generator.wizard.program import compile_wizard

SOURCE = Path(__file__).parent.parent / "policy_src"
SHARED = """\
scenarios:
  - {id: thanks, title: Thanks, post: Well done., where: A chat, situation: {names: none},
     verdict: ok}
  - {id: a-child, title: A child, post: Ben did it., where: A chat, situation: {names: child},
     verdict: ok, stricter: [stop]}
  - {id: danger, title: Danger, post: Help., where: A chat, situation: {danger: "yes"},
     verdict: help}
"""
OWN = """\
scenarios:
  - {id: for-staff, title: For staff, post: Ben did it., where: A chat,
     situation: {role: staff}, verdict: ok}
"""


def told(tmp_path: Path, **files: str) -> tuple[list[Story], Any]:
    names = {"shared": "common/scenarios.yml", "own": "schools/hilltop/scenarios.yml"}
    more = {names.get(name, name): text for name, text in files.items()}
    checked = check_hilltop(tiny_world(tmp_path, more))
    return tell(checked.wizards["should-i-post"].program, checked.policy), checked.policy


def test_a_story_has_the_answer_that_this_schools_rules_give(tmp_path: Path) -> None:
    stories, _ = told(tmp_path, shared=SHARED)
    child = next(s for s in stories if s.scenario.id == "a-child")
    assert child.verdict.id == "stop"
    assert [c.id for c in child.clauses] == ["name-no-child"]
    assert [c.id for c in child.channels] == ["office"]
    danger = next(s for s in stories if s.scenario.id == "danger")
    assert [h.id for h in danger.helplines] == ["police"]


def test_a_session_covers_every_verdict_and_leaves_out_what_is_for_staff(tmp_path: Path) -> None:
    more = "".join(
        f"  - {{id: more-{n}, title: More, post: Yes., where: A chat, situation: {{names: none}},"
        " verdict: ok}\n"
        for n in range(20)
    )
    first, *rest = SHARED.split("  - {id: a-child", 1)
    shared = first + more + "  - {id: a-child" + rest[0]
    stories, _ = told(tmp_path, shared=shared, own=OWN)
    short, long = sessions(stories)
    assert (short.minutes, long.minutes) == (20, 45)
    assert {s.verdict.id for s in short.stories} == {"ok", "stop", "help"}
    assert "for-staff" not in {s.scenario.id for s in long.stories}
    assert len(short.stories) == 5
    assert len(long.stories) == 12


def test_a_session_with_few_stories_is_shorter(tmp_path: Path) -> None:
    stories, _ = told(tmp_path, shared=SHARED)
    short, long = sessions(stories)
    assert (short.minutes, len(short.stories)) == (11, 2)
    assert (long.minutes, len(long.stories)) == (15, 2)


def test_a_hard_story_has_a_warning_and_is_never_among_the_first_three(tmp_path: Path) -> None:
    first = SHARED.split("  - {id: danger")[0]
    hard = """\
  - {id: sad, title: Sad, post: Oh., where: A chat, situation: {names: none}, verdict: ok,
     warning: It is sad.}
  - {id: danger, title: Danger, post: Help., where: A chat, situation: {danger: "yes"},
     verdict: help}
"""
    kind = "".join(
        f"  - {{id: kind-{n}, title: Kind, post: Yes., where: A chat, situation: {{names: none}},"
        " verdict: ok}\n"
        for n in range(3)
    )
    stories, _ = told(tmp_path, shared="scenarios:\n" + hard + first.split("\n", 1)[1] + kind)
    warnings = {s.scenario.id: s.warning for s in stories if s.warning}
    assert warnings == {"sad": "It is sad.", "danger": "It is about someone who is in danger."}
    for order in (stories, *(session.stories for session in sessions(stories))):
        assert not any(story.warning for story in order[:3])
        assert any(story.warning for story in order[3:])


def test_a_rewrite_is_shown_only_where_this_schools_rules_allow_it(tmp_path: Path) -> None:
    shared = """\
scenarios:
  - {id: a-child, title: A child, post: Ben did it., where: A chat, situation: {names: child},
     verdict: stop, rewrite: {post: Somebody did it., where: An email, situation: {names: none}}}
"""
    (story,), _ = told(tmp_path, shared=shared)
    assert story.after
    assert (story.after.post, story.after.where) == ("Somebody did it.", "An email")
    assert story.after.verdict.id == "ok"


def test_the_topics_of_a_session_are_the_list_of_the_clause_that_is_an_agenda(
    tmp_path: Path,
) -> None:
    section = """\
id: evenings
title: Evenings
clauses:
  - id: an-evening
    kind: info
    binds: [parents]
    title: An evening
    agenda: true
    text: |-
      We talk about:

      - What is good
      - Whom to ask
    from: {hilltop-03: an evening}
"""
    _, policy = told(tmp_path, **{"schools/hilltop/sections/20-evenings.yml": section})
    assert agenda(policy) == ["What is good", "Whom to ask"]


@pytest.mark.parametrize("school", schools(SOURCE))
def test_every_school_has_enough_for_an_evening(school: str) -> None:
    policy = load(SOURCE, school).policy
    assert policy
    stories = tell(compile_wizard(policy, "should-i-post"), policy)
    assert len(stories) >= 14
    for session, minutes in zip(sessions(stories), (20, 45), strict=True):
        assert session.minutes == minutes
        assert {"ok", "stop", "help"} <= {s.verdict.id for s in session.stories}
        assert not any(story.warning for story in session.stories[:3])
        assert any(story.after for story in session.stories)
    assert all(s.scenario.warning for s in stories if s.urgent), "a warning in its own words"
    if school == "overstone-park":
        assert len(agenda(policy)) == 11
