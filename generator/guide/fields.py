"""Every field of the model in words: its name, what it takes, whether it is needed, its meaning."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge, Le, MinLen
from pydantic.fields import FieldInfo

from ..model.base import (
    Colour,
    Date,
    Day,
    Digest,
    Email,
    EntryOf,
    HomeUrl,
    Id,
    Line,
    Node,
    Of,
    Origin,
    PageAddress,
    Pattern,
    Phone,
    ProvisionId,
    Text,
    Url,
)
from ..model.provision import From, Operative
from ..model.wizard import Order, When, Wizards
from ..schemas import prose, words

KINDS: tuple[tuple[Any, str, str], ...] = (
    (Id, "id", "ids"),
    (ProvisionId, "number of a provision", "numbers of provisions"),
    (Line, "one line", "lines"),
    (Text, "text", "texts"),
    (Operative, "two to six words", ""),
    (Of, "kind and id", ""),
    (EntryOf, "nation and id", ""),
    (dict[Id, Line], "ids, each with a line", ""),
    (dict[str, Any], "fields with values", ""),
    (dict[Line, Line], "words, each with the words used here", ""),
    (Date, "date", "dates"),
    (Day, "day", "days"),
    (Digest, "digest", ""),
    (When, "condition", "conditions"),
    (Url, "web address", "web addresses"),
    (HomeUrl, "address of a site", ""),
    (Origin, "website", "websites"),
    (PageAddress, "address in the site", ""),
    (Email, "email address", "email addresses"),
    (Phone, "phone number", "phone numbers"),
    (Colour, "colour", "colours"),
    (Pattern, "pattern", "patterns"),
    (bool, "`true` or `false`", ""),
    (Order, "`true` or `false`, or a list of options", ""),
    (Wizards, "a wizard or a list of them", ""),
    (From, "numbers of provisions, each with words of this place", ""),
    (dict[Id, Any], "facts, each with an option or a list of options", ""),
)
"""A type of value, and what one and several of it are called. The guide explains the names."""


@dataclass(frozen=True)
class Row:
    """What the guide says about a field, as Markdown for a table."""

    name: str
    takes: str
    needed: str
    meaning: str


def rows(model: type[Node]) -> list[Row]:
    """Return a row for each field of a class. Raises TypeError for a type that has no words."""
    hints = get_type_hints(model, include_extras=True)
    return [
        Row(
            f"`{field.alias}`",
            _takes(hints[name], field),
            _needed(field),
            prose(field.description or "").replace("|", "\\|"),
        )
        for name, field in model.model_fields.items()
    ]


def parts(model: type[Node]) -> list[type[Node]]:
    """Return the classes inside a class, each once, in the order of its fields, depth first."""
    found: dict[type[Node], None] = {}
    for hint in get_type_hints(model, include_extras=True).values():
        for part in nodes_in(hint):
            found.update(dict.fromkeys([part, *parts(part)]))
    return list(found)


def nodes_in(annotation: Any) -> Iterator[type[Node]]:
    """Yield the classes of the model that a field's type names."""
    if isinstance(annotation, type) and issubclass(annotation, Node):
        yield annotation
    for part in get_args(annotation):
        yield from nodes_in(part)


def options(annotation: Any) -> tuple[str, ...]:
    """Return the values that a field's type allows, where they are a fixed choice."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((found for part in get_args(annotation) if (found := options(part))), ())


def anchor(heading: str) -> str:
    """Return the anchor that a Markdown viewer gives a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _needed(field: FieldInfo) -> str:
    if field.is_required():
        return "yes"
    if field.default_factory is not None or field.default in (None, (), {}):
        return "no"
    if isinstance(field.default, tuple):
        return f"no ({', '.join(f'`{given}`' for given in field.default)})"
    given = str(field.default)
    return f"no (`{given.lower() if isinstance(field.default, bool) else given}`)"


def _takes(hint: Any, field: FieldInfo) -> str:
    allowed = options(hint)
    if allowed:
        many = get_origin(_without_none(hint)) is tuple
        return ("list of some of " if many else "one of ") + ", ".join(
            f"`{value}`" for value in allowed
        )
    bare = _without_none(hint)
    limits = {type(limit): limit for limit in field.metadata}
    if bare is int:
        low, high = limits[Ge].ge, limits[Le].le
        return f"whole number from {low} to {high}"
    if get_origin(bare) is tuple:
        least = limits[MinLen].min_length if MinLen in limits else 0
        return f"list of {_word(get_args(bare)[0], many=True)}" + (
            f", at least {least}" if least else ""
        )
    return _word(bare, many=False)


def _word(hint: Any, *, many: bool) -> str:
    for kind, one, several in KINDS:
        if hint == kind:
            return several if many else one
    if get_origin(hint) is Annotated:
        return _word(get_args(hint)[0], many=many)
    if get_origin(hint) in (Union, types.UnionType):
        return " or ".join(_word(part, many=many) for part in get_args(hint))
    if isinstance(hint, type) and issubclass(hint, Node):
        return f"[{words(hint)}](#{anchor(words(hint))})"
    raise TypeError(f"the guide has no words for {hint}")


def _without_none(hint: Any) -> Any:
    """Return the type without ``None`` and without the limits of the field."""
    if any(hint == kind for kind, _, _ in KINDS):
        return hint
    if get_origin(hint) is Annotated:
        return _without_none(get_args(hint)[0])
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not types.NoneType)
    return hint
