"""Write what a document says into a school's source: a new school, or a newer edition."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import Any

from ..model.base import NOWHERE
from ..model.provision import Provision
from ..reader import Sequence as Sequence_
from ..source.dump import entry, fields
from ..source.write import lines_of, name_of, read
from ..start.answers import Answers
from ..start.school import SCHEMA, about, iso, people
from .document import DocumentError
from .editions import Pair, printed
from .found import Find
from .match import Match
from .statements import Statement

MOST = 999
"""The most statements of a document: their numbers have two or three digits."""

COVER = "Front page"
"""The section of what stands before the first heading."""

SHOWN = 500
"""The characters of an earlier wording that are shown."""

GONE = "The new edition does not say it: take it out, with what says it."
REWORDED = "Reworded in the new edition: see if what says it still does. Before: "


@dataclass(frozen=True)
class Numbered:
    """A statement under the number that the school's source gives it."""

    id: str
    statement: Statement
    matches: Sequence[Match]


def numbered(
    school: str, pairs: Iterable[Pair], matches: Mapping[int, Sequence[Match]]
) -> list[Numbered]:
    """Number the statements of a document; what an earlier edition says too keeps its number.

    ``matches`` are the rules for each statement's own number. Raises DocumentError for too many.
    """
    pairs = list(pairs)
    last = max((int(p.before.id.rpartition("-")[2]) for p in pairs if p.before), default=0)
    found = []
    for pair in pairs:
        if pair.now is None:
            continue
        if pair.before is None:
            last += 1
        name = pair.before.id if pair.before else f"{school}-{last:02}"
        found.append(Numbered(name, pair.now, matches.get(pair.now.number, ())))
    if last > MOST:
        raise DocumentError(f"it makes over {MOST} statements; import its parts one by one")
    return found


_INSTEAD = str.maketrans("<>{}", "‹›()")
_MARKS = re.compile(r"([\\*_`~|])|^(?=[#>+-])|(?<=^\d)(?=[.)]\s)")
_SCRIPT = re.compile(r"\b(javascript|vbscript|data)\s*:", re.IGNORECASE)
LONGEST_LINE, LONGEST_TEXT = 300, 6000
"""The characters of a line and of a text in the source."""


def as_text(printed: str) -> str:
    """Return printed words as Markdown that shows them as they are."""
    return _cut(_MARKS.sub(r"\\\1", _safe(printed)), LONGEST_TEXT)


def whole(printed: str) -> str:
    """Return an item of a list with the end of a sentence."""
    ended = re.sub(r"\s*[;,]+$", "", printed)
    return ended if ended == printed else f"{ended}."


def as_line(printed: str) -> str:
    """Return printed words as a line of the source."""
    return _cut(_safe(printed), LONGEST_LINE)


def _safe(printed: str) -> str:
    """Return words that no reader of the source takes for HTML, template code or a link."""
    plain = printed.replace("![", "[").replace("](", "] (").replace("]:", "] :")
    return _SCRIPT.sub(r"\1 –", plain.translate(_INSTEAD))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip(chr(92))}…"


def provision(item: Numbered, todo: str) -> dict[str, Any]:
    """Return a statement as an entry of ``provisions.yml``, in the document's own words."""
    statement = item.statement
    condition, words = statement.condition or "", statement.words or ""
    is_fact = statement.force == "fact"
    return {
        "id": item.id,
        "section": as_line(statement.section) or COVER,
        "force": statement.force,
        "words": None if is_fact or words != as_text(words) else words,
        "binds": [] if is_fact else list(statement.binds),
        "only": condition if condition == as_line(condition) else "",
        "text": as_text(whole(statement.text)),
        "todo": todo,
    }


def question(item: Numbered) -> str:
    """Return what somebody must decide about a statement."""
    unsure = "" if item.statement.sure else f"Is its force {item.statement.force}? "
    named = [f"{match.clause.id} ({match.score:.0%})" for match in item.matches]
    if not named:
        return f"{unsure}No shared rule is near it."
    return f"{unsure}Is it {' or '.join(named)}?"


def besides(todo: str) -> str:
    """Return what waits to be decided besides the rules near it, which are listed elsewhere."""
    return re.sub(r"Is it [^?]*\?$", "", todo).strip()


def new_school(answers: Answers, based_on: Sequence[str]) -> dict[str, str]:
    """Return the files of a school before anything of its document is numbered."""
    return {
        "school.yml": about_document(answers, based_on, ()),
        "channels.yml": people(answers),
        "provisions.yml": provisions([]),
        "sections/99-our-rules.yml": SCHEMA.format(up="../../../", name="section-file")
        + fields({"id": "our-rules", "title": "Our rules"}),
    }


def about_document(
    answers: Answers,
    based_on: Sequence[str],
    items: Sequence[Numbered],
    named: Sequence[Find] = (),
) -> str:
    """Return ``school.yml``. What the document says of itself, and names, leads to its statements.

    ``named`` are the laws and social networks in it; what may mean several is left to a person.
    """
    facts = {
        "title": answers.document or "Our code",
        "approved": iso(answers.approved),
        "review": iso(answers.review),
        "owned": True,
    }
    document = {name: value for name, value in facts.items() if value}
    return (
        about(answers, based_on, {**document, "from": dict(said_there(answers, items))})
        + _names("cites", "law", named)
        + _names("platforms", "platform", named)
    )


def _names(field: str, kind: str, named: Sequence[Find]) -> str:
    """Return a list of what the document names of a kind, each once, as it names it."""
    meant = {find.text: find.ids[0] for find in named if find.kind == kind and len(find.ids) == 1}
    entries = "".join(entry({"as": text, kind: name}) for text, name in meant.items())
    return f"{field}:\n{entries}" if entries else ""


def provisions(entries: Iterable[str]) -> str:
    """Return ``provisions.yml`` of its entries."""
    text = "".join(entries)
    head = SCHEMA.format(up="../../", name="provisions")
    return f"{head}provisions:\n{text}" if text else f"{head}provisions: []\n"


def said_there(answers: Answers, items: Sequence[Numbered]) -> Iterable[tuple[str, str]]:
    """Yield the facts that the document's own fields say, with the words of the field."""
    days = [str(day) for day in (answers.approved, answers.review) if day]
    values = [answers.document, *days] if answers.document else days
    for item in items:
        text = item.statement.text.casefold()
        for value in values:
            if item.statement.force == "fact" and value.casefold() in text:
                yield item.id, value
                break


def newer(
    file: Path, pairs: Sequence[Pair], items: Sequence[Numbered], placed: Container[str]
) -> str:
    """Return ``provisions.yml`` for a newer edition: what is kept stays as it was written.

    What was reworded, is new or is gone waits for somebody, and says so, but for the ids in
    ``placed``. Raises EditError where ``file``, the earlier edition's, cannot be read.
    """
    lines, entries = read(file, "provisions") if file.exists() else ([], Sequence_(NOWHERE))
    index = {name_of(e): i for i, e in enumerate(entries)}
    item_of = {item.statement.number: item for item in items}
    parts = []
    for pair in pairs:
        if pair.before is None:
            item = item_of[pair.now.number] if pair.now else None
            parts += (
                [entry(provision(item, "" if item.id in placed else question(item)))]
                if item
                else []
            )
            continue
        number = index[pair.before.id]
        if pair.change == "kept":
            place = lines_of(lines, entries, number)
            parts.append("\n".join(lines[place.start : place.end]) + "\n")
        else:
            changed = _reworded(pair.before, item_of[pair.now.number]) if pair.now else {}
            parts.append(entry({**entries[number], "todo": GONE, **changed}))
    return provisions(parts)


def _reworded(before: Provision, item: Numbered) -> dict[str, Any]:
    now = provision(item, REWORDED + shorten(printed(before), SHOWN, placeholder=" …"))
    changed = {name: now[name] for name in ("section", "text", "todo")}
    # What the earlier words were restated as, a person reads again; the force may have moved.
    if now["force"] != before.force:
        changed |= {name: now[name] for name in ("force", "words", "binds", "only")}
    return {**changed, "quote": None}
