"""Check and prove: what passes may be published, as far as the source can tell.

The steps of the pipeline have one shape: each gives what it made and what it found, and none begins
after an error (:class:`.errors.Found`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from .checks import check_policy
from .errors import Finding, Found, PolicyError, has_errors
from .model.policy import Policy
from .releases.history import History, read_history
from .source.load import Loaded, load
from .wizard.certain import certain
from .wizard.program import Program, compile_wizard
from .wizard.prove import Proof
from .wizard.prove import prove as prove_wizard


@dataclass(frozen=True)
class Proven:
    """A wizard that may be published, and what proving it counted."""

    program: Program
    proof: Proof


@dataclass(frozen=True)
class Checked:
    """A policy that may be published: its wizards by id, the warnings left, and what was read.

    ``history`` says how its text stands: approved, changed since, or not approved.
    """

    policy: Policy
    wizards: dict[str, Proven]
    findings: list[Finding]
    loaded: Loaded
    history: History


def check_school(source: Path, school: str, today: date) -> Checked:
    """Read and check one school below ``source`` (``policy_src``), and prove its wizard.

    ``today`` decides which dates have passed. Raises PolicyError with every finding if the source
    cannot be published.
    """
    return check_loaded(load(source, school), today)


def check_loaded(loaded: Loaded, today: date) -> Checked:
    """Check and prove what was read of one school, like :func:`check_school`."""
    return prove(check(loaded, today))


def check(loaded: Loaded, today: date) -> Checked:
    """Check what was read of one school; its wizards are compiled, and not proven yet."""
    policy, found = loaded.policy, Found()
    if policy is None:
        raise PolicyError(loaded.findings)
    history = found.take(_check(policy, loaded, today))
    wizards = {n: Proven(compile_wizard(policy, n), Proof([])) for n in policy.wizards}
    return Checked(policy, wizards, found.ordered, loaded, history)


def prove(checked: Checked) -> Checked:
    """Prove the wizards of what was checked. Raises PolicyError with every finding."""
    found = Found(checked.findings)
    wizards = found.take(_prove(checked))
    return replace(checked, wizards=wizards, findings=found.ordered)


def prove_as(checked: Checked, before: Checked) -> Checked | None:
    """Take the proofs of ``before`` over; None where a wizard's shape is another, so none holds."""
    known, now = before.wizards, checked.wizards
    if {n: w.program.shape for n, w in known.items()} != {
        n: w.program.shape for n, w in now.items()
    }:
        return None
    wizards = {name: replace(made, proof=known[name].proof) for name, made in now.items()}
    found = Found([*checked.findings, *(f for w in wizards.values() for f in w.proof.findings)])
    return replace(checked, wizards=wizards, findings=found.ordered)


def _check(policy: Policy, loaded: Loaded, today: date) -> tuple[History, list[Finding]]:
    """Give how the text stands; find all that single texts, dates and references tell."""
    history, found = read_history(policy, loaded, today)
    findings = [*loaded.findings, *check_policy(policy, loaded, today), *found]
    if has_errors(findings):
        findings += certain(policy, loaded.unread, findings)
    return history, findings


def _prove(checked: Checked) -> tuple[dict[str, Proven], list[Finding]]:
    """Give the wizards; find where one breaks what is promised of every wizard."""
    wizards = {
        name: replace(made, proof=prove_wizard(made.program, checked.policy))
        for name, made in checked.wizards.items()
    }
    return wizards, [each for proven in wizards.values() for each in proven.proof.findings]
