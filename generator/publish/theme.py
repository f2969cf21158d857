"""Mend what the theme writes outside every block that a template could override."""

from __future__ import annotations

_MENDED = {
    # A checkbox may not have this attribute: https://html.spec.whatwg.org/#attr-fe-autocomplete
    ' type="checkbox" id="__drawer" autocomplete="off">': ' type="checkbox" id="__drawer">',
    ' type="checkbox" id="__search" autocomplete="off">': ' type="checkbox" id="__search">',
}


def mend(html: str) -> str:
    """Return a page with the theme's invalid attributes taken out."""
    for wrong, right in _MENDED.items():
        html = html.replace(wrong, right)
    return html
