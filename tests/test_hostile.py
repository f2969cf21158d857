"""Hostile sources end as a finding with a place, or as harmless words in all that is made."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html.parser import HTMLParser
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
)
from worlds import FILES, TODAY, findings_in, tiny_world

from generator.checked import check_school
from generator.errors import Finding, PolicyError, render

WORLD = {**FILES, **hostile.MORE_FILES}
SCHEMES = re.compile(r"(https://|mailto:|tel:|data:image/svg|[#?]|[^:]*$)")


class Shape(HTMLParser):
    """The elements and attributes of a text, where its links lead, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: set[str] = set()
        self.links: list[str] = []
        self.words: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.parts |= {f"<{tag}>", *(f"<{tag} {name}>" for name in names)}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        marked = next((name for name in names if name.startswith("data-share-")), tag)
        self._open.append(marked)
        self.words.setdefault(marked, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if self._open and (self._open[-1] == tag or self._open[-1].startswith("data-share-")):
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for tag in self._open:
            self.words[tag][-1] += data

    def handle_comment(self, data: str) -> None:
        self.parts.add("a comment")

    def handle_pi(self, data: str) -> None:
        self.parts.add("an instruction")


MARKDOWN = {
    f"<{part}>"
    for part in (
        "a", "a href", "a title", "blockquote", "br", "code", "em", "h1", "h1 id", "h2", "h2 id",
        "h3", "h3 id", "hr", "li", "ol", "p", "pre", "strong", "ul",
    )
}  # fmt: skip
"""What Markdown alone makes."""


def put(text: str, old: str, new: str) -> str:
    """Return a source file with one value, wherever it stands alone, in place of another."""
    quoted = json.dumps(new, ensure_ascii=False)
    changed, count = re.subn(rf"(?<=: ){re.escape(old)}(?=[,}}\n])", lambda _: quoted, text)
    assert count
    return changed


def with_words(words: dict[str, str]) -> dict[str, str]:
    """Return the files of the tiny world with words (place → text) in place of its own."""
    files = dict(WORLD)
    for place, text in words.items():
        path, old = hostile.PLACES[place]
        files[path] = put(files[path], old, text)
    return files


def check_places(findings: list[Finding]) -> None:
    assert all(f.mark.line > 0 and f.mark.column > 0 and f.mark.file.name for f in findings)
    shown = render(findings)
    assert all(line.isprintable() for line in shown.replace("\t", "").split("\n"))


def refused(source: Path, places: Iterable[str]) -> set[str]:
    """Return the places whose line has an error; where there is an error, there is a place."""
    errors = [f for f in findings_in(source) if f.severity == "error"]
    check_places(errors)
    lines = {(f.mark.file.relative_to(source).as_posix(), f.mark.line) for f in errors}
    found = set()
    for place in places:
        path, old = hostile.PLACES[place]
        before = re.split(rf": {re.escape(old)}[,}}\n]", WORLD[path])[:-1]
        starts = ["".join(before[: i + 1]).count("\n") + i + 1 for i in range(len(before))]
        if lines & {(path, start) for start in starts}:
            found.add(place)
    assert found or not errors, render(errors)
    return found


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The places in which each text may stand. Tried in all at once, then without the refused."""
    folder = tmp_path_factory.mktemp("texts")
    found = {}
    for name, text in hostile.TEXTS.items():
        places, gone = set(hostile.PLACES), {""}
        while gone and places:
            source = tiny_world(
                folder / f"{name} {len(places)}", with_words(dict.fromkeys(places, text))
            )
            gone = refused(source, places)
            places -= gone
        found[name] = places
    return found


def test_there_are_enough_attempts() -> None:
    distinct = [
        *hostile.TEXTS.values(), *hostile.IDS, *hostile.WEB, *hostile.EMAILS, *hostile.PHONES,
        *hostile.SITES, *hostile.FILES.values(), *hostile.FILE_NAMES, *hostile.FOLDER_NAMES,
    ]  # fmt: skip
    assert len(set(distinct)) >= 250
    for place, (path, old) in hostile.PLACES.items():
        assert old in WORLD[path], place


NEVER = re.compile(r"<\s*[a-z/!?]|[{}]|\]\(\s*<?(java|vb|data|file|blob)|!\[|[\u202a-\u202e]", re.I)
"""What no text may hold, wherever it stands: markup, templates, pictures, links that run."""


def test_what_acts_is_refused_everywhere(accepted: dict[str, set[str]]) -> None:
    for name, text in hostile.TEXTS.items():
        if NEVER.search(text):
            assert not accepted[name], name


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


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yml"
    secret.write_text("title: password\n")
    source = tiny_world(tmp_path, WORLD)
    (source / TERMS).unlink()
    (source / TERMS).symlink_to(secret)
    findings = findings_in(source)
    assert [f for f in findings if f.severity == "error"]
    assert "password" not in render(findings)
