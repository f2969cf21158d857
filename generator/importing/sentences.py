"""Sentences of a paragraph, and the parts of a sentence that each say a thing of their own."""

from __future__ import annotations

import re

from .cues import FORCE_WORDS, VERBS
from .force import CONCESSION, opening, subject

_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|eg|ie|cf|mr|mrs|ms|miss|dr|prof|rev|st|no|nos|para|sec|p|pp|vs|inc|ltd|tel"
    r"|approx|ext)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_EXAMPLE = re.compile(r"(?:e\.g\.|i\.e\.|for example\b|for instance\b)", re.IGNORECASE)
_SEE = re.compile(r"\s*\((?:please )?(?:see|refer to)\b([^)]*)\)", re.IGNORECASE)
_JOINED = re.compile(
    rf"(?:,|;)?\s+(?:and|but|or)\s+(?=(?:(?!and\b|or\b|but\b)[\w'’/-]+\s+){{0,4}}?{FORCE_WORDS})"
    r"|,\s+but\s+(?=(?:where|if|when)\b)"
)
_AIM = re.compile(r",?\s+so (?:that (?=\w)|(?=(?:they|it|we|you|all)\b))", re.IGNORECASE)
_SHARED = re.compile(
    r"\b(?:must|should|will|may|shall|do"
    r"|(?:expect|ask|request|require|encourage|advise|need)\w*(?: \w+){0,4} to)"
    r"(?: not| never| always| also)*\s+"
)
_NOT = re.compile(r".*\b(?:not|never)\s+")
_FURTHER_VERB = re.compile(
    rf"(?:,\s*(?:and |or )?|\s+(?:and|or)\s+)(?:to )?(?=(?:not )?(?:{'|'.join(sorted(VERBS))})\s)"
)
_LOOSE = re.compile(r"\b(?:to|with|of|for|on|in|by|and|or|upon|about)$")
_ENOUGH = 4  # words that a part needs


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph, as printed."""
    out: list[str] = []
    start = 0
    ends = [
        stop.end()
        for stop in _STOP.finditer(text)
        if not _ABBREVIATION.search(text[max(0, stop.start() - 20) : stop.start() + 1])
    ]
    for end in [*ends, len(text)]:
        sentence = text[start:end].strip()
        if out and _EXAMPLE.match(sentence):
            out[-1] += f" {sentence}"
        elif sentence:
            out.append(sentence)
        start = end
    return out


def parts(sentence: str) -> list[str]:
    """Return what a sentence says, each part with the subject and verb that it shares.

    A sentence is split at a semicolon, before "and", "but" or "or" with a force of its own, before
    a further verb after "must" and the like, after an opening "while …", before "so that", and
    before "(see …)".
    """
    seen = [found[1].strip() for found in _SEE.finditer(sentence)]
    whole = _SEE.sub("", sentence).strip()
    if not re.search(r"\w", whole):
        return [f"See {name}" for name in seen if name]
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
    start = opening(text)
    while_ = CONCESSION.match(text)
    if not start or not while_:
        return [text]
    first, rest = text[while_.end() : start].rstrip(", "), text[start:]
    if _length(first) >= _ENOUGH and re.search(FORCE_WORDS, first) and re.search(FORCE_WORDS, rest):
        return [first, rest]
    return [text]


def _at_forces(text: str) -> list[str]:
    out = []
    start = 0
    for found in _JOINED.finditer(text):
        head = text[start : found.start()]
        if _length(head) >= _ENOUGH and re.search(FORCE_WORDS, head[opening(head) :]):
            out.append(head)
            start = found.end()
    out.append(text[start:])
    whose = subject(out[0])
    return out[:1] + [
        f"{whose} {part}" if whose and re.match(FORCE_WORDS, part) else part for part in out[1:]
    ]


def _at_verbs(text: str) -> list[str]:
    """Split "must not post A, share B or name C" into one part for each verb."""
    modal = _SHARED.search(text)
    if not modal:
        return [text]
    pieces = _FURTHER_VERB.split(text[modal.end() :])
    first = re.match(r"[\w-]+", pieces[0])
    if not first or first[0].lower() not in VERBS:
        return [text]
    if any(_length(piece) < 2 or _LOOSE.search(piece) for piece in pieces):
        return [text]
    head = text[: modal.end()]
    if refused := _NOT.match(pieces[0]):
        if pieces[0][refused.end() :].split(" ", 1)[0] not in VERBS:
            return [text]
        head = text[: modal.end() + refused.end()]
    return [text[: modal.end()] + pieces[0]] + [head + piece for piece in pieces[1:]]
