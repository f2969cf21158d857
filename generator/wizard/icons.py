"""The drawn pictures of verdicts, of the chart's decisions and of groups of rules.

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

SUBJECTS = {
    **DECISIONS,
    "law": "M12 3.5v17M7 20.5h10M5 7h14M5.5 7l-3.3 7.5a3.4 3.4 0 0 0 6.6 0zM18.5 7l-3.3 7.5"
    "a3.4 3.4 0 0 0 6.6 0z",
    "phone": "M6.5 2.5h11v19h-11zM10.5 5h3M9 13l2.2 2.2 4-4.4",
    "picture": "M2.5 7.5h4.3L9 4.5h6l2.2 3h4.3v12h-19z"
    "M12 17a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4",
    "group": "M2.5 4h12v8.5H8L4.5 15.5v-3h-2zM18 8.5h3.5V17h-2v3L16 17H9.5v-1",
    "book": "M12 6.5c-2-1.5-5-2-9.5-2v13c4.5 0 7.5 .5 9.5 2 2-1.5 5-2 9.5-2v-13"
    "c-4.5 0-7.5 .5-9.5 2zM12 6.5v13",
    "talk": "M3.5 4h17v12H11l-4.5 4v-4h-3zM7.5 8.3h9M7.5 11.8h5.5",
    "good": "M12 20.5C5.5 16 3 12.5 3 8.8A4.7 4.7 0 0 1 12 6.8a4.7 4.7 0 0 1 9 2"
    "C21 12.5 18.5 16 12 20.5z",
    "internet": "M12 2.8a9.2 9.2 0 1 0 0 18.4 9.2 9.2 0 0 0 0-18.4M2.8 12h18.4M12 2.8"
    "c-5 5-5 13.4 0 18.4 5-5 5-13.4 0-18.4",
    "flag": "M6 21V3.5h12.5l-3 4.5 3 4.5H6",
    "help": "M12 2.8a9.2 9.2 0 1 0 0 18.4 9.2 9.2 0 0 0 0-18.4M12 8.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8"
    " 0 0 0 0-7.6M5.6 5.6l3.7 3.7M14.7 14.7l3.7 3.7M18.4 5.6l-3.7 3.7M9.3 14.7l-3.7 3.7",
    "staff": "M4.5 8h15v13h-15zM9.5 8V3h5v5M12 15.2a2.1 2.1 0 1 0 0-4.2 2.1 2.1 0 0 0 0 4.2"
    "M8 18.6c.8-2.4 7.2-2.4 8 0",
    "learn": "M12 4 1.5 9 12 14l10.5-5zM6 11.4V17c3 2.8 9 2.8 12 0v-5.6M21.5 9.5v6",
}
"""By a section's icon. Further: scales, a phone with a tick, a camera, speech bubbles, a book, a
speech bubble, a heart, a globe, a flag, a lifebelt, a badge, a scholar's cap."""

TOPICS = {
    "danger": "danger",
    "photos": "picture",
    "groups": "group",
    "staff": "staff",
    "complaints": "opinion",
    "my-child": "family",
}
"""The picture of each topic."""

OWN = SUBJECTS["flag"]
"""A flag, for the school's own rules."""


def verdict(name: str) -> str:
    """Return the picture of a verdict by its id."""
    return VERDICTS.get(name, OTHER)
