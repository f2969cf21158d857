"""What proving a wizard counted, as data and as text."""

from __future__ import annotations

from typing import Any

from .explore import Statistics
from .program import Program
from .prove import Proof


def counts(program: Program, proof: Proof) -> dict[str, Any]:
    """Return the counts of a proof as JSON-able data: verdict shares, questions, clauses unused."""
    modes = {"verdict": proof.verdict_mode, "complete": proof.complete_mode}
    return {
        "situations": program.situations,
        "rules": len(program.rules),
        "modes": {name: _mode(program, mode) for name, mode in modes.items() if mode},
    }


def _mode(program: Program, mode: Statistics) -> dict[str, Any]:
    return {
        "states": mode.states,
        "questions-mean": round(mode.questions_mean, 3),
        "questions-max": mode.questions_max,
        "verdicts": {
            verdict.id: mode.verdicts.get(index, 0)
            for index, verdict in enumerate(program.verdicts)
        },
    }


def describe(result: dict[str, Any]) -> str:
    """Return the counts as lines of text."""
    total = result["situations"]
    lines = [f"{total:,} situations, {result['rules']} rules"]
    for name, mode in result["modes"].items():
        lines.append(
            f"{name} mode: {mode['states']:,} merged states; questions: "
            f"{mode['questions-mean']:.2f} on average, {mode['questions-max']} at most"
        )
    first = next(iter(result["modes"].values()))
    lines += [f"{name}: {n:,} ({n / total:.2%})" for name, n in first["verdicts"].items()]
    return "\n".join(lines)
