"""Every provision of the school's document is placed, or left out with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from ..codes import report
from ..errors import Finding
from ..model.policy import Policy
from ..source.load import Loaded

SHOWN = 60
"""The characters of a statement that a finding shows."""


def check(policy: Policy, loaded: Loaded) -> list[Finding]:
    """Return findings for provisions and clauses that do not lead to each other."""
    return [*_provisions(policy, loaded), *_clauses(policy)]


def _provisions(policy: Policy, loaded: Loaded) -> Iterator[Finding]:
    placed = {name for _, _, names in policy.restating() for name in names} | loaded.placed
    for provision in policy.provisions.values():
        if provision.id in placed and provision.left_out:
            yield report(
                "TRC003",
                f"{provision.id} is placed on a page and also left out",
                provision.at("left-out"),
                "remove left-out, or take it out of from",
            )
        if provision.todo:
            yield report(
                "TRC014",
                f"{provision.id} waits for you: {shorten(provision.text, SHOWN, placeholder=' …')}",
                provision.at("todo"),
                f"policy-site place {policy.id} asks; or place it by hand and take todo out",
            )
        elif (
            provision.id not in placed and not provision.left_out and "places" not in loaded.unread
        ):
            yield report(
                "TRC001",
                f"{provision.id} is placed nowhere",
                provision.at("id"),
                "name it in the from of a clause, or give left-out with the reason",
            )


def _clauses(policy: Policy) -> Iterator[Finding]:
    for section in policy.own_sections:
        for clause in section.clauses:
            if not clause.from_ and (policy.provisions or not policy.models):
                yield report(
                    "TRC002",
                    f'the clause "{clause.id}" restates no provision',
                    clause.at("id"),
                    "name the provisions in from",
                )
            if clause.basis in ("safety", "good-practice") and not clause.is_adopted:
                yield report(
                    "TRC004",
                    f'the school\'s clause "{clause.id}" claims to be the same at every school',
                    clause.at("basis"),
                    "leave basis out; it rests on the school's own document",
                )
    for section in policy.shared_sections:
        for clause in section.clauses:
            if clause.basis == "school-rule" or clause.from_:
                yield report(
                    "TRC004",
                    f'the shared clause "{clause.id}" claims a school\'s authority',
                    clause.at("basis" if clause.basis == "school-rule" else "from"),
                    "use law, safety or good-practice, and no from",
                )
