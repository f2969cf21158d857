"""Read the shared source and one school's folder into a :class:`Policy`.

A fault does not hide the others: the entry or field at fault is set aside, and the rest is read and
checked. What was set aside stays known, so that nothing which leans on it is reported as well.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from ..errors import Finding, Mark
from ..model.base import ID_WORDS, Node, is_id
from ..model.clause import Sanctions, Section
from ..model.extras import (
    Cases,
    Expectations,
    Forms,
    Reminders,
    Scenarios,
    SharedScenarios,
)
from ..model.law import LawRegister, Platforms, Terms
from ..model.people import Audiences, Channel, Channels, Helplines
from ..model.policy import Policy
from ..model.provision import Provisions
from ..model.school import School
from ..model.search import Search
from ..model.wizard import Fact, Facts, Wizard, WizardAddition
from .faults import suggest
from .judge import judge
from .names import naming_the_head
from .reader import Mapping, Sequence, read_yaml

N = TypeVar("N", bound=Node)

SCHOOL_FILES: dict[str, type[Node]] = {
    "school.yml": School,
    "provisions.yml": Provisions,
    "channels.yml": Channels,
    "sanctions.yml": Sanctions,
    "audiences.yml": Audiences,
    "terms.yml": Terms,
    "forms.yml": Forms,
    "scenarios.yml": Scenarios,
    "cases.yml": Expectations,
    "sections/*.yml": Section,
    "wizards/*.yml": WizardAddition,
}
"""What a school's folder may hold. The first three and one section are needed."""

COMMON_FILES: dict[str, type[Node]] = {
    "audiences.yml": Audiences,
    "facts.yml": Facts,
    "platforms.yml": Platforms,
    "terms.yml": Terms,
    "scenarios.yml": SharedScenarios,
    "reminders.yml": Reminders,
    "search.yml": Search,
    "cases.yml": Cases,
    "law/*.yml": LawRegister,
    "helplines/*.yml": Helplines,
    "channels/*.yml": Channels,
    "sections/*.yml": Section,
    "wizards/*.yml": Wizard,
}
"""What ``common`` may hold. ``law``, ``helplines`` and ``channels`` have a file for each nation."""

REQUIRED = {"school.yml", "provisions.yml", "channels.yml", "sections/*.yml"}

WIZARD = "should-i-post"
"""The wizard that every school has."""

_REGISTERS = {
    "sections": ("clauses", "rules"),
    "channels": ("channels",),
    "law": ("laws",),
    "wizards": ("facts", "verdicts", "wizards"),
}
"""What the entries of a file are called, where that is not the file's name."""


@dataclass
class Loaded:
    """What was read: the policy if it is whole enough, the findings, and every id seen.

    ``declared`` maps a register (``clauses``, ``facts of who-to-talk-to`` …) to the ids written
    in it, with the place of each, also of entries that were set aside. ``unread`` names the
    registers of which a file could not be used: an id that is not declared may stand there.
    ``sources`` are the files as read. ``placed`` are the provisions that the school's files
    name, unless ``places`` is unread.
    """

    policy: Policy | None = None
    findings: list[Finding] = field(default_factory=list)
    declared: dict[str, list[tuple[str, Mark]]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    sources: list[Any] = field(default_factory=list)
    placed: set[str] = field(default_factory=set)

    def known(self, register: str) -> list[str]:
        """Return the ids of a register."""
        return [name for name, _ in self.declared.get(register, [])]

    def knows(self, register: str, name: str) -> bool:
        """Whether the id stands in the register, or may stand in a file that was not read."""
        return register.partition(" of ")[0] in self.unread or name in self.known(register)


def schools(root: Path) -> list[str]:
    """Return the folder names of the schools below ``root`` (``policy_src``), in order."""
    return sorted(p.name for p in (root / "schools").glob("*") if p.is_dir() and p.name[0] != ".")


def load(root: Path, school: str) -> Loaded:
    """Read ``root/common`` and ``root/schools/<school>``.

    Never raises for bad source. ``Loaded.policy`` is None where a file that everything needs could
    not be read.
    """
    loaded = Loaded()
    folder, common = root / "schools" / school, root / "common"
    names = schools(root)
    if school not in names:
        loaded.findings.append(
            Finding(
                "SRC001",
                f'there is no school "{school}"',
                Mark(shown(folder)),
                suggest(school, names),
            )
        )
        return loaded
    if not is_id(school):
        message = f'"{school}" is no name for a school\'s folder: pages and files are named by it'
        loaded.findings.append(Finding("MOD005", message, Mark(shown(folder)), ID_WORDS))
        return loaded
    own = _Folder(folder, SCHOOL_FILES, loaded)
    about = own.one("school.yml", School)
    nation = about.nation if about else None
    shared = _Folder(common, COMMON_FILES, loaded, nation)
    register = shared.named("law", nation, LawRegister)
    helplines = shared.named("helplines", nation, Helplines)
    outside = shared.named("channels", nation, Channels)
    if about:
        loaded.findings += _shared_files(about, shared, common, loaded)
    provisions = own.one("provisions.yml", Provisions)
    channels = own.one("channels.yml", Channels)
    sections = own.all("sections/*.yml", Section)
    common_sections = shared.all("sections/*.yml", Section)
    sanctions = own.one("sanctions.yml", Sanctions)
    audiences = [
        a for f in (shared, own) for x in f.all("audiences.yml", Audiences) for a in x.audiences
    ]
    platforms = [p for x in shared.all("platforms.yml", Platforms) for p in x.platforms]
    terms = [t for f in (own, shared) for x in f.all("terms.yml", Terms) for t in x.terms]
    forms = tuple(f for x in own.all("forms.yml", Forms) for f in x.forms)
    scenarios = tuple(
        s for f in (own, shared) for x in f.all("scenarios.yml", Scenarios) for s in x.scenarios
    )
    reminders = tuple(r for x in shared.all("reminders.yml", Reminders) for r in x.reminders)
    search = shared.one("search.yml", Search)
    cases = tuple(c for x in shared.all("cases.yml", Cases) for c in x.cases)
    expectations = tuple(e for x in own.all("cases.yml", Expectations) for e in x.expectations)
    facts = {f.id: f for x in shared.all("facts.yml", Facts) for f in x.facts}
    wizards = shared.all("wizards/*.yml", Wizard)
    additions = own.all("wizards/*.yml", WizardAddition)
    if about:
        channels = channels or Channels.model_construct(channels=())
        outside = naming_the_head(outside or Channels.model_construct(channels=()), channels)
        loaded.policy = Policy(
            id=school,
            school=about,
            provisions={p.id: p for p in provisions.provisions} if provisions else {},
            own_sections=sections,
            shared_sections=common_sections,
            own_channels=channels,
            shared_channels=outside.channels,
            channels=_merge_channels(channels, outside),
            sanctions=sanctions,
            audiences={a.id: a for a in audiences},
            register=register or LawRegister.model_construct(title=school, laws=()),
            helplines={h.id: h for h in helplines.helplines} if helplines else {},
            platforms={p.id: p for p in platforms},
            terms={t.id: t for t in terms},
            forms=forms,
            scenarios=scenarios,
            reminders=reminders,
            cases=cases,
            expectations=expectations,
            wizards={w.id: _extend(w, facts, additions) for w in wizards},
            search=search or Search(),
            shared_stages=outside.stages,
        )
    return loaded


def shown(path: Path) -> Path:
    """Return the path as a finding names it: relative to the working folder where it is inside."""
    absolute, here = Path.cwd() / path, Path.cwd()
    return absolute.relative_to(here) if absolute.is_relative_to(here) else absolute


def _registers(pattern: str) -> set[str]:
    """Return the registers that the files of a pattern hold."""
    name = pattern.split("/")[0].removesuffix(".yml")
    return set(_REGISTERS.get(name, (name,)))


def _shared_files(
    about: School, shared: _Folder, common: Path, loaded: Loaded
) -> Iterator[Finding]:
    """Yield a finding for each file that every school of the nation needs and that is not there."""
    if about.nation not in shared.stems("law"):
        loaded.unread |= {"laws", "helplines", "channels"}
        yield Finding(
            "REF001",
            f'unknown nation "{about.nation}"',
            about.at("nation"),
            suggest(about.nation, shared.stems("law")),
        )
        return
    needed = [(name, about.nation) for name in ("helplines", "channels")] + [("wizards", WIZARD)]
    for folder, stem in needed:
        if stem not in shared.stems(folder):
            loaded.unread |= _registers(folder)
            yield Finding(
                "SRC001",
                "this file is missing",
                Mark(shown(common / folder / f"{stem}.yml")),
                "create it, or restore it from version control",
            )


class _Folder:
    """The YAML files of one folder, read and judged once.

    ``nation`` is the one whose law, helplines and outside bodies count; ids may be the same in
    files of other nations.
    """

    def __init__(
        self,
        folder: Path,
        files: dict[str, type[Node]],
        loaded: Loaded,
        nation: str | None = None,
    ) -> None:
        self._loaded = loaded
        self._read: dict[str, list[tuple[str, Node]]] = {pattern: [] for pattern in files}
        self._stems: dict[str, list[str]] = {pattern: [] for pattern in files}
        for pattern, model in files.items():
            paths = sorted(folder.glob(pattern)) if "*" in pattern else [folder / pattern]
            if pattern in REQUIRED and files is SCHOOL_FILES and "*" in pattern and not paths:
                loaded.unread |= {*_registers(pattern), "places"}
                loaded.findings.append(
                    Finding(
                        "SRC001",
                        "there is no section: no file in this folder",
                        Mark(shown(folder / "sections")),
                        "add one, such as sections/10-before-you-post.yml",
                    )
                )
            for path in paths:
                if not os.path.lexists(path) and pattern not in REQUIRED:
                    continue
                self._stems[pattern].append(path.stem)
                outside = _leading_out(path, folder)
                value, findings = (None, [outside]) if outside else read_yaml(path, shown(path))
                loaded.findings += findings
                loaded.sources.append(value)
                if nation is None or pattern not in _BY_NATION or path.stem == nation:
                    _declare(value, model, loaded)
                if files is SCHOOL_FILES:
                    loaded.placed |= set(_placed(value))
                node = (
                    judge(value, model, Mark(shown(path)), loaded.findings)
                    if value is not None
                    else None
                )
                if value is None and files is SCHOOL_FILES:
                    loaded.unread.add("places")
                if node is None:
                    loaded.unread |= _registers(pattern)
                else:
                    self._read[pattern].append((path.stem, node))
        self._refuse_strangers(folder, files)

    def _refuse_strangers(self, folder: Path, files: dict[str, type[Node]]) -> None:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if path.is_dir() or any(part.startswith(".") for part in name.parts):
                continue
            if not any(
                name.match(pattern) and len(name.parts) == pattern.count("/") + 1
                for pattern in files
            ):
                self._loaded.findings.append(
                    Finding(
                        "SRC014",
                        f"nothing reads the file {name.as_posix()}",
                        Mark(shown(path)),
                        suggest(name.as_posix(), list(files)),
                    )
                )

    def all(self, pattern: str, model: type[N]) -> tuple[N, ...]:
        """Return the files of a pattern that could be read, in the order of their names."""
        return tuple(node for _, node in self._read[pattern] if isinstance(node, model))

    def one(self, pattern: str, model: type[N]) -> N | None:
        """Return the file, or None."""
        return next(iter(self.all(pattern, model)), None)

    def named(self, folder: str, stem: str | None, model: type[N]) -> N | None:
        """Return the file ``folder/stem.yml``, or None."""
        return next(
            (n for s, n in self._read[f"{folder}/*.yml"] if s == stem and isinstance(n, model)),
            None,
        )

    def stems(self, folder: str) -> list[str]:
        """Return the names of the files in a sub-folder, without ``.yml``, read or not."""
        return self._stems[f"{folder}/*.yml"]


def _leading_out(path: Path, folder: Path) -> Finding | None:
    """Return a finding if a link makes ``path`` a file outside ``folder``.

    Nobody shall publish, or be shown in a finding, what another file of this computer holds.
    """
    if Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        return None
    link = path if path.is_symlink() else path.parent
    message = "this is a link that leads out of its folder"
    return Finding("SRC004", message, Mark(shown(link)), "put the file itself here")


_BY_NATION = ("law/*.yml", "helplines/*.yml", "channels/*.yml")


_NOTED = {
    Section: "sections",
    Wizard: "wizards",
    WizardAddition: "additions",
    Scenarios: "played",
    SharedScenarios: "played",
}


_KEYS = {"questions": "fact", "played": "wizard", "expectations": "case"}
"""What names an entry, where that is not its id."""


def _declare(value: Any, model: type[Node], loaded: Loaded) -> None:
    """Note every id that a file declares, by register."""
    if not isinstance(value, Mapping):
        return
    if model in _NOTED:
        _note(value, _NOTED[model], loaded)
    scope = f" of {value.get('id')}" if model in (Wizard, WizardAddition) else ""
    scope = " of every wizard" if model is Facts else scope
    if model is Wizard:
        _use(value, loaded)
    for register, entries in value.items():
        if isinstance(entries, list):
            for entry in entries:
                if isinstance(entry, Mapping):
                    _note(entry, register + scope, loaded)
                    for rule in _rules(entry):
                        wizards = rule.get("in", WIZARD)
                        for name in wizards if isinstance(wizards, list) else [wizards]:
                            _note(rule, f"rules of {name}", loaded)


def _use(value: Mapping, loaded: Loaded) -> None:
    """Note the shared facts that a wizard uses as facts of its own."""
    uses = value.get("uses")
    if isinstance(uses, Sequence):
        for name, mark in zip(uses, uses.items_at, strict=True):
            if isinstance(name, str):
                known = loaded.declared.setdefault(f"facts of {value.get('id')}", [])
                known.append((name, mark))


def _rules(entry: Mapping) -> Iterator[Mapping]:
    rules = entry.get("wizard")
    if isinstance(rules, list):
        yield from (rule for rule in rules if isinstance(rule, Mapping))


def _note(entry: Mapping, register: str, loaded: Loaded) -> None:
    key = _KEYS.get(register.partition(" of ")[0], "id")
    name = entry.get(key)
    if isinstance(name, str):
        loaded.declared.setdefault(register, []).append((name, entry.values_at[key]))


def _placed(value: Any) -> Iterator[str]:
    """Yield every provision that a value names in a ``from``, however deep."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key in ("from", "welcome-from") and isinstance(item, Mapping):
                yield from item
            yield from _placed(item)
    elif isinstance(value, Sequence):
        for item in value:
            yield from _placed(item)


def _merge_channels(own: Channels, outside: Channels) -> dict[str, Channel]:
    """Return the channels by id; a shared one that an own one stands for leads to the own one."""
    instead = {name: c for c in own.channels for name in c.stands_for}
    merged = {c.id: c for c in own.channels}
    for channel in outside.channels:
        merged.setdefault(channel.id, instead.get(channel.id, channel))
    return merged


def _extend(
    wizard: Wizard, shared: dict[str, Fact], additions: tuple[WizardAddition, ...]
) -> Wizard:
    """Return the wizard with the shared facts that it uses, and with what a school adds."""
    facts = [*(shared[name] for name in wizard.uses if name in shared), *wizard.facts]
    questions = list(wizard.questions)
    for addition in additions:
        if addition.id != wizard.id:
            continue
        facts += addition.facts
        for question in addition.questions:
            places = [i for i, q in enumerate(questions) if q.fact == question.after]
            questions.insert(places[0] + 1 if places else len(questions), question)
    return wizard.model_copy(update={"facts": tuple(facts), "questions": tuple(questions)})
