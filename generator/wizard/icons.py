"""The drawn pictures of verdicts and of the chart's decisions.

Each is one path on a grid of 24, drawn with a round stroke and no fill. The wizard's own script has
the same pictures of verdicts, in ``client/parts.js``.
"""

from __future__ import annotations

VERDICTS = {
    "ok": "M5 13l4 4L19 7",
    "change": "M4 20l1-5L16 4l4 4L9 19z",
    "stop": "M8 6v12M16 6v12",
    "help": "M4 5h16v11H10l-4 4v-4H4z",
}
"""By the verdict's id: tick, pencil, pause, speech bubble."""

OTHER = "M5 12h14M13 6l6 6-6 6"
"""For a verdict of another name: an arrow."""

DECISIONS = {
    "danger": "M12 3.5 2.5 20.5h19zM12 10v4.6M12 17.5v.1",
    "school": "M12 7V2.5h5v2.5h-5M3 12.5l9-5.5 9 5.5M5.2 11.5v9h13.6v-9M10 20.5V15h4v5.5",
    "private": "M5 11h14v9.5H5zM8 11V7.5a4 4 0 0 1 8 0V11M12 14.7v2.3",
    "family": "M8.5 11a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2M2 20.5V19a6.5 6.5 0 0 1 13 0v1.5"
    "M16 4a3.6 3.6 0 0 1 0 6.8M18 13.4a6.5 6.5 0 0 1 4 5.6v1.5",
    "hurt": "M12 20.5C5.5 16 3 12.5 3 8.8A4.7 4.7 0 0 1 12 6.8a4.7 4.7 0 0 1 9 2"
    "C21 12.5 18.5 16 12 20.5zM12 7l-2.2 3.6 4.2 2.4-2 3.5",
    "opinion": "M3.5 10v4.5h3.5l9 4.5V5.5L7 10zM7 14.5l1.3 5.5h3l-1-3.8M19 9.5a4 4 0 0 1 0 5.5",
}
"""By the decision's icon: a warning, a school, a padlock, people, a broken heart, a megaphone."""

OWN = "M6 21V3.5h12.5l-3 4.5 3 4.5H6"
"""A flag, for the school's own rules."""


def verdict(name: str) -> str:
    """Return the picture of a verdict by its id."""
    return VERDICTS.get(name, OTHER)
