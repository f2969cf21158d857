"""A new screen of a wizard takes no tap in its first moment: let the moment pass at once."""

from __future__ import annotations

from playwright.sync_api import Page

TOO_SOON = 420
"""A screen takes a tap on Continue or Back only after this many milliseconds."""

LATER = f"""(now => {{
  performance.now = () => now.call(performance) + {TOO_SOON};
}})(performance.now)"""


def later(page: Page) -> None:
    """Let the page's clock go on by as much as a screen waits."""
    page.evaluate(LATER)
