"""Checks of a policy that was read: one module for each family of findings."""

from __future__ import annotations

from datetime import date

from ..errors import Finding
from ..model.policy import Policy
from ..source.load import Loaded
from . import authority, dates, fidelity, invented, law, nation, plain, references, text, trace


def check_policy(policy: Policy, loaded: Loaded, today: date) -> list[Finding]:
    """Return every finding about the policy, in no particular order.

    ``today`` decides which dates have passed.
    """
    return [
        *references.check(policy, loaded),
        *trace.check(policy, loaded),
        *fidelity.check(policy, loaded),
        *authority.check(policy),
        *dates.check(policy, today),
        *invented.check(policy, loaded),
        *law.check(policy),
        *nation.check(policy, loaded),
        *plain.check(policy),
        *text.check(loaded),
    ]
