"""What the source holds: one table of the kinds of files, from which everything else is driven."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..model.approval import Approvals
from ..model.base import Node
from ..model.clause import Sanctions, Section, SectionFile
from ..model.extras import Cases, Expectations, Forms, Reminders, Scenarios, SharedScenarios
from ..model.law import LawRegister, Platforms, Terms
from ..model.layer import Changes, Model
from ..model.nation import HelplinesFile, LawFile, Nation, NationChannels, NationChannelsFile
from ..model.people import Audiences, Channels, Helplines
from ..model.provision import Provisions
from ..model.school import School
from ..model.search import Search
from ..model.wizard import Facts, Wizard, WizardAddition

Kind = Literal["common", "nation", "model", "school"]
"""The kinds of layers, in the order in which they are read."""

FOLDERS: dict[Kind, str] = {
    "common": "common",
    "nation": "nations",
    "model": "models",
    "school": "schools",
}
"""Where each kind lies below ``policy_src``. All but the first have a folder each in theirs."""


@dataclass(frozen=True)
class Register:
    """A kind of file: where it stands, what judges it, and how its entries are named and joined."""

    pattern: str
    model: type[Node]
    layers: tuple[Kind, ...]
    """The layers that may hold it."""
    needed: bool = False
    """Whether each of these layers must have it."""
    document: bool = False
    """Whether only a school that is based on nothing must have it."""
    registers: tuple[str, ...] = ()
    """The registers that it holds, where that is not the file's name."""
    changes: tuple[tuple[str, str], ...] = ()
    """What a change may be made to: what it is called there, and the list that holds it."""
    nearest_first: bool = False
    """Whether entries of the school come before those of the layers below it."""
    written_as: type[Node] | None = None
    """The class of the file as people write it, where joining the layers makes another of it."""

    @property
    def written(self) -> type[Node]:
        """The class of the file as people write it."""
        return self.written_as or self.model

    @property
    def holds(self) -> tuple[str, ...]:
        """The registers in which its entries' ids stand."""
        return self.registers or (self.pattern.split("/")[0].removesuffix(".yml"),)


RELEASES = "releases/*.json"
"""What was approved, kept in a school's folder beside what is written by hand."""

EVERY: tuple[Kind, ...] = ("common", "nation", "model", "school")
OURS: tuple[Kind, ...] = ("model", "school")

REGISTERS = (
    Register("school.yml", School, ("school",), needed=True),
    Register("model.yml", Model, ("model",), needed=True),
    Register("nation.yml", Nation, ("nation",), needed=True),
    Register("changes.yml", Changes, ("nation", *OURS)),
    Register("approvals.yml", Approvals, ("school",)),
    Register("provisions.yml", Provisions, ("school",), document=True),
    Register("channels.yml", Channels, ("school",), needed=True),
    Register("channels.yml", Channels, ("model",), changes=(("channel", "channels"),)),
    Register(
        "sanctions.yml",
        Sanctions,
        OURS,
        changes=(("sanction", "sanctions"),),
        nearest_first=True,
    ),
    Register("audiences.yml", Audiences, EVERY, changes=(("audience", "audiences"),)),
    Register("terms.yml", Terms, EVERY, changes=(("term", "terms"),), nearest_first=True),
    Register("forms.yml", Forms, ("school",)),
    Register(
        "scenarios.yml",
        Scenarios,
        OURS,
        changes=(("scenario", "scenarios"),),
        nearest_first=True,
    ),
    Register("scenarios.yml", SharedScenarios, ("common",), changes=(("scenario", "scenarios"),)),
    Register("cases.yml", Expectations, OURS),
    Register("cases.yml", Cases, ("common",)),
    Register(
        "sections/*.yml",
        Section,
        EVERY,
        document=True,
        registers=("clauses", "rules"),
        changes=(("clause", "clauses"),),
        nearest_first=True,
        written_as=SectionFile,
    ),
    Register("wizards/*.yml", WizardAddition, OURS, registers=("facts", "verdicts", "wizards")),
    Register("wizards/*.yml", Wizard, ("common",), registers=("facts", "verdicts", "wizards")),
    Register("facts.yml", Facts, ("common",)),
    Register("platforms.yml", Platforms, ("common",)),
    Register("reminders.yml", Reminders, ("common",)),
    Register("search.yml", Search, ("common",)),
    Register(
        "law.yml",
        LawRegister,
        ("nation",),
        needed=True,
        registers=("laws",),
        written_as=LawFile,
    ),
    Register("helplines.yml", Helplines, ("nation",), needed=True, written_as=HelplinesFile),
    Register(
        "channels.yml",
        NationChannels,
        ("nation",),
        needed=True,
        changes=(("channel", "channels"), ("stage", "stages")),
        written_as=NationChannelsFile,
    ),
)
"""Every kind of file. A new one is an entry here and its class of the model."""


def files(kind: Kind) -> dict[str, Register]:
    """Return what a layer may hold, by the pattern of the files' names."""
    return {register.pattern: register for register in REGISTERS if kind in register.layers}


def changeable() -> dict[str, str]:
    """Return what a change may be made to, with the list that holds it: ``clause``: ``clauses``."""
    return {name: entries for register in REGISTERS for name, entries in register.changes}
