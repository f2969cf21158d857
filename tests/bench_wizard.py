"""Time the proof of wizards, each in a process of its own: how time and memory grow with facts.

Made-up wizards have about three rules a question. Where rules tie questions that stand near each
other, as authors write them, few states are left; where they tie any two or three, as in no real
policy, states grow fast, until the budget asks the author to split the wizard.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import worlds

from generator.source.load import load, schools
from generator.wizard.program import Program, compile_wizard
from generator.wizard.prove import STATES, prove

SOURCE = Path(__file__).parent.parent / "policy_src"
FACTS = (8, 10, 12, 14, 16)
TIES = ("near", "any")
NOTHING: Any = SimpleNamespace(
    helplines={}, scenarios=(), cases=(), expectations=(), shared_channels=()
)


def made_up(facts: int, ties: str) -> Program:
    """Return a wizard with this many facts, the same every time."""
    draw = random.Random(2026)
    kinds = [("one", 3), ("ordered", 4), ("many", 4)]
    asked = {"f0": ("ordered", 3)} | {f"f{i}": kinds[i % 3] for i in range(1, facts)}
    rules: list[tuple[dict[str, Any], int]] = [({"f0": ["o1", "o2"]}, 3)]
    for i in [i for i in range(1, facts) for _ in range(3)]:
        others = [j for j in range(1, facts) if j != i and (ties == "any" or abs(j - i) <= 2)]
        when = {}
        for j in sorted([i, *draw.sample(others, draw.choice([1, 2]))]):
            kind, size = asked[f"f{j}"]
            options = range(size - 1) if kind == "many" else range(1, size)
            when[f"f{j}"] = [f"o{o}" for o in draw.sample(options, draw.choice([1, 2]))]
        rules.append((when, draw.choice([1, 1, 2])))
    return worlds.tiny_program(asked, rules, verdicts=4)


def measure(name: str, facts: str) -> dict[str, Any]:
    """Prove one wizard; return what it took. ``name`` is a school, or how rules are tied."""
    if name in TIES:
        program, policy = made_up(int(facts), name), NOTHING
    else:
        policy = load(SOURCE, name).policy
        program = compile_wizard(policy)
    start = time.process_time()
    proof = prove(program, policy)
    seconds = time.process_time() - start
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes on a Mac, KiB elsewhere
    return {
        "rules": len(program.rules),
        "facts": len(program.facts),
        "situations": program.situations,
        "states": proof.counted.states if proof.counted else None,
        "seconds": seconds,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit,
    }


def main() -> None:
    """Print a line for each wizard."""
    print(f"{'wizard':14} {'facts':>5} {'rules':>5} {'situations':>16} {'states':>15}", end="")
    print(f" {'CPU s':>7} {'situations/s':>16} {'memory':>7}")
    wizards = [(name, str(facts)) for name in TIES for facts in FACTS]
    for name, facts in wizards + [(school, "-") for school in schools(SOURCE)]:
        command = [sys.executable, __file__, name, facts]
        found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        states = f"{found['states']:,}" if found["states"] else f"> {STATES:,}"
        speed = f"{found['situations'] / found['seconds']:,.0f}" if found["states"] else "-"
        print(f"{name:14} {found['facts']:5} {found['rules']:5} {found['situations']:16,}", end="")
        print(f" {states:>15} {found['seconds']:7.2f} {speed:>16}", end="")
        print(f" {found['memory'] / 2**20:3.0f} MiB")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(*sys.argv[1:])))
    else:
        main()
