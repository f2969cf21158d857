"""Codes to scan, as vector pictures."""

from __future__ import annotations

import io
from functools import lru_cache

from ..scan import code


@lru_cache(maxsize=1024)
def scan_code(address: str) -> list[str]:
    """Return a QR code as SVG text, with the address it leads to."""
    out = io.BytesIO()
    code(address).save(out, kind="svg", xmldecl=False, border=2)
    return [out.getvalue().decode(), address]
