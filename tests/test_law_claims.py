"""The law register: what no page may claim is caught, and what truly denies it is let pass."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from generator.model.law import Claim, LawRegister
from generator.reader import read_yaml

COMMON = Path(__file__).parent.parent / "policy_src" / "common"

SENTENCES: dict[str, tuple[list[str], list[str]]] = {
    "that you are not allowed to criticise the school": (
        [
            "You are not allowed to criticise the school.",
            "Parents aren’t allowed to complain in public.",
            "Parents may not criticise staff online.",
            "You have no right to criticise the school.",
        ],
        [
            "No school can say that you are not allowed to criticise it.",
            "You are allowed to criticise the school.",
            "This does not mean that you are not allowed to criticise the school.",
            "A school cannot say that parents may not criticise it.",
            "You are free to criticise the school.",
            "You are not allowed to bring a dog.",
        ],
    ),
    "that it is never right to complain or to criticise the school online": (
        [
            "It is never appropriate to raise concerns on social media.",
            "It is never right to criticise the school online.",
            "Criticising the school online is never acceptable.",
            "It is always wrong to complain on Facebook.",
        ],
        [
            "It is not true that it is never appropriate to complain online.",
            "It is never right to share a nude picture.",
            "Nobody should say that complaining online isn't allowed.",
            "It is not always wrong to complain online.",
            "It is never too late to complain to the school.",
        ],
    ),
    "that it is against the law to complain or to campaign online": (
        [
            "It is against the law to complain online.",
            "It is illegal for parents to criticise the school.",
            "Complaining about the school online is illegal.",
            "Petitions against the school are against the law.",
            "The law bans criticism of staff.",
        ],
        [
            "It is not against the law to complain online.",
            "Complaining online is not illegal.",
            "No law bans criticism.",
            "This does not mean that it is against the law to campaign.",
            "Is it against the law to complain online?",
            "A complaint that threatens to hurt someone can be a crime.",
            "It is legal to complain, and it is illegal to threaten someone.",
        ],
    ),
    "that a school's code of conduct is binding in law": (
        [
            "This code is legally binding.",
            "The rules in this policy are binding in law.",
            "By law, parents must follow this code.",
            "By law you must sign the agreement.",
        ],
        [
            "The code is not legally binding.",
            "A school's code of conduct is not binding in law.",
            "No code of conduct is legally binding.",
            "It is not true that by law parents must sign this code.",
        ],
    ),
    "that a negative review is defamation": (
        [
            "A negative review of the school is defamation.",
            "Bad comments about staff are libellous.",
            "Criticising a teacher online is defamation.",
            "It is defamatory to criticise the head.",
        ],
        [
            "A negative review is not defamation.",
            "An honest opinion is not defamation, even if it hurts.",
            "This does not mean that a bad review is defamation.",
            "It is not libel to criticise the school.",
            "Is it libel to criticise the school?",
            "Defamation is a false statement that does serious harm to a person's good name.",
        ],
    ),
    "that defamation is a crime, or that the police enforce it": (
        [
            "The police will investigate defamation.",
            "Police can arrest people for libel.",
            "Defamation is a crime.",
            "Libel online is a matter for the police.",
            "The school will report defamatory posts to the police.",
        ],
        [
            "Defamation is not a crime.",
            "The police do not deal with defamation.",
            "The police cannot arrest you for libel.",
            "Defamation is a matter between people, and a court can decide it.",
            "The police look at threats. Defamation is for a civil court.",
            "You do not report defamation to the police.",
        ],
    ),
    "that the school will sue you for what you say about the school": (
        [
            "The school will sue you if you criticise it.",
            "The academy may sue parents.",
            "You could be sued by the school.",
        ],
        [
            "The school will not sue you.",
            "A council school cannot sue you for what you say about the school.",
            "This does not mean that the school will sue you.",
            "You cannot be sued by the council for libel.",
            "A teacher may sue as a person.",
        ],
    ),
    "that sharing something untrue is a crime in itself": (
        [
            "Sharing something untrue is a crime.",
            "Spreading rumours about a teacher is a criminal offence.",
            "It is illegal to post false news about the school.",
            "It is against the law to spread gossip.",
        ],
        [
            "Sharing something untrue is not a crime in itself.",
            "Sharing something false is a crime only if you know it and mean to do serious harm.",
            "It is a crime to send what you know is false, and mean to do serious harm.",
            "It is not illegal to share false news by mistake.",
            "Nobody says that it isn't wrong, but no honest mistake is a crime.",
            "Is it a crime to share something untrue?",
        ],
    ),
    "that an upsetting or negative post is a malicious communication": (
        [
            "A negative post about staff is a malicious communication.",
            "Rude comments are malicious communications.",
            "The Malicious Communications Act makes it a crime to upset a teacher.",
            "It is a malicious communication to say something unkind.",
            "An upsetting post is a crime.",
        ],
        [
            "An upsetting or negative post is not a malicious communication.",
            "This does not mean that an upsetting post is a malicious communication.",
            "A rude post is not a crime just because it upsets someone.",
            "No court would say a rude message is a malicious communication.",
            "The Malicious Communications Act 1988 is about words that are grossly offensive.",
            "Rude or critical is not the same as grossly offensive.",
        ],
    ),
    "that a parent may not report an allegation to the authorities": (
        [
            "You must not report the allegation to the police.",
            "Do not tell the police about a teacher.",
            "Don’t contact the council about it.",
            "Parents may not report a concern to the NSPCC.",
            "Reporting a teacher to the police is a breach of this policy.",
        ],
        [
            "You may always report an allegation to the police.",
            "Do not post about it. Tell the police or the council.",
            "No rule can say that you must not report it to the police.",
            "Nobody can stop you from telling the police, the council or a helpline.",
            "It is not true that reporting it to the police is a breach.",
            "You must not tell other parents. You may tell the police.",
            "Never wait to tell the police.",
        ],
    ),
    "that data protection law bans parents from taking photos at school events": (
        [
            "GDPR bans parents from taking photos at the school play.",
            "The data protection rules stop you filming sports day.",
            "Taking photos of the nativity is against GDPR.",
            "Photos at school events are not allowed under data protection law.",
            "The law bans photos at school events.",
            "The law forbids parents from filming.",
            "It is against the law to take photos at the school play.",
        ],
        [
            "The law does not ban photos.",
            "Data protection law does not stop you from taking photos at the school play.",
            "GDPR doesn’t ban parents from filming.",
            "No law bans photos at school events.",
            "Nothing in the law bans photos at school events.",
            "This does not mean that GDPR bans parents from taking photos.",
            "It is not against the law to take photos at the school play.",
            "Family photos are not banned under GDPR.",
            "The law forbids sexual pictures of children.",
            "The school may ask you to put the camera away. Data protection is not the reason.",
            "Does GDPR ban photos at school?",
        ],
    ),
    "that section 547 lets a school ban a parent for an online post": (
        [
            "Section 547 lets the school ban a parent for an online post.",
            "Parents can be banned from the site for Facebook posts under section 547.",
            "The Education Act 1996 allows us to bar you for what you say on social media.",
        ],
        [
            "Section 547 does not let a school ban a parent for an online post.",
            "Section 547 is about the school site. It is not about posts.",
            "Nothing in section 547 lets a school ban a parent for a post.",
            "A parent cannot be banned for a post under section 547.",
            "It is not true that section 547 allows a school to ban you for a comment.",
        ],
    ),
    "that a parent may not write to Ofsted, the council, the Department for Education or an MP": (
        [
            "Parents must not write to Ofsted.",
            "You are not allowed to contact your MP.",
            "Complaining to the council breaks this policy.",
            "Writing to your MP is against the school's rules.",
        ],
        [
            "You may write to Ofsted or to your MP.",
            "No school can say that you must not write to Ofsted.",
            "Writing to your MP is not against any rule.",
            "Complaining to the council does not break this policy.",
            "Ofsted cannot settle one family's complaint.",
        ],
    ),
    "that you must finish the school's complaints steps before you write to an MP": (
        [
            "You must finish the school's complaints steps before you write to your MP.",
            "You cannot write to your MP until the school has answered.",
            "Parents must complete the procedure before they contact an MP.",
        ],
        [
            "You do not have to finish the school's steps before you write to your MP.",
            "You can write to your MP at any time.",
            "No rule can say that you must finish the steps before you write to your MP.",
            "The Department for Education may ask you to finish the school's steps first.",
        ],
    ),
    "that posting someone's details is a crime under the Data Protection Act 1998": (
        [
            "Posting someone's number is a criminal offence under the Data Protection Act 1998.",
            "It is a crime under the Data Protection Act to share an address.",
            "Under the Data Protection Act 1998, sharing personal details is a criminal offence.",
            "You may breach the Data Protection Act 1998, which is a criminal offence.",
        ],
        [
            "The Data Protection Act 1998 is gone, and posting a name was not a crime under it.",
            "It is not true that posting a number is a crime under the Data Protection Act 1998.",
            "Nothing you post is a crime under the Data Protection Act 1998.",
            "An honest slip was never a criminal offence under the Data Protection Act 1998.",
            "Under the Data Protection Act 1998, sharing details was not in itself a crime.",
            "Is it a crime under the Data Protection Act 1998? No.",
        ],
    ),
    "that a parent's remark breaks the Equality Act": (
        [
            "A parent's remark on Facebook breaks the Equality Act.",
            "Sexist comments are against the Equality Act.",
            "The Equality Act forbids parents to say this.",
        ],
        [
            "A parent's remark does not break the Equality Act.",
            "It is not true that your post breaks the Equality Act.",
            "The Equality Act 2010 binds the school, not parents.",
            "The Equality Act is for the school.",
            "Such posts can be crimes under other laws.",
        ],
    ),
}
"""For each claim: sentences that make it, and honest sentences that do not."""


def register() -> LawRegister:
    path = COMMON.parent / "nations" / "england" / "law.yml"
    value, findings = read_yaml(path, path)
    assert not findings
    return LawRegister.model_validate(value)


LAWS = register().laws
CLAIMS: dict[str, Claim] = {claim.claim: claim for law in LAWS for claim in law.must_not_say}


def made(claim: Claim, text: str) -> bool:
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in claim.patterns)


def on_a_page(sentence: str) -> list[str]:
    """The sentence as pages show it: alone, between others, under a heading, and wrapped."""
    return [
        sentence,
        f"Talk to the school first. {sentence} Read more about it.",
        f"Before you post\n\n{sentence}\n\nWhat to do instead\n",
        sentence.replace(" ", "\n"),
    ]


def cases(which: int) -> list[Any]:
    return [
        pytest.param(claim, sentence, id=sentence)
        for claim, sentences in SENTENCES.items()
        for sentence in sentences[which]
    ]


def test_every_claim_has_sentences_of_both_kinds() -> None:
    assert set(SENTENCES) == set(CLAIMS)
    assert all(said and denied for said, denied in SENTENCES.values())


@pytest.mark.parametrize(("claim", "sentence"), cases(0))
def test_a_claim_is_caught(claim: str, sentence: str) -> None:
    for text in on_a_page(sentence):
        assert made(CLAIMS[claim], text), text


@pytest.mark.parametrize(("claim", "sentence"), cases(1))
def test_an_honest_sentence_is_let_pass(claim: str, sentence: str) -> None:
    for text in on_a_page(sentence):
        assert [name for name, other in CLAIMS.items() if made(other, text)] == []


@pytest.mark.parametrize("claim", CLAIMS)
def test_every_pattern_catches_something(claim: str) -> None:
    said, _ = SENTENCES[claim]
    for pattern in CLAIMS[claim].patterns:
        assert any(re.search(pattern, sentence, re.IGNORECASE) for sentence in said), pattern


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)
def test_the_register_makes_no_such_claim_itself(law: Any) -> None:
    text = "\n\n".join(
        t for t in (law.title, law.status_note, law.means, law.means_not, law.detail) if t
    )
    assert [name for name, claim in CLAIMS.items() if made(claim, text)] == []


def test_what_took_a_laws_place_is_in_the_register() -> None:
    known = {law.id for law in LAWS}
    assert {name for law in LAWS for name in law.superseded_by} <= known
