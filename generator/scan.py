"""Codes to scan, as files that people save and as part of a page."""

from __future__ import annotations

import io

import segno

QUIET, PIXELS = 4, 10
"""The white border in modules that a reader needs, and the pixels of a module in a PNG."""


def svg(address: str) -> str:
    """Return a code as SVG text that scales with the place it stands in."""
    out = io.BytesIO()
    _code(address).save(out, kind="svg", xmldecl=False, border=QUIET, omitsize=True)
    return out.getvalue().decode()


def png(address: str) -> bytes:
    """Return a code as a PNG, for programs that take no SVG."""
    out = io.BytesIO()
    _code(address).save(out, kind="png", scale=PIXELS, border=QUIET)
    return out.getvalue()


def _code(address: str) -> segno.QRCode:
    return segno.make(address, micro=False, error="m")
