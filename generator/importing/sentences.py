"""Sentences of a paragraph, and the parts of a sentence that each say a thing of their own."""

from __future__ import annotations

import re

from .force import FORCE_WORDS, VERBS

_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|eg|ie|cf|mr|mrs|ms|miss|dr|prof|rev|st|no|nos|para|sec|p|pp|vs|inc|ltd|tel"
    r"|approx|ext)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_SEE = re.compile(r"\s*\((?:please )?(?:see|refer to)\b([^)]*)\)", re.IGNORECASE)
_JOINED = re.compile(rf"(?:,|;)?\s+(?:and|but|or)\s+(?=(?:[\w'’/-]+\s+){{0,4}}?{FORCE_WORDS})")
_WHILE = re.compile(r"(?:whilst|while|although|though)\s+", re.IGNORECASE)
_AIM = re.compile(r",?\s+so that\s+(?!it is)", re.IGNORECASE)
_MODAL = re.compile(
    r"\b(?:must|should|will|may|shall|(?:not |expected |asked |requested |required |encouraged )to"
    r"|do)(?: not| never| always| also| ensure that they do not| ensure that they)*\s+"
)
_ENOUGH = 4  # words that a part needs


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph, as printed."""
    out: list[str] = []
    start = 0
    for stop in _STOP.finditer(text):
        sentence = text[start : stop.end()].strip()
        if _ABBREVIATION.search(text[start : stop.start() + 1]):
            continue
        out.append(sentence)
        start = stop.end()
    if text[start:].strip():
        out.append(text[start:].strip())
    return out


def parts(sentence: str) -> list[str]:
    """Return what a sentence says, each part with the subject and verb that it shares.

    A sentence is split at a semicolon, before "and", "but" or "or" with a force of its own, before
    a further verb after "must" and the like, after an opening "while …", before "so that", and
    before "(see …)".
    """
    seen = [found[1].strip() for found in _SEE.finditer(sentence)]
    whole = _SEE.sub("", sentence).strip()
    out = [
        part
        for piece in _at_semicolons(whole)
        for clause in _at_while(piece)
        for joined in _at_forces(clause)
        for part in _at_verbs(joined)
    ]
    last, *aim = _AIM.split(out[-1], maxsplit=1)
    if aim and min(_length(last), _length(aim[0])) >= _ENOUGH:
        out[-1:] = [last, f"so that {aim[0]}"]
    return out + [f"See {name}" for name in seen if name]


def _length(text: str) -> int:
    return len(text.split())


def _at_semicolons(text: str) -> list[str]:
    pieces = re.split(r";\s+(?:and |or )?", text.rstrip("; "))
    if len(pieces) > 1 and all(_length(piece) > _ENOUGH for piece in pieces):
        return pieces
    return [text]


def _at_while(text: str) -> list[str]:
    found = _WHILE.match(text)
    if not found or ", " not in text:
        return [text]
    first, rest = text[found.end() :].split(", ", 1)
    if _length(first) >= _ENOUGH and re.search(FORCE_WORDS, first) and re.search(FORCE_WORDS, rest):
        return [first, rest]
    return [text]


def _at_forces(text: str) -> list[str]:
    out = []
    start = 0
    for found in _JOINED.finditer(text):
        head = text[start : found.start()]
        main = re.sub(r"^(?:if|where|when|whenever|unless)\b[^,]*,", "", head, flags=re.IGNORECASE)
        if _length(head) >= _ENOUGH and re.search(FORCE_WORDS, main):
            out.append(head)
            start = found.end()
    return [*out, text[start:]]


def _at_verbs(text: str) -> list[str]:
    """Split "must not post A, share B or name C" into one part for each verb."""
    modal = _MODAL.search(text)
    if not modal:
        return [text]
    head, rest = text[: modal.end()], text[modal.end() :]
    first = re.match(r"[\w-]+", rest)
    if not first or first[0].lower() not in VERBS:
        return [text]
    pieces = re.split(
        rf"(?:,\s*(?:and |or )?|\s+(?:and|or)\s+)(?=(?:{'|'.join(sorted(VERBS))})\b\s)", rest
    )
    if len(pieces) > 1 and all(_length(piece) >= 3 for piece in pieces):
        return [head + piece for piece in pieces]
    return [text]
