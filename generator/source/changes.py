"""Join the layers: what one changes in another, and the rules of another that it adopts.

All is done on values as read, so that each keeps the place where it was written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..errors import Finding, Mark
from ..model.base import alias
from ..model.clause import Adoption
from ..model.layer import Change, Changes, Difference
from ..reader import Mapping, Sequence
from . import objections
from .faults import suggest
from .judge import judge
from .layers import COMMON, SECTIONS, SHARED, Layer, shown
from .registers import changeable

FREE = frozenset(
    {
        "text",
        "why",
        "examples",
        "rewrite",
        "asks",
        "topics",
        "newsletter",
        "replaces",
        "from",
        "adopts",
    }
)
"""What an adoption of a fixed rule may give. Its text is added to the one that is there."""


@dataclass
class Joined:
    """What joining the layers gave, besides the values that it changed in them."""

    differences: list[Difference] = field(default_factory=list)
    touched: dict[str, str] = field(default_factory=dict)
    """The rules that a layer adopted or changed, with the nearest such layer."""
    homes: dict[str, str] = field(default_factory=dict)
    """The layer in which each adopted rule stood at first."""
    usual: list[Mapping] = field(default_factory=list)
    """The rules that all share whose meaning for a wizard a layer changed, as they were."""
    findings: list[Finding] = field(default_factory=list)


def join(layers: list[Layer], unread: set[str]) -> Joined:
    """Apply each layer's changes and adoptions to the layers below it, the farthest first.

    ``unread`` names the registers of which something could not be read: what is missing there is
    not reported.
    """
    joined = Joined()
    history: dict[tuple[str, str], list[objections.Value]] = {}
    for number, layer in enumerate(layers):
        below = layers[:number]
        for file in layer.of("changes.yml"):
            read = file.value is not None
            node = judge(file.value, Changes, file.mark, joined.findings) if read else None
            for change in node.changes if node else ():
                _change(layer, below, change, history, joined, unread)
        for entries in layer.lists("clauses"):
            _adopt(layer, below, entries, joined, unread)
    joined.findings += objections.quarrels(layers, history)
    for layer in layers[:-1]:
        for file in layer.of(SECTIONS):
            if isinstance(file.value, Mapping) and file.value.get("clauses") == []:
                layer.files.remove(file)
    return joined


def find(layers: list[Layer], of: str) -> tuple[Layer, Sequence, int] | None:
    """Return where ``of`` (such as ``clause/facts-first``) stands, in the nearest of the layers."""
    kind, _, name = of.partition("/")
    entries = changeable().get(kind, "")
    for layer in reversed(layers):
        for found in layer.lists(entries):
            for index, entry in enumerate(found):
                if isinstance(entry, Mapping) and entry.get("id") == name:
                    return layer, found, index
    return None


def _change(
    layer: Layer,
    below: list[Layer],
    change: Change,
    history: dict[tuple[str, str], list[objections.Value]],
    joined: Joined,
    unread: set[str],
) -> None:
    place = _place(layer, below, change.of, change.at("of"), joined, unread)
    if place is None:
        return
    _, entries, index = place
    old: Mapping = entries[index]
    states_the_law = layer.kind == "nation"  # so it may say there what is fixed elsewhere
    weakened = (
        []
        if states_the_law or not objections.is_fixed(old)
        else list(objections.weakened(change, old))
    )
    joined.findings += weakened
    joined.findings += objections.lost(change, old)
    meant = "wizard" in (*change.set_, *change.add, *change.remove)
    if (
        layer.kind not in SHARED
        and _is_usual(old, below)
        and (meant or change.exceptions or change.set_aside)
    ):
        joined.usual.append(old)
    taken = {*change.set_, *change.remove}
    joined.findings += () if weakened else objections.stale(layer, change, old, history)
    before = {name: old[name] for name in (*taken, *change.add) if name in old}
    new = _copy(old, old.mark)
    for name in change.remove:
        new.pop(name, None)
    for name, value in change.set_.items():
        _put(new, name, value, change.at("set", name))
    for name, value in change.add.items():
        _put(new, name, _added(old.get(name), value), change.at("add", name))
    if change.exceptions:
        source = change._source
        given = source["exceptions"] if source is not None else []
        _put(new, "exceptions", _added(old.get("exceptions"), given), change.at("exceptions"))
        joined.findings += objections.unfounded(layer, change)
    for name in taken:
        past = history.setdefault(
            (change.of, name), [objections.Value(COMMON, old.get(name), old.mark)]
        )
        past.append(objections.Value(layer.name, new.get(name), change.at("of")))
    if change.set_aside:
        _take_out(entries, index)
        _forget(below, change.of.partition("/")[2])
    else:
        entries[index] = new
        entries.items_at[index] = new.mark
        joined.touched[change.of] = layer.name
    title = str(old.get("title") or old.get("term") or old.get("id"))
    joined.differences.append(Difference(layer.name, change, title, before))


def _is_usual(clause: Mapping, below: list[Layer]) -> bool:
    """Whether a clause's rules for a wizard are written in what all share."""
    written = clause.values_at.get("wizard")
    folders = [shown(layer.folder) for layer in below if layer.kind in SHARED]
    return written is not None and any(folder in written.file.parents for folder in folders)


def _place(
    layer: Layer, below: list[Layer], of: str, mark: Mark, joined: Joined, unread: set[str]
) -> tuple[Layer, Sequence, int] | None:
    """Return what is changed or adopted; report it where it is nowhere below.

    A layer may change what stands in those that it is built on, wherever it was adopted since.
    """
    kind, _, name = of.partition("/")
    entries = changeable().get(kind)
    if entries is None:
        hint = f"changes are made to: {', '.join(sorted(changeable()))}"
        joined.findings.append(Finding("LAY003", f'no change can be made to "{kind}"', mark, hint))
        return None
    seen = [other for other in below if other.name in layer.below]
    found = find(seen, of)
    if found is None and joined.homes.get(of) in layer.below:
        found = find(below, of)
    if found is None and entries not in unread:
        known = [
            str(entry["id"])
            for other in seen
            for listed in other.lists(entries)
            for entry in listed
            if isinstance(entry, Mapping) and "id" in entry
        ]
        aside = next((d for d in joined.differences if d.change.of == of), None)
        if aside and aside.change.set_aside:
            message = f'"{aside.layer}" sets the {kind} "{name}" aside'
            hint = f"it does so at {aside.change.at('set-aside')}; take one of the two out"
        elif of in joined.touched:
            message = f'"{joined.touched[of]}" has adopted the {kind} "{name}" already'
            hint = "change it, or leave it to one of the two"
        else:
            message, hint = f'no layer below has the {kind} "{name}"', suggest(name, known)
        joined.findings.append(Finding("LAY003", message, mark, hint))
    return found


def _adopt(
    layer: Layer, below: list[Layer], entries: Sequence, joined: Joined, unread: set[str]
) -> None:
    """Put each adopted rule into the place of its adoption."""
    for index, given in reversed(list(enumerate(entries))):
        if not (isinstance(given, Mapping) and "adopts" in given):
            continue
        node = judge(given, Adoption, given.mark, joined.findings)
        mark = given.values_at["adopts"]
        place = node and _place(layer, below, f"clause/{node.adopts}", mark, joined, unread)
        if not (node and place):
            _take_out(entries, index)
            entries.is_cut = True
            continue
        home, theirs, number = place
        old: Mapping = theirs[number]
        if _is_usual(old, below) and "wizard" in given:
            joined.usual.append(old)
        new = _copy(old, given.mark)
        new.values_at["id"] = given.values_at["adopts"]
        if new.get("basis") == "good-practice":
            del new["basis"]
        new.pop("from", None)
        fixed, sound = objections.is_fixed(old), {alias(name) for name in node.model_fields_set}
        for name, value in given.items():
            if name not in sound:
                continue  # it has a fault, which is reported
            if fixed and name not in FREE:
                message = (
                    f'the clause "{node.adopts}" keeps people safe or is the law: '
                    f'"{name}" stays as it is'
                )
                hint = f"leave it out here; it stands at {old.mark}"
                joined.findings.append(Finding("LAY005", message, given.keys_at[name], hint))
            elif name != "adopts":
                said = _added(value, old.get(name, "")) if fixed and name == "text" else value
                _put(new, name, said, given.values_at[name], given.keys_at[name])
        _take_out(theirs, number)
        entries[index] = new
        joined.touched[f"clause/{node.adopts}"] = layer.name
        joined.homes.setdefault(f"clause/{node.adopts}", home.name)


def _copy(old: Mapping, mark: Mark) -> Mapping:
    new = Mapping(mark)
    new.update(old)
    new.keys_at, new.values_at = dict(old.keys_at), dict(old.values_at)
    return new


def _put(mapping: Mapping, name: str, value: Any, mark: Mark, key: Mark | None = None) -> None:
    mapping[name] = value
    mapping.keys_at[name] = key or mark
    mapping.values_at[name] = mark


def _added(old: Any, new: Any) -> Any:
    """Return what was there with what is added: entries, a paragraph, or fields in a group."""
    if isinstance(old, Sequence) and isinstance(new, Sequence):
        both = Sequence(old.mark)
        both += [*old, *new]
        both.items_at = [*old.items_at, *new.items_at]
        return both
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        group = _copy(old, old.mark)
        for name, value in new.items():
            _put(group, name, _added(old.get(name), value), new.values_at[name], new.keys_at[name])
        return group
    if isinstance(old, str) and isinstance(new, str):
        return f"{old.rstrip()}\n\n{new.lstrip()}"
    return new


def _take_out(entries: Sequence, index: int) -> None:
    del entries[index]
    del entries.items_at[index]


def _forget(layers: list[Layer], name: str) -> None:
    """Take a rule that is set aside out of the stories below that name it."""
    for layer in layers:
        for stories in layer.lists("scenarios"):
            for story in stories:
                cites = story.get("cites") if isinstance(story, Mapping) else None
                if isinstance(cites, Sequence) and name in cites:
                    _take_out(cites, cites.index(name))
