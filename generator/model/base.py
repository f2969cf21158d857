"""What every part of the model shares: strictness, positions and the small value types."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    model_validator,
)

from ..errors import Mark
from ..reader import Mapping, Sequence, locate

NOWHERE = Mark(Path("-"))


class DateError(ValueError):
    """A value that is no date."""


class ConditionError(ValueError):
    """A value that is no condition."""


class PatternError(ValueError):
    """A value that is no regular expression."""


def alias(field: str) -> str:
    """Return the source's spelling of a field: ``left_out`` is written ``left-out``."""
    return field.rstrip("_").replace("_", "-")


class Node(BaseModel):
    """A part of the policy that knows where in the source it was written."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        defer_build=True,
        alias_generator=alias,
        use_attribute_docstrings=True,
    )

    _source: Mapping | None = PrivateAttr(default=None)

    @model_validator(mode="wrap")
    @classmethod
    def _remember_source(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        node = handler(data)
        if isinstance(data, Mapping):
            node._source = data
        return node

    def __eq__(self, other: object) -> bool:
        """Whether it is the very same part: two equal lines of a source are two parts."""
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def at(self, *path: str | int) -> Mark:
        """Return the place of the value at ``path`` (source spelling), or of the nearest parent."""
        if self._source is None:
            return NOWHERE
        return locate(self._source, path, self._source.mark)

    def is_cut(self, field: str) -> bool:
        """Whether entries of a list were set aside, because they have a fault."""
        value = self._source.get(field) if self._source is not None else None
        return isinstance(value, Sequence) and value.is_cut

    def has(self, field: str) -> bool:
        """Whether the source gives the field (source spelling), even if its value is at fault."""
        return self._source is not None and field in self._source.keys_at


_ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_PROVISION = r"^[a-z][a-z0-9-]*-[0-9]{2,3}$"
_URL = r"^https://[^\s<>\"'@/?#]+([/?#][^\s<>\"']*)?$"
_HOME = r"^https://[^\s<>\"'?#@/]+(/[^\s<>\"'?#@/.][^\s<>\"'?#@/]*)*/$"
_ORIGIN = r"^https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?$"
_EMAIL = r"^[^@\s<>\"']+@[^@\s<>\"']+\.[a-z]{2,}$"
_OF = r"^[a-z]+/[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_ENTRY = r"^[a-z]+(-[a-z]+)*/[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_PHONE = r"^[0-9+][0-9 ]{1,19}$"
_DIGEST = r"^[0-9a-f]{64}$"
_PAGE = r"^([a-z0-9-]+/)+(#[a-z0-9-]+)?$"
_COLOUR = r"^#[0-9a-f]{6}$"
_LINE = r"^[^\n]*$"

PATTERN_WORDS = {
    _OF: "write the kind, a slash and the id, such as clause/facts-first",
    _ENTRY: "write the nation, a slash and the id, such as england/samaritans",
    _ID: "use small letters, digits and single hyphens, such as before-you-post",
    _PROVISION: "write the school's folder name and two or three digits, such as hilltop-23",
    _URL: "write a web address that starts with https://",
    _HOME: "write a web address that starts with https:// and ends with a slash",
    _ORIGIN: "write only https:// and the website's name, such as https://www.school.example",
    _EMAIL: "write an email address, such as office@school.example",
    _PHONE: "use only digits and spaces",
    _DIGEST: "policy-site approve writes it; nobody types it",
    _PAGE: "write the address in the site, with a slash at its end, such as talk-to-us/",
    _COLOUR: "write # and six digits or letters a to f, such as #1f5f5b",
    _LINE: "write it on one line; >- before a longer text joins its lines",
}
"""What each pattern asks for, in words, for the hint of a finding."""

ID_WORDS = PATTERN_WORDS[_ID]
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")


def _no_device(value: str) -> str:
    if _DEVICES.fullmatch(value):
        raise PatternError("choose another name: Windows keeps this one for itself")
    return value


Id = Annotated[
    str,
    StringConstraints(pattern=_ID, min_length=2, max_length=60),
    AfterValidator(_no_device),  # pages become folders, which the zip unpacks on any computer
]
"""A permanent name: small letters, digits and single hyphens. Addresses and links use it."""

_id = TypeAdapter(Id)


def is_id(name: str) -> bool:
    """Whether a name may be an ``Id``."""
    try:
        _id.validate_python(name)
    except ValidationError:
        return False
    return True


ProvisionId = Annotated[str, StringConstraints(pattern=_PROVISION)]
"""The number of a statement of the school's own document, such as ``hilltop-23``."""

Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=_LINE)
]
"""One line of plain text."""

Asks = tuple[Line, ...]
"""What people type into the search, each as it is typed."""

Nations = tuple[Id, ...]
"""Nations, by the names of their folders in ``nations``, whether there is a pack of each or not."""

Confirmed = Literal["yes", "partly", "no"]
"""How well an entry was checked: in its own published words, in part of them, or not yet."""

_HEADING = re.compile(r"^ {0,3}#|(?<=\S)\n {0,3}(?:=+|-+) *$", re.MULTILINE)


def _no_heading(value: str) -> str:
    if _HEADING.search(value):
        raise PatternError("a text has no headings; before a # that begins a line, write \\")
    return value


Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=6000),
    AfterValidator(_no_heading),  # it stands below the headings of many pages
]
"""Plain Markdown: paragraphs, lists, emphasis and links. No headings, and no raw HTML."""

Url = Annotated[str, StringConstraints(pattern=_URL, max_length=300)]
"""A web address that starts with https://."""

HomeUrl = Annotated[str, StringConstraints(pattern=_HOME, max_length=300)]
"""The web address of a site's first page: all its pages lie below it, so it ends with a slash."""

Origin = Annotated[str, StringConstraints(pattern=_ORIGIN, max_length=300)]
"""A whole website: https:// and its name, without a path."""

PageAddress = Annotated[str, StringConstraints(pattern=_PAGE)]
"""The address of a page in the site, or of a place on it, such as ``law/#libel``."""

EntryOf = Annotated[str, StringConstraints(pattern=_ENTRY)]
"""An entry of another nation's pack: the nation and the id, such as ``england/samaritans``."""

Of = Annotated[str, StringConstraints(pattern=_OF)]
"""What is meant in another layer: the kind and the id, such as ``clause/facts-first``."""

Email = Annotated[str, StringConstraints(pattern=_EMAIL)]
"""An email address."""

Phone = Annotated[str, StringConstraints(pattern=_PHONE)]
"""A telephone number as people write it: digits and spaces."""

Digest = Annotated[str, StringConstraints(pattern=_DIGEST)]
"""A SHA-256, as 64 digits and letters from a to f."""

Colour = Annotated[str, StringConstraints(pattern=_COLOUR)]
"""A colour as six hexadecimal digits, such as ``#1f5f5b``."""


@dataclass(frozen=True)
class PartialDate:
    """A date as exact as the document gives it: a year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first_day(self) -> date:
        """The first day the date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day the date can mean: March 2026 ends on the 31st."""
        month = self.month or 12
        day = self.day or calendar.monthrange(self.year, month)[1]
        return date(self.year, month, day)

    def __str__(self) -> str:
        if self.month is None:
            return str(self.year)
        words = f"{calendar.month_name[self.month]} {self.year}"
        return f"{self.day} {words}" if self.day else words

    @property
    def iso(self) -> str:
        """The date as in the source: ``2026``, ``2026-03`` or ``2026-03-31``."""
        parts = [f"{self.year:04}"] + [f"{n:02}" for n in (self.month, self.day) if n]
        return "-".join(parts)


def _read_date(value: Any) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", str(value).strip())
    if not found:
        raise DateError("a date is written 2026-03-31, or 2026-03 where no day is known")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise DateError(f"there is no such date as {value}") from None
    return PartialDate(year, month, day)


Date = Annotated[
    PartialDate,
    BeforeValidator(_read_date),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}),
]
"""A date written 2026-03-31, or 2026-03 or 2026 where the document gives no more."""


def _with_day(value: PartialDate) -> PartialDate:
    if value.day is None:
        raise DateError("the day is needed here; write 2026-03-31")
    return value


Day = Annotated[
    PartialDate,
    BeforeValidator(_read_date),
    AfterValidator(_with_day),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
"""A day written 2026-03-31."""


def _read_pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise PatternError(f"this is no regular expression: {error.msg}") from None
    return value


Pattern = Annotated[
    str, StringConstraints(min_length=1, max_length=1000), AfterValidator(_read_pattern)
]
"""A regular expression."""
