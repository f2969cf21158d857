"""Rules, verdicts, questions, exploring and wording, on tiny wizards."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import brute
import pytest
import worlds

from generator.model.base import ConditionError
from generator.model.wizard import All, AnyOf, Is, Not, read_condition
from generator.source.load import load, schools
from generator.wizard.checklist import checklist
from generator.wizard.conditions import Compiled, all_of, any_of, assume, facts_in, negate, residual
from generator.wizard.evaluate import (
    Mode,
    changes,
    evaluate,
    named,
    next_question,
    on_path,
    pending,
)
from generator.wizard.explore import Explorer, TooLargeError, find_answers
from generator.wizard.export import export
from generator.wizard.program import Program, compile_condition, compile_wizard
from generator.wizard.prove import prove
from generator.wizard.words import answer, condition, lines, situation

SOURCE = Path(__file__).parent.parent / "policy_src"
MORE = "schools/hilltop/sections/20-more.yml"

MODES: tuple[Mode, ...] = ("verdict", "grounds", "complete")
A, B = (0, 0b01), (1, 0b10)


def more(*rules: str, binds: str = "parents", id: str = "more-rule") -> dict[str, str]:
    """One more clause, with rules."""
    return {
        MORE: "id: more\ntitle: More\nclauses:\n"
        f"  - id: {id}\n    kind: info\n    binds: [{binds}]\n"
        "    title: A rule\n    text: You may.\n    instead: Ask the office.\n"
        "    from: {hilltop-03: a rule}\n    wizard:\n"
        + "".join(f"      - {rule}\n" for rule in rules)
    }


def program_of(tmp_path: Path, files: dict[str, str] | None = None) -> Program:
    return worlds.check_hilltop(worlds.tiny_world(tmp_path, files)).wizards["should-i-post"].program


# Conditions


def options(value: Any) -> Any:
    """A condition without the places in the source."""
    match value:
        case Is(fact, options_):
            return fact, options_
        case Not(part):
            return "not", options(part)
        case All(parts):
            return "all", [options(part) for part in parts]
        case AnyOf(parts):
            return "any", [options(part) for part in parts]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ({"a": "x"}, ("a", ("x",))),
        ({"a": ["x", "y"]}, ("a", ("x", "y"))),
        ({"a": "x", "b": "y"}, ("all", [("a", ("x",)), ("b", ("y",))])),
        ({"any": [{"a": "x"}, {"b": "y"}]}, ("any", [("a", ("x",)), ("b", ("y",))])),
        ({"not": {"a": "x", "b": "y"}}, ("not", ("all", [("a", ("x",)), ("b", ("y",))]))),
        ({"all": [{"a": "x"}]}, ("all", [("a", ("x",))])),
    ],
)
def test_read_condition(written: Any, meant: Any) -> None:
    assert options(read_condition(written)) == meant


@pytest.mark.parametrize(
    "written",
    [None, "", "a", [], {}, ["a"], {"a": None}, {"a": []}, {"a": {"b": "c"}}, {"a": [["b"]]},
     {"any": {"a": "x"}}, {"all": []}, {"not": None}, {"not": {}}, {"any": ["a"]}],
)  # fmt: skip
def test_what_is_no_condition(written: Any) -> None:
    with pytest.raises(ConditionError):
        read_condition(written)


@pytest.mark.parametrize(
    ("given", "simplified"),
    [
        (all_of([]), True),
        (any_of([]), False),
        (all_of([True, A]), A),
        (all_of([False, A]), False),
        (any_of([False, A]), A),
        (any_of([True, A]), True),
        (all_of([A, A]), A),
        (all_of([all_of([A, B]), A]), ("all", A, B)),
        (any_of([A, any_of([B, A])]), ("any", A, B)),
        (negate(negate(A)), A),
        (negate(True), False),
        (negate(all_of([A, B])), ("not", ("all", A, B))),
    ],
)
def test_simplified(given: Compiled, simplified: Compiled) -> None:
    assert given == simplified


@pytest.mark.parametrize(
    ("given", "answers", "left"),
    [
        (A, {}, A),
        (A, {0: 0b01}, True),
        (A, {0: 0b10}, False),
        (A, {0: 0b11}, True),
        (A, {1: 0b10}, A),
        (("all", A, B), {0: 0b01}, B),
        (("all", A, B), {0: 0b10}, False),
        (("any", A, B), {0: 0b01}, True),
        (("any", A, B), {0: 0b10}, B),
        (("not", A), {0: 0b10}, True),
        (("not", ("any", A, B)), {0: 0b10}, ("not", B)),
        (("all", ("any", A, B), ("not", A)), {0: 0b10}, B),
    ],
)
def test_what_is_left(given: Compiled, answers: dict[int, int], left: Compiled) -> None:
    """Three values: decided true, decided false, or what is left to know."""
    assert residual(given, answers) == left


def test_the_order_of_answers_does_not_matter() -> None:
    whole = ("any", ("all", A, B), ("not", ("any", A, (2, 0b1))))
    assert residual(whole, {0: 1, 1: 2, 2: 2}) == residual(whole, {2: 2, 1: 2, 0: 1})
    assert facts_in(whole) == {0, 1, 2}
    assert assume(True, 0, 1) is True


# Facts and answers


def test_answers() -> None:
    program = worlds.tiny_program({"one": ("one", 3), "many": ("many", 3)}, [])
    assert program.facts[0].answers == (0b001, 0b010, 0b100)
    assert [asked.ways for asked in program.facts] == [3, 4]
    assert program.facts[1].answers == (0b100, 0b001, 0b010, 0b011)  # "none" is tried first
    assert program.situations == 12
    assert program.facts[1].mask(["o0", "o1", "unknown"]) == 0b011
    assert program.facts[1].chosen(0b011) == ["o0", "o1"]
    assert program.facts[0].split([0b010]) == [(0b001, 2), (0b010, 1)]
    assert program.facts[1].split([0b001]) == [(0b100, 2), (0b001, 2)]
    assert program.facts[1].split([0b011]) == [(0b100, 1), (0b001, 3)]
    assert program.facts[1].split([]) == [(0b100, 4)]
    assert program.index("many") == 1
    with pytest.raises(KeyError):
        program.index("unknown")


# Evaluate

FACTS: brute.Facts = {"a": ("one", 2), "b": ("one", 2), "c": ("many", 3)}


def test_the_most_severe_true_rule_wins_and_all_are_cited() -> None:
    program = worlds.tiny_program(
        FACTS, [({"a": "o1"}, 1), ({"b": "o1"}, 2), ({"c": "o0"}, 1), ({"a": "o0"}, 2)]
    )
    outcome = evaluate(program, {0: 0b10, 1: 0b10})
    assert (outcome.verdict, outcome.true, outcome.undecided) == (2, (0, 1), (2,))
    assert evaluate(program, {}).verdict == 0


def test_no_rule_gives_otherwise_and_none_is_milder_than_it() -> None:
    program = worlds.tiny_program(FACTS, [({"a": "o1"}, 0)], otherwise=1)
    assert evaluate(program, {0: 0b10}).verdict == 1
    assert evaluate(program, {0: 0b01}).verdict == 1
    assert next_question(program, {}, "grounds") is None


def test_questions_stop_when_nothing_can_be_more_severe() -> None:
    rules: brute.Rules = [({"b": "o1"}, 2), ({"c": "o0"}, 1), ({"a": "o1"}, 1)]
    program = worlds.tiny_program(FACTS, rules, verdicts=4)
    for mode in MODES:
        assert next_question(program, {}, mode) == 0
        assert next_question(program, {0: 0b10}, mode) == 1
        assert next_question(program, {0: 0b10, 1: 0b01}, mode) == (
            2 if mode == "complete" else None
        )
        assert next_question(program, {0: 0b01, 1: 0b01}, mode) == 2
    assert next_question(program, {0: 0b10, 1: 0b10}, "complete") == 2
    assert pending(program, {0: 0b10, 1: 0b10}, "verdict") == []


@pytest.mark.parametrize("basis", ["law", "safety", "school-rule", "good-practice"])
def test_a_ground_of_law_or_safety_is_asked_about_even_where_it_cannot_make_it_worse(
    basis: str,
) -> None:
    rules: brute.Rules = [({"a": "o1"}, 2), ({"b": "o1"}, 1)]
    program = worlds.compile_tiny(brute.Wizard(FACTS, rules, bases={1: basis}))
    grave = basis in ("law", "safety")
    assert next_question(program, {0: 0b10}, "grounds") == (1 if grave else None)
    assert next_question(program, {0: 0b10}, "verdict") is None
    assert [rule.grave for rule in program.rules] == [False, grave]


def test_a_serious_box_is_asked_about_whatever_its_rule_rests_on() -> None:
    rules: brute.Rules = [({"a": "o1"}, 2), ({"c": "o0"}, 1), ({"b": "o1"}, 1)]
    program = worlds.compile_tiny(brute.Wizard(FACTS, rules, serious=frozenset({"c"})))
    assert [rule.grave for rule in program.rules] == [False, True, False]
    assert next_question(program, {0: 0b10}, "grounds") == 2


@pytest.mark.parametrize("mode", ["verdict", "grounds", "complete"])
def test_somebody_who_needs_help_is_asked_nothing_more(mode: Mode) -> None:
    """Not for a ground of the law, nor for a person, nor in a guide."""
    rules: brute.Rules = [({"a": "o1"}, 3), ({"b": "o1"}, 2), ({"c": "o0"}, 1)]
    routes = [({"b": "o0"}, "ann", 2)]
    wizard = brute.Wizard(FACTS, rules, bases={1: "law", 2: "safety"}, routes=routes)
    program = worlds.compile_tiny(wizard)
    assert next_question(program, {0: 0b10}, mode) is None
    assert next_question(program, {0: 0b01}, mode) == 1
    assert on_path(program, {0: 0b10, 1: 0b10, 2: 0b001}, mode) == {0: 0b10}


def test_answers_off_the_path_do_not_count() -> None:
    program = worlds.tiny_program(FACTS, [({"a": "o1"}, 2), ({"a": "o0", "b": "o1"}, 1)])
    everything = {0: 0b10, 1: 0b10, 2: 0b001}
    assert on_path(program, everything) == {0: 0b10}
    assert on_path(program, {**everything, 0: 0b01}) == {0: 0b01, 1: 0b10}
    assert on_path(program, {1: 0b10}) == {}


def test_a_guide_asks_until_every_rule_is_decided() -> None:
    rules: brute.Rules = [({"a": "o1"}, 1), ({"b": "o1"}, 2), ({"c": "o0"}, 1)]
    everything = {0: 0b10, 1: 0b10, 2: 0b001}
    for kind, path in (("verdict", {0: 0b10, 1: 0b10}), ("guide", everything)):
        program = worlds.compile_tiny(brute.Wizard(FACTS, rules, kind=kind))
        assert on_path(program, everything) == path


# Questions with a condition


ASKED = brute.Wizard(
    FACTS,
    [({"b": "o1"}, 1), ({"not": {"b": "o1"}, "c": "none"}, 2), ({"b": ["o0", "o1"]}, 1)],
    guards={"b": {"a": "o1"}, "c": {"b": "o0"}},
)


def test_what_is_not_asked_is_not_so() -> None:
    """Every test of it is false, also of "none" and of every option; and its denial is true."""
    program = worlds.compile_tiny(ASKED)
    everything = {0: 0b01, 1: 0b10, 2: 0b100}
    assert evaluate(program, everything).true == ()
    assert on_path(program, everything) == {0: 0b01}
    assert evaluate(program, {**everything, 0: 0b10}).true == (0, 2)
    assert evaluate(program, {0: 0b10, 1: 0b01, 2: 0b100}).true == (1, 2)
    assert evaluate(program, {0: 0b10, 1: 0b01, 2: 0b001}).true == (2,)


def test_a_question_with_a_condition_is_asked_only_where_that_is_true() -> None:
    program = worlds.compile_tiny(ASKED)
    assert next_question(program, {}, "complete") == 0
    assert next_question(program, {0: 0b01}, "complete") is None
    assert next_question(program, {0: 0b10}, "complete") == 1
    assert next_question(program, {0: 0b10, 1: 0b10}, "complete") is None
    assert next_question(program, {0: 0b10, 1: 0b01}, "complete") == 2
    # An answer to a question does not count until it is known whether that is asked.
    assert next_question(program, {1: 0b10, 2: 0b100}, "complete") == 0
    assert evaluate(program, {1: 0b10}).undecided == (0, 2)


def test_none_is_true_where_no_box_is_ticked() -> None:
    """Boxes are walked one by one: a test of "none" is one of all the others."""
    rules: brute.Rules = [({"c": "none"}, 1), ({"c": ["o0", "none"]}, 2)]
    program = worlds.tiny_program(FACTS, rules, verdicts=4)
    assert program.rules[0].when == ("not", (2, 0b011))
    assert program.rules[1].when == ("any", (2, 0b001), ("not", (2, 0b011)))
    assert [program.rules[i].told for i in (0, 1)] == [(2, 0b100), (2, 0b101)]
    answers = {0b100: (0, 1), 0b001: (1,), 0b010: (), 0b011: (1,)}
    assert {a: evaluate(program, {2: a}).true for a in answers} == answers


# Whom it names, what it says, what would change it


PEOPLE = brute.Wizard(
    FACTS,
    [({"a": "o1"}, 1), ({"b": "o1"}, 2), ({"c": "o1"}, 3)],
    channels={0: "ann", 1: "bob", 2: "eve"},
    routes=[({"c": "o0"}, "near", 0), ({"b": "o1"}, "far", 2), ({"a": "o0", "b": "o1"}, "away", 2)],
)


@pytest.mark.parametrize(
    ("answers", "people"),
    [
        ({0: 0b10, 1: 0b01, 2: 0b100}, ["ann"]),  # no route: the rule's own
        ({0: 0b10, 1: 0b01, 2: 0b001}, ["near"]),  # a route comes before the rule's
        ({0: 0b10, 1: 0b10, 2: 0b001}, ["far"]),  # the furthest of two
        ({0: 0b01, 1: 0b10, 2: 0b001}, ["far", "away"]),  # two that go as far
        ({0: 0b01, 1: 0b10, 2: 0b011}, ["eve"]),  # who needs help: the rule's alone
        ({0: 0b01, 1: 0b01, 2: 0b100}, []),
    ],
)
def test_whom_a_result_names(answers: dict[int, int], people: list[str]) -> None:
    program = worlds.compile_tiny(PEOPLE)
    assert [channel.id for channel in named(program, answers)] == people


@pytest.mark.parametrize(
    ("offered", "people"),
    [(True, ["near"]), (False, []), ({"b": "o0"}, ["near"]), ({"b": "o1"}, [])],
)
def test_whoever_may_go_ahead_is_sent_to_somebody_only_where_a_message_is_offered(
    offered: bool | brute.When, people: list[str]
) -> None:
    program = worlds.compile_tiny(replace(PEOPLE, offered=offered))
    calm = {0: 0b01, 1: 0b01, 2: 0b001}
    assert [channel.id for channel in named(program, calm)] == people
    assert [channel.id for channel in named(program, {**calm, 0: 0b10})] == ["near"]


def test_a_route_that_goes_further_is_asked_about_and_another_is_not() -> None:
    wizard = brute.Wizard(
        {"a": ("one", 2), "b": ("one", 2), "c": ("one", 2)},
        routes=[({"a": "o1"}, "first", 1), ({"b": "o1"}, "as-far", 1), ({"c": "o1"}, "further", 2)],
    )
    program = worlds.compile_tiny(wizard)
    assert next_question(program, {0: 0b10}, "grounds") == 2
    assert next_question(program, {0: 0b01}, "grounds") == 1
    assert next_question(program, {0: 0b01}, "verdict") is None
    assert next_question(program, {2: 0b10}, "grounds") is None


def test_in_a_finder_the_routes_are_rules() -> None:
    wizard = brute.Wizard(
        FACTS,
        [({"a": "o1"}, 3)],
        kind="finder",
        routes=[({"b": "o0"}, "near", 0), ({"b": "o1"}, "far", 2)],
    )
    program = worlds.compile_tiny(wizard)
    assert program.routes == ()
    assert [(r.verdict, r.channel and r.channel.id, r.grave) for r in program.rules] == [
        (3, None, False),
        (0, "near", False),
        (2, "far", False),
    ]
    assert [c.id for c in named(program, {0: 0b01, 1: 0b10})] == ["far"]
    assert on_path(program, {0: 0b01, 1: 0b10, 2: 0b1}) == {0: 0b01, 1: 0b10}


def test_the_first_sentence_that_fits_is_said() -> None:
    wizard = brute.Wizard(
        FACTS,
        leads=[(0, {"a": "o1"}), (1, {"a": "o0"}), (0, {"not": {"b": "o1"}}), (0, {"a": "o0"})],
        guards={"b": {"a": "o0"}},
    )
    program = worlds.compile_tiny(wizard)
    said = {
        answers: program.lead(0, dict(answers))
        for answers in (
            ((0, 0b10),),
            ((0, 0b01), (1, 0b01)),
            ((0, 0b01), (1, 0b10)),
            ((0, 0b01),),
            (),
        )
    }
    assert said == {
        ((0, 0b10),): ("V0", "lead 0"),
        ((0, 0b01), (1, 0b01)): ("V0", "lead 2"),
        ((0, 0b01), (1, 0b10)): ("V0", "lead 3"),
        ((0, 0b01),): ("V0", "lead 3"),  # what is not known yet is not said
        (): ("V0", "L0"),
    }


def test_a_sentence_may_have_a_heading_of_its_own(tmp_path: Path) -> None:
    wizard = "common/wizards/should-i-post.yml"
    leads = "leads: [{when: {names: adult}, title: Lovely, lead: Well said.}], summary: Go ahead if"
    text = worlds.FILES[wizard].replace("summary: Go ahead if", leads)
    program = program_of(tmp_path, {wizard: text})
    assert program.lead(0, {1: 0b010}) == ("Lovely", "Well said.")
    assert program.lead(0, {1: 0b100}) == ("Go ahead", "It is fine.")


MENDED = brute.Wizard(
    {"a": ("one", 3), "b": ("many", 4), "c": ("one", 2)},
    [({"b": "o0"}, 2), ({"b": ["o1", "o2"]}, 2), ({"a": "o1"}, 1), ({"c": "o1", "a": "o2"}, 2)],
    mends=frozenset({("b", "o0"), ("b", "o1"), ("a", "o0"), ("a", "o2")}),
)


@pytest.mark.parametrize(
    ("answers", "offered"),
    [
        ({0: 0b001, 1: 0b0001}, [("mend b o0",)]),
        ({0: 0b001, 1: 0b0011}, [("mend b o0", "mend b o1")]),  # neither alone is enough
        ({0: 0b001, 1: 0b0101}, []),  # o2 has no good act
        ({0: 0b010, 1: 0b1000}, [("mend a o0",)]),  # a: o2 is worse where c is o1, and c is open
        ({0: 0b010, 1: 0b1000, 2: 0b01}, [("mend a o0",), ("mend a o2",)]),
        ({0: 0b001, 1: 0b1000}, []),
    ],
)
def test_what_would_change_a_result(
    answers: dict[int, int], offered: list[tuple[str, ...]]
) -> None:
    assert [change.acts for change in changes(worlds.compile_tiny(MENDED), answers)] == offered


def test_what_was_answered_where_it_is_then_not_asked_does_not_count_after_a_change() -> None:
    wizard = brute.Wizard(
        {"a": ("one", 2), "b": ("one", 2)},
        [({"a": "o1", "b": "o1"}, 1)],
        guards={"b": {"a": "o1"}},
        mends=frozenset({("a", "o0")}),
    )
    (change,) = changes(worlds.compile_tiny(wizard), {0: 0b10, 1: 0b10})
    assert (change.acts, change.answers, change.verdict) == (("mend a o0",), {0: 0b01}, 0)


def test_nothing_is_changed_where_somebody_needs_help() -> None:
    wizard = brute.Wizard(FACTS, [({"c": "o0"}, 3)], mends=frozenset({("c", "o0")}))
    assert changes(worlds.compile_tiny(wizard), {2: 0b001}) == []


# Unless, and who is asking


def test_unless_switches_a_rule_off(tmp_path: Path) -> None:
    files = more(
        "{id: adult-named, when: {names: adult}, verdict: stop, unless: danger-now}",
        "{id: danger-now, when: {danger: 'yes', names: adult}, verdict: stop}",
    )
    program = program_of(tmp_path, files)
    names = {rule.name: i for i, rule in enumerate(program.rules)}
    adult = {program.index("names"): program.facts[program.index("names")].mask(["adult"])}
    calm, danger = {0: 0b01, **adult}, {0: 0b10, **adult}
    assert names["adult-named"] in evaluate(program, calm).true
    assert names["adult-named"] not in evaluate(program, danger).true
    assert names["danger-now"] in evaluate(program, danger).true
    assert names["adult-named"] in evaluate(program, adult).undecided


def test_unless_may_name_a_rule_that_has_its_own_unless(tmp_path: Path) -> None:
    files = more(
        "{id: first-rule, when: {names: adult}, verdict: stop, unless: second-rule}",
        "{id: second-rule, when: {names: [adult, child]}, verdict: ok, unless: third-rule}",
        "{id: third-rule, when: {danger: 'yes'}, verdict: help}",
    )
    source = worlds.tiny_world(tmp_path, files)
    policy = load(source, "hilltop").policy
    assert policy is not None
    program = compile_wizard(policy)
    first = next(i for i, rule in enumerate(program.rules) if rule.name == "first-rule")
    adult = program.facts[1].mask(["adult"])
    assert first not in evaluate(program, {0: 0b01, 1: adult}).true
    assert first in evaluate(program, {0: 0b10, 1: adult}).true


def test_a_school_that_binds_one_audience_never_asks_who_it_is(tmp_path: Path) -> None:
    assert [a.fact.id for a in program_of(tmp_path).facts] == ["danger", "names"]


def test_who_is_asking_decides_which_rules_hold(tmp_path: Path) -> None:
    program = program_of(tmp_path, more("{when: {names: adult}, verdict: stop}", binds="staff"))
    assert [a.fact.id for a in program.facts] == ["danger", "role", "names"]
    rule = next(i for i, rule in enumerate(program.rules) if rule.name == "more-rule")
    adult = program.facts[2].mask(["adult"])
    assert rule not in evaluate(program, {0: 1, 1: 0b01, 2: adult}).true
    assert rule in evaluate(program, {0: 1, 1: 0b10, 2: adult}).true


def test_a_rule_for_everyone_asks_nobody_who_they_are(tmp_path: Path) -> None:
    program = program_of(tmp_path, more("{when: {names: adult}, verdict: stop}", binds="everyone"))
    assert [a.fact.id for a in program.facts] == ["danger", "names"]


def test_rules_that_do_not_tell_audiences_apart_ask_nobody(tmp_path: Path) -> None:
    rules = worlds.FILES["schools/hilltop/sections/10-rules.yml"]
    provisions = worlds.FILES["schools/hilltop/provisions.yml"]
    both = {
        "schools/hilltop/sections/10-rules.yml": rules.replace("[parents]", "[parents, staff]"),
        "schools/hilltop/provisions.yml": provisions.replace("[parents]", "[parents, staff]"),
    }
    assert [a.fact.id for a in program_of(tmp_path, both).facts] == ["danger", "names"]


@pytest.mark.parametrize(("binds", "holds"), [("parents", True), ("staff", False)])
def test_where_one_audience_is_here_a_condition_on_it_is_decided(
    binds: str, holds: bool, tmp_path: Path
) -> None:
    files = more(f"{{when: {{role: {binds}, names: adult}}, verdict: stop}}")
    policy = load(worlds.tiny_world(tmp_path, files), "hilltop").policy
    assert policy is not None
    rule = next(r for r in compile_wizard(policy).rules if r.name == "more-rule")
    assert (rule.when is not False) is holds


FINDER = """\
id: who-to-ask
title: Whom do I ask?
kind: finder
intro: Answer a question.
facts:
  - id: matter
    kind: one
    options:
      - {id: lesson, label: A lesson, words: it is about a lesson}
      - {id: danger, label: Danger, words: somebody is in danger}
questions:
  - {fact: matter, ask: What is it about?, error: Choose an answer}
verdicts:
  - {id: ask, title: Ask, lead: We listen., summary: Ask}
  - {id: help, title: Get help, lead: We can help., summary: Get help if}
otherwise: ask
max-questions: 1
"""


@pytest.mark.parametrize(
    ("binds", "asked", "is_for"),
    [
        ("[parents]", False, {"staff": False, "parents": True, "[parents, staff]": True}),
        # Both are here and no rule tells them apart: nothing is so of everybody.
        ("[parents, staff]", False, {"staff": False, "parents": False, "[parents, staff]": True}),
        ("[staff]", True, {"staff": None, "parents": None, "[parents, staff]": True}),
    ],
)
def test_what_is_for_one_audience_is_for_nobody_where_nobody_is_asked_who_they_are(
    binds: str, asked: bool, is_for: dict[str, bool | None], tmp_path: Path
) -> None:
    """Of a rule, a route, a sentence and what the browser gets alike."""
    rules, wizard = "schools/hilltop/sections/10-rules.yml", "common/wizards/should-i-post.yml"
    for who, so in is_for.items():
        route = f"routes: [{{in: should-i-post, when: {{role: {who}}}, step: ask}}]"
        lead = f"leads: [{{when: {{role: {who}}}, lead: Yours.}}]"
        files = {
            rules: worlds.FILES[rules].replace("[parents]", binds),
            "common/wizards/who-to-ask.yml": FINDER,
            wizard: worlds.FILES[wizard].replace("summary: Go ahead if", f"{lead}, summary: Go if"),
            "schools/hilltop/channels.yml": worlds.FILES["schools/hilltop/channels.yml"].replace(
                "text: Ask here.", f"text: Ask here., {route}"
            ),
        }
        policy = load(worlds.tiny_world(tmp_path, files), "hilltop").policy
        assert policy is not None
        program = compile_wizard(policy)
        assert ("role" in [a.fact.id for a in program.facts]) is asked
        (route_when,) = [r.when for r in program.routes]
        ((lead_when, _),) = program.leads[0]
        for when in (route_when, lead_when, compile_condition(program, read_condition({
            "role": who.strip("[]").split(", ")
        }))):  # fmt: skip
            assert (when if isinstance(when, bool) else None) is so
        data = json.loads(export(program, policy, root="../"))
        shown = data["verdicts"][0]["leads"][0]["when"]
        assert shown == {True: {"all": []}, False: {"any": []}}.get(
            so, [1, 2 if who == "staff" else 1]
        )


def test_a_rule_for_everybody_who_is_asked_holds_where_nobody_is_asked(tmp_path: Path) -> None:
    """A clause that binds each audience is not silent where the question is left out."""
    wizard, rules = "common/wizards/should-i-post.yml", "schools/hilltop/sections/10-rules.yml"
    who, names = "  - {fact: role, ask: Who are you?", "  - {fact: names, ask: Whom does it name?"
    end = ", error: Choose an answer}\n"
    text = worlds.FILES[wizard].replace(who + end, "")
    text = text.replace("verdicts:", f"{who}, when: {{names: adult}}{end}verdicts:")
    files = {
        wizard: text,
        rules: worlds.FILES[rules].replace("[parents]", "[parents, staff]"),
        **more("{when: {names: adult}, verdict: stop}", binds="staff"),
    }
    assert names in text
    policy = load(worlds.tiny_world(tmp_path, files), "hilltop").policy
    assert policy is not None
    program = compile_wizard(policy)
    assert [a.fact.id for a in program.facts] == ["danger", "names", "role"]
    assert program.rules[0].when == (1, 0b001)
    assert program.rules[1].when == ("all", (1, 0b010), (2, 0b10))


def test_names_of_rules(tmp_path: Path) -> None:
    files = more(
        "{when: {names: adult}, verdict: stop}",
        "{when: {danger: 'yes', names: none}, verdict: stop}",
    )
    names = [rule.name for rule in program_of(tmp_path, files).rules]
    assert names == ["name-no-child", "more-rule/1", "more-rule/2", "get-help"]
    assert [rule.own for rule in program_of(tmp_path, files).rules] == [True, True, True, False]


# Explore

WIZARDS: dict[str, tuple[brute.Facts, brute.Rules, int]] = {
    "no rule": (FACTS, [], 0),
    "one rule": (FACTS, [({"b": "o1"}, 2)], 0),
    "the last fact alone": (FACTS, [({"c": ["o0", "none"]}, 1)], 0),
    "three rules": (FACTS, [({"a": "o1"}, 2), ({"b": "o1", "c": "o0"}, 1), ({"c": "o1"}, 2)], 0),
    "a fact between that nobody needs": (FACTS, [({"a": "o1", "c": "o0"}, 1)], 0),
    "help first": (FACTS, [({"a": "o1"}, 3), ({"b": "o1"}, 1), ({"c": "o0"}, 2)], 0),
    "two rules of one condition": (FACTS, [({"b": "o1"}, 1), ({"b": "o1"}, 2)], 0),
    "a ground of one condition": (FACTS, [({"c": "o1"}, 1), ({"c": "o1"}, 1), ({"a": "o1"}, 2)], 0),
    "otherwise in the middle": (FACTS, [({"a": "o1"}, 0), ({"b": "o1"}, 2)], 1),
    "not and any": (
        FACTS,
        [
            ({"not": {"any": [{"a": "o1"}, {"c": "none"}]}}, 1),
            ({"any": [{"a": "o0"}, {"b": "o0"}]}, 2),
        ],
        0,
    ),
    "ticks": (
        {"t": ("many", 4), "u": ("many", 4)},
        [({"t": "o0", "u": "o1"}, 1), ({"t": ["o1", "o2"], "u": "none"}, 2)],
        0,
    ),
    "four levels": (
        {"a": ("ordered", 4), "b": ("one", 3), "c": ("one", 3)},
        [({"a": ["o1", "o2", "o3"]}, 1), ({"a": "o3", "b": "o1"}, 2), ({"c": "o2", "a": "o2"}, 3)],
        0,
    ),
}  # fmt: skip


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", WIZARDS)
def test_exploring_counts_what_walking_every_situation_counts(name: str, mode: Mode) -> None:
    routes = [({"a": "o0", "b": "o1"}, "ann", 1), ({"a": "o0", "b": "o1"}, "bob", 2)]
    wizard = brute.Wizard(
        *WIZARDS[name], bases={1: "law"}, routes=routes if "a" in WIZARDS[name][0] else []
    )
    program = worlds.compile_tiny(wizard)
    counted = Explorer(program, mode).statistics()
    walked = brute.statistics(wizard, mode)
    assert counted.situations == walked["situations"]
    assert counted.verdicts == walked["verdicts"]
    assert counted.questions_mean == pytest.approx(walked["mean"])
    assert counted.questions_max == walked["max"]
    assert {program.facts[i].fact.id for i in counted.asked} == walked["asked"]


def test_answers_that_leave_the_same_rules_lead_to_one_state() -> None:
    ten = {f"f{i}": ("one", 4) for i in range(10)}
    program = worlds.tiny_program(ten, [({f"f{i}": "o3"}, 1) for i in range(10)])
    counted = Explorer(program, "verdict").statistics()
    assert counted.situations == 4**10
    assert counted.states == 12  # one for each question, and two ends
    assert counted.verdicts == {0: 3**10, 1: 4**10 - 3**10}
    assert counted.questions_max == 10
    explorer = Explorer(program, "verdict")
    moves = explorer.moves(explorer.start(), 0)
    assert sorted(moves.values()) == [(1, 0b1000), (3, 0b0001)]


def test_boxes_are_walked_one_by_one() -> None:
    """Twenty boxes have a million answers, and two that matter."""
    rules: brute.Rules = [({"t": "o19"}, 1), ({"u": "o0", "t": "none"}, 2)]
    program = worlds.tiny_program({"t": ("many", 21), "u": ("one", 2)}, rules, verdicts=4)
    counted = Explorer(program, "verdict").statistics()
    assert counted.situations == 2**21
    assert counted.verdicts == {0: 2**20 - 1, 1: 2**20, 2: 1}
    assert find_answers(program, program.rules[0].when) == {0: 1 << 19}


def test_a_budget_of_states_is_kept() -> None:
    program = worlds.tiny_program({f"f{i}": ("one", 2) for i in range(8)}, [
        ({f"f{i}": "o1", f"f{(i + 4) % 8}": "o0"}, 1) for i in range(4)])  # fmt: skip
    with pytest.raises(TooLargeError):
        Explorer(program, "verdict", budget=5).statistics()


def test_remaining_is_the_most_questions_that_can_still_come() -> None:
    facts: brute.Facts = {"a": ("one", 2), "b": ("one", 2), "c": ("one", 2)}
    rules: brute.Rules = [({"a": "o1"}, 2), ({"a": "o0", "b": "o1", "c": "o1"}, 1)]
    explorer = Explorer(worlds.tiny_program(facts, rules), "verdict")
    start = explorer.start()
    assert explorer.remaining(start) == 3
    assert explorer.remaining(explorer.after(start, 0, 0b10)) == 0
    left = explorer.after(start, 0, 0b01)
    assert (explorer.question(left), explorer.remaining(left)) == (1, 2)
    assert explorer.remaining(explorer.after(left, 1, 0b01)) == 0


@pytest.mark.parametrize(
    ("when", "found"),
    [
        ({"a": "o1"}, {"a": {"o1"}}),
        ({"not": {"a": "o1"}}, {"a": {"o0"}}),
        ({"a": ["o0", "o1"]}, {}),
        ({"all": [{"a": "o0"}, {"a": "o1"}]}, None),
        ({"all": [{"c": "o0"}, {"c": "o1"}]}, {"c": {"o0", "o1"}}),
        ({"all": [{"c": "o0"}, {"c": "none"}]}, None),
        ({"not": {"c": "o0"}}, {"c": {"none"}}),
        ({"any": [{"b": "o1"}, {"a": "o1"}]}, {"a": {"o0"}, "b": {"o1"}}),
    ],
)
def test_find_answers(when: dict[str, Any], found: dict[str, set[str]] | None) -> None:
    program = worlds.tiny_program(FACTS, [(when, 1)])
    answers = find_answers(program, program.rules[0].when)
    assert (None if answers is None else {
        program.facts[i].fact.id: set(program.facts[i].chosen(given))
        for i, given in answers.items()
    }) == found  # fmt: skip


def test_counts_of_the_tiny_world(tmp_path: Path) -> None:
    checked = worlds.check_hilltop(worlds.tiny_world(tmp_path))
    counted = checked.wizards["should-i-post"].proof.counted
    assert counted is not None
    assert counted.verdicts == {0: 2, 1: 2, 2: 4}
    assert (counted.situations, counted.questions_max, counted.questions_mean) == (8, 2, 1.5)


def test_a_wizard_that_is_too_large_has_no_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = worlds.check_hilltop(worlds.tiny_world(tmp_path))
    monkeypatch.setattr("generator.wizard.prove.STATES", 1)
    proof = prove(checked.wizards["should-i-post"].program, checked.policy)
    assert (proof.counted, proof.longest, proof.plain) == (None, {}, ())
    assert [finding.code for finding in proof.findings] == ["WIZ011"]


# Words


def test_a_situation_in_words() -> None:
    program = worlds.tiny_program(FACTS, [])
    assert situation(program, {2: 0b011, 0: 0b10}) == "a is o1; c is o0 and c is o1"
    assert situation(program, {}) == "any post"
    assert answer(program.facts[2], 0b100) == "c is none"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({"a": "o1"}, "a is o1"),
        ({"c": ["o0", "o1"]}, "c is o0, or c is o1"),
        ({"a": "o1", "b": "o0"}, "a is o1, and b is o0"),
        ({"not": {"a": "o1"}}, "not: a is o1"),
        ({"c": ["o0", "o1"], "b": "o0"}, "c is o0, or c is o1; and b is o0"),
        ({"any": [{"a": "o1", "b": "o0"}, {"c": "o0"}]}, "a is o1, and b is o0; or c is o0"),
    ],
)
def test_a_condition_in_words(when: dict[str, Any], words: str) -> None:
    program = worlds.tiny_program(FACTS, [(when, 1)])
    assert condition(program, program.rules[0].when) == words


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ({"a": "o1"}, [("", "a is o1")]),
        ({"a": "o1", "c": ["o0", "o1"]}, [("", "a is o1"), ("and", "c is o0 or o1")]),
        (
            {"all": [{"not": {"a": "o1"}}, {"b": "o0"}, {"c": "o0"}]},
            [("", "b is o0"), ("and", "c is o0"), ("unless", "a is o1")],
        ),
    ],
)
def test_a_condition_as_lines(when: dict[str, Any], said: list[tuple[str, str]]) -> None:
    program = worlds.tiny_program(FACTS, [(when, 1)])
    assert list(lines(program, program.rules[0].when)) == said


def test_the_more_severe_end_of_an_ordered_fact_in_words(tmp_path: Path) -> None:
    wizard = "common/wizards/should-i-post.yml"
    words = "words: somebody is in danger}"
    text = worlds.FILES[wizard].replace(words, f"or-more: danger, {words}")
    assert text.count("or-more") == 1
    program = program_of(
        tmp_path, {wizard: text.replace("or-more: danger,", "or-more: danger or more,")}
    )
    assert condition(program, (0, 0b10)) == "danger or more"
    assert condition(program, (0, 0b01)) == "nobody is in danger"


def test_the_checklist(tmp_path: Path) -> None:
    groups = checklist(program_of(tmp_path))
    shown = [(g.verdict, g.summary, [(i.lines, i.clause and i.clause.id, i.channel and i.channel.id)
                                     for i in g.items]) for g in groups]  # fmt: skip
    assert shown == [
        ("help", "Get help if", [((("", "somebody is in danger"),), "get-help", None)]),
        ("stop", "Stop if", [((("", "it names a child"),), "name-no-child", "office")]),
        ("ok", "Go ahead if", []),
    ]


# Export


def masks_in(when: Any) -> list[list[int]]:
    if isinstance(when, list):
        return [when]
    assert len(when) == 1
    key, inner = next(iter(when.items()))
    assert key in ("all", "any", "not")
    return [t for part in (inner if key != "not" else [inner]) for t in masks_in(part)]


def check_export(data: dict[str, Any]) -> None:
    """Every index leads somewhere, and every mask fits the options of its fact."""
    sizes = [len(fact["options"]) for fact in data["facts"]]
    assert all(size >= 2 for size in sizes)
    verdicts = range(len(data["verdicts"]))
    assert data["otherwise"] in verdicts
    used: dict[str, set[int]] = {"clause": set(), "channel": set()}
    for rule in data["rules"]:
        assert rule["verdict"] in verdicts
        assert rule.keys() <= {"when", "verdict", "clause", "channel", "grave"}
        assert "clause" in rule or "channel" in rule
    for route in data["routes"]:
        assert route.keys() == {"when", "channel", "step"}
    for each in (*data["rules"], *data["routes"]):
        for key, among in (("clause", "clauses"), ("channel", "channels")):
            if key in each:
                assert 0 <= each[key] < len(data[among])
                used[key].add(each[key])
    assert used["clause"] == set(range(len(data["clauses"])))
    assert used["channel"] == set(range(len(data["channels"])))
    message = data["message"] or {"subjects": [], "lines": []}
    leads = [lead for verdict in data["verdicts"] for lead in verdict.get("leads", ())]
    said = [message, *message["subjects"], *message["lines"], *leads, *data["facts"]]
    conditions = [
        each["when"] for each in (*data["rules"], *data["routes"], *said) if "when" in each
    ]
    for fact, mask in (test for when in conditions for test in masks_in(when)):
        assert 0 < mask < 1 << sizes[fact]
    for number, fact in enumerate(data["facts"]):
        assert all(earlier < number for earlier, _ in masks_in(fact.get("when", {"all": []})))
    shown = {i for clause in data["clauses"] for i in clause["helplines"]}
    assert shown == set(range(len(data["helplines"])))
    for clause in data["clauses"]:
        assert clause["url"] == f"code/{clause['id']}/"
        assert 0 <= clause["mark"] < len(data["marks"])
    assert None not in [value for part in parts_of(data) for value in part.values()]


def parts_of(data: Any) -> list[dict[str, Any]]:
    """Every object inside the wizard's data: what is not there is left out, and never null."""
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    found = [part for each in inner for part in parts_of(each)]
    return found + [each for each in inner if isinstance(each, dict)]


def test_export(tmp_path: Path) -> None:
    checked = worlds.check_hilltop(worlds.tiny_world(tmp_path))
    text = export(checked.wizards["should-i-post"].program, checked.policy, root="../")
    data = json.loads(text)
    check_export(data)
    assert data["rules"] == [
        {"when": [1, 1], "verdict": 1, "clause": 1, "channel": 0},
        {"when": [0, 2], "verdict": 2, "clause": 0, "grave": True},
    ]
    assert (data["routes"], data["message"]) == ([], None)
    assert data["facts"][0]["danger"] is True
    assert data["channels"][0]["contact"] == [["Phone", "01632 960001", "tel:01632960001"]]
    assert data["clauses"][1]["instead"] == "<p>Tell the office.</p>"
    assert (data["clauses"][0]["act"], data["clauses"][0]["avoid"]) == (
        "Ring the police.",
        "Do not post about it.",
    )
    assert data["links"]["talk"] == "../talk-to-us/"
    assert text == export(checked.wizards["should-i-post"].program, checked.policy, root="../")


def test_conditions_are_exported_as_the_author_wrote_them(tmp_path: Path) -> None:
    """The browser puts the conditions of the questions in: written out they would be long."""
    wizard = "common/wizards/should-i-post.yml"
    text = worlds.FILES[wizard]
    for old, new in (
        ("Tick an answer}", "Tick an answer, when: {danger: 'no'}}"),
        ("words: it names an adult", "words: it names an adult, mends: Take the name out"),
        ("summary: Go ahead if", "summary: Go, leads: [{when: {names: none}, lead: Lovely.}]"),
        ("title: Should I post this?\n", MESSAGE),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    checked = worlds.check_hilltop(worlds.tiny_world(tmp_path, {wizard: text}))
    program = checked.wizards["should-i-post"].program
    data = json.loads(export(program, checked.policy, root="../"))
    check_export(data)
    assert program.rules[0].when == ("all", (0, 0b01), (1, 0b001))
    assert data["rules"][0]["when"] == [1, 0b001]
    assert data["facts"][1]["when"] == [0, 0b01]
    assert "when" not in data["facts"][0]
    assert data["facts"][1]["options"][1] == {
        "label": "An adult",
        "mends": "Take the name out",
    }
    assert data["verdicts"][0]["leads"] == [{"when": [1, 0b100], "lead": "Lovely."}]
    assert data["message"] == {
        "when": {"not": [0, 0b10]},
        "subjects": [{"when": [1, 0b001], "say": "A child"}, {"say": "A question"}],
        "lines": [{"say": "Thank you."}],
    }


MESSAGE = """\
title: Should I post this?
message:
  when: {not: {danger: "yes"}}
  subjects: [{when: {names: child}, say: A child}, {say: A question}]
  lines: [{say: Thank you.}]
"""


@pytest.mark.parametrize("school", schools(SOURCE))
def test_export_of_a_school(school: str) -> None:
    policy = load(SOURCE, school).policy
    assert policy is not None
    for name in policy.wizards:
        check_export(json.loads(export(compile_wizard(policy, name), policy, root="../")))
