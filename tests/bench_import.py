"""Measure the import: statements found, their force, and the rules matched to them.

``python tests/bench_import.py FOLDER``: it holds ``seeds/``, the documents, and ``provisions/``,
for each school the statements that a reader found in one, and their lines.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log
from pathlib import Path
from typing import Any

import yaml

from generator.importing.document import Document, Line
from generator.importing.force import strength
from generator.importing.lines import blocks
from generator.importing.match import FEATURES, SURE, Rules, scored
from generator.importing.statements import Statement, statements
from generator.importing.words import stems
from generator.model.clause import Clause
from generator.model.policy import Policy
from generator.source.load import load, schools
from generator.trace import trace

SOURCE = Path(__file__).parent.parent / "policy_src"


@dataclass
class Truth:
    """A provision as a reader found it."""

    id: str
    text: str
    first: int
    last: int
    force: str
    binds: tuple[str, ...]


@dataclass
class Case:
    """A school: what a reader found, what the import found, and which of them belong together."""

    school: str
    policy: Policy
    provisions: list[Truth]
    statements: list[Statement]
    pairs: dict[int, int]
    """From the place of a provision to the place of its statement."""


def read(folder: Path) -> list[Case]:
    """Return every school that has both a document and provisions."""
    cases = []
    for path in sorted((folder / "provisions").glob("*.yml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        policy = load(SOURCE, path.stem).policy
        text = (folder / "seeds" / told["seed_file"]).read_text(encoding="utf-8")
        lines = [Line(line, number=i) for i, line in enumerate(text.split("\n"), 1)]
        document = Document(told["seed_file"], blocks(lines))
        truths = [
            Truth(
                p["id"],
                p["text"],
                *p["seed_lines"],
                policy.provisions[p["id"]].force,
                policy.provisions[p["id"]].binds,
            )
            for p in told["provisions"]
        ]
        found = statements(document)
        starts = [*sorted({block.line or 0 for block in document.blocks}), len(lines) + 1]
        cases.append(Case(path.stem, policy, truths, found, pair(truths, found, starts)))
    return cases


def pair(truths: list[Truth], found: list[Statement], starts: list[int]) -> dict[int, int]:
    """Return the one-to-one assignment of greatest weight.

    A provision and a statement can be a pair when their lines overlap; the weight is the share of
    stems that they have in common, the rare ones counting more. Without a common stem they are
    none.
    """
    ends = {first: after - 1 for first, after in pairwise(starts)}
    bags = [set(stems(t.text)) for t in truths]
    own = [set(stems(s.text)) for s in found]
    inner = [
        set(stems(s.text[len(s.lead) :])) if s.lead else o for s, o in zip(found, own, strict=True)
    ]
    seen = Counter(stem for bag in bags + own for stem in bag)
    rare = {stem: log(1 + (len(bags) + len(own)) / n) for stem, n in seen.items()}

    def weigh(bag: set[str]) -> float:
        return sum(rare[stem] for stem in bag)

    weights: dict[tuple[int, int], float] = {}
    for i, truth in enumerate(truths):
        for j, statement in enumerate(found):
            first = statement.line or 0
            if first <= truth.last and ends[first] >= truth.first and bags[i] & own[j]:
                whole = weigh(bags[i] & own[j]) / (weigh(bags[i] | own[j]))
                apart = weigh(bags[i] & inner[j]) / (weigh(bags[i] | inner[j]))
                weights[i, j] = 0.01 + whole + 2 * apart
    return assign(weights)


def assign(weights: dict[tuple[int, int], float]) -> dict[int, int]:
    """Return the assignment of greatest total weight: Hungarian method, each linked part alone."""
    links: dict[tuple[str, int], set[tuple[str, int]]] = defaultdict(set)
    for i, j in weights:
        links["row", i].add(("column", j))
        links["column", j].add(("row", i))
    out: dict[int, int] = {}
    left = set(links)
    while left:
        part, todo = set(), [left.pop()]
        while todo:
            part.add(node := todo.pop())
            todo += links[node] & left
            left -= links[node]
        rows = sorted(n for kind, n in part if kind == "row")
        columns = sorted(n for kind, n in part if kind == "column")
        out |= {
            rows[i]: columns[j]
            for i, j in _hungarian(
                [[weights.get((i, j), 0.0) for j in columns] + [0.0] * len(rows) for i in rows]
            )
            if j < len(columns) and (rows[i], columns[j]) in weights
        }
    return out


def _hungarian(gain: list[list[float]]) -> list[tuple[int, int]]:
    """Return the rows' columns of greatest total gain; there are at least as many columns."""
    n, m = len(gain), len(gain[0])
    row, column = [0.0] * (n + 1), [0.0] * (m + 1)
    taken, way = [0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        taken[0], at = i, 0
        least, used = [float("inf")] * (m + 1), [False] * (m + 1)
        while taken[at]:
            used[at], best, following = True, float("inf"), 0
            for j in range(1, m + 1):
                if not used[j]:
                    cost = -gain[taken[at] - 1][j - 1] - row[taken[at]] - column[j]
                    if cost < least[j]:
                        least[j], way[j] = cost, at
                    if least[j] < best:
                        best, following = least[j], j
            for j in range(m + 1):
                if used[j]:
                    row[taken[j]] += best
                    column[j] -= best
                else:
                    least[j] -= best
            at = following
        while at:
            taken[at], at = taken[way[at]], way[at]
    return [(taken[j] - 1, j - 1) for j in range(1, m + 1) if taken[j]]


def table(title: str, note: str, head: list[str], rows: list[list[Any]]) -> None:
    """Print a table: each school a row, the total last."""
    print(f"\n{title}\n{note}\n")
    print(f"{'':14}" + "".join(f"{name:>12}" for name in head))
    for row in rows:
        cells = (f"{cell:12.3f}" if isinstance(cell, float) else f"{cell:>12}" for cell in row[1:])
        print(f"{row[0]:14}" + "".join(cells))


def found_rows(cases: list[Case]) -> list[list[Any]]:
    """Return recall and precision for each school and for all."""
    rows = []
    for name, some in [(c.school, [c]) for c in cases] + [("total", cases)]:
        n = sum(len(c.provisions) for c in some)
        got = sum(len(c.statements) for c in some)
        hit = sum(len(c.pairs) for c in some)
        rows.append([name, n, got, hit, hit / n, hit / got, got / n])
    return rows


def force_rows(cases: list[Case]) -> list[list[Any]]:
    """Return how often the force is right over the pairs, and where it is called sure."""
    rows = []
    for name, some in [(c.school, [c]) for c in cases] + [("total", cases)]:
        told = [
            (c.provisions[i].force == c.statements[j].force, c.statements[j].sure)
            for c in some
            for i, j in c.pairs.items()
        ]
        sure = [right for right, is_sure in told if is_sure]
        right = sum(right for right, _ in told)
        rows.append([name, len(told), right / len(told), len(sure), sum(sure) / max(len(sure), 1)])
    return rows


@dataclass
class Question:
    """A provision with the rules that come into question, and those that are right."""

    rows: dict[int, tuple[float, ...]]
    right: set[int]


def questions(case: Case, clauses: list[Clause], adopted: bool) -> list[Question]:
    """Return the provisions that a clause says (or an adopted clause), as questions."""
    rules = Rules(clauses)
    place = {clause.id: i for i, clause in enumerate(rules.clauses)}
    beside = rules.compare(case.statements)
    said_by: dict[str, set[str]] = {
        entry.provision.id: {
            said.node.id
            for said in entry.places
            if isinstance(said.node, Clause) and (said.node.is_adopted or not adopted)
        }
        for entry in trace(case.policy).entries
    }
    out = []
    for i, truth in enumerate(case.provisions):
        names = said_by[truth.id]
        if not names:
            continue
        if i in case.pairs:
            rows = beside[case.pairs[i]]
        else:
            text, strong = truth.text, strength(truth.text)
            alone = Statement(1, "", None, None, text, strong.force, None, strong.binds, None, True)
            rows = rules.compare([alone])[0]
        out.append(Question(rows, {place[name] for name in names if name in place}))
    return out


def others(case: Case, policies: dict[str, Policy]) -> list[Clause]:
    """Return the shared clauses, the model's and the other schools', as they stand there."""
    found = [
        clause
        for school, policy in policies.items()
        if school != case.school
        for clause in policy.clauses.values()
    ]
    return sorted(found, key=lambda clause: clause.is_adopted)


def shared(clauses: list[Clause]) -> list[Clause]:
    """Return the wordings of shared and model's rules: those that some school only takes over."""
    own = {
        clause.id
        for clause in clauses
        if "schools" in clause.at().file.parts and not clause.is_adopted
    }
    return [clause for clause in clauses if clause.id not in own]


def learn(asked: list[Question]) -> list[float]:
    """Return the weights under which the right rules stand first most often."""
    weights = [1.0] * len(FEATURES)
    step, memory = 0.3, [1e-6] * len(weights)
    asked = [q for q in asked if q.right & q.rows.keys()]
    for _ in range(60):
        slope = [-0.002 * w * len(asked) for w in weights]
        for q in asked:
            sums = {
                j: sum(w * f for w, f in zip(weights, row, strict=True))
                for j, row in q.rows.items()
            }
            top = max(sums.values())
            chance = {j: exp(value - top) for j, value in sums.items()}
            whole, good = sum(chance.values()), sum(chance[j] for j in q.right if j in chance)
            for j, row in q.rows.items():
                pull = (chance[j] / good if j in q.right else 0.0) - chance[j] / whole
                for k, f in enumerate(row):
                    slope[k] += pull * f
        for k, s in enumerate(slope):
            memory[k] += (s / len(asked)) ** 2
            weights[k] += step * (s / len(asked)) / memory[k] ** 0.5
    return weights


def rank(q: Question, weights: list[float]) -> list[tuple[float, int]]:
    """Return the rules of a question, best first."""
    return sorted(
        ((sum(w * f for w, f in zip(weights, row, strict=True)), j) for j, row in q.rows.items()),
        reverse=True,
    )


def learn_scale(asked: list[Question], weights: list[float]) -> list[float]:
    """Return the scale that says best how often the first rule is right."""
    told = []
    for q in asked:
        first, *rest = rank(q, weights) or [(0.0, -1)]
        told.append((1.0, first[0], first[0] - (rest[0][0] if rest else 0.0), first[1] in q.right))
    scale, memory = [0.0] * 3, [1e-6] * 3
    for _ in range(600):
        slope = [0.0] * 3
        for *values, right in told:
            gap = right - scored(values[1], values[2], scale)
            for k in range(3):
                slope[k] += gap * values[k] / len(told)
        for k in range(3):
            memory[k] += slope[k] ** 2
            scale[k] += 0.3 * slope[k] / memory[k] ** 0.5
    return scale


def match_tables(names: list[str], told: dict[str, list[list[Question]]]) -> None:
    """Print how often the right rule stands first, and what a score means.

    ``told`` holds for each set of rules the questions of each school. Weights and scale are learned
    from the other schools' questions, about all sets; those about few provisions count threefold.
    """
    learned = []
    for i in range(len(names)):
        without = training(told, skip=i)
        weights = learn(without)
        learned.append((weights, learn_scale(without, weights)))
    for title, asked in told.items():
        judged = [[judge(q, *learned[i]) for q in some] for i, some in enumerate(asked)]
        rows: list[list[Any]] = []
        for name, got in [
            *zip(names, judged, strict=True),
            ("total", [g for some in judged for g in some]),
        ]:
            n = max(len(got), 1)
            sure = [first for first, _, score in got if score >= SURE]
            rows.append([
                name, len(got), sum(g[0] for g in got) / n, sum(g[1] for g in got) / n,
                sum(g[2] for g in got) / n, len(sure), sum(sure) / max(len(sure), 1),
            ])  # fmt: skip
        head = ["n", "first", "in three", "mean score", "called sure", "sure right"]
        table(f"Matches: {title}", "The right rule stands first, or among three.", head, rows)
        bands: dict[int, list[tuple[float, bool]]] = defaultdict(list)
        for first, _, score in [g for some in judged for g in some]:
            bands[min(int(score * 5), 4)].append((score, first))
        print("\n  score        n    said   right")
        for band, some in sorted(bands.items()):
            said, right = (sum(pair[k] for pair in some) / len(some) for k in (0, 1))
            print(
                f"  {band / 5:.1f} to {band / 5 + 0.2:.1f} {len(some):4} {said:7.2f} {right:7.2f}"
            )


def training(told: dict[str, list[list[Question]]], skip: int | None) -> list[Question]:
    """Return the questions to learn from, without one school's."""
    most = max(sum(map(len, asked)) for asked in told.values())
    return [
        q
        for asked in told.values()
        for i, some in enumerate(asked)
        if i != skip
        for q in some * (3 if 3 * sum(map(len, asked)) < most else 1)
    ]


def judge(q: Question, weights: list[float], scale: list[float]) -> tuple[bool, bool, float]:
    """Return whether the right rule is first and among three, and the score of the first."""
    ranked = rank(q, weights)
    if not ranked:
        return False, False, 0.0
    order = [j for _, j in ranked]
    lead = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0.0)
    score = scored(ranked[0][0], lead, scale)
    return order[0] in q.right, bool(set(order[:3]) & q.right), score


def main() -> None:
    """Print a table for each question."""
    folder = Path(sys.argv[1]) if len(sys.argv) == 2 else None
    if folder is None or not all((folder / name).is_dir() for name in ("seeds", "provisions")):
        sys.exit(
            "Name a folder that holds seeds/ and provisions/: python tests/bench_import.py FOLDER"
        )
    cases = read(folder)
    table(
        "Statements found",
        "A provision is found when a statement is paired with it: one to one, greatest weight in\n"
        "all (Hungarian method). A pair overlaps in lines and shares a stem that is no stop word;\n"
        "its weight is the share of common stems, rare ones counting more. Recall: provisions in\n"
        "a pair. Precision: statements in a pair.",
        ["provisions", "statements", "pairs", "recall", "precision", "per prov."],
        found_rows(cases),
    )
    table(
        "Force right",
        "Over the pairs: the statement's force is the one that the school's provisions.yml gives.",
        ["pairs", "right", "called sure", "sure right"],
        force_rows(cases),
    )
    policies = {school: load(SOURCE, school).policy for school in schools(SOURCE)}
    names = [case.school for case in cases]
    told: dict[str, list[list[Question]]] = {
        "among all rules of the school": [
            questions(case, list(case.policy.clauses.values()), adopted=False) for case in cases
        ],
        "among shared, model's and other schools' rules": [
            questions(case, others(case, policies), adopted=True) for case in cases
        ],
        "among shared and model's rules": [
            questions(case, shared(others(case, policies)), adopted=True) for case in cases
        ],
    }
    match_tables(names, told)
    everything = training(told, skip=None)
    weights = learn(everything)
    print("\nLearned from all: WEIGHTS", [round(weight, 2) for weight in weights], end=", ")
    print("SCALE", [round(part, 2) for part in learn_scale(everything, weights)])


if __name__ == "__main__":
    main()
