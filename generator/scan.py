"""Codes to scan, as files that people save and as part of a page."""

from __future__ import annotations

import io
from functools import lru_cache
from importlib.metadata import version
from typing import Any

import segno

from . import cache

QUIET, PIXELS = 4, 10
"""The white border in modules that a reader needs, and the pixels of a module in a PNG."""


def svg(address: str) -> str:
    """Return a code as SVG text that scales with the place it stands in."""
    return draw(address, kind="svg", xmldecl=False, border=QUIET, omitsize=True).decode()


def png(address: str) -> bytes:
    """Return a code as a PNG, for programs that take no SVG."""
    return draw(address, kind="png", scale=PIXELS, border=QUIET)


def draw(address: str, **options: Any) -> bytes:
    """Return a picture of the code that leads to an address, with these options of segno."""

    def save() -> bytes:
        out = io.BytesIO()
        _code(address).save(out, **options)
        return out.getvalue()

    return cache.kept(save, "segno", _VERSION, address, repr(options))


_VERSION = version("segno")


@lru_cache(maxsize=1024)  # finding the best mask takes most of the time
def _code(address: str) -> segno.QRCode:
    return segno.make(address, micro=False, error="m")
