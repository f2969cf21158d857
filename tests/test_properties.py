"""What holds for any wizard, on inputs made up by Hypothesis."""

from __future__ import annotations

from dataclasses import replace
from math import prod
from typing import Any

import brute
import pytest
import worlds
from hypothesis import given, note
from hypothesis import strategies as st

from generator.wizard.evaluate import Mode, changes, evaluate, named, next_question, on_path, usual
from generator.wizard.explore import Explorer, find_answers
from generator.wizard.program import Asked
from generator.wizard.prove import prove

MODES: tuple[Mode, ...] = ("verdict", "grounds", "complete")
KINDS = st.sampled_from(["one", "ordered", "many"])
BASES = st.sampled_from(["law", "safety", "school-rule", "good-practice"])
PEOPLE = st.sampled_from(["ann", "bob", "eve"])
LEVELS = st.integers(0, 3)
MOST = 300
"""The most situations of a made-up wizard: each is walked."""


@st.composite
def wizards(
    draw: st.DrawFn, kinds: tuple[str, ...] = ("verdict",), idle: bool = True
) -> brute.Wizard:
    """Up to four facts of up to four options, up to six rules over them, and what else there is.

    ``idle``: with tests of every option of a fact, too, which tell nothing.
    """
    sizes = draw(st.lists(st.tuples(KINDS, st.integers(2, 4)), min_size=1, max_size=4))
    while prod(len(brute.answers_of(*size)) for size in sizes) > MOST:
        sizes.pop()
    facts = {f"fact-{i}": size for i, size in enumerate(sizes)}
    guards = {}
    for i, fact in enumerate(facts):
        before = {name: facts[name] for name in list(facts)[:i]}
        if before and draw(st.integers(0, 2)) == 0:
            guards[fact] = draw(conditions(before, idle))
    when = conditions(facts, idle)
    rules = draw(st.lists(st.tuples(when, LEVELS), max_size=6))
    return brute.Wizard(
        facts,
        rules,
        otherwise=draw(st.sampled_from([0, 0, 0, 1, 2])),
        kind=draw(st.sampled_from(kinds)),
        guards=guards,
        bases={i: draw(BASES) for i in range(len(rules))},
        channels={i: draw(PEOPLE) for i in range(len(rules)) if draw(st.booleans())},
        routes=draw(st.lists(st.tuples(when, PEOPLE, LEVELS), max_size=3)),
        offered=draw(st.one_of(st.booleans(), when)),
        leads=draw(st.lists(st.tuples(LEVELS, when), max_size=3)),
        mends=frozenset(
            (fact, option)
            for fact, size in facts.items()
            for option in brute.options_of(size)
            if option != "none" and draw(st.booleans())
        ),
    )


def conditions(facts: brute.Facts, idle: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    tests = st.one_of(
        *(
            st.lists(
                st.sampled_from(brute.options_of(size)),
                min_size=1,
                max_size=size[1] - (not idle),
                unique=True,
            ).map(lambda options, fact=fact: {fact: options})
            for fact, size in facts.items()
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


EVERY = ("verdict", "verdict", "finder", "guide")


def some_answers(wizard: brute.Wizard, data: st.DataObject) -> brute.Answers:
    """Answers to some of the questions, on the path or not."""
    return {
        fact: data.draw(st.sampled_from(brute.answers_of(*size)))
        for fact, size in wizard.facts.items()
        if data.draw(st.booleans())
    }


def a_situation(wizard: brute.Wizard, data: st.DataObject) -> brute.Answers:
    return {
        fact: data.draw(st.sampled_from(brute.answers_of(*size)))
        for fact, size in wizard.facts.items()
    }


@pytest.mark.parametrize("mode", MODES)
@given(wizard=wizards(EVERY))
def test_exploring_counts_what_walking_every_situation_counts(
    mode: Mode, wizard: brute.Wizard
) -> None:
    program = worlds.compile_tiny(wizard)
    counted = Explorer(program, mode).statistics()
    walked = brute.statistics(wizard, mode)
    assert counted.situations == walked["situations"]
    assert counted.verdicts == walked["verdicts"]
    assert counted.questions_mean == pytest.approx(walked["mean"])
    assert counted.questions_max == walked["max"]
    assert {program.facts[i].fact.id for i in counted.asked} == walked["asked"]


@given(wizard=wizards(EVERY), data=st.data())
def test_three_values_and_the_next_question(wizard: brute.Wizard, data: st.DataObject) -> None:
    """Whichever questions are answered, rules are true, false or open as their words say."""
    program = worlds.compile_tiny(wizard)
    answers = some_answers(wizard, data)
    known = brute.bits(program, answers)
    outcome = evaluate(program, known)
    states = [brute.status(wizard, when, answers) for when, *_ in wizard.weighed]
    assert outcome.true == tuple(i for i, state in enumerate(states) if state is True)
    assert outcome.undecided == tuple(
        i for i, state in enumerate(states) if not isinstance(state, bool)
    )
    assert outcome.verdict == brute.verdict(wizard, answers)
    assert [rule.grave for rule in program.rules] == [grave for *_, grave, _ in wizard.weighed]
    for mode in MODES:
        asked = next_question(program, known, mode)
        expected = brute.next_question(wizard, answers, mode)
        assert (None if asked is None else program.facts[asked].fact.id) == expected


@given(wizard=wizards(EVERY), data=st.data())
def test_a_result(wizard: brute.Wizard, data: st.DataObject) -> None:
    """Whom it names, what it says, and which good acts it offers, on the path and off it."""
    program = worlds.compile_tiny(wizard)
    situation = a_situation(wizard, data)
    for answers in (some_answers(wizard, data), brute.path(wizard, situation, wizard.mode)):
        known = brute.bits(program, answers)
        assert {channel.id for channel in named(program, known)} == brute.named(wizard, answers)
        title, sentence = program.lead(evaluate(program, known).verdict, known)
        assert sentence == brute.lead(wizard, answers)
        assert title == f"V{brute.verdict(wizard, answers)}"
        assert [(c.acts, c.answers, c.verdict) for c in changes(program, known)] == [
            (acts, brute.bits(program, after), verdict)
            for acts, after, verdict in brute.changes(wizard, answers)
        ]


@given(wizard=wizards(EVERY), data=st.data())
def test_a_change_that_is_offered_holds_whatever_else_would_be_answered(
    wizard: brute.Wizard, data: st.DataObject
) -> None:
    program = worlds.compile_tiny(wizard)
    path = brute.path(wizard, a_situation(wizard, data), wizard.mode)
    offered = changes(program, brute.bits(program, path))
    assert not offered or brute.verdict(wizard, path) < wizard.worst
    for change in offered:
        changed = {
            program.facts[fact].fact.id: frozenset(program.facts[fact].chosen(answer))
            for fact, answer in change.answers.items()
        }
        assert {brute.verdict(wizard, s) for s in brute.continuations(wizard, changed)} == {
            change.verdict
        }
        assert change.verdict < brute.verdict(wizard, path)


@given(wizard=wizards(EVERY), data=st.data())
def test_an_answer_path_and_what_remains(wizard: brute.Wizard, data: st.DataObject) -> None:
    """The path keeps the full verdict, and "at most N more" holds at each step and falls."""
    program = worlds.compile_tiny(wizard)
    situation = a_situation(wizard, data)
    full = brute.bits(program, situation)
    assert usual(program) == wizard.mode
    path = on_path(program, full)
    assert path == brute.bits(program, brute.path(wizard, situation, wizard.mode))
    assert list(path) == sorted(path)
    assert evaluate(program, path).verdict == brute.verdict(wizard, situation)
    assert on_path(program, path) == path
    assert on_path(program, full, "verdict").items() <= path.items()
    assert path.items() <= on_path(program, full, "complete").items() | path.items()
    explorer = Explorer(program, wizard.mode)
    state = explorer.start()
    for step, (fact, given_) in enumerate(path.items()):
        assert explorer.question(state) == fact
        assert explorer.remaining(state) >= len(path) - step
        after = explorer.after(state, fact, given_)
        assert explorer.remaining(after) < explorer.remaining(state)
        state = after
    assert explorer.remaining(state) == 0


@given(wizard=wizards(EVERY), data=st.data())
def test_what_is_asked_matters(wizard: brute.Wizard, data: st.DataObject) -> None:
    """Nobody is asked a question whose condition is not true of them."""
    answers: brute.Answers = {}
    for fact, given_ in brute.path(wizard, a_situation(wizard, data), wizard.mode).items():
        assert brute.is_asked(wizard, fact, answers) is True
        answers[fact] = given_


@given(wizard=wizards(EVERY), data=st.data())
def test_nothing_that_is_not_asked_adds_a_ground_or_another_person(
    wizard: brute.Wizard, data: st.DataObject
) -> None:
    """What the result says is what it would say after every other question too."""
    if wizard.kind == "guide":
        wizard = replace(wizard, kind="verdict")
    situation = a_situation(wizard, data)
    path = brute.path(wizard, situation, wizard.mode)
    program = worlds.compile_tiny(wizard)
    short = evaluate(program, brute.bits(program, path))
    if short.verdict == wizard.worst:
        return
    whole = evaluate(program, brute.bits(program, situation))
    graves = [i for i, rule in enumerate(program.rules) if rule.grave]
    assert set(graves) & set(short.true) == set(graves) & set(whole.true)
    wizard = replace(wizard, offered=True)
    if any(brute.status(wizard, when, path) is True for when, *_ in wizard.ways):
        assert brute.named(wizard, path) <= brute.named(wizard, situation)


@given(wizard=wizards(EVERY), data=st.data())
def test_the_most_questions_of_a_plain_matter(wizard: brute.Wizard, data: st.DataObject) -> None:
    program = worlds.compile_tiny(wizard)
    known = some_answers(wizard, data)
    most = Explorer(program, wizard.mode).most(brute.bits(program, known))
    assert most == max(
        len(brute.path(wizard, situation, wizard.mode))
        for situation in brute.continuations(wizard, known)
    )


@given(wizard=wizards())
def test_found_answers_make_the_condition_true_and_none_are_missed(wizard: brute.Wizard) -> None:
    program = worlds.compile_tiny(wizard)
    for rule, (when, _) in zip(program.rules, wizard.rules, strict=True):
        found = find_answers(program, rule.when)
        truths = [
            s for s in brute.situations(wizard.facts) if brute.status(wizard, when, s) is True
        ]
        assert (found is None) == (not truths)
        if found is not None:
            fitting = [
                s
                for s in brute.situations(wizard.facts)
                if found.items() <= brute.bits(program, s).items()
            ]
            assert fitting
            assert all(brute.status(wizard, when, s) is True for s in fitting)


@given(size=st.tuples(KINDS, st.integers(2, 5)), data=st.data())
def test_answers_are_split_by_how_tests_of_them_come_out(
    size: tuple[str, int], data: st.DataObject
) -> None:
    """Of a fact with boxes, tests are of boxes: "none" is what is left when no box is ticked."""
    asked: Asked = worlds.tiny_program({"fact": size}, []).facts[0]
    boxes = size[1] - (size[0] == "many")
    masks = data.draw(st.lists(st.integers(1, (1 << boxes) - 1), max_size=4))
    parts = asked.split(masks)
    assert asked.ways == len(brute.answers_of(*size)) == len(asked.answers)
    assert sum(ways for _, ways in parts) == asked.ways

    def outcome(answer: int) -> tuple[bool, ...]:
        return tuple(bool(answer & mask) for mask in masks)

    for found in {outcome(answer) for answer in asked.answers}:
        alike = [answer for answer in asked.answers if outcome(answer) == found]
        mine = [(answer, ways) for answer, ways in parts if outcome(answer) == found]
        assert all(answer in alike for answer, _ in mine)
        assert sum(ways for _, ways in mine) == len(alike)


# The proofs


@st.composite
def whole_wizards(draw: st.DrawFn) -> brute.Wizard:
    """Wizards with people who may not be named, serious boxes, and chains of options."""
    wizard = draw(wizards(("verdict", "verdict", "finder"), idle=False))
    when = conditions(wizard.facts, idle=False)
    boxes = [name for name, (kind, _) in wizard.facts.items() if kind == "many"]
    ordered = {
        name: tuple(draw(st.permutations(brute.options_of(size)))[: draw(st.integers(2, size[1]))])
        for name, size in wizard.facts.items()
        if size[0] == "ordered" and draw(st.booleans())
    }
    return replace(
        wizard,
        never={name: draw(when) for name in ("ann", "bob", "eve") if draw(st.booleans())},
        serious=frozenset(name for name in boxes if draw(st.booleans())),
        trusted=draw(st.one_of(st.none(), when)),
        ordered=ordered,
    )


@given(wizard=whole_wizards())
def test_what_is_proven_is_what_walking_every_situation_shows(wizard: brute.Wizard) -> None:
    program = worlds.compile_tiny(wizard)
    shown = {(f.code, f.message) for f in prove(program, worlds.tiny_policy(wizard)).findings}
    note(shown)
    every = list(brute.situations(wizard.facts))
    rules = wizard.weighed
    names = [rule.name for rule in program.rules]

    def holds(index: int) -> list[bool]:
        return [brute.status(wizard, rules[index][0], s) is True for s in every]

    for i, name in enumerate(names):
        dead, constant = not any(holds(i)), all(holds(i))
        assert (("WIZ002", f'the rule "{name}" can never apply') in shown) is dead
        assert (("WIZ003", f'the rule "{name}" applies to every post') in shown) is (
            constant and not dead
        )
        covering = [
            j
            for j in range(len(rules))
            if j != i and rules[j][1] == rules[i][1]
            and all(b or not a for a, b in zip(holds(i), holds(j), strict=True))
        ]  # fmt: skip
        found = [m for c, m in shown if c == "WIZ004" and m.startswith(f'the rule "{name}" ')]
        assert bool(found) is (bool(covering) and not dead)
        assert all(m.endswith(f'"{names[covering[0]]}"') for m in found)
    levels = [brute.verdict(wizard, s) for s in every]
    for level in range(4):
        unreached = ("WIZ005", f'the verdict "v{level}" is never reached')
        assert (unreached in shown) is (level not in levels)
    for fact, (kind, _) in wizard.facts.items():
        softened = any(
            brute.verdict(wizard, {**s, fact: severe}) < before
            for s, before in zip(every, levels, strict=True)
            for severe in one_step_worse(wizard, fact, kind, s[fact])
        )
        found = [m for c, m in shown if c == "WIZ007" and f'"{fact} ' in m]
        assert bool(found) is softened


@given(wizard=whole_wizards())
def test_who_is_never_named_is_named_to_nobody_without_a_finding(wizard: brute.Wizard) -> None:
    program = worlds.compile_tiny(wizard)
    shown = [
        f.message for f in prove(program, worlds.tiny_policy(wizard)).findings if f.code == "WIZ014"
    ]
    note(shown)
    for situation in brute.situations(wizard.facts):
        answers = brute.path(wizard, situation, wizard.mode)
        for name in brute.named(wizard, answers):
            if name in wizard.never and brute.status(wizard, wizard.never[name], answers) is True:
                assert any(f'leads to "{name}"' in message for message in shown)


@given(wizard=whole_wizards())
def test_what_is_serious_is_never_mildest_and_always_a_reason(wizard: brute.Wizard) -> None:
    program = worlds.compile_tiny(wizard)
    found = prove(program, worlds.tiny_policy(wizard)).findings
    mild = {f.message.split('"')[1] for f in found if f.code == "WIZ018"}
    unsaid = {f.message.split('"')[1] for f in found if f.code == "WIZ019"}
    note((mild, unsaid))
    for fact in wizard.serious:
        for number, box in enumerate(brute.options_of(wizard.facts[fact])[:-1]):
            ticked = [
                s
                for s in brute.situations(wizard.facts)
                if box in s[fact]
                and brute.is_asked(wizard, fact, s) is True
                and not (wizard.trusted and brute.status(wizard, wizard.trusted, s) is True)
            ]
            label = f"{fact} {number}"
            spared = any(brute.verdict(wizard, s) == wizard.otherwise for s in ticked)
            assert (label in mild) is spared
            silent = any(
                brute.verdict(wizard, s) < wizard.worst
                and not any(
                    brute.status(wizard, when, s) is True and speaks(when, fact, box)
                    for when, *_ in wizard.weighed
                )
                for s in ticked
            )
            assert (label in unsaid) is (silent and not spared)


def speaks(when: dict[str, Any], fact: str, box: str) -> bool:
    """Whether a condition names a box."""
    return any(
        speaks(value, fact, box)
        if key == "not"
        else any(speaks(part, fact, box) for part in value)
        if key in ("all", "any")
        else key == fact and box in value
        for key, value in when.items()
    )


@given(wizard=whole_wizards())
def test_good_practice_never_stops_and_each_sentence_is_said_to_somebody(
    wizard: brute.Wizard,
) -> None:
    program = worlds.compile_tiny(wizard)
    found = prove(program, worlds.tiny_policy(wizard)).findings
    note(found)
    stopping = {f.message.split('"')[1] for f in found if f.code == "WIZ020"}
    assert stopping == {
        f"r{number}"
        for number, (_, level) in enumerate(wizard.rules)
        if wizard.kind == "verdict"
        and wizard.bases[number] == "good-practice"
        and level > wizard.otherwise + 1
    }
    unread = {f.message.split('"')[1] for f in found if f.code == "WIZ021"}
    said = {brute.lead(wizard, s) for s in brute.situations(wizard.facts)}
    assert unread == {f"lead {number}" for number in range(len(wizard.leads))} - said


def one_step_worse(
    wizard: brute.Wizard, fact: str, kind: str, answer: frozenset[str]
) -> list[frozenset[str]]:
    names = brute.options_of(wizard.facts[fact])
    if kind == "ordered":
        chain = wizard.ordered.get(fact, tuple(names))
        (chosen,) = answer
        index = chain.index(chosen) + 1 if chosen in chain else len(chain)
        return [frozenset({name}) for name in chain[index : index + 1]]
    if kind == "many" and wizard.kind != "finder":
        ticks = answer - {"none"}
        return [ticks | {name} for name in names[:-1] if name not in ticks]
    return []
