"""The cases that every wizard is measured by: what their results may not claim is really caught."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.model.extras import Case
from generator.source.load import load, schools
from generator.wizard.program import compile_wizard
from generator.wizard.stories import read_situation, result_text, stories

SOURCE = Path(__file__).parent.parent / "policy_src"

SENTENCES: dict[str, tuple[list[str], list[str]]] = {
    "view-on-homework": (
        ["The school can stop you.", "You are not allowed to share this view."],
        ["No school can take this right away.", "You may share a view about a school."],
    ),
    "letter-about-the-crossing": (
        [
            "You must first finish the school's complaints steps.",
            "The complaints procedure must come first.",
            "Tell the school first.",
        ],
        ["You may write to your MP at any time.", "Tell the council about it."],
    ),
    "worry-to-ofsted": (
        ["This breaks the school's rules.", "Do not write to Ofsted.", "It is against our policy."],
        [
            "You may write to Ofsted at any time.",
            "No school rule about social media is about this.",
        ],
    ),
    "grumble-about-parents-evening": (
        ["It is never right to grumble.", "This is not allowed.", "Such posts are banned."],
        ["Never share a nude picture.", "You are allowed to hold a view. This is not a ban."],
    ),
    "nativity-clip-for-the-grandparents": (
        ["Data protection law forbids this.", "It is against GDPR.", "It is illegal to share it."],
        ["Data protection law does not stop photos for your family."],
    ),
    "petition-for-the-breakfast-club": (
        ["Petitions against a school are banned.", "It is illegal to campaign online."],
        ["Honest criticism is lawful, and so is a petition.", "A petition is a good way."],
    ),
    "class-photo-with-others": (
        ["The law bans this photo.", "It is against the law to share it.", "You break the law."],
        ["Data protection law does not stop photos for your family.", "The law lets you."],
    ),
    "dinner-queue-with-a-tag": (
        ["Complaining is illegal.", "A post like this is against the law.", "You break the law."],
        ["Honest criticism is lawful. This is advice on what works, not a ban."],
    ),
    "worst-teacher": (
        ["This is defamation.", "Insults are a crime.", "You have committed an offence."],
        ["A rude or mocking post is not a crime just because it upsets someone."],
    ),
    "head-as-a-clown": (
        ["Memes are illegal.", "This is a crime.", "You will be arrested."],
        ["A rude or mocking post is not a crime just because it upsets someone."],
    ),
    "head-asleep-on-money": (
        ["Do not criticise the pay.", "Criticism of pay is not allowed."],
        ["You may criticise the pay.", "Do not post a picture that was made with AI."],
    ),
    "coach-who-hurts-children": (
        ["Do not report it to the police.", "The school's policy forbids it."],
        ["Nobody can stop you from telling the police.", "The school's rules do not limit this."],
    ),
    "the-music-teacher": (
        ["You must not tell anyone.", "Keep this to yourself.", "Say nothing to the police."],
        ["You may always tell the police, the council, a helpline or your solicitor."],
    ),
    "cannot-do-this-any-more": (
        [
            "You should have known better.",
            "It is your own fault.",
            "This is not acceptable.",
            "You broke our rules.",
        ],
        ["Talk to a person now.", "You could call a helpline."],
    ),
}
"""For each case: what its result may not say, and what it may."""


@pytest.fixture(scope="module")
def cases() -> dict[str, Case]:
    policy = load(SOURCE, schools(SOURCE)[0]).policy
    assert policy is not None
    return {case.id: case for case in policy.cases}


def claims(case: Case, text: str) -> list[str]:
    return [
        pattern
        for claim in case.must_not_claim
        for pattern in claim.patterns
        if re.search(pattern, text, re.IGNORECASE)
    ]


@pytest.mark.parametrize("name", SENTENCES)
def test_a_claim_is_caught_and_what_denies_it_is_not(name: str, cases: dict[str, Case]) -> None:
    wrong, fair = SENTENCES[name]
    for sentence in wrong:
        assert claims(cases[name], sentence), sentence
    for sentence in fair:
        assert not claims(cases[name], sentence), sentence
    caught = {pattern for sentence in wrong for pattern in claims(cases[name], sentence)}
    assert caught == {p for claim in cases[name].must_not_claim for p in claim.patterns}


def test_every_claim_has_sentences(cases: dict[str, Case]) -> None:
    assert SENTENCES.keys() == {case.id for case in cases.values() if case.must_not_claim}


def test_the_cases_reach_every_verdict(cases: dict[str, Case]) -> None:
    assert len(cases) == 40
    assert {case.verdict for case in cases.values()} == {"ok", "change", "stop", "help"}


@pytest.mark.parametrize("school", schools(SOURCE))
def test_every_case_holds(school: str) -> None:
    policy = load(SOURCE, school).policy
    assert policy is not None
    assert list(stories(compile_wizard(policy), policy)) == []


def test_the_text_of_a_result(cases: dict[str, Case]) -> None:
    policy = load(SOURCE, "oakfield").policy
    assert policy is not None
    program = compile_wizard(policy)
    case = cases["dinner-queue-with-a-tag"]
    text = result_text(program, read_situation(program, case.situation))
    assert "Don't post it" in text
    assert "Ask the people who can fix it first" in text
    assert "Honest criticism is lawful." in text
    assert "nude" not in text


@pytest.mark.parametrize("school", schools(SOURCE))
def test_angry_words_to_an_authority_may_go_with_a_hint(
    school: str, cases: dict[str, Case]
) -> None:
    policy = load(SOURCE, school).policy
    assert policy is not None
    program = compile_wizard(policy)
    angry = cases["angry-email-to-ofsted"].situation
    text = result_text(program, read_situation(program, angry))
    assert "Go ahead" in text
    assert "You can send it as it is." in text
    calm = result_text(program, read_situation(program, angry | {"tone": ["none"]}))
    assert "You can send it as it is." not in calm
