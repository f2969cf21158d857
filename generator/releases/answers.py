"""Which answers of a school's wizards are others than before: counted, with posts as examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..model.extras import Case, Scenario
from ..model.policy import Policy
from ..wizard.conditions import Answers, truth
from ..wizard.impact import compare
from ..wizard.table import Table

POSTS = 3
"""How many posts are shown for one way in which answers moved."""


@dataclass(frozen=True)
class Moved:
    """Situations of one wizard that got another answer. Answers are named by their ids."""

    wizard: str
    before: str
    after: str
    situations: int
    """How many situations."""
    of: int
    """How many situations the wizard tells apart."""
    examples: tuple[str, ...]
    """A few of the situations, in a parent's words."""
    posts: tuple[str, ...] = ()
    """Posts among the known cases and stories that got the other answer."""

    def data(self) -> dict[str, Any]:
        """Return it as what JSON can hold."""
        return {name: list(v) if isinstance(v, tuple) else v for name, v in asdict(self).items()}

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Moved:
        """Read what :meth:`data` gave. Raises TypeError or KeyError for anything else."""
        lists = {name: tuple(data[name]) for name in ("examples", "posts")}
        return cls(**{**data, **lists})


def moved_answers(
    before: Mapping[str, Table], now: Mapping[str, Table], policy: Policy
) -> tuple[Moved, ...]:
    """Return how the answers of the wizards that both editions have moved.

    The posts of the policy's cases and stories serve as examples.
    """
    found = []
    for name in now:
        if name in before:
            impact = compare(before[name], now[name])
            for move in impact.moves:
                posts = _posts(before[name], now[name], (move.before, move.after), name, policy)
                found.append(
                    Moved(
                        name,
                        move.before,
                        move.after,
                        move.situations,
                        impact.situations,
                        move.examples,
                        tuple(posts[:POSTS]),
                    )
                )
    return tuple(found)


def _posts(
    before: Table, now: Table, move: tuple[str, str], wizard: str, policy: Policy
) -> list[str]:
    told: list[Case | Scenario] = [*policy.scenarios, *policy.cases]
    if policy.wizards[wizard].kind != "verdict":
        return []
    return [
        post.post
        for post in told
        if (verdict(before, post.situation), verdict(now, post.situation)) == move
    ]


def verdict(table: Table, situation: Mapping[str, Any]) -> str:
    """Return the verdict of a situation given by names: a fact left out has its first option."""
    answers: Answers = {}
    for index, fact in enumerate(table.facts):
        named = situation.get(fact.id, [])
        chosen = [named] if isinstance(named, str) else named
        mask = sum(1 << fact.options.index(name) for name in chosen if name in fact.options)
        first = 1 if fact.kind == "one" else fact.choices.none
        answers[index] = mask or first
    applying = [v for _, when, v in table.rules if truth(when, answers)]
    return table.verdicts[max([table.otherwise, *applying])]
