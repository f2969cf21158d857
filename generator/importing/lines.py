"""Lines of plain text or of a printed page, joined into headings, paragraphs, items and cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from .document import Block, Line
from .furniture import without_furniture

_BULLET = re.compile(r"(?:[•●○◦∙▪▫■□☐☑✓✔◆◇❖➢➤➔►▶▸‣⁃·*§\ue000-\uf8ff]|[-–—](?=\s)|o(?=\s))\s*")
_NUMBER = re.compile(
    r"(?P<section>\d{1,2}(?:\.\d{1,2})+\.?)\s+(?=\S)"
    r"|(?P<dotted>\d{1,2}[.)])\s+(?=\S)"
    r"|(?P<plain>\d{1,2})\s+(?=[A-Z])"
    r"|\((?P<round>\d{1,2}|[a-z]|[ivx]{1,4})\)\s*(?=\S)"
    r"|(?P<letter>[a-z]|[ivx]{1,4})[.)]\s+(?=\S)"
)
_CELLS = re.compile(r"\t+|\s+\|\s+|(?<=\S)\s{3,}(?=\S)")
_INLINE_BULLET = re.compile(r"(?<=\S)\s+(?=[•●▪■➢]\s+\S)")
_SPACE = re.compile(r"\s+")
_END = re.compile(r"[.!?;:…][\"'”’)\]]*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_KEPT_PREFIX = re.compile(
    r"(?:e|anti|cyber|non|self|co|on|off|well|home|pre|re|up|half|full|part|high|low|long|short)$",
    re.IGNORECASE,
)
_HEADING_WORDS = 12
_CONTINUES = 50  # letters after which a line without an end may go on beyond a gap


def blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Return the blocks of the lines, in order.

    Headers, footers, page numbers and tables of contents are left out, wrapped lines are joined,
    and headings are guessed from size, weight, number, capitals and the gaps round them.
    """
    kept = without_furniture(lines)
    return _Joiner(kept).blocks()


@dataclass
class _Group:
    """Lines that will be one block."""

    lines: list[Line]
    text: str
    bullet: str = ""
    number: str = ""
    plain: bool = False
    """Whether the number has no dot, so that it counts only before a heading."""
    indent: int = 0
    gap: bool = True
    """Whether a gap stands before it."""
    cells: tuple[str, ...] = field(default=())

    @property
    def size(self) -> float | None:
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


class _Joiner:
    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        lengths = sorted(len(line.text.strip()) for line in lines if line.text.strip())
        self.width = lengths[ceil(0.95 * (len(lengths) - 1))] if lengths else 0
        sizes: Counter[float] = Counter()
        weight = [0, 0]
        for line in lines:
            if line.size is not None:
                sizes[line.size] += len(line.text)
            weight[line.bold] += len(line.text)
        self.body = sizes.most_common(1)[0][0] if sizes else None
        self.bold_tells = weight[True] < weight[False]
        self.bigger = sorted((s for s in sizes if self.body and s > 1.08 * self.body), reverse=True)
        self.words = Counter(
            word.lower() for line in lines for word in _WORD.findall(line.text.rstrip("-"))
        )

    def blocks(self) -> tuple[Block, ...]:
        groups = self._groups()
        out: list[Block] = []
        levels = _Levels()
        for i, group in enumerate(groups):
            first = group.lines[0]
            before = groups[i - 1] if i else None
            after = groups[i + 1] if i + 1 < len(groups) else None
            page, line = first.page, first.number
            if group.cells:
                levels.clear()
                out += [Block("cell", cell, page=page, line=line) for cell in group.cells]
            elif self._is_heading(group, before, after):
                levels.clear()
                level = self._heading_level(group)
                out.append(Block("heading", group.text, level, page, line, group.number))
            elif group.bullet or (group.number and not group.plain):
                level = levels.of(group, out[-1].text if out else "")
                out.append(Block("item", group.text, level, page, line, group.number))
            else:
                text = f"{group.number} {group.text}" if group.plain else group.text
                levels.clear()
                out.append(Block("paragraph", text, page=page, line=line))
        return tuple(out)

    def _groups(self) -> list[_Group]:
        groups: list[_Group] = []
        gap = True
        for line in _one_item_each(self.lines):
            if not line.text.strip():
                gap = True
                continue
            new = _group(line, gap)
            if not new.cells and not new.text:
                continue
            last = groups[-1] if groups else None
            if last and self._goes_on(last, new, gap):
                last.text = self._joined(last.text, new.text)
                last.lines.append(line)
            else:
                groups.append(new)
            gap = False
        return groups

    def _goes_on(self, last: _Group, new: _Group, gap: bool) -> bool:
        """Whether a line is the rest of the block before it."""
        if new.cells or last.cells or new.bullet or (new.number and not new.plain):
            return False
        text = f"{new.number} {new.text}".strip()
        lower = text[0].islower() or text[0] in "(&,"
        ended = bool(_END.search(last.text))
        if gap:
            return lower and not ended and len(last.lines[-1].text.strip()) >= _CONTINUES
        if lower and not ended:
            return True
        if self._looks_different(last, new):
            return False
        printed = len(last.lines[-1].text.strip())
        first_word = len(text.split(" ", 1)[0])
        return printed + 1 + first_word > 0.85 * self.width

    def _looks_different(self, last: _Group, new: _Group) -> bool:
        if last.size is not None and new.size is not None and abs(last.size - new.size) > 0.6:
            return True
        return last.bold != new.bold

    def _joined(self, text: str, rest: str) -> str:
        """Return two lines as one; a word that was broken at the end of a line is mended."""
        broken = re.search(r"([^\W\d_]+)-$", text)
        if not broken or not rest[0].isalpha():
            return f"{text} {rest}"
        tail = _WORD.match(rest)
        head, end = broken[1], tail[0] if tail else ""
        whole, hyphened = (head + end).lower(), f"{head}-{end}".lower()
        if rest[0].isupper() or self.words[hyphened] > self.words[whole]:
            return text + rest
        if not self.words[whole] and _KEPT_PREFIX.match(head):
            return text + rest
        return text[:-1] + rest

    def _is_heading(self, group: _Group, before: _Group | None, after: _Group | None) -> bool:
        text = group.text
        words = text.split()
        if group.bullet or len(words) > _HEADING_WORDS or not any(c.isalpha() for c in text):
            return False
        if re.search(r"[.;,]$", text) or text[0].islower():
            return False
        if re.search(r":\s+\S", text) or "____" in text:
            return False
        if text.endswith(":") and (after is None or _is_short(after) or not after.gap):
            return False
        if self.body and group.size and group.size > 1.08 * self.body:
            return True
        if group.bold and self.bold_tells:
            return True
        if group.number:
            return not self._is_numbered_list(group, before, after)
        letters = [c for c in text if c.isalpha()]
        if len(letters) >= 3 and all(c.isupper() for c in letters):
            return True
        if self.body is not None and self.bigger:
            return False  # a document with larger headings needs no guess from gaps
        led = before is not None and before.text.endswith(":")
        return group.gap and not led and (after is None or after.gap)

    def _is_numbered_list(self, group: _Group, before: _Group | None, after: _Group | None) -> bool:
        """Whether the number belongs to one of several short items that follow each other."""
        if re.match("[a-z]", group.number):
            return True
        depth = group.number.count(".")
        return any(
            other is not None
            and not other.bullet
            and other.number.count(".") == depth
            and bool(other.number)
            for other in (before, after)
        )

    def _heading_level(self, group: _Group) -> int:
        if group.number:
            return len([part for part in re.split(r"[.)]", group.number) if part])
        if group.size in self.bigger:
            return 1 + self.bigger.index(group.size)
        if self.bigger:
            return 1 + len(self.bigger)
        letters = [c for c in group.text if c.isalpha()]
        return 1 if all(c.isupper() for c in letters) else 2


def _is_short(group: _Group) -> bool:
    return bool(group.bullet or group.number) or len(group.text.split()) <= _HEADING_WORDS


class _Levels:
    """How deep the items of a list stand, by their bullets and indents."""

    def __init__(self) -> None:
        self.open: list[tuple[int, str]] = []

    def clear(self) -> None:
        """Start a new list."""
        self.open = []

    def of(self, group: _Group, before: str) -> int:
        """Return the level of an item that stands after a block with the given text."""
        key = (group.indent, group.bullet or re.sub(r"\w+", "#", group.number))
        leads = before.endswith(":")
        if not self.open:
            self.open = [key]
        elif key in self.open and not (leads and key == self.open[-1]):
            while self.open[-1] != key:
                self.open.pop()
        elif leads or group.indent > self.open[-1][0] + 1:
            self.open.append(key)
        return len(self.open)


def _one_item_each(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, with the items apart that a reader put on one."""
    for line in lines:
        for text in _INLINE_BULLET.split(line.text):
            yield replace(line, text=text)


def _group(line: Line, gap: bool) -> _Group:
    """Return a line as the beginning of a block, without its bullet or number."""
    raw = line.text.rstrip(" \r\n").replace("\u00a0", " ").replace("\u00ad", "")
    body = raw.strip()
    indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
    bullet = ""
    while found := _BULLET.match(body):
        if body.startswith("**"):
            break
        bullet += body[0]
        body = body[found.end() :]
    row = body.strip("|") if body.startswith("|") else body
    cells = tuple(filter(None, (_clean(c) for c in _CELLS.split(row.strip(" ")))))
    if not bullet and ("\t" in raw.lstrip() or len(cells) > 1 or row is not body):
        first = _NUMBER.match(f"{cells[0]} X") if cells else None
        if not first or first.end() <= len(cells[0]) or len(cells) != 2:
            return _Group([line], "", gap=gap, cells=cells)
        body = " ".join(cells)
    number, plain = "", False
    if not bullet and (found := _NUMBER.match(body)):
        number, plain = found[0].strip(), found["plain"] is not None
        body = body[found.end() :]
        number = number.strip("().") if not plain else number
    return _Group([line], _clean(body), bullet, number, plain, indent, gap)


def _clean(text: str) -> str:
    """Return text with single spaces and without the stars of bold letters."""
    return _SPACE.sub(" ", text.replace("**", "")).strip()
