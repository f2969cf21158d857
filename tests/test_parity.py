"""Python and JavaScript give the same verdict, rules, next question and longest way.

Every wizard of every school is compared, on every reachable answer path of the mode that it starts
in: complete mode for a guide. For the others, complete mode can have hundreds of millions of paths;
there every answer is compared in every merged state, and full situations drawn with a fixed seed.
"""

import json
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from engines import node

from generator.source.load import load, schools
from generator.wizard.evaluate import Mode, evaluate, on_path
from generator.wizard.explore import Explorer, State
from generator.wizard.export import export
from generator.wizard.program import Program, compile_wizard

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "policy_src"
DRAWN = 5_000
WIZARDS = sorted(path.stem for path in (SOURCE / "common/wizards").glob("*.yml"))
MODES: tuple[Mode, ...] = ("verdict", "complete")

Case = dict[str, object]


@pytest.mark.parametrize("name", WIZARDS)
@pytest.mark.parametrize("school", schools(SOURCE))
def test_python_and_javascript_agree(school: str, name: str, tmp_path: Path) -> None:
    policy = load(SOURCE, school).policy
    assert policy is not None
    assert sorted(policy.wizards) == WIZARDS
    program = compile_wizard(policy, name)
    wizard, cases = tmp_path / "wizard.json", tmp_path / "cases.jsonl"
    wizard.write_text(export(program, policy, "../"), "utf-8")
    written = 0
    with cases.open("w", encoding="utf-8") as file:
        for case in all_cases(program):
            file.write(json.dumps(case) + "\n")
            written += 1
    result = subprocess.run(
        [node(), str(ROOT / "tests/js/parity.mjs"), str(wizard), str(cases)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) == written > DRAWN


def all_cases(program: Program) -> Iterator[Case]:
    yield from every_path(program)
    yield from every_state(program)
    yield from drawn(program)


def case(program: Program, mode: str, answers: dict[int, int], **more: object) -> Case:
    outcome = evaluate(program, answers)
    return {
        "mode": mode,
        "answers": sorted(answers.items()),
        "verdict": outcome.verdict,
        "rules": list(outcome.true),
        **more,
    }


def every_path(program: Program) -> Iterator[Case]:
    mode: Mode = "complete" if program.wizard.kind == "guide" else "verdict"
    explorer = Explorer(program, mode)

    def walk(state: State, answers: dict[int, int]) -> Iterator[Case]:
        fact = explorer.question(state)
        if fact is None:
            yield case(program, mode, answers, next=None, remaining=0)
        else:
            yield {
                "mode": mode,
                "answers": list(answers.items()),
                "verdict": state[0],
                "next": fact,
                "remaining": explorer.remaining(state),
            }
            for after, given in explorer.moves(state, fact).items():
                for answer in given:
                    yield from walk(after, {**answers, fact: answer})

    yield from walk(explorer.start(), {})


def every_state(program: Program) -> Iterator[Case]:
    explorer = Explorer(program, "complete")
    seen: set[State] = set()
    waiting: list[tuple[State, dict[int, int]]] = [(explorer.start(), {})]
    while waiting:
        state, answers = waiting.pop()
        if state in seen:
            continue
        seen.add(state)
        fact = explorer.question(state)
        yield case(program, "complete", answers, next=fact, remaining=explorer.remaining(state))
        if fact is None:
            continue
        for after, given in explorer.moves(state, fact).items():
            waiting.append((after, {**answers, fact: given[0]}))
            for answer in given:
                yield case(
                    program,
                    "complete",
                    {**answers, fact: answer},
                    next=explorer.question(after),
                    remaining=explorer.remaining(after),
                )


def drawn(program: Program) -> Iterator[Case]:
    draw = random.Random(2026)
    for number in range(DRAWN):
        answers = {i: draw.choice(fact.answers) for i, fact in enumerate(program.facts)}
        yield case(program, "complete", answers)
        if number % 10 == 0:
            for mode in MODES:
                counted = sorted(on_path(program, answers, mode))
                yield case(program, mode, answers, path=counted)
