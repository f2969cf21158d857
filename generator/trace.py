"""From each statement of the school's document to where the site says it, and back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from .model.base import Node
from .model.policy import Policy
from .model.provision import Provision, Wording


@dataclass(frozen=True)
class Place:
    """A place that says a provision: its address in the site, its node, and its words."""

    address: str
    node: Node
    said: Wording


@dataclass(frozen=True)
class Traced:
    """A provision with the places that say it; none where it is left out."""

    provision: Provision
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Trace:
    """Every provision of a school, in the document's order."""

    entries: tuple[Traced, ...]

    @property
    def placed(self) -> int:
        """How many provisions stand on a page."""
        return sum(bool(entry.places) for entry in self.entries)

    @property
    def left_out(self) -> int:
        """How many are left out with a reason."""
        return sum(bool(not e.places and e.provision.left_out) for e in self.entries)

    @property
    def waiting(self) -> int:
        """How many wait for somebody to decide what says them."""
        return sum(bool(entry.provision.todo) for entry in self.entries)


def trace(policy: Policy) -> Trace:
    """Return the trace of a policy."""
    places: dict[str, list[Place]] = defaultdict(list)
    for address, node, named in policy.restating():
        for name, said in named.items():
            places[name].append(Place(address, node, said))
    return Trace(tuple(Traced(p, tuple(places[p.id])) for p in policy.provisions.values()))
