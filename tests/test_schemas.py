"""The JSON Schemas for editors: as the model is, named by every source file, and true to it."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath

import pytest
import yaml
from jsonschema import Draft7Validator

from generator.schemas import FOLDER, schema_line, schemas, write_schemas

SOURCE = Path(__file__).parent.parent / "policy_src"
FILES = sorted(
    path.relative_to(SOURCE).as_posix()
    for folder in ("common", "nations", "schools")
    for path in (SOURCE / folder).rglob("*.yml")
)
TEXTS = schemas()
PREFIX = "# yaml-language-server: $schema="


class Editor(yaml.SafeLoader):
    """Reads a value by the core schema of YAML 1.2, as editors do: no dates, and no is a word."""

    yaml_implicit_resolvers = {}  # noqa: RUF012


for tag, pattern in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.inf|\.nan",
}.items():
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})$"), None)


def faults(text: str, schema: str) -> list[str]:
    value = yaml.load(text, Editor)
    return [
        f"{error.json_path}: {error.message}"
        for error in Draft7Validator(json.loads(schema)).iter_errors(value)
    ]


def test_committed_schemas_are_those_of_the_model():
    """After a change of the model: `make schema`."""
    folder = SOURCE / FOLDER
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == TEXTS


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_schema_is_one_and_explains_every_field(name):
    schema = json.loads(TEXTS[name])
    Draft7Validator.check_schema(schema)
    for part in [schema, *schema.get("definitions", {}).values()]:
        assert part["description"]
        for field, value in part["properties"].items():
            assert value.get("description"), f"{part['title']}: {field}"


@pytest.mark.parametrize("name", FILES)
def test_a_source_file_names_its_schema_and_fits_it(name):
    path = SOURCE / name
    text = path.read_text("utf-8")
    first = text.partition("\n")[0]
    assert first == schema_line(PurePosixPath(name))
    schema = (path.parent / first.removeprefix(PREFIX)).resolve()
    assert faults(text, schema.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("schema", "text", "fault"),
    [
        ("terms.json", "terms: [{id: pta, term: PTA, means: A group}]", "means"),
        ("terms.json", "terms: [{id: PTA, term: PTA, meaning: A group}]", "PTA"),
        ("section-file.json", "id: groups", "title"),
        ("sanctions.json", "sanctions: [{id: a-word, title: T, text: T, when: T, force: 1}]", "1"),
        ("provisions.json", "provisions: [{id: oak-1, section: 1, text: T}]", "oak-1"),
    ],
)
def test_a_fault_is_marked(schema, text, fault):
    assert any(fault in found for found in faults(text, TEXTS[schema]))


def test_text_that_looks_like_a_number_is_taken():
    text = "terms: [{id: the-number, term: 999, meaning: 2.0}]"
    assert faults(text, TEXTS["terms.json"]) == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("schools/oak/school.yml", PREFIX + "../../schemas/school.json"),
        ("schools/oak/sections/10-a.yml", PREFIX + "../../../schemas/section-file.json"),
        ("schools/oak/wizards/a.yml", PREFIX + "../../../schemas/wizard-addition.json"),
        ("common/wizards/a.yml", PREFIX + "../../schemas/wizard.json"),
        ("common/terms.yml", PREFIX + "../schemas/terms.json"),
        ("schools/oak/other.yml", None),
        ("schools/oak/deep/sections/a.yml", None),
    ],
)
def test_a_file_has_one_right_first_line(path, line):
    assert schema_line(PurePosixPath(path)) == line


def test_a_schema_that_nothing_names_goes(tmp_path):
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "old.json").write_text("{}")
    written = write_schemas(tmp_path)
    assert sorted(path.name for path in written) == sorted(TEXTS)
    assert {path.name for path in (tmp_path / FOLDER).iterdir()} == set(TEXTS)
