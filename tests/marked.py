"""A tiny school with a marker in each text of the model: `<Clause.why>` stands for its marker.

Where a class is used in two places, such as a contact, one of them says so after the field.
"""

from __future__ import annotations

import re
from inspect import get_annotations
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import worlds

from generator.approve import Asked, approve
from generator.guide.fields import parts
from generator.model.base import Asks, Email, HomeUrl, Line, Node, Origin, Phone, Text, Url
from generator.model.provision import Operative
from generator.publish.build import build_school
from generator.source.registers import REGISTERS

WRITTEN = (Line, Text, Asks, Operative, Phone, Email, Url, HomeUrl, Origin)
"""The types of what is written for people: words, and the ways to reach somebody."""

PHONES = {
    "Contact.phone": "01632 960101",
    "Contact.phone of the school": "01632 960105",
    "Helpline.phone": "01632 960102",
    "Helpline.text-number": "01632 960103",
    "Nation.emergency": "01632 960104",
}


def fields() -> list[str]:
    """Return each field of the source that holds something written, as ``Clause.why``."""
    models = {model: None for r in REGISTERS for model in (r.written, *parts(r.written))}
    return list(
        dict.fromkeys(
            f"{_owner(model, name).__name__}.{field.alias}"
            for model in models
            for name, field in model.model_fields.items()
            if _is_written(get_type_hints(model, include_extras=True)[name])
        )
    )


def _owner(model: type[Node], name: str) -> type[Node]:
    """Return the class that a field comes from: a class of files as written only repeats it."""
    return next(base for base in reversed(model.__mro__) if name in get_annotations(base))


def _is_written(hint: Any) -> bool:
    if any(hint == kind for kind in WRITTEN):
        return True
    inner = get_args(hint)
    if get_origin(hint) in (Union, UnionType):
        return any(_is_written(part) for part in inner if part is not NoneType)
    if get_origin(hint) is Annotated:
        return _is_written(inner[0])
    if get_origin(hint) is tuple:
        return _is_written(inner[0])
    return get_origin(hint) is dict and _is_written(inner[1])


def marker(field: str) -> str:
    """Return a word that stands nowhere else; for a number, one that nobody else has."""
    return PHONES.get(field) or f"q{re.sub('[^a-z]', '', field.lower())}q"


def marked(text: str) -> str:
    """Return a text with the markers of the fields that it names."""
    return re.sub(r"<(\w+\.[\w -]+)>", lambda found: marker(found[1]), text)


def build_marked(folder: Path) -> Path:
    """Approve and build the marked school in a project of its own; return the site."""
    project = worlds.tiny_project(folder)
    source = worlds.tiny_world(folder, {path: marked(text) for path, text in FILES.items()})
    asked = Asked(marker("Approval.by"), "2026-05-04", marker("Approval.minute"))
    approve(source, worlds.check_hilltop(source), asked, worlds.TODAY)
    build_school(project, "hilltop", folder / "site")
    return folder / "site"


FILES = {
    "common/audiences.yml": """\
audiences:
  - {id: parents, title: <Audience.title>, you: <Audience.you>, text: <Audience.text>, site: true}
  - {id: staff, title: Staff, you: A member of staff}
""",
    "common/platforms.yml": """\
platforms:
  - id: chatter
    title: <Platform.title>
    status: renamed
    formerly: [<Platform.formerly>]
    report: <Platform.report>
    web: https://<Platform.web>.example.org/
    checked: 2026-01
  - {id: gossip, title: Gossip, status: current, note: <Platform.note>, checked: 2026-01}
""",
    "common/terms.yml": """\
terms:
  - {id: word, term: <Term.term>, meaning: <Term.meaning>}
""",
    "common/reminders.yml": """\
reminders:
  - {id: start, title: <Reminder.title>, when: <Reminder.when>, text: <Reminder.text>}
""",
    "common/search.yml": """\
pages:
  - {page: law/, asks: [<PageAsks.asks>]}
words:
  - {word: <SameWord.word>, also: [<SameWord.also>]}
""",
    "common/cases.yml": """\
cases:
  - id: a-case
    title: <Case.title>
    where: <Case.where>
    post: <Case.post>
    situation: {names: child}
    verdict: ok
    why: [<Case.why>]
    must-not-claim:
      - {claim: <Claim.claim>, patterns: [never said]}
""",
    "common/wizards/should-i-post.yml": """\
id: should-i-post
title: <Wizard.title>
intro: <Wizard.intro>
message:
  subjects:
    - say: <Said.say>
  lines:
    - say: Please answer.
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
      - id: child
        label: <Option.label>
        hint: <Option.hint>
        words: <Option.words>
        mends: <Option.mends>
      - {id: adult, label: An adult, words: it names an adult}
      - {id: none, label: Nobody, words: it names nobody}
  - id: reach
    kind: one
    ordered: true
    options:
      - {id: few, label: Few, words: few people see it}
      - {id: some, label: Some, words: some people see it, or-more: <Option.or-more>}
      - {id: all, label: All, words: all people see it}
questions:
  - {fact: danger, ask: Is anyone in danger?, error: Choose an answer}
  - {fact: role, ask: Who are you?, error: Choose an answer}
  - {fact: names, ask: <Question.ask>, hint: <Question.hint>, error: <Question.error>}
  - {fact: reach, ask: Who sees it?, error: Choose an answer}
verdicts:
  - {id: ok, title: Go ahead, lead: It is fine., summary: Go ahead if}
  - id: stop
    title: <Verdict.title>
    lead: <Verdict.lead>
    posted: <Verdict.posted>
    summary: <Verdict.summary>
    leads:
      - {when: {names: adult}, title: <Lead.title>, lead: <Lead.lead>}
  - {id: help, title: Get help, lead: We can help., summary: Get help if}
otherwise: ok
max-questions: 4
budgets:
  - {what: <Budget.what>, situation: {names: none}, questions: 4}
chart:
  - ask: <Decision.ask>
    such-as: [<Decision.such-as>]
    icon: danger
    when: {danger: "yes"}
  - ask: Does it name anyone?
    icon: hurt
    when: {names: [child, adult]}
""",
    "common/wizards/someone-posted.yml": """\
id: someone-posted
kind: guide
title: Has someone posted?
intro: Answer a few questions.
message:
  subjects: [{say: A post}]
  lines: [{say: Please help.}]
facts:
  - id: danger
    kind: one
    ordered: true
    is-danger: true
    options:
      - {id: "no", label: "No", words: nobody is in danger}
      - {id: "yes", label: "Yes", words: somebody is in danger}
  - id: what
    kind: one
    options:
      - {id: other, label: Something else, words: it is something else}
      - {id: name, label: A name, words: it has a name in it}
questions:
  - {fact: danger, ask: Is anyone in danger?, error: Choose an answer}
  - {fact: what, ask: What is in it?, error: Choose an answer}
verdicts:
  - {id: steps, title: What you can do, lead: Take your time., summary: Do this if}
  - {id: help, title: Get help, lead: We can help., summary: Get help if}
otherwise: steps
max-questions: 2
""",
    "nations/england/nation.yml": """\
title: <Nation.title>
emergency: ["<Nation.emergency>"]
confirmed-by: <Nation.confirmed-by>
confirmed-on: 2026-01
words: {Headmaster: <Nation.words>}
lacks: {no-such-law: <Nation.lacks>}
publish: <Nation.publish>
checked: 2026-01
source: <Nation.source>
""",
    "nations/england/law.yml": """\
laws:
  - id: speech-act
    kind: act
    title: <Law.title>
    citation: <Law.citation>
    extent: [england]
    status: narrowed
    status-note: <Law.status-note>
    for-parents: true
    means: <Law.means>
    means-not: <Law.means-not>
    must-not-say:
      - {claim: You may say nothing, patterns: [you may say nothing]}
    detail: <Law.detail>
    confirmed: "yes"
    checked: 2026-01
    source: <Law.source>
    web: https://<Law.web>.example.org/
    asks: [<Law.asks>]
""",
    "nations/england/helplines.yml": """\
helplines:
  - {id: police, title: Police, text: Ring at once., danger: true, phone: "<Nation.emergency>",
     checked: 2026-01, serves: [england], source: A notice in the hall.}
  - id: line
    title: <Helpline.title>
    text: <Helpline.text>
    needs: [coping]
    phone: <Helpline.phone>
    text-number: <Helpline.text-number>
    web: https://<Helpline.web>.example.org/
    hours: <Helpline.hours>
    note: <Helpline.note>
    serves: [england]
    checked: 2026-01
    source: <Helpline.source>
    asks: [<Helpline.asks>]
""",
    "nations/england/channels.yml": """\
channels:
  - id: council
    title: The council
    text: It looks at what the headmaster did.
    outside: true
    serves: [england]
    checked: 2026-01
    source: <NationChannel.source>
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
    act: <Clause.act>
    avoid: <Clause.avoid>
    helplines: [police, line]
    wizard:
      - in: [should-i-post, someone-posted]
        when: {danger: "yes"}
        verdict: help
  - id: be-kind
    kind: should
    binds: [everyone]
    basis: good-practice
    title: Be kind
    text: Say it kindly to the Headmaster.
    instead: Sleep on it.
  - id: wait-a-night
    kind: should
    binds: [everyone]
    basis: good-practice
    title: Wait a night
    text: Sleep on it.
    instead: Write it down.
""",
    "models/base/model.yml": """\
title: <Model.title>
kind: model
text: <Model.text>
""",
    "models/base/sections/10-model.yml": """\
id: model
title: A model
clauses:
  - id: of-the-model
    kind: should
    binds: [parents]
    basis: good-practice
    title: Ask before you write
    text: Ask somebody.
    instead: Wait.
""",
    "schools/hilltop/changes.yml": """\
changes:
  - of: clause/be-kind
    set: {title: Be kind here}
    reason: <Change.reason>
    approved-by: <Change.approved-by>
    on: 2026-05-01
    expect: {title: Be kind}
""",
    "schools/hilltop/school.yml": """\
name: <School.name>
nation: england
based-on: [base]
real: false
site: https://<School.site>.example.org/site/
website: https://<School.website>.example.org/
framed-by: [https://<School.framed-by>.example.org]
contact:
  person: <Contact.person of the school>
  email: <Contact.email of the school>@school.example.org
  phone: <Contact.phone of the school>
  web: https://<Contact.web of the school>.example.org/
  post: <Contact.post of the school>
  hours: <Contact.hours of the school>
colours: {primary: "#1f5f5b", accent: "#a35a00"}
values: [<School.values>]
welcome: <School.welcome>
document:
  title: <Document.title>
  version: <Document.version>
  author: <Document.author>
  coordinators: [<Document.coordinators>]
  approved-by: <Document.approved-by>
  approved: 2026-05-01
  review: 2027-05
  history:
    - {version: <Revision.version>, date: 2025-05, author: <Revision.author>, note: <Revision.note>}
  related: [<Document.related>]
  web: https://<Document.web>.example.org/
  owned: true
  from: {hilltop-01: May 2026}
cites:
  - {as: <Citation.as>, law: speech-act, from: {hilltop-03: <Citation.as>}}
platforms:
  - {as: <PlatformMention.as>, platform: chatter, from: {hilltop-04: <PlatformMention.as>}}
  - {as: Gossip, platform: gossip, from: {hilltop-08: Gossip}}
""",
    "schools/hilltop/provisions.yml": """\
provisions:
  - {id: hilltop-01, section: Front page, force: fact, text: The code was agreed in May 2026.}
  - id: hilltop-02
    section: <Provision.section>
    force: must-not
    words: <Provision.words> it now
    binds: [parents]
    only: <Provision.only>
    text: <Provision.text>
    quote: <Provision.quote>
    note: <Provision.note>
    defect: <Provision.defect>
  - {id: hilltop-03, section: Rules, force: fact, text: It names a law.}
  - {id: hilltop-04, section: Rules, force: fact, text: It names a network.}
  - {id: hilltop-05, section: Rules, force: fact, text: It is old., left-out: <Provision.left-out>}
  - {id: hilltop-08, section: Rules, force: fact, text: It names another network.}
  - id: hilltop-06
    section: Rules
    force: should
    words: should be kind
    binds: [parents, staff]
    text: Be kind.
  - id: hilltop-07
    section: Rules
    force: may
    words: may ask to talk
    binds: [staff]
    text: The school may ask to talk.
""",
    "schools/hilltop/channels.yml": """\
intro: <Channels.intro>
channels:
  - id: office
    title: <Channel.title>
    text: <Channel.text>
    good-for: [<Channel.good-for>]
    contact:
      person: <Contact.person>
      email: <Contact.email>@school.example.org
      phone: <Contact.phone>
      web: https://<Contact.web>.example.org/
      post: <Contact.post>
      hours: <Contact.hours>
    answers: <Channel.answers>
    greeting: <Channel.greeting>
    asks: [<Channel.asks>]
stages:
  - id: first-step
    title: <Stage.title>
    text: <Stage.text>
    channel: office
    time: <Stage.time>
    next: <Stage.next>
""",
    "schools/hilltop/sanctions.yml": """\
intro: <Sanctions.intro>
sanctions:
  - id: a-talk
    title: <Sanction.title>
    text: <Sanction.text> The school may ask to talk to you.
    when: <Sanction.when>
    force: may
    decides: <Sanction.decides>
    answer-back: <Sanction.answer-back>
    caution: <Sanction.caution>
    from: {hilltop-07: may ask to talk}
""",
    "schools/hilltop/scenarios.yml": """\
scenarios:
  - id: a-story
    title: <Scenario.title>
    post: <Scenario.post>
    picture: <Scenario.picture>
    where: <Scenario.where>
    warning: <Scenario.warning>
    situation: {names: child}
    verdict: stop
    cites: [name-no-child]
    discuss: [<Scenario.discuss>]
    note: <Scenario.note>
    rewrite: {post: <Rewrite.post>, where: <Rewrite.where>, situation: {names: none}}
""",
    "schools/hilltop/cases.yml": """\
expectations:
  - {case: a-case, verdict: stop, why: <Expectation.why>}
""",
    "schools/hilltop/forms.yml": """\
forms:
  - id: a-form
    title: <Form.title>
    layout: form
    audience: parents
    intro: <Form.intro>
    fields:
      - {label: <Field.label>, hint: <Field.hint>, kind: tick, options: [<Field.options>, Other]}
""",
    "schools/hilltop/sections/10-rules.yml": """\
id: rules
title: <Section.title>
intro: <Section.intro>
clauses:
  - id: name-no-child
    kind: must-not
    binds: [parents]
    title: Never <Clause.title>
    text: <Clause.text> must not be here. <Wording.says> and <Wording.only> are.
    why: <Clause.why>
    examples: {fine: [<Examples.fine>], not-fine: [<Examples.not-fine>]}
    rewrite: {before: <Rewording.before>, after: <Rewording.after>}
    instead: <Clause.instead>
    caution: <Clause.caution>
    exceptions:
      - {text: <RuleException.text>}
    law: [speech-act]
    helplines: [line]
    platforms: [chatter]
    newsletter: [start]
    asks: [<Clause.asks>]
    from:
      hilltop-02: {says: <Wording.says>, only: <Wording.only>, because: <Wording.because>}
    wizard:
      - when: {names: child}
        verdict: stop
        channel: office
      - when: {reach: [some, all], names: adult}
        verdict: stop
        channel: office
      - in: someone-posted
        when: {what: name}
        verdict: steps
        channel: office
  - adopts: of-the-model
    binds: [parents, staff]
    title: <Adoption.title>
    text: <Adoption.text> You should be kind.
    why: <Adoption.why>
    instead: <Adoption.instead>
    caution: <Adoption.caution>
    asks: [<Adoption.asks>]
    from: {hilltop-06: should be kind}
""",
}
"""The files of the world that differ from those of the tiny world. Path → text."""
