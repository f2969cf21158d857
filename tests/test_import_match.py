"""What a document names is found, and its statements are matched with rules."""

from __future__ import annotations

from typing import Any

import pytest

from generator.importing.document import Block, Document
from generator.importing.found import found
from generator.importing.match import SURE, Rules, scored
from generator.importing.statements import Statement, statements
from generator.importing.words import concepts, stems
from generator.model.clause import Clause
from generator.model.law import Law, Platform

LAWS = [
    Law.model_validate(
        {
            "id": name,
            "kind": kind,
            "title": title,
            "citation": citation,
            "status": "in-force",
            "for-parents": True,
            "means": "It says a thing.",
            "confirmed": "yes",
            "checked": "2026-11",
            "source": "A book.",
            "extent": ["england"],
        }
    )
    for name, kind, title, citation in [
        ("lamps", "act", "Lamps Act 1990", "Lamps Act 1990 (c. 3)"),
        ("lamps-light", "act", "Bright lamps", "Lamps Act 1990 (c. 3), section 4"),
        ("noise", "act", "Protection from Noise Act 1997", "Protection from Noise Act 1997 (c. 4)"),
        ("oil", "act", "Oil, Gas and Coal Act 1988", "Oil, Gas and Coal Act 1988 (c. 48)"),
        (
            "safe",
            "guidance",
            "Keeping lamps safe at school",
            "Keeping lamps safe at school, A Board",
        ),
        ("safe-lamps", "guidance", "Lamps safe at school", "Lamps safe at school, A Board"),
        ("data", "act", "Lamp data", "UK General Lamp Regulation (retained), article 2"),
        ("child", "treaty", "A treaty on lamps", "A treaty on lamps; article 12, LMPRC"),
    ]
]
PLATFORMS = [
    Platform.model_validate(
        {
            "id": name,
            "title": title,
            "status": "current",
            "formerly": formerly,
            "checked": "2026-11",
        }
    )
    for name, title, formerly in [
        ("face", "FaceLamp", []),
        ("chirp", "X", ["Chirper"]),
        ("board", "Online forum", ["message board"]),
    ]
]

FINDS = [
    ("Headteacher: Mrs A Bell", [("person", "Mrs A Bell", "Headteacher")]),
    ("The Head teacher, Mr J. P. Oak-Hill, decides.", [
        ("person", "Mr J. P. Oak-Hill", "Head teacher")
    ]),
    ("Ask Dr Ann Bell (Designated Safeguarding Lead).", [
        ("person", "Dr Ann Bell", "Designated Safeguarding Lead")
    ]),
    ("Chair of Governors: Ann Bell", [("person", "Ann Bell", "Chair of Governors")]),
    ("Author (name and job): Ann Bell", [("person", "Ann Bell", "Author")]),
    ("Coordinator: Mrs A Bell, Mr B Oak", [
        ("person", "Mrs A Bell", "Coordinator"),
        ("person", "Mr B Oak", "Coordinator"),
    ]),
    ("Ask Mrs A Bell.", [("person", "Mrs A Bell", None)]),
    ("Headteacher: Mrs A Bell is here. Mr B Oak is there.", [
        ("person", "Mrs A Bell", "Headteacher"),
        ("person", "Mr B Oak", None),
    ]),
    ("Approved by: Governing Body", []),
    ("Headteacher: ask at the office", []),
    ("Our values: Kind Brave", []),
    ("Ring 01632 960 123 today.", [("phone", "01632 960 123", None)]),
    ("Ring (01632) 960123.", [("phone", "(01632) 960123", None)]),
    ("Ring +44 (0)20 7946 0123.", [("phone", "+44 (0)20 7946 0123", None)]),
    ("Ring +353 1 555 0123.", [("phone", "+353 1 555 0123", None)]),
    ("Ring 07700 900123.", [("phone", "07700 900123", None)]),
    ("Ring 0800 1111.", [("phone", "0800 1111", None)]),
    ("Ring 999 now.", [("phone", "999", None)]),
    ("There are 999 pupils.", []),
    ("Form 12345678 of 2019 2020.", []),
    ("Number 0123 is short.", []),
    ("Write to office@oak.sch.uk.", [("email", "office@oak.sch.uk", None)]),
    ("See www.oak.sch.uk/rules, or oak.org.", [
        ("web", "www.oak.sch.uk/rules", None),
        ("web", "oak.org", None),
    ]),
    ("See https://oak.example/a?b=1.", [("web", "https://oak.example/a?b=1", None)]),
    ("End of it.no more", []),
    ("Date approved: September 2019", [("date", "September 2019", "approved")]),
    ("Review date: 1st May 2026", [("date", "1st May 2026", "review")]),
    ("Date: March 24", [("date", "March 24", "dated")]),
    ("Ratified 01/09/2024, next review Autumn Term 2025", [
        ("date", "01/09/2024", "approved"),
        ("date", "Autumn Term 2025", "review"),
    ]),
    ("Review: 2027", [("date", "2027", "review")]),
    ("The fair is on 3 May 2026.", [("date", "3 May 2026", None)]),
    ("In 2026 there were many.", []),
    ("March to the hall.", []),
    ("Version number: 2.1", [("version", "Version number: 2.1", None)]),
    ("V3", [("version", "V3", None)]),
    ("This version is new.", []),
]  # fmt: skip


def finds(text: str) -> list[Any]:
    document = Document("policy.txt", (Block("heading", text),))
    return found(document, [], LAWS, PLATFORMS)


@pytest.mark.parametrize(("text", "wanted"), FINDS)
def test_finds(text: str, wanted: list[tuple[str, str, str | None]]) -> None:
    assert [(find.kind, find.text, find.role) for find in finds(text)] == wanted


NAMED = {
    "The Lamps Act 1990 holds.": [("Lamps Act 1990", ("lamps",))],
    "The Lamp's Act 1990 holds.": [("Lamp's Act 1990", ("lamps",))],
    "The Noise Act 1997 holds.": [("Noise Act 1997", ("noise",))],
    "The Noise Act 1998 holds.": [("Noise Act 1998", ())],
    "The Oil, Gas and Coal Act 1988.": [("Oil, Gas and Coal Act 1988", ("oil",))],
    "See keeping lamps safe at school.": [("keeping lamps safe at school", ("safe",))],
    "Article 12, LMPRC": [("LMPRC", ("child",))],
    "The General Lamp Regulation 2018": [("General Lamp Regulation 2018", ("data",))],
    "We act in 1990.": [],
    "Bright lamps": [],
    "Facelamp and Face Lamp pages": [("Facelamp", ("face",))],
    "X and Y": [],
    "X (formerly Chirper)": [("X", ("chirp",)), ("Chirper", ("chirp",))],
    "Message boards": [("Message boards", ("board",))],
    "A messageboarding day": [],
}


@pytest.mark.parametrize("text", NAMED)
def test_laws_and_networks(text: str) -> None:
    assert [(find.text, find.ids) for find in finds(text)] == NAMED[text]


def test_a_find_says_where_it_stands() -> None:
    document = Document(
        "policy.txt",
        (
            Block("paragraph", "Parents must always ring 01632 960123 first."),
            Block("heading", "Rules of 3 May 2024"),
            Block("heading", "Ring 01632 960123"),
        ),
    )
    told = [
        (find.text, find.statement, find.block) for find in found(document, statements(document))
    ]
    assert told == [("01632 960123", 1, None), ("3 May 2024", None, 1)]


def test_a_lead_in_is_not_searched_for_each_item() -> None:
    document = Document(
        "policy.txt",
        (
            Block("paragraph", "Parents who see this on FaceLamp should ring the office and say:"),
            Block("item", "who it is"),
            Block("item", "where it is"),
        ),
    )
    told = [find.statement for find in found(document, statements(document), (), PLATFORMS)]
    assert told == [1]


STEMS = {
    "The pictures": ["pictur"],
    "posting, posted, posts": ["post", "post", "post"],
    "complaints and complaining": ["complaint", "complain"],
    "the school's": ["school"],
    "of the": [],
}


@pytest.mark.parametrize("text", STEMS)
def test_stems(text: str) -> None:
    assert stems(text) == STEMS[text]


def test_words_of_like_meaning_meet() -> None:
    assert set(concepts(stems("photographs"))) & set(concepts(stems("film")))
    assert not set(concepts(stems("photographs"))) & set(concepts(stems("lunch")))


def clause(name: str, title: str, text: str, kind: str = "should", **more: Any) -> Clause:
    return Clause.model_validate(
        {"id": name, "kind": kind, "binds": ["parents"], "title": title, "text": text, **more}
    )


RULES = [
    clause("no-pictures", "Do not share pictures of pupils", "Ask first.", kind="should-not"),
    clause("ask-office", "Ask at the office", "If you have a worry, ring the office."),
    clause("be-calm", "Be calm at the gate", "Do not shout at the gate."),
    clause("lend-a-hand", "Lend a hand at the fair", "Bring cakes.", asks=["bake sale stall"]),
]


def said(*texts: str, section: str = "") -> list[Statement]:
    blocks = [Block("heading", section)] if section else []
    blocks += [Block("paragraph", text) for text in texts]
    body = Block("paragraph", "Here the text of the policy begins in earnest.")
    return statements(Document("policy.txt", (body, *blocks)))[1:]


BEST = {
    "Parents should not share photographs of students.": "no-pictures",
    "Parents with a concern should contact the office.": "ask-office",
    "Shouting at the gate is not allowed.": "be-calm",
    "Come to the bake sale.": "lend-a-hand",
}


@pytest.mark.parametrize("text", BEST)
def test_the_best_rule(text: str) -> None:
    (matches,) = Rules(RULES).match(said(text))
    assert matches[0].clause.id == BEST[text]
    assert len(matches) <= 3
    scores = [match.score for match in matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert not any(match.sure for match in matches[1:])


def test_a_statement_without_a_common_word_has_no_match() -> None:
    assert Rules(RULES).match(said("Zebras graze quietly.")) == [()]


def test_no_rules_and_no_statements() -> None:
    assert Rules([]).match(said("Parents should ask at the office.")) == [()]
    assert Rules(RULES).match([]) == []


def test_force_decides_between_rules_of_the_same_words() -> None:
    may = clause("films-may", "Films of the play", "Films of the play are a joy.", kind="may")
    must_not = clause(
        "films-no", "Films of the play", "Films of the play are a joy.", kind="must-not"
    )
    matches = Rules([may, must_not]).match(
        said(
            "Parents must not share films of the play.",
            "Parents are free to share films of the play.",
        )
    )
    assert [found[0].clause.id for found in matches] == ["films-no", "films-may"]


def test_audience_decides_between_rules_of_the_same_words() -> None:
    rules = [
        clause(f"films-{who}", "Films of the play", "Ask first.", binds=[who])
        for who in ("staff", "parents")
    ]
    (matches,) = Rules(rules).match(said("Parents should ask about films of the play."))
    assert matches[0].clause.id == "films-parents"


def test_what_stands_nearby_decides() -> None:
    rules = [
        clause("fair-cakes", "Cakes at the fair", "Say what is in the cakes."),
        clause("trip-cakes", "Cakes on the trip", "Say what is in the cakes on the trip by coach."),
    ]
    trip = said(
        "The coach of the trip leaves at nine.", "Cakes should be named.", section="Days out"
    )
    alone = Rules(rules).match(trip[1:])[0]
    beside = Rules(rules).match(trip)[1]
    assert beside[0].clause.id == "trip-cakes"

    def lead(matches: Any) -> float:
        by_id = {match.clause.id: match.score for match in matches}
        return by_id["trip-cakes"] - by_id["fair-cakes"]

    assert lead(beside) > lead(alone)


def test_what_stands_under_another_heading_does_not_count() -> None:
    rules = Rules(RULES)
    alone = said("Ask first.", section="Films")
    heading = statements(
        Document(
            "policy.txt",
            (
                Block("paragraph", "Here the text of the policy begins in earnest."),
                Block("heading", "Days out"),
                Block("paragraph", "Be calm at the gate."),
                Block("heading", "Films"),
                Block("paragraph", "Ask first."),
            ),
        )
    )
    assert rules.compare(heading)[-1] == rules.compare(alone)[-1]


def test_a_rule_for_everyone_comes_before_one_for_others() -> None:
    rules = [
        clause(f"films-{who}", "Films of the play", "Ask first.", binds=[who])
        for who in ("staff", "everyone")
    ]
    (matches,) = Rules(rules).match(said("Parents should ask about films of the play."))
    assert matches[0].clause.id == "films-everyone"


def test_wordings_of_one_rule_are_one() -> None:
    other = clause("be-calm", "Be calm at the gate", "Wait quietly behind the railings.")
    (matches,) = Rules([*RULES, other]).match(said("Wait behind the railings."))
    assert [match.clause.id for match in matches].count("be-calm") == 1
    assert matches[0].clause.text == "Do not shout at the gate."


def test_a_score_grows_with_the_sum_and_the_lead() -> None:
    scale = (-2.0, 1.0, 1.0)
    assert scored(1, 0, scale) < scored(2, 0, scale) < scored(2, 1, scale)
    assert scored(1, 1, scale) == 0.5


def test_sure_is_the_best_one_from_the_threshold_on() -> None:
    texts = ["Parents should not share pictures of pupils.", "Ask at the gate."]
    for matches in Rules(RULES).match(said(*texts)):
        assert matches[0].sure == (matches[0].score >= SURE)
