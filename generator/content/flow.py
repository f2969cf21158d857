"""The flow of the wizards, for authors: the drawn chart, and how the questions lead on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..checked import Proven
from ..model.wizard import Verdict
from ..wizard.conditions import tests
from ..wizard.paths import Paths, Turn, verdict_of, walk
from ..wizard.program import Asked, Program
from .book import Book

ADDRESS = "about/flow/"

MOST = 2
"""The most rows of answers that a question shows; with more, one row stands for all of them."""


@dataclass(frozen=True)
class Place:
    """Where an answer leads: to a question by its number, or to a verdict."""

    question: int | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Row:
    """Answers that lead to the same places; none of them are named where it is any answer."""

    labels: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Ask:
    """A question of the flowchart; ``share`` says on how much of all ways it is asked."""

    asked: Asked
    share: str
    rows: list[Row]
    rules: int
    options: list[tuple[str, int]]
    """The label of each option, and the number of rules that ask for it."""


@dataclass(frozen=True)
class Flow:
    """How one wizard asks."""

    figures: list[tuple[str, str]]
    """What was counted, as lines of a label and a value."""
    questions: list[Ask]
    ends: list[tuple[str, Verdict]]
    """The verdicts that are reached, each with its part of all ways."""


def flows(book: Book) -> dict[str, Flow]:
    """Return the flow of each wizard that was proven, by its id."""
    return {name: _flow(page.proven) for name, page in book.wizards.items() if page.proven}


def _flow(proven: Proven) -> Flow:
    program = proven.program
    paths = walk(program)
    return Flow(
        _figures(proven, paths.ways),
        _asks(program, paths),
        [
            (share(paths.verdicts[index], paths.ways), verdict)
            for index, verdict in enumerate(program.verdicts)
            if paths.verdicts[index]
        ],
    )


def _figures(proven: Proven, ways: int) -> list[tuple[str, str]]:
    """Return what was counted, as lines of a label and a value."""
    counted = proven.proof.counted
    assert counted is not None  # a wizard too large to count is an error
    return [
        ("Ways to answer", f"{ways:,}"),
        ("Questions at most", str(counted.questions_max)),
        ("Rules", str(len(proven.program.rules))),
    ]


def share(part: int, ways: int) -> str:
    """Return a part of all ways in words: "all ways", "7 % of all ways to answer"."""
    if part == ways:
        return "all ways to answer"
    percent = 100 * part / ways
    said = "less than 1" if percent < 1 else "more than 99" if percent > 99 else f"{percent:.0f}"
    return f"{said} % of all ways to answer"


def _asks(program: Program, paths: Paths) -> list[Ask]:
    """Return the questions that are asked, in order."""
    numbers = {fact: number for number, fact in enumerate(paths.turns, 1)}
    asks = []
    for fact, turn in paths.turns.items():
        asked = program.facts[fact]
        masks = [[mask for f, mask in tests(rule.told) if f == fact] for rule in program.rules]
        counts = [
            (option.label, sum(any(mask >> bit & 1 for mask in tested) for tested in masks))
            for bit, option in enumerate(asked.fact.options)
        ]
        rows = _rows(program, asked, turn, numbers)
        total = sum(bool(tested) for tested in masks)
        asks.append(Ask(asked, share(turn.ways, paths.ways), rows, total, counts))
    return asks


def _rows(program: Program, asked: Asked, turn: Turn, numbers: dict[int, int]) -> list[Row]:
    """Return the answers of a question by where they lead; the questions first, then verdicts."""
    groups: dict[tuple[int, ...], list[str]] = {}
    for option, leads in zip(asked.fact.options, turn.leads, strict=True):
        groups.setdefault(_in_order(leads), []).append(option.label)
    if len(groups) in range(2, MOST + 1):
        named = [(tuple(labels), places) for places, labels in groups.items()]
    else:
        named = [((), _in_order({place for places in groups for place in places}))]
    return [
        Row(labels, tuple(_place(program, place, numbers) for place in places))
        for labels, places in named
    ]


def _in_order(places: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(places, key=lambda place: (place < 0, abs(place))))


def _place(program: Program, place: int, numbers: dict[int, int]) -> Place:
    if place >= 0:
        return Place(question=numbers[place])
    return Place(verdict=program.verdicts[verdict_of(place)])
