"""The cases that every wizard is measured by: what their results may not claim is really caught."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from generator.model.extras import Case
from generator.source.load import load, schools
from generator.wizard.conditions import Answers
from generator.wizard.evaluate import evaluate, on_path
from generator.wizard.program import BoundRule, Program, compile_wizard
from generator.wizard.stories import SHOWN, read_situation, result_text, stories

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
    "what-day-is-pe": (
        ["Do not ask this in a group.", "Questions are not welcome here."],
        ["You may ask in the group.", "Ask the office."],
    ),
    "link-to-the-newsletter": (
        ["Do not link to the school's website.", "Links are not allowed."],
        ["A link is better than a copy.", "You may share a link."],
    ),
    "advice-on-bullying": (
        ["Anonymous posts are banned.", "A post without your name is against the rules."],
        ["You need not give your name."],
    ),
    "one-star-for-the-kitchen": (
        ["This review is against the law.", "It is libel.", "The school can take it down."],
        ["An honest review is lawful.", "The school cannot remove it."],
    ),
    "court-order-for-the-solicitor": (
        ["Do not report it to the police.", "The code does not let you."],
        ["Show it to your solicitor. That is allowed."],
    ),
    "recording-for-the-solicitor": (
        ["A recording of a meeting is illegal."],
        ["A recording of your own is not a crime by itself."],
    ),
    "picket-line-on-thursday": (
        ["Do not talk to the press.", "The school can stop you.", "You may not post this."],
        ["You may talk to the press.", "Your union helps you to talk to reporters."],
    ),
    "mrs-bell-and-the-phones": (
        [
            "Do not criticise the head.",
            "Criticism is not allowed.",
            "The school may delete it.",
            "You cannot say that.",
        ],
        ["You may criticise the head.", "Criticism is lawful."],
    ),
    "convicted-last-week": (
        ["This post is unlawful.", "You are breaking the law."],
        ["Sharing a newspaper's report is allowed."],
    ),
    "look-what-the-head-wrote": (
        ["You may not keep this letter."],
        ["Keep the letter. You may show it to a solicitor."],
    ),
}
"""For a case of each kind of claim: what its result may not say, and what it may."""


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
    tried = {
        p for name in SENTENCES for claim in cases[name].must_not_claim for p in claim.patterns
    }
    every = {p for case in cases.values() for claim in case.must_not_claim for p in claim.patterns}
    assert every - tried == set()


def test_the_cases_reach_every_verdict(cases: dict[str, Case]) -> None:
    assert len(cases) > 200
    assert {case.verdict for case in cases.values()} == {"ok", "change", "stop", "help"}


@pytest.mark.parametrize("school", schools(SOURCE))
def test_every_case_holds(school: str) -> None:
    policy = load(SOURCE, school).policy
    assert policy is not None
    assert list(stories(compile_wizard(policy), policy)) == []


def text_of(school: str, situation: dict[str, Any]) -> str:
    policy = load(SOURCE, school).policy
    assert policy is not None
    program = compile_wizard(policy)
    path = on_path(program, read_situation(program, situation))
    return result_text(program, policy, path)


def test_the_text_of_a_result(cases: dict[str, Case]) -> None:
    """It has the sentence, the reasons, the person and what would change it, and no danger."""
    text = text_of("oakfield", cases["dinner-queue-with-a-tag"].situation)
    assert "Honest criticism is lawful." in text
    assert "nude" not in text
    paragraphs = text.split("\n\n")
    assert len(set(paragraphs)) == len(paragraphs)
    assert text.startswith(paragraphs[0])


@pytest.mark.parametrize("school", schools(SOURCE))
def test_somebody_in_danger_reads_what_to_do_and_whom_to_call(
    school: str, cases: dict[str, Case]
) -> None:
    """No reason, no change, and of the helplines only those that are shown."""
    policy = load(SOURCE, school).policy
    assert policy is not None
    program = compile_wizard(policy)
    for case in cases.values():
        if case.verdict == "help":
            path = on_path(program, read_situation(program, case.situation))
            text = result_text(program, policy, path)
            clauses = [r.clause for r in winning(program, path) if r.clause]
            assert all(f"{c.act}" in text and f"{c.avoid}" in text for c in clauses)
            shown = {name for c in clauses for name in c.helplines[:SHOWN]}
            for name, line in policy.helplines.items():
                if name not in shown:
                    assert line.title not in text.split("\n\n")


def winning(program: Program, path: Answers) -> list[BoundRule]:
    outcome = evaluate(program, path)
    true = [program.rules[i] for i in outcome.true]
    return [rule for rule in true if rule.verdict == outcome.verdict]
