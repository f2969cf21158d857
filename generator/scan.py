"""Codes to scan, as files that people save and as part of a page."""

from __future__ import annotations

import io
from functools import lru_cache

import segno

QUIET, PIXELS = 4, 10
"""The white border in modules that a reader needs, and the pixels of a module in a PNG."""


def svg(address: str) -> str:
    """Return a code as SVG text that scales with the place it stands in."""
    out = io.BytesIO()
    code(address).save(out, kind="svg", xmldecl=False, border=QUIET, omitsize=True)
    return out.getvalue().decode()


def png(address: str) -> bytes:
    """Return a code as a PNG, for programs that take no SVG."""
    out = io.BytesIO()
    code(address).save(out, kind="png", scale=PIXELS, border=QUIET)
    return out.getvalue()


@lru_cache(maxsize=1024)  # to find the best mask takes most of the time
def code(address: str) -> segno.QRCode:
    """Return the code that leads to an address, of which a picture can be made in any kind."""
    return segno.make(address, micro=False, error="m")
