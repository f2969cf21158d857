"""The flow, drawn for authors: a wizard's questions, the rules behind them, and what reaches each.

Shares are of the situations in which nobody is in danger, where the wizard asks about danger: that
answer is most of the options and would hide all else.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..checked import Proven
from ..model.clause import Clause
from ..model.people import Channel
from ..model.wizard import Option
from ..wizard.conditions import any_of, negate, tests
from ..wizard.evaluate import Mode
from ..wizard.program import Asked, Program
from ..wizard.reach import Reach, calm, count, plain_situations, reach, walk
from ..wizard.words import condition, situation
from .about import UNLISTED
from .book import Book, Page

ADDRESS = "about/flow/"
EXAMPLES = 5


@dataclass(frozen=True)
class Share:
    """A number of situations and its part of those it is counted among, from 0 to 1."""

    situations: int
    among: int

    @property
    def part(self) -> float:
        """The part, from 0 to 1."""
        return self.situations / self.among

    def __str__(self) -> str:
        if self.situations in (0, self.among):
            return f"{self.part:.0%}"
        if 0.0005 <= self.part < 0.9995:
            return f"{self.part:.1%}"
        return "under 0.1%" if self.part < 0.5 else "over 99.9%"


@dataclass(frozen=True)
class Drawn:
    """One question in the picture: how many are asked it, and whom its answer settles."""

    asked: Asked
    share: Share
    settled: list[tuple[int, Share]]
    """Verdict (index) and share, most severe first."""

    @property
    def going_on(self) -> Share:
        """Those that are asked and still have a question before them."""
        ended = sum(share.situations for _, share in self.settled)
        return Share(self.share.situations - ended, self.share.among)

    def bar(self) -> list[tuple[int | None, float, float]]:
        """Return the parts of a bar, in percent: verdict or None for going on, start, width."""
        parts: list[tuple[int | None, float, float]] = []
        start = 0.0
        for verdict, share in [*self.settled, (None, self.going_on)]:
            width = 100 * share.part
            if width:
                parts.append((verdict, round(start, 2), round(width, 2)))
            start += width
        return parts


@dataclass(frozen=True)
class Ruled:
    """One rule: its name, its condition in words, its verdict, and what it reaches."""

    name: str
    words: str
    verdict: int
    holds: Share
    decides: Share


@dataclass(frozen=True)
class Home:
    """A clause or channel with its rules, and what they reach together."""

    clause: Clause | None
    channel: Channel | None
    rules: list[Ruled]
    holds: Share
    decides: Share
    calm: bool
    """Whether the shares are of the situations in which nobody is in danger."""

    @property
    def worst(self) -> int:
        """The most severe verdict of its rules, as an index."""
        return max(rule.verdict for rule in self.rules)


META = UNLISTED | {"description": "Each question of a wizard, and what every rule reaches."}


def pages(book: Book) -> list[Page]:
    """Return a page that lists the wizards, and one for each with its flow."""
    made = {name: page.proven for name, page in book.wizards.items() if page.proven}
    if not made:
        return []
    rows = [
        (book.policy.wizards[name], _figures(proven.program, proven))
        for name, proven in made.items()
    ]
    first = Page(ADDRESS, "flows", "How the wizards ask", {"rows": rows}, META)
    return [first, *(_page(book, name, proven) for name, proven in made.items())]


def _page(book: Book, name: str, proven: Proven) -> Page:
    program = proven.program
    peace = calm(program)
    homes = _homes(program)
    no_rule = negate(any_of([rule.when for rule in program.rules]))
    used = {rule.clause.id for rule in program.rules if rule.clause}
    return Page(
        f"{ADDRESS}{name}/",
        "flow",
        f"The flow of “{program.wizard.title}”",
        {
            "program": program,
            "figures": _figures(program, proven),
            "drawn": _drawn(program),
            "questions": [(asked, _options(program, asked)) for asked in program.facts],
            "levels": [
                (index, verdict, [home for home in homes if home.worst == index])
                for index, verdict in reversed(list(enumerate(program.verdicts)))
            ],
            "without": Share(count(program, no_rule, peace), count(program, True, peace)),
            "plainest": [
                situation(program, answers)
                for answers in plain_situations(program, no_rule, EXAMPLES)
            ],
            "overtaken": [r.name for home in homes for r in home.rules if not r.decides.situations],
            "unused": [c for c in book.policy.clauses.values() if c.id not in used],
        },
        META,
    )


def _mode(program: Program) -> Mode:
    return "complete" if program.wizard.kind == "guide" else "verdict"


def _figures(program: Program, proven: Proven) -> list[tuple[str, str]]:
    """Return what the proof counted, as lines of a label and a value."""
    guide = program.wizard.kind == "guide"
    counted = proven.proof.complete_mode if guide else proven.proof.verdict_mode
    assert counted is not None  # a wizard too large to count is an error
    peace = calm(program)
    lines = [
        ("Situations", f"{program.situations:,}"),
        ("Questions on average", f"{counted.questions_mean:.1f}"),
    ]
    if peace:
        mean = len(peace) + walk(program, _mode(program), peace).questions_mean
        lines.append(("On average where nobody is in danger", f"{mean:.1f}"))
    return [
        *lines,
        ("Questions at most", str(counted.questions_max)),
        ("Rules", str(len(program.rules))),
    ]


def _drawn(program: Program) -> list[Drawn]:
    """Return the picture: the question about danger among all, the others where there is none."""
    peace = calm(program)
    first = walk(program, _mode(program), {})
    after = walk(program, _mode(program), peace)
    steps = [(step, first) for step in first.steps if step.fact in peace]
    steps += [(step, after) for step in after.steps]
    return [
        Drawn(
            program.facts[step.fact],
            Share(step.asked, walked.situations),
            [(v, Share(n, walked.situations)) for v, n in sorted(step.settled.items())[::-1]],
        )
        for step, walked in steps
    ]


def _options(program: Program, asked: Asked) -> list[tuple[Option, list[str]]]:
    """Return the options of a question, each with the names of the rules that ask for it."""
    fact = program.facts.index(asked)
    return [
        (
            option,
            [
                rule.name
                for rule in program.rules
                if any(f == fact and mask >> bit & 1 for f, mask in tests(rule.when))
            ],
        )
        for bit, option in enumerate(asked.fact.options)
    ]


def _homes(program: Program) -> list[Home]:
    """Return every clause and channel with its rules, in the order of the rules."""
    found: dict[str, list[int]] = {}
    for index, rule in enumerate(program.rules):
        home = rule.clause or rule.channel
        assert home is not None
        found.setdefault(f"{bool(rule.clause)} {home.id}", []).append(index)
    return [_home(program, rules) for rules in found.values()]


def _home(program: Program, rules: list[int]) -> Home:
    peace = calm(program)
    together = reach(program, rules, peace)
    here = bool(peace and together.holds)
    among = peace if here else {}
    total = count(program, True, among)

    def shares(reached: Reach) -> tuple[Share, Share]:
        return Share(reached.holds, total), Share(reached.decides, total)

    return Home(
        program.rules[rules[0]].clause,
        program.rules[rules[0]].channel,
        [
            Ruled(
                program.rules[index].name,
                condition(program, program.rules[index].when),
                program.rules[index].verdict,
                *shares(reach(program, [index], among)),
            )
            for index in rules
        ],
        *shares(together if here else reach(program, rules, {})),
        here,
    )
