"""What a document says that answers a question about a new school."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence

from .document import Document
from .found import Find, found
from .statements import Statement

_TITLE = re.compile(r"\b(?:policy|code|agreement|guidance|guidelines|protocol|charter)\b", re.I)
_SCHOOL = re.compile(r"\b(?:school|academy|college|nursery)\b", re.I)
_HEAD = re.compile(r"head ?teacher|head of school|principal", re.I)
_SAFE = re.compile(r"safeguarding (?:lead|officer)|dsl", re.I)
_LONGEST = 80
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_DAY_FIRST = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? (?:of )?)?([A-Za-z]{3,9})\.?,? (\d{4})")
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


def offered(document: Document, statements: Sequence[Statement]) -> dict[str, str]:
    """Return answers to offer, by their field in :class:`generator.start.answers.Answers`.

    A date is offered only where its year has four digits.
    """
    finds = found(document, statements)
    cover = [block.text for block in document.blocks[:20] if len(block.text) <= _LONGEST]
    answers = {
        "document": next((line for line in cover if _TITLE.search(line)), ""),
        "name": next((n for n in cover if _SCHOOL.search(n) and not _TITLE.search(n)), ""),
        "phone": " ".join(re.sub(r"[^\d+]", " ", _only(finds, "phone")).split()),
        "email": _only(finds, "email"),
        "head_name": _person(finds, _HEAD),
        "safeguarding_name": _person(finds, _SAFE),
        "approved": _date(finds, "approved") or _date(finds, "dated"),
        "review": _date(finds, "review"),
    }
    return {name: value for name, value in answers.items() if value}


def _only(finds: Sequence[Find], kind: str) -> str:
    """Return what is found of a kind if it is one thing: which of several, nobody here knows."""
    texts = list(dict.fromkeys(find.text for find in finds if find.kind == kind))
    return texts[0] if len(texts) == 1 else ""


def _person(finds: Sequence[Find], role: re.Pattern[str]) -> str:
    people = (f for f in finds if f.kind == "person" and role.search(f.role or ""))
    return next((person.text for person in people), "")


def _date(finds: Sequence[Find], role: str) -> str:
    dates = (iso(find.text) for find in finds if find.kind == "date" and find.role == role)
    return next(filter(None, dates), "")


def iso(printed: str) -> str:
    """Return a printed date as the source writes it, or nothing where its parts are not sure."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", printed):
        return printed
    if numbers := _NUMBERS.fullmatch(printed):
        day, month, year = (int(part) for part in numbers.groups())
        return f"{year}-{month:02}-{day:02}" if month <= 12 < day or day == month else ""
    words = _DAY_FIRST.fullmatch(printed)
    month = _MONTHS.get(words[2].lower(), 0) if words else 0
    if not words or not month:
        return ""
    return f"{words[3]}-{month:02}" + (f"-{int(words[1]):02}" if words[1] else "")
