"""How findings are shown: as text with a caret, as JSON, and as GitHub's commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.errors import Finding, Mark, PolicyError, has_errors, render

FILE = Path("policy_src/a,b:c%\n.yml")
ODD = Finding(
    "MOD001", 'unknown field "50% of\nall, :: x"', Mark(FILE, 3, 5), "did you mean %0A, or\r?"
)
WARNING = Finding("DATE001", "the review fell due", Mark(Path("a.yml"), 1, 1), "", "warning")


def test_text(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text("id: one\n\tcolour: é red\n")
    found = [
        Finding("MOD005", "not a colour", Mark(file, 2, 12), "write #112233"),
        Finding("DATE001", "overdue", Mark(file, 1, 5), severity="warning"),
    ]
    assert render(found) == (
        f"{file}:2:12 MOD005 not a colour\n"
        "    \tcolour: é red\n"
        "    \t          ^\n"
        "    hint: write #112233\n"
        f"{file}:1:5 DATE001 warning: overdue\n"
        "    id: one\n"
        "        ^"
    )
    assert render([]) == ""


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (None, 1),
        (b"", 1),
        (b"short\n", 9),
        (b"x" * 400, 1),
        (b"   \n", 1),
        (b"x" * 2_000_000, 1),
    ],
    ids=["no file", "empty", "past the end", "long line", "blank line", "large file"],
)
def test_a_line_that_cannot_be_shown_is_left_out(
    content: bytes | None, line: int, tmp_path: Path
) -> None:
    file = tmp_path / "a.yml"
    if content is not None:
        file.write_bytes(content)
    assert (
        render([Finding("SRC006", "empty", Mark(file, line, 1))]) == f"{file}:{line}:1 SRC006 empty"
    )


def test_a_folder_has_no_line(tmp_path: Path) -> None:
    assert (
        render([Finding("SRC002", "a folder", Mark(tmp_path))]) == f"{tmp_path}:1:1 SRC002 a folder"
    )


def test_characters_that_a_terminal_would_obey_are_not_printed(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes("a: \x1b[31mred \u202e\xff".encode("latin-1", "ignore") + b"\xfe\n")
    shown = render([Finding("SRC005", "no text", Mark(file, 1, 4))])
    assert "\x1b" not in shown
    assert shown.split("\n")[1] == "    a: \N{REPLACEMENT CHARACTER}[31mred \N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"  # fmt: skip  # noqa: E501


def test_a_finding_stays_on_one_line_whatever_it_quotes() -> None:
    """An escape, a line's end or a million letters may stand in a key or in a file's name."""
    mark = Mark(Path("a\x1b[2J\n.yml"))
    finding = Finding(
        "MOD001", "unknown\n \x85field \x1b[31m" + "x" * 2_000_000, mark, "a\r\u202eb"
    )
    assert finding.message == "unknown field \N{REPLACEMENT CHARACTER}[31m" + "x" * 981 + "…"
    assert finding.hint == "a \N{REPLACEMENT CHARACTER}b"
    assert [line.isprintable() for line in render([finding]).split("\n")] == [True, True]


def test_json() -> None:
    assert json.loads(render([ODD, WARNING], "json")) == [
        {
            "code": "MOD001",
            "severity": "error",
            "file": "policy_src/a,b:c%\n.yml",
            "line": 3,
            "column": 5,
            "message": 'unknown field "50% of all, :: x"',
            "hint": "did you mean %0A, or ?",
        },
        {
            "code": "DATE001",
            "severity": "warning",
            "file": "a.yml",
            "line": 1,
            "column": 1,
            "message": "the review fell due",
            "hint": "",
        },
    ]
    assert json.loads(render([], "json")) == []


def test_github() -> None:
    """Escaped as GitHub's "workflow commands" ask: % and line ends, in properties also : and ,."""
    assert render([ODD, WARNING], "github").split("\n") == [
        "::error file=policy_src/a%2Cb%3Ac%25%0A.yml,line=3,col=5,title=MOD001::"
        'unknown field "50%25 of all, :: x" (did you mean %250A, or ?)',
        "::warning file=a.yml,line=1,col=1,title=DATE001::the review fell due",
    ]
    assert render([], "github") == ""


def test_errors_come_first_then_by_place_and_once() -> None:
    late = Finding("MOD001", "b", Mark(Path("a.yml"), 10))
    early = Finding("MOD001", "a", Mark(Path("a.yml"), 9))
    other = Finding("MOD001", "a", Mark(Path("b.yml"), 1))
    error = PolicyError([WARNING, other, late, early, late])
    assert error.findings == [early, late, other, WARNING]
    assert error.message == render(error.findings)
    assert error.exit_code == 1


def test_warnings_do_not_forbid_publishing() -> None:
    assert not has_errors([WARNING])
    assert not has_errors([])
    assert has_errors([WARNING, ODD])
