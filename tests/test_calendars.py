"""Calendars for staff: a second reader understands them, and an event that moves stays itself."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import worlds
from icalendar import Calendar

from generator.checks.dates import CHECKED_FOR, unchecked
from generator.content import calendars
from generator.content.book import Book
from generator.releases.history import read_history
from generator.source.load import load, schools
from generator.writers.calendars import files as files_of
from generator.writers.pages import find_pages, staff

SOURCE = Path(__file__).parent.parent / "policy_src"
APPROVALS = "schools/hilltop/approvals.yml"
APPROVED = f"""\
meets: [2026-09-14, 2026-09-28, 2026-11-30]
approvals:
  - {{on: 2026-05-20, by: The governors, review: 2027-03-01, digest: {"0" * 64}}}
"""


def book_of(source: Path, school: str) -> Book:
    loaded = load(source, school)
    assert loaded.policy, loaded.findings
    history, _ = read_history(loaded.policy, loaded, worlds.TODAY)
    return Book(loaded.policy, {}, worlds.TODAY, [], history=history)


def tiny(folder: Path, approvals: str = "", **changed: str) -> dict[str, Any]:
    """Return the events of the tiny school by title, with lines of its file replaced."""
    text = worlds.FILES[worlds.SCHOOL]
    for name, value in changed.items():
        text, found = re.subn(rf"^( *{name}):.*$", rf"\1: {value}", text, flags=re.M)
        assert found
    source = worlds.tiny_world(folder, {worlds.SCHOOL: text, APPROVALS: approvals or "meets: []\n"})
    return events(book_of(source, "hilltop"))


def events(book: Book) -> dict[str, Any]:
    found = [
        event
        for text in files_of(book).values()
        for event in Calendar.from_ical(text).walk("VEVENT")
    ]
    titles = [str(event["summary"]) for event in found]
    assert len({str(event["uid"]) for event in found}) == len(found)
    return dict(zip([f"{t} {e['dtstart'].dt}" for t, e in zip(titles, found, strict=True)], found,
                    strict=True))  # fmt: skip


def read_by_hand(text: bytes) -> list[tuple[str, dict[str, str], str]]:
    """Read a calendar as RFC 5545 says, without a library: name, parameters, value of each line."""
    assert text.endswith(b"\r\n")
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert max(map(len, text.split(b"\r\n"))) <= 75
    lines = text.decode("utf-8").removesuffix("\r\n").replace("\r\n ", "").split("\r\n")
    found = []
    for line in lines:
        named = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^;:,\"]+)*):(.*)", line)
        assert named, line
        parameters = dict(part.split("=") for part in named[2].split(";")[1:])
        found.append((named[1], parameters, named[3]))
    return found


@pytest.mark.parametrize("school", schools(SOURCE))
def test_every_file_can_be_read_without_the_library_that_wrote_it(school: str) -> None:
    files = files_of(book_of(SOURCE, school))
    assert f"{calendars.ADDRESS}to-look-up.ics" in files
    for text in files.values():
        lines = read_by_hand(text.encode())
        assert lines[0] == ("BEGIN", {}, "VCALENDAR")
        open_parts: list[str] = []
        said: list[list[str]] = []
        for name, parameters, value in lines:
            if name == "BEGIN":
                open_parts.append(value)
                said.append([value])
            elif name == "END":
                assert open_parts.pop() == value
                part = said.pop()
                once = [
                    n for n in part if n in ("UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY")
                ]
                if value == "VEVENT":
                    assert sorted(once) == ["DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "UID"]
                if value == "VALARM":
                    assert {"ACTION", "TRIGGER", "DESCRIPTION"} <= set(part)
                if value == "VCALENDAR":
                    assert part.count("PRODID") == part.count("VERSION") == 1
            else:
                said[-1].append(name)
            if name in ("DTSTART", "DTEND"):
                assert parameters == {"VALUE": "DATE"}
                assert re.fullmatch(r"\d{8}", value)
            if name == "SEQUENCE":
                assert 0 <= int(value) < 2**31
            if name in ("SUMMARY", "DESCRIPTION"):
                assert not re.search(r"(?<!\\)[,;]", value)
        assert open_parts == []


def test_oakfield_has_its_three_calendars() -> None:
    book = book_of(SOURCE, "oakfield")
    files = files_of(book)
    assert list(files) == [
        f"for-staff/calendars/{name}.ics" for name in ("review", "meetings", "to-look-up")
    ]
    (review,) = Calendar.from_ical(files["for-staff/calendars/review.ics"]).walk("VEVENT")
    assert review["dtstart"].dt == date(2027, 4, 19)
    assert review["dtend"].dt == date(2027, 4, 20)
    assert str(review["summary"]).startswith("Review due: Kind Online")
    assert str(review["url"]) == "https://oakfield.example.org/kind-online/"
    assert "The full governing body asked for this on 20 April 2026" in review["description"]
    assert review.walk("VALARM")[0]["trigger"].dt == timedelta(days=-90)
    (meeting,) = Calendar.from_ical(files["for-staff/calendars/meetings.ics"]).walk("VEVENT")
    assert meeting["summary"] == "Meeting of the full governing body (Oakfield Primary School)"
    assert meeting["dtstart"].dt == date(2026, 7, 6)
    assert meeting["dtstamp"].dt == datetime(2026, 4, 20, tzinfo=UTC)


def test_what_is_looked_up_again_is_due_on_the_last_day_that_no_finding_names_it(
    tmp_path: Path,
) -> None:
    found = [event for title, event in tiny(tmp_path).items() if title.startswith("Look up")]
    assert [str(event["summary"]).removesuffix(" (Hilltop School)") for event in found] == [
        "Look up again: laws",
        "Look up again: helplines and offices",
    ]
    policy = book_of(tmp_path / "policy_src", "hilltop").policy
    for event in found:
        day = event["dtstart"].dt
        assert day == date(2026, 1, 31) + CHECKED_FOR
        assert unchecked(policy, day) == []
        assert len(unchecked(policy, day + timedelta(days=1))) == 3
        assert (
            "Only the month is known (January 2026), so its last day counts."
            in (event["description"])
        )
    assert "Police; The council" in found[1]["description"]


@pytest.mark.parametrize(
    ("review", "day", "said"),
    [
        ("2027-05-04", date(2027, 5, 4), None),
        ("2027-02", date(2027, 2, 28), "Only the month is known (February 2027), so its last day"),
        ("2027", date(2027, 12, 31), "Only the year is known (2027), so its last day counts."),
    ],
)
def test_a_date_without_a_day_becomes_its_last_day_and_says_so(
    review: str, day: date, said: str | None, tmp_path: Path
) -> None:
    event = tiny(tmp_path, review=review)[f"Review due: Our code (Hilltop School) {day}"]
    if said:
        assert said in event["description"]
    else:
        assert "Only" not in event["description"]


def test_no_date_that_the_source_does_not_give(tmp_path: Path) -> None:
    text = worlds.FILES[worlds.SCHOOL].replace("  review: 2027-05\n", "")
    source = worlds.tiny_world(tmp_path, {worlds.SCHOOL: text})
    assert list(files_of(book_of(source, "hilltop"))) == ["for-staff/calendars/to-look-up.ics"]
    nothing = replace(book_of(source, "hilltop").policy, helplines={}, shared_channels=())
    nothing = replace(nothing, register=nothing.register.model_copy(update={"laws": ()}))
    book = Book(nothing, {}, worlds.TODAY, [])
    assert files_of(book) == {}
    assert staff.days(book) == []


def moved(before: Any, after: Any) -> bool:
    """Whether a calendar that has the one event takes the other in its place (RFC 5546, 2.1.4)."""
    assert before["uid"] == after["uid"]
    assert after["dtstamp"].dt >= before["dtstamp"].dt
    return bool(after["sequence"] > before["sequence"])


def only(found: dict[str, Any], words: str) -> Any:
    (event,) = [event for title, event in found.items() if words in title]
    return event


def test_a_review_that_moves_is_the_same_event_with_a_higher_sequence(tmp_path: Path) -> None:
    document = only(tiny(tmp_path), "Review")
    assert not moved(document, only(tiny(tmp_path), "Review"))
    assert moved(document, only(tiny(tmp_path, review="2027-09-01"), "Review"))
    approved = only(tiny(tmp_path, APPROVED), "Review")
    assert approved["dtstart"].dt == date(2027, 3, 1)
    assert moved(document, approved), "the approval brought it forward"
    sooner = APPROVED + f"  - {{on: 2026-05-21, by: A, review: 2026-10-01, digest: {'1' * 64}}}\n"
    assert moved(approved, only(tiny(tmp_path, sooner), "Review"))


def test_a_meeting_that_moves_in_its_month_is_the_same_event(tmp_path: Path) -> None:
    before = tiny(tmp_path, APPROVED)
    november = APPROVED.replace("2026-11-30", "2026-11-16")
    earlier, late = (
        only({t: e for t, e in tiny(tmp_path, text).items() if "2026-11" in t}, "Meeting of")
        for text in (november, APPROVED)
    )
    assert moved(earlier, late)
    assert [t for t in before if "Meeting of the governors (Hilltop School) 2026-09" in t] == [
        f"Meeting of the governors (Hilltop School) 2026-09-{day}" for day in (14, 28)
    ]


def test_what_is_looked_up_moves_when_it_was(tmp_path: Path) -> None:
    before = only(tiny(tmp_path), "laws")
    law = worlds.FILES["nations/england/law.yml"].replace("checked: 2026-01", "checked: 2026-05-03")
    source = worlds.tiny_world(tmp_path, {"nations/england/law.yml": law})
    assert moved(before, only(events(book_of(source, "hilltop")), "laws"))


def test_a_restatement_has_no_meetings_and_only_its_documents_review(tmp_path: Path) -> None:
    text = worlds.FILES[worlds.SCHOOL] + "restatement: true\n"
    source = worlds.tiny_world(tmp_path, {worlds.SCHOOL: text, APPROVALS: APPROVED})
    found = events(book_of(source, "hilltop"))
    assert only(found, "Review")["dtstart"].dt == date(2027, 5, 31)
    assert not [title for title in found if "Meeting" in title]


def test_the_day_of_the_build_changes_nothing(tmp_path: Path) -> None:
    book = book_of(worlds.tiny_world(tmp_path, {APPROVALS: APPROVED}), "hilltop")
    files = files_of(book)
    assert files_of(replace(book, today=date(2040, 1, 1))) == files
    stamps = {event["dtstamp"].dt.date() for event in events(book).values()}
    assert stamps == {date(2026, 5, 20), date(2026, 1, 1)}, "an approval, a look-up"


def test_the_page_for_staff_links_each_file() -> None:
    book = book_of(SOURCE, "oakfield")
    (page,) = [page for page in find_pages(book) if page.address == calendars.ADDRESS]
    assert [diary.path for diary in page.context["diaries"]] == list(files_of(book))
    assert page.meta["robots"] == "noindex"


def test_the_sequence_rises_with_the_decision_before_the_day() -> None:
    def entry(day: date, decided: date) -> calendars.Entry:
        return calendars.Entry("x", day, "X", [], timedelta(), decided)

    first = entry(date(2030, 1, 1), date(2026, 1, 1))
    assert entry(date(2026, 2, 1), date(2026, 1, 2)).sequence > first.sequence
    assert entry(date(2030, 1, 2), date(2026, 1, 1)).sequence == first.sequence + 1
    assert entry(date(1999, 1, 1), date(1999, 1, 1)).sequence == 0
