"""Hostile ids, addresses, files and names: each ends as a finding with a place."""

from __future__ import annotations

import json
from pathlib import Path

import hostile
import pytest
from hostile import (
    CHANNELS,
    FORMS,
    LAW,
    RULES,
    SCENARIOS,
    SCHOOL,
    TERMS,
    WIZARD,
    WORLD,
    check_places,
    put,
)
from worlds import TODAY, findings_in, tiny_world

from generator.compile import check_school
from generator.errors import PolicyError, render


def test_there_are_enough_attempts() -> None:
    distinct = [
        *hostile.TEXTS.values(), *hostile.IDS, *hostile.WEB, *hostile.EMAILS, *hostile.PHONES,
        *hostile.SITES, *hostile.FILES.values(), *hostile.FILE_NAMES, *hostile.FOLDER_NAMES,
    ]  # fmt: skip
    assert len(set(distinct)) >= 250
    for place, (path, old) in hostile.PLACES.items():
        assert old in WORLD[path], place


ID_PLACES = {
    "a rule": (RULES, "name-no-child"),
    "a section": (RULES, "rules"),
    "a person": (CHANNELS, "office"),
    "a form": (FORMS, "log"),
    "a word": (TERMS, "post"),
    "a story": (SCENARIOS, "a-name"),
    "a law": (LAW, "speech-act"),
    "an answer": (WIZARD, "adult"),
}


@pytest.mark.parametrize("bad", hostile.IDS, ids=ascii)
def test_a_bad_id_is_refused(tmp_path: Path, bad: str) -> None:
    files = dict(WORLD)
    for path, old in ID_PLACES.values():
        files[path] = put(files[path], old, bad)
    source = tiny_world(tmp_path, files)
    findings = findings_in(source)
    check_places(findings)
    places = {
        (f.mark.file.relative_to(source).as_posix(), f.mark.line)
        for f in findings
        if f.severity == "error"
    }
    for place, (path, old) in ID_PLACES.items():
        line = WORLD[path][: WORLD[path].index(f"id: {old}")].count("\n") + 1
        assert (path, line) in places, place


CONTACTS = [
    *(("web", address) for address in hostile.WEB),
    *(("email", address) for address in hostile.EMAILS),
    *(("phone", number) for number in hostile.PHONES),
]


@pytest.mark.parametrize(("field", "value"), CONTACTS, ids=ascii)
def test_a_bad_address_is_refused(tmp_path: Path, field: str, value: str) -> None:
    channels = put(WORLD[CHANNELS].replace("phone:", f"{field}:"), "01632 960001", value)
    findings = findings_in(tiny_world(tmp_path, {**WORLD, CHANNELS: channels}))
    check_places(findings)
    assert {f.mark.file.name for f in findings if f.severity == "error"} == {"channels.yml"}


@pytest.mark.parametrize("site", hostile.SITES, ids=ascii)
def test_a_bad_home_address_is_refused(tmp_path: Path, site: str) -> None:
    school = WORLD[SCHOOL] + f"site: {json.dumps(site)}\n"
    findings = findings_in(tiny_world(tmp_path, {**WORLD, SCHOOL: school}))
    check_places(findings)
    assert {f.mark.file.name for f in findings if f.severity == "error"} == {"school.yml"}


@pytest.mark.parametrize("name", hostile.FILES)
def test_a_hostile_file_is_refused_with_a_place(tmp_path: Path, name: str) -> None:
    source = tiny_world(tmp_path, WORLD)
    (source / RULES).write_bytes(hostile.FILES[name])
    findings = findings_in(source)
    assert [f for f in findings if f.severity == "error"]
    check_places(findings)


@pytest.mark.parametrize("name", hostile.FILE_NAMES, ids=ascii)
def test_a_file_with_a_strange_name_breaks_nothing(tmp_path: Path, name: str) -> None:
    source = tiny_world(tmp_path, WORLD)
    rules = WORLD[RULES].replace("name-no-child", "second").replace("id: rules", "id: two")
    (source / "schools/hilltop/sections" / name).write_text(rules + "wrong: 1\n")
    (source / "schools/hilltop" / name).write_text("wrong: 1\n")
    findings = findings_in(source)
    check_places(findings)
    assert {"MOD001", "SRC014"} <= {f.code for f in findings}


@pytest.mark.parametrize("name", hostile.FOLDER_NAMES, ids=ascii)
def test_a_school_in_a_strange_folder_is_refused(tmp_path: Path, name: str) -> None:
    source = tiny_world(tmp_path, WORLD)
    (source / "schools/hilltop").rename(source / "schools" / name)
    with pytest.raises(PolicyError) as error:
        check_school(source, name, TODAY)
    check_places(error.value.findings)
    assert {f.code for f in error.value.findings} <= {"MOD005", "SRC001"}


@pytest.mark.parametrize("more", ["", "password: 12345\n"], ids=["sound", "at fault"])
@pytest.mark.parametrize("linked", [TERMS, "schools/hilltop/sections"], ids=["file", "folder"])
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path, linked: str, more: str) -> None:
    """Not to a file that would do as source, nor to one whose faults a finding would show."""
    source = tiny_world(tmp_path, WORLD)
    outside = tmp_path / "outside"
    (source / linked).rename(outside)
    (source / linked).symlink_to(outside)
    for file in outside.glob("*.yml") if outside.is_dir() else [outside]:
        file.write_text(file.read_text() + more)
    findings = findings_in(source)
    assert ("SRC004", "this is a link that leads out of its folder") in [
        (f.code, f.message) for f in findings
    ]
    assert "password" not in render(findings)
    assert "12345" not in render(findings)
