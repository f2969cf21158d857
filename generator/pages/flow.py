"""The flow of the wizards, for authors: the drawn chart, and what rests on each question."""

from __future__ import annotations

from dataclasses import dataclass

from ..checked import Proven
from ..wizard.conditions import tests
from ..wizard.program import Asked, Program
from .about import UNLISTED
from .book import Book, Page
from .drawing import draw

ADDRESS = "about/flow/"


@dataclass(frozen=True)
class Ruled:
    """A question, with how many rules ask for it and for each of its options."""

    asked: Asked
    rules: int
    options: list[tuple[str, int]]
    """The label of each option, and the number of rules."""


META = UNLISTED | {"description": "The chart of a wizard, its questions, and the rules of each."}


def pages(book: Book) -> list[Page]:
    """Return a page that lists the wizards, and one for each with its flow."""
    made = {name: page.proven for name, page in book.wizards.items() if page.proven}
    if not made:
        return []
    rows = [(book.policy.wizards[name], _figures(proven)) for name, proven in made.items()]
    first = Page(ADDRESS, "flows", "How the wizards ask", {"rows": rows}, META)
    return [first, *(_page(book, name, proven) for name, proven in made.items())]


def _page(book: Book, name: str, proven: Proven) -> Page:
    program = proven.program
    sheets = book.printed.of("sheet")
    return Page(
        f"{ADDRESS}{name}/",
        "flow",
        f"The flow of “{program.wizard.title}”",
        {
            "drawing": draw(program, book.policy) if program.wizard.kind == "verdict" else None,
            "pdf": next((f for f in sheets if f.path == "print/chart.pdf"), None),
            "danger": [h for h in book.policy.helplines.values() if h.danger and h.phone],
            "figures": _figures(proven),
            "questions": [_ruled(program, fact) for fact in range(len(program.facts))],
        },
        META,
    )


def _figures(proven: Proven) -> list[tuple[str, str]]:
    """Return what the proof counted, as lines of a label and a value."""
    counted = proven.proof.counted
    assert counted is not None  # a wizard too large to count is an error
    return [
        ("Situations", f"{proven.program.situations:,}"),
        ("Questions on average", f"{counted.questions_mean:.1f}"),
        ("Questions at most", str(counted.questions_max)),
        ("Rules", str(len(proven.program.rules))),
    ]


def _ruled(program: Program, fact: int) -> Ruled:
    asked = program.facts[fact]
    masks = [[mask for f, mask in tests(rule.told) if f == fact] for rule in program.rules]
    return Ruled(
        asked,
        sum(bool(tested) for tested in masks),
        [
            (option.label, sum(any(mask >> bit & 1 for mask in tested) for tested in masks))
            for bit, option in enumerate(asked.fact.options)
        ],
    )
