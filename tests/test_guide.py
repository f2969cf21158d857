"""The author's guide is whole, true and up to date: fields, codes, examples, links, commands."""

from __future__ import annotations

import re
import shlex
import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from typing import get_type_hints

import pytest

from generator.cli import main
from generator.codes import CODES
from generator.compile import check_school
from generator.errors import PolicyError
from generator.guide import FILE, build_guide
from generator.guide.examples import MORE, examples, invented_school
from generator.guide.fields import anchor, options, parts, rows
from generator.model.base import Node
from generator.reader import read_yaml
from generator.schemas import words
from generator.source.registers import files

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "policy_src"
GUIDE = (SOURCE / FILE).read_text("utf-8")
PROSE = re.sub(r"```.*?```", "", GUIDE, flags=re.DOTALL)
HEADINGS = re.findall(r"^#+ (.*)$", PROSE, re.MULTILINE)
SCHOOL_FILES = {pattern: register.written for pattern, register in files("school").items()}
FILES = SCHOOL_FILES | {
    f"{folder}{pattern}": register.written
    for kind, folder in (("model", "models/*/"), ("nation", "nations/*/"), ("common", "common/"))
    for pattern, register in files(kind).items()
}
CLASSES = list(dict.fromkeys(part for file in FILES.values() for part in (file, *parts(file))))
TINY = dict(
    re.findall(r"`policy_src/(schools/hilltop/\S+)`:\n\n( *```yaml\n.*?```)", GUIDE, re.DOTALL)
)


def section_of(model: type[Node]) -> str:
    """The part of the guide under the heading of a class, or of the file that it is."""
    file = next((f"`{pattern}`" for pattern, kind in FILES.items() if kind is model), None)
    heading = re.escape(file or words(model))
    return re.search(rf"^###+ {heading}\n(.*?)(?=^##|\Z)", GUIDE, re.DOTALL | re.MULTILINE)[1]


def code(block: str) -> str:
    """The code in a fenced block, without the indentation of the list it stands in."""
    first, *lines = block.split("\n")
    margin = len(first) - len(first.lstrip())
    return "".join(f"{line[margin:]}\n" for line in lines[:-1])


def test_committed_guide_is_what_the_model_says():
    """After a change of the model, a check or an example: `make guide`."""
    assert build_guide(SOURCE) == GUIDE


@pytest.mark.parametrize("model", CLASSES, ids=words)
def test_every_field_is_in_a_table_with_its_meaning_and_options(model):
    section = section_of(model)
    hints = get_type_hints(model, include_extras=True)
    for (name, field), row in zip(model.model_fields.items(), rows(model), strict=True):
        assert f"| {row.name} | {row.takes} | {row.needed} | {row.meaning} |" in section
        assert row.name == f"`{field.alias}`"
        assert len(row.meaning) > 5, f"{words(model)}: {field.alias} has no docstring"
        assert row.needed.startswith("yes" if field.is_required() else "no")
        for value in options(hints[name]):
            assert f"`{value}`" in row.takes


@pytest.mark.parametrize("model", CLASSES, ids=words)
def test_every_class_has_an_example_from_a_real_file(model, tmp_path):
    file, block = re.search(
        r"From `(.+)`:\n\n```yaml\n(.*?)```", section_of(model), re.DOTALL
    ).groups()
    (tmp_path / "example.yml").write_text(block, "utf-8")
    value, findings = read_yaml(tmp_path / "example.yml", Path("example.yml"))
    assert findings == []
    assert set(value) <= {field.alias for field in model.model_fields.values()}
    real = (SOURCE / file).read_text("utf-8")
    for line in block.split("\n"):
        assert line.removesuffix(MORE).strip() in real


def test_examples_of_the_school_come_from_the_invented_one():
    school = invented_school(SOURCE)
    of_schools = {part for file in SCHOOL_FILES.values() for part in (file, *parts(file))}
    for model, example in examples(SOURCE, school).items():
        shared = ("common/", "nations/", "models/")
        assert example.file.startswith(f"schools/{school}/" if model in of_schools else shared)


@pytest.mark.parametrize("name", sorted(CODES))
def test_every_code_is_explained(name):
    known = CODES[name]
    row = f"`{name}` | {known.title} | {known.severity} | {known.help} |"
    assert GUIDE.count(row) == 1
    assert f'<a id="{name.lower()}"></a>' in GUIDE


@pytest.mark.parametrize("pattern", FILES)
def test_every_kind_of_file_is_listed(pattern):
    assert f"### `{pattern}`" in GUIDE
    contents, overview = GUIDE.split("## What is in this folder")
    assert f"(#{anchor(pattern)})" in contents.split("## Contents")[1]
    if pattern in SCHOOL_FILES:
        assert f"(#{anchor(pattern)})" in overview.split("## Change a sentence")[0]


def test_links_lead_somewhere():
    anchors = Counter(map(anchor, HEADINGS))
    assert [name for name, count in anchors.items() if count > 1] == []
    linked = set(re.findall(r"\]\(#([^)]+)\)", PROSE))
    assert linked
    assert linked <= set(anchors)


def test_the_contents_list_every_part():
    contents = PROSE[PROSE.index("## Contents") : PROSE.index("## What is in this folder")]
    parts = re.findall(r"^## (.*)$", PROSE, re.MULTILINE)
    for name in parts[1:]:
        assert f"[{name}](#{anchor(name)})" in contents


@pytest.mark.parametrize("line", re.findall(r"\.venv/bin/policy-site (.+)", PROSE))
def test_a_command_is_one_that_may_be_typed(line):
    name, *arguments = shlex.split(line)
    assert main.commands[name].make_context(name, arguments)


def test_make_targets_exist():
    targets = set(re.findall(r"`make ([a-z-]+)", PROSE))
    assert targets
    assert targets <= set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


@pytest.fixture
def hilltop(tmp_path, monkeypatch):
    """The school that the guide has its reader type in, beside the shared source."""
    for layer in ("common", "nations"):
        shutil.copytree(SOURCE / layer, tmp_path / "policy_src" / layer)
    for name, block in TINY.items():
        path = tmp_path / "policy_src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code(block), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "policy_src" / "schools" / "hilltop"


def test_the_school_to_begin_with_has_no_finding(hilltop):
    checked = check_school(Path("policy_src"), "hilltop", date(2026, 6, 1))
    assert [f for f in checked.findings if "hilltop" in str(f.mark)] == []


def test_the_finding_shown_is_the_one_given(hilltop):
    path = hilltop / "sections" / "10-before-you-post.yml"
    path.write_text(re.sub(r"verdict: \w+", "verdict: stopp", path.read_text("utf-8")), "utf-8")
    with pytest.raises(PolicyError) as caught:
        check_school(Path("policy_src"), "hilltop", date(2026, 6, 1))
    shown = re.search(r"```text\n(.*?)\n```", GUIDE, re.DOTALL)[1]
    assert shown in caught.value.message


def test_a_school_that_a_reader_begins_does_not_take_over_the_examples(hilltop):
    whole = invented_school(SOURCE)
    shutil.copytree(SOURCE / "schools" / whole, hilltop.parent / "zebra")
    assert invented_school(Path("policy_src")) == "zebra"


def test_without_an_invented_school_a_sentence_says_so(tmp_path):
    with pytest.raises(PolicyError, match="no invented school"):
        build_guide(tmp_path)


def test_a_type_without_words_is_refused():
    class Odd(Node):
        """A class."""

        field: complex
        """A field."""

    with pytest.raises(TypeError, match="complex"):
        rows(Odd)
