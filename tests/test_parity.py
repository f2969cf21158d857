"""Python and JavaScript give the same verdict, rules, person, words, changes and questions.

Every wizard of two schools is compared in merged states and in situations, drawn with a fixed
seed: the paths are millions of millions. In the long run it is every school, and more of each. Of
made-up wizards, which have what no school has yet, every state is compared.
"""

import json
import random
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import brute
import pytest
import worlds
from engines import node
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schools import EACH_TIME, SCHOOLS
from test_properties import EVERY, some_answers, wizards

from generator.model.policy import Policy
from generator.source.load import load
from generator.wizard.conditions import Answers
from generator.wizard.evaluate import changes, evaluate, named, next_question, on_path, usual
from generator.wizard.explore import Explorer, State
from generator.wizard.export import export
from generator.wizard.program import Asked, Program, compile_wizard

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "policy_src"
WIZARDS = sorted(path.stem for path in (SOURCE / "common/wizards").glob("*.yml"))

Case = dict[str, object]


@pytest.mark.parametrize("name", WIZARDS)
@pytest.mark.parametrize("school", EACH_TIME)
def test_python_and_javascript_agree(school: str, name: str, tmp_path: Path) -> None:
    agree(school, name, tmp_path, states=500, situations=150)


@pytest.mark.long
@pytest.mark.parametrize("name", WIZARDS)
@pytest.mark.parametrize("school", SCHOOLS)
def test_they_agree_in_many_more_cases(school: str, name: str, tmp_path: Path) -> None:
    agree(school, name, tmp_path, states=2_000, situations=500)


def agree(school: str, name: str, folder: Path, states: int, situations: int) -> None:
    """Compare so many states and situations of a school's wizard."""
    policy = load(SOURCE, school).policy
    assert policy is not None
    assert sorted(policy.wizards) == WIZARDS
    program = compile_wizard(policy, name)
    every = list(every_state(program))
    some = random.Random(2026).sample(every, min(states, len(every)))
    cases = [at_state(program, *state) for state in some]
    compare(program, policy, [*cases, *drawn(program, situations)], folder)


@given(wizard=wizards(EVERY), data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_they_agree_about_a_made_up_wizard(
    wizard: brute.Wizard, data: st.DataObject, tmp_path: Path
) -> None:
    program = worlds.compile_tiny(wizard)
    cases = [at_state(program, *state) for state in every_state(program)]
    cases.append(result(program, {}))
    for _ in range(5):
        known = brute.bits(program, some_answers(wizard, data))
        cases += [result(program, known), path(program, known)]
    compare(program, worlds.tiny_policy(wizard), cases, tmp_path)


def compare(program: Program, policy: Policy, cases: Iterable[Case], folder: Path) -> None:
    """Hold the browser's engine against what the cases say."""
    wizard, file = folder / "wizard.json", folder / "cases.jsonl"
    wizard.write_text(export(program, policy, "../"), "utf-8")
    lines = [json.dumps(case) for case in cases]
    file.write_text("\n".join(lines), "utf-8")
    command = [node(), str(ROOT / "tests/js/parity.mjs"), str(wizard), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == len(lines)


def case(program: Program, answers: Answers, **more: object) -> Case:
    """What the evaluator says of answers; rules that are never true are not in the browser."""
    outcome = evaluate(program, answers)
    kept = [i for i, rule in enumerate(program.rules) if rule.when is not False]
    return {
        "mode": usual(program),
        "answers": sorted(answers.items()),
        "verdict": outcome.verdict,
        "rules": [kept.index(i) for i in outcome.true],
        **more,
    }


def result(program: Program, answers: Answers) -> Case:
    """The whole result, with the next question if there is one."""
    return case(
        program,
        answers,
        named=[channel.id for channel in named(program, answers)],
        lead=list(program.lead(evaluate(program, answers).verdict, answers)),
        mends=[[list(change.acts), change.verdict] for change in changes(program, answers)],
    )


def path(program: Program, answers: Answers) -> Case:
    counted = on_path(program, answers)
    following = next_question(program, counted, usual(program))
    return case(program, answers, path=sorted(counted), next=following)


def at_state(program: Program, answers: Answers, following: int | None, left: int) -> Case:
    return case(program, answers, next=following, remaining=left)


def every_state(program: Program) -> Iterator[tuple[Answers, int | None, int]]:
    """Answers that lead to each merged state, the next question, and the most that still come."""
    explorer = Explorer(program, usual(program))
    seen: set[State] = set()
    waiting: list[tuple[State, Answers]] = [(explorer.start(), {})]
    while waiting:
        state, answers = waiting.pop()
        fact = explorer.question(state)
        yield answers, fact, explorer.remaining(state)
        if state in seen or fact is None:
            continue
        seen.add(state)
        for after, (_, answer) in explorer.moves(state, fact).items():
            waiting.append((after, {**answers, fact: answer}))


def drawn(program: Program, situations: int) -> Iterator[Case]:
    draw = random.Random(2026)
    for _ in range(situations):
        answers = {i: an_answer(draw, asked) for i, asked in enumerate(program.facts)}
        yield result(program, answers)
        yield path(program, answers)
        yield result(program, on_path(program, answers))


def an_answer(draw: random.Random, asked: Asked) -> int:
    """Mostly nobody is in danger, and few boxes are ticked: there the paths are long."""
    if asked.fact.is_danger and draw.random() < 0.9:
        return asked.answers[0]
    if asked.fact.kind == "one":
        return draw.choice(asked.answers)
    ticks = draw.choice([0, 0, 1, 1, 2, 3])
    boxes = draw.sample(range(asked.options - 1), min(ticks, asked.options - 1))
    return sum(1 << box for box in boxes) or asked.none
