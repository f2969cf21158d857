"""The chart as it is drawn on the site and in print: its rows and answers, words and pictures."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.policy import Policy
from ..wizard import icons
from ..wizard.chart import chart
from ..wizard.program import Program

OWN = "Does it break one of our own rules?"
"""The last row, where the school's own rules ask more than the decisions do."""


@dataclass(frozen=True)
class Row:
    """One decision. ``verdicts`` are indexes, mild to severe; ``icon`` is a path to draw."""

    ask: str
    such_as: tuple[str, ...]
    icon: str
    verdicts: tuple[int, ...]
    yes: str
    """Where "yes" leads: "change it first, or don't post it"."""


@dataclass(frozen=True)
class Answer:
    """One verdict; ``icon`` is a path to draw."""

    id: str
    title: str
    icon: str


@dataclass(frozen=True)
class Drawing:
    """The path from top to bottom. The first row alone leads to the most severe answer.

    Who says "no" to every row gets the mildest answer.
    """

    rows: tuple[Row, ...]
    answers: tuple[Answer, ...]
    """Mild to severe."""

    @property
    def opened(self) -> tuple[int, ...]:
        """For each answer the first row that leads to it (an index), or how many rows there are."""
        return tuple(
            next((i for i, row in enumerate(self.rows) if index in row.verdicts), len(self.rows))
            for index in range(len(self.answers))
        )


def draw(program: Program, policy: Policy) -> Drawing | None:
    """Return the drawing of a wizard's chart, or None where it has none."""
    rows = []
    for step in chart(program, policy):
        said, verdicts = step.decision, step.verdicts
        if said is not None and verdicts:  # one that nobody reaches is a finding
            icon = icons.DECISIONS[said.icon]
            rows.append(_row(program, said.ask, said.such_as, icon, verdicts))
        elif said is None and step.own:
            titles = tuple(clause.title for clause in step.own)
            stricter = tuple(v for v in verdicts if v != program.otherwise)
            rows.append(_row(program, OWN, titles, icons.OWN, stricter))
    answers = (Answer(v.id, v.title, icons.verdict(v.id)) for v in program.verdicts)
    return Drawing(tuple(rows), tuple(answers)) if rows else None


def _row(
    program: Program, ask: str, such_as: tuple[str, ...], icon: str, verdicts: tuple[int, ...]
) -> Row:
    titles = [program.verdicts[index].title for index in verdicts]
    said = [title[:1].lower() + title[1:] for title in titles]
    *first, last = said
    yes = f"{', '.join(first)}, or {last}" if first else last
    return Row(ask, such_as, icon, verdicts, yes)
