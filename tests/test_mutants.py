"""`make mutants` changes what it should, and asks the tests that may notice."""

from __future__ import annotations

from pathlib import Path

import pytest
import run
import yaml
from choosing import Covered, noticing
from making import mutant, ways

CASES = {
    "a.j2": (
        "{% if a %}\n{{ b }} ends\n{% endif %}\n{% for c in d %}x{% endfor %}\nWords.\n",
        {
            ("{% if a %}", "{% if not (a) %}"),
            ("{{ b }} ends", "ends"),
            ("{% for c in d %}x{% endfor %}", "{% for c in [] %}x{% endfor %}"),
            ("Words.", ""),
        },
    ),
    "a.typ": (
        "#if draft { par(line) }\n#for a in b { a }\n// A remark.\n",
        {
            ("#if draft { par(line) }", "#if not (draft) { par(line) }"),
            ("#if draft { par(line) }", ""),
            ("#for a in b { a }", "#for a in () { a }"),
            ("#for a in b { a }", ""),
        },
    ),
    "a.yml": (
        "# phone: 1\n- id: one\n  phone: 0800 11\n  text: Do not wait, it won't help.\n"
        "  danger: true\n  serves: [england, wales]\n",
        {
            ("- id: one", ""),
            ("phone: 0800 11", ""),
            ("phone: 0800 11", "phone: 0800 19"),
            ("phone: 0800 11", "phone: 0809 11"),
            ("text: Do not wait, it won't help.", ""),
            ("text: Do not wait, it won't help.", "text: Do wait, it won't help."),
            ("text: Do not wait, it won't help.", "text: Do not wait, it wo help."),
            ("danger: true", ""),
            ("danger: true", "danger: false"),
            ("serves: [england, wales]", ""),
            ("serves: [england, wales]", "serves: [england]"),
        },
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_changed(name: str, tmp_path: Path) -> None:
    text, changes = CASES[name]
    (tmp_path / name).write_text(text, "utf-8")
    made = [mutant(tmp_path, name, way) for way in ways(tmp_path, name)]
    assert {(each.was, each.now) for each in made if each} == changes
    for each in filter(None, made):
        assert text.splitlines()[each.lines.start - 1].strip() == each.was


TESTS = [
    Covered("quick", 0.1, {"a.py": [1, 2]}),
    Covered("of another", 0.2, {"b.py": [3]}),
    Covered("long", 40, {"a.py": [2, 3]}),
    Covered("longer", 50, {"a.py": [2]}),
]


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        (1, ["quick"]),
        (2, ["quick", "long", "longer"]),
        (3, ["long"]),
        (9, ["quick", "long", "longer"]),
    ],
)
def test_what_is_asked(line: int, asked: list[str]) -> None:
    assert noticing(TESTS, "a.py", range(line, line + 1)) == asked


def test_each_area_has_files_and_its_tests_are_there() -> None:
    for area in run.AREAS.values():
        assert all(list(run.ROOT.glob(glob)) for glob in area.files)
        assert all((run.ROOT / test).is_file() for test in (*area.tests, *area.last))


def test_what_is_called_harmless_is_still_there() -> None:
    listed = yaml.safe_load(run.HARMLESS.read_text("utf-8"))
    assert all(each["why"] for each in listed)
    for file, was, now in run.harmless():
        assert was != now
        assert was in " ".join((run.ROOT / file).read_text("utf-8").split())
