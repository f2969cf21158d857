"""Ask about a new school on a terminal."""

from __future__ import annotations

from dataclasses import replace

import click

from ..checks.authority import MINIMUM_CONTRAST, contrast
from ..errors import Finding
from ..model.base import NOWHERE, alias
from ..reader import Mapping
from ..source.judge import judge
from .answers import Answers

LEFT_OUT = ("document", "approved", "review")
"""What is not asked of a school that takes over a model's code."""


def ask(known: dict[str, str], nations: list[str], document: bool) -> Answers:
    """Ask each question and return the answers; a wrong one is met by a sentence and asked again.

    ``known`` are answers to offer, by field. ``nations`` are those with a pack; ``document`` says
    whether the school has a document of its own.
    """
    given: dict[str, str] = {}
    click.echo("Press Enter to leave out what you do not know.\n")
    for name, field in Answers.model_fields.items():
        if name in LEFT_OUT and not document:
            continue
        question = str(field.description)
        if name == "nation":
            question += f" ({', '.join(nations)})"
        needed = field.is_required() or (name == "document" and document)
        while name not in given:
            default = known.get(name, None if field.is_required() else field.default)
            answer = click.prompt(
                question, default=default or "", show_default=bool(default), prompt_suffix=" "
            )
            if not answer and not needed:
                break
            if name in ("nation", "type"):
                answer = answer.lower().replace(" ", "-")
            if name in ("primary", "accent"):
                answer = f"#{answer.lstrip('#').lower()}"
            fault = _fault(name, answer)
            if name == "nation" and answer not in nations:
                fault = f"choose one of {', '.join(nations)}"
            if name == "primary" and not fault:
                fault = _contrast(answer)
            if fault:
                click.echo(f"  {fault}")
            else:
                given[name] = answer
    return Answers.model_validate({alias(name): value for name, value in given.items()})


def _fault(name: str, answer: str) -> str:
    """Return what is wrong with an answer, if anything."""
    given, place = Mapping(NOWHERE), replace(NOWHERE, line=2)
    given[alias(name)] = answer
    given.keys_at[alias(name)] = given.values_at[alias(name)] = place
    findings: list[Finding] = []
    judge(given, Answers, NOWHERE, findings)
    return next((f.hint or f.message for f in findings if f.mark == place), "")


def _contrast(colour: str) -> str:
    """Show white words on the colour, and return what is wrong with their contrast, if anything."""
    ratio = contrast(colour, "#ffffff")
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    picture = click.style("  Talk to us  ", fg=(255, 255, 255), bg=(red, green, blue))
    click.echo(f"  {picture} {ratio:.1f} to 1; words need {MINIMUM_CONTRAST} to 1")
    return "" if ratio >= MINIMUM_CONTRAST else "choose a darker colour"
