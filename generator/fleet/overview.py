"""What an authority or a trust is told about one of its schools: little, and kept as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..checks.dates import looked_up, review_of, when
from ..errors import Finding
from ..model.layer import Difference
from ..model.policy import Policy

KINDS = {
    "review": ("DATE001",),
    "law": ("LAW001", "LAW002", "LAW004"),
    "contacts": ("FAIR006",),
    "checks": ("DATE003",),
}
"""What an authority looks at: a kind, and the codes of the findings that tell of it."""


@dataclass(frozen=True)
class Own:
    """What the school itself changes in something that it shares with others, and why."""

    of: str
    """What it changes, such as ``clause/facts-first``."""
    title: str
    said: str


@dataclass(frozen=True)
class Overview:
    """A school as its site was built."""

    title: str
    """The school's name."""
    status: str
    """How its text stands: ``approved``, ``draft`` or ``restatement``."""
    review: tuple[str, str] | None
    """The last day of the date when it wants to look again, in ISO form, and the date in words."""
    needs: dict[str, list[str]]
    """What of it needs a look, in words for people: kind of :data:`KINDS` → lines."""
    models: dict[str, str]
    """The models that it is based on: id → name."""
    differs: tuple[Own, ...]
    """What it changes itself."""
    cases: int
    """The example posts to which its own rules give another answer than the shared ones."""

    @staticmethod
    def from_dict(kept: dict[str, Any]) -> Overview:
        """Return what ``asdict`` gave. Raises KeyError, TypeError or ValueError for other data."""
        review = kept["review"]
        return Overview(
            **{
                **kept,
                "review": (str(review[0]), str(review[1])) if review else None,
                "differs": tuple(Own(**own) for own in kept["differs"]),
            }
        )


def overview(policy: Policy, status: str, findings: list[Finding]) -> Overview:
    """Return what to tell about a school whose text has this status and these warnings left."""
    review = review_of(policy)
    own: dict[str, list[Difference]] = {}
    for difference in policy.differences:
        if difference.layer == policy.id:
            own.setdefault(difference.change.of, []).append(difference)
    return Overview(
        title=policy.school.name,
        status=status,
        review=(review.on.last_day.isoformat(), str(review.on)) if review else None,
        needs=_needs(policy, findings),
        models={name: model.title for name, model in policy.models.items()},
        differs=tuple(
            Own(of, found[-1].title, " ".join(map(_said, found))) for of, found in own.items()
        ),
        cases=len(policy.expectations),
    )


def _needs(policy: Policy, findings: list[Finding]) -> dict[str, list[str]]:
    """Return what needs a look, with the names that people know in place of ids."""
    words = {
        **{c.at("id"): c.title for c in policy.own_channels.channels},
        **{e.at("checked"): f"{e.title}: last {when(then)}" for e, then in looked_up(policy)},
    }
    return {
        kind: [words.get(f.mark) or _sentence(f.message) for f in findings if f.code in codes]
        for kind, codes in KINDS.items()
    }


def _sentence(message: str) -> str:
    return f"{message[:1].upper()}{message[1:]}."


def _said(difference: Difference) -> str:
    change = difference.change
    word = "Not used" if change.set_aside else "Allows more" if change.exceptions else "Different"
    return f"{word}: {change.reason}"
