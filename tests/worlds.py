"""Tiny worlds for tests: a policy source of a few lines a file without a finding, and wizards."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import brute

from generator.checked import Checked
from generator.compile import check_school
from generator.errors import Finding, PolicyError
from generator.model.clause import Clause, Section
from generator.model.law import LawRegister
from generator.model.people import Channel, Channels
from generator.model.policy import Policy
from generator.model.school import School
from generator.model.search import Search
from generator.model.wizard import (
    Fact,
    Lead,
    Message,
    Option,
    Question,
    Route,
    Rule,
    Said,
    Verdict,
    Wizard,
    read_condition,
)
from generator.wizard.program import Program, compile_wizard

ROOT = Path(__file__).parent.parent

TODAY = date(2026, 6, 1)
"""The day on which the tiny world is checked: its review is due a year later."""

FILES = {
    "common/audiences.yml": """\
audiences:
  - {id: parents, title: Parents, you: A parent, site: true}
  - {id: staff, title: Staff, you: A member of staff}
""",
    "nations/england/nation.yml": """\
title: England
emergency: ["999"]
confirmed-by: The clerk of a court
confirmed-on: 2026-01
checked: 2026-01
source: A notice in the hall.
""",
    "nations/england/law.yml": """\
laws:
  - id: speech-act
    kind: act
    title: Speech Act 1998
    citation: Speech Act 1998
    extent: [england]
    status: in-force
    for-parents: true
    means: You may say what you think.
    confirmed: "yes"
    checked: 2026-01
    source: The Act itself.
""",
    "nations/england/helplines.yml": """\
helplines:
  - {id: police, title: Police, text: Ring at once., danger: true, phone: "999", checked: 2026-01,
     serves: [england], source: A notice in the hall.}
""",
    "nations/england/channels.yml": """\
channels:
  - id: council
    title: The council
    text: It looks at what the school did.
    outside: true
    serves: [england]
    checked: 2026-01
    source: The council's own page.
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
    act: Ring the police.
    avoid: Do not post about it.
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
  - {id: ok, title: Go ahead, lead: It is fine., summary: Go ahead if}
  - {id: stop, title: Stop, lead: There is a better way., summary: Stop if}
  - {id: help, title: Get help, lead: We can help., summary: Get help if}
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
  from: {hilltop-01: May 2026, hilltop-03: our code}
""",
    "schools/hilltop/provisions.yml": """\
provisions:
  - {id: hilltop-01, section: Front page, force: fact, text: The code was agreed in May 2026.}
  - id: hilltop-02
    section: Rules
    force: must-not
    words: must not name
    binds: [parents]
    text: Nobody names a child.
  - {id: hilltop-03, section: Rules, force: fact, text: It is called our code.}
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
    title: Never name a child
    text: Leave out names of children.
    instead: Tell the office.
    from: {hilltop-02: never name a child}
    wizard:
      - when: {names: child}
        verdict: stop
        channel: office
""",
}
"""Path below ``policy_src`` → text."""

SCHOOL, RULES = "schools/hilltop/school.yml", "schools/hilltop/sections/10-rules.yml"

ANY_WORDS = {
    SCHOOL: FILES[SCHOOL].replace("hilltop-03: our code", "hilltop-03: May 2026"),
    RULES: FILES[RULES]
    .replace("must-not", "info")
    .replace(
        "    from: {hilltop-02: never name a child}",
        "    why: It is a rule.\n"
        "    from: {hilltop-02: {says: it is a rule, because: Here is a test.}}",
    ),
}
"""The tiny world's school and rule so that their titles and texts may be anything."""


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
    """Write a project folder: the real docs, overrides and mkdocs.yml, and the tiny source.

    Its school is not approved, so its sites are drafts.
    """
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(config.replace("[DRAFT, false]", "[DRAFT, true]"))
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
    facts: brute.Facts, rules: brute.Rules, otherwise: int = 0, verdicts: int = 3
) -> Program:
    """Return a wizard with nothing but facts and rules."""
    return compile_tiny(brute.Wizard(facts, rules, otherwise, verdicts))


def compile_tiny(wizard: brute.Wizard) -> Program:
    """Return a made-up wizard as the program that it compiles to."""
    return compile_wizard(tiny_policy(wizard), "tiny")


def tiny_policy(wizard: brute.Wizard) -> Policy:
    """Return a school with one made-up wizard, and the finder whose verdicts are the steps.

    Options are ``o0``, ``o1`` …, and ``none`` for the last box; each rule stands in a clause of its
    own, and each channel has the routes that lead to it.
    """
    tiny = _wizard(wizard)
    wizards = {"tiny": tiny}
    if wizard.kind != "finder":
        wizards["finder"] = tiny.model_copy(update={"id": "finder", "kind": "finder"})
    clauses = tuple(
        Clause.model_construct(
            id=f"r{number}",
            kind="should",
            binds=("everyone",),
            basis=wizard.bases.get(number, "school-rule"),
            title=f"R{number}",
            text="Ask.",
            instead="Ask.",
            helplines=(),
            act="Act.",
            avoid="Avoid.",
            wizard=(
                Rule.model_construct(
                    in_=("tiny",),
                    when=read_condition(when),
                    verdict=f"v{verdict}",
                    channel=wizard.channels.get(number),
                ),
            ),
        )
        for number, (when, verdict) in enumerate(wizard.rules)
    )
    own = Channels.model_construct(channels=tuple(_channel(wizard, name) for name in wizard.people))
    return Policy(
        id="tiny",
        school=School.model_construct(name="Tiny"),
        provisions={},
        own_sections=(Section.model_construct(clauses=clauses),),
        base_sections=(),
        shared_sections=(),
        layer_of={clause.id: "world" for clause in clauses},
        own_channels=own,
        shared_channels=(),
        channels={channel.id: channel for channel in own.channels},
        sanctions=None,
        audiences={},
        register=LawRegister.model_construct(laws=()),
        helplines={},
        platforms={},
        terms={},
        forms=(),
        scenarios=(),
        reminders=(),
        cases=(),
        expectations=(),
        wizards=wizards,
        search=Search.model_construct(),
    )


def _wizard(wizard: brute.Wizard) -> Wizard:
    questions = tuple(
        Question.model_construct(
            fact=fact,
            ask=f"{fact}?",
            error="Choose",
            when=read_condition(wizard.guards[fact]) if fact in wizard.guards else None,
        )
        for fact in wizard.facts
    )
    verdicts = tuple(
        Verdict.model_construct(
            id=f"v{index}",
            title=f"V{index}",
            lead=f"L{index}",
            summary="S",
            leads=tuple(
                Lead.model_construct(when=read_condition(when), lead=f"lead {number}")
                for number, (verdict, when) in enumerate(wizard.leads)
                if verdict == index
            ),
        )
        for index in range(wizard.verdicts)
    )
    return Wizard.model_construct(
        id="tiny",
        title="Tiny",
        kind=wizard.kind,
        intro="Tiny.",
        message=_message(wizard.offered),
        facts=tuple(_fact(wizard, name) for name in wizard.facts),
        questions=questions,
        verdicts=verdicts,
        otherwise=f"v{wizard.otherwise}",
        trusted=read_condition(wizard.trusted) if wizard.trusted else None,
        max_questions=100,
    )


def _message(offered: brute.When | bool) -> Message | None:
    said = (Said.model_construct(say="Hello."),)
    when = None if isinstance(offered, bool) else read_condition(offered)
    return Message.model_construct(when=when, subjects=said, lines=said) if offered else None


def _channel(wizard: brute.Wizard, name: str) -> Channel:
    routes = tuple(
        Route.model_construct(in_=("tiny",), when=read_condition(when), step=f"v{step}")
        for when, channel, step in wizard.routes
        if channel == name
    )
    never = wizard.never.get(name)
    return Channel.model_construct(
        id=name,
        title=name,
        text="Ask.",
        routes=routes,
        never=read_condition(never) if never else None,
    )


def _fact(wizard: brute.Wizard, name: str) -> Fact:
    kind, _ = wizard.facts[name]
    return Fact.model_construct(
        id=name,
        kind="many" if kind == "many" else "one",
        ordered=wizard.ordered.get(name, kind == "ordered"),
        is_serious=name in wizard.serious,
        options=tuple(
            Option.model_construct(
                id=option,
                label=f"{name} {number}",
                words=f"{name} is {option}",
                mends=f"mend {name} {option}" if (name, option) in wizard.mends else None,
            )
            for number, option in enumerate(brute.options_of(wizard.facts[name]))
        ),
    )
