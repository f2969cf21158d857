"""A school's two colours made readable everywhere: one small style sheet of custom properties.

Contrast is the ratio of WCAG 2.2 (relative luminance, sRGB). Text colours reach at least 5.5 on the
page and on the tinted cards of their scheme, more than the 4.5 that AA asks for.
"""

from __future__ import annotations

from ..model.school import Colours

RGB = tuple[int, int, int]

WHITE: RGB = (255, 255, 255)
INK: RGB = (23, 27, 33)
NIGHT: RGB = (22, 25, 31)
READABLE = 5.5
AT_NIGHT = 7.5
"""The least contrast of text colours, by day and, where thin strokes look thinner, by night."""


def style_sheet(colours: Colours) -> str:
    """Return the CSS: fills, text colours and tints, light and dark."""
    primary, accent = _parse(colours.primary), _parse(colours.accent)
    light = {
        **_fill("primary", primary),
        **_fill("accent", accent),
        "link": _readable(primary, _mix(primary, WHITE, 0.92), INK),
        "accent-text": _readable(accent, _mix(accent, WHITE, 0.92), INK),
        "tint": _mix(primary, WHITE, 0.92),
        "accent-tint": _mix(accent, WHITE, 0.92),
        "line": _mix(primary, WHITE, 0.72),
        "deep": _mix(_readable(primary, WHITE, INK, 9), INK, 0.25),
    }
    dark = {
        "link": _readable(primary, _mix(primary, NIGHT, 0.78), WHITE, AT_NIGHT),
        "accent-text": _readable(accent, _mix(accent, NIGHT, 0.78), WHITE, AT_NIGHT),
        "tint": _mix(primary, NIGHT, 0.78),
        "accent-tint": _mix(accent, NIGHT, 0.78),
        "line": _mix(primary, NIGHT, 0.4),
        "deep": _mix(primary, NIGHT, 0.7),
    }
    return (
        f":root {{\n{_rules(light)}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n:root {{\n{_rules(dark)}}}\n}}\n"
    )


def contrast(one: RGB, other: RGB) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _fill(name: str, colour: RGB) -> dict[str, RGB]:
    """A colour to fill a button with, and the text colour that reads best on it."""
    best = max((WHITE, (0, 0, 0)), key=lambda text: contrast(text, colour))
    return {name: colour, f"on-{name}": best}


def _readable(colour: RGB, ground: RGB, towards: RGB, least: float = READABLE) -> RGB:
    """Return the colour, moved towards another only as far as it needs to be read."""
    steps = (_mix(colour, towards, step / 40) for step in range(41))
    return next((c for c in steps if contrast(c, ground) >= least), towards)


def _mix(one: RGB, other: RGB, share: float) -> RGB:
    """Return ``one`` with ``share`` (0 to 1) of ``other``."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(colour: RGB) -> float:
    parts = [c / 255 for c in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parse(colour: str) -> RGB:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue


def _rules(colours: dict[str, RGB]) -> str:
    return "".join(
        f"  --school-{name}: #{red:02x}{green:02x}{blue:02x};\n"
        for name, (red, green, blue) in colours.items()
    )
