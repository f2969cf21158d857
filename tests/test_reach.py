"""How many situations reach a rule or a question: held against walking every situation."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import brute
import pytest
import worlds
from hypothesis import given
from schools import two_schools
from test_properties import EVERY, MODES, wizards

from generator.source.load import load
from generator.wizard.conditions import Answers, any_of, negate, truth
from generator.wizard.evaluate import Mode, evaluate, next_question
from generator.wizard.explore import Explorer
from generator.wizard.program import Program, compile_wizard
from generator.wizard.prove import prove
from generator.wizard.reach import calm, count, plain_situations, plainest, reach, walk
from generator.wizard.report import counts, describe, describe_unused

SOURCE = Path(__file__).parent.parent / "policy_src"


def every(program: Program, facts: brute.Facts) -> list[Answers]:
    return [brute.bits(program, situation) for situation in brute.situations(facts)]


@given(wizard=wizards(EVERY))
def test_what_a_rule_reaches_is_what_walking_every_situation_shows(wizard: brute.Wizard) -> None:
    program = worlds.compile_tiny(wizard)
    situations = every(program, wizard.facts)
    known: Answers = {0: 1}
    for among in ({}, known):
        here = [s for s in situations if among.items() <= s.items()]
        assert count(program, True, among) == len(here)
        for index, rule in enumerate(program.rules):
            outcomes = [evaluate(program, s) for s in here]
            holds = [o for o in outcomes if index in o.true]
            counted = reach(program, [index], among)
            assert counted.holds == len(holds)
            assert counted.decides == sum(o.verdict == rule.verdict for o in holds)
    everything = list(range(len(program.rules)))
    spoken = [s for s in situations if evaluate(program, s).true]
    assert reach(program, everything, {}).holds == len(spoken)


@pytest.mark.parametrize("mode", MODES)
@given(wizard=wizards(EVERY))
def test_the_way_through_the_questions_is_what_each_situation_takes(
    mode: Mode, wizard: brute.Wizard
) -> None:
    program = worlds.compile_tiny(wizard)
    for among in ({}, {0: 1}):
        asked: Counter[int] = Counter()
        settled: dict[int, Counter[int]] = {}
        here = [s for s in every(program, wizard.facts) if among.items() <= s.items()]
        for situation in here:
            answers = dict(among)
            last = None
            while (fact := next_question(program, answers, mode)) is not None:
                answers[fact] = situation[fact]
                asked[fact] += 1
                last = fact
            if last is not None:
                settled.setdefault(last, Counter())[evaluate(program, situation).verdict] += 1
        walked = walk(program, mode, among)
        assert walked.situations == len(here)
        assert {step.fact: step.asked for step in walked.steps} == asked
        assert {s.fact: s.settled for s in walked.steps if s.settled} == settled
        assert walked.questions_mean == pytest.approx(asked.total() / len(here))


@given(wizard=wizards(EVERY))
def test_the_plainest_situation_has_the_fewest_odd_answers(wizard: brute.Wizard) -> None:
    program = worlds.compile_tiny(wizard)
    no_rule = negate(any_of([rule.when for rule in program.rules]))

    def odd(situation: Answers) -> int:
        return sum(
            answer.bit_count() if asked.fact.kind == "many" else 1
            for asked, answer in zip(program.facts, situation.values(), strict=True)
            if answer != asked.answers[0]
        )

    fitting = [s for s in every(program, wizard.facts) if truth(no_rule, s)]
    found = plainest(program, no_rule)
    assert (found is None) == (not fitting)
    if found is not None:
        assert found in fitting
        assert odd(found) == min(odd(s) for s in fitting)
    listed = plain_situations(program, no_rule, 3)
    assert len(listed) <= 3
    assert bool(listed) == bool(fitting)
    for path in listed:
        assert evaluate(program, path).verdict == program.otherwise
        assert any(path.items() <= s.items() for s in fitting)
        assert listed.count(path) == 1


@pytest.mark.parametrize("mode", MODES)
@given(wizard=wizards(EVERY))
def test_the_longest_way_asks_as_many_questions_as_can_be(mode: Mode, wizard: brute.Wizard) -> None:
    program = worlds.compile_tiny(wizard)
    explorer = Explorer(program, mode)
    answers = explorer.longest()
    assert len(answers) == explorer.statistics().questions_max
    asked: Answers = {}
    while (fact := next_question(program, asked, mode)) is not None:
        asked[fact] = answers[fact]
    assert asked == answers


def test_plain_situations_differ_in_one_question_each() -> None:
    facts: brute.Facts = {"a": ("one", 3), "b": ("many", 3), "c": ("one", 2)}
    program = worlds.tiny_program(facts, [({"a": "o2", "b": "o0", "c": "o1"}, 1)])
    no_rule = negate(program.rules[0].when)
    assert plainest(program, no_rule) == {0: 0b001, 1: 0b100, 2: 0b01}
    assert plain_situations(program, no_rule, 9) == [
        {0: 0b001},
        {0: 0b010},
    ]
    assert plainest(program, program.rules[0].when) == {0: 0b100, 1: 0b001, 2: 0b10}
    assert plainest(program, False) is None
    assert plain_situations(program, False, 3) == []


def test_nobody_is_in_danger(tmp_path: Path) -> None:
    checked = worlds.check_hilltop(worlds.tiny_world(tmp_path))
    program = checked.wizards["should-i-post"].program
    assert calm(program) == {0: 1}
    assert calm(worlds.tiny_program({"a": ("one", 2)}, [])) == {}


@two_schools
def test_the_counts_of_a_school_fit_each_other(school: str) -> None:
    policy = load(SOURCE, school).policy
    assert policy is not None
    for name in policy.wizards:
        program = compile_wizard(policy, name)
        for mode in MODES:
            whole = Explorer(program, mode).statistics()
            walked = walk(program, mode, {})
            assert walked.questions_mean == pytest.approx(whole.questions_mean)
            settled: Counter[int] = Counter()
            for step in walked.steps:
                settled.update(step.settled)
            assert settled == {v: n for v, n in whole.verdicts.items() if n}


# The report


def tiny_report(tmp_path: Path, files: dict[str, str] | None = None) -> dict[str, Any]:
    checked = worlds.check_hilltop(worlds.tiny_world(tmp_path, files))
    proven = checked.wizards["should-i-post"]
    return counts(proven.program, proven.proof, checked.policy)


MORE = """\
id: more
title: More
clauses:
  - id: be-kind
    kind: info
    binds: [parents]
    title: Be kind
    text: Be kind.
    from: {hilltop-03: be kind}
  - id: name-with-care
    kind: info
    binds: [parents]
    title: Name with care
    text: Name people with care.
    from: {hilltop-03: name with care}
    wizard:
      - {when: {names: child}, verdict: ok}
"""


def test_a_report(tmp_path: Path) -> None:
    result = tiny_report(tmp_path, {"schools/hilltop/sections/20-more.yml": MORE})
    json.dumps(result)
    assert result == {
        "situations": 8,
        "rules": 3,
        "calm": {"situations": 4},
        "modes": {
            "verdict": {
                "states": 5,
                "questions-mean": 1.5,
                "questions-max": 2,
                "verdicts": {"ok": 2, "stop": 2, "help": 4},
                "questions-mean-calm": 2.0,
            },
            "grounds": {
                "states": 5,
                "questions-mean": 1.5,
                "questions-max": 2,
                "verdicts": {"ok": 2, "stop": 2, "help": 4},
                "questions-mean-calm": 2.0,
            },
        },
        "longest": "nobody is in danger; it names nobody",
        "plain": {},
        "otherwise": {
            "verdict": "ok",
            "situations": 2,
            "plainest": [
                "nobody is in danger; it names nobody",
                "nobody is in danger; it names an adult",
            ],
        },
        "rules-never-deciding": ["name-with-care"],
        "clauses-never-used": ["be-kind"],
    }
    assert describe(result).splitlines() == [
        "8 situations, 3 rules",
        "nobody is in danger in 4 of them",
        "verdict mode: 5 merged states; questions: 1.50 on average, 2.00 where nobody is in "
        "danger, 2 at most",
        "grounds mode: 5 merged states; questions: 1.50 on average, 2.00 where nobody is in "
        "danger, 2 at most",
        "the longest way: nobody is in danger; it names nobody",
        "ok: 2 (25.00%)",
        "stop: 2 (25.00%)",
        "help: 4 (50.00%)",
        "no rule speaks of 2 situations, which get ok; the plainest:",
        "  - nobody is in danger; it names nobody",
        "  - nobody is in danger; it names an adult",
        "rules that never decide, as a worse one always holds too: name-with-care",
    ]
    assert describe_unused({"a": result}) == "1 clauses that no wizard uses: be-kind"
    other = {**result, "clauses-never-used": ["name-with-care"]}
    assert describe_unused({"a": result, "b": other}) == ""


def test_a_report_without_danger_and_where_a_rule_speaks_of_everything() -> None:
    rules: brute.Rules = [({"a": "o1"}, 1), ({"a": "o0"}, 0)]
    program = worlds.tiny_program({"a": ("one", 2)}, rules, verdicts=2)
    policy: Any = load(SOURCE, "clapgate").policy
    result = counts(program, prove(program, policy), policy)
    assert "calm" not in result
    text = describe(result)
    assert "a rule speaks of every situation" in text
    assert "danger" not in text
