"""Whatever damages a source, its author gets findings with a place: no traceback, no hang."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import worlds
from hypothesis import HealthCheck, example, given, note, settings
from hypothesis import strategies as st

from generator.errors import has_errors, render

ROOT = Path(__file__).parent.parent
OAKFIELD = ROOT / "policy_src/schools/oakfield"
SCHOOL = "schools/hilltop/"

PIECES = [
    "", " ", "  ", "\n", "\t", ":", ": ", "- ", "-", "#", "'", '"', "{", "}", "[", "]", ",", "&a ",
    "*a", "!!str ", "!", "|", ">", "%", "@", "`", "?", "? ", "~", "null", "true", "2026-02-30",
    "\0", "\x07", "\x7f", "\x85", "\u2028", "\u202e", "\ufeff", "\ud800", "\\", "---\n", "...\n",
    "<<: ", "<b>", "{{", "](javascript:", "0", "-1", "99999999999999999999", "é", "everyone",
    "none", "id: ", "😀", "\r", "\r\n", '"\\ud800"', '"\\U00110000"', '"\\0"', "[" * 50, "(",
    "  - " * 30, "when: {}", "\n" + " " * 400 + "a:\n", "%YAML 9.9\n---\n", "{all: [{any: []}]}",
]  # fmt: skip

VALUES = [
    "", "~", "[]", "{}", "[a, b]", "[[[]]]", "{a: b}", "{id: a}", "[{id: a}, {id: a}]", "true", "7",
    "1", "-1", "1e400", ".nan", "2026-13-45", "0000", '""', '" "', "|\n  a\n  b", ">-\n", "'a",
    "*a", "&a b", "!!int 1", "{not: {not: {}}}", "{all: {}}", "x" * 7000, "<i>", "(", "none",
    '"\\u202e"',
]  # fmt: skip
"""Values of every kind, one of which stands where another kind is asked for."""

TOKEN = re.compile(rb"[A-Za-z0-9-]+|\s+|.", re.DOTALL)


def sources() -> dict[str, bytes]:
    """Every file that may be damaged, by a name: the tiny world's, and those of oakfield.

    A file of oakfield stands in for the tiny world's own, so most of what it names is not there.
    """
    tiny = {path: text.encode() for path, text in worlds.FILES.items()}
    full = {
        f"oakfield: {SCHOOL}{path.relative_to(OAKFIELD).as_posix()}": path.read_bytes()
        for path in sorted(OAKFIELD.rglob("*.yml"))
    }
    return tiny | full


SOURCES = sources()


@st.composite
def damage(draw: st.DrawFn) -> dict[str, bytes]:
    """One to three changes to the files of the tiny world: path below it → what it holds."""
    files: dict[str, bytes] = {}
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(sorted(SOURCES)))
        path = name.removeprefix("oakfield: ")
        change = draw(st.sampled_from([by_character, by_line, by_token, by_value]))
        files[path] = change(draw, files.get(path, SOURCES[name]))
    return files


def by_character(draw: st.DrawFn, data: bytes) -> bytes:
    """Put a piece in place of up to three bytes, also in the middle of a character, or cut off."""
    start = draw(st.integers(0, len(data)))
    if draw(st.integers(0, 9)) == 0:
        return data[:start]
    piece = draw(st.sampled_from(PIECES)).encode("utf-8", "surrogatepass")
    return data[:start] + piece + data[start + draw(st.integers(0, 3)) :]


def by_line(draw: st.DrawFn, data: bytes) -> bytes:
    """Delete a line, write it twice, move it, swap it, indent it a little or a lot, shorten it."""
    lines = data.splitlines(keepends=True) or [b""]
    index = draw(st.integers(0, len(lines) - 1))
    line = lines.pop(index)
    changes = ["delete", "twice", "move", "swap", "indent", "outdent", "deep", "shorten"]
    change = draw(st.sampled_from(changes))
    if change == "twice":
        lines[index:index] = [line, line]
    elif change == "move":
        lines.insert(draw(st.integers(0, len(lines))), line)
    elif change == "swap":
        lines.insert(min(index + 1, len(lines)), line)
    elif change in ("indent", "deep"):
        lines.insert(index, b" " * (2 if change == "indent" else 200) + line)
    elif change == "outdent":
        lines.insert(index, line.removeprefix(b"  "))
    elif change == "shorten":
        lines.insert(index, line.split(b":")[0] + b":\n")
    return b"".join(lines)


def by_token(draw: st.DrawFn, data: bytes) -> bytes:
    """Delete a word or a sign, write it twice, or put another one in its place."""
    tokens = TOKEN.findall(data) or [b""]
    index, other = (draw(st.integers(0, len(tokens) - 1)) for _ in range(2))
    change = draw(st.sampled_from(["delete", "twice", "swap", "copy"]))
    if change == "delete":
        tokens[index] = b""
    elif change == "twice":
        tokens[index] *= 2
    elif change == "swap":
        tokens[index], tokens[other] = tokens[other], tokens[index]
    else:
        tokens[index] = tokens[other]
    return b"".join(tokens)


def by_value(draw: st.DrawFn, data: bytes) -> bytes:
    """Put a value of another kind, or another key's value, after a key."""
    places = list(re.finditer(rb"(?<=: )[^,}\n]+", data))
    if not places:
        return data
    place = draw(st.sampled_from(places))
    other = draw(st.sampled_from(places)).group() if draw(st.booleans()) else None
    value = draw(st.sampled_from(VALUES)).encode() if other is None else other
    return data[: place.start()] + value + data[place.end() :]


@contextmanager
def no_hang(seconds: int = 120) -> Iterator[None]:
    """Stop what goes on far longer than anything that ends by itself."""

    def stop(*_: object) -> None:
        raise AssertionError("this does not come to an end")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def check_damaged(files: dict[str, bytes], source: Path) -> None:
    """Check the tiny world in ``source`` with these files; every finding must have a place."""
    whole = {path: text.encode() for path, text in worlds.FILES.items()} | files
    for path in source.rglob("*.yml"):
        if path.relative_to(source).as_posix() not in whole:
            path.unlink()
    for path, data in whole.items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_bytes(data)
    with no_hang():
        findings = worlds.findings_in(source)
    note(render(findings))
    if not has_errors(findings):  # then nothing was left out either
        policy = worlds.check_hilltop(source).policy
        read = len(policy.sections)
        assert read == sum("/sections/" in path for path in whole)
    for finding in findings:
        assert finding.mark.file.is_relative_to(source)
        lines = [""]
        if finding.mark.file.is_file():
            text = finding.mark.file.read_text("utf-8-sig", errors="replace")
            lines = text.split("\n")
        assert 1 <= finding.mark.line <= len(lines)
        assert 1 <= finding.mark.column <= len(lines[finding.mark.line - 1]) + 1
        assert finding.message
        assert finding.message.isprintable()
        assert finding.hint.isprintable()
    for form in ("text", "json", "github"):
        render(findings, form).encode("utf-8")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One tiny world for every example: the test writes each file anew."""
    return worlds.tiny_world(tmp_path_factory.mktemp("world"))


ours = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@given(files=damage())
@settings(ours, max_examples=300)
@example(files={"common/wizards/should-i-post.yml": b""})
@example(files={"nations/england/law.yml": b"laws: []\n"})
@example(files={"schools/hilltop/sections/20-more.yml": b"id: more\ntitle: More\nwrong: 1\n"})
@example(files={"nations/england/law.yml": b'laws: "a\\nb"\n'})
def test_damage_gives_findings_and_never_a_traceback(files: dict[str, bytes], source: Path) -> None:
    check_damaged(files, source)


@pytest.mark.long
@given(files=damage())
@settings(ours, max_examples=10_000)
def test_ten_thousand_damaged_sources(files: dict[str, bytes], source: Path) -> None:
    check_damaged(files, source)


def test_a_failure_would_be_seen(tmp_path: Path) -> None:
    """The check of damage itself: an undamaged source has no finding, and a hang is noticed."""
    assert worlds.findings_in(worlds.tiny_world(tmp_path)) == []
    with pytest.raises(AssertionError, match="end"), no_hang(1):
        signal.pause()
