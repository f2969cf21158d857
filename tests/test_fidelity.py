"""Built pages and prints say what the document says, and show whose words they hold."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path

import built
import pdfs
import pytest

from generator.content.words import ADDED, NOT_CHECKED, in_force
from generator.model.law import Law
from generator.model.policy import Policy
from generator.source.load import load
from generator.trace import trace
from generator.wizard.export import FORCE_WORDS, ORIGIN_WORDS, mark

ROOT = Path(__file__).parent.parent
SCHOOLS = sorted(p.parent.name for p in (ROOT / "policy_src/schools").glob("*/school.yml"))

WORD = re.compile(r"[^\W_]+(?:['&-][^\W_]+)*")

SHORT = 8
"""A note with no more words may by chance say the same as a page."""

schools = pytest.mark.parametrize("school", SCHOOLS)


@cache
def policy_of(school: str) -> Policy:
    policy = load(ROOT / "policy_src", school).policy
    assert policy
    return policy


def words(text: str) -> str:
    """Return the words of HTML or plain text, with a space around each."""
    text = re.sub(r"<(script|style|svg|head)\b.*?</\1>", " ", text, flags=re.DOTALL)
    text = unescape(re.sub(r"<[^>]*>", " ", text)).replace("’", "'").casefold()
    return f" {' '.join(WORD.findall(text))} "


def page(sites: Path, school: str, address: str) -> str:
    return (sites / school / address.partition("#")[0] / "index.html").read_text("utf-8")


@schools
def test_each_place_says_its_provision_on_the_page(school: str, sites: Path) -> None:
    texts: dict[str, str] = {}
    for entry in trace(policy_of(school)).entries:
        for place in entry.places:
            path = place.address.partition("#")[0]
            shown = texts.setdefault(path, words(page(sites, school, path)))
            for said in filter(None, (place.said.says, place.said.only, place.said.because)):
                assert words(said) in shown, f"{entry.provision.id} at {place.address}: {said}"


@schools
def test_every_statement_stands_somewhere_or_is_left_out(school: str) -> None:
    for entry in trace(policy_of(school)).entries:
        assert bool(entry.places) is not bool(entry.provision.left_out), entry.provision.id


@schools
def test_what_is_for_staff_stands_on_staff_pages_only(school: str, sites: Path) -> None:
    policy = policy_of(school)
    notes = [t for p in policy.provisions.values() for t in (p.note, p.defect, p.left_out) if t]
    secret = [note for note in map(words, notes) if len(note.split()) > SHORT]
    number = re.compile(rf"\b{school}-\d{{2,3}}\b")
    for address in built.addresses(sites / school):
        if not address.startswith("for-staff/"):
            name = address if address.endswith(".html") else f"{address}index.html"
            text = (sites / school / name).read_text("utf-8")
            assert not number.search(text), address
            assert not [note for note in secret if note in words(text)], address
    for edition in ("parents", "full"):
        data = (sites / school / f"print/handbook-{edition}.pdf").read_bytes()
        assert not number.search(pdfs.text_of(data)), edition
    staff = page(sites, school, "for-staff/trace/")
    assert set(number.findall(staff)) >= set(policy.provisions)


@schools
def test_each_rule_shows_how_strong_it_is_and_whose_words(school: str, sites: Path) -> None:
    policy = policy_of(school)
    full = pdfs.letters_of(
        pdfs.text_of((sites / school / "print/handbook-full.pdf").read_bytes(), body=True)
    )
    for clause in policy.clauses.values():
        marks = words(f"{FORCE_WORDS[clause.kind]} {ORIGIN_WORDS[policy.origin(clause)]}")
        shown = words(page(sites, school, f"code/{clause.id}/"))
        assert words(clause.title).rstrip() + marks in shown, clause.id
        assert pdfs.letters_of(clause.title + mark(policy, clause)) in full, clause.id


@schools
def test_a_rules_page_says_what_these_pages_add_and_quotes_the_document(
    school: str, sites: Path
) -> None:
    policy = policy_of(school)
    for clause in policy.clauses.values():
        if not clause.from_:
            continue
        shown = words(page(sites, school, f"code/{clause.id}/"))
        said = [wording.says for wording in clause.from_.values()]
        for field, name in ADDED.items():
            given = getattr(clause, field)
            ours = given and not any(words(w) in words(str(given)) for w in said)
            tail = shown.partition(" these pages add ")[2].partition(" in the school's own ")[0]
            assert bool(ours) is (words(name) in f" {tail} "), f"{clause.id}: {field}"
        for number in clause.from_:
            quote = policy.provisions[number].quote
            assert quote is None or words(quote) in shown, clause.id


def test_if_a_rule_is_broken_says_that_a_family_can_ask_and_answer(sites: Path) -> None:
    for school in SCHOOLS:
        if (sites / school / "if-a-rule-is-broken/index.html").is_file():
            shown = words(page(sites, school, "if-a-rule-is-broken/"))
            assert "you can always ask who decides and give your side" in shown, school


@schools
def test_the_day_of_approval_stands_only_with_the_schools_own_text(
    school: str, sites: Path
) -> None:
    """But for the line on every page, which speaks of what is printed."""
    approved = policy_of(school).school.document.approved
    lines = ("Approved by the full governing body on 20 April 2026.",
             "The school did not make this and has not approved it.")  # fmt: skip
    for name in ("get-help", "chart", "whom-to-talk-to", "training-attendance"):
        text = pdfs.words_of(pdfs.text_of((sites / school / f"print/{name}.pdf").read_bytes()))
        for line in lines:
            text = text.replace(line, "")
        assert str(approved or "approved") not in text, name


def test_a_law_is_said_to_be_in_force_only_where_somebody_checked() -> None:
    def law(confirmed: str) -> Law:
        return Law.model_construct(status="in-force", status_note=None, confirmed=confirmed)

    assert in_force(law("yes")) == "This is in force today."
    assert in_force(law("partly")).startswith("This is in force today. We have not checked every")
    assert in_force(law("no")) == NOT_CHECKED
