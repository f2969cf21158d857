"""What a document says that answers a question about a new school."""

from __future__ import annotations

from .document import Document


def offered(document: Document) -> dict[str, str]:
    """Return answers to offer, by their field in :class:`generator.start.answers.Answers`."""
    title = next((block.text for block in document.blocks if block.kind == "heading"), "")
    return {"document": title} if title else {}
