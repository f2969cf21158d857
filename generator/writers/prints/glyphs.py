"""Which characters the committed fonts can print."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")


def missing(text: str) -> list[str]:
    """Return the characters of a text that no font has a glyph for, each once, in order."""
    known = coverage()
    return [c for c in dict.fromkeys(text) if ord(c) not in known and not _is_invisible(c)]


def describe(character: str) -> str:
    """Return a character with its number and name: "😀" (U+1F600, grinning face)."""
    name = unicodedata.name(character, "no name").lower()
    return f'"{character}" (U+{ord(character):04X}, {name})'


@lru_cache(maxsize=1)
def coverage() -> frozenset[int]:
    """Return the code points that at least one font file has a glyph for."""
    return frozenset(p for file in sorted(FONTS.glob("*.ttf")) for p in _points(file.read_bytes()))


def _is_invisible(character: str) -> bool:
    """Whether it needs no glyph: a line's end, or a mark that only shapes its neighbours."""
    category = unicodedata.category(character)
    return character in "\n\t" or category == "Cf" or "\ufe00" <= character <= "\ufe0f"


def _points(font: bytes) -> Iterator[int]:
    """Yield the code points of a TrueType font: its cmap tables of the formats 4 and 12.

    The layout is that of the OpenType specification; numbers are big-endian.
    """
    (tables,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * i) for i in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for i in range(count):
        table = start + struct.unpack_from(">HHI", font, start + 4 + 8 * i)[2]
        (form,) = struct.unpack_from(">H", font, table)
        if form == 4:
            (doubled,) = struct.unpack_from(">H", font, table + 6)
            layout = f">{doubled // 2}H"
            ends = struct.unpack_from(layout, font, table + 14)
            starts = struct.unpack_from(layout, font, table + 16 + doubled)
            for first, last in zip(starts, ends, strict=True):
                yield from range(first, min(last, 0xFFFE) + 1)
        elif form == 12:
            (groups,) = struct.unpack_from(">I", font, table + 12)
            for group in range(groups):
                first, last, _ = struct.unpack_from(">III", font, table + 16 + 12 * group)
                yield from range(first, last + 1)
