"""Why a verdict: which rules held, which were open and could not matter, which did not apply."""

from __future__ import annotations

from pathlib import Path

import brute
import pytest
import worlds
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from test_properties import EVERY, some_answers, wizards

from generator import cli
from generator.wizard.explain import AnswerError, Explanation, explain, read_answers
from generator.wizard.program import BoundRule

FACTS: brute.Facts = {"a": ("one", 2), "b": ("one", 3), "c": ("many", 3)}
PROGRAM = worlds.tiny_program(
    FACTS,
    [
        ({"a": "o1"}, 1),
        ({"a": "o0", "b": "o1"}, 2),
        ({"b": "o2", "c": "o0"}, 2),
        ({"c": "o1"}, 1),
        ({"not": {"a": "o1"}}, 2),
        ({"not": {"b": ["o0", "o1", "o2"]}}, 2),
    ],
)


def lines(rules: tuple[tuple[BoundRule, str], ...]) -> dict[str, str]:
    return {rule.name: why for rule, why in rules}


def explained(text: str) -> Explanation:
    return explain(PROGRAM, read_answers(PROGRAM, text))


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("", {}),
        ("a=o1", {0: 0b10}),
        ("b=o2 a=o0", {1: 0b100, 0: 0b01}),
        ("c=o0+o1", {2: 0b011}),
        ("c=none", {2: 0b100}),
        ("  a=o0\n\tc=o1 ", {0: 0b01, 2: 0b010}),
        ("a=o0 a=o1", {0: 0b10}),
    ],
)
def test_answers_are_read(text: str, answers: dict[int, int]) -> None:
    assert read_answers(PROGRAM, text) == answers


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("d=o1", 'no question asks for "d"; known: a, b, c'),
        ("a", '"" is no answer for "a"; known: o0, o1'),
        ("a=", '"" is no answer for "a"; known: o0, o1'),
        ("=o1", 'no question asks for ""; known: a, b, c'),
        ("a=o2", '"o2" is no answer for "a"; known: o0, o1'),
        ("a=o0+o1", '"o0+o1" is no answer for "a"; known: o0, o1'),
        ("c=o0+none", '"o0+none" is no answer for "c"; known: o0, o1, none'),
        ("c=o0+o0", '"o0+o0" is no answer for "c"; known: o0, o1, none'),
        ("c=o0+", '"o0+" is no answer for "c"; known: o0, o1, none'),
    ],
)
def test_answers_that_cannot_be(text: str, message: str) -> None:
    with pytest.raises(AnswerError) as raised:
        read_answers(PROGRAM, text)
    assert str(raised.value) == message


def test_what_held_what_did_not_and_what_was_left_open() -> None:
    result = explained("a=o1")
    assert (result.verdict, result.situation) == ("V1", "a is o1")
    assert lines(result.held) == {"r0": "because a is o1"}
    assert lines(result.open) == {
        "r2": "still to be asked: b is o2, and c is o0",
        "r3": "not asked, as it cannot make the verdict more severe: c is o1",
    }
    assert lines(result.failed) == {
        "r1": "because a is o1",
        "r4": "because a is o1",
        "r5": "because it never applies",
    }


def test_where_the_worst_verdict_is_reached_nothing_open_matters() -> None:
    result = explained("a=o0 b=o1")
    assert result.verdict == "V2"
    assert set(lines(result.held)) == {"r1", "r4"}
    assert lines(result.open) == {
        "r3": "not asked, as it cannot make the verdict more severe: c is o1"
    }
    assert lines(result.failed)["r2"] == "because b is o1"


@pytest.mark.parametrize(
    ("text", "basis", "settled"),
    [
        ("", "school-rule", False),
        ("a=o1", "school-rule", True),
        ("a=o1", "law", False),  # its ground is still to be asked about
        ("a=o1 b=o1", "law", True),
        ("a=o0", "law", False),
    ],
)
def test_settled(text: str, basis: str, settled: bool) -> None:
    rules: brute.Rules = [({"a": "o1"}, 2), ({"b": "o1"}, 1)]
    program = worlds.compile_tiny(brute.Wizard(FACTS, rules, bases={1: basis}))
    result = explain(program, read_answers(program, text))
    assert result.settled is settled
    said = [why.partition(":")[0] for _, why in result.open]
    assert ("still to be asked" in said) is not settled


def test_a_guide_asks_about_what_cannot_make_it_worse_and_nothing_more_where_help_is_needed() -> (
    None
):
    rules: brute.Rules = [({"a": "o1"}, 3), ({"b": "o1"}, 2), ({"c": "o0"}, 1)]
    program = worlds.compile_tiny(brute.Wizard(FACTS, rules, kind="guide", bases={2: "law"}))
    calm = explain(program, read_answers(program, "a=o0 b=o1"))
    assert lines(calm.open) == {"r2": "still to be asked: c is o0"}
    helped = explain(program, read_answers(program, "a=o1"))
    assert all(why.startswith("not asked") for why in lines(helped.open).values())
    assert (len(helped.open), helped.settled, calm.settled) == (2, True, False)


def test_before_the_first_answer() -> None:
    result = explain(PROGRAM, {})
    assert (result.verdict, result.situation) == ("V0", "any post")
    assert result.held == ()
    assert set(lines(result.failed)) == {"r5"}
    assert all(why.startswith("still to be asked: ") for why in lines(result.open).values())


@given(wizard=wizards(EVERY), data=st.data())
def test_every_rule_is_explained_once_and_truly(wizard: brute.Wizard, data: st.DataObject) -> None:
    program = worlds.compile_tiny(wizard)
    known = some_answers(wizard, data)
    result = explain(program, brute.bits(program, known))
    found = [rule.name for rule, _ in (*result.held, *result.open, *result.failed)]
    assert sorted(found) == sorted(rule.name for rule in program.rules)
    numbers = {rule.name: number for number, rule in enumerate(program.rules)}
    for group, truth in ((result.held, True), (result.failed, False)):
        for rule, why in group:
            when = wizard.weighed[numbers[rule.name]][0]
            assert brute.status(wizard, when, known) is truth
            assert why.startswith("because ")
    asked = brute.worth_asking(wizard, known, wizard.mode)
    for rule, why in result.open:
        number = numbers[rule.name]
        assert brute.facts_left(wizard, wizard.weighed[number][0], known)
        assert why.startswith("still to be asked") == (number in asked)
    assert result.settled == (brute.next_question(wizard, known, wizard.mode) is None)


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worlds.tiny_world(tmp_path)
    monkeypatch.chdir(tmp_path)

    def run(answers: str) -> tuple[int, str]:
        command = ["explain", "hilltop", "--answers", answers]
        result = CliRunner().invoke(cli.main, command)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.output

    assert run("danger=no names=child") == (
        0,
        "nobody is in danger; it names a child\n"
        "=> Stop\n"
        "  applies  name-no-child [stop] because it names a child\n"
        "  no       get-help [help] because nobody is in danger\n",
    )
    code, output = run("dangr=no")
    assert code == 2
    assert 'no question asks for "dangr"; known: danger, names' in output
