"""A wizard's meaning as a small table: enough to compare two editions of a policy.

A table holds the facts with their options, the verdicts, and each rule's condition. It is committed
beside the source, so that an edit can be measured without version control.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from math import prod
from typing import Any, Literal

from .choices import Choices
from .conditions import Answers, Compiled, facts_in
from .export import condition
from .program import Program


@dataclass(frozen=True)
class TableFact:
    """A fact: its id, its kind and the ids of its options, in order."""

    id: str
    kind: Literal["one", "many"]
    options: tuple[str, ...]
    words: tuple[str, ...] = field(default=(), compare=False)
    """Each option inside a sentence about the post; nothing where they are not known."""

    @property
    def choices(self) -> Choices:
        """The answers that it can get."""
        return Choices(self.kind, len(self.options))

    def say(self, answer: int) -> str:
        """Return an answer in words; several ticks are joined with "and"."""
        words = self.words or tuple(f"{self.id} is {option}" for option in self.options)
        return " and ".join(words[i] for i in range(len(words)) if answer >> i & 1)


@dataclass(frozen=True)
class Table:
    """What a wizard means. Rules are (name, condition, verdict index)."""

    facts: tuple[TableFact, ...]
    verdicts: tuple[str, ...]
    otherwise: int
    rules: tuple[tuple[str, Compiled, int], ...]

    @property
    def situations(self) -> int:
        """How many situations there are: every fact with every answer."""
        return prod(fact.choices.ways for fact in self.facts)

    def situation(self, answers: Answers) -> str:
        """Return answers as part of a sentence: "it thanks the school; anyone sees it"."""
        said = (self.facts[fact].say(given) for fact, given in sorted(answers.items()))
        return "; ".join(said) or "any post"


def table_of(program: Program) -> Table:
    """Return the table of a compiled wizard.

    The answer of a finder is a step and who takes it, so its verdicts are named by both.
    """
    names = [verdict.id for verdict in program.verdicts]
    answers = [(rule.verdict, rule.channel) for rule in program.rules]
    if program.wizard.kind == "finder":
        named = sorted({(i, f"{names[i]}/{c.id}") for i, c in answers if c} | set(enumerate(names)))
        verdicts = [name for _, name in named]
        chosen = [verdicts.index(f"{names[i]}/{c.id}" if c else names[i]) for i, c in answers]
        otherwise = verdicts.index(names[program.otherwise])
    else:
        verdicts, chosen, otherwise = names, [i for i, _ in answers], program.otherwise
    return Table(
        tuple(
            TableFact(
                a.fact.id,
                a.fact.kind,
                tuple(o.id for o in a.fact.options),
                tuple(o.words for o in a.fact.options),
            )
            for a in program.facts
        ),
        tuple(verdicts),
        otherwise,
        tuple(
            (rule.name, rule.when, answer)
            for rule, answer in zip(program.rules, chosen, strict=True)
        ),
    )


def table_data(table: Table) -> dict[str, Any]:
    """Return the table as what JSON can hold."""
    return {
        "verdicts": list(table.verdicts),
        "otherwise": table.otherwise,
        "facts": [
            {"id": f.id, "kind": f.kind, "options": list(f.options), "words": list(f.words)}
            for f in table.facts
        ],
        "rules": [
            {"rule": name, "when": condition(when), "verdict": verdict}
            for name, when, verdict in table.rules
        ],
    }


def write_table(table: Table) -> str:
    """Return the table as JSON, one rule a line, without words."""
    data = table_data(table)
    for fact in data["facts"]:
        del fact["words"]
    lines = ["{"]
    lines += [f'  "{key}": {json.dumps(data[key])},' for key in ("verdicts", "otherwise")]
    for key in ("facts", "rules"):
        body = ",\n".join(f"    {json.dumps(entry)}" for entry in data[key])
        lines.append(f'  "{key}": [\n{body}\n  ]' + ("," if key == "facts" else ""))
    return "\n".join([*lines, "}"]) + "\n"


def read_table(text: str) -> Table:
    """Read what :func:`write_table` wrote. Raises ValueError with a sentence for anything else."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("this is not a wizard's table") from None
    return table_from(data)


def table_from(data: Any) -> Table:
    """Read what :func:`table_data` gave. Raises ValueError with a sentence for anything else."""
    try:
        table = Table(
            tuple(
                TableFact(f["id"], f["kind"], tuple(f["options"]), tuple(f.get("words", ())))
                for f in data["facts"]
            ),
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
