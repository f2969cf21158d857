"""What holds for any wizard, on inputs made up by Hypothesis."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import brute
import pytest
import worlds
from hypothesis import given, note, settings
from hypothesis import strategies as st

from generator.wizard.evaluate import Mode, evaluate, next_question, on_path
from generator.wizard.explore import Explorer, find_answers
from generator.wizard.program import Program
from generator.wizard.prove import prove

settings.register_profile("ours", deadline=None, derandomize=True, database=None)
settings.load_profile("ours")

MODES: tuple[Mode, ...] = ("verdict", "complete")
KINDS = st.sampled_from(["one", "ordered", "many"])


@st.composite
def wizards(draw: st.DrawFn) -> tuple[brute.Facts, brute.Rules, int]:
    """Up to four facts of up to four options, up to six rules over them, and ``otherwise``."""
    sizes = draw(st.lists(st.tuples(KINDS, st.integers(2, 4)), min_size=1, max_size=4))
    facts = {f"fact-{i}": size for i, size in enumerate(sizes)}
    rules = draw(st.lists(st.tuples(conditions(facts), st.integers(0, 3)), max_size=6))
    return facts, rules, draw(st.sampled_from([0, 0, 0, 1, 2]))


def conditions(facts: brute.Facts) -> st.SearchStrategy[dict[str, Any]]:
    def names(fact: str) -> list[str]:
        kind, options = facts[fact]
        every = [f"o{i}" for i in range(options)]
        return [*every[:-1], "none"] if kind == "many" else every

    tests = st.one_of(
        *(
            st.lists(st.sampled_from(names(fact)), min_size=1, unique=True).map(
                lambda options, fact=fact: {fact: options}
            )
            for fact in facts
        )
    )
    return st.recursive(
        tests,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
            inner.map(lambda part: {"not": part}),
            st.lists(tests, min_size=2, max_size=3).map(
                lambda parts: {key: value for part in parts for key, value in part.items()}
            ),
        ),
        max_leaves=5,
    )


def program_of(wizard: tuple[brute.Facts, brute.Rules, int]) -> Program:
    facts, rules, otherwise = wizard
    return worlds.tiny_program(facts, rules, otherwise, verdicts=4)


@pytest.mark.parametrize("mode", MODES)
@given(wizard=wizards())
@settings(max_examples=150)
def test_exploring_counts_what_walking_every_situation_counts(
    mode: Mode, wizard: tuple[brute.Facts, brute.Rules, int]
) -> None:
    facts, rules, otherwise = wizard
    program = program_of(wizard)
    counted = Explorer(program, mode).statistics()
    walked = brute.statistics(rules, facts, otherwise, complete=mode == "complete")
    assert counted.situations == walked["situations"]
    assert counted.verdicts == walked["verdicts"]
    assert counted.questions_mean == pytest.approx(walked["mean"])
    assert counted.questions_max == walked["max"]
    assert {program.facts[i].fact.id for i in counted.asked} == walked["asked"]


@given(wizard=wizards(), data=st.data())
@settings(max_examples=200)
def test_three_values_and_the_next_question(
    wizard: tuple[brute.Facts, brute.Rules, int], data: st.DataObject
) -> None:
    """Whichever questions are answered, rules are true, false or open as their words say."""
    facts, rules, otherwise = wizard
    program = program_of(wizard)
    answers = {
        fact: data.draw(st.sampled_from(brute.answers_of(*size)))
        for fact, size in facts.items()
        if data.draw(st.booleans())
    }
    outcome = evaluate(program, brute.bits(program, answers))
    states = [brute.status(when, facts, answers) for when, _ in rules]
    assert outcome.true == tuple(i for i, state in enumerate(states) if state is True)
    assert outcome.undecided == tuple(i for i, s in enumerate(states) if isinstance(s, set))
    assert outcome.verdict == brute.verdict(rules, facts, answers, otherwise)
    for mode in MODES:
        asked = next_question(program, brute.bits(program, answers), mode)
        expected = brute.next_question(rules, facts, answers, otherwise, mode == "complete")
        assert (None if asked is None else program.facts[asked].fact.id) == expected


@given(wizard=wizards(), data=st.data())
@settings(max_examples=100)
def test_an_answer_path_and_what_remains(
    wizard: tuple[brute.Facts, brute.Rules, int], data: st.DataObject
) -> None:
    """The path keeps the full verdict, and "at most N more" holds at each step and falls."""
    facts, rules, otherwise = wizard
    program = program_of(wizard)
    situation = {f: data.draw(st.sampled_from(brute.answers_of(*s))) for f, s in facts.items()}
    full = brute.bits(program, situation)
    path = on_path(program, full)
    assert path.items() <= full.items()
    assert list(path) == sorted(path)
    assert evaluate(program, path).verdict == brute.verdict(rules, facts, situation, otherwise)
    assert on_path(program, path) == path
    assert path.items() <= on_path(program, full, "complete").items()
    explorer = Explorer(program, "verdict")
    state = explorer.start()
    for step, (fact, given_) in enumerate(path.items()):
        assert explorer.question(state) == fact
        assert explorer.remaining(state) >= len(path) - step
        after = explorer.after(state, fact, given_)
        assert explorer.remaining(after) < explorer.remaining(state)
        state = after
    assert explorer.remaining(state) == 0


@given(wizard=wizards())
@settings(max_examples=200)
def test_found_answers_make_the_condition_true_and_none_are_missed(
    wizard: tuple[brute.Facts, brute.Rules, int],
) -> None:
    facts, rules, _ = wizard
    program = program_of(wizard)
    for rule, (when, _) in zip(program.rules, rules, strict=True):
        found = find_answers(program, rule.when)
        truths = [s for s in brute.situations(facts) if brute.status(when, facts, s) is True]
        assert (found is None) == (not truths)
        if found is not None:
            fitting = [
                s
                for s in brute.situations(facts)
                if found.items() <= brute.bits(program, s).items()
            ]
            assert fitting
            assert all(brute.status(when, facts, s) is True for s in fitting)


@given(wizard=wizards())
@settings(max_examples=150)
def test_what_is_proven_is_what_walking_every_situation_shows(
    wizard: tuple[brute.Facts, brute.Rules, int],
) -> None:
    facts, rules, otherwise = wizard
    program = program_of(wizard)
    policy: Any = SimpleNamespace(helplines={}, scenarios=(), shared_channels=())
    shown = {(f.code, f.message) for f in prove(program, policy).findings}
    note(shown)
    every = list(brute.situations(facts))

    def holds(index: int) -> list[bool]:
        return [brute.status(rules[index][0], facts, s) is True for s in every]

    for i in range(len(rules)):
        dead, constant = not any(holds(i)), all(holds(i))
        assert (("WIZ002", f'the rule "r{i}" can never apply') in shown) is dead
        assert (("WIZ003", f'the rule "r{i}" applies to every post') in shown) is constant
        covering = [
            j
            for j in range(len(rules))
            if j != i and rules[j][1] == rules[i][1]
            and all(b or not a for a, b in zip(holds(i), holds(j), strict=True))
        ]  # fmt: skip
        named = [m for c, m in shown if c == "WIZ004" and m.startswith(f'the rule "r{i}" ')]
        assert bool(named) is (bool(covering) and not dead)
        assert all(m.endswith(f'"r{covering[0]}"') for m in named)
    reached = {brute.verdict(rules, facts, s, otherwise) for s in every}
    for level in range(4):
        unreached = ("WIZ005", f'the verdict "v{level}" is never reached')
        assert (unreached in shown) is (level not in reached)
    for fact, (kind, options) in facts.items():
        softened = any(
            brute.verdict(rules, facts, {**s, fact: severe}, otherwise)
            < brute.verdict(rules, facts, s, otherwise)
            for s in every
            for severe in one_step_worse(kind, options, s[fact])
        )
        named = [m for c, m in shown if c == "WIZ007" and f'"{fact} ' in m]
        assert bool(named) is softened


def one_step_worse(kind: str, options: int, answer: frozenset[str]) -> list[frozenset[str]]:
    names = [f"o{i}" for i in range(options)]
    if kind == "ordered":
        (index,) = (names.index(option) for option in answer)
        return [frozenset({name}) for name in names[index + 1 : index + 2]]
    if kind == "many":
        ticks = answer - {"none"}
        return [ticks | {name} for name in names[:-1] if name not in ticks]
    return []
