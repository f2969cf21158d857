"""What people depend on stands in the packs of the nations as a second register has it.

`tests/witness/nations.tsv` holds every number, address, law and outside office once more, each with
the day on which it was looked up and where. A slip of a finger in the source or there is a
difference between the two. Correct an entry in both, and only after looking it up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

NATIONS = Path(__file__).parent.parent / "policy_src/nations"
REGISTER = Path(__file__).parent / "witness" / "nations.tsv"
HEAD = ["nation", "kind", "id", "what", "value", "checked", "where"]
NOT_SEEN = "not confirmed elsewhere"
OURS = "our own words"
"""What no page could confirm, such as what we call an office."""

NUMBER = re.compile(r"\d(?: ?\d){2,}")
ADDRESS = re.compile(r"https?://[^\s)]+")
DATE = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")
OFFICIAL = re.compile(
    r"https://www\.legislation\.gov\.uk/(ukpga|uksi)/(\d{4})/(\d+)(?:/section/(\w+))?"
)
FIELDS = {
    "helpline": ("same-as", "title", "danger", "phone", "text-number", "web", "hours"),
    "law": ("same-as", "title", "citation", "status", "web"),
    "channel": ("same-as", "title", "phone", "email", "web"),
}
SPOKEN = ("text", "note")
"""What a reader sees of a helpline or channel besides: it may name a number or address too."""

Entry = tuple[str, str, str, str, str]


def in_source() -> list[Entry]:
    """Return what people depend on in the packs: nation, kind, id, what it is, value."""
    return [entry for pack in sorted(NATIONS.iterdir()) for entry in _of_nation(pack)]


def _of_nation(pack: Path) -> Iterator[Entry]:
    about = yaml.safe_load((pack / "nation.yml").read_text("utf-8"))
    for number in about["emergency"]:
        yield pack.name, "nation", pack.name, "emergency", number
    for here, there in about.get("words", {}).items():
        if NUMBER.search(here + there):
            yield pack.name, "nation", pack.name, "words", f"{here} = {there}"
    for address in ADDRESS.findall(about.get("publish", "")):
        yield pack.name, "nation", pack.name, "publish", address
    for kind, file, part in (
        ("helpline", "helplines.yml", "helplines"),
        ("channel", "channels.yml", "channels"),
        ("law", "law.yml", "laws"),
    ):
        for entry in yaml.safe_load((pack / file).read_text("utf-8"))[part]:
            name = entry.get("id") or entry["same-as"].partition("/")[2]
            for what, value in _of_entry(kind, entry):
                yield pack.name, kind, name, what, value


def _of_entry(kind: str, entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    said = {**entry, **entry.get("but", {})}
    said |= said.get("contact", {})
    for what in FIELDS[kind]:
        if what in said:
            yield what, " ".join(str(said[what]).split())
    if kind == "law":
        for date in dict.fromkeys(DATE.findall(said.get("status-note", ""))):
            yield "date", date
        return
    words = " ".join(str(said.get(field, "")) for field in SPOKEN)
    for found in dict.fromkeys(NUMBER.findall(words) + ADDRESS.findall(words)):
        yield "named", found


def in_register() -> list[list[str]]:
    head, *lines = REGISTER.read_text("utf-8").splitlines()
    assert head.split("\t") == HEAD
    return [line.split("\t") for line in lines]


def differences(source: list[Entry], register: list[Entry]) -> list[str]:
    """Return a line for each thing that only one of the two says."""
    only = [(*entry, "the source has") for entry in set(source) - set(register)]
    only += [(*entry, "the register has") for entry in set(register) - set(source)]
    return [f"{n} {kind} {name} {what}: {has} {v}" for n, kind, name, what, v, has in sorted(only)]


def test_the_source_and_the_second_register_say_the_same() -> None:
    source = in_source()
    register = [(n, kind, name, what, value) for n, kind, name, what, value, *_ in in_register()]
    assert differences(source, register) == []
    assert sorted(source) == sorted(register), "something stands twice in one of them"


def test_each_line_says_when_and_where_it_was_looked_up_or_that_it_was_not() -> None:
    for line in in_register():
        assert len(line) == len(HEAD), line
        *_, checked, where = line
        assert re.fullmatch(r"20\d\d-[01]\d-[0-3]\d", checked), line
        assert where in (NOT_SEEN, OURS) or re.fullmatch(
            r"[\w.-]+\.[a-z]+(/\S*)?( \([^)]+\))?", where
        ), line


@pytest.mark.parametrize(
    "line", [line for line in in_register() if line[3] in ("phone", "text-number")]
)
def test_each_number_is_as_long_as_a_number_here_is(line: list[str]) -> None:
    """Eleven digits, a short code, or the eight of Childline."""
    number = line[4].replace(" ", "")
    assert re.fullmatch(r"0[12378]\d{9}|08001111|\d{3}|116\d{3}|8\d{4}", number)


def test_a_law_is_cited_as_its_address_says() -> None:
    """The year, the number and the section in an official address are those of the citation."""
    told = 0
    for file in NATIONS.glob("*/law.yml"):
        for law in yaml.safe_load(file.read_text("utf-8"))["laws"]:
            found = OFFICIAL.match(law.get("web", ""))
            if found:
                kind, year, number, section = found.groups()
                cited = (
                    rf"Act {year} \(c\. {number}\)" if kind == "ukpga" else f"SI {year}/{number}"
                )
                assert re.search(cited, law["citation"]), law["id"]
                if section and "section" in law["citation"]:
                    assert re.search(rf"\b{section}\b", law["citation"]), law["id"]
                told += 1
    assert told > 30
