"""The feed of changes: valid Atom, with what changed in it, and ids that stay."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from worlds import TODAY

from generator.compile import check_school, say
from generator.content.book import Book
from generator.writers.feed import PATH
from generator.writers.feed import files as feed

ROOT = Path(__file__).parent
ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = etree.RelaxNG(etree.parse(ROOT / "atom.rng"))


@pytest.fixture(scope="module")
def book() -> Book:
    return say(check_school(ROOT.parent / "policy_src", "oakfield", TODAY), TODAY)


def without_site(book: Book) -> Book:
    school = book.policy.school.model_copy(update={"site": None})
    return replace(book, policy=replace(book.policy, school=school))


def read(book: Book) -> etree._Element:
    (text,) = feed(book).values()
    return etree.fromstring(text.encode())


def told(entry: etree._Element) -> etree._Element:
    """Return the content of an entry as a tree."""
    content = entry.find(f"{ATOM}content")
    assert content is not None
    assert content.get("type") == "html"
    return etree.fromstring(f"<div>{content.text}</div>")


@pytest.mark.parametrize("of", [lambda book: book, without_site], ids=["site", "no site"])
def test_the_feed_is_valid(book: Book, of: Callable[[Book], Book]) -> None:
    found = read(of(book))
    assert SCHEMA.validate(found), SCHEMA.error_log
    ids = [each.text for each in found.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids) == 3
    days = [each.text for each in found.iter(f"{ATOM}updated")]
    assert days == [f"{day}T00:00:00Z" for day in ("2026-04-20", "2026-04-20", "2025-12-11")]
    for entry in (found, *found.iter(f"{ATOM}entry")):
        assert len([x for x in entry.findall(f"{ATOM}link") if x.get("rel") == "alternate"]) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<updated>2026-04-20T00:00:00Z</updated>", ""),
        ("T00:00:00Z", ""),
        ("T00:00:00Z", "T00:00:00"),
        ("<id>urn:uuid:", "<id>"),
        ("<author>", "<author><age>7</age>"),
        ("<name>Oakfield Primary School</name>", ""),
        ('rel="alternate" href=', 'rel="alternate" src='),
        ('type="html"', 'type="image/png"'),
        ("<title>", "<title/><title>"),
        ('rel="self"', 'rel="other"'),
    ],
)
def test_the_schema_refuses_what_is_not_atom(book: Book, before: str, after: str) -> None:
    (text,) = feed(book).values()
    assert before in text
    assert not SCHEMA.validate(etree.fromstring(text.replace(before, after, 1).encode()))


def test_an_entry_has_old_and_new_words(book: Book) -> None:
    latest, first = map(told, read(book).iter(f"{ATOM}entry"))
    assert "".join(latest[0].itertext()) == "Approved by the full governing body on 20 April 2026."
    headings = ["".join(each.itertext()) for each in latest.iter("h4")]
    assert "Do not write in the class group at night" in headings
    olds, news = (["".join(x.itertext()).strip() for x in latest.iter(t)] for t in ("del", "ins"))
    assert {"10pm", "6am.", "Please"} <= set(olds)
    assert {"9pm", "7am.", "You must"} <= set(news)
    paragraphs = ["".join(each.itertext()) for each in latest.iter("p")]
    assert paragraphs[-1].endswith("The answer was “Go ahead”. Now it is “Change it first”.")
    assert [each.text for each in first] == [
        "Approved by the full governing body on 11 December 2025.",
        "This was the first approval.",
    ]


def test_a_name_that_looks_like_html_stays_a_name(book: Book) -> None:
    last = book.history.steps[-1]
    odd = "<b>A & B</b>"
    changes = tuple(replace(change, title=odd) for change in last.changes)
    steps = (*book.history.steps[:-1], replace(last, changes=changes))
    entry = next(
        read(replace(book, history=replace(book.history, steps=steps))).iter(f"{ATOM}entry")
    )
    content = told(entry)
    assert not list(content.iter("b"))
    assert html.escape(odd) in (entry.find(f"{ATOM}content").text or "")
    assert "".join(next(content.iter("h4")).itertext()) == odd


def test_links_are_whole_where_the_site_is_known_and_relative_to_the_feed_where_not(
    book: Book,
) -> None:
    site = str(book.policy.school.site)
    hrefs = [link.get("href") for link in read(book).iter(f"{ATOM}link")]
    assert hrefs[0] == site + PATH
    assert all(str(href).startswith(f"{site}about/changes/") for href in hrefs)
    hrefs = [link.get("href") for link in read(without_site(book)).iter(f"{ATOM}link")]
    assert hrefs == [
        "../../about/changes/",
        "../../about/changes/2026-04-20/",
        "../../about/changes/2025-12-11/",
    ]


def test_ids_stay_when_the_site_moves(book: Book) -> None:
    ids = [[x.text for x in read(each).iter(f"{ATOM}id")] for each in (book, without_site(book))]
    assert ids[0] == ids[1]


def test_a_school_that_approved_nothing_has_no_feed(book: Book) -> None:
    assert feed(replace(book, history=replace(book.history, steps=()))) == {}
