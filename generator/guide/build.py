"""Put the guide together: the template's prose, and a reference in the order of the files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from ..checks.plain import LONGEST_SENTENCE
from ..codes import CODES, Code
from ..model.base import Node
from ..model.clause import Clause, SectionFile
from ..model.nation import Nation
from ..model.people import Audiences
from ..model.wizard import Facts, Wizard
from ..schemas import prose, words
from ..source.layers import names
from ..source.registers import Kind, files
from .examples import Example, examples, invented_school, read_files
from .fields import Row, anchor, parts, rows

FAMILIES = {
    "SRC": "Reading a file",
    "MOD": "Fields and values",
    "REF": "Names that lead somewhere",
    "LAY": "Layers",
    "NAT": "Nations and languages",
    "TRC": "The trace",
    "SCH": "What was never put in",
    "FAIR": "Fairness",
    "DATE": "Dates",
    "LAW": "The law and social networks",
    "PLAIN": "Plain words",
    "TXT": "What a text may hold",
    "WIZ": "The wizard",
    "APP": "Approvals and releases",
    "PDF": "The handbook",
    "SITE": "The site",
}
"""The families of finding codes: the letters of a code, and what its findings are about. A code of
another family stops the guide from being written."""


@dataclass(frozen=True)
class Part:
    """What the guide says about one class: a group of fields in a file, or the file itself."""

    title: str
    about: str
    rows: list[Row]
    example: Example | None
    """None where nothing is written with it yet."""


@dataclass(frozen=True)
class File:
    """What the guide says about a kind of file. ``parts`` is empty where an earlier one says it."""

    pattern: str
    needed: bool
    about: str
    parts: list[Part]
    same: str
    """The pattern of the kind of file that is written in the same way, where it is earlier."""

    @property
    def anchor(self) -> str:
        """The anchor of its heading."""
        return anchor(self.pattern)


def build_guide(source: Path) -> str:
    """Return the guide as Markdown, with examples from the invented school below ``source``.

    Raises PolicyError where that school or ``common`` has a fault.
    """
    school = invented_school(source)
    shown = examples(source, school)
    explained: set[type[Node]] = set()
    common = [node for _, node in read_files(source / "common", files("common"))]
    shared = [fact for node in common if isinstance(node, Facts) for fact in node.facts]
    jinja = Environment(
        loader=PackageLoader("generator.guide", "."),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    guide = jinja.get_template("guide.md.j2").render(
        example=school,
        nation=Path(shown[Nation].file).parent.name,
        school_files=_files("school", "", shown, explained),
        model_files=_files("model", "models/*/", shown, explained),
        nation_files=_files("nation", "nations/*/", shown, explained),
        common_files=_files("common", "common/", shown, explained),
        rules=list(_rules(source)),
        audiences=[a for node in common if isinstance(node, Audiences) for a in node.audiences],
        wizards=[node for node in common if isinstance(node, Wizard)],
        facts=lambda wizard: [*wizard.facts, *(f for f in shared if f.id in wizard.uses)],
        longest=LONGEST_SENTENCE,
        anchor=anchor,
        families=_families(),
        shown={words(model): example for model, example in shown.items()},
    )
    return re.sub(r"\n{3,}", "\n\n", guide).strip() + "\n"


def _files(
    kind: Kind,
    folder: str,
    shown: dict[type[Node], Example],
    explained: set[type[Node]],
) -> list[File]:
    """Return the kinds of files, and note in ``explained`` which classes have been explained."""
    told = []
    for pattern, register in files(kind).items():
        model = register.written
        fresh = [part for part in [model, *parts(model)] if part not in explained]
        explained.update(fresh)
        told.append(
            File(
                folder + pattern,
                kind == "school" and (register.needed or register.document),
                prose(model.__doc__ or ""),
                [_part(part, shown) for part in fresh],
                "" if model in fresh else _pattern_of(model),
            )
        )
    return told


def _rules(source: Path) -> Iterator[tuple[str, Clause]]:
    """Yield each rule of ``common`` and of the models, with the name of its layer."""
    folders = [(source / "common", files("common"))]
    folders += [(source / "models" / name, files("model")) for name in names(source, "model")]
    for folder, known in folders:
        for _, node in read_files(folder, known):
            if isinstance(node, SectionFile):
                yield from ((folder.name, c) for c in node.clauses if isinstance(c, Clause))


def _part(model: type[Node], shown: dict[type[Node], Example]) -> Part:
    return Part(words(model), prose(model.__doc__ or ""), rows(model), shown.get(model))


def _pattern_of(model: type[Node]) -> str:
    return next(p for p, register in files("school").items() if register.written is model)


def _families() -> list[tuple[str, list[tuple[str, Code]]]]:
    """Return each family's title and its codes, in the order of the codes."""
    found: dict[str, list[tuple[str, Code]]] = {}
    for name, code in CODES.items():
        found.setdefault(FAMILIES[name.rstrip("0123456789")], []).append((name, code))
    return list(found.items())
