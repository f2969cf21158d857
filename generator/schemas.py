"""JSON Schemas of the source files, so that an editor explains a field and marks a wrong one.

The model is their only source. They follow draft 7, which every editor knows. An editor reads a
bare ``2026`` or ``3.0`` as a number where the generator reads text; the schemas allow both, so that
an editor marks nothing that the generator takes.
"""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from .model.base import Node
from .source.registers import FOLDERS, REGISTERS, files
from .source.write import write

FOLDER = "schemas"
"""Where the schemas lie below ``policy_src``."""

_NUMBER = "2026"


class _Quiet(GenerateJsonSchema):
    """Gives a field no title: it would only repeat the name."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def words(model: type[Node]) -> str:
    """Return the name of a class as people write it: ``LawRegister`` is "Law register"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).capitalize()


def prose(docstring: str) -> str:
    """Return a docstring as one line of Markdown."""
    return " ".join(docstring.split()).replace("``", "`")


def file_name(model: type[Node]) -> str:
    """Return the name of the schema of a file kind: ``law-register.json``."""
    return words(model).lower().replace(" ", "-") + ".json"


def schemas() -> dict[str, str]:
    """Return every schema as JSON text, by file name."""
    models = dict.fromkeys(register.written for register in REGISTERS)
    return {
        file_name(model): json.dumps(_schema(model), indent=2, ensure_ascii=False) + "\n"
        for model in models
    }


def schema_line(path: PurePosixPath) -> str | None:
    """Return the first line by which a source file names its schema.

    ``path`` is relative to ``policy_src``. Returns None where nothing reads such a file.
    """
    kind = next(kind for kind, folder in FOLDERS.items() if folder == path.parts[0])
    inside = PurePosixPath(*path.parts[1 if kind == "common" else 2 :])
    for pattern, register in files(kind).items():
        if inside.match(pattern) and len(inside.parts) == pattern.count("/") + 1:
            name = file_name(register.written)
            target = posixpath.relpath(f"{FOLDER}/{name}", path.parent.as_posix())
            return f"# yaml-language-server: $schema={target}"
    return None


def write_schemas(source: Path) -> list[Path]:
    """Write the schemas below ``source`` (``policy_src``), remove others, return the files."""
    folder = source / FOLDER
    folder.mkdir(exist_ok=True)
    texts = schemas()
    for path in folder.glob("*.json"):
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        write(folder / name, text)
    return [folder / name for name in texts]


def _schema(model: type[Node]) -> dict[str, Any]:
    schema = model.model_json_schema(
        by_alias=True, ref_template="#/definitions/{model}", schema_generator=_Quiet
    )
    definitions = schema.pop("$defs", {})
    of = [register for register in REGISTERS if register.written is model]
    places = [r.pattern for r in of if {"model", "school"} & {*r.layers}]
    places += [f"nations/*/{r.pattern}" for r in of if "nation" in r.layers]
    places += [f"common/{r.pattern}" for r in of if "common" in r.layers]
    whole = {
        **schema,
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"{words(model)}: {', '.join(places)}",
    }
    if definitions:
        whole["definitions"] = definitions
    first = ("$schema", "title", "description")
    kept = {key: whole[key] for key in first} | {k: v for k, v in whole.items() if k not in first}
    return {key: _for_editors(value) for key, value in kept.items()}


def _for_editors(value: Any) -> Any:
    """Return the schema with prose on one line, and text that may look like a number."""
    if isinstance(value, list):
        return [_for_editors(item) for item in value]
    if not isinstance(value, dict):
        return value
    changed = {key: _for_editors(item) for key, item in value.items()}
    if isinstance(value.get("description"), str):
        changed["description"] = prose(value["description"]).replace("`", '"')
    if value.get("default", 0) in (None, []):
        del changed["default"]  # an editor would write it down with the field's name
    if value.get("type") == "string" and not {"enum", "const"} & value.keys():
        pattern = value.get("pattern")
        if pattern is None or re.search(pattern, _NUMBER):
            changed["type"] = ["string", "number"]
    return changed
