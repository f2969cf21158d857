"""What a document names: people, phones, addresses, dates, versions, laws and social networks.

Everything is given as printed, with where it stands; nothing is worked out or completed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..model.law import Law, Platform
from .document import Document
from .statements import Statement
from .words import stems

Kind = Literal["person", "phone", "email", "web", "date", "version", "law", "platform"]


@dataclass(frozen=True)
class Find:
    """One thing that the document names."""

    kind: Kind
    text: str
    """The name, number or date, as printed."""
    role: str | None = None
    """What a person is, as printed; whether a date is ``approved``, ``review`` or ``dated``."""
    ids: tuple[str, ...] = ()
    """The entries of the register or list that it may mean."""
    statement: int | None = None
    """The number of the statement it stands in; None for one in a heading."""
    block: int | None = None
    """The place of its block in the document, from 0, where no statement holds it."""


_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Revd?|Prof|Sir|Dame|Fr|Sr|Canon)\.?"
    r"(?: (?:[A-Z]\.?|[A-Z]\. ?[A-Z]\.))* (?:(?:[A-Z][\w’'-]+)(?: [A-Z][a-z][\w’'-]+)?)"
)
_ROLE = (
    r"(?:(?:Executive |Deputy |Assistant |Acting |Vice |Co-)?(?:Head ?teacher|Head of School"
    r"|Principal|Chair of (?:the )?(?:Governors|Governing (?:Body|Board)|Trustees)"
    r"|Clerk to (?:the )?Governors)"
    r"|(?:Deputy )?(?:Designated )?Safeguarding (?:Lead|Officer|Governor)|(?:Deputy )?DSL"
    r"|Data Protection Officer|DPO|SENCO|Business Manager"
    r"|(?:(?:e-?|online )safety )?(?:Co-?ordinator|Lead|Officer)"
    r"|Author|Policy owner|(?:Reviewed|Written|Prepared|Approved) by|Signed(?: by)?)"
)
_LABELLED = re.compile(
    rf"\b(?P<role>{_ROLE})(?: \([^)]*\))?\s*[:–-]\s*"
    r"(?P<name>[A-Z][\w’'-]+(?: [A-Z]\.?)*(?: [A-Z][\w’'-]+){1,2})",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"\b(?P<role>{_ROLE})(?: \([^)]*\))?[\s,:–-]*(?:is )?$", re.IGNORECASE)
_AFTER = re.compile(rf"^[\s,(–-]+(?P<role>(?:the )?{_ROLE})\b", re.IGNORECASE)
_NO_NAME = re.compile(
    r"\b(?:school|governors?|governing|board|body|committee|policy|team|academy|trust|date"
    r"|head ?teacher|principal|chair|lead|officer)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w/.+-])(?:\+(?:44|353)[\s-]?)?\(?\d(?:[\d\s()-]{6,16})\d(?![\w/-])")
_SHORT_PHONE = re.compile(
    r"\b(?:ring|call|dial|phone|via|on)\s+(999|112|101|111|116 ?\d{3})\b", re.IGNORECASE
)
_BESIDE = 80  # letters on each side of a name that may say what the person is
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(
    r"(?<![@\w.])(?:https?://[^\s<>\"”)]+|www\.[^\s<>\"”)]+"
    r"|(?:[\w-]{1,63}\.){1,5}(?:(?:sch|co|org|gov|ac)\.uk|ie|com|org|net)(?:/[^\s<>\"”)]*)?)"
    r"(?!\w|@)"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? \d{{4}}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?, \d{{4}}"
    rf"|{_MONTH}\.?,? (?:\d{{4}}|['’]\d{{2}}|\d{{2}}(?![\d:]))"
    r"|(?:Autumn|Spring|Summer)(?: Term)? \d{4}"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2}(?:\d{2})?|\d{4}-\d{2}-\d{2})\b"
)
_YEAR = re.compile(r"(?<=[:\s])(?:19|20)\d{2}(?:[/-]\d{2,4})?(?=$|[.;,])")
_DATE_ROLES = (
    ("review", re.compile(r"\b(?:review|renew|due|expir)\w*", re.IGNORECASE)),
    ("approved", re.compile(r"\b(?:approved|ratified|adopted|agreed|signed)\b", re.IGNORECASE)),
    (
        "dated",
        re.compile(r"\b(?:dated?|updated|issued|written|published|version)\b", re.IGNORECASE),
    ),
)
_VERSION = re.compile(
    r"\b(?:version(?: number| no\.?)?:?\s*(?:V)?\d+(?:\.\d+)*|V\d+(?:\.\d+)*)\b", re.IGNORECASE
)
_ACT = re.compile(
    r"(?:[A-Z][\w’'-]*(?: \([A-Z][\w ]+\))?,?\s+"
    r"(?:(?:of|and|the|at|to|for|from|in|on|etc\.?|&)\s+){0,3}){1,12}?"
    r"(?:Acts?|Regulations?)(?: \([^)\d]*\))?,?\s+\(?(?:19|20)\d{2}\)?"
)


def found(
    document: Document,
    statements: Sequence[Statement],
    laws: Iterable[Law] = (),
    platforms: Iterable[Platform] = (),
) -> list[Find]:
    """Return what the document names, in its order: in the statements first, then in headings."""
    readers: list[Callable[[str], Iterable[Find]]]
    readers = [_people, _phones, _addresses, _dates, _versions]
    readers += [_Laws(laws).find, _Platforms(platforms).find]
    out: list[Find] = []
    for statement in statements:
        own = statement.text[len(statement.lead) :]
        named = (find for read in readers for find in read(own))
        out += dict.fromkeys(replace(find, statement=statement.number) for find in named)
    known = {(find.kind, find.text) for find in out}
    for i, block in enumerate(document.blocks):
        for read in readers:
            out += [
                replace(find, block=i)
                for find in dict.fromkeys(read(block.text))
                if (find.kind, find.text) not in known
            ]
    return out


def _people(text: str) -> Iterator[Find]:
    taken: list[tuple[int, int]] = []
    label = ""
    for match in _TITLED.finditer(text):
        before = text[max(0, match.start() - _BESIDE) : match.start()]
        after = text[match.end() : match.end() + _BESIDE]
        beside = _BEFORE.search(before) or _AFTER.search(after)
        if beside:
            label = beside["role"].strip()
        elif not re.search(r"(?:^|[,:;&]|\band)\s*$", before):
            label = ""
        taken.append(match.span())
        yield Find("person", match[0], label or None)
    for match in _LABELLED.finditer(text):
        name = match["name"]
        inside = any(a <= match.start("name") < b for a, b in taken)
        if not inside and name.istitle() and not _NO_NAME.search(name) and not _TITLED.match(name):
            yield Find("person", name, match["role"])


def _phones(text: str) -> Iterator[Find]:
    """Yield numbers of the length and beginning that British and Irish ones have."""
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0].replace("(0)", ""))
        abroad = match[0].startswith("+")
        home = "0" + re.sub(r"^(?:44|353)", "", digits) if abroad else digits
        if re.fullmatch(r"0[1-9]\d{7,9}|08001111|18[05]0\d{6}", home):
            yield Find("phone", match[0].strip())
    for match in _SHORT_PHONE.finditer(text):
        yield Find("phone", match[1])


def _addresses(text: str) -> Iterator[Find]:
    for match in _EMAIL.finditer(text):
        yield Find("email", match[0].rstrip("."))
    for match in _WEB.finditer(text):
        yield Find("web", match[0].rstrip(".,;:!?'’"))


def _dates(text: str) -> Iterator[Find]:
    spans = [match.span() for match in _DATE.finditer(text)]
    start = 0
    for first, last in spans:
        role = _date_role(text[start:first])
        yield Find("date", text[first:last], role)
        start = last
    if (
        not spans
        and (year := _YEAR.search(text))
        and (role := _date_role(text[: year.start()]))
        and not _ACT.search(text)
    ):
        yield Find("date", year[0], role)


def _date_role(before: str) -> str | None:
    """Return the role of a date by the last word before it that gives one."""
    told = [
        (match.start(), name) for name, word in _DATE_ROLES for match in word.finditer(before[-60:])
    ]
    roles = [name for _, name in sorted(told)]
    if roles and roles[-1] == "dated" and len(roles) > 1 and len(before) < 30:
        return roles[-2]  # "Review date", "Approved on date"
    return roles[-1] if roles else None


def _versions(text: str) -> Iterator[Find]:
    for match in _VERSION.finditer(text):
        yield Find("version", match[0])


class _Laws:
    """The law register, by the names that its titles and citations print."""

    def __init__(self, laws: Iterable[Law]) -> None:
        self.acts: list[tuple[frozenset[str], str, bool, str]] = []
        self.phrases: list[tuple[re.Pattern[str], str]] = []
        for law in laws:
            guides = law.kind in ("guidance", "treaty")
            names = (law.title, law.citation) if guides else (law.citation,)
            self.phrases += [(phrase, law.id) for name in names for phrase in _phrases(name)]
            for text in (law.title, law.citation):
                for match in _ACT.finditer(text):
                    self.acts.append((*_act(match[0]), match[0] == law.title, law.id))

    def find(self, text: str) -> Iterator[Find]:
        """Yield the laws that a text names; an act that the register lacks has no id."""
        taken: list[tuple[int, int]] = []
        for match in _ACT.finditer(text):
            taken.append(match.span())
            yield Find(
                "law", re.sub(r"^(?:The|Under the|In)\s+", "", match[0]), ids=self._ids(match[0])
            )
        named: dict[str, list[str]] = {}
        for phrase, law in self.phrases:
            at = phrase.search(text)
            if at and not any(a <= at.start() < b for a, b in taken):
                named.setdefault(at[0], []).append(law)
        for name, ids in named.items():
            if not any(name != other and name in other for other in named):
                yield Find("law", name, ids=tuple(dict.fromkeys(ids)))

    def _ids(self, printed: str) -> tuple[str, ...]:
        words, year = _act(printed)
        of_year = [(own, whole, law) for own, when, whole, law in self.acts if when == year]
        titled = [law for own, whole, law in of_year if own == words and whole]
        same = [law for own, _, law in of_year if own == words]
        near = [law for own, _, law in of_year if words and words <= own]
        other = [law for phrase, law in self.phrases if phrase.search(printed)]
        return tuple(dict.fromkeys(titled or same or near or other))


def _act(name: str) -> tuple[frozenset[str], str]:
    """Return an act's words and its year."""
    year = re.search(r"(?:19|20)\d{2}", name)
    words = re.sub(r"\b(?:Acts?|Regulations?|etc)\b|['’]s\b|\d+", " ", name)
    return frozenset(stems(words)), year[0] if year else ""


def _phrases(text: str) -> Iterator[re.Pattern[str]]:
    """Yield the names in a title or citation of guidance: those of three words, or in capitals."""
    for part in re.split(r"; |\barticle \d+, ", text):
        name = re.split(r" ?[,(:]", part, maxsplit=1)[0].strip()
        capitals = re.fullmatch(r"(?:UK )?[A-Z]{4,6}", name)
        if (len(name.split()) >= 3 and not re.search(r"\d", name)) or capitals:
            words = r"\s+".join(re.escape(word) for word in name.removeprefix("UK ").split())
            yield re.compile(rf"\b{words}\b", 0 if capitals else re.IGNORECASE)


class _Platforms:
    """The social networks, by their names of today and before."""

    def __init__(self, platforms: Iterable[Platform]) -> None:
        self.names = [
            (_platform(name), platform.id)
            for platform in platforms
            for name in (platform.title, *platform.formerly)
        ]

    def find(self, text: str) -> Iterator[Find]:
        """Yield the networks that a text names."""
        for name, platform in self.names:
            if match := name.search(text):
                yield Find("platform", match[0], ids=(platform,))


def _platform(name: str) -> re.Pattern[str]:
    """Return the pattern of a name: a single letter only where its old name stands beside it."""
    if len(name) == 1:
        return re.compile(rf"\b{name}(?= \(formerly)")
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", r"\\s?", name)
    flags = re.IGNORECASE if len(name) > 4 else 0
    return re.compile(rf"\b{spaced}s?\b", flags)
