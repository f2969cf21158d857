"""The command ``policy-site``: what it prints and how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import worlds
from click.testing import CliRunner, Result

from generator import cli, clock, summary

ROOT = Path(__file__).parent.parent
BAD = {
    "schools/hilltop/channels.yml": worlds.FILES["schools/hilltop/channels.yml"].replace(
        "title:", "titel:"
    )
}

APPROVE_NEXT = (
    "next: policy-site approve hilltop, or policy-site build hilltop --draft to look at it first"
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command runs in the project's folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(clock, "today", lambda: worlds.TODAY)


def run(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(cli.main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code, result.output
    return result


def test_check_a_clean_source(tmp_path: Path) -> None:
    worlds.tiny_world(tmp_path)
    told = (
        "hilltop: 3 statements, 1 rule, 1 person or office in 4 files\n"
        "0 errors, 0 warnings\n"
        f"{APPROVE_NEXT}\n"
    )
    assert run("check").output == run("check", "hilltop").output == told
    assert json.loads(run("check", "--format", "json").output) == []
    assert run("check", "--format", "github").output == ""


def test_check_where_no_school_is() -> None:
    result = run("check", code=1)
    assert "there is no school in " in result.output


def test_check_with_warnings(tmp_path: Path) -> None:
    school = worlds.FILES["schools/hilltop/school.yml"].replace("  review: 2027-05\n", "")
    worlds.tiny_world(tmp_path, {"schools/hilltop/school.yml": school})
    assert run("check").output.splitlines()[1:] == [
        "DATE002 warning: The document gives no date",
        "    policy_src/schools/hilltop/school.yml:7:10 "
        "the document does not say when it is due for review",
        "    hint: add review when the school gives it",
        "0 errors, 1 warning",
        APPROVE_NEXT,
    ]


def test_check_with_errors(tmp_path: Path) -> None:
    worlds.tiny_world(tmp_path, BAD)
    file = "policy_src/schools/hilltop/channels.yml"
    output = run("check", code=1).output
    assert f'\n{file}:2:5 MOD002 the field "title" is missing\n' in output
    assert f'\n{file}:2:18 MOD001 unknown field "titel"\n' in output
    assert output.endswith(
        "\n2 errors, 0 warnings\nnext: mend the errors; then policy-site check hilltop\n"
    )
    found = json.loads(run("check", "--format", "json", code=1).output)
    assert [(f["code"], f["line"], f["column"]) for f in found] == [
        ("MOD002", 2, 5),
        ("MOD001", 2, 18),
    ]
    github = run("check", "--format", "github", code=1).output.splitlines()
    assert github[0].startswith("::error file=policy_src/schools/hilltop/channels.yml,line=2,col=")
    assert len(github) == 2


def test_check_names_only_the_schools_asked_for(tmp_path: Path) -> None:
    worlds.tiny_world(tmp_path, {**BAD, "schools/other/.keep": ""})
    others = run("check", "other", code=1).output
    assert "schools/other/school.yml:1:1 SRC001" in others
    assert "hilltop" not in others


def test_what_is_next_follows_how_the_text_stands(tmp_path: Path) -> None:
    source = worlds.tiny_world(tmp_path)
    run("approve", "hilltop", "--by", "The governors", "--on", "2026-05-20")
    assert run("check").output.endswith("\nnext: policy-site build hilltop\n")
    rules = source / worlds.RULES
    rules.write_text(rules.read_text().replace("Leave out names", "Please leave out names"))
    assert run("check").output.endswith(f"\n{APPROVE_NEXT}\n")
    text = worlds.FILES[worlds.SCHOOL] + "restatement: true\n"
    (source / "schools/hilltop/approvals.yml").unlink()
    worlds.tiny_world(tmp_path, {worlds.SCHOOL: text})
    (source / "schools/hilltop/releases/2026-05-20.json").unlink()
    assert run("check").output.endswith("\nnext: policy-site build hilltop\n")


def test_what_is_next_for_a_school_that_is_not_there(tmp_path: Path) -> None:
    worlds.tiny_world(tmp_path)
    assert run("check", "valley", code=1).output.endswith("\nnext: policy-site new valley\n")


def test_many_warnings_of_a_kind_are_cut_short(tmp_path: Path) -> None:
    head = worlds.FILES["schools/hilltop/provisions.yml"]
    entry = "  - {{id: hilltop-{}, section: Rules, force: must, text: Be kind., todo: Which?}}\n"
    names = range(10, 10 + summary.MOST_ALIKE)
    files = {"schools/hilltop/provisions.yml": head + "".join(map(entry.format, names))}
    worlds.tiny_world(tmp_path, files)
    output = run("check", "hilltop").output
    assert output.count("waits for you") == summary.MOST_ALIKE
    assert "more of this kind" not in output
    files["schools/hilltop/provisions.yml"] += entry.format(99)
    worlds.tiny_world(tmp_path, files)
    output = run("check", "hilltop").output
    assert output.count("waits for you") == summary.MOST_ALIKE
    assert "\n    … and 1 more of this kind\n" in output
    assert output.endswith("\nnext: 13 statements to place; policy-site place hilltop\n")


def test_shared_findings_are_shown_once(tmp_path: Path) -> None:
    law = worlds.FILES["nations/england/law.yml"].replace("2026-01", "2020-01")
    second = {
        path.replace("hilltop", "valley"): text.replace("hilltop", "valley")
        for path, text in worlds.FILES.items()
        if "hilltop" in path
    }
    worlds.tiny_world(tmp_path, {"nations/england/law.yml": law, **second})
    assert run("check").output.count("DATE003") == 1


@pytest.mark.parametrize("command", ["check", "trace", "verify"])
def test_an_unknown_school_gives_a_sentence(command: str, tmp_path: Path) -> None:
    worlds.tiny_world(tmp_path)
    output = run(command, "hiltop", code=1).output
    assert 'SRC001 there is no school "hiltop"' in output
    assert "did you mean hilltop?" in output
    assert "Traceback" not in output


def test_an_unknown_format_and_command() -> None:
    assert "Invalid value for '--format'" in run("check", "--format", "xml", code=2).output
    assert "No such command" in run("chekc", code=2).output


def test_trace(tmp_path: Path) -> None:
    worlds.tiny_world(tmp_path)
    assert run("trace", "hilltop").output == (
        "hilltop-01  fact: The code was agreed in May 2026.\n"
        '  about/  "May 2026"\n'
        'hilltop-02  must-not "must not name": Nobody names a child.\n'
        '  code/name-no-child/  "never name a child"\n'
        "hilltop-03  fact: It is called our code.\n"
        '  about/  "our code"\n'
        "3 provisions: 3 placed, 0 left out\n"
    )
    assert json.loads(run("trace", "hilltop", "--json").output) == {
        "school": "hilltop",
        "provisions": 3,
        "placed": 3,
        "left-out": 0,
        "waiting": 0,
        "entries": [
            {"id": "hilltop-01", "force": "fact", "words": None,
             "places": {"about/": "May 2026"}, "left-out": None, "todo": None, "defect": None},
            {"id": "hilltop-02", "force": "must-not", "words": "must not name",
             "places": {"code/name-no-child/": "never name a child"}, "left-out": None,
             "todo": None, "defect": None},
            {"id": "hilltop-03", "force": "fact", "words": None,
             "places": {"about/": "our code"}, "left-out": None, "todo": None, "defect": None},
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    "school", sorted(p.name for p in (ROOT / "policy_src/schools").iterdir() if p.is_dir())
)
def test_every_provision_of_a_school_is_placed_or_left_out(
    school: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    counts = json.loads(run("trace", school, "--json").output)
    assert counts["placed"] + counts["left-out"] == counts["provisions"]
    if school == "clapgate":
        assert counts["provisions"] == 55


def test_verify(tmp_path: Path) -> None:
    worlds.tiny_world(tmp_path)
    output = run("verify", "hilltop").output
    assert "8 situations" in output
    assert "questions: 1.50 on average, 2.00 where nobody is in danger, 2 at most" in output
    assert "50.00%" in output


def test_the_command_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    worlds.tiny_world(tmp_path)
    run("check")
    run("verify", "hilltop")
    assert [path.name for path in tmp_path.iterdir()] == ["policy_src"]
