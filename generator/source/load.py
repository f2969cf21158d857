"""Read the layers of one school into a :class:`Policy`.

A fault does not hide the others: the entry or field at fault is set aside, and the rest is read and
checked. What was set aside stays known, so that nothing which leans on it is reported as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from ..errors import Finding, Mark
from ..model.approval import Approvals
from ..model.base import ID_WORDS, Node, is_id
from ..model.clause import Clause, Sanctions, Section
from ..model.extras import Cases, Expectations, Forms, Reminders, Scenarios, SharedScenarios
from ..model.law import LawRegister, Platforms, Terms
from ..model.layer import Changes, Model
from ..model.nation import Nation, NationChannels
from ..model.people import Audiences, Channel, Channels, Helplines
from ..model.policy import Policy
from ..model.provision import Provisions
from ..model.school import School
from ..model.search import Search
from ..model.wizard import Fact, Facts, Rule, Wizard, WizardAddition
from ..reader import Mapping, Sequence
from .changes import Joined, join
from .faults import suggest
from .judge import judge
from .layers import SHARED, Layer, names, read_layers, shown
from .names import naming_the_head
from .registers import FOLDERS, REGISTERS, Kind, files

N = TypeVar("N", bound=Node)

WIZARD = "should-i-post"
"""The wizard that every school has."""

PACK = tuple(register for register in files("nation").values() if register.needed)
"""The files that every nation's pack has."""

NO_TYPO = frozenset({"england", "wales", "scotland", "northern-ireland", "ireland", "iceland"})
"""Names that are meant: a hint that led from one of them to another would change the law."""

TYPO = 0.8
"""How like the name of a pack a nation must be to be a slip of the finger."""


@dataclass
class Loaded:
    """What was read: the policy if it is whole enough, the findings, and every id seen.

    ``declared`` maps a register (``clauses``, ``facts of who-to-talk-to`` …) to the ids written
    in it, with the place of each, also of entries that were set aside. ``unread`` names the
    registers of which a file could not be used: an id that is not declared may stand there.
    ``layers`` are the files as read, with what the layers change in each other. ``placed`` are the
    provisions that the school's files name, unless ``places`` is unread.
    """

    policy: Policy | None = None
    findings: list[Finding] = field(default_factory=list)
    declared: dict[str, list[tuple[str, Mark]]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    layers: list[Layer] = field(default_factory=list)
    placed: set[str] = field(default_factory=set)

    @property
    def sources(self) -> list[Any]:
        """The files as read."""
        return [file.value for layer in self.layers for file in layer.files]

    def known(self, register: str) -> list[str]:
        """Return the ids of a register."""
        return [name for name, _ in self.declared.get(register, [])]

    def knows(self, register: str, name: str) -> bool:
        """Whether the id stands in the register, or may stand in a file that was not read."""
        return register.partition(" of ")[0] in self.unread or name in self.known(register)


def schools(root: Path) -> list[str]:
    """Return the folder names of the schools below ``root`` (``policy_src``), in order."""
    return names(root, "school")


def load(root: Path, school: str) -> Loaded:
    """Read ``root/schools/<school>`` with the layers that it is built on.

    Never raises for bad source. ``Loaded.policy`` is None where a file that everything needs could
    not be read.
    """
    loaded = Loaded()
    folder = root / "schools" / school
    if school not in schools(root):
        message, hint = f'there is no school "{school}"', suggest(school, schools(root))
        loaded.findings.append(Finding("SRC001", message, Mark(shown(folder)), hint))
        return loaded
    if not is_id(school):
        message = f'"{school}" is no name for a school\'s folder: pages and files are named by it'
        loaded.findings.append(Finding("MOD005", message, Mark(shown(folder)), ID_WORDS))
        return loaded
    layers = loaded.layers = read_layers(root, school)
    for layer in layers:
        loaded.findings += layer.findings
        for file in layer.files:
            if file.value is None:
                loaded.unread |= {*file.register.holds, *_places(layer)}
    if all(layer.kind != "nation" for layer in layers):
        loaded.unread |= {name for register in PACK for name in register.holds}
    joined = join(layers, loaded.unread)
    loaded.findings += joined.findings
    read = _Read(layers, loaded)
    if read.about:
        loaded.findings += _shared_files(read.about, layers, root, loaded)
        loaded.policy = _policy(school, read.about, read, joined)
    return loaded


def _policy(school: str, about: School, read: _Read, joined: Joined) -> Policy:
    """Return what was read as one policy."""
    provisions, register = read.one(Provisions), read.one(LawRegister)
    channels = read.one(Channels, "school") or Channels.model_construct(channels=())
    outside: Channels = read.one(NationChannels) or Channels.model_construct(channels=())
    further = [c for file in read.all(Channels, "model") for c in file.channels]
    outside = naming_the_head(
        outside.model_copy(update={"channels": (*further, *outside.channels)}), channels
    )
    facts = {f.id: f for file in read.all(Facts) for f in file.facts}
    additions = read.all(WizardAddition)
    return Policy(
        id=school,
        school=about,
        provisions={p.id: p for p in provisions.provisions} if provisions else {},
        own_sections=tuple(s for s in read.all(Section, "school") if s.clauses or s.intro),
        base_sections=read.all(Section, "model"),
        shared_sections=tuple(s for kind in SHARED for s in read.all(Section, kind)),
        own_channels=channels,
        shared_channels=outside.channels,
        channels=_merge_channels(channels, outside),
        sanctions=read.one(Sanctions),
        audiences={a.id: a for file in read.all(Audiences) for a in file.audiences},
        register=register or LawRegister.model_construct(laws=()),
        helplines={h.id: h for file in read.all(Helplines) for h in file.helplines},
        platforms={p.id: p for file in read.all(Platforms) for p in file.platforms},
        terms={t.id: t for file in read.all(Terms) for t in file.terms},
        forms=tuple(f for file in read.all(Forms) for f in file.forms),
        scenarios=tuple(
            s for file in (*read.all(Scenarios), *read.all(SharedScenarios)) for s in file.scenarios
        ),
        reminders=tuple(r for file in read.all(Reminders) for r in file.reminders),
        cases=tuple(c for file in read.all(Cases) for c in file.cases),
        expectations=tuple(e for file in read.all(Expectations) for e in file.expectations),
        wizards={w.id: _extend(w, facts, additions) for w in read.all(Wizard)},
        approvals=read.one(Approvals) or Approvals(),
        search=read.one(Search) or Search(),
        shared_stages=outside.stages,
        nation=read.one(Nation),
        models=dict(reversed(read.models())),
        differences=tuple(d for d in joined.differences if d.layer not in read.shared),
        layer_of=_layer_of(read, joined),
        shared_rules=_shared_rules(read),
        usual=_usual(joined),
    )


def _shared_rules(read: _Read) -> frozenset[Rule]:
    """Return the wizards' rules that are written in what all share, wherever they stand now."""
    folders = {shown(layer.folder) for layer, _ in read.nodes if layer.kind in SHARED}
    return frozenset(
        rule
        for _, node in read.nodes
        if isinstance(node, Section)
        for clause in node.clauses
        for rule in clause.wizard
        if not folders.isdisjoint(rule.at().file.parents)
    )


def _usual(joined: Joined) -> tuple[Clause, ...]:
    judged = (judge(raw, Clause, raw.mark, []) for raw in joined.usual)
    return tuple(clause for clause in judged if clause)


def _layer_of(read: _Read, joined: Joined) -> dict[str, str]:
    """Return the layer that each rule comes from or that changed it last, unless all share it.

    What a nation changes stays shared: it says the same thing as the law and the names there.
    """
    found = {
        clause.id: layer.name
        for layer, node in read.nodes
        if layer.kind not in SHARED and isinstance(node, Section)
        for clause in node.clauses
    }
    touched = {
        of.removeprefix("clause/"): name
        for of, name in joined.touched.items()
        if "clause/" in of and name not in read.shared
    }
    return found | touched


def _shared_files(
    about: School, layers: list[Layer], root: Path, loaded: Loaded
) -> Iterator[Finding]:
    """Yield a finding for what every school needs and that is not there: its nation, a wizard."""
    if all(layer.kind != "nation" for layer in layers):
        yield _no_pack(about, root)
    wizards = "wizards/*.yml"
    if WIZARD not in [file.path.stem for file in layers[0].of(wizards)]:
        loaded.unread |= {"facts", "verdicts", "wizards"}
        yield Finding(
            "SRC001",
            "this file is missing",
            Mark(shown(root / FOLDERS["common"] / wizards.replace("*", WIZARD))),
            "create it, or restore it from version control",
        )


def _no_pack(about: School, root: Path) -> Finding:
    """Return what a nation needs that nobody has written a pack for."""
    packs = names(root, "nation")
    alike = get_close_matches(about.nation, packs, n=1, cutoff=TYPO)
    typo = alike[0] if alike and about.nation not in NO_TYPO else None
    folder = shown(root / FOLDERS["nation"] / about.nation).as_posix()
    needed = [register.pattern for register in PACK]
    message = (
        f'there is no pack for the nation "{about.nation}": a pack is {", ".join(needed[:-1])} and '
        f"{needed[-1]} in {folder}, with the law, the help, the outside bodies and the emergency "
        "number that hold there, each with its source and the date it was checked"
    )
    hint = f"there are packs for: {', '.join(packs)}" if packs else ""
    hint = f"did you mean {typo}?" if typo else hint
    return Finding("NAT001", message, about.at("nation"), hint)


def _places(layer: Layer) -> set[str]:
    """Return what is not known whole where a file of the layer cannot be read."""
    return {"places"} if layer.kind == "school" else set()


class _Read:
    """The files of all layers, each judged once, with its layer; the farthest layer first."""

    def __init__(self, layers: list[Layer], loaded: Loaded) -> None:
        self.about: School | None = None
        self.nodes: list[tuple[Layer, Node]] = []
        for layer in layers:
            for file in layer.files:
                _declare(file.value, file.register.model, loaded)
                if layer.kind == "school":
                    loaded.placed |= set(_placed(file.value))
                if file.value is None or file.register.model is Changes:
                    continue
                node = judge(file.value, file.register.model, file.mark, loaded.findings)
                if node is None:
                    loaded.unread |= set(file.register.holds)
                else:
                    self.nodes.append((layer, node))
                if isinstance(node, School):
                    self.about = node

    @property
    def shared(self) -> set[str]:
        """The names of the layers that are nobody's own."""
        return {layer.name for layer, _ in self.nodes if layer.kind in SHARED}

    def all(self, model: type[N], kind: Kind | None = None) -> tuple[N, ...]:
        """Return the files of a class, of one kind of layer or of all, in the table's order."""
        found = [
            (layer, node)
            for layer, node in self.nodes
            if type(node) is model and kind in (None, layer.kind)
        ]
        if any(register.nearest_first for register in REGISTERS if register.model is model):
            order = list(dict.fromkeys(layer.name for layer, _ in found))
            found.sort(key=lambda each: -order.index(each[0].name))
        return tuple(node for _, node in found if isinstance(node, model))

    def one(self, model: type[N], kind: Kind | None = None) -> N | None:
        """Return the file of a class, or None."""
        return next(iter(self.all(model, kind)), None)

    def models(self) -> list[tuple[str, Model]]:
        """Return what the school is based on, by name, the farthest first."""
        return [(layer.name, node) for layer, node in self.nodes if isinstance(node, Model)]


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
