"""The law in brief: what each law means for a post, and what it does not mean."""

from __future__ import annotations

from ..model.law import Law
from ..model.school import Citation
from .book import Book


def cited(book: Book) -> list[tuple[Law, list[Citation]]]:
    """Return the laws that the document, a clause or a step names, with the document's names.

    Laws that can matter for a parent's post come first.
    """
    policy = book.policy
    names: dict[str, list[Citation]] = {}
    for citation in policy.school.cites:
        names.setdefault(citation.law, []).append(citation)
    used = set(names) | {law for c in policy.clauses.values() for law in c.law}
    used |= {law for s in (policy.sanctions.sanctions if policy.sanctions else ()) for law in s.law}
    found = [law for law in policy.laws.values() if law.id in used]
    return [(law, names.get(law.id, [])) for law in sorted(found, key=lambda a: not a.for_parents)]


def other(book: Book) -> list[Law]:
    """Return the other laws that can matter for a parent's post."""
    there = {law.id for law, _ in cited(book)}
    return [law for law in book.policy.laws.values() if law.for_parents and law.id not in there]
