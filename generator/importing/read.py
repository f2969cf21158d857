"""Reads a school's document into blocks, whatever program it comes from.

What it is, is told from its first bytes and from its name, which must agree. It is then read in a
process of its own; nothing that the file names is opened, fetched or run.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pydantic import TypeAdapter, ValidationError

from . import bounded
from .document import Block, Document, DocumentError
from .tidy import tidy

LARGEST = 64 << 20
"""The bytes that a file may have."""

_KINDS = {
    ".docx": "docx",
    ".odt": "odt",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".markdown": "md",
    ".txt": "txt",
}

_OLD_FORMAT = (
    "{name} is in the old format of Word: open it in Word, save it as .docx, and import that."
)
_MACROS = "{name} may hold macros, which are programs: save it as .docx, and import that."
_OTHER_KINDS = {
    ".doc": _OLD_FORMAT,
    ".dot": _OLD_FORMAT,
    ".docm": _MACROS,
    ".dotm": _MACROS,
    ".rtf": "{name} is Rich Text: open it in a word processor, save it as .docx, and import that.",
    ".pages": "{name} is of Pages: export it from there as Word, and import that.",
}
_UNKNOWN = (
    "{name} is of a kind that is not read here:"
    " save it as .docx, .odt, .pdf, .html, .md or .txt, and import that."
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HEAD = 1024  # a PDF may begin with other bytes, up to here

_STOPPED = {
    "time": "{name} takes longer than a minute to read:"
    " copy its words into a new document, or import it in parts.",
    "memory": "{name} needs more memory to read than a document should:"
    " copy its words into a new document, or import it in parts.",
    "answer": "{name} holds more text than a policy does: import the part that you need.",
    "crash": "{name} cannot be read, since it is damaged or too large:"
    " open it in the program that made it, and save it again.",
}


@dataclass(frozen=True)
class _Answer:
    blocks: tuple[Block, ...] = ()
    pages: int | None = None
    refused: str = ""


_ANSWER = TypeAdapter(_Answer)


def read_document(path: Path) -> Document:
    """Return what a file says.

    DocumentError is raised with one sentence for a file that is missing, of another kind, locked,
    damaged, too large, or that holds no text.
    """
    name = tidy(os.fsencode(path.name).decode("utf-8", "replace")) or "The file"
    try:
        answer = _answer(path)
    except bounded.StoppedError as stopped:
        raise DocumentError(_STOPPED[stopped.reason].replace("{name}", name)) from stopped
    except DocumentError as fault:
        raise DocumentError(str(fault).replace("{name}", name)) from fault
    return Document(name, answer.blocks, answer.pages)


def _answer(path: Path) -> _Answer:
    try:
        if path.is_dir():
            raise DocumentError("{name} is a folder: name one file in it.")
        if not path.exists():
            raise DocumentError("There is no file {name}: look at how its name is spelled.")
        if not path.is_file():
            raise DocumentError("{name} is not a document: name a file.")
        with path.open("rb", buffering=0) as file:
            kind = _kind(file, path.suffix.lower())
            file.seek(0)
            read = bounded.call("generator.importing.parse:parse", file, kind)
    except (OSError, ValueError) as fault:
        raise DocumentError(
            "{name} cannot be opened: see that you may read it, and that no program holds it."
        ) from fault
    try:
        answer = _ANSWER.validate_json(read)
    except ValidationError as fault:
        raise bounded.StoppedError("crash") from fault
    if answer.refused:
        raise DocumentError(answer.refused)
    return answer


def _kind(file: IO[bytes], suffix: str) -> str:
    """Return what a file is. DocumentError is raised when it is not read, or is named otherwise."""
    size = os.fstat(file.fileno()).st_size
    if not size:
        raise DocumentError(
            "{name} is empty: open it in the program that made it, and save it again."
        )
    if size > LARGEST:
        most = LARGEST >> 20
        raise DocumentError(
            f"{{name}} is larger than {most} MB: save it without its pictures, and import that."
        )
    head = file.read(_HEAD)
    if head.startswith(_OLE):
        file.seek(0)
        if _ENCRYPTED in file.read(LARGEST):
            raise DocumentError(
                "{name} is locked with a password: open it, save it without one, and import that."
            )
        raise DocumentError(_OLD_FORMAT)
    if head.startswith(b"{\\rtf"):
        raise DocumentError(_OTHER_KINDS[".rtf"])
    kind = _KINDS.get(suffix)
    if kind is None:
        raise DocumentError(_OTHER_KINDS.get(suffix, _UNKNOWN))
    is_zip = head.startswith((b"PK\x03\x04", b"PK\x05\x06"))
    if kind != "pdf" and head.lstrip().startswith(b"%PDF-"):
        raise DocumentError("{name} is a PDF: end its name with .pdf, and import it again.")
    if kind == "pdf" and b"%PDF-" not in head:
        raise DocumentError(
            "{name} is no PDF, though it is named so: save it as a PDF, and import that."
        )
    if kind in ("docx", "odt") and not is_zip:
        raise DocumentError(
            f"{{name}} is no .{kind}, though it is named so:"
            f" open it in a word processor, save it as .{kind}, and import that."
        )
    if kind in ("html", "md", "txt") and is_zip:
        raise DocumentError(
            "{name} is not text but an archive or a word processor's document:"
            " end its name with .docx or .odt if it is one, and import it again."
        )
    return kind
