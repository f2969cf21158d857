"""By which words a text has the force of its provision, and which words it may not do without."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import worlds

CHANNELS, PROVISIONS = "schools/hilltop/channels.yml", "schools/hilltop/provisions.yml"
MORE = "schools/hilltop/sections/20-more.yml"

SHOWN = {
    "must": [
        "must",
        "has to",
        "have to",
        "need to",
        "needs to",
        "is required to",
        "are required to",
    ],
    "must-not": [
        *("must not", "mustn't", "mustn’t", "never", "may not", "cannot", "can't", "can’t"),
        *("are not allowed to", "are not permitted to", "do what is not acceptable and"),
        *("do what is unacceptable and", "whom we do not tolerate", "are not tolerated who"),
        *("know we do not accept who", "are not accepted who", "say nobody may"),
    ],
    "should": [
        *("should", "please", "hear the school asks you to", "ask you to", "are asked to"),
        *("know it expects you to", "know we expect you to", "are expected to"),
        *("know it encourages you to", "know we encourage it: it encourages you to"),
        *("are encouraged to", "know we would like you to", "know it wants you to"),
        *("know we want you to", "read that it advises you to", "know it welcomes you to"),
        *("know it hopes you", "know we hope: it hopes you"),
    ],
    "should-not": [
        *("should not", "shouldn't", "shouldn’t", "please do not", "please don't"),
        *("please never", "hear it asks you not to", "hear we ask all of you not to"),
        *(
            "know it expects you not to",
            "know it does not want you to",
            "know it doesn't want you to",
            "would rather not",
        ),
        *("know it discourages you to", "are discouraged to"),
    ],
    "may": ["may", "can", "could", "are free to", "are allowed to", "are permitted to"],
}
"""Words that show a force, whatever else is said."""

WEAK = {
    "must": ["must not", "mustn't", "should", "quietly"],
    "must-not": ["should not", "quietly", "may"],
    "should": ["must", "have to", "never", "quietly"],
    "should-not": ["must not", "mustn't", "never", "quietly"],
    "may": ["must", "have to", "quietly"],
}
"""Words that show none, or another one."""


def said_by(number: int, force: str, words: str) -> str:
    """A statement of the document, as one more entry of its file."""
    return (
        f"  - {{id: hilltop-{number}, section: More, force: {force}, words: {words},"
        " binds: [parents], text: They do.}\n"
    )


def told(folder: Path, cases: list[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the cases (force and words of a place that has no force of its own) with a finding."""
    provisions, channels = [worlds.FILES[PROVISIONS]], [worlds.FILES[CHANNELS]]
    for number, (force, words) in enumerate(cases, 10):
        provisions.append(said_by(number, force, "so it is"))
        channels.append(
            f"  - {{id: office-{number}, title: An office, contact: {{phone: 01632 960001}},\n"
            f'     text: "You {words} ring us now.", from: {{hilltop-{number}: ring us now}}}}\n'
        )
    files = {PROVISIONS: "".join(provisions), CHANNELS: "".join(channels)}
    findings = worlds.findings_in(worlds.tiny_world(folder, files))
    named = (re.match(r"hilltop-(\d+) is ", f.message) for f in findings if f.code == "TRC008")
    return {cases[int(match[1]) - 10] for match in named if match}


def test_each_word_that_shows_a_force(tmp_path: Path) -> None:
    shown = [(force, words) for force, all_words in SHOWN.items() for words in all_words]
    weak = [(force, words) for force, all_words in WEAK.items() for words in all_words]
    loud = [(force, words.upper()) for force, words in (*shown, *weak)]
    assert told(tmp_path, [*shown, *weak, *loud]) == {
        *weak,
        *((force, words.upper()) for force, words in weak),
    }


WEIGHTS = {
    "will not tolerate": ("We do not tolerate it.", "We do not accept it."),
    "is never done": ("It never happens.",),
    "act immediately": ("Immediately.", "At once.", "Straight away.", "Right away."),
    "is expected": ("We expect it.",),
    "is unacceptable": ("It is not acceptable.", "It is unacceptable.", "We do not accept it."),
    "is not acceptable": ("It is not acceptable.", "It is unacceptable.", "We do not accept it."),
    "is encouraged": ("We encourage it.", "We would like it.", "You are welcome."),
    "is extremely serious": ("It is extremely serious.",),
    "is only for you": ("It is only for you.",),
}
"""Words of a document that weigh, and what says them as strongly."""


@pytest.mark.parametrize("words", WEIGHTS)
def test_what_weighs_is_said_as_strongly(words: str, tmp_path: Path) -> None:
    texts = {"weak": "So it is.", **{text: text for text in WEIGHTS[words]}}
    cases = [(said, text) for said in (words, words.upper()) for text in texts.values()]
    provisions, clauses = [worlds.FILES[PROVISIONS]], ["id: more\ntitle: More\nclauses:\n"]
    for number, (said, text) in enumerate(cases, 10):
        provisions.append(said_by(number, "must-not", said))
        clauses.append(
            f"  - {{id: rule-{number}, kind: must-not, binds: [parents], title: No paint,\n"
            f'     text: "{text}", instead: Tell us., from: {{hilltop-{number}: no paint}}}}\n'
        )
    files = {PROVISIONS: "".join(provisions), MORE: "".join(clauses)}
    findings = worlds.findings_in(worlds.tiny_world(tmp_path, files))
    named = (re.match(r"hilltop-(\d+) says", f.message) for f in findings if f.code == "TRC009")
    assert {cases[int(match[1]) - 10] for match in named if match} == {
        (said, "So it is.") for said in (words, words.upper())
    }


@pytest.mark.parametrize("says", ["ring us now", "go nowhere"])
def test_what_welcomes_is_held_to_the_document_too(says: str, tmp_path: Path) -> None:
    """A welcome without the force, and one that does not say it: both at their own field."""
    provision = said_by(10, "must", "must ring us")
    school = worlds.FILES[worlds.SCHOOL].replace(
        "welcome: Talk to us.", f"welcome: You ring us now.\nwelcome-from: {{hilltop-10: {says}}}"
    )
    files = {PROVISIONS: worlds.FILES[PROVISIONS] + provision, worlds.SCHOOL: school}
    findings = worlds.findings_in(worlds.tiny_world(tmp_path, files))
    (found,) = [f for f in findings if f.code in ("TRC007", "TRC008")]
    assert (found.mark.line, found.mark.column) == (6, 28)


@pytest.mark.parametrize(
    ("field", "allowed"),
    [("", False), ("  owned: true\n", True), ("  web: https://hilltop.example/code.pdf\n", True)],
)
def test_a_document_is_quoted_where_the_school_may(
    field: str, allowed: bool, tmp_path: Path
) -> None:
    quoted = worlds.FILES[PROVISIONS].replace(
        "text: It is called our code.}", "text: It is called our code., quote: Our code.}"
    )
    school = worlds.FILES[worlds.SCHOOL].replace("document:\n", f"document:\n{field}")
    source = worlds.tiny_world(tmp_path, {PROVISIONS: quoted, worlds.SCHOOL: school})
    codes = {f.code for f in worlds.findings_in(source)}
    assert ("TRC006" not in codes) is allowed
    assert not {code for code in codes if code.startswith(("MOD", "SRC"))}
