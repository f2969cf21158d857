"""Which situations change their verdict through an edit: how many, and a few in plain words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from .conditions import Answers, Compiled, assume, facts_in, masks_of
from .table import Table

Rules = frozenset[tuple[int, Compiled]]
State = tuple[int, Rules]
"""A verdict so far and the rules that could still raise it."""

Layer = dict[tuple[State, State], tuple[int, list[Answers]]]
"""Pairs of states of both editions, with how many situations lead there, and a few of them."""

EXAMPLES = 6
"""How many examples are shown of all changes together."""


@dataclass(frozen=True)
class Move:
    """Situations that go from one verdict to another, with examples in the parent's words."""

    before: str
    after: str
    situations: int
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Impact:
    """What an edit changes. ``facts`` names facts and options that only one edition has."""

    situations: int
    moves: tuple[Move, ...]
    facts: tuple[str, ...]


def compare(before: Table, now: Table) -> Impact:
    """Return how the verdicts of ``now`` differ from those of the earlier ``before``.

    Situations are those of the later one. A fact that only the earlier edition knew is unknown
    there, and an option that it did not know makes none of its tests true.
    """
    old = translate(before, now)
    counts: dict[tuple[int, int], int] = defaultdict(int)
    samples: dict[tuple[int, int], list[str]] = defaultdict(list)
    if (old.verdicts, old.otherwise, old.rules) != (now.verdicts, now.otherwise, now.rules):
        for pair, count, examples in _walk(now, _state(old), _state(now)):
            if old.verdicts[pair[0]] != now.verdicts[pair[1]]:
                counts[pair] += count
                samples[pair] += [now.situation(answers) for answers in examples]
    share = max(1, EXAMPLES // max(1, len(counts)))
    moves = tuple(
        Move(
            old.verdicts[a],
            now.verdicts[b],
            counts[a, b],
            tuple(sorted(samples[a, b], key=len)[:share]),
        )
        for a, b in sorted(counts)
    )
    return Impact(now.situations, tuple(moves), tuple(_differences(before, now)))


def _state(table: Table) -> State:
    return _advance(table.otherwise, [(verdict, when) for _, when, verdict in table.rules])


def _advance(verdict: int, rules: list[tuple[int, Compiled]]) -> State:
    verdict = max([verdict, *(v for v, left in rules if left is True)])
    return verdict, frozenset(
        (v, left) for v, left in rules if not isinstance(left, bool) and v > verdict
    )


def _walk(
    table: Table, old: State, new: State
) -> Iterator[tuple[tuple[int, int], int, list[Answers]]]:
    """Yield the verdicts of both editions, how many situations share them, and examples.

    Pairs of equal states are walked once: the number of situations above them is added up first.
    """
    layer: Layer = {(old, new): (1, [{}])}
    for fact, asked in enumerate(table.facts):
        following: Layer = {}
        for (before, after), (count, examples) in layer.items():
            if not any(fact in facts_in(left) for _, left in before[1] | after[1]):
                _add(following, (before, after), count * asked.choices.ways, examples)
                continue
            masks = [m for _, left in before[1] | after[1] for m in masks_of(left, fact)]
            for answer, ways in asked.choices.split(masks):
                pair = (_assume(before, fact, answer), _assume(after, fact, answer))
                _add(following, pair, count * ways, [{**e, fact: answer} for e in examples])
        layer = following
    for (before, after), (count, examples) in layer.items():
        yield (before[0], after[0]), count, examples


def _assume(state: State, fact: int, answer: int) -> State:
    return _advance(state[0], [(v, assume(left, fact, answer)) for v, left in state[1]])


def _add(layer: Layer, pair: tuple[State, State], count: int, examples: list[Answers]) -> None:
    known, kept = layer.get(pair, (0, []))
    layer[pair] = (known + count, (kept + examples)[:EXAMPLES])


def translate(before: Table, now: Table) -> Table:
    """Return the earlier table with the facts and options numbered as they are now."""
    places = {fact.id: i for i, fact in enumerate(now.facts)}

    def move(when: Compiled) -> Compiled:
        if isinstance(when, bool):
            return when
        if when[0] in ("all", "any", "not"):
            return (when[0], *(move(part) for part in when[1:]))
        fact = before.facts[when[0]]
        if fact.id not in places:
            return (len(now.facts) + when[0], when[1])
        options = now.facts[places[fact.id]].options
        names = [name for i, name in enumerate(fact.options) if when[1] >> i & 1]
        return (places[fact.id], sum(1 << options.index(name) for name in names if name in options))

    rules = tuple((name, move(when), verdict) for name, when, verdict in before.rules)
    return Table(now.facts, before.verdicts, before.otherwise, rules)


def _differences(before: Table, now: Table) -> Iterator[str]:
    old, new = {f.id: f.options for f in before.facts}, {f.id: f.options for f in now.facts}
    for name in [*old, *(n for n in new if n not in old)]:
        if name not in new:
            yield f"{name} is no longer asked"
        elif name not in old:
            yield f"{name} is new"
        else:
            yield from (f"{name}: {o} is gone" for o in old[name] if o not in new[name])
            yield from (f"{name}: {o} is new" for o in new[name] if o not in old[name])


def describe_impact(impact: Impact) -> str:
    """Return the impact as lines of text."""
    lines = [f"note: {fact}" for fact in impact.facts]
    for move in impact.moves:
        lines.append(f"{move.situations:,} situations move from {move.before} to {move.after}:")
        lines += [f"  - {example}" for example in move.examples]
    changed = sum(move.situations for move in impact.moves)
    lines.append(f"{changed:,} of {impact.situations:,} situations change their verdict")
    return "\n".join(lines)
