"""What is asked about a new school. Each field is a question, and its docstring what is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from ..errors import Mark, PolicyError
from ..model.base import Colour, Date, Email, HomeUrl, Id, Line, Node, Phone, Text, Url, alias
from ..reader import Mapping, read_yaml
from ..source.judge import judge
from ..source.layers import shown


class Answers(Node):
    """What somebody answers about a new school. What is not known is left out."""

    name: Line
    """What is the school called?"""
    nation: Id
    """Which nation is it in?"""
    type: Literal["maintained", "academy", "independent"] | None = None
    """Who runs it: maintained (the council), academy or independent?"""
    primary: Colour = "#1f5f5b"
    """The school's main colour, as six hexadecimal digits."""
    accent: Colour = "#a35a00"
    """A second colour, for small touches."""
    phone: Phone | None = None
    """The office's phone number."""
    email: Email | None = None
    """The office's email address."""
    hours: Line | None = None
    """When does somebody answer there?"""
    head: Line = "Headteacher"
    """What is the head called: Headteacher, Principal …?"""
    head_name: Line | None = None
    """The head's name."""
    safeguarding_name: Line | None = None
    """The name of who keeps children safe (the safeguarding lead)."""
    website: Url | None = None
    """The school's own website."""
    site: HomeUrl | None = None
    """The address where these pages will stand, with a slash at its end."""
    welcome: Text = "You are free to say what you think. This page helps you to be heard."
    """What the home page says first: two or three short sentences."""
    document: Line | None = None
    """The title of the school's own document on this, if it has one."""
    approved: Date | None = None
    """When was it approved (such as 2026-05-01)?"""
    review: Date | None = None
    """When is it due for review (such as 2028-05)?"""


def read_answers(file: Path, offered: dict[str, str]) -> Answers:
    """Return the answers in a YAML file, and those offered where it gives none.

    Raises PolicyError with every fault in them.
    """
    value, findings = read_yaml(file, shown(file))
    if isinstance(value, Mapping):
        for name, answer in offered.items():
            value.setdefault(alias(name), answer)
    answers = judge(value, Answers, Mark(shown(file)), findings) if value is not None else None
    if answers is None or findings:
        raise PolicyError(findings)
    return answers
