"""What each place of a site says in words: the texts in which a provision can be found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .base import Node, PartialDate
from .clause import Clause, RuleException, Sanction, Sanctions, Section
from .extras import Field, Form
from .law import Term
from .people import Channel, Channels, Stage
from .school import Citation, Document, PlatformMention, School

FIELDS: dict[type[Node], tuple[str, ...]] = {
    School: ("welcome", "values"),
    Document: (
        *("title", "version", "author", "coordinators", "approved_by", "approved", "review"),
        *("history", "related"),
    ),
    Citation: ("as_",),
    PlatformMention: ("as_",),
    Section: ("intro",),
    Clause: ("title", "text", "why", "instead", "examples", "act", "avoid"),
    RuleException: ("text",),
    Channels: ("intro",),
    Channel: ("title", "text", "good_for", "contact", "answers"),
    Stage: ("title", "text", "time", "next"),
    Sanctions: ("intro",),
    Sanction: ("title", "text", "when", "decides", "answer_back"),
    Term: ("term", "meaning"),
    Form: ("title", "intro"),
    Field: ("label", "hint", "options"),
}
"""The fields of a node in which it speaks for the school's document. A caution speaks for the site,
and a section's title is only a heading."""

_SENTENCE = re.compile(r"(?<=[.!?])[”’\"')*_]*\s+|\n\s*\n")
_LINK = re.compile(r"\]\([^)]*\)")
_WORD = re.compile(r"[^\W_]+(?:[’'&-][^\W_]+)*")


def texts(node: Node) -> list[str]:
    """Return the texts in which a node speaks for the school's document."""
    return [text for name in FIELDS[type(node)] for text in _strings(getattr(node, name))]


def find(words: str, node: Node) -> str | None:
    """Return the sentence or sentences of a node in which the words stand one after the other.

    Case, punctuation and Markdown do not matter. Returns None if they stand nowhere.
    """
    return _find(words, texts(node))


def added(clause: Clause) -> list[str]:
    """Return the fields of a school's clause in which nothing comes from a provision."""
    said = [wording.says for wording in clause.from_.values()]
    return [
        field
        for field in ("why", "instead", "examples", "rewrite")
        if (given := list(_strings(getattr(clause, field))))
        and not any(_find(words, given) for words in said)
    ]


def _find(words: str, among: list[str]) -> str | None:
    wanted = _tokens(words)
    for text in among:
        sentences = _SENTENCE.split(text)
        tokens = [(token, n) for n, s in enumerate(sentences) for token in _tokens(s)]
        for start in range(len(tokens) - len(wanted) + 1):
            here = tokens[start : start + len(wanted)]
            if wanted and [token for token, _ in here] == wanted:
                return " ".join(sentences[here[0][1] : here[-1][1] + 1])
    return None


def _tokens(text: str) -> list[str]:
    return _WORD.findall(_LINK.sub("]", text).replace("’", "'").casefold())


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case PartialDate():
            yield str(value)
        case tuple():
            for item in value:
                yield from _strings(item)
        case Node():
            for name in type(value).model_fields:
                yield from _strings(getattr(value, name))
