"""Until when a site says what it says today, found out while it is built.

A site depends on the day only where the day is compared with another: a review has fallen due, a
telephone number was checked too long ago. So the day given to a build notes, at each comparison,
the next day on which it would turn out otherwise. A use of any other kind, such as printing the
day, would make every day's site another; then the next day is noted.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

_NEXT = timedelta(days=1)


class Day(date):
    """A day that notes, as ``until``, the first day on which what was asked of it changes."""

    until: date = date.max

    @classmethod
    def of(cls, day: date) -> Day:
        """Return the day, of which nothing was asked yet."""
        return cls.fromordinal(day.toordinal())

    def _note(self, day: date) -> None:
        if date.__gt__(day, self):
            self.until = min(self.until, day)

    def __lt__(self, other: date) -> bool:
        self._note(other)
        return date.__lt__(self, other)

    def __ge__(self, other: date) -> bool:
        self._note(other)
        return date.__ge__(self, other)

    def __gt__(self, other: date) -> bool:
        self._note(_after(other))
        return date.__gt__(self, other)

    def __le__(self, other: date) -> bool:
        self._note(_after(other))
        return date.__le__(self, other)


def _after(day: date) -> date:
    return day + min(_NEXT, date.max - day)


def _other_use(name: str) -> Any:
    found = getattr(date, name)
    plain = found if callable(found) else found.__get__

    def use(self: Day, *given: Any) -> Any:
        self._note(date.fromordinal(date.toordinal(self) + 1))
        return plain(self, *given)

    return use


for _name in (
    *("__eq__", "__hash__", "__add__", "__radd__", "__sub__", "__rsub__", "__str__", "__format__"),
    *("ctime", "isocalendar", "isoformat", "isoweekday", "replace", "strftime", "timetuple"),
    *("toordinal", "weekday"),
):
    setattr(Day, _name, _other_use(_name))
for _name in ("year", "month", "day"):
    setattr(Day, _name, property(_other_use(_name)))
