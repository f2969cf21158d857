"""What parents read for the model's own names."""

from __future__ import annotations

import re
from html import unescape

from ..model.base import PartialDate
from ..model.school import Document
from ..wizard.export import html

GROUPS = {
    "do": ("Please do", ("must", "should")),
    "dont": ("Please don't", ("must-not", "should-not")),
    "free": ("You are free to", ("may",)),
    "promise": ("The school promises", ("promise",)),
    "info": ("Good to know", ("info",)),
}
"""The groups of the code at a glance: a heading, and the kinds of clause under it."""

KINDS = {kind: words for words, kinds in GROUPS.values() for kind in kinds}
"""What a parent reads for each kind of clause."""

BASIS_MEANS = {
    "law": "This is the law. It is the same at every school.",
    "school-rule": "This is the school's own rule. It is not a law.",
    "safety": "This keeps people safe. It comes before everything else.",
    "good-practice": "This is good advice. It is not a rule and not a law.",
}
"""One line that says what a basis means."""

LAW_STATUS = {
    "in-force": "This is in force today.",
    "narrowed": "Parts of this are no longer in force.",
    "changing": "This is replaced now and then. Look for the newest one.",
    "repealed": "This is no longer the law.",
    "withdrawn": "This has been taken back. It no longer counts.",
    "misnamed": "There is no law with this name.",
    "unchecked": "We have not checked yet if this is in force.",
}
"""The status of a law in words."""

HELPLINE_GROUPS = {
    "danger": "Someone is in danger now",
    "child": "You are worried about a child",
    "online": "Something bad is online",
    "hate": "Someone is attacked for who they are",
    "adult": "Help for you",
    "staff": "Help for people who work at a school",
}
"""The heading over each group of helplines, in the order they are shown."""


def in_sentence(title: str) -> str:
    """Return a title as it stands inside a sentence: "The Headteacher" gives "the Headteacher"."""
    return re.sub(r"^(The|A|An|Your|Someone) ", lambda found: found.group().lower(), title)


def missing(document: Document) -> list[str]:
    """Return what the document does not show, each as "no date"."""
    facts = {
        "no date": document.approved,
        "no word on who agreed it": document.approved_by,
        "no date for its next check": document.review,
        "no signature": document.signed,
    }
    return [words for words, there in facts.items() if not there]


def listing(parts: list[str], last: str = "and") -> str:
    """Join words as in a sentence: "a, b and c"."""
    return f" {last} ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def when(moment: PartialDate) -> str:
    """Return a date with the word before it: "in March 2024", "on 3 March 2024"."""
    return f"on {moment}" if moment.day else f"in {moment}"


ENOUGH = 60
"""The characters that a line about a rule has at least, where its text has them."""

POINT = re.compile(r"^ *(?:[-*+]|\d+[.)]) +", re.MULTILINE)
"""What a point of a Markdown list begins with."""


def gist(text: str) -> str:
    """Return the first sentence or two of a Markdown text; where it opens a list, its first points.

    The points follow the words, or the heading in bold, that open the list. " …" says that there
    are more of them.
    """
    first, _, rest = text.partition("\n\n")
    opening = "" if POINT.match(first) else " ".join(first.split())
    if sentences := _enough(_sentences(opening)):
        return sentences
    block = (rest if opening else first).partition("\n\n")[0]
    if not POINT.match(block):
        return opening
    points = [" ".join(point.split()) for point in POINT.split(block)[1:]]
    opening = re.sub(r"(?<!:)\*\*$", ":**", opening)
    if all(_sentences(point) for point in points):
        return f"{opening} {_enough(_sentences(' '.join(points)))}".strip()
    shown = _enough([f"{'; ' if i else ''}{point}" for i, point in enumerate(points)])
    more = " …" if len(shown) < len("; ".join(points)) else ""
    return f"{opening} {shown}{more}".strip()


def bare(text: str) -> str:
    """Return the words of a Markdown text on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html(text))).split())


def _sentences(paragraph: str) -> list[str]:
    return re.findall(r".+?[.!?][”’\"')]*(?=\s|$)", paragraph)


def _enough(parts: list[str]) -> str:
    """Join parts until the line has ENOUGH characters."""
    line = ""
    for part in parts:
        line += part
        if len(line) >= ENOUGH:
            break
    return line.strip()
