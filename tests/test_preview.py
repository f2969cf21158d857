"""The live preview: what somebody sees who edits and looks at the page."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import Any

import live
import pytest
from worlds import TODAY, tiny_project, tiny_world

from generator.compile import compile_site, recompile_site
from generator.publish.preview import _is_words_alone
from generator.site import Site

RULES = "policy_src/schools/hilltop/sections/10-rules.yml"
PAGE = "code/name-no-child/"
PATIENCE = 120
SENTENCE = "Leave out names of children."
FIRST = f"{re.escape(SENTENCE)}|Never name a child"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_project(tmp_path_factory.mktemp("preview"))


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    with live.preview(project, "hilltop") as served:
        yield served


@pytest.fixture
def edit(project: Path, address: str) -> Iterator[Callable[[str, str], None]]:
    """`edit(old, new)` writes into the rules; before and afterwards they are as they were."""
    file = project / RULES
    before = file.read_text("utf-8")
    soon(
        lambda: {SENTENCE, "Never name a child"} <= {*re.findall(FIRST, live.fetch(address + PAGE))}
    )

    def write(old: str, new: str) -> None:
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    yield write
    file.write_text(before, "utf-8")


def soon(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_an_edit_of_words_is_on_its_page_on_others_and_in_the_print(
    address: str, edit: Callable[[str, str], None]
) -> None:
    handbook = f"{address}print/handbook-full.pdf"
    before = live.raw(handbook)
    edit(SENTENCE, "Leave out names of pupils here.")
    soon(lambda: "Leave out names of pupils here" in live.fetch(address + PAGE))
    assert "Leave out names of pupils here" in live.fetch(f"{address}handbook/")
    assert 'content="Leave out names of pupils here."' in live.fetch(address + PAGE)
    soon(lambda: live.raw(handbook) != before)


def test_a_title_is_on_every_page_that_lists_it(
    address: str, edit: Callable[[str, str], None]
) -> None:
    edit("title: Never name a child", "title: Please never name a child")
    soon(lambda: "Please never name a child" in live.fetch(address + PAGE))
    assert "Please never name a child" in live.fetch(f"{address}code/")


def test_a_fault_is_shown_and_goes(address: str, edit: Callable[[str, str], None]) -> None:
    edit(f"text: {SENTENCE}", f"txt: {SENTENCE}")
    soon(lambda: "10-rules.yml" in live.fetch(address))
    assert SENTENCE[:-1] in live.fetch(address + PAGE)
    edit(f"txt: {SENTENCE}", "text: Leave out names and classes.")
    soon(lambda: "Leave out names and classes" in live.fetch(address + PAGE))
    assert "10-rules.yml" not in live.fetch(address)


def test_what_only_the_last_checks_find_is_shown_too(
    address: str, edit: Callable[[str, str], None]
) -> None:
    """The pages are there before anything new is proven; the fault comes after that."""
    edit(SENTENCE, "Leave out names. See [a page](code/of-nothing/).")
    soon(lambda: "code/of-nothing/" in live.fetch(address) and "REF001" in live.fetch(address))


@pytest.mark.parametrize("school", ["oakfield", pytest.param("clapgate", marks=pytest.mark.long)])
def test_what_is_shown_at_once_is_what_proofs_and_prints_give(school: str) -> None:
    """Where nothing changed since; so a preview comes to rest."""
    whole = compile_site(live.ROOT / "policy_src", school, TODAY)
    again = recompile_site(live.ROOT / "policy_src", school, TODAY, "preview", whole)
    assert again
    assert again.site == whole.site
    assert whole.proven.findings


@pytest.mark.parametrize(
    ("change", "alone"),
    [
        ({"files": {"a.md": "---\ntitle: A\nkind: b\n---\nNew", "b.pdf": b"2"}}, True),
        ({"files": {"a.md": "---\ntitle: B\n---\nOld", "b.pdf": b"1"}}, False),
        ({"files": {"a.md": "---\ntitle: A\n---\nOld"}}, False),
        ({"files": {"a.md": "---\ntitle: A\n---\nOld", "b.pdf": b"1", "c.md": "New"}}, False),
        ({"title": "Another school"}, False),
        ({"nav": [{"A": "a.md"}]}, False),
        ({"extra": {"status": "draft"}}, False),
    ],
)
def test_what_more_than_words_changes_is_built_whole(change: dict[str, Any], alone: bool) -> None:
    files: dict[str, str | bytes] = {"a.md": "---\ntitle: A\n---\nOld", "b.pdf": b"1"}
    before = Site("hilltop", "Hilltop", "en-GB", None, files, [])
    assert _is_words_alone(before, replace(before, **change)) is alone


def test_a_wizard_of_another_shape_is_proven_anew(tmp_path: Path) -> None:
    source = tiny_world(tmp_path)
    whole = compile_site(source, "hilltop", TODAY)
    assert recompile_site(source, "hilltop", TODAY, "preview", whole)
    rules = tmp_path / RULES
    rules.write_text(rules.read_text().replace("when: {names: child}", "when: {names: adult}"))
    assert recompile_site(source, "hilltop", TODAY, "preview", whole) is None


def test_nobody_sees_half_of_an_edit(address: str, edit: Callable[[str, str], None]) -> None:
    """What one page says now, no other page says only later."""
    stop, late = Event(), []

    def look() -> None:
        while not stop.is_set():
            said = re.findall(r"Leave out names of (\w+) today", live.fetch(address + PAGE))
            whole = live.fetch(f"{address}handbook/")
            numbers = [int(n) for n in re.findall(r"Leave out names of no(\d) today", whole)]
            if said and numbers < [int(said[0].removeprefix("no"))]:
                late.append((said, numbers))

    looking = Thread(target=look)
    looking.start()
    try:
        now = SENTENCE
        for number in range(4):
            new = f"Leave out names of no{number} today."
            edit(now, new)
            now = new
            soon(lambda now=now: now[:-1] in live.fetch(address + PAGE))
    finally:
        stop.set()
        looking.join()
    assert late == []
