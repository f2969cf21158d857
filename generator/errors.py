"""What a check reports, and the one error that carries it.

A :class:`Finding` names a fault in the source with file, line, column and a hint. Every stage of
the pipeline collects findings; :class:`PolicyError` is raised once, with all of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

import click

T = TypeVar("T")

Severity = Literal["error", "warning"]
Format = Literal["text", "json", "github"]

LONGEST = 1000
"""The characters after which a message is cut off; what the source holds may be longer."""


@dataclass(frozen=True, order=True)
class Mark:
    """A place in a source file. ``line`` and ``column`` count from 1."""

    file: Path
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{_visible(self.file.as_posix())}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Finding:
    """One thing a check reports.

    ``code`` is listed in :mod:`generator.codes`; ``message`` is one sentence without the
    place; ``hint`` says how to mend it and may be empty. Both are kept on one line, of characters
    that a screen can show, whatever they quote from the source.
    """

    code: str
    message: str
    mark: Mark
    hint: str = ""
    severity: Severity = "error"

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", _one_line(self.message))
        object.__setattr__(self, "hint", _one_line(self.hint))

    def as_dict(self) -> dict[str, str | int]:
        """Return it as JSON shows it."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.mark.file.as_posix(),
            "line": self.mark.line,
            "column": self.mark.column,
            "message": self.message,
            "hint": self.hint,
        }

    def sort_key(self) -> tuple[bool, Mark, str, str, str]:
        """Errors first, then by place, code, message and hint."""
        return (self.severity == "warning", self.mark, self.code, self.message, self.hint)


def _one_line(text: str) -> str:
    line = _visible(" ".join(text.split()))
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _visible(text: str) -> str:
    """Return a text without the characters that do something else on a screen than be seen."""
    return "".join(c if c == "\t" or c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


class PolicyError(click.ClickException):
    """The source cannot be published. Carries every finding, errors and warnings."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(set(findings), key=Finding.sort_key)
        super().__init__(render(self.findings))


class Found:
    """What the steps of a pipeline have found so far. Every step gives what it made, and findings.

    >>> policy = found.take(read(source))
    """

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._findings = list(findings)

    def take(self, step: tuple[T, Iterable[Finding]]) -> T:
        """Return what a step made. Raises PolicyError with all findings where one is an error."""
        made, findings = step
        self._findings += findings
        if has_errors(self._findings):
            raise PolicyError(self._findings)
        return made

    @property
    def ordered(self) -> list[Finding]:
        """Each finding once, in the order of the files."""
        return sorted(set(self._findings), key=Finding.sort_key)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether at least one finding forbids publishing."""
    return any(finding.severity == "error" for finding in findings)


def render(findings: Sequence[Finding], format: Format = "text") -> str:
    """Return the findings as text with a caret, as JSON, or as GitHub workflow commands."""
    shown = {"text": _text, "json": _json, "github": _github}[format](findings)
    return shown.encode("utf-8", "replace").decode()  # a file's name may be no Unicode text


def _text(findings: Sequence[Finding]) -> str:
    return "\n".join(_paragraph(finding) for finding in findings)


def _paragraph(finding: Finding) -> str:
    label = f"{finding.code} warning:" if finding.severity == "warning" else finding.code
    lines = [f"{finding.mark} {label} {finding.message}"]
    source = _source_line(finding.mark)
    if source is not None:
        caret = "".join("\t" if c == "\t" else " " for c in source[: finding.mark.column - 1])
        lines += [f"    {source}", f"    {caret}^"]
    if finding.hint:
        lines.append(f"    hint: {finding.hint}")
    return "\n".join(lines)


def _source_line(mark: Mark) -> str | None:
    """Return the line the mark points at, or None where it cannot be shown safely."""
    try:
        if (
            mark.file.is_symlink()
            or not mark.file.is_file()
            or mark.file.stat().st_size > 1_000_000
        ):
            return None
        lines = mark.file.read_text("utf-8-sig", errors="replace").split("\n")
    except OSError:
        return None
    line = lines[mark.line - 1].rstrip("\r") if mark.line <= len(lines) else ""
    if not line.strip() or len(line) > 300:
        return None
    return _visible(line)


def _json(findings: Sequence[Finding]) -> str:
    return json.dumps([f.as_dict() for f in findings], indent=2, ensure_ascii=False)


def _github(findings: Sequence[Finding]) -> str:
    """GitHub workflow commands; ``%``, line ends and property separators are escaped."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def prop(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    return "\n".join(
        f"::{f.severity} file={prop(f.mark.file.as_posix())},line={f.mark.line},"
        f"col={f.mark.column},title={prop(f.code)}::"
        + data(f"{f.message} ({f.hint})" if f.hint else f.message)
        for f in findings
    )
