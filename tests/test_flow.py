"""The pages about the wizards for authors: the chart, the questions, and who can find them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import worlds

from generator.pages import WizardPage, compile_pages
from generator.wizard.checklist import checklist
from generator.wizard.export import export

WIZARD = "common/wizards/should-i-post.yml"
CHART = """\
chart:
  - {ask: Is anyone in danger?, icon: danger, when: {danger: "yes"}}
  - ask: Does it name someone?
    such-as: [a child, "*an adult*"]
    icon: private
    when: {names: [child, adult]}
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    source = worlds.tiny_world(
        tmp_path_factory.mktemp("flow"), {WIZARD: worlds.FILES[WIZARD] + CHART}
    )
    return made(source)


def made(source: Path) -> dict[str, str]:
    checked = worlds.check_hilltop(source)
    wizards = {
        name: WizardPage(export(w.program, checked.policy, "../"), checklist(w.program), w)
        for name, w in checked.wizards.items()
    }
    files, nav = compile_pages(checked.policy, wizards, worlds.TODAY, [])
    assert "about/flow" not in str(nav)
    return {path: text for path, text in files.items() if isinstance(text, str)}


@pytest.fixture
def flow(files: dict[str, str]) -> str:
    return files["about/flow/should-i-post/index.md"]


def text(page: str) -> str:
    """The page without its tags and with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_pages_are_kept_from_search_engines(files: dict[str, str]) -> None:
    for page in (files["about/flow/index.md"], files["about/flow/should-i-post/index.md"]):
        front = page.split("---")[1]
        assert 'robots: "noindex"' in front
        assert 'search: {"exclude": true}' in front


def test_the_list_of_wizards(files: dict[str, str]) -> None:
    page = files["about/flow/index.md"]
    assert "[Should I post this?](should-i-post/index.md)" in page
    assert "<dt>Situations</dt><dd>8</dd>" in page


def test_staff_are_led_there(files: dict[str, str]) -> None:
    assert "flow/index.md)" in files["for-staff/index.md"]


def test_the_chart_comes_first_and_is_words(flow: str) -> None:
    chart = flow[flow.index('<div class="chart') : flow.index("## For authors")]
    rows = chart.split('<li class="chart__row')[1:]
    assert len(rows) == 2
    assert "Is anyone in danger? Yes: get help No Get help" in text(rows[0])
    second = "Does it name someone? a child · &#42;an adult&#42; Yes: go ahead, or stop No"
    assert second in text(rows[1])
    assert "No to all? Go ahead." in text(chart)
    drawn = re.findall(r"<(?:svg|i) [^>]*>", chart)
    assert drawn
    assert [tag for tag in drawn if "aria-hidden" not in tag and "route" not in tag] == []


def test_a_line_runs_down_from_the_first_decision_that_leads_there(flow: str) -> None:
    rows = flow.split('<li class="chart__row')[1:]
    assert "chart__rail" not in rows[0]
    assert re.findall(r"chart__rail--new (lane-\d) (answer--\w+)", rows[1]) == [
        ("lane-0", "answer--ok"),
        ("lane-1", "answer--stop"),
    ]


def test_each_question_has_its_answers_and_rules(flow: str) -> None:
    table = flow[flow.index('<table class="questions">') :]
    rows = [text(row) for row in table.split("<tr>")[2:]]
    assert rows[0].startswith("Is anyone in danger? No: 0 Yes: 1 2 1")
    assert rows[1].startswith("Whom does it name? A child: 1 An adult: 0 Nobody: 0 3 1")


def test_a_wizard_without_a_chart_has_its_questions(tmp_path: Path) -> None:
    flow = made(worlds.tiny_world(tmp_path))["about/flow/should-i-post/index.md"]
    assert 'class="chart' not in flow
    assert '<table class="questions">' in flow


def test_a_wizard_that_was_not_proven_is_not_drawn(tmp_path: Path) -> None:
    checked = worlds.check_hilltop(worlds.tiny_world(tmp_path))
    files, _ = compile_pages(checked.policy, {}, worlds.TODAY, [])
    assert not [path for path in files if path.startswith("about/flow/")]
