"""Staff read sentences: names come before numbers, and the list of forms holds every form."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from worlds import TODAY

from generator.compile import check_school, write
from generator.content.book import Book, Printed, PrintFile

SOURCE = Path(__file__).parent.parent / "policy_src"
PRINTED = Printed(
    tuple(
        PrintFile(f"print/{name}.pdf", title, "form", 1, 21_000)
        for name, title in (("complaint-form", "Own"), ("incident-log", "Incident log"))
    ),
    {},
)


def made(school: str) -> dict[str, str]:
    checked = check_school(SOURCE, school, TODAY)
    files = write(Book(checked.policy, {}, TODAY, checked.findings, PRINTED, checked.history)).files
    return {path: text for path, text in files.items() if isinstance(text, str)}


@pytest.fixture(scope="module")
def clapgate() -> dict[str, str]:
    return made("clapgate")


def test_what_to_mend_begins_with_sentences(clapgate: dict[str, str]) -> None:
    page = clapgate["for-staff/to-mend/index.md"]
    tasks = re.findall(r"^- (.+)$", page.partition("## To check by hand")[0], re.M)
    assert len(tasks) > 20
    for task in tasks:
        said, small, where = task.partition('<span class="quiet">')
        assert small, task
        assert re.match(r"[A-Z“\[]", said), task
        assert not re.search(r"clapgate-\d+:|\.yml|[A-Z]{3}\d{3}|\"", said), task
        assert re.search(r"\w+\.yml, line \d+", where), task


def test_a_finding_names_things_by_their_titles(clapgate: dict[str, str]) -> None:
    page = clapgate["for-staff/to-mend/index.md"]
    assert re.search(
        r"^- The sanction “[A-Z][^”]+ [^”]+” does not say who decides\. <span", page, re.M
    )


def test_the_trace_begins_with_what_the_document_says(clapgate: dict[str, str]) -> None:
    page = clapgate["for-staff/trace/index.md"]
    parts = page.split('<div class="traced"')[1:]
    assert len(parts) > 50
    for part in parts:
        name = re.match(r' id="([\w-]+)"', part)
        assert name
        lines = [line for line in part.partition("</div>")[0].splitlines()[1:] if line]
        assert lines[0].startswith("**")
        assert lines[-2].endswith(name[1])
        assert lines[-1] == "{ .quiet }"


def test_all_printed_forms_are_listed() -> None:
    files = made("oakfield")
    own, shared = files["forms/index.md"].split("## Forms that every school can use")
    assert "**[Tell the school what went wrong](complaint-form/index.md)**" in own
    assert "[To print](../print/complaint-form.pdf) (PDF, 1 page, 21 KB)" in own
    assert "**[Incident log](../print/incident-log.pdf)**" in shared
    assert "Own" not in shared


def test_a_school_without_forms_of_its_own_lists_the_shared_ones(clapgate: dict[str, str]) -> None:
    page = clapgate["forms/index.md"]
    assert "This school's forms" not in page
    assert "**[Incident log](../print/incident-log.pdf)**" in page
