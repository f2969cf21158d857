"""What ``check`` tells a person: what was read, what was found, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .codes import CODES
from .errors import Finding, has_errors, render
from .model.base import is_id
from .model.policy import Policy
from .releases.history import Standing
from .source.load import Loaded

MOST_ALIKE = 12
"""The warnings of a kind that are listed; ``--format json`` gives every one."""


def was_read(loaded: Loaded) -> str:
    """Return in a line what was read of one school, the last of its layers."""
    if loaded.policy is None:
        return ""
    policy, own = loaded.policy, loaded.layers[-1]
    counts = [
        counted(len(policy.provisions), "statement"),
        counted(sum(len(section.clauses) for section in policy.own_sections), "rule"),
        counted(len(policy.own_channels.channels), "person or office", "people and offices"),
    ]
    based = f", based on {' and '.join(policy.models)}" if policy.models else ""
    files = counted(len(own.files), "file")
    return f"{policy.id}: {', '.join(counts)} in {files}{based}"


def listing(findings: Iterable[Finding]) -> str:
    """Return the findings for a terminal: errors with their lines, warnings of a kind together."""
    ordered = sorted(findings, key=Finding.sort_key)
    errors = [finding for finding in ordered if finding.severity == "error"]
    warnings: dict[str, list[Finding]] = {}
    for finding in ordered:
        if finding.severity == "warning":
            warnings.setdefault(finding.code, []).append(finding)
    parts = [render(errors)] if errors else []
    parts += ["\n".join(_alike(code, found)) for code, found in sorted(warnings.items())]
    return "\n".join(parts)


def _alike(code: str, found: list[Finding]) -> Iterator[str]:
    yield f"{code} warning: {CODES[code].title}"
    for finding in found[:MOST_ALIKE]:
        yield f"    {finding.mark} {finding.message}"
    if len(found) > MOST_ALIKE:
        yield f"    … and {len(found) - MOST_ALIKE} more of this kind"
    for hint in dict.fromkeys(finding.hint for finding in found if finding.hint):
        yield f"    hint: {hint}"


def numbers(findings: Iterable[Finding]) -> str:
    """Return how many errors and warnings there are."""
    ordered = list(findings)
    errors = sum(finding.severity == "error" for finding in ordered)
    return f"{counted(errors, 'error')}, {counted(len(ordered) - errors, 'warning')}"


def coming(
    school: str, findings: Iterable[Finding], policy: Policy | None, standing: Standing | None
) -> str:
    """Return in a line what to do next for a school; nothing for what cannot name one.

    ``standing`` is how its text stands, where it has no error.
    """
    if not is_id(school):
        return ""
    if has_errors(findings):
        missing = [f for f in findings if "there is no school" in f.message]
        if missing and missing[0].hint.startswith("did you mean"):
            return ""
        if missing:
            return f"next: policy-site new {school}"
        return f"next: mend the errors; then policy-site check {school}"
    waiting = sum(bool(p.todo) for p in policy.provisions.values()) if policy else 0
    if waiting:
        return f"next: {counted(waiting, 'statement')} to place; policy-site place {school}"
    if standing in ("changed", "unapproved"):
        return (
            f"next: policy-site approve {school}, "
            f"or policy-site build {school} --draft to look at it first"
        )
    return f"next: policy-site build {school}"


def counted(count: int, noun: str, several: str = "") -> str:
    """Return a number with its noun: ``1 rule``, ``2 rules``."""
    return f"{count} {noun if count == 1 else several or f'{noun}s'}"
