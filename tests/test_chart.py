"""The drawn chart: it says of every post what the wizard says, at every school, and is small."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
import worlds

from generator.content.drawing import Drawing, draw
from generator.model.policy import Policy
from generator.source.load import load, schools
from generator.wizard import icons
from generator.wizard.chart import MOST, chart, check_chart
from generator.wizard.conditions import Answers, truth
from generator.wizard.evaluate import evaluate
from generator.wizard.program import Program, compile_condition, compile_wizard

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "policy_src"
WIZARD = "common/wizards/should-i-post.yml"
CHART = """\
chart:
  - {ask: Is anyone in danger?, icon: danger, when: {danger: "yes"}}
  - ask: Does it name an adult?
    such-as: [a name, a picture]
    icon: private
    when: {names: adult}
"""

each_school = pytest.mark.parametrize("school", schools(SOURCE))


def compiled(school: str) -> tuple[Program, Policy]:
    policy = load(SOURCE, school).policy
    assert policy is not None
    return compile_wizard(policy), policy


def posts(program: Program, policy: Policy, seed: str) -> list[Answers]:
    """Posts of readers of the parents' pages, most of them plain and without danger."""
    choose = random.Random(seed)
    site = [a.id for a in policy.audiences.values() if a.site]
    found = []
    for _ in range(4000):
        answers: Answers = {}
        for i, asked in enumerate(program.facts):
            bits = [1 << b for b in range(asked.options)]
            if asked.fact.is_danger:
                answers[i] = choose.choice([1] * 19 + bits)
            elif asked.fact.is_audience:
                answers[i] = asked.mask([choose.choice(site)])
            elif asked.fact.kind == "many" and choose.random() < 0.5:
                answers[i] = asked.none
            elif asked.fact.kind == "many":
                answers[i] = choose.choice(bits[:-1]) | choose.choice([0, *bits[:-1]])
            else:
                answers[i] = choose.choice(bits)
        found.append(answers)
    return found


@each_school
def test_it_sends_every_post_where_the_wizard_does(school: str) -> None:
    program, policy = compiled(school)
    steps = chart(program, policy)
    whens = [compile_condition(program, s.decision.when) if s.decision else True for s in steps]
    taken = set()
    for answers in posts(program, policy, school):
        left = next(i for i, when in enumerate(whens) if truth(when, answers))
        verdict = evaluate(program, answers).verdict
        assert verdict in steps[left].verdicts, answers
        if left == len(steps) - 1 and verdict > program.otherwise:
            true = [program.rules[i] for i in evaluate(program, answers).true]
            asked = {r.clause.id for r in true if r.clause and r.verdict > program.otherwise}
            assert asked <= {clause.id for clause in steps[-1].own}
        taken.add(left)
    assert taken == set(range(len(steps)))


@each_school
def test_it_is_proven_and_small(school: str) -> None:
    program, policy = compiled(school)
    assert list(check_chart(program, policy)) == []
    drawing = draw(program, policy)
    assert drawing is not None
    assert 5 <= len(program.wizard.chart) <= MOST
    assert len(drawing.rows) <= MOST + 1  # the last may be for the school's own rules
    worst = len(drawing.answers) - 1
    assert [row.verdicts == (worst,) for row in drawing.rows].index(True) == 0
    assert all(worst not in row.verdicts for row in drawing.rows[1:])
    assert len({row.icon for row in drawing.rows}) == len(drawing.rows)
    for row in drawing.rows:
        assert 1 <= len(row.verdicts) <= 3
        assert len(row.ask.split()) <= 12


def tiny(folder: Path, text: str) -> tuple[Program, Policy]:
    files = {WIZARD: worlds.FILES[WIZARD] + text}
    checked = worlds.check_hilltop(worlds.tiny_world(folder, files))
    return checked.wizards["should-i-post"].program, checked.policy


def drawn(folder: Path, text: str) -> Drawing | None:
    return draw(*tiny(folder, text))


def test_what_the_schools_own_rules_ask_is_drawn_last(tmp_path: Path) -> None:
    program, policy = tiny(tmp_path, CHART)
    assert [step.verdicts for step in chart(program, policy)] == [(2,), (0, 1), (0, 1)]
    drawing = draw(program, policy)
    assert drawing is not None
    assert [(row.ask, row.such_as, row.yes) for row in drawing.rows] == [
        ("Is anyone in danger?", (), "get help"),
        ("Does it name an adult?", ("a name", "a picture"), "go ahead, or stop"),
        ("Does it break one of our own rules?", ("Never name a child",), "stop"),
    ]
    assert drawing.opened == (1, 1, 0)
    assert [answer.title for answer in drawing.answers] == ["Go ahead", "Stop", "Get help"]


def test_nothing_is_drawn_without_a_chart(tmp_path: Path) -> None:
    assert drawn(tmp_path, "") is None


def test_no_row_for_own_rules_that_a_decision_covers(tmp_path: Path) -> None:
    drawing = drawn(tmp_path, CHART.replace("names: adult", "names: child"))
    assert drawing is not None
    assert [row.verdicts for row in drawing.rows] == [(2,), (1,)]


@pytest.mark.parametrize(("more", "said"), [(4, False), (5, True)])
def test_more_decisions_than_people_take_in(more: int, said: bool, tmp_path: Path) -> None:
    again = "  - {ask: Again?, icon: family, when: {names: child}}\n" * more
    files = {WIZARD: worlds.FILES[WIZARD] + CHART + again}
    findings = worlds.findings_in(worlds.tiny_world(tmp_path, files))
    told = [f.message for f in findings if f.code == "WIZ025"]
    assert ("the chart has 7 decisions; the limit is 6" in told) is said
    assert any("has" in message and "decisions" in message for message in told) is said


def test_the_mildest_verdict_is_at_the_end(tmp_path: Path) -> None:
    text = CHART.replace("{names: adult}", "{names: [adult, none]}")
    files = {WIZARD: worlds.FILES[WIZARD] + text}
    findings = worlds.findings_in(worlds.tiny_world(tmp_path, files))
    assert [f.message for f in findings] == [
        'nobody who passes every decision of the chart gets the verdict "Go ahead"'
    ]


def test_the_wizards_script_has_the_same_pictures() -> None:
    script = (ROOT / "generator/wizard/client/parts.js").read_text("utf-8")
    block = re.search(r"const ICONS = \{(.*?)\};", script, re.DOTALL)
    assert block
    there = dict(re.findall(r"(\w+): '([^']+)'", block[1]))
    assert there == {**icons.VERDICTS, "other": icons.OTHER}
    assert icons.verdict("ok") == icons.VERDICTS["ok"]
    assert icons.verdict("steps") == icons.OTHER
