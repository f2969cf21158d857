"""The statements of a document, each with its force, in the document's order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..model.provision import Force
from .cues import AUDIENCES, FORCE_WORDS, VERBS
from .document import Block, Document
from .force import FACT, Strength, strength
from .sentences import parts, sentences


@dataclass(frozen=True)
class Statement:
    """One thing that the document says."""

    number: int
    """Its number, from 1."""
    section: str
    """The heading it stands under; empty before the first."""
    page: int | None
    """The page that its block begins on, from 1."""
    line: int | None
    """The line of the file that its block begins on, from 1."""
    text: str
    """Its words as printed; an item that is no sentence has its lead-in before it."""
    force: Force
    """How strong it is, as :class:`generator.model.provision.Provision` says it."""
    words: str | None
    """The two to six words that carry the force, as printed. None for a fact."""
    binds: tuple[str, ...]
    """The audiences that it seems to bind; empty where unsure."""
    condition: str | None
    """The condition that it prints."""
    sure: bool
    """Whether the force is sure."""
    lead: str = ""
    """The words of the text that come from the lead-in."""


_TITLE = re.compile(
    r"\b(?:policy|code|agreement|guidance|guidelines?|protocol|procedures?|charter|statement|handbook)\b",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"\b(?:school|academy|college|primary|nursery|trust|federation)\b", re.IGNORECASE
)
_OPEN = re.compile(
    r"\b(?:to|not|must|should|will|may|shall|can|by|that|of|for|in|on|with|are|is|be|include|includes"
    r"|including|outlining|about)$",
    re.IGNORECASE,
)
_DUTIES = re.compile(
    r"\b(?:roles?|responsibilit\w+|dut(?:y|ies))\b|^(?:SLT|staff|governors|parents(?:/carers)?|pupils"
    r"|(?:the )?(?:head ?teacher|principal|governing (?:body|board)|senior leadership team))$",
    re.IGNORECASE,
)
_ADDS = re.compile(r"(?:this|these|it|that) (?:also )?(?:includes?|appl(?:y|ies))\b", re.IGNORECASE)
_ONLY_LEADS = re.compile(r"^\S+(?: \S+)?:$|\b(?:by|on|to|will|must|should)\s*:$", re.IGNORECASE)
_QUESTION = re.compile(
    r"(?:how|who|what|which|when|where|why|whether|is|are|do|does|did|will|would|can|could|has|have)\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"(?:all |the )?(?:school )?(?:"
    + "|".join(words for _, words in AUDIENCES)
    + r")(?: members)?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:date|reviewe?d?|author|owner|version|approved|adopted|co-?ordinator|signed|ratified|status|name"
    r"|role|next|responsible|notes?|changes|revisions?)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|does|do|can|could|might|would|applies|includes)\b",
    re.IGNORECASE,
)


def statements(document: Document) -> list[Statement]:
    """Return the statements of a document, numbered in its order."""
    found = _Reader(document.blocks).read()
    return [replace(statement, number=i) for i, statement in enumerate(found, 1)]


class _Reader:
    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.section = ""
        self.leads: list[str] = []
        """The lead-ins of the list that is open: one for each level."""
        self.parent: Strength | None = None
        """How strong the last item of the first level is."""

    def read(self) -> Iterator[Statement]:
        cover, body = _split_cover(self.blocks)
        yield from self._cover(cover)
        rows: list[Block] = []
        for i, block in enumerate(body):
            after = body[i + 1] if i + 1 < len(body) else None
            if block.kind == "cell":
                rows.append(block)
                if after is None or after.kind != "cell":
                    yield from self._table(rows)
                    rows = []
                self.leads = []
            elif block.kind == "heading":
                self.section, self.leads = block.text, []
            elif block.kind == "paragraph":
                yield from self._paragraph(block, after)
            else:
                yield from self._item(block, after)

    def _cover(self, cover: Sequence[Block]) -> Iterator[Statement]:
        seen: set[str] = set()
        words: list[Block] = []
        cells: list[Block] = []
        for block in [*cover, None]:
            if cells and (block is None or block.kind != "cell"):
                yield from self._table(cells)
                cells = []
            name = block is not None and (_TITLE.search(block.text) or _SCHOOL.search(block.text))
            if words and (block is None or block.kind != "heading" or name):
                text = "; ".join(word.text for word in words)
                yield self._fact(words[0], text)
                words = []
            if block is None:
                break
            if block.kind == "cell":
                cells.append(block)
            elif block.text.casefold() in seen:
                continue
            elif block.kind == "heading" and not name:
                words.append(block)
            elif block.kind == "heading":
                seen.add(block.text.casefold())
                yield self._fact(block, block.text)
            else:
                yield from self._say_all(block, sentences(block.text))

    def _fact(self, block: Block, text: str) -> Statement:
        return Statement(
            0, self.section, block.page, block.line, text, "fact", None, (), None, True
        )

    def _table(self, cells: Sequence[Block]) -> Iterator[Statement]:
        rows: list[list[Block]] = []
        for cell in cells:
            if rows and (
                rows[-1][-1].line == cell.line
                if cell.line is not None
                else rows[-1][-1].text.endswith(":")
            ):
                rows[-1].append(cell)
            else:
                rows.append([cell])
        if len(rows) > 1 and _is_header(rows[0]) and len(rows[1]) == len(rows[0]):
            for header, cell in zip(rows[0], rows[1], strict=True):
                yield self._fact(cell, f"{header.text}: {cell.text}")
            del rows[:2]
        for row in rows:
            labels = [i for i, cell in enumerate(row) if cell.text.endswith(":")]
            if len(labels) > 1:
                for i, j in zip(labels, [*labels[1:], len(row)], strict=True):
                    yield self._fact(row[i], " ".join(cell.text for cell in row[i:j]))
                continue
            texts = [cell.text for cell in row if cell.text.strip("_ ")]
            if all(len(text.split()) > 6 for text in texts):
                for cell in row:
                    for sentence in sentences(cell.text):
                        yield from self._say(cell, sentence)
            elif len(texts) > 1:
                label, *values = texts
                yield self._fact(row[0], f"{label.rstrip(':')}: {', '.join(values)}")
            elif texts:
                yield self._fact(row[0], texts[0])

    def _paragraph(self, block: Block, after: Block | None) -> Iterator[Statement]:
        said = sentences(block.text)
        self.leads = []
        if after is not None and after.kind == "item" and _leads(block.text):
            beside = len(said) > 1 and said[-1].startswith("(")
            lead = said[-2] if beside else said[-1]
            self.leads = [lead.rstrip(".")]
            if not beside and not _complete(lead):
                said[-1:] = parts(lead)[:-1]
        yield from self._say_all(block, said)

    def _item(self, block: Block, after: Block | None) -> Iterator[Statement]:
        lead_in = " ".join(lead.rstrip(": ") for lead in self.leads[: block.level])
        said = sentences(block.text)
        deeper = after is not None and after.kind == "item" and after.level > block.level
        if deeper:
            del self.leads[block.level :]
            self.leads += [""] * (block.level - len(self.leads))
            self.leads.append(said[-1])
        first, rest = said[0], said[1:]
        if not (deeper and not rest and _ONLY_LEADS.search(first)):
            yield from self._say_all(
                block, said, lead_in or self._heading_lead(first), joined=lead_in != ""
            )

    def _heading_lead(self, item: str) -> str:
        """Return the heading, for an item that is no sentence and has no lead-in."""
        return "" if _is_sentence(item) else self.section

    def _say_all(
        self, block: Block, said: Sequence[str], lead: str = "", joined: bool = False
    ) -> Iterator[Statement]:
        """Yield what sentences say. One that only adds to the rule before it has its force."""
        before: Statement | None = None
        for i, sentence in enumerate(said):
            for statement in self._say(block, sentence, "" if i else lead, joined and not i):
                if (
                    before is not None
                    and statement.force == "fact"
                    and before.force in ("must", "must-not", "should-not")
                    and _ADDS.match(sentence)
                ):
                    words = " ".join(statement.text.split()[:3])
                    statement = replace(
                        statement, force=before.force, words=words, binds=before.binds, sure=False
                    )
                before = statement
                yield statement

    def _say(
        self, block: Block, sentence: str, lead: str = "", joined: bool = False
    ) -> Iterator[Statement]:
        if not re.search(r"[^\W\d_]{2}", sentence):
            return
        listed = block.kind == "item" and bool(_DUTIES.search(self.section)) and not joined
        for part in parts(sentence):
            duty = (listed and not _has_early_verb(part)) or bool(_WHO.fullmatch(lead))
            own = ""
            text = part
            prefix = ""
            if lead and not _is_sentence(part):
                own, prefix = part, lead
                text = _join(lead, part) if joined else f"{lead}: {part}"
            strong = strength(
                text if joined or not own else own, own=own if joined else "", duty=duty
            )
            if own and not joined:
                aim = own.startswith("To ")
                strong = replace(FACT if aim else strong, condition=strong.condition, sure=aim)
            if block.level == 1:
                self.parent = strong
            elif strong.force == "fact" and joined and self.parent and self.parent.words:
                strong = replace(self.parent, condition=strong.condition, sure=False)
            yield Statement(
                0, self.section, block.page, block.line, text, strong.force, strong.words,
                strong.binds, strong.condition, strong.sure, prefix,
            )  # fmt: skip


def _split_cover(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """Return the blocks before the text, and the rest from the heading over the first sentence."""
    first = next(
        (
            i
            for i, block in enumerate(blocks)
            if block.kind in ("paragraph", "item")
            and re.search(r"[.:!?]$", block.text)
            and len(block.text.split()) >= 5
        ),
        len(blocks),
    )
    last = blocks[first - 1] if first else None
    if last and last.kind == "heading" and not _TITLE.search(last.text):
        first -= 1
    return blocks[:first], blocks[first:]


def _is_header(row: Sequence[Block]) -> bool:
    return len(row) > 1 and all(
        _LABEL.search(cell.text) and len(cell.text.split()) < 4 for cell in row
    )


def _leads(text: str) -> bool:
    return text.endswith((":", "following.")) or not re.search(r"[.!?;]$", text)


def _complete(lead: str) -> bool:
    """Whether a lead-in says something by itself."""
    text = re.sub(r"\s*\([^)]*\)", "", lead).rstrip(": ").removesuffix(" including")
    return not _OPEN.search(text) and len(text.split()) >= 8


def _is_sentence(text: str) -> bool:
    """Whether an item has a subject and a verb, so that it needs no lead-in."""
    first = re.match(r"[\w'’-]+", text)
    if not first or not first[0][0].isupper() or first[0].lower() in VERBS:
        return False
    if re.match(r"(?:do not|don't|don’t|not|never|no|to)\b", text, re.IGNORECASE):
        return False
    if _QUESTION.match(text) and not re.match(r"(?:where|when)\b.*,", text, re.IGNORECASE):
        return False
    if first[0].lower().endswith("ing") and not re.search(FORCE_WORDS, text):
        return False
    found = re.search(FORCE_WORDS, text) or _FINITE.search(text)
    return found is not None and found.start() > 0


def _has_early_verb(text: str) -> bool:
    return bool(_FINITE.search(" ".join(text.split()[:5])))


def _join(lead: str, item: str) -> str:
    """Return an item after its lead-in, as one sentence."""
    lead = lead.rstrip(": ")
    if not _OPEN.search(lead) and not _WHO.fullmatch(lead):
        return f"{lead}: {item}"
    if item[:1].isupper() and item[1:2].islower():
        item = item[0].lower() + item[1:]
    return f"{lead} {item}"
