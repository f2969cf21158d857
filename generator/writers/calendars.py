"""The calendars' files (RFC 5545). Nothing in them asks the clock."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event

from ..content.book import Book
from ..content.calendars import Diary, diaries


def files(book: Book) -> dict[str, str]:
    """Return the calendars' files by path."""
    return {diary.path: _ics(book, diary) for diary in diaries(book)}


def _ics(book: Book, diary: Diary) -> str:
    """Return the text of a calendar's file."""
    school = book.policy.school
    calendar = Calendar()
    calendar.add("prodid", "-//policy-site//calendars//EN")
    calendar.add("version", "2.0")
    calendar.add("name", f"{school.name}: {diary.title}")
    calendar.add("x-wr-calname", f"{school.name}: {diary.title}")
    for entry in diary.entries:
        event = Event()
        event.add("uid", str(uuid5(NAMESPACE_URL, f"policy-site:{book.policy.id}/{entry.subject}")))
        event.add("dtstamp", datetime.combine(entry.decided, time(), UTC))
        event.add("sequence", entry.sequence)
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("summary", f"{entry.title} ({school.name})")
        event.add("description", "\n".join(entry.lines))
        if school.site:
            event.add("url", school.site)
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", -entry.ahead)
        event.add_component(alarm)
        calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8"))
