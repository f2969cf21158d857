"""Read one YAML file into plain values with positions.

Every scalar stays a string until the model judges it, so ``2026-02-30`` or ``no`` arrive as they
were typed. A :class:`Mapping` and a :class:`Sequence` remember where each of their values stands.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from ..errors import Finding, Mark

MAX_BYTES = 1_000_000
"""A source file larger than this is refused: a person reads a policy, and the largest real one
here is under 100 kB."""

MAX_DEPTH = 20
"""Nesting deeper than this is refused; the format itself needs nine levels."""

_INVISIBLE = (
    set(range(0x202A, 0x202F)) | set(range(0x2066, 0x206A)) | {0x200B, 0x200E, 0x200F, 0xFEFF}
)


class Mapping(dict[str, Any]):
    """A YAML mapping. ``mark`` is its start; ``keys_at``/``values_at`` place each entry."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.keys_at: dict[str, Mark] = {}
        self.values_at: dict[str, Mark] = {}


class Sequence(list[Any]):
    """A YAML sequence. ``mark`` is its start; ``items_at`` places each item."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.items_at: list[Mark] = []


def locate(value: Any, path: tuple[str | int, ...], default: Mark) -> Mark:
    """Return the mark of the value at ``path`` inside ``value``, or of its nearest known parent."""
    mark = default
    for step in path:
        if isinstance(value, Mapping) and isinstance(step, str) and step in value:
            mark, value = value.values_at[step], value[step]
        elif isinstance(value, Sequence) and isinstance(step, int) and step < len(value):
            mark, value = value.items_at[step], value[step]
        # A step that is no key of the value is a union tag that pydantic adds to its paths.
    return mark


def read_yaml(path: Path, shown: Path) -> tuple[Any, list[Finding]]:
    """Read the YAML file at ``path``, naming it ``shown`` in findings.

    Returns the value (None when nothing could be read) and the findings. Never raises for bad
    content: a missing, empty, huge, binary or broken file gives a finding.
    """
    text, findings = _read_text(path, shown)
    if text is None:
        return None, findings
    return _compose(text, shown)


def _read_text(path: Path, shown: Path) -> tuple[str | None, list[Finding]]:
    def fault(
        code: str, message: str, hint: str, mark: Mark | None = None
    ) -> tuple[None, list[Finding]]:
        return None, [Finding(code, message, mark or Mark(shown), hint)]

    if path.is_symlink() and not path.exists():
        return fault(
            "SRC001", "this link points to a file that does not exist", "put the file itself here"
        )
    if not path.exists():
        return fault(
            "SRC001", "this file is missing", "create it, or restore it from version control"
        )
    if not path.is_file():
        return fault(
            "SRC002", "a folder stands where a file is expected", "move or rename the folder"
        )
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return fault(
                "SRC003",
                f"this file is too large ({size:,} bytes; the limit is {MAX_BYTES:,})",
                "split it, or check that the right file was saved",
            )
        data = path.read_bytes()
    except OSError as error:
        return fault(
            "SRC004", f"this file cannot be read ({error.strerror})", "check its permissions"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        return fault(
            "SRC005",
            "this file is not UTF-8 text",
            "save it again with the encoding UTF-8",
            Mark(shown, line, column),
        )
    if not text.strip():
        return fault("SRC006", "this file is empty", "fill it, or delete it if it is not needed")
    return text, []


def _compose(text: str, shown: Path) -> tuple[Any, list[Finding]]:
    findings: list[Finding] = []
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            findings.append(
                Finding(
                    "SRC007",
                    "a tab is used to indent",
                    Mark(shown, number, line.index("\t") + 1),
                    "use two spaces for each level",
                )
            )
        for column, character in enumerate(line, 1):
            if ord(character) in _INVISIBLE and (number, column) != (1, 1):
                findings.append(
                    Finding(
                        "SRC012",
                        f"an invisible character (U+{ord(character):04X}) stands in the text",
                        Mark(shown, number, column),
                        "delete it and type the text again",
                    )
                )
                break
    if findings:
        return None, findings
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            mark = _mark(event.start_mark, shown)
            if getattr(event, "anchor", None):
                word = "an alias (*name)" if isinstance(event, AliasEvent) else "an anchor (&name)"
                findings.append(
                    Finding(
                        "SRC009", f"{word} is used", mark, "write the text out where it is needed"
                    )
                )
            if getattr(event, "tag", None):
                findings.append(
                    Finding("SRC010", f"a YAML tag is used ({event.tag})", mark, "remove the tag")
                )
        if findings:
            return None, findings
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        where = error.problem_mark or error.context_mark
        problem = (error.problem or "the YAML cannot be understood").strip()
        return None, [
            Finding(
                "SRC008",
                f"this is not valid YAML: {problem}",
                _mark(where, shown) if where else Mark(shown),
                "check the indentation, and put quotes around text that holds ': ' or ' #'",
            )
        ]
    except ReaderError as error:
        before = text[: error.position]
        return None, [
            Finding(
                "SRC008",
                "a control character stands in the text",
                Mark(shown, before.count("\n") + 1, len(before) - before.rfind("\n")),
                "delete it and type the text again",
            )
        ]
    except RecursionError:
        return None, [
            Finding(
                "SRC011",
                f"values are nested deeper than {MAX_DEPTH} levels",
                Mark(shown),
                "the format never needs this; check the brackets and indentation",
            )
        ]
    if node is None:
        return None, [
            Finding(
                "SRC006",
                "this file holds only comments",
                Mark(shown),
                "fill it, or delete it if it is not needed",
            )
        ]
    value = _value(node, shown, findings, 0)
    return (None if findings and value is None else value), findings


def _mark(mark: Any, shown: Path) -> Mark:
    return Mark(shown, mark.line + 1, mark.column + 1)


def _value(node: Node, shown: Path, findings: list[Finding], depth: int) -> Any:
    mark = _mark(node.start_mark, shown)
    if depth > MAX_DEPTH:
        findings.append(
            Finding(
                "SRC011",
                f"values are nested deeper than {MAX_DEPTH} levels",
                mark,
                "the format never needs this; check the brackets and indentation",
            )
        )
        return None
    if isinstance(node, ScalarNode):
        text = str(node.value)
        return None if not node.style and text in ("", "~", "null") else text
    if isinstance(node, SequenceNode):
        items = Sequence(mark)
        for child in node.value:
            items.append(_value(child, shown, findings, depth + 1))
            items.items_at.append(_mark(child.start_mark, shown))
        return items
    assert isinstance(node, MappingNode)
    return _mapping(
        node, mark, lambda child: _value(child, shown, findings, depth + 1), shown, findings
    )


def _mapping(
    node: MappingNode,
    mark: Mark,
    convert: Callable[[Node], Any],
    shown: Path,
    findings: list[Finding],
) -> Mapping:
    mapping = Mapping(mark)
    for key_node, value_node in node.value:
        key_mark = _mark(key_node.start_mark, shown)
        if not isinstance(key_node, ScalarNode):
            findings.append(
                Finding("SRC008", "a key must be a single word", key_mark, "check the brackets")
            )
            continue
        key = str(key_node.value)
        if key in mapping:
            findings.append(
                Finding(
                    "SRC013",
                    f'the key "{key}" stands twice',
                    key_mark,
                    f"it first stands on line {mapping.keys_at[key].line}; keep one",
                )
            )
            continue
        mapping[key] = convert(value_node)
        mapping.keys_at[key] = key_mark
        empty = mapping[key] is None
        mapping.values_at[key] = key_mark if empty else _mark(value_node.start_mark, shown)
    return mapping
