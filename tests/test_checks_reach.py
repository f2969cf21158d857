"""A check looks at every field, kind and status that it speaks of, not only at the first."""

from __future__ import annotations

from pathlib import Path

import pytest
import worlds

MORE = "schools/hilltop/sections/20-more.yml"
STEPS, CHANNELS = "schools/hilltop/sanctions.yml", "schools/hilltop/channels.yml"
LAW, PLATFORMS = "nations/england/law.yml", "common/platforms.yml"
LONG = "go " * 25 + "on"
OFFENCE = "That is an offence by law."


def codes(folder: Path, files: dict[str, str]) -> set[str]:
    return {f.code for f in worlds.findings_in(worlds.tiny_world(folder, files))}


def clause(kind: str = "info", basis: str = "school-rule", **fields: str) -> dict[str, str]:
    """One more rule of the school, with these fields in place of its own."""
    own = {"title": "A rule", "text": "You may.", "instead": "Ask.", **fields}
    return {
        MORE: "id: more\ntitle: More\nclauses:\n"
        f"  - id: more-rule\n    kind: {kind}\n    binds: [parents]\n    basis: {basis}\n"
        "    from: {hilltop-03: {says: a rule, because: Here is a test.}}\n"
        + "".join(f"    {name}: {value}\n" for name, value in own.items() if value)
    }


def step(**fields: str) -> dict[str, str]:
    """A step that the school may take."""
    own = {"title": "A talk", "text": "We talk.", "when": "Soon.", "caution": "Come.", **fields}
    return {
        STEPS: "sanctions:\n  - id: talk\n    force: may\n    decides: The head.\n"
        "    answer-back: Say so.\n"
        + "".join(f"    {name}: {value}\n" for name, value in own.items())
    }


def second_channel(**fields: str) -> dict[str, str]:
    own = {"title": "The hall", "text": "Ask here.", "good-for": "[A lost hat]", **fields}
    return {
        CHANNELS: worlds.FILES[CHANNELS]
        + "  - id: hall\n    contact: {phone: 01632 960002}\n"
        + "".join(f"    {name}: {value}\n" for name, value in own.items())
    }


def law(status: str) -> dict[str, str]:
    """A law of this status, on which a rule of the school rests."""
    files = clause(law="[speech-act]")
    files[LAW] = worlds.FILES[LAW].replace("status: in-force", f"status: {status}")
    return files


def network(status: str) -> dict[str, str]:
    """A social network of this status, which the school's document names."""
    return {
        PLATFORMS: "platforms:\n  - {id: chirp, title: Chirp, formerly: [Chirper],"
        f" status: {status}, checked: 2026-01}}\n",
        worlds.SCHOOL: worlds.FILES[worlds.SCHOOL]
        + "platforms:\n  - {as: Chirper, platform: chirp}\n",
    }


def history(*days: str) -> dict[str, str]:
    """The document's earlier versions."""
    listed = ", ".join(f"{{version: One, date: {day}}}" for day in days)
    return {
        worlds.SCHOOL: worlds.FILES[worlds.SCHOOL].replace(
            "  review: 2027-05", f"  review: 2027-05\n  history: [{listed}]"
        )
    }


CASES = {
    **{
        f"a long sentence in a rule's {name}": ("PLAIN001", clause(), clause(**{name: LONG}))
        for name in ("title", "text", "why", "instead", "caution")
    },
    **{
        f"a long sentence in a step's {name}": ("PLAIN001", step(), step(**{name: LONG}))
        for name in ("title", "text", "when", "caution")
    },
    **{
        f"a long sentence in a second channel's {name}": (
            "PLAIN001",
            second_channel(),
            second_channel(**{name: f"[{LONG}]" if name == "good-for" else LONG}),
        )
        for name in ("title", "text", "good-for")
    },
    **{
        f"a school rule worded as law in its {name}": (
            "FAIR004",
            clause(caution=OFFENCE),
            clause(**{name: OFFENCE}),
        )
        for name in ("title", "text", "why")
    },
    **{
        f"{kind} without a better way": ("FAIR001", clause(kind), clause(kind, instead=""))
        for kind in ("must-not", "should-not")
    },
    **{
        f"good practice with the force of {kind}": (
            "FAIR008",
            clause("should", "good-practice"),
            clause(kind, "good-practice"),
        )
        for kind in ("must", "must-not")
    },
    "a step that nobody decides": (
        "FAIR002",
        step(),
        {STEPS: step()[STEPS].replace("    decides: The head.\n", "")},
    ),
    "a step without an answer": (
        "FAIR003",
        step(),
        {STEPS: step()[STEPS].replace("    answer-back: Say so.\n", "")},
    ),
    "a second channel without contact": (
        "FAIR006",
        second_channel(),
        {CHANNELS: second_channel()[CHANNELS].replace("    contact: {phone: 01632 960002}\n", "")},
    ),
    **{
        f"a rule that rests on a law that is {status}": ("LAW003", law("changing"), law(status))
        for status in ("repealed", "withdrawn")
    },
    **{
        f"a network that is {status}": ("LAW004", network("rare"), network(status))
        for status in ("renamed", "closed", "dated-term")
    },
    "a second version that is still to come": (
        "DATE004",
        history("2026-01", "2026-05"),
        history("2026-01", "2026-07"),
    ),
}
"""A finding's code; a source without it; and the same with one thing at fault."""


@pytest.mark.parametrize("name", CASES)
def test_one_thing_at_fault_is_found(name: str, tmp_path: Path) -> None:
    code, sound, at_fault = CASES[name]
    assert code not in codes(tmp_path / "sound", sound)
    assert code in codes(tmp_path / "at-fault", at_fault)


@pytest.mark.parametrize(("number", "known"), [("99 9", True), ("999", True), ("99 8", False)])
def test_a_number_is_known_however_it_is_spaced(number: str, known: bool, tmp_path: Path) -> None:
    danger = "common/sections/10-danger.yml"
    text = worlds.FILES[danger].replace("text: Ring the police.", f"text: Ring {number}.")
    assert ("NAT004" not in codes(tmp_path, {danger: text})) is known
