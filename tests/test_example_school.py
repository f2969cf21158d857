"""The invented school uses every field and every choice that a school's files can have."""

from __future__ import annotations

from pathlib import Path
from typing import get_type_hints

import pytest

from generator.guide.examples import inside, invented_school, read_files
from generator.guide.fields import options, parts
from generator.model.base import Node
from generator.model.clause import Adoption, Clause
from generator.model.provision import Provision
from generator.model.school import School
from generator.reader import read_yaml
from generator.schemas import words
from generator.source.registers import files

SOURCE = Path(__file__).parent.parent / "policy_src"
SCHOOL = SOURCE / "schools" / invented_school(SOURCE)
SCHOOL_FILES = {pattern: register.written for pattern, register in files("school").items()}
CLASSES = list(
    dict.fromkeys(part for file in SCHOOL_FILES.values() for part in (file, *parts(file)))
)
NODES = [node for _, file in read_files(SCHOOL, files("school")) for node in inside(file)]

ONE_A_SCHOOL = {"school type"}
"""Choices of which a school can make only one."""

SHARED = {("basis", "safety"), ("basis", "good-practice")}
"""Choices that only what all schools share can make."""

DRAWINGS = {"icon"}
"""Fields that choose a drawing: a school has fewer groups of rules than there are drawings."""

ANYWHERE = {"look"}
"""Choices that several classes share: one of them is enough."""

NOT_INVENTED = {(School, "restatement")}
"""Fields that only a site of a real school has a use for."""

LAYERS_ONLY = {(Clause, "fixed")}
"""Fields that only what several schools share has a use for."""

ON_THE_WAY = {(Provision, "todo")}
"""Fields that stand only until a school is finished."""

FIELDS = [
    (model, field.alias)
    for model in CLASSES
    for field in model.model_fields.values()
    if (model, field.alias) not in LAYERS_ONLY | ON_THE_WAY | NOT_INVENTED
]
# An adoption chooses among what a clause chooses among: one of the two is enough.
CHOICES = [
    (model, name, value)
    for model in CLASSES
    for name, hint in get_type_hints(model, include_extras=True).items()
    for value in options(hint)
    if f"{words(model)} {name}".lower() not in ONE_A_SCHOOL
    and (name, value) not in SHARED
    and name not in DRAWINGS
    and model is not Adoption
]


def name_of(part: object) -> str:
    return words(part) if isinstance(part, type) else str(part)


@pytest.mark.parametrize(("model", "field"), FIELDS, ids=name_of)
def test_every_field_is_used(model: type[Node], field: str):
    assert any(type(node) is model and node.has(field) for node in NODES), (
        f'{SCHOOL.name} does not use the field "{field}" of {words(model)}'
    )


@pytest.mark.parametrize(("model", "name", "value"), CHOICES, ids=name_of)
def test_every_choice_is_made(model: type[Node], name: str, value: str):
    among = [n for n in NODES if type(n) is model or (name in ANYWHERE and hasattr(n, name))]
    given = [getattr(node, name) for node in among]
    assert any(value in each if isinstance(each, tuple) else each == value for each in given), (
        f'{SCHOOL.name} has no {words(model)} with the {name} "{value}"'
    )


@pytest.mark.parametrize("pattern", SCHOOL_FILES)
def test_every_kind_of_file_is_there(pattern: str):
    assert list(SCHOOL.glob(pattern))


def keys(value: object) -> set[str]:
    """Every key in a value as read, however deep."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set(value if isinstance(value, dict) else ()).union(*map(keys, inner))


def test_every_kind_of_condition_is_written():
    used: set[str] = set()
    for path in SCHOOL.rglob("*.yml"):
        value, _ = read_yaml(path, path)
        for clause in value.get("clauses", []):
            used |= keys(clause.get("wizard", []))
    assert {"all", "any", "not"} <= used


def test_the_choices_that_only_one_school_can_make_are_choices():
    assert {f"{words(m)} {n}".lower() for m in CLASSES for n in m.model_fields} >= ONE_A_SCHOOL
