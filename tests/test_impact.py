"""What an edit changes: counted exactly, told in plain words, against a table or a revision."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import brute
import click
import pytest
import worlds
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from test_properties import conditions, wizards

from generator import cli
from generator.source.load import load, schools
from generator.wizard.editions import earlier_table, save_table, table_path
from generator.wizard.impact import EXAMPLES, compare, describe_impact
from generator.wizard.program import Program, compile_wizard
from generator.wizard.table import read_table, table_of, write_table

SOURCE = Path(__file__).parent.parent / "policy_src"
RULES = "schools/hilltop/sections/10-rules.yml"
FACTS: brute.Facts = {"a": ("one", 3), "b": ("many", 3)}


def tiny(rules: brute.Rules, facts: brute.Facts = FACTS, otherwise: int = 0) -> Program:
    return worlds.tiny_program(facts, rules, otherwise)


# The count


@st.composite
def edits(draw: st.DrawFn) -> tuple[brute.Wizard, brute.Wizard]:
    """A wizard before and after an edit of its rules, and of where its questions are asked."""
    before = draw(wizards())
    kept = [rule for rule in before.rules if draw(st.booleans())]
    new = draw(st.lists(st.tuples(conditions(before.facts), st.integers(0, 3)), max_size=3))
    guards = {fact: when for fact, when in before.guards.items() if draw(st.booleans())}
    return before, replace(before, rules=kept + new, guards=guards, bases={}, channels={})


@given(edit=edits())
def test_moves_are_what_walking_every_situation_shows(
    edit: tuple[brute.Wizard, brute.Wizard],
) -> None:
    old, new = edit
    moved = Counter(
        (brute.verdict(old, s), brute.verdict(new, s)) for s in brute.situations(new.facts)
    )
    impact = compare(table_of(worlds.compile_tiny(old)), table_of(worlds.compile_tiny(new)))
    assert impact.situations == moved.total()
    assert impact.facts == ()
    assert {(m.before, m.after): m.situations for m in impact.moves} == {
        (f"v{a}", f"v{b}"): count for (a, b), count in moved.items() if a != b
    }
    for move in impact.moves:
        assert 1 <= len(move.examples) <= min(EXAMPLES, move.situations)
        assert len(set(move.examples)) == len(move.examples)


def test_an_example_is_one_of_the_situations_that_move() -> None:
    after = tiny([({"a": "o2", "b": "o0"}, 2)])
    (move,) = compare(table_of(tiny([])), table_of(after)).moves
    assert (move.before, move.after, move.situations) == ("v0", "v2", 2)
    assert move.examples == ("a is o2; b is o0",)  # it stands for the one with b: o1 as well


def test_facts_and_options_that_come_and_go() -> None:
    old = tiny([({"a": "o1"}, 1), ({"gone": "o1"}, 2)], {"a": ("one", 2), "gone": ("one", 2)})
    new = tiny([({"a": ["o1", "o2"]}, 1)], {"a": ("one", 3), "new": ("one", 2)})
    impact = compare(table_of(old), table_of(new))
    assert impact.facts == ("a: o2 is new", "gone is no longer asked", "new is new")
    assert [(m.before, m.after, m.situations) for m in impact.moves] == [("v0", "v1", 2)]
    back = compare(table_of(new), table_of(old))
    assert "a: o2 is gone" in back.facts
    assert [(m.before, m.after, m.situations) for m in back.moves] == [
        ("v0", "v2", 1),
        ("v1", "v2", 1),
    ]


def test_described() -> None:
    impact = compare(table_of(tiny([])), table_of(tiny([({"a": "o2"}, 1)])))
    assert describe_impact(impact) == (
        "4 situations move from v0 to v1:\n  - a is o2\n4 of 12 situations change their verdict"
    )
    same = compare(table_of(tiny([])), table_of(tiny([])))
    assert describe_impact(same) == "0 of 12 situations change their verdict"


# Tables


@given(wizard=wizards())
def test_a_table_is_read_as_it_was_written(wizard: brute.Wizard) -> None:
    table = table_of(worlds.compile_tiny(wizard))
    assert read_table(write_table(table)) == table


TABLE = json.loads(write_table(table_of(tiny([({"a": "o1", "b": "o0"}, 1)]))))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "null",
        json.dumps({**TABLE, "facts": 3}),
        json.dumps({**TABLE, "verdicts": None}),
        json.dumps({**TABLE, "otherwise": 9}),
        json.dumps({**TABLE, "otherwise": "x"}),
        json.dumps({**TABLE, "rules": [{"rule": "r", "when": [7, 1], "verdict": 0}]}),
        json.dumps({**TABLE, "rules": [{"rule": "r", "when": [0, 1, 2], "verdict": 0}]}),
        json.dumps({**TABLE, "rules": [{"rule": "r", "when": {}, "verdict": 0}]}),
        json.dumps({**TABLE, "rules": [{"rule": "r", "when": {"xor": []}, "verdict": 0}]}),
        json.dumps({**TABLE, "rules": [{"rule": "r", "when": [0, 1], "verdict": -1}]}),
        json.dumps({**TABLE, "rules": [{"rule": "r", "verdict": 0}]}),
    ],
)
def test_what_is_no_table_gives_a_sentence(text: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^this (is not a |)wizard's table"):
        read_table(text)
    file = tmp_path / "table.json"
    file.write_text(text)
    with pytest.raises(click.ClickException, match="table"):
        earlier_table(tmp_path, "hilltop", str(file))


@pytest.mark.parametrize("school", schools(SOURCE))
def test_the_saved_table_is_that_of_the_wizard_today(school: str) -> None:
    policy = load(SOURCE, school).policy
    assert policy is not None
    saved = table_path(SOURCE, school).read_text("utf-8")
    if saved != write_table(table_of(compile_wizard(policy))):
        pytest.fail(
            f"the wizard of {school} was edited; see what that changes with "
            f"`policy-site impact {school}`, then save its table with "
            f"`policy-site impact {school} --save` and commit it"
        )


# Editions


def program(source: Path) -> Program:
    return worlds.check_hilltop(source).wizards["should-i-post"].program


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A Tester", "-c", "user.email=tester@example.org"]
    command = ["git", *who, "-c", "commit.gpgsign=false", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The tiny source in a repository, of which the working copy has one rule more."""
    source = worlds.tiny_world(tmp_path)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--no-verify", "--message=First")
    rules = worlds.FILES[RULES] + "      - {when: {names: adult}, verdict: stop}\n"
    (source / RULES).write_text(rules)
    return source


def test_against_a_revision(repository: Path) -> None:
    impact = compare(earlier_table(repository, "hilltop", "HEAD"), table_of(program(repository)))
    assert [(m.before, m.after, m.situations) for m in impact.moves] == [("ok", "stop", 1)]
    assert impact.moves[0].examples == ("nobody is in danger; it names an adult",)


@pytest.mark.parametrize("revision", ["nope", "HEAD~7", "--output=stolen", "-h"])
def test_an_unknown_revision_gives_a_sentence(revision: str, repository: Path) -> None:
    with pytest.raises(click.ClickException, match=r"^git cannot read ") as raised:
        earlier_table(repository, "hilltop", revision)
    assert revision in raised.value.message
    assert not list(repository.parent.rglob("stolen"))


def test_no_repository_gives_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    source = worlds.tiny_world(tmp_path)
    with pytest.raises(click.ClickException, match=r"git cannot read HEAD: .*not a git repository"):
        earlier_table(source, "hilltop", "HEAD")


def test_without_git_there_is_a_sentence(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(click.ClickException, match="git is needed to read a revision"):
        earlier_table(repository, "hilltop", "HEAD")


@pytest.mark.parametrize(
    ("old", "new"),
    [("verdict: stop", "verdict: halt"), ("names: child", "nams: child"), ("kind:", "kynd:")],
)
def test_a_revision_that_cannot_be_read_today(old: str, new: str, repository: Path) -> None:
    (repository / RULES).write_text(worlds.FILES[RULES].replace(old, new))
    git(repository, "commit", "--quiet", "--no-verify", "--all", "--message=Second")
    with pytest.raises(click.ClickException, match="hilltop at HEAD cannot be read"):
        earlier_table(repository, "hilltop", "HEAD")
    earlier_table(repository, "hilltop", "HEAD~1")


def test_against_the_saved_table(tmp_path: Path) -> None:
    source = worlds.tiny_world(tmp_path)
    with pytest.raises(click.ClickException, match=r"save it with: policy-site impact hilltop"):
        earlier_table(source, "hilltop", None)
    save_table(source, "hilltop", program(source))
    assert compare(earlier_table(source, "hilltop", None), table_of(program(source))).moves == ()
    rules = worlds.FILES[RULES].replace("verdict: stop", "verdict: help\n        id: a-rule")
    help = "    helplines: [police]\n    act: Ring.\n    avoid: Do not post.\n    from:"
    rules = rules.replace("    from:", help)
    rules += "      - {when: {names: adult}, verdict: stop}\n"
    (source / RULES).write_text(rules)
    moves = compare(earlier_table(source, "hilltop", None), table_of(program(source))).moves
    assert [(m.before, m.after, m.situations) for m in moves] == [
        ("ok", "stop", 1),
        ("stop", "help", 2),
    ]
    other = str(table_path(source, "hilltop").rename(tmp_path / "other.json"))
    assert (
        compare(earlier_table(source, "hilltop", other), table_of(program(source))).moves == moves
    )


def test_the_command(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository.parent)

    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(cli.main, ["impact", "hilltop", *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.output

    assert run("--against", "HEAD") == (
        0,
        "1 situations move from ok to stop:\n  - nobody is in danger; it names an adult\n"
        "1 of 8 situations change their verdict\n",
    )
    code, output = run("--against", "nope")
    assert (code, output.startswith("Error: git cannot read nope")) == (1, True)
    assert run()[0] == 1
    assert run("--save") == (0, "hilltop: table saved\n")
    assert run() == (0, "0 of 8 situations change their verdict\n")
