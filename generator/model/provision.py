"""The statements of the school's own document, and the words of ours that say each of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, GetJsonSchemaHandler, StringConstraints
from pydantic_core import CoreSchema

from .base import Id, Line, Node, ProvisionId, Text

Force = Literal["must", "must-not", "should", "should-not", "may", "will", "fact"]

Operative = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\S+( \S+){1,5}$")]
"""Two to six words."""


class Provision(Node):
    """One statement of the school's own document, in our words."""

    id: ProvisionId
    """Its number: the school's folder name and two or three digits."""
    section: Line
    """The heading it stands under in the document."""
    force: Force
    """How strong it is: ``must``, ``must-not``, ``should``, ``should-not``, ``may``, ``will`` (what
    the school says that it does) or ``fact`` (a reason, an aim, a meaning, a date)."""
    words: Operative | None = None
    """The two to six words that carry the force, as the document prints them. Not for a fact."""
    binds: tuple[Id, ...] = ()
    """The audiences it binds; for what the school will or may do, who does it. Not for a fact."""
    only: Line | None = None
    """The condition under which it holds, restated, where the document gives one."""
    text: Text
    """What it says, restated."""
    quote: Text | None = None
    """The document's own sentence, for a school that owns its document or publishes it."""
    note: Text | None = None
    """What a reader of the trace should know about it. Only staff see it."""
    defect: Text | None = None
    """What the school may mend here at the next review. Only staff see it."""
    todo: Text | None = None
    """What somebody must still decide about it. While this stands, no page needs to say it."""
    left_out: Text | None = None
    """Why no page states it. Give this, or name the provision in a ``from``: never neither."""


class Provisions(Node):
    """The file ``provisions.yml``: every statement of the document, numbered."""

    provisions: tuple[Provision, ...]
    """The statements, in the document's order."""


class Wording(Node):
    """Where and how a place says a provision."""

    says: Line
    """Words of this very place that say it, one after the other as they stand there."""
    only: Line | None = None
    """Words of this place that say the provision's condition."""
    because: Line | None = None
    """Why force, weight, audience or condition differ here. Readers see it beside the rule."""


def _read_wording(value: Any) -> Any:
    return {"says": value} if isinstance(value, str) else value


class _OrWords:
    """Lets the schema take the words alone in place of the mapping."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, handler(core)]}


From = dict[ProvisionId, Annotated[Wording, BeforeValidator(_read_wording), _OrWords()]]
"""The provisions that a place says, each with the words of the place that say it."""

NOTHING: From = {}
"""What a place says that no provision is behind."""
