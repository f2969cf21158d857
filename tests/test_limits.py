"""Each limit from both sides: what is just within it passes, and what is just beyond does not."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import worlds

from generator.importing import archive, bounded, parse, school
from generator.publish.budgets import TooHeavyError, keep_budgets

LAW, HELPLINES, CHANNELS = (
    f"nations/england/{name}.yml" for name in ("law", "helplines", "channels")
)
POST, DANGER, TERMS = (
    "common/wizards/should-i-post.yml",
    "common/sections/10-danger.yml",
    "schools/hilltop/terms.yml",
)
FORMS = "schools/hilltop/forms.yml"
FORM = (
    "forms: [{id: log, title: Log, layout: log, audience: staff, rows: %d, fields: [{label: A}]}]"
)

HARD = "Notwithstanding institutional jurisdiction dissatisfaction necessitates confidentiality"


def rule(text: str) -> dict[str, str]:
    """The school's rule with another text: its title, reason and advice are eleven easy words."""
    return worlds.ANY_WORDS | {
        worlds.RULES: worlds.ANY_WORDS[worlds.RULES].replace(
            "Leave out names of children.", f'"{text}"'
        )
    }


def words(longer: int) -> str:
    """Four sentences of ten words: so many of six letters, the rest of five.

    In the rule, 25 make a reading age of 11.41 and 26 one of 11.50: over it by two thousandths.
    """
    said = ["houses"] * longer + ["house"] * (40 - longer)
    return ". ".join(" ".join(said[at : at + 10]) for at in range(0, 40, 10)) + "."


def school_with(old: str, new: str) -> dict[str, str]:
    return {worlds.SCHOOL: worlds.FILES[worlds.SCHOOL].replace(old, new)}


def other(file: str, old: str, new: str) -> dict[str, str]:
    assert old in worlds.FILES[file]
    return {file: worlds.FILES[file].replace(old, new)}


def review(day: str) -> dict[str, str]:
    return school_with("review: 2027-05", f"review: {day}")


def approved(day: str) -> dict[str, str]:
    return school_with("approved: 2026-05-01", f"approved: {day}")


def term(meaning: str = "A word.", word: str = "word", name: str = "word") -> dict[str, str]:
    return {TERMS: f'terms:\n  - {{id: {name}, term: "{word}", meaning: "{meaning}"}}\n'}


def phone(number: str) -> dict[str, str]:
    return other("schools/hilltop/channels.yml", "01632 960001", f'"{number}"')


def third(place: int) -> dict[str, str]:
    """Danger's helplines: the one with a number to call stands at this place."""
    names = [f"page-{n}" for n in range(1, 5)]
    lines = [
        f"  - {{id: {n}, title: A page, text: Read., web: 'https://help.example/{n}',"
        " checked: 2026-01, serves: [england], source: The page itself.}\n"
        for n in names
    ]
    order = [*names[: place - 1], "police", *names[place - 1 :]]
    return {
        HELPLINES: worlds.FILES[HELPLINES] + "".join(lines),
        **other(DANGER, "[police]", f"[{', '.join(order)}]"),
    }


def ticks(boxes: int) -> dict[str, str]:
    """The wizard's question with this many options, "none" among them."""
    more = "".join(
        f"      - {{id: box-{n}, label: Box {n}, words: it is {n}}}\n" for n in range(boxes - 3)
    )
    none = "      - {id: none, label: Nobody, words: it names nobody}\n"
    return other(POST, none, more + none)


def asked(questions: int) -> dict[str, str]:
    return other(POST, "max-questions: 3", f"max-questions: {questions}")


def facts(count: int) -> dict[str, str]:
    """The wizard with so many facts that matter: nobody asks for the role."""
    added = [f"more-{number}" for number in range(count - 2)]
    said = "".join(
        f"  - {{id: {name}, kind: one, options: [{{id: aa, label: A, words: a}},"
        " {id: bb, label: B, words: b}]}\n"
        for name in added
    )
    asked = "".join(f"  - {{fact: {name}, ask: Is it {name}?, error: Choose}}\n" for name in added)
    wizard = worlds.FILES[POST].replace("questions:\n", f"{said}questions:\n")
    stops = ", ".join(f"{{{name}: bb}}" for name in added)
    return {
        POST: wizard.replace("verdicts:\n", f"{asked}verdicts:\n"),
        worlds.RULES: worlds.FILES[worlds.RULES].replace(
            "    wizard:\n", f"    wizard:\n      - {{when: {{any: [{stops}]}}, verdict: stop}}\n"
        ),
    }


def deep(levels: int) -> dict[str, str]:
    """A file of this many levels, counting the file and the word in the midst."""
    return {TERMS: "terms: " + "[" * (levels - 1) + "word" + "]" * (levels - 1) + "\n"}


def large(size: int) -> dict[str, str]:
    text = term()[TERMS]
    return {TERMS: text + "#" * (size - len(text))}


class Limit(NamedTuple):
    code: str
    within: dict[str, str]
    beyond: dict[str, str]


LIMITS = {
    "contrast of 4.5": Limit(
        "FAIR007", school_with("#1f5f5b", "#717878"), school_with("#1f5f5b", "#727878")
    ),
    "a reading age of 11.5": Limit("PLAIN001", rule(words(25)), rule(words(26))),
    "25 words in a sentence": Limit("PLAIN001", rule("go " * 24 + "on."), rule("go " * 25 + "on.")),
    "20 words to score": Limit("PLAIN001", rule(f"{HARD}. It is."), rule(f"{HARD}. It is so.")),
    "a review on its last day": Limit("DATE001", review("2026-06-01"), review("2026-05-31")),
    "a review in its last month": Limit("DATE001", review("2026-06"), review("2026-05")),
    "an approval today": Limit("DATE004", approved("2026-06-01"), approved("2026-06-02")),
    "a review on the day of approval": Limit("DATE005", review("2026-05-01"), review("2026-04-30")),
    **{
        f"{file} checked 366 days ago": Limit(
            "DATE003",
            other(file, "checked: 2026-01", "checked: 2025-05-31"),
            other(file, "checked: 2026-01", "checked: 2025-05-30"),
        )
        for file in (LAW, HELPLINES, CHANNELS)
    },
    "a line of 300": Limit("MOD005", term(word="a" * 300), term(word="a" * 301)),
    "a text of 6,000": Limit("MOD005", term("a" * 6000), term("a" * 6001)),
    "an id of 60": Limit("MOD005", term(name="a" * 60), term(name="a" * 61)),
    "an id of two": Limit("MOD005", term(name="ab"), term(name="a")),
    "a phone number of 20": Limit("MOD005", phone("0" * 20), phone("0" * 21)),
    "a phone number of two": Limit("MOD005", phone("00"), phone("0")),
    "100 rows": Limit("MOD005", {FORMS: FORM % 100}, {FORMS: FORM % 101}),
    "one row": Limit("MOD005", {FORMS: FORM % 1}, {FORMS: FORM % 0}),
    "20 levels": Limit("SRC011", deep(20), deep(21)),
    "a million bytes": Limit("SRC003", large(1_000_000), large(1_000_001)),
    "13 options to tick": Limit("WIZ011", ticks(13), ticks(14)),
    "the number among three helplines": Limit("WIZ006", third(3), third(4)),
    "60 facts": Limit("WIZ011", facts(60), facts(61)),
    "the most questions": Limit("WIZ008", asked(2), asked(1)),
}


@pytest.mark.parametrize("name", LIMITS)
def test_just_within_passes_and_just_beyond_does_not(name: str, tmp_path: Path) -> None:
    code, within, beyond = LIMITS[name]

    def codes(folder: str, files: dict[str, str]) -> set[str]:
        return {f.code for f in worlds.findings_in(worlds.tiny_world(tmp_path / folder, files))}

    assert code not in codes("within", within)
    assert code in codes("beyond", beyond)


# What pages weigh

PAGE = """<!doctype html><title>A page</title><link rel="stylesheet" href="own.css">
<script src="own.js"></script><script src="own.mjs"></script>"""

WEIGHTS = {
    "The home page": (42_000, "own.mjs", ("index.html", "own.css", "own.js")),
    "The wizard page": (
        62_000,
        "should-i-post/own.mjs",
        ("should-i-post/index.html", "should-i-post/own.css", "should-i-post/own.js"),
    ),
    "The wizard page's scripts": (14_000, "should-i-post/own.js", ()),
    "The wizard page's styles": (33_000, "should-i-post/own.css", ()),
    "The search": (34_000, "assets/search.js", ("assets/search-index.js",)),
    "The embedded wizard": (
        14_000, "embed/own.mjs", ("embed/index.html", "embed/own.css", "embed/own.js"),
    ),
}  # fmt: skip
"""The most bytes after gzip; what is made heavy here; and what else counts with it."""


def weight(*files: Path) -> int:
    return sum(len(gzip.compress(file.read_bytes(), 9, mtime=0)) for file in files)


@pytest.mark.parametrize("name", WEIGHTS)
def test_a_site_may_weigh_its_budget_and_not_a_byte_more(name: str, tmp_path: Path) -> None:
    for folder in ("", "should-i-post", "embed"):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "index.html").write_text(PAGE)
        for file in ("own.css", "own.js", "own.mjs"):
            (tmp_path / folder / file).touch()
    (tmp_path / "assets").mkdir()
    for file in ("search.js", "search-index.js"):
        (tmp_path / "assets" / file).touch()
    most, file, others = WEIGHTS[name]
    filled, beside = tmp_path / file, weight(*(tmp_path / other for other in others))
    noise = random.Random(18).randbytes(most)  # nothing makes it smaller
    size = most - beside - weight(filled)
    while filled.write_bytes(noise[:size]) and weight(filled) + beside > most:
        size -= 1
    assert weight(filled) + beside == most
    keep_budgets(tmp_path)
    filled.write_bytes(noise[: size + 1])
    with pytest.raises(TooHeavyError, match=f"^{name} weighs {most / 1000:.1f} KB[^\n]*$"):
        keep_budgets(tmp_path)


# What an import takes


def read(data: bytes) -> dict[str, Any]:
    return dict(json.loads(parse.parse(data, "txt")))


def test_a_document_may_have_two_million_characters() -> None:
    paragraph = b"x" * 1_999 + b".\n\n"
    assert len(read(paragraph * 1_000).get("blocks", ())) == 1_000
    assert "more text than a policy" in read(paragraph * 1_000 + b"x").get("refused", "")


def test_what_is_too_large_to_try_is_at_least_said_twice() -> None:
    assert (parse.BLOCKS, school.MOST) == (100_000, 999)
    assert (archive.ENTRIES, archive.UNPACKED, archive.TEXT) == (5_000, 268_435_456, 50_331_648)
    assert (bounded.SECONDS, bounded.MEMORY, bounded.ANSWER) == (60, 1_073_741_824, 33_554_432)
