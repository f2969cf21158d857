"""Codes to scan, as files that people save and as part of a page."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from typing import Any

from zxingcpp import BarcodeFormat, create_barcode

QUIET, PIXELS = 4, 10
"""The white border in modules that a reader needs, and the pixels of a module in a PNG."""


@lru_cache(maxsize=256)
def svg(address: str, quiet: int = QUIET) -> str:
    """Return a code as SVG text that scales with the place it stands in."""
    rows = _rows(address)
    side = len(rows) + 2 * quiet
    lines = (re.sub("0+|1+", _line, row.rstrip("1")) for row in rows)
    path = "".join(f"M0 {y}.5{line}" for y, line in enumerate(lines))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-{quiet} -{quiet} {side} {side}">'
        f'<path stroke="#000" d="{path}"/></svg>'
    )


def png(address: str) -> bytes:
    """Return a code as a PNG, for programs that take no SVG."""
    rows = _rows(address)
    across = len(rows) + 2 * QUIET
    blank, border = ["1" * across] * QUIET, "1" * QUIET
    side = across * PIXELS
    length = -(-side // 8)
    lines = b""
    for row in (*blank, *(border + row + border for row in rows), *blank):
        bits = "".join(module * PIXELS for module in row).ljust(length * 8, "0")
        lines += (b"\0" + int(bits, 2).to_bytes(length, "big")) * PIXELS
    head = side.to_bytes(4, "big") * 2 + b"\1\0\0\0\0"  # one bit a pixel: black or white
    chunks = (b"IHDR" + head, b"IDAT" + zlib.compress(lines), b"IEND")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (len(chunk) - 4).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
        for chunk in chunks
    )


def _line(modules: re.Match[str]) -> str:
    """Return a step of a path along modules of one kind: a line over dark ones, none over light."""
    count = len(modules[0])
    return f"h{count}" if modules[0][0] == "0" else f"m{count} 0"


@lru_cache(maxsize=256)
def _rows(address: str) -> list[str]:
    """Return the rows of a code without its border: 0 is a dark module, 1 a light one."""
    code = create_barcode(address, BarcodeFormat.QRCode, ec_level="M")
    image: Any = code.to_image(add_quiet_zones=False)
    modules, side = "".join("1" if light else "0" for light in bytes(image)), image.shape[0]
    return [modules[start : start + side] for start in range(0, side * side, side)]
