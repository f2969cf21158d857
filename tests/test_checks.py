"""The small judges: reading age, contrast, dates; and the trace."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import worlds
from pydantic import TypeAdapter, ValidationError

from generator.checks.authority import LEGAL_WORDS, contrast
from generator.checks.dates import is_past
from generator.checks.plain import reading_age, sentences
from generator.model.base import Date, PartialDate
from generator.source.load import load
from generator.trace import trace

# Plain words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("   \n", 0),
        ("…", 0),
        ("One", 1),
        ("One. Two! Three? Four", 4),
        ("One: two; three.", 3),
        ("Wait... what?!", 2),
        ("At 9.30am on 3.5.2026 it is 2.5 km.", 1),
        ("See https://hilltop.example/a.b?c. Then go.", 2),
        ("He said “Go.” Then he left.", 2),
        ('"Go!" (Now.) Then stop.', 3),
        ("**Stop.** Think.", 2),
        ("One\n\nTwo", 2),
        ("One\ntwo", 1),
        ("- one\n- two\n- three", 3),
        ("First:\n\n1. one\n2. two", 3),
        ("Read [our page. It helps](https://hilltop.example/a. b) now.", 2),
        ("A well-known parents' guide, isn’t it?", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_reading_age_is_the_automated_readability_index() -> None:
    text = "The cat sat on the mat. It was a hot day."  # 31 letters, 11 words, 2 sentences
    letters = sum(c.isalnum() for c in text)
    grade = 4.71 * letters / 11 + 0.5 * 11 / 2 - 21.43
    assert reading_age(text) == pytest.approx(max(5, grade + 5))
    hard = (
        "Notwithstanding institutional jurisdiction, dissatisfaction necessitates confidentiality."
    )
    letters = sum(c.isalnum() for c in hard)
    assert reading_age(hard) == pytest.approx(4.71 * letters / 6 + 0.5 * 6 - 21.43 + 5)


def test_reading_age_of_nothing_and_of_links() -> None:
    assert reading_age("") == 5
    assert reading_age("…!") == 5
    easy = "You can read the page about it and ask us then."
    linked = "You can read [the page](https://hilltop.example/incomprehensibilities) about it and ask us then."  # fmt: skip  # noqa: E501
    assert reading_age(linked) == reading_age(easy)


def test_longer_words_and_sentences_are_harder() -> None:
    ages = [
        reading_age("We meet. We talk. We go. We sit. We read all of it."),
        reading_age("We meet and we talk and then we go and sit and read all of it."),
        reading_age("Representatives deliberate and subsequently deliver recommendations for all."),
    ]
    assert ages == sorted(ages)
    assert ages[0] < ages[2]


# Colours, and words of law


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("This is against the law.", True),
        ("It may be a Criminal Offence.", True),
        ("By law you must not.", True),
        ("No offence is meant to anyone.", False),
        ("Ask for the bylaws.", False),
        ("We ask you to be kind.", False),
    ],
)
def test_words_of_law(text: str, found: bool) -> None:
    assert bool(LEGAL_WORDS.search(text)) is found


# Dates

DATE = TypeAdapter(Date)


@pytest.mark.parametrize(
    ("written", "shown", "last"),
    [
        ("2026", "2026", date(2026, 12, 31)),
        ("2026-03", "March 2026", date(2026, 3, 31)),
        ("2024-02", "February 2024", date(2024, 2, 29)),
        ("2026-02", "February 2026", date(2026, 2, 28)),
        ("2026-03-05", "5 March 2026", date(2026, 3, 5)),
        ("9999-12-31", "31 December 9999", date(9999, 12, 31)),
    ],
)
def test_a_date_as_exact_as_it_is_known(written: str, shown: str, last: date) -> None:
    when = DATE.validate_python(written)
    assert (str(when), when.iso, when.last_day) == (shown, written, last)
    assert not is_past(when, last)
    if last < date.max:
        assert is_past(when, last.replace(year=last.year + 1, day=1))


@pytest.mark.parametrize(
    "written",
    ["2026-02-30", "2026-13", "2026-00", "2026-1", "26-01-01", "0000", "2026-02-29", "1 May 2026",
     "2026-03-31T10:00", "2026/03/31", "", "-", "٢٠٢٦", "2026-03-", None, [], {}],
)  # fmt: skip
def test_what_is_no_date(written: object) -> None:
    with pytest.raises(ValidationError):
        DATE.validate_python(written)


def test_a_date_is_let_be() -> None:
    assert DATE.validate_python(PartialDate(2026)) == PartialDate(2026)


def test_a_date_at_the_end_of_time(tmp_path: Path) -> None:
    law = worlds.FILES["nations/england/law.yml"].replace("2026-01", "9999-12")
    school = worlds.FILES["schools/hilltop/school.yml"].replace("2027-05", "9999-12-31")
    files = {"nations/england/law.yml": law, "schools/hilltop/school.yml": school}
    assert worlds.findings_in(worlds.tiny_world(tmp_path, files)) == []


# The trace


def test_trace(tmp_path: Path) -> None:
    provisions = worlds.FILES["schools/hilltop/provisions.yml"]
    files = {
        "schools/hilltop/provisions.yml": provisions
        + "  - {id: hilltop-04, section: Back, force: fact, text: A list., left-out: It repeats.}\n"
        + "  - {id: hilltop-05, section: Back page, force: fact, text: A word.}\n",
        "schools/hilltop/terms.yml": "terms:\n"
        "  - {id: child, term: child, meaning: A pupil here., from: {hilltop-02: a pupil}}\n",
    }
    policy = load(worlds.tiny_world(tmp_path, files), "hilltop").policy
    assert policy is not None
    traced = trace(policy)
    assert [(e.provision.id, tuple(p.address for p in e.places)) for e in traced.entries] == [
        ("hilltop-01", ("about/",)),
        ("hilltop-02", ("code/name-no-child/", "about/words/#child")),
        ("hilltop-03", ("about/",)),
        ("hilltop-04", ()),
        ("hilltop-05", ()),
    ]
    assert (traced.placed, traced.left_out) == (3, 1)
