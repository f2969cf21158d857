"""What parents read for the model's own names."""

from __future__ import annotations

import re
from html import unescape

from ..model.base import PartialDate
from ..model.clause import Topic
from ..model.law import Law
from ..model.policy import Origin, Policy
from ..model.provision import Force
from ..model.school import Document
from ..wizard.export import html

GROUPS = {
    "must": "What you must do",
    "must-not": "What you must not do",
    "should": "What the school asks of you",
    "should-not": "What the school asks you not to do",
    "may": "What you may do",
    "promise": "What the school will do",
}
"""The heading of each group of the code at a glance, by the kind of its clauses."""

TOPICS: dict[Topic, str] = {
    "danger": "Danger",
    "photos": "Photos",
    "groups": "Groups",
    "staff": "Staff",
    "complaints": "Complaints",
    "my-child": "My child",
}
"""What a parent reads for each topic, in the order of the links to them."""

ORIGIN_MEANS: dict[Origin, str] = {
    "school": "It comes from the school's own document. It is the school's rule, not a law.",
    "trust": "It is the same at every school of our trust. It is the trust's rule, not a law.",
    "authority": "It is the same at every school of our council. It is not a law.",
    "shared": "It is the same at every school. It does not come from the school's document.",
    "law": "It is the law, for everyone. It does not come from the school's document.",
}
"""One line that says whose words something is."""

OWN_RULE = "It is the school's own rule, not a law."
"""That line at a school whose document has no statements of its own."""

OWN_OR_TAKEN = (
    "It is the school's own rule, not a law. It comes from its document, or was taken over."
)
"""That line at a school that also takes rules over from a model."""


def origin_means(policy: Policy) -> dict[Origin, str]:
    """Return the line for each origin, as it is true of this school."""
    if not policy.models:
        return ORIGIN_MEANS
    return ORIGIN_MEANS | {"school": OWN_OR_TAKEN if policy.provisions else OWN_RULE}


ABOUT_BOTH = "It comes from the school's own document, and the law says so too."
"""That line for a rule that the school's document shares with the law."""

EVERYWHERE = "It comes from the school's own document. Every school asks it."
"""That line for a rule that the school's document shares with what keeps people safe."""

TAKEN = "The school took it from “{}”. It is the school's rule, not a law."
"""That line for a rule that a model words."""

CHANGED = "It is shared by many schools, and this school changed it. It is not a law."
"""That line for a shared rule that the school itself changed."""

ADDED = {
    "why": "the reason",
    "instead": "what to do instead",
    "examples": "the examples",
    "rewrite": "the post before and after",
}
"""What these pages may add to a rule of the school, by the field of the clause."""

ABOUT_LAW = "It comes from the school's own document, which speaks about the law here."
"""The line for what the school's document says about the law."""

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

FORCE_MEANS: dict[Force, str] = {
    "must": "a duty",
    "must-not": "a ban",
    "should": "a wish",
    "should-not": "a wish against it",
    "may": "a permission, or a step the school may take",
    "will": "what the school does",
    "fact": "a statement",
}
"""What each force is called for staff."""

NEEDS = {
    "picture": "A naked or sexual picture",
    "threat": "A threat or attack",
    "child": "A child at risk",
    "coping": "I am not coping",
    "post": "Report a post",
}
"""The heading of each need that helplines are for, in the order they are shown."""


def in_sentence(title: str) -> str:
    """Return a title as it stands inside a sentence: "The Headteacher" gives "the Headteacher"."""
    return re.sub(r"^(The|A|An|Your|Someone) ", lambda found: found.group().lower(), title)


def pieces(address: str) -> list[str]:
    """Return the pieces of a web or email address between which a line may break."""
    return re.split(r"(?<=[./])(?=.)|(?=@)", address)


def in_force(law: Law) -> str:
    """Return whether a law is in force, as far as somebody checked the entry."""
    status = law.status_note or LAW_STATUS[law.status]
    return {
        "yes": status,
        "partly": f"{status} {PARTLY}",
        "no": NOT_CHECKED,
    }[law.confirmed]


PARTLY = "We have not checked every detail here."
NOT_CHECKED = "We have not checked yet if this is in force."


def audiences(policy: Policy, names: tuple[str, ...]) -> list[str]:
    """Return the titles of audiences, in small letters."""
    known = policy.audiences
    return [known[name].title.lower() if name in known else name for name in names]


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


SHORT = 160
"""The most characters of an opening that is shown whole."""


def opening(text: str) -> tuple[str, str]:
    """Return a Markdown text as its first sentence and the rest; a short text has no rest."""
    first = next(iter(_sentences(text)), "") if len(text) > SHORT else text
    return first, text[len(first) :].strip()


POST = re.compile(r"(?:(?P<before>[^“”]*): )?“(?P<post>[^“”]*)”[.,]?(?P<after>[^“”]*)")
"""An example that quotes a post whole: "In the evening: “What a day!”", "“Hello!” in the chat"."""


def post(example: str) -> dict[str, str] | None:
    """Return the words before a quoted post, the post, and the words after it.

    None for an example that quotes none, or that only quotes words inside its own sentence.
    """
    found = POST.fullmatch(example)
    if found is None:
        return None
    parts = {name: (words or "").strip() for name, words in found.groupdict().items()}
    return {name: words[:1].upper() + words[1:] for name, words in parts.items()}


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
