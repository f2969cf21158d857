"""The codes to scan: one for each page that staff may want to link."""

from __future__ import annotations

from .. import scan
from ..content.book import Book
from ..content.paths import CODES
from ..content.share import items


def files(book: Book) -> dict[str, str | bytes]:
    """Return the codes to scan as SVG and PNG files, by path; none while no address is known."""
    site = book.policy.school.site
    files: dict[str, str | bytes] = {}
    for item in items(book) if site else ():
        files[f"{CODES}{item.name}.svg"] = scan.svg(f"{site}{item.address}")
        files[f"{CODES}{item.name}.png"] = scan.png(f"{site}{item.address}")
    return files
