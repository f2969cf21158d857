"""What runs without us looking: the school's workflow, and the hook before a commit."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import worlds
import yaml
from test_repository import ROOT, read, targets_with_help

from generator.cli import main

FILE = ".github/workflows/policy.yml"
FLOW = yaml.safe_load(read(FILE))
OURS = yaml.safe_load(read(".github/workflows/tests.yml"))
JOBS: dict[str, Any] = FLOW["jobs"]
STEPS = [step for job in JOBS.values() for step in job["steps"]]
(HOOK,) = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"][0]["hooks"]
WRONG = {"schools/hilltop/sections/10-rules.yml": "id: rules\ntitle: Rules\nclauses: 7\n"}
COMMANDS = [line for step in STEPS for line in step.get("run", "").splitlines()] + [HOOK["entry"]]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_exists(command: str) -> None:
    program, name, *arguments = shlex.split(command.partition(">>")[0])
    if program == "make":
        assert name in targets_with_help() | {".venv/.installed"}
    else:
        assert program == ".venv/bin/policy-site"
        assert main.commands[name].make_context(name, arguments)


def test_nothing_may_be_written_but_the_pages() -> None:
    assert FLOW["permissions"] == {"contents": "read"}
    assert [name for name, job in JOBS.items() if "permissions" in job] == ["publish"]
    publish = JOBS["publish"]
    assert publish["permissions"] == {"pages": "write", "id-token": "write"}
    assert [step["uses"].partition("@")[0] for step in publish["steps"]] == ["actions/deploy-pages"]
    assert "secrets." not in read(FILE)


def test_it_publishes_only_when_a_school_has_asked_for_it() -> None:
    (hand_over,) = [step for step in STEPS if "upload-pages-artifact" in step.get("uses", "")]
    asked = "vars.PAGES_SCHOOL && github.ref == 'refs/heads/main'"
    assert hand_over["if"] == JOBS["publish"]["if"] == asked
    assert "`PAGES_SCHOOL`" in read("HOSTING.md")
    assert FILE in read("HOSTING.md")


def test_each_week_it_reports_and_nothing_else() -> None:
    assert len(FLOW[True]["schedule"]) == 1  # YAML 1.1 reads the key "on" as yes
    assert JOBS["check"]["if"] == "github.event_name != 'schedule'"
    assert JOBS["publish"]["needs"] == "check"
    assert JOBS["due"]["if"].startswith("github.event_name == 'schedule' || ")


def test_actions_are_githubs_own_and_say_their_version() -> None:
    used = [step["uses"] for step in STEPS if "uses" in step]
    assert used
    for action in used:
        assert re.fullmatch(r"actions/[a-z-]+@v\d+", action)


def test_no_text_from_outside_becomes_a_command() -> None:
    for step in STEPS:
        assert "${{" not in step.get("run", "")
    for step in STEPS:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_every_job_ends_by_itself() -> None:
    assert all(job["timeout-minutes"] <= 20 for job in JOBS.values())


def test_our_own_tests_run_all_of_them() -> None:
    assert OURS["permissions"] == {"contents": "read"}
    steps = [step for job in OURS["jobs"].values() for step in job["steps"]]
    assert [step["run"] for step in steps if "run" in step] == [
        *(".ci/run", "make test-long"),
        *("apt-get update && apt-get install --yes python3-venv", "make mutants"),
    ]
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert {"test-long", "mutants"} <= targets_with_help()
    assert {step["uses"] for step in steps if "uses" in step} == {"actions/checkout@v5"}
    assert all(job["timeout-minutes"] for job in OURS["jobs"].values())


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as the workflow or pre-commit does, in a project with the tiny school."""
    (folder / ".venv").symlink_to(ROOT / ".venv")
    summary = {"GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    return subprocess.run(
        ["bash", "-e", "-c", command],
        cwd=folder,
        env={**os.environ, **summary},
        capture_output=True,
        text=True,
        check=False,
    )


def command_with(words: str) -> str:
    (found,) = [command for command in COMMANDS if words in command]
    return found


def test_a_fault_is_marked_on_its_line(tmp_path: Path) -> None:
    worlds.tiny_world(tmp_path, WRONG)
    done = run(command_with("--format github"), tmp_path)
    assert done.returncode == 1
    place = "file=policy_src/schools/hilltop/sections/10-rules.yml,line=3,col=10"
    assert f"::error {place},title=MOD003::" in done.stdout


def test_the_report_goes_into_the_summary(tmp_path: Path) -> None:
    worlds.tiny_world(tmp_path)
    done = run(command_with("due --links"), tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "summary.md").read_text().startswith("# What needs a look, ")


def step_with(words: str) -> dict[str, Any]:
    (found,) = [step for step in STEPS if words in step.get("run", "")]
    return found


def test_a_proposal_is_said_in_words_in_the_summary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = step_with("diff")
    assert step["if"] == "vars.PAGES_SCHOOL && github.event_name == 'pull_request'"
    assert step["env"] == {"SCHOOL": "${{ vars.PAGES_SCHOOL }}"}
    depth = JOBS["check"]["steps"][0]["with"]["fetch-depth"]
    assert depth == 2, "HEAD^1 must be there"
    source = worlds.tiny_world(tmp_path)
    rules = source / worlds.RULES
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@school.example", "-C", str(tmp_path)]
    edits = ("Leave out names", "Please leave out names")
    for command in (["init", "-q"], ["add", "policy_src"], ["commit", "-qm", "Base"]):
        subprocess.run([*git, *command], check=True)
    rules.write_text(rules.read_text().replace(*edits))
    subprocess.run([*git, "commit", "-qam", "Proposal"], check=True)
    monkeypatch.setenv("SCHOOL", "hilltop")
    done = run(step["run"], tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    said = (tmp_path / "summary.md").read_text()
    assert "The rule “Never name a child” is worded differently" in said
    assert all(edit in said for edit in edits)


def test_only_a_proposal_is_built_as_a_draft() -> None:
    assert step_with("schools --draft")["if"] == "github.event_name == 'pull_request'"
    assert step_with("make schools")["if"] == "github.event_name != 'pull_request'"


@pytest.mark.parametrize(("files", "code"), [(None, 0), (WRONG, 1)], ids=["good", "bad"])
def test_the_hook_lets_through_what_has_no_error(
    files: dict[str, str] | None, code: int, tmp_path: Path
) -> None:
    worlds.tiny_world(tmp_path, files)
    done = run(HOOK["entry"], tmp_path)
    assert done.returncode == code, done.stdout
    assert ("MOD003" in done.stdout) is bool(code)
    assert "Traceback" not in done.stderr


def test_the_hook_runs_when_the_source_changes_and_only_then() -> None:
    assert (HOOK["language"], HOOK["pass_filenames"]) == ("system", False)
    assert re.search(HOOK["files"], "policy_src/schools/hilltop/school.yml")
    assert not re.search(HOOK["files"], "generator/cli.py")
