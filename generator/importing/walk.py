"""Ask on a terminal what says each statement that waits, the likeliest answer first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import fill
from typing import get_args

import click

from ..model.policy import Policy
from ..model.provision import Force, Provision
from ..source.write import EditError
from .match import Match, Rules
from .place import Own, PlaceError, Placer, waiting
from .school import GONE, besides
from .statements import Statement

LIKELY = 0.8
"""The score from which a rule is what Enter stands for."""

BACKGROUND = "It is background: it asks nothing of anybody."
"""The reason that is offered where a fact is left out."""

BEGINS = "It only begins a list; what stands in the list is placed."
"""The reason that is offered for words that end with a colon."""

GONE_KEYS = "t  take it out, and the rule that says nothing else   s  later   q  stop"
KEYS = "o  a rule of our own   l  leave it out   f  another force   s  later   q  stop"

PARENTS = "parents"
LONGEST = 90
"""The characters of a title that is offered."""

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
    r"(?:(?:,| and|/| or) ?(?:the |and )?"
    r"(?:parents?|carers?|guardians?|famil(?:y|ies)|visitors?))*\W+",
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
        gone = provision.todo == GONE
        keys = [*(str(place) for place, _ in enumerate(matches, 1)), *"olfsq"]
        answer = click.prompt(
            "",
            type=click.Choice(list("tsq") if gone else keys),
            default="t" if gone else _likely(provision, matches),
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
        except (PlaceError, EditError) as error:
            click.echo(f"  Not placed: {error}")
    click.echo(f"{len(waiting(placer.policy))} left to place")


def _matches(placer: Placer, provision: Provision) -> Sequence[Match]:
    """Return the three rules that may say it: what says it now first, then those of all schools.

    Other rules of the school's own say other statements, so none of them is offered.
    """
    if provision.todo == GONE:
        return ()
    policy = placer.policy
    now = [c for c in policy.clauses.values() if provision.id in c.from_]
    own = {c.id for section in policy.own_sections for c in section.clauses if not c.is_adopted}
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
        lead=lead_of(policy, provision),
    )
    rules = Rules(c for c in policy.clauses.values() if c.id not in own and c not in now)
    return (*(Match(c, 1, True) for c in now), *rules.match([statement])[0])[:3]


def lead_of(policy: Policy, provision: Provision) -> str:
    """Return the words that a statement has from before its list: others begin with them too."""
    lead, colon, _ = provision.text.partition(": ")
    begins = f"{lead}{colon}"
    same = sum(p.text.startswith(begins) for p in policy.provisions.values())
    return begins if colon and same > 1 else ""


def _show(provision: Provision, matches: Sequence[Match], number: int, total: int) -> None:
    force = provision.force.replace("-", " ")
    click.echo(f"\n{number} of {total} · {provision.section} · {force}")
    click.echo(fill(f"“{provision.text}”", 90, initial_indent="  ", subsequent_indent="   "))
    if said := besides(provision.todo or ""):
        click.echo(f"  {said}")
    for place, match in enumerate(matches, 1):
        click.echo(f"  {place}  {match.clause.title}  ({match.score:.0%})")
    click.echo(f"  {GONE_KEYS if provision.todo == GONE else KEYS}")


def _likely(provision: Provision, matches: Sequence[Match]) -> str:
    if matches and matches[0].score >= LIKELY:
        return "1"
    return "l" if reason(provision) else "o"


def reason(provision: Provision) -> str:
    """Return why a statement may be left out, where that can be told from its form."""
    if provision.text.endswith(":"):
        return BEGINS
    return BACKGROUND if provision.force == "fact" else ""


def _answer(placer: Placer, provision: Provision, matches: Sequence[Match], answer: str) -> None:
    """Write what was answered; raises PlaceError where it cannot be so."""
    if answer == "t":
        placer.take_out(provision)
    elif answer == "l":
        placer.leave_out(provision, click.prompt("  Why", default=reason(provision) or None))
    elif answer == "f":
        force = click.prompt("  How strong is it", type=click.Choice(get_args(Force)))
        words = ""
        if force != "fact":
            asked = "  Which two to six words in it say so"
            words = click.prompt(asked, default=provision.words or None)
        placer.strength(provision, force, words)
    else:
        bound = _whom(placer, provision)
        if answer == "o":
            placer.own(bound, _own(placer, bound))
        else:
            placer.say(bound, matches[int(answer) - 1].clause)


def _whom(placer: Placer, provision: Provision) -> Provision:
    """Ask whom a statement binds, where its document does not surely say so."""
    if provision.force == "fact" or provision.binds:
        return provision
    known = [*placer.policy.audiences, "everyone"]
    click.echo(f"  {', '.join(known)}")
    name = click.prompt(
        "  For whom is it", type=click.Choice(known), default=PARENTS, show_choices=False
    )
    placer.audiences(provision, [name])
    return placer.policy.provisions[provision.id]


def _own(placer: Placer, provision: Provision) -> Own:
    lead = lead_of(placer.policy, provision)
    offered = title_of(provision.text, provision.force, lead)
    ban = provision.force in ("must-not", "should-not")
    asked = "  Its title (begin with Do not, Never or No)" if ban else "  Its title"
    title = click.prompt(asked, default=offered or None)
    return Own(title, click.prompt("  What can a parent do instead") if ban else "")


def title_of(text: str, force: Force, lead: str = "") -> str:
    """Return a statement as a rule's title: ``Do not post photos of other children``.

    ``lead`` are its words from before a list. Returns nothing where a ban cannot be told so.
    """
    own = text[len(lead) :]
    first = re.split(r"(?<=[.!?;:])\s", own)[0].rstrip(".;:!")
    ban = force in ("must-not", "should-not")
    bare = _SUBJECT.sub("", first)
    plain = _FORCE.sub("", bare)
    if ban and plain == first:
        words = f"No {first[:1].lower()}{first[1:]}" if lead else ""
    else:
        begins = _OPERATIVE.get(force, "")
        lower, upper = plain[:1].lower() + plain[1:], plain[:1].upper() + plain[1:]
        words = f"{begins} {lower}" if begins and plain != first else upper
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"


_FORCE = re.compile(
    r"^(?:please\s+)?(?:(?:must|should|shall|may|can|will|do|are asked|are expected)\s+)?"
    r"(?:(?:not|never)\s+)?(?:to\s+|be\s+(?=\w+ing\b))?",
    re.IGNORECASE,
)
