"""What staff send after an approval: short, true, and only where there is something to tell."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from worlds import TODAY

from generator.checked import Checked
from generator.compile import check_school, say, write
from generator.content import notices as told
from generator.content.book import Book
from generator.content.changes import Entry, Wording, marked
from generator.writers.newsletter import mail

SOURCE = Path(__file__).parent.parent / "policy_src"
ADDRESS = "https://oakfield.example.org/kind-online/about/changes/"


@pytest.fixture(scope="module")
def oakfield() -> Checked:
    return check_school(SOURCE, "oakfield", TODAY)


@pytest.fixture(scope="module")
def book(oakfield: Checked) -> Book:
    return say(oakfield, TODAY)


def newsletter(book: Book) -> str:
    return str(write(book).files["for-staff/newsletter/index.md"])


def changed(book: Book) -> Book:
    """Return the book with a word that its last approval did not have."""
    rules = dict(book.history.today["rules"])
    name = "keep-quiet-hours"
    rules[name] = rules[name] | {"title": "Be quiet"}
    today = book.history.today | {"rules": rules}
    return replace(book, history=replace(book.history, standing="changed", today=today))


def test_the_newsletter_item(book: Book) -> None:
    found = told.notices(book)
    assert found
    assert found.newsletter
    title, *lines, ask, url = mail(book.policy.school, found.newsletter).plain.split("\n")
    assert title == "What changed in “Kind Online: our code for families, staff and page editors”"
    assert url == found.newsletter.url == ADDRESS
    assert ask == "If you have a question, ask your child's class teacher."
    assert lines == [
        "Approved by the full governing body on 20 April 2026.",
        "Say who runs your group: “Please” is now “You must” (how strong it is).",
        "Do not write in the class group at night: “Parents and carers” is now “Parents and "
        "carers, Friends of Oakfield” (who it is for); “from 10pm to 6am” is now “from 9pm to "
        "7am”.",
        "New: No politics in class groups.",
        "Ended: No petitions in class groups.",
        "The headteacher: “Hours: At the gate from 8.45am on school days” is now “Hours: At the "
        "gate from 8.30am on school days” (how to reach them).",
        "The headteacher looks into it: “within 15 school days” is now “within 10 school days”.",
        "“Vote for my sister on Thursday! Please share.” The answer was “Go ahead”. Now it is "
        "“Change it first”.",
    ]
    sent = mail(book.policy.school, found.newsletter)
    assert sent.plain == "\n".join([title, *lines, ask, ADDRESS])
    assert all(line in unescape(sent.html) for line in [title, *lines, ask, ADDRESS])


def test_the_email_has_every_change_and_where_to_look_and_ask(book: Book) -> None:
    found = told.notices(book)
    assert found
    assert found.email
    assert found.newsletter
    assert found.email.subject == found.newsletter.title
    for line in found.newsletter.lines[1:-1]:
        assert f"- {line}\n" in found.email.body
    body = found.email.body
    assert body.startswith("Dear families,\n\nSome things have changed in “Kind Online")
    assert body.endswith(
        f"Old and new words, side by side: {ADDRESS}\n\n"
        "If you have a question, ask your child's class teacher.\n\nOakfield Primary School"
    )
    assert not re.search(r"must read|sanction|punish|breach|warn|<", body)


def test_the_page_offers_both_to_copy(book: Book) -> None:
    page = newsletter(book)
    assert "## After the last approval" in page
    assert page.index("What changed in “Kind Online") < page.index("## At any time")
    assert "data-share-subject>What changed in “Kind Online" in page
    assert "data-share-text>Dear families," in page


def test_a_draft_only_says_that_there_is_something_to_tell(book: Book) -> None:
    draft = changed(book)
    assert told.notices(draft) == told.Notices(None, None, 1)
    page = newsletter(draft)
    assert "One change waits for approval and does not count yet." in page
    assert "After the last approval" not in page
    assert "Dear families" not in page


def test_the_first_approval_and_a_school_without_one_have_nothing_to_tell(book: Book) -> None:
    first = replace(book, history=replace(book.history, steps=book.history.steps[:1]))
    assert told.notices(first) is None
    assert "approval" not in newsletter(first)
    assert told.notices(replace(book, history=replace(book.history, steps=()))) is None


def test_an_approval_that_changed_nothing_has_nothing_to_tell(book: Book) -> None:
    *earlier, last = book.history.steps
    same = replace(last, changes=(), release=replace(last.release, moved=()))
    steps = (*earlier, same)
    assert told.notices(replace(book, history=replace(book.history, steps=steps))) is None


def test_a_long_list_is_cut_in_the_newsletter_and_whole_in_the_email(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(told, "MOST", 2)
    found = told.notices(book)
    assert found
    assert found.newsletter
    assert found.email
    assert found.newsletter.lines[3] == "There are 7 changes in all."
    assert len(found.newsletter.lines) == 5
    assert found.email.body.count("\n- ") + found.email.body.count("\n\n- ") >= 7


def test_without_an_address_there_is_none_and_the_school_is_asked_itself(book: Book) -> None:
    school = book.policy.school.model_copy(update={"site": None})
    channels = book.policy.own_channels.model_copy(update={"channels": ()})
    found = told.notices(
        replace(book, policy=replace(book.policy, school=school, own_channels=channels))
    )
    assert found
    assert found.email
    assert "https://" not in found.email.body
    assert "If you have a question: office@oakfield.example.org or 01632 960001." in (
        found.email.body
    )


@pytest.mark.parametrize(
    ("before", "now", "line"),
    [
        ("Ask us first, and be kind to the people who answer. Ring by 3pm. Or write.",
         "Ask us first, and be kind to the people who answer. Ring by 4pm. Or write.",
         "A rule: “by 3pm” is now “by 4pm”."),
        ("You may film the big play in the hall for your own family at home, always.",
         "You may film the play in the hall for your own family at home, always.",
         "A rule: it no longer says “big”."),
        ("One thing is said here at a length that nobody would quote in a newsletter.",
         "Another is told there in so many words that it fills the line to its end.",
         "A rule: new words."),
        ("", "Ask first.", "A rule: it now says “Ask first”."),
    ],
    ids=["a few words", "left out", "too long", "new field"],
)  # fmt: skip
def test_old_and_new_words_are_quoted_where_they_are_few(before: str, now: str, line: str) -> None:
    wording = Wording("What it says", *marked(before, now))
    entry = Entry("A rule", "", ["New words"], [wording, wording])
    assert told._line(entry) == line
