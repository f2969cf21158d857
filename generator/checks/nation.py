"""A nation's pack: whose law and help it is, what shared rules need of it, and who confirmed it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..codes import report
from ..errors import Finding, Mark
from ..model.base import Node
from ..model.law import Law
from ..model.nation import Nation, NationChannel
from ..model.people import Helpline
from ..model.policy import Policy
from ..source.layers import Layer, shown
from ..source.load import Loaded
from .dates import outside
from .text import strings

TO_RING = re.compile(r"\b(?:ring|call)(?: [a-z-]+){0,6}? (\d[\d ]{1,14}\d)\b", re.IGNORECASE)
"""A number that a text sends people to: “Ring 101”, “Call the helpline on 0345 6000 459”."""

INVENTED = ("scenarios.yml", "cases.yml")
"""Files of posts that nobody wrote, with numbers that nobody has."""

MENDED = "add the entry, or say it otherwise there with words in nation.yml or in changes.yml"

NEEDED = {"laws": "law.yml", "helplines": "helplines.yml", "channels": "channels.yml"}
"""The registers of which a nation's pack gives the entries, with the file of each."""

LANGUAGE = re.compile(r"en(-[A-Za-z0-9]+)*", re.IGNORECASE)
"""The languages in which the pages' own words are written."""


def check(policy: Policy, loaded: Loaded) -> list[Finding]:
    """Return findings about the pack of the school's nation, and about the school's language."""
    found = list(_language(policy))
    layer = next((layer for layer in loaded.layers if layer.kind == "nation"), None)
    if layer is not None:
        found += _foreign(policy)
        found += _unsourced(policy)
        found += _numbers(policy, layer, loaded)
        found += _unconfirmed(policy.nation) if policy.nation else ()
    return found


def lacking(loaded: Loaded, register: str, said: str, name: str, mark: Mark) -> Finding | None:
    """Return a finding where what is shared names an entry that the pack of the nation lacks.

    ``said`` is what kind of entry it is. Returns None for what a school or the pack itself
    names, and for a register that no pack holds: there the name is wrong, and not the pack.
    """
    pack = next((layer for layer in loaded.layers if layer.kind == "nation"), None)
    shared = [shown(layer.folder) for layer in loaded.layers if layer.kind in ("common", "model")]
    if pack is None or register not in NEEDED or not {*shared} & {*mark.file.parents}:
        return None
    return report(
        "NAT004",
        f'the pack of {_name(pack.folder.name)} has no {said} "{name}", which a shared text names',
        Mark(shown(pack.folder / NEEDED[register])),
        f"it stands at {mark}; {MENDED}",
    )


def _language(policy: Policy) -> Iterator[Finding]:
    language = policy.school.language
    if not LANGUAGE.fullmatch(language):
        yield report(
            "NAT006",
            f'the pages cannot be made in the language "{language}": their own words and the rules '
            "that every school shares are written in English only",
            policy.school.at("language"),
            "leave language out, or write en-GB or en-IE, until there is a translation",
        )


def entries(policy: Policy) -> list[Law | Helpline | NationChannel]:
    """Return what somebody has to look up for a pack."""
    return [*policy.laws.values(), *policy.helplines.values(), *outside(policy)]


def _foreign(policy: Policy) -> Iterator[Finding]:
    """Yield the entries of the pack that say themselves that they do not hold in the nation."""
    nation = policy.school.nation
    found: list[tuple[Node, str, str, tuple[str, ...]]] = [
        *((law, law.citation, "extent", law.extent) for law in policy.laws.values()),
        *((line, line.title, "serves", line.serves) for line in policy.helplines.values()),
        *((body, body.title, "serves", body.serves) for body in outside(policy)),
    ]
    for node, title, field, nations in found:
        if nation not in nations:
            where = f"only {_listed(nations)}" if nations else "no nation"
            yield report(
                "NAT003",
                f'"{title}" stands in the pack of {_name(nation)}, and its {field} names {where}',
                node.at(field),
                "take the entry out, and put in what holds there; never widen it without a source",
            )


def _name(nation: str) -> str:
    return nation.replace("-", " ").title()


def _listed(nations: tuple[str, ...]) -> str:
    *most, last = map(_name, nations)
    return " and ".join(filter(None, (", ".join(most), last)))


def _unsourced(policy: Policy) -> Iterator[Finding]:
    for entry in entries(policy):
        lacking = [name for name in ("source", "checked") if not entry.has(name)]
        if lacking:
            yield report(
                "NAT005",
                f'"{entry.id}" does not say {_LACKS[lacking[0]]}',
                entry.at("id"),
                f"add {' and '.join(lacking)}, or take the entry out",
            )


_LACKS = {"source": "where it was seen", "checked": "when it was checked"}


def _unconfirmed(nation: Nation) -> Iterator[Finding]:
    if not nation.confirmed:
        yield report(
            "NAT002",
            f"nobody has confirmed the pack of {nation.title}",
            nation.at("title"),
            "ask somebody there who knows its law and its schools to go through it, then add "
            "confirmed-by and confirmed-on",
        )


def _numbers(policy: Policy, layer: Layer, loaded: Loaded) -> Iterator[Finding]:
    """Yield the numbers that the pack does not have: of the emergency, and those that rules say."""
    known = {_digits(n) for h in policy.helplines.values() for n in (h.phone, h.text_number) if n}
    urgent = {_digits(h.phone) for h in policy.helplines.values() if h.danger and h.phone}
    nation, helplines = policy.nation, shown(layer.folder / "helplines.yml")
    whole = len(policy.helplines) == len(loaded.known("helplines"))
    if nation is None or "helplines" in loaded.unread or not whole:
        return
    for index, number in enumerate(nation.emergency):
        if _digits(number) not in urgent:
            yield report(
                "NAT004",
                f"the emergency number {number} is the number of no helpline with danger: true",
                nation.at("emergency", index),
                f"add the helpline to {helplines.as_posix()}",
            )
    known |= {_digits(number) for number in nation.emergency}
    for text, mark in _shared_texts(loaded):
        for number in TO_RING.findall(text):
            if _digits(number) not in known:
                yield report(
                    "NAT004",
                    f"a shared text sends people to {number}, which no helpline here has",
                    Mark(helplines),
                    f"it stands at {mark}; {MENDED}",
                )


def _digits(number: str) -> str:
    return number.replace(" ", "")


def _shared_texts(loaded: Loaded) -> Iterator[tuple[str, Mark]]:
    """Yield the texts of what all share and of the models, as they are read in the nation."""
    for layer in loaded.layers:
        if layer.kind in ("common", "model"):
            for file in layer.files:
                if file.register.pattern not in INVENTED:
                    yield from strings(file.value)
