"""The opener: three drawn slides in one minute, for a parents' evening or before a session."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DRAWINGS = Path(__file__).with_name("drawings")
MINUTES = 1
"""How long the slides take together."""


@dataclass(frozen=True)
class Slide:
    """One slide: its name, heading and words, and what the presenter says to it."""

    id: str
    title: str
    words: str
    say: str

    @property
    def drawing(self) -> str:
        """The slide's drawing as SVG markup. Its words say all that it shows."""
        return (DRAWINGS / f"{self.id}.svg").read_text("utf-8")


SLIDES = (
    Slide(
        "moment",
        "We all know this moment",
        "You are tired. You are cross. The phone is in your hand.",
        "Who has written a post and then deleted it? Raise your own hand first.",
    ),
    Slide(
        "travels",
        "A post can travel",
        "One person passes it on. Then people read it whom you do not know. "
        "One day your child may read it.",
        "This can happen in a closed chat too. Nobody here is bad at this: it is how phones work.",
    ),
    Slide(
        "ask",
        "One question first",
        "Should I post this?",
        "You may criticise the school. These pages show how to be heard. They ask a few short "
        "questions, and you get an answer and a person to talk to. Nobody sees what you choose.",
    ),
)
"""The slides, in order."""
