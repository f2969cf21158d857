"""What happens in the process for an untrusted file: its bytes become blocks, and those JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

from . import archive, hidden, markup, pdf
from .document import Block, DocumentError, Line
from .lines import blocks
from .tidy import decoded, seen, tidy

CHARACTERS = 2_000_000
"""The characters that a document may hold: more than a thousand pages."""

BLOCKS = 100_000
"""The blocks that a document may hold."""

_LONG = DocumentError("{name} holds more text than a policy does: import the part that you need.")
_SAYS_NOTHING = DocumentError(
    "{name} holds no text: look whether its words are pictures, and type or recognise them first."
)
_OTHER = {
    "docx": "{name} is a Word document: end its name with .docx, and import it again.",
    "odt": "{name} is an OpenDocument text: end its name with .odt, and import it again.",
}


def parse(data: bytes, kind: str) -> bytes:
    """Return JSON: ``blocks`` and ``pages`` of a file of a kind, or why it is ``refused``."""
    try:
        read, pages = _read(data, kind)
        return json.dumps({"blocks": _checked(read), "pages": pages}).encode()
    except DocumentError as fault:
        return json.dumps({"refused": str(fault)}).encode()


def _read(data: bytes, kind: str) -> tuple[tuple[Block, ...], int | None]:
    if kind == "pdf":
        try:
            lines, pages = pdf.lines(data)
        except ModuleNotFoundError as fault:
            raise markup.MISSING from fault
        return blocks(lines), pages
    if kind in ("docx", "odt"):
        found, data = archive.repacked(data, hidden.shown_xml)
        if found != kind:
            raise DocumentError(_OTHER[found])
        return markup.blocks(data, kind), None
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if kind == "txt":
        return blocks([Line(seen(t), number=n) for n, t in enumerate(text.split("\n"), 1)]), None
    text = hidden.shown_html(text) if kind == "html" else text
    return markup.blocks(text.encode(), kind), None


def _checked(read: tuple[Block, ...]) -> list[dict[str, object]]:
    """Return the blocks of what is seen, ready for JSON. Refuse none at all, and too much."""
    kept = [replace(block, text=text) for block in read if (text := tidy(block.text))]
    if len(kept) > BLOCKS or sum(len(block.text) for block in kept) > CHARACTERS:
        raise _LONG
    if not any(c.isalnum() for block in kept for c in block.text):
        raise _SAYS_NOTHING
    return [asdict(block) for block in kept]
