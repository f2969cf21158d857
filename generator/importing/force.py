"""How strong a sentence is: its force, the words that carry it, whom it binds and when it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model.provision import Force
from .cues import AUDIENCES, CUES, DONE, FORCE_WORDS, STATIVE, VERBS

_AUDIENCE = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, words in AUDIENCES
)
_CUE = tuple(
    (force, re.compile(rf"\b(?:{'|'.join(cues)})\b", re.IGNORECASE)) for force, cues in CUES
)
_MAIN = (
    r"(?=(?:then|the|we|they|it|this|these|that|there|parents?|carers?|staff|pupils?|students?|users"
    r"|you|please|do|an?|any|all|every|such|action|[a-z]+ly|must|should|will|may)\b"
    rf"|(?:{'|'.join(sorted(VERBS))})\b)"
)
_OPENING = re.compile(
    r"(?:however, |in addition, )?((?:if|where|when|whenever|unless|once|in the event (?:that|of)"
    r"|in (?:all |some )?cases where|should (?=you|an?|any|the|parents?|we)|before|after|following"
    r"|provided)\b)",
    re.IGNORECASE,
)
CONCESSION = re.compile(r"(?:whilst|while|although|though)\s+", re.IGNORECASE)
_IF_SO = re.compile(
    r"\s*(?:necessary|appropriate|possible|needed|required|applicable|relevant|so)", re.IGNORECASE
)
_MAIN_CLAUSE = re.compile(rf",\s+{_MAIN}", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|may|might|will|would|wish(?:es)?"
    r"|want|need|feel|find|make|\w+(?:ises|izes))\b"
)
_LATER = re.compile(
    r"\s((?:if|unless|whenever|in the event (?:that|of)|in cases where|provided that|only where"
    r"|without (?:the|prior|their|written|permission|consent|obtaining))\b[^.;]*)"
    r"|,\s((?:where|when)\b[^,.;]*)",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    r"(?:(?:ensure|make sure)(?:ing)?(?: that)? (?:they|you|it) )?"
    r"(?:do not|don't|don’t|not|never|no|avoid(?:ing)?|refrain(?:ing)?(?: from)?)\b",
    re.IGNORECASE,
)
_FREE = re.compile(r"\b(?:free|entitled|permitted|allowed|invited)\b")
_OF_OTHERS = re.compile(r"expect|ask|requir|encourag|recommend|not (?:be )?(?:tol|acc|per|con|all)")
_TO_NOT = re.compile(r"(?: [\w/,'’-]+){0,8} (?:to not|not to)\b")
_INDIRECT = re.compile(r"\b(?:what|how|whether)(?: [\w/'’-]+){0,5} ?$", re.IGNORECASE)
_NOUN = re.compile(r"[\w-]+ (?:to|of|is|are|by|that|which|for) |(?:[\w-]+ ){0,3}[\w-]+:")


@dataclass(frozen=True)
class Strength:
    """How strong a sentence is."""

    force: Force
    words: str | None
    binds: tuple[str, ...]
    condition: str | None
    sure: bool


FACT = Strength("fact", None, (), None, True)


def strength(text: str, *, own: str = "", duty: bool = False) -> Strength:
    """Return how strong a text is.

    ``own`` is what an item says after its lead-in, where it has one; ``duty`` tells that it stands
    in a list of somebody's duties.
    """
    condition = condition_of(own or text) or (condition_of(text) if own else None)
    force, span, sure = _force(text, opening(text))
    if force is None:
        force, span, sure = _without_cue(own or text, text, duty)
    elif force in ("must", "should") and (
        _NEGATIVE.match(own) if own else _TO_NOT.match(text[span[1] :])
    ):
        force = "must-not" if force == "must" else "should-not"
    if force == "fact":
        return Strength("fact", None, (), condition, sure)
    words = _operative(text, *span)
    if words is None:
        return Strength("fact", None, (), condition, False)
    return Strength(force, words, _binds(force, text, *span), condition, sure)


def condition_of(text: str) -> str | None:
    """Return the condition that a sentence prints, or None."""
    if (found := _OPENING.match(text)) and (end := opening(text)):
        return text[found.start(1) : end].rstrip(", ")
    if later := _LATER.search(text):
        return (later[1] or later[2]).strip()
    return None


def opening(text: str) -> int:
    """Return where the main clause begins, after a condition or a concession that opens a text."""
    found = _OPENING.match(text) or CONCESSION.match(text)
    if not found:
        return 0
    ends = list(_MAIN_CLAUSE.finditer(text, found.end()))
    told = (
        end
        for end in ends
        if _VERB.search(said := text[found.end() : end.start()]) or _IF_SO.fullmatch(said)
    )
    end = next(told, ends[0] if ends else None)
    return end.end() if end else 0


def subject(text: str) -> str:
    """Return the words before the first word of force; empty if there are more than eight."""
    start = opening(text)
    found = re.compile(FORCE_WORDS).search(text, start)
    words = text[start : found.start()].strip() if found else ""
    return words if len(words.split()) <= 8 else ""


def _force(text: str, start: int) -> tuple[Force | None, tuple[int, int], bool]:
    found = [
        (match.start(), order, force, match.span())
        for order, (force, cue) in enumerate(_CUE)
        if (match := _first(cue, text, start))
    ]
    if not found:
        return None, (0, 0), False
    _, _, force, span = min(found)
    before, after = text[start : span[0]], text[span[1] :].lstrip()
    cue = text[slice(*span)].lower()
    sure = True
    if cue == "will":
        person = _is_person(before)
        if re.match(r"not\b", after) and person:
            force = "must-not"
        elif person and not re.match(rf"(?:also )?{DONE}", after):
            force = "must"
        sure = not person
    elif cue == "may":
        if re.match(rf"(?:also )?{STATIVE}", after):
            return "fact", span, False
        sure = bool(re.match(r"(?:also )?be \w+ed\b", after))
    elif cue in ("do not", "don't", "don’t", "never"):
        ordered = re.search(r"(?:^|[,:]|\b(?:remind|ask|request)\b.*\bthat(?: they)?)\s*$", before)
        if not ordered:
            return "fact", span, False
    return force, span, sure


def _first(cue: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    """Return the first place of a cue outside of "what …", "how …" and "whether …"."""
    for match in cue.finditer(text, start):
        if not _INDIRECT.search(text[start : match.start()]):
            return match
    return None


def _is_person(before: str) -> bool:
    """Whether people other than the school itself are the subject of what follows."""
    if last := re.search(r"(?:\S+\s+){0,3}\S*$", before.rstrip()):
        near = [(m.start(), name) for name, words in _AUDIENCE for m in words.finditer(last[0])]
        if near:
            return max(near)[1] != "school"
    named = [(m.start(), name) for name, words in _AUDIENCE if (m := words.search(before))]
    return bool(named) and min(named)[1] != "school"


def _without_cue(own: str, text: str, duty: bool) -> tuple[Force, tuple[int, int], bool]:
    """Return the force of a text without a word of force: an order, a duty in a list, or a fact."""
    start = text.rfind(own) if own else 0
    span = (max(start, 0), max(start, 0))
    begin = opening(own)
    first = re.match(r"[\w-]+", own[begin:])
    if first and first[0].lower() in VERBS and not _NOUN.match(own[begin:]):
        return "must", (span[0] + begin, span[1] + begin), False
    if duty and re.match(r"(?:receive|have|be (?:given|offered|invited))\b", own):
        return "will", span, False
    if duty:
        return ("must-not" if _NEGATIVE.match(own) else "must"), span, False
    return "fact", span, not re.search(r"\b(?:we|school)\b", text, re.IGNORECASE)


def _operative(text: str, start: int, end: int) -> str | None:
    """Return two to six words that begin where the force does; None where there are not two."""
    begin = text.rfind(" ", 0, start) + 1 if start and not text[start - 1].isspace() else start
    rest = text[begin:].split()
    count = max(len(text[begin:end].split()) + 2, 3)
    words = rest[: min(count, 6)]
    if len(words) < 2:
        words = text[:end].split()[-3:]
    return " ".join(words).rstrip(".,;:") if len(words) >= 2 else None


def _binds(force: Force, text: str, start: int, end: int) -> tuple[str, ...]:
    """Return the audiences that stand before the words of force; the school for what it does.

    Where the school asks something of others, they stand after those words.
    """
    if force == "will" or (force == "may" and not _FREE.search(text)):
        return ("school",)
    others = _named(text[max(0, start - 120) : start])
    if force in ("must-not", "should-not") and others == ("school",):
        return ()  # what it calls wrong, others do
    if others != ("school",) or not _OF_OTHERS.search(text[start:end]):
        return tuple(name for name in others if name != "school") or others
    return tuple(name for name in _named(text[end : end + 60]) if name != "school")


def _named(text: str) -> tuple[str, ...]:
    return tuple(name for name, words in _AUDIENCE if words.search(text))
