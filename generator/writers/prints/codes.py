"""Codes to scan, as vector pictures."""

from __future__ import annotations

from functools import lru_cache

from ...scan import draw


@lru_cache(maxsize=1024)
def scan_code(address: str) -> list[str]:
    """Return a QR code as SVG text, with the address it leads to."""
    return [draw(address, kind="svg", xmldecl=False, border=2).decode(), address]
