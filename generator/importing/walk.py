"""Ask on a terminal what says each statement that waits, the likeliest answer first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import fill
from typing import get_args

import click

from ..model.provision import Force, Provision
from .match import Match, Rules
from .place import Own, PlaceError, Placer, waiting
from .school import besides
from .statements import Statement

LIKELY = 0.5
"""The score from which a rule is what Enter stands for."""

BACKGROUND = "It is background: it asks nothing of anybody."
"""The reason that is offered where a fact is left out."""

KEYS = "o  a rule of our own   l  leave it out   f  another force   s  later   q  stop"

_OPERATIVE = {
    "must-not": "Do not",
    "should-not": "Do not",
    "must": "",
    "should": "",
    "may": "You may",
}
_SUBJECT = re.compile(
    r"^(?:(?:all|any|our|the|other) )*"
    r"(?:parents?|carers?|guardians?|famil(?:y|ies)|you|we|visitors?|everyone)"
    r"(?:(?:,| and|/| or) ?(?:the )?(?:parents?|carers?|guardians?|famil(?:y|ies)|visitors?))*\W+",
    re.IGNORECASE,
)


def walk(placer: Placer) -> None:
    """Ask about each statement that waits, and write each answer at once."""
    total = len(waiting(placer.policy))
    later: set[str] = set()
    while left := [p for p in waiting(placer.policy) if p.id not in later]:
        provision = left[0]
        matches = _matches(placer, provision)
        _show(provision, matches, total - len(left) + 1, total)
        keys = [*(str(place) for place, _ in enumerate(matches, 1)), *"olfsq"]
        answer = click.prompt(
            "",
            type=click.Choice(keys),
            default=_likely(provision, matches),
            show_choices=False,
            prompt_suffix="? ",
        )
        if answer == "q":
            break
        if answer == "s":
            later.add(provision.id)
            continue
        try:
            _answer(placer, provision, matches, answer)
        except PlaceError as error:
            click.echo(f"  Not placed: {error}")
            later.add(provision.id)
    click.echo(f"{len(waiting(placer.policy))} left to place")


def _matches(placer: Placer, provision: Provision) -> Sequence[Match]:
    """Return the three rules that may say it, from all that hold at the school."""
    statement = Statement(
        number=1,
        section=provision.section,
        page=None,
        line=None,
        text=provision.text,
        force=provision.force,
        words=provision.words,
        binds=provision.binds,
        condition=provision.only,
        sure=True,
    )
    return Rules(placer.policy.clauses.values()).match([statement])[0]


def _show(provision: Provision, matches: Sequence[Match], number: int, total: int) -> None:
    force = provision.force.replace("-", " ")
    click.echo(f"\n{number} of {total} · {provision.section} · {force}")
    click.echo(fill(f"“{provision.text}”", 90, initial_indent="  ", subsequent_indent="   "))
    if said := besides(provision.todo or ""):
        click.echo(f"  {said}")
    for place, match in enumerate(matches, 1):
        click.echo(f"  {place}  {match.clause.title}  ({match.score:.0%})")
    click.echo(f"  {KEYS}")


def _likely(provision: Provision, matches: Sequence[Match]) -> str:
    if matches and matches[0].score >= LIKELY:
        return "1"
    return "l" if provision.force == "fact" else "o"


def _answer(placer: Placer, provision: Provision, matches: Sequence[Match], answer: str) -> None:
    """Write what was answered; raises PlaceError where it cannot be so."""
    if answer == "o":
        title = click.prompt("  Its title", default=title_of(provision.text, provision.force))
        ban = provision.force in ("must-not", "should-not")
        instead = click.prompt("  What can a parent do instead") if ban else ""
        placer.own(provision, Own(title, instead))
    elif answer == "l":
        reason = click.prompt("  Why", default=BACKGROUND if provision.force == "fact" else None)
        placer.leave_out(provision, reason)
    elif answer == "f":
        force = click.prompt("  How strong is it", type=click.Choice(get_args(Force)))
        words = ""
        if force != "fact":
            asked = "  Which two to six words in it say so"
            words = click.prompt(asked, default=provision.words or None)
        placer.strength(provision, force, words)
    else:
        placer.say(provision, matches[int(answer) - 1].clause)


def title_of(text: str, force: Force) -> str:
    """Return a statement as a rule's title: ``Do not post photos of other children``."""
    first = re.split(r"(?<=[.!?;:])\s", text)[0].rstrip(".;:!")
    first = re.sub(
        r"^(?:please\s+)?(?:(?:must|should|shall|may|can|will|do|are asked|are expected)\s+)?"
        r"(?:(?:not|never)\s+)?(?:to\s+|be\s+(?=\w+ing\b))?",
        "",
        _SUBJECT.sub("", first),
        flags=re.IGNORECASE,
    )
    begins = _OPERATIVE.get(force, "")
    words = (
        f"{begins} {first[:1].lower()}{first[1:]}" if begins else f"{first[:1].upper()}{first[1:]}"
    )
    return words if len(words) <= 90 else f"{words[:90].rsplit(' ', 1)[0]} …"
