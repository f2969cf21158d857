"""What the README and CONTRIBUTING say about commands and dependencies is true, and locks hold."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NPM_FOLDERS = ("tests", "tests/lighthouse", "tests/mutants")
LOCKS = [
    "requirements.txt",
    "requirements-import.txt",
    "requirements-fleet.txt",
    "requirements-dev.txt",
    "tests/mutants/requirements.txt",
    *(f"{folder}/package-lock.json" for folder in NPM_FOLDERS),
]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def required(lines: list[str]) -> set[str]:
    """The names in requirement lines, without versions, comments and options."""
    return {match[0] for line in lines if (match := re.match(r"[\w.]+(-\w+)*", line))}


PROJECT = tomllib.loads(read("pyproject.toml"))
RUN = required(PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"])
IMPORT = required(PROJECT["project"]["optional-dependencies"]["import"])
FLEET = required(PROJECT["project"]["optional-dependencies"]["fleet"])
DEV = required(read("requirements-dev.in").splitlines())
MUTANTS = required(read("tests/mutants/requirements.in").splitlines())
NPM = {
    name
    for folder in NPM_FOLDERS
    for name in json.loads(read(f"{folder}/package.json"))["dependencies"]
}


def targets_with_help() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## \w", read("Makefile"), re.MULTILINE))


def test_every_make_target_has_help():
    phony = re.search(r"^\.PHONY: (.*)$", read("Makefile"), re.MULTILINE)
    assert targets_with_help() == set(phony[1].split())


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "HOSTING.md", ".ci/run"])
def test_every_make_command_named_exists(name):
    named = re.findall(r"(?:^ *|`)make ([a-z-]+)", read(name), re.MULTILINE)
    assert named
    assert set(named) <= targets_with_help()


@pytest.mark.parametrize("dependency", sorted(RUN | IMPORT | FLEET | DEV | MUTANTS | NPM))
def test_every_dependency_has_its_reason(dependency):
    tables = [line.split("|")[1] for line in read("CONTRIBUTING.md").splitlines() if "|" in line]
    assert re.search(rf"(^|[ ,]){re.escape(dependency)}([ ,]|$)", "\n".join(tables), re.MULTILINE)


@pytest.mark.parametrize(
    ("lock", "names"),
    [
        ("requirements.txt", RUN),
        ("requirements-import.txt", IMPORT),
        ("requirements-fleet.txt", FLEET),
        ("requirements-dev.txt", DEV | IMPORT | FLEET),
        ("tests/mutants/requirements.txt", MUTANTS),
    ],
)
def test_python_locks_are_complete_and_hashed(lock, names):
    entries = re.findall(r"^[^#\s].*(?:\n    --hash=.*)*", read(lock), re.MULTILINE)
    assert all("--hash=sha256:" in entry for entry in entries)
    normal = {name.lower().replace("_", "-").replace(".", "-") for name in names}
    assert normal <= {entry.split("==")[0] for entry in entries}


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_name_no_registry(lock):
    text = read(lock)
    assert '"resolved"' not in text
    assert not re.search(r"--(extra-)?index-url|--find-links|file:|//[^\s\"]*(pypi|npm)", text)
