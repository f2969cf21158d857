"""Word's and OpenDocument's files are zip archives: only sound ones are unpacked, and in part."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from .document import DocumentError

ENTRIES = 5_000
"""The files that an archive may hold."""

UNPACKED = 256 << 20
"""The bytes that they may be unpacked to, pictures with them."""

TEXT = 48 << 20
"""The bytes that the files with words may be unpacked to."""

RATIO = 200
"""How many times as large it may become, if it becomes larger than ``TEXT``."""

_DOCX = re.compile(r"word/document\d*\.xml")
_MACROS = re.compile(r"(.*/)?vbaProject\.bin|(Basic|Scripts)/.+")
_OUTSIDE = re.compile(r"[/\\]|[A-Za-z]:|(.*[/\\])?\.\.([/\\]|$)")
_WORDS = re.compile(r"mimetype|(?!docProps/|customXml/).*\.(xml|rels)", re.DOTALL)

DAMAGED = DocumentError(
    "{name} is damaged or only a part of a file:"
    " open it in the program that made it, and save it again."
)
_LOCKED = DocumentError(
    "{name} is locked with a password: open it, save it without one, and import that."
)
_BOMB = DocumentError(
    "{name} unpacks to far more than a document holds: save it again without its pictures."
)
_MACRO = DocumentError(
    "{name} holds macros, which are programs: save it without them, and import that."
)
_LEAVES = DocumentError(
    "{name} holds files that would be unpacked elsewhere:"
    " open it in the program that made it, and save it again."
)
_ENTITY = DocumentError(
    "{name} defines or calls for text from elsewhere, which no word processor does:"
    " copy its words into a new document."
)
_OTHER = DocumentError(
    "{name} is an archive without a text document: save it as .docx or .odt, and import that."
)


def repacked(data: bytes, shown: Callable[[bytes], bytes]) -> tuple[str, bytes]:
    """Return the kind of a document, ``docx`` or ``odt``, and an archive of its words alone.

    ``shown`` takes the hidden text out of a part. Pictures, what is embedded and properties are
    left out. What is unpacked is counted, so it matters nothing what sizes the archive claims.
    DocumentError is raised for an archive that is damaged, locked or too large, or holds macros,
    entities or names that leave it.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check(archive.infolist(), len(data))
            kind = _kind(archive)
            out = BytesIO()
            with ZipFile(out, "w") as words:
                for name, content in _parts(archive):
                    words.writestr(name, shown(content))
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as fault:
        raise DAMAGED from fault
    return kind, out.getvalue()


def _check(entries: list[ZipInfo], size: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if (
        len(entries) > ENTRIES
        or unpacked > UNPACKED
        or (unpacked > TEXT and unpacked > RATIO * size)
        or sum(entry.file_size for entry in entries if _WORDS.fullmatch(entry.filename)) > TEXT
    ):
        raise _BOMB
    if any(_OUTSIDE.match(entry.filename) for entry in entries):
        raise _LEAVES
    if any(entry.flag_bits & 1 for entry in entries):
        raise _LOCKED
    if any(_MACROS.fullmatch(entry.filename) for entry in entries):
        raise _MACRO


def _kind(archive: ZipFile) -> str:
    names = set(archive.namelist())
    if any(_DOCX.fullmatch(name) for name in names):
        return "docx"
    if "mimetype" not in names:
        raise _OTHER
    with archive.open("mimetype") as part:
        if part.read(100).strip() != b"application/vnd.oasis.opendocument.text":
            raise _OTHER
    if "META-INF/manifest.xml" in names:
        with archive.open("META-INF/manifest.xml") as part:
            if b"encryption-data" in part.read(TEXT):
                raise _LOCKED
    if "content.xml" not in names:
        raise DAMAGED
    return "odt"


def _parts(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each file with words, unpacked within the limit."""
    seen: set[str] = set()
    for entry in archive.infolist():
        if not _WORDS.fullmatch(entry.filename) or entry.filename in seen:
            continue
        seen.add(entry.filename)
        with archive.open(entry) as part:
            content = part.read(TEXT)
        if b"<!ENTITY" in content.replace(b"\0", b"").upper():
            raise _ENTITY
        yield entry.filename, content
