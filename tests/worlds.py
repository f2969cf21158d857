"""Tiny worlds for tests: a policy source of a few lines a file without a finding, and wizards."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.checked import Checked, check_school
from generator.errors import Finding, PolicyError
from generator.model.wizard import Fact, Option, Question, Rule, Verdict, Wizard, read_condition
from generator.wizard.program import Asked, BoundRule, Program, compile_condition

ROOT = Path(__file__).parent.parent

TODAY = date(2026, 6, 1)
"""The day on which the tiny world is checked: its review is due a year later."""

FILES = {
    "common/audiences.yml": """\
audiences:
  - {id: parents, title: Parents, you: A parent, site: true}
  - {id: staff, title: Staff, you: A member of staff}
""",
    "common/law/england.yml": """\
title: England
laws:
  - id: speech-act
    kind: act
    title: Speech Act 1998
    citation: Speech Act 1998
    status: in-force
    for-parents: true
    means: You may say what you think.
    confirmed: "yes"
    checked: 2026-01
""",
    "common/helplines/england.yml": """\
helplines:
  - {id: police, title: Police, text: Ring at once., group: danger, phone: "999", checked: 2026-01}
""",
    "common/channels/england.yml": """\
channels:
  - {id: council, title: The council, text: It looks at what the school did., outside: true}
""",
    "common/sections/10-danger.yml": """\
id: danger
title: Danger
clauses:
  - id: get-help
    kind: must
    binds: [everyone]
    basis: safety
    title: Get help
    text: Ring the police.
    instead: Stay with them.
    helplines: [police]
    wizard:
      - when: {danger: "yes"}
        verdict: help
""",
    "common/wizards/should-i-post.yml": """\
id: should-i-post
title: Should I post this?
intro: Answer a few questions.
facts:
  - id: danger
    kind: one
    ordered: true
    is-danger: true
    options:
      - {id: "no", label: "No", words: nobody is in danger}
      - {id: "yes", label: "Yes", words: somebody is in danger}
  - id: role
    kind: one
    is-audience: true
    options:
      - {id: parents, label: A parent, words: you are a parent}
      - {id: staff, label: A member of staff, words: you work here}
  - id: names
    kind: many
    options:
      - {id: child, label: A child, words: it names a child}
      - {id: adult, label: An adult, words: it names an adult}
      - {id: none, label: Nobody, words: it names nobody}
questions:
  - {fact: danger, ask: Is anyone in danger?, error: Choose an answer}
  - {fact: role, ask: Who are you?, error: Choose an answer}
  - {fact: names, ask: Whom does it name?, error: Tick an answer}
verdicts:
  - {id: ok, title: Go ahead, lead: It is fine., next: Before you post, summary: Go ahead if}
  - {id: stop, title: Stop, lead: There is a better way., next: Do this, summary: Stop if}
  - {id: help, title: Get help, lead: We can help., next: Ring, summary: Get help if}
otherwise: ok
max-questions: 3
""",
    "schools/hilltop/school.yml": """\
name: Hilltop School
nation: england
real: false
colours: {primary: "#1f5f5b", accent: "#a35a00"}
welcome: Talk to us.
document:
  title: Our code
  approved: 2026-05-01
  review: 2027-05
  from: [hilltop-01]
""",
    "schools/hilltop/provisions.yml": """\
provisions:
  - {id: hilltop-01, section: Front page, text: The code was agreed in May 2026.}
  - {id: hilltop-02, section: Rules, text: Nobody names a child.}
""",
    "schools/hilltop/channels.yml": """\
channels:
  - {id: office, title: The office, text: Ask here., contact: {phone: 01632 960001}}
""",
    "schools/hilltop/sections/10-rules.yml": """\
id: rules
title: Rules
clauses:
  - id: name-no-child
    kind: must-not
    binds: [parents]
    basis: school-rule
    title: Name no child
    text: Leave out names of children.
    instead: Tell the office.
    from: [hilltop-02]
    wizard:
      - when: {names: child}
        verdict: stop
        channel: office
""",
}
"""Path below ``policy_src`` → text."""


def tiny_world(
    folder: Path, files: dict[str, str] | None = None, remove: Iterable[str] = ()
) -> Path:
    """Write the tiny source, with ``files`` added or in place of its own; return its folder.

    Paths are below the source's folder, which is ``folder/policy_src``.
    """
    source = folder / "policy_src"
    for path, text in {**FILES, **(files or {})}.items():
        if path not in remove:
            (source / path).parent.mkdir(parents=True, exist_ok=True)
            (source / path).write_bytes(text.encode())
    return source


def tiny_project(folder: Path) -> Path:
    """Write a project folder: the real docs, overrides and mkdocs.yml, and the tiny source."""
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "generator").mkdir()  # named under watch
    tiny_world(folder)
    return folder


def check_hilltop(source: Path) -> Checked:
    """Check the school, which must have no error."""
    return check_school(source, "hilltop", TODAY)


def findings_in(source: Path) -> list[Finding]:
    """Check the school and return all findings, in the order in which they are shown."""
    try:
        return check_hilltop(source).findings
    except PolicyError as error:
        return error.findings


def tiny_program(
    facts: dict[str, tuple[str, int]],
    rules: list[tuple[dict[str, Any], int]],
    otherwise: int = 0,
    verdicts: int = 3,
) -> Program:
    """Return a wizard with these facts (name → kind and number of options) and rules.

    Options are ``o0``, ``o1`` …; a rule is a condition as in the source, and the index of its
    verdict. The facts of the kind ``ordered`` take one option.
    """
    asked = tuple(_asked(name, kind, options) for name, (kind, options) in facts.items())
    levels = tuple(
        Verdict.model_construct(id=f"v{i}", title=f"V{i}", lead="L", next="N", summary="S")
        for i in range(verdicts)
    )
    wizard = Wizard.model_construct(
        id="tiny", title="Tiny", intro="Tiny.", facts=tuple(a.fact for a in asked),
        questions=tuple(a.question for a in asked), verdicts=levels, otherwise=f"v{otherwise}",
        **{"max-questions": 100},
    )  # fmt: skip
    empty = Program(wizard, asked, levels, otherwise, ())
    bound = tuple(
        BoundRule(
            f"r{i}",
            compile_condition(empty, read_condition(when)),
            verdict,
            None,
            None,
            Rule.model_construct(when=when, verdict=f"v{verdict}"),
            True,
        )
        for i, (when, verdict) in enumerate(rules)
    )
    return replace(empty, rules=bound)


def _asked(name: str, kind: str, options: int) -> Asked:
    ids = [f"o{i}" for i in range(options)]
    if kind == "many":
        ids[-1] = "none"
    fact = Fact.model_construct(
        id=name,
        kind="many" if kind == "many" else "one",
        ordered=kind == "ordered",
        options=tuple(
            Option.model_construct(id=i, label=f"{name} {i}", words=f"{name} is {i}") for i in ids
        ),
    )
    return Asked(fact, Question.model_construct(fact=name, ask=f"{name}?", error="Choose"))
