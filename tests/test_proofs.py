"""What is proved about wizards of every kind, with several dangers, people and rules."""

from __future__ import annotations

from pathlib import Path

import pytest
import worlds
from click.testing import CliRunner

from generator import cli

FACTS, POST, FIND, GUIDE, RULES, OURS, DANGER, CHANNELS = (
    "common/facts.yml",
    "common/wizards/should-i-post.yml",
    "common/wizards/who-to-ask.yml",
    "common/wizards/what-next.yml",
    "common/sections/20-steps.yml",
    worlds.RULES,
    "common/sections/10-danger.yml",
    "nations/england/channels.yml",
)
OWN = "schools/hilltop/channels.yml"
WIZARDS = {"should-i-post": POST, "who-to-ask": FIND, "what-next": GUIDE}
DANGERS = {"unsure": "Not sure", "child": "A child", "adult": "An adult", "pupils": "Pupils"}

HEAD = """\
id: {id}
title: {title}
kind: {kind}
intro: Answer a few questions.
{message}uses: [danger, matter{role}]
questions:
{questions}
verdicts:
  - {{id: ask, title: Ask, lead: We listen., summary: Ask if}}
  - {{id: further, title: Go further, lead: They listen., summary: Go further if}}
  - {{id: help, title: Get help, lead: We can help., summary: Get help if}}
otherwise: ask
max-questions: 3
"""
MESSAGE = "message: {subjects: [{say: A question}], lines: [{say: Thank you.}]}\n"
ASKED = {
    "danger": "  - {fact: danger, ask: Who is in danger?, error: Choose an answer}",
    "role": "  - {fact: role, ask: Who are you?, error: Choose an answer}",
    "matter": "  - {fact: matter, ask: What is it about?, error: Choose an answer}",
}


def wizard(name: str, order: tuple[str, ...] = ("danger", "role", "matter")) -> str:
    kind = {"should-i-post": "verdict", "who-to-ask": "finder", "what-next": "guide"}[name]
    asked = [fact for fact in order if fact != "role" or kind == "verdict"]
    return HEAD.format(
        id=name,
        title=f"The {kind}",
        kind=kind,
        message="" if kind == "finder" else MESSAGE,
        role=", role" if kind == "verdict" else "",
        questions="\n".join(ASKED[fact] for fact in asked),
    )


def world(
    helped: dict[str, list[str]] | None = None, order: dict[str, tuple[str, ...]] | None = None
) -> dict[str, str]:
    """A world of three wizards that each ask about four dangers.

    ``helped`` names the dangers that lead to help in a wizard, where not all do; ``order`` what a
    wizard asks in turn.
    """
    dangers = {name: (helped or {}).get(name, list(DANGERS)) for name in WIZARDS}
    return {
        FACTS: "facts:\n"
        "  - id: danger\n    kind: one\n    is-danger: true\n    options:\n"
        '      - {id: "no", label: Nobody, words: nobody is in danger}\n'
        + "".join(
            f"      - {{id: {name}, label: {label}, words: danger is {name}}}\n"
            for name, label in DANGERS.items()
        )
        + "  - id: role\n    kind: one\n    is-audience: true\n    options:\n"
        "      - {id: parents, label: A parent, words: you are a parent}\n"
        "      - {id: staff, label: A member of staff, words: you work here}\n"
        "  - id: matter\n    kind: one\n    options:\n"
        "      - {id: lesson, label: A lesson, words: it is about a lesson}\n"
        "      - {id: head, label: The head, words: it is about the head}\n"
        "      - {id: governor, label: A governor, words: it is about a governor}\n",
        **{WIZARDS[name]: wizard(name, (order or {}).get(name, tuple(ASKED))) for name in WIZARDS},
        DANGER: worlds.FILES[DANGER].partition("    wizard:")[0]
        + "    wizard:\n"
        + "".join(
            f"      - {{in: {name}, when: {{danger: {found}}}, verdict: help}}\n"
            for name, found in dangers.items()
            if found
        ),
        RULES: "id: steps\ntitle: Steps\nclauses:\n"
        "  - id: about-the-head\n    kind: should\n    binds: [everyone]\n"
        "    basis: good-practice\n    title: Tell who is above the head\n    text: Write.\n"
        "    instead: Write a letter.\n    wizard:\n"
        "      - {in: what-next, when: {matter: [head, governor]}, verdict: further}\n",
        OURS: worlds.FILES[OURS].replace(
            "{names: child}\n        verdict: stop\n        channel: office",
            "{matter: lesson}\n        verdict: further",
        ),
        CHANNELS: worlds.FILES[CHANNELS]
        + "  - {id: teacher, title: A teacher, text: Ask., never: {matter: head}}\n"
        "  - {id: leader, title: A leader, text: Ask., never: {matter: governor}}\n",
        OWN: people(),
    }


def people(office: str = "lesson", stands_for: str = "", more: str = "") -> str:
    """The office, told about some matters in two wizards, and the trust, told about all others."""
    trust = ", ".join(m for m in ("lesson", "head", "governor") if m not in office)
    return f"""\
channels:
  - id: office
    title: The office
    text: Ask here.
    contact: {{phone: 01632 960001}}
    stands-for: [{stands_for}]
    routes:
      - {{in: [who-to-ask, should-i-post], when: {{matter: [{office}]}}, step: ask}}
{more}  - id: trust
    title: The trust
    text: Write to it.
    contact: {{phone: 01632 960002}}
    routes:
      - {{in: who-to-ask, when: {{matter: [{trust}]}}, step: further}}
"""


def found(tmp_path: Path, files: dict[str, str]) -> list[tuple[str, str]]:
    return [(f.code, f.message) for f in worlds.findings_in(worlds.tiny_world(tmp_path, files))]


def test_the_world_of_three_wizards_has_nothing_to_mend(tmp_path: Path) -> None:
    assert found(tmp_path, world()) == []


@pytest.mark.parametrize("name", WIZARDS)
@pytest.mark.parametrize("left_out", DANGERS)
def test_each_danger_leads_to_help_in_each_wizard(name: str, left_out: str, tmp_path: Path) -> None:
    rest = [danger for danger in DANGERS if danger != left_out]
    assert found(tmp_path, world({name: rest})) == [
        ("WIZ009", f'"{DANGERS[left_out]}" does not always lead to help')
    ]


@pytest.mark.parametrize("name", WIZARDS)
def test_danger_is_asked_first_in_each_wizard(name: str, tmp_path: Path) -> None:
    last = ("role", "matter", "danger")
    assert found(tmp_path, world(order={name: last})) == [
        ("WIZ009", '"Who is in danger?" is not the first question')
    ]


@pytest.mark.parametrize("stands_for", ["teacher, leader", "leader, teacher"])
@pytest.mark.parametrize("about", ["head", "governor"])
def test_nobody_is_told_about_whom_they_stand_for_never_are(
    about: str, stands_for: str, tmp_path: Path
) -> None:
    """The office stands for a teacher and a leader, each never told about one of the two."""
    wrong = ("WIZ014", 'the route "office" leads to "office", which is never right')
    in_each_wizard = [wrong, wrong]
    assert found(tmp_path, world() | {OWN: people(about, stands_for)}) == in_each_wizard


@pytest.mark.parametrize("stands_for", ["teacher, leader", "leader, teacher"])
def test_a_rule_sends_nobody_to_whom_they_stand_for_never_are(
    stands_for: str, tmp_path: Path
) -> None:
    rule = world()[OURS].replace("{matter: lesson}", "{matter: head}") + "        channel: office\n"
    files = world() | {OWN: people("lesson, governor", ""), OURS: rule}
    assert found(tmp_path, files) == []
    files[OWN] = people("lesson", stands_for)
    assert found(tmp_path, files) == [
        ("WIZ014", 'the rule "name-no-child" leads to "office", which is never right')
    ]


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ("", "=> Ask (so far)"),
        ("danger=no", "=> Ask (so far)"),
        ("matter=lesson", "=> Go further (so far)"),
        ("danger=no matter=lesson", "=> Go further"),
        ("danger=no matter=head", "=> Ask"),
        ("danger=unsure", "=> Get help"),
        ("danger=pupils", "=> Get help"),
    ],
)
def test_explain_says_that_an_open_verdict_is_not_final(
    answers: str, verdict: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worlds.tiny_world(tmp_path, world())
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli.main, ["explain", "hilltop", "--answers", answers])
    assert result.exit_code == 0
    assert result.output.splitlines()[1] == verdict


# The post's wizard, with a fact of the school's own


def with_fact(head: str, options: tuple[str, ...], *rules: str) -> dict[str, str]:
    """The tiny world with one more question, and rules that test its fact."""
    listed = "".join(
        f"      - {{id: {o}, label: {o.title()}, words: it is {o}}}\n" for o in options
    )
    return {
        "schools/hilltop/wizards/should-i-post.yml": "id: should-i-post\nfacts:\n"
        f"  - id: own\n{head}    options:\n{listed}"
        "questions:\n  - {fact: own, ask: What is it?, error: Choose an answer, after: danger}\n",
        POST: worlds.FILES[POST].replace("max-questions: 3", "max-questions: 4"),
        "schools/hilltop/sections/20-more.yml": "id: more\ntitle: More\nclauses:\n"
        "  - id: more-rule\n    kind: info\n    binds: [everyone]\n    basis: school-rule\n"
        "    title: A rule\n    text: Think of others.\n    instead: Ask the office.\n"
        "    from: {hilltop-03: a rule}\n    wizard:\n"
        + "".join(f"      - {{when: {rule}, verdict: stop}}\n" for rule in rules),
    }


SCALE = ("friend", "group", "town", "world")
ORDERED = "    kind: one\n    ordered: true\n"
BOXES = ("threat", "hate", "picture", "none")
TICKED, SERIOUS = "    kind: many\n", "    kind: many\n    is-serious: true\n"


@pytest.mark.parametrize("last", SCALE)
def test_no_answer_of_a_scale_softens_what_the_one_before_it_gets(
    last: str, tmp_path: Path
) -> None:
    """A rule that holds from the first to some answer of four and then no more."""
    holds = SCALE[1 : SCALE.index(last) + 1] or SCALE[:1]
    files = with_fact(ORDERED, SCALE, f"{{own: [{', '.join(holds)}]}}")
    after = SCALE[SCALE.index(holds[-1]) + 1 :]
    assert found(tmp_path, files) == [
        (
            "WIZ007",
            f'"{worse.title()}" softens the verdict that "{holds[-1].title()}" gets from the rule '
            '"more-rule"',
        )
        for worse in after[:1]
    ]


@pytest.mark.parametrize("box", BOXES[:-1])
def test_no_further_tick_softens_a_verdict(box: str, tmp_path: Path) -> None:
    files = with_fact(TICKED, BOXES, f"{{names: adult, not: {{own: {box}}}}}")
    told = (
        "WIZ007",
        f'"{box.title()}" softens the verdict that "None" gets from the rule "more-rule"',
    )
    assert told in found(tmp_path, files)


@pytest.mark.parametrize("box", BOXES[:-1])
def test_each_serious_box_gets_more_than_the_mildest_verdict(box: str, tmp_path: Path) -> None:
    others = [other for other in BOXES[:-1] if other != box]
    files = with_fact(SERIOUS, BOXES, f"{{own: [{', '.join(others)}]}}")
    assert found(tmp_path, files) == [
        ("WIZ018", f'"{box.title()}" is ticked and the verdict is "Go ahead"')
    ]


# Whoever is sent for help, in each kind of wizard


POLICE = "    helplines: [police]\n"
SENDS = "sends somebody for help and"


@pytest.mark.parametrize("name", WIZARDS)
@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ("    act: Ring the police.\n", "", f"{SENDS} does not say in one line what to do"),
        (
            "    avoid: Do not post about it.\n",
            "",
            f"{SENDS} does not say in one line what not to do",
        ),
        (POLICE, "", f"{SENDS} names no helpline with a number to call"),
        (
            POLICE,
            "    helplines: [police, listeners]\n",
            f"{SENDS} shows a helpline that cannot be reached",
        ),
        ("    instead: Stay with them.\n", "", "offers no channel and nothing to do instead"),
    ],
)
def test_help_says_what_to_do_and_whom_to_ring(
    name: str, line: str, instead: str, said: str, tmp_path: Path
) -> None:
    """One wizard sends its last danger to a rule of its own, which lacks something."""
    files = world({name: list(DANGERS)[:-1]})
    rule = worlds.FILES[DANGER].partition("clauses:\n")[2].replace("get-help", "get-more-help")
    assert line in rule
    files[DANGER] += rule.partition("    wizard:")[0].replace(line, instead) + (
        f"    wizard:\n      - {{in: {name}, when: {{danger: pupils}}, verdict: help}}\n"
    )
    files["nations/england/helplines.yml"] = worlds.FILES["nations/england/helplines.yml"] + (
        "  - {id: listeners, title: Listeners, text: They listen., checked: 2026-01,"
        " serves: [england], source: A notice.}\n"
    )
    assert found(tmp_path, files) == [("WIZ006", f'the rule "get-more-help" {said}')]


@pytest.mark.parametrize("name", WIZARDS)
def test_a_verdict_that_nobody_gets_is_found_the_gravest_too(name: str, tmp_path: Path) -> None:
    told = "WIZ005", 'the verdict "help" is never reached'
    assert told in found(tmp_path, world({name: []}))


def test_a_route_within_another_is_found_in_a_finder(tmp_path: Path) -> None:
    inner = '      - {in: who-to-ask, when: {matter: lesson, danger: "no"}, step: ask}\n'
    files = world() | {OWN: people(more=inner)}
    assert found(tmp_path, files) == [("WIZ004", 'the rule "office/2" is contained in "office/1"')]
