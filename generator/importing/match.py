"""Which of our rules may say a statement: the three best, and how often such a match is right.

A rule's words are compared with the statement's in a few ways (``FEATURES``); weights, learned from
schools whose provisions name their rules, make one number of them, and the scale turns the number
and its lead over the next rule into how often the rule is right. ``tests/bench_import.py`` learns
both anew, each time without the school that it measures.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from ..model.clause import Clause
from .statements import Statement
from .words import concepts, stems

FEATURES = ("words", "title", "letters", "nearby", "force", "audience")
"""How a statement and a rule are compared: shared words; words shared with its title; runs of
letters; the same for the statements beside it; whether force and audience agree."""

WEIGHTS = (3.9, 2.69, 3.74, 3.26, 1.76, 1.73)
SCALE = (-2.86, 0.37, 0.67)
"""What turns the best sum and its lead into a share: a start, and a weight for each."""

SURE = 0.97
"""The score from which a match is called sure: above the 0.95 that it should hold, to be safe."""

_FIELDS = (("title", 2.0), ("text", 1.0), ("instead", 0.6), ("why", 0.4), ("caution", 0.3))
_LEAD = 0.35  # what a word of the lead-in or the heading counts
_NEAR = 2  # statements on each side whose words count as near
_CANDIDATES = 25
_AGREES: dict[str, dict[str, float]] = {
    "must": {"must": 1, "should": 0.6, "promise": 0.4, "info": 0.2},
    "must-not": {"must-not": 1, "should-not": 0.9},
    "should": {"should": 1, "must": 0.6, "may": 0.4, "info": 0.3, "promise": 0.3},
    "should-not": {"should-not": 1, "must-not": 0.9, "should": 0.3},
    "may": {"may": 1, "promise": 0.5, "should": 0.4, "info": 0.3},
    "will": {"promise": 1, "must": 0.5, "info": 0.4, "may": 0.2},
    "fact": {"info": 1, "promise": 0.3, "should": 0.2, "may": 0.2},
}


@dataclass(frozen=True)
class Match:
    """A rule that may say a statement."""

    clause: Clause
    score: float
    """How often a match like this is right, from 0 to 1."""
    sure: bool
    """Whether it is the best one and is right nearly always."""


class Rules:
    """The rules to match statements with."""

    def __init__(self, clauses: Iterable[Clause]) -> None:
        """Index the clauses. Those of one id are wordings of one rule; a match gives the first."""
        variants: dict[str, list[Clause]] = defaultdict(list)
        for clause in clauses:
            variants[clause.id].append(clause)
        self.clauses = tuple(same[0] for same in variants.values())
        bags = [_merged(_bag(clause) for clause in same) for same in variants.values()]
        self.rare = _rarity(bags)
        mean = sum(sum(bag.values()) for bag in bags) / max(len(bags), 1)
        self.index: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for i, bag in enumerate(bags):
            length = sum(bag.values()) / mean
            for word, count in bag.items():
                share = count * 2.2 / (count + 1.2 * (0.5 + 0.5 * length))
                self.index[word].append((i, self.rare[word] * share))
        self.titles = [
            [frozenset(concepts(stems(clause.title))) for clause in same]
            for same in variants.values()
        ]
        self.grams = [
            [_grams(f"{clause.title} {clause.text}") for clause in same]
            for same in variants.values()
        ]

    def match(self, statements: Sequence[Statement]) -> list[tuple[Match, ...]]:
        """Return the three best rules for each statement, best first; fewer if there are fewer."""
        return [
            _judged(self.clauses, _sums(rows, WEIGHTS), SCALE) for rows in self.compare(statements)
        ]

    def compare(self, statements: Sequence[Statement]) -> list[dict[int, tuple[float, ...]]]:
        """Return the features of each statement with the rules that come into question."""
        bags = [_statement_bag(statement) for statement in statements]
        words = [self._words(bag) for bag in bags]
        out: list[dict[int, tuple[float, ...]]] = []
        for i, statement in enumerate(statements):
            near = self._near(statements, words, i)
            merged = defaultdict(float, words[i])
            for j, value in near.items():
                merged[j] += 0.3 * value
            best = sorted(merged, key=lambda j: (-merged[j], j))[:_CANDIDATES]
            grams = _grams(statement.text[len(statement.lead) :])
            out.append({
                j: (
                    words[i].get(j, 0.0),
                    self._title(bags[i], j),
                    max(_cosine(grams, variant) for variant in self.grams[j]),
                    near.get(j, 0.0),
                    _AGREES[statement.force].get(self.clauses[j].kind, 0.0),
                    _same_audience(statement, self.clauses[j]),
                )
                for j in best
            })  # fmt: skip
        return out

    def _words(self, bag: dict[str, float]) -> dict[int, float]:
        """Return how much of a statement each rule says, from 0 to about 2: BM25 over its best."""
        sums: dict[int, float] = defaultdict(float)
        most = 0.0
        for word, weight in bag.items():
            most += weight * self.rare.get(word, 0.0)
            for i, value in self.index.get(word, ()):
                sums[i] += weight * value
        return {i: value / (most + 2.0) for i, value in sums.items()}

    def _near(
        self, statements: Sequence[Statement], words: Sequence[dict[int, float]], i: int
    ) -> dict[int, float]:
        near: dict[int, float] = defaultdict(float)
        for k in range(max(0, i - _NEAR), min(len(words), i + _NEAR + 1)):
            if k != i and statements[k].section == statements[i].section:
                for j, value in words[k].items():
                    near[j] += value / (2 * _NEAR)
        return near

    def _title(self, bag: dict[str, float], j: int) -> float:
        best = 0.0
        for title in self.titles[j]:
            whole = sum(self.rare.get(word, 0.0) for word in title)
            said = sum(self.rare.get(w, 0.0) * bag.get(w, 0.0) for w in title)
            best = max(best, said / (whole + 1.0))
        return best


def _sums(rows: dict[int, tuple[float, ...]], weights: Sequence[float]) -> list[tuple[float, int]]:
    """Return the rules by their weighted sum, best first."""
    sums = [(sum(w * f for w, f in zip(weights, row, strict=True)), -j) for j, row in rows.items()]
    return [(value, -j) for value, j in sorted(sums, reverse=True)]


def _judged(
    clauses: Sequence[Clause], ranked: Sequence[tuple[float, int]], scale: Sequence[float]
) -> tuple[Match, ...]:
    out = []
    for place, (value, j) in enumerate(ranked[:3]):
        others = [other for k, (other, _) in enumerate(ranked[:3]) if k != place]
        score = scored(value, value - max(others, default=0.0), scale)
        out.append(Match(clauses[j], score, place == 0 and score >= SURE))
    return tuple(out)


def scored(value: float, lead: float, scale: Sequence[float]) -> float:
    """Return how often a rule is right that has this sum, and this lead over the best other one."""
    return 1 / (1 + exp(-(scale[0] + scale[1] * value + scale[2] * lead)))


def _bag(clause: Clause) -> dict[str, float]:
    bag: dict[str, float] = defaultdict(float)
    parts = [(getattr(clause, name) or "", weight) for name, weight in _FIELDS]
    parts.append((" ".join(clause.asks), 1.0))
    if clause.examples:
        parts.append((" ".join(clause.examples.fine + clause.examples.not_fine), 0.3))
    parts += [(exception.text, 0.4) for exception in clause.exceptions]
    for text, weight in parts:
        for word in concepts(stems(text)):
            bag[word] += weight
    return bag


def _merged(bags: Iterable[dict[str, float]]) -> dict[str, float]:
    """Return what several wordings of one rule say, each word by its greatest weight."""
    merged: dict[str, float] = defaultdict(float)
    for bag in bags:
        for word, weight in bag.items():
            merged[word] = max(merged[word], weight)
    return merged


def _statement_bag(statement: Statement) -> dict[str, float]:
    bag: dict[str, float] = {}
    own = statement.text[len(statement.lead) :]
    for text, weight in ((statement.section, _LEAD), (statement.lead, _LEAD), (own, 1.0)):
        for word in concepts(stems(text)):
            bag[word] = max(bag.get(word, 0.0), weight)
    return bag


def _rarity(bags: Sequence[dict[str, float]]) -> dict[str, float]:
    seen = Counter(word for bag in bags for word in bag)
    return {word: log(1 + (len(bags) - n + 0.5) / (n + 0.5)) for word, n in seen.items()}


def _grams(text: str) -> Counter[str]:
    flat = re.sub(r"\W+", " ", text.lower())
    return Counter(flat[i : i + 5] for i in range(len(flat) - 4))


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    if not one or not other:
        return 0.0
    shared = sum(other[gram] > 0 for gram in one)
    return shared / sqrt(len(one) * min(len(other), 4 * len(one)))


def _same_audience(statement: Statement, clause: Clause) -> float:
    if not statement.binds:
        return 0.5
    if set(statement.binds) & set(clause.binds):
        return 1.0
    return 0.6 if "everyone" in clause.binds or "everyone" in statement.binds else 0.0
