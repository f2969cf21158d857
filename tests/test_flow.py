"""The pages that draw a wizard for authors: what stands on them, and who can find them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import worlds

from generator.pages import WizardPage, compile_pages
from generator.pages.flow import Share
from generator.wizard.checklist import checklist
from generator.wizard.export import export

MORE = """\
id: more
title: More
clauses:
  - id: be-kind
    kind: should
    binds: [parents]
    basis: school-rule
    title: Be kind
    text: Be kind.
    from: [hilltop-02]
  - id: name-with-care
    kind: should
    binds: [parents]
    basis: school-rule
    title: Name with care
    text: Name people with care.
    instead: Ask them.
    from: [hilltop-02]
    wizard:
      - {when: {names: child}, verdict: ok}
      - {when: {names: adult}, verdict: stop}
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    source = worlds.tiny_world(
        tmp_path_factory.mktemp("flow"), {"schools/hilltop/sections/20-more.yml": MORE}
    )
    checked = worlds.check_hilltop(source)
    wizards = {
        name: WizardPage(export(w.program, checked.policy, "../"), checklist(w.program), w)
        for name, w in checked.wizards.items()
    }
    made, nav = compile_pages(checked.policy, wizards, worlds.TODAY, [])
    assert "about/flow" not in str(nav)
    return {path: text for path, text in made.items() if isinstance(text, str)}


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


def test_the_picture(flow: str) -> None:
    steps = flow.split('<li class="flow__step">')[1:]
    assert [re.findall(r"#ask-([a-z]+)", step)[0] for step in steps] == ["danger", "names"]
    assert "Asked in 100%, goes on in 50.0%" in steps[0]
    assert "Get help: 50.0%" in text(steps[0])
    assert "Asked in 100%</p>" in steps[1]
    assert "Stop: 75.0%" in text(steps[1])
    assert "Go ahead: 25.0%" in text(steps[1])
    widths = [float(width) for width in re.findall(r'x="[0-9.]+" width="([0-9.]+)"', steps[1])]
    assert widths == [75.0, 25.0]


def test_each_answer_names_its_rules(flow: str) -> None:
    answers = flow[flow.index("## Questions and answers") : flow.index("## Rules, and")]
    child = answers[answers.index("**A child**") : answers.index("**An adult**")]
    assert re.findall(r"\]\(#rule-([a-z0-9-]+)\)", child) == ["name-no-child", "name-with-care--1"]
    assert "no rule asks for it" in answers[answers.index("**Nobody**") :]
    targets = set(re.findall(r'id="(rule-[a-z0-9-]+)"', flow))
    assert set(re.findall(r"\(#(rule-[a-z0-9-]+)\)", flow)) <= targets


@pytest.mark.parametrize(
    "sentence",
    [
        "get-help: somebody is in danger. It holds in 4 (50.0%) and always gives the verdict.",
        "name-no-child: it names a child. It holds in 2 (50.0%) and always gives the verdict.",
        "All its rules together: holds in 3 (75.0%), gives the verdict in 2 (50.0%)",
        "name-with-care/1 (Go ahead): it names a child. It holds in 2 (50.0%) and never gives the "
        "verdict: a worse one always holds too",
        "name-with-care/2: it names an adult. It holds in 2 (50.0%) and always gives the verdict",
        "No rule holds in 1 (25.0%) of the situations. They get the verdict “Go ahead”.",
        "- nobody is in danger; it names nobody",
        "[name-with-care/1](#rule-name-with-care--1)",
    ],
)
def test_what_rules_reach(sentence: str, flow: str) -> None:
    assert sentence in re.sub(r" (?=[.:])", "", text(flow))


def test_clauses_that_are_never_used(flow: str) -> None:
    unused = flow[flow.index("## Clauses this wizard never uses") :]
    assert re.findall(r"code/([a-z-]+)/", unused) == ["be-kind"]


@pytest.mark.parametrize(
    ("situations", "among", "words"),
    [
        (0, 8, "0%"),
        (8, 8, "100%"),
        (1, 8, "12.5%"),
        (1, 1_000_000, "under 0.1%"),
        (999_999, 1_000_000, "over 99.9%"),
        (1, 2000, "0.1%"),
    ],
)
def test_a_share_in_words(situations: int, among: int, words: str) -> None:
    assert str(Share(situations, among)) == words


def test_a_wizard_that_was_not_proven_is_not_drawn(tmp_path: Path) -> None:
    checked = worlds.check_hilltop(worlds.tiny_world(tmp_path))
    made, _ = compile_pages(checked.policy, {}, worlds.TODAY, [])
    assert not [path for path in made if path.startswith("about/flow/")]
