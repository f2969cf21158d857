"""A wizard's meaning as a small table: enough to compare two editions of a policy.

A table holds the facts with their options, the verdicts, and each rule's condition. It is committed
beside the source, so that an edit can be measured without version control.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from .conditions import Compiled, facts_in
from .export import condition
from .program import Program


@dataclass(frozen=True)
class TableFact:
    """A fact: its id, its kind and the ids of its options, in order."""

    id: str
    kind: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """What a wizard means, without its words. Rules are (name, condition, verdict index)."""

    facts: tuple[TableFact, ...]
    verdicts: tuple[str, ...]
    otherwise: int
    rules: tuple[tuple[str, Compiled, int], ...]


def table_of(program: Program) -> Table:
    """Return the table of a compiled wizard."""
    return Table(
        tuple(
            TableFact(a.fact.id, a.fact.kind, tuple(o.id for o in a.fact.options))
            for a in program.facts
        ),
        tuple(verdict.id for verdict in program.verdicts),
        program.otherwise,
        tuple((rule.name, rule.when, rule.verdict) for rule in program.rules),
    )


def write_table(table: Table) -> str:
    """Return the table as JSON, one rule a line."""
    facts = [{"id": f.id, "kind": f.kind, "options": f.options} for f in table.facts]
    rules = [
        {"rule": name, "when": condition(when), "verdict": verdict}
        for name, when, verdict in table.rules
    ]
    head = {"verdicts": table.verdicts, "otherwise": table.otherwise}
    lines = ["{"]
    lines += [f'  "{key}": {json.dumps(value)},' for key, value in head.items()]
    for key, entries in (("facts", facts), ("rules", rules)):
        body = ",\n".join(f"    {json.dumps(entry)}" for entry in entries)
        lines.append(f'  "{key}": [\n{body}\n  ]' + ("," if key == "facts" else ""))
    return "\n".join([*lines, "}"]) + "\n"


def read_table(text: str) -> Table:
    """Read what :func:`write_table` wrote. Raises ValueError with a sentence for anything else."""
    try:
        data = json.loads(text)
        table = Table(
            tuple(TableFact(f["id"], f["kind"], tuple(f["options"])) for f in data["facts"]),
            tuple(data["verdicts"]),
            int(data["otherwise"]),
            tuple((r["rule"], _compiled(r["when"]), int(r["verdict"])) for r in data["rules"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise ValueError("this is not a wizard's table") from None
    verdicts = {table.otherwise, *(verdict for _, _, verdict in table.rules)}
    facts = {fact for _, when, _ in table.rules for fact in facts_in(when)}
    if not verdicts <= set(range(len(table.verdicts))) or not facts <= set(range(len(table.facts))):
        raise ValueError("this wizard's table names a fact or verdict that it does not have")
    return table


def _compiled(data: Any) -> Compiled:
    if isinstance(data, list):
        fact, mask = data
        return (int(fact), int(mask))
    ((word, inner),) = data.items()
    if word == "not":
        return ("not", _compiled(inner))
    if word not in ("all", "any"):
        raise ValueError(word)
    if not inner:
        return bool(word == "all")
    return (word, *(_compiled(part) for part in inner))
