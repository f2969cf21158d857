"""The first half of the pipeline: read → check → prove. What passes may be published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from .checks import check_policy
from .errors import Finding, PolicyError, has_errors
from .model.policy import Policy
from .releases.history import History, read_history
from .source.load import Loaded, load
from .wizard.certain import certain
from .wizard.program import Program, compile_wizard
from .wizard.prove import Proof, prove


@dataclass(frozen=True)
class Proven:
    """A wizard that may be published, and what proving it counted."""

    program: Program
    proof: Proof


@dataclass(frozen=True)
class Checked:
    """A policy that may be published: its wizards by id, the warnings left, the files as read.

    ``history`` says how its text stands: approved, changed since, or not approved.
    """

    policy: Policy
    wizards: dict[str, Proven]
    findings: list[Finding]
    sources: list[Any]
    history: History


def check_school(source: Path, school: str, today: date) -> Checked:
    """Read and check one school below ``source`` (``policy_src``), and prove its wizard.

    ``today`` decides which dates have passed. Raises PolicyError with every finding if the source
    cannot be published.
    """
    return check_loaded(load(source, school), today)


def check_loaded(loaded: Loaded, today: date) -> Checked:
    """Check what was read of one school, like :func:`check_school`."""
    findings = list(loaded.findings)
    if loaded.policy is None:
        raise PolicyError(findings)
    findings += check_policy(loaded.policy, loaded, today)
    history, found = read_history(loaded.policy, loaded, today)
    findings += found
    if has_errors(findings):
        raise PolicyError([*findings, *certain(loaded.policy, loaded.unread, findings)])
    wizards = {}
    for name in loaded.policy.wizards:
        program = compile_wizard(loaded.policy, name)
        wizards[name] = Proven(program, prove(program, loaded.policy))
        findings += wizards[name].proof.findings
    # What prints is loaded last: a fault in the source is shown without waiting for it.
    from .handbook import find_unprintable
    from .pages.book import Book

    programs = {name: wizard.program for name, wizard in wizards.items()}
    book = Book(loaded.policy, {}, today, [], history=history)
    findings += find_unprintable(book, programs)
    if has_errors(findings):
        raise PolicyError(findings)
    ordered = sorted(set(findings), key=Finding.sort_key)
    return Checked(loaded.policy, wizards, ordered, loaded.sources, history)
