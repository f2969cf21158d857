"""The pages about the wizards for authors: the chart, the questions, and who can find them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import worlds

from generator.compile import say, write
from generator.content.book import Book
from generator.content.flow import share
from generator.wizard.evaluate import evaluate, next_question, usual
from generator.wizard.paths import walk

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
    written = write(say(checked, worlds.TODAY))
    assert "about/flow" not in str(written.nav)
    return {path: text for path, text in written.files.items() if isinstance(text, str)}


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
    assert "<dt>Ways to answer</dt><dd>4</dd>" in page
    assert "They do not count people." in text(page)


def test_staff_are_led_there(files: dict[str, str]) -> None:
    assert "flow/index.md)" in files["for-staff/index.md"]


def test_the_chart_comes_first_and_is_words(flow: str) -> None:
    chart = flow[flow.index('<div class="chart') : flow.index("## How the questions lead on")]
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


def test_each_question_says_how_often_it_is_asked_and_where_it_leads(flow: str) -> None:
    chart = flow[flow.index('<ol class="flow">') :]
    first, second = (text(item) for item in chart.split('<li id="question-')[1:])
    assert "Is anyone in danger? Asked on all ways to answer. No 2 Yes Get help" in first
    assert "2 answers, 1 rule No: 0 rules Yes: 1 rule" in first
    assert "Whom does it name? Asked on 75 % of all ways to answer. A child Stop" in second
    assert "An adult; Nobody Go ahead" in second
    assert '<a href="#question-2" aria-label="Question 2">2</a>' in chart


def test_the_shares_count_ways_and_never_people(flow: str) -> None:
    ends = text(flow[flow.index("## Where the ways end") :])
    assert "Go ahead 50 % of all ways to answer" in ends
    assert "Get help 25 % of all ways to answer" in ends
    assert "They do not count people." in text(flow)
    assert {part.group() for part in re.finditer(r"%[^.<]*", flow)} == {"% of all ways to answer"}


@pytest.mark.parametrize(
    ("part", "said"),
    [(4, "all ways"), (3, "75 % of all ways"), (0.01, "less than 1 %"), (3.99, "more than 99 %")],
)
def test_a_share_in_words(part: float, said: str) -> None:
    assert share(round(part * 100), 400).startswith(said)


def test_ways_are_counted_one_by_one(tmp_path: Path) -> None:
    """Compared with every list of answers, where each tick stands alone."""
    program = worlds.check_hilltop(worlds.tiny_world(tmp_path)).wizards["should-i-post"].program
    mode = usual(program)
    ends: dict[int, int] = {}

    def follow(answers: dict[int, int]) -> None:
        fact = next_question(program, answers, mode)
        if fact is None:
            verdict = evaluate(program, answers).verdict
            ends[verdict] = ends.get(verdict, 0) + 1
            return
        for option in range(program.facts[fact].options):
            follow({**answers, fact: 1 << option})

    follow({})
    paths = walk(program)
    assert dict(paths.verdicts) == ends
    assert paths.ways == sum(ends.values())


def test_a_wizard_without_a_chart_has_its_questions(tmp_path: Path) -> None:
    flow = made(worlds.tiny_world(tmp_path))["about/flow/should-i-post/index.md"]
    assert 'class="chart' not in flow
    assert '<ol class="flow">' in flow


def test_a_wizard_that_was_not_proven_is_not_drawn(tmp_path: Path) -> None:
    checked = worlds.check_hilltop(worlds.tiny_world(tmp_path))
    files = write(Book(checked.policy, {}, worlds.TODAY, [])).files
    assert not [path for path in files if path.startswith("about/flow/")]
