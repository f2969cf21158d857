"""What was worked out about a wizard is remembered by its shape, and never outlives it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.cache import FOLDER
from generator.source.load import WIZARD, load
from generator.wizard import memory
from generator.wizard.memory import LITTLE, Memory
from generator.wizard.program import compile_wizard
from generator.wizard.prove import prove

SOURCE = Path(__file__).parent.parent / "policy_src"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def fill(known: Memory, answers: int = LITTLE + 1) -> Memory:
    for number in range(answers):
        known.recall(number, lambda number=number: [number])
    known.keep()
    return known


def refuse() -> list[int]:
    raise AssertionError("it was worked out again")


def test_it_is_worked_out_once_for_a_shape() -> None:
    fill(Memory(("a shape",)))
    assert Memory(("a shape",)).recall(7, refuse) == [7]
    with pytest.raises(AssertionError, match="again"):
        Memory(("another shape",)).recall(7, refuse)
    with pytest.raises(AssertionError, match="again"):
        Memory(("a shape",)).recall("7", refuse)


def test_another_program_text_remembers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    fill(Memory(("a shape",)))
    monkeypatch.setattr(memory, "_program_text", lambda: b"changed")
    with pytest.raises(AssertionError, match="again"):
        Memory(("a shape",)).recall(7, refuse)


def test_a_little_is_not_kept() -> None:
    fill(Memory(("a shape",)), LITTLE)
    assert not FOLDER.exists()


def test_what_was_damaged_is_worked_out_again() -> None:
    fill(Memory(("a shape",)))
    for file in FOLDER.iterdir():
        file.write_bytes(file.read_bytes()[:-9])
    assert Memory(("a shape",)).recall(7, lambda: [70]) == [70]


@pytest.mark.parametrize(
    "school", ["oakfield", pytest.param("overstone-park", marks=pytest.mark.long)]
)
def test_a_remembered_proof_is_the_same(school: str) -> None:
    policy = load(SOURCE, school).policy
    assert policy
    first = prove(compile_wizard(policy, WIZARD), policy)
    assert list(FOLDER.iterdir())
    again = prove(compile_wizard(policy, WIZARD), policy)
    assert again == first
    assert first.counted
    assert first.counted.states > LITTLE


def test_words_are_no_part_of_a_shape_and_rules_are() -> None:
    policy = load(SOURCE, "oakfield").policy
    assert policy
    program = compile_wizard(policy, WIZARD)
    rule = program.rules[0]
    clause = rule.clause.model_copy(update={"text": "Other words."}) if rule.clause else None
    others = (replace(rule, clause=clause), *program.rules[1:])
    assert replace(program, rules=others).shape == program.shape
    assert replace(program, rules=program.rules[1:]).shape != program.shape
    assert replace(program, otherwise=1).shape != program.shape
    graver = (replace(rule, grave=not rule.grave), *program.rules[1:])
    assert replace(program, rules=graver).shape != program.shape
