"""Fidelity: each place says its provision with the document's force, audience and condition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..codes import report
from ..errors import Finding
from ..model.base import Node
from ..model.clause import Clause, Sanction
from ..model.policy import Policy
from ..model.provision import Force, Provision
from ..model.said import find, texts
from ..source.load import Loaded
from ..trace import Place, Traced, trace

KIND_OF: dict[str, Force] = {"promise": "will", "info": "fact"}
"""The force of a clause's kind, where it has another name."""

STRENGTH = {"must": 2, "must-not": 2, "will": 2, "should": 1, "should-not": 1, "may": 0}

_NOT = r"(?: not|n[’']t)"
"""What follows a verb that is denied, as in "do not" and "don't"."""

SHOWS: dict[Force, str] = {
    "must": r"\b(?:must|has to|have to|needs? to|is required|are required)\b(?! not\b)",
    "must-not": (
        rf"\b(?:must{_NOT}|never|may not|cannot|can[’']t|not allowed|not permitted|"
        rf"not acceptable|unacceptable|(?:not|nobody|nor) (?:tolerate|tolerated|accept|accepted)|"
        rf"nobody may)\b"
    ),
    "should": r"\b(?:should|please|asks|ask you|asked|expects?|expected|encourages?|encouraged|"
    r"would like|wants?|advises?|welcomes?|hopes?)\b",
    "should-not": (
        rf"\b(?:should{_NOT}|please do{_NOT}|please never|asks? (?:\w+ ){{0,3}}not|"
        rf"expects? (?:\w+ ){{0,3}}not|does{_NOT} want|would rather|discourages?|discouraged)\b"
    ),
    "may": r"\b(?:may|can|could|free to|allowed|permitted)\b",
    "will": r"\b(?:will|the (?:school|head|headteacher|principal)|leaders|staff|governors)\b",
    "fact": "",
}
"""By which plain words a sentence shows a force, whatever its clause's kind."""

SOFTENS = re.compile(
    rf"\b(?:should|asks|would like|hopes|prefers|encourages|does{_NOT} want)\b", re.IGNORECASE
)
"""Words that make a wish of a duty."""

HARDENS = re.compile(r"\b(?:must|mustn[’']t|has to|have to|(?<!please )never)\b", re.IGNORECASE)
"""Words that make a duty of a wish."""

WEIGHTS = {
    r"tolerat": r"tolerat|not accept",
    r"\bnever\b": r"\bnever\b",
    r"immediate": r"immediate|at once|straight away|right away",
    r"expect": r"expect",
    r"unacceptable|not acceptable": r"acceptable|not accept",
    r"encourag": r"encourag|would like|welcome",
    r"extremely": r"extremely",
    r"\bonly\b": r"\bonly\b",
}
"""Operative words that weigh more than their force, and what says the same."""

NEGATION = re.compile(r"(?:do not|don[’']t|never|no|nobody|nothing)\b", re.IGNORECASE)


def check(policy: Policy, loaded: Loaded) -> list[Finding]:
    """Return findings about provisions, about the words that say them, and about titles.

    A file with a fault of its own is not searched for words: some of its texts may be set aside.
    """
    faulty = {finding.mark.file for finding in loaded.findings}
    entries = [
        replace(entry, places=tuple(p for p in entry.places if p.node.at().file not in faulty))
        for entry in trace(policy).entries
    ]
    return [
        *(f for provision in policy.provisions.values() for f in _provision(policy, provision)),
        *(f for entry in entries for f in _entry(entry)),
        *(f for section in policy.own_sections for c in section.clauses for f in _rests(policy, c)),
        *(f for clause in policy.clauses.values() for f in _title(clause)),
    ]


def _provision(policy: Policy, provision: Provision) -> Iterator[Finding]:
    is_fact = provision.force == "fact"
    for field in ("words", "binds"):
        given = bool(getattr(provision, field))
        if given == is_fact and not provision.todo:
            yield report(
                "TRC005",
                f"{provision.id} is a fact and gives {field}"
                if is_fact
                else f"{provision.id} does not give its {field}",
                provision.at(field if given else "id"),
                f"remove {field}, or give another force" if is_fact else f"add {field}",
            )
    document = policy.school.document
    if provision.quote and not (document.web or document.owned):
        yield report(
            "TRC006",
            f"{provision.id} quotes a document that is not the school's to quote",
            provision.at("quote"),
            "remove quote, or give the document web or owned: true in school.yml",
        )


def _entry(entry: Traced) -> Iterator[Finding]:
    provision = entry.provision
    for place in entry.places:
        yield from _place(provision, place)
    clauses = [p for p in entry.places if isinstance(p.node, Clause)]
    if clauses and provision.force != "fact" and not any(p.said.because for p in clauses):
        reached = {name for p in clauses if isinstance(p.node, Clause) for name in p.node.binds}
        for name in provision.binds:
            if name not in reached and "everyone" not in reached:
                yield report(
                    "TRC010",
                    f'{provision.id} binds "{name}", and no clause that says it does',
                    provision.at("binds"),
                    f'add {name} to the binds of "{_name(clauses[0].node)}", or mend binds here',
                )


def _place(provision: Provision, place: Place) -> Iterator[Finding]:
    node, said = place.node, place.said
    field = "welcome-from" if place.node.has("welcome-from") else "from"
    mark = node.at(field, provision.id)
    for words in filter(None, (said.says, said.only)):
        if find(words, node) is None:
            yield report(
                "TRC007",
                f'{provision.id} is not said here: "{words}"',
                mark,
                "give words that stand in this place's own texts; a heading is no place",
            )
    sentence = find(said.says, node)
    if sentence is None or said.because:
        return
    yield from _force(provision, place, sentence)
    for operative, same in WEIGHTS.items():
        whole = " ".join(texts(node))
        if re.search(operative, provision.words or "", re.IGNORECASE) and not re.search(
            same, whole, re.IGNORECASE
        ):
            yield report(
                "TRC009",
                f'{provision.id} says "{provision.words}", and this place weighs less',
                mark,
                f"see {provision.at('words')}; say it as strongly, or give because",
            )
    if provision.only and not said.only:
        yield report(
            "TRC011",
            f"{provision.id} holds only {provision.only}, and this place does not say so",
            mark,
            "write {says: …, only: the words here that say the condition}",
        )


def _force(provision: Provision, place: Place, sentence: str) -> Iterator[Finding]:
    force, node = provision.force, place.node
    if force == "fact":
        return
    here: str | None = None
    if isinstance(node, Clause):
        here = KIND_OF.get(node.kind, node.kind)
    elif isinstance(node, Sanction):
        here = node.force
    softened = STRENGTH[force] == 2 and force != "will" and SOFTENS.search(sentence)
    hardened = STRENGTH[force] < 2 and HARDENS.search(sentence)
    shown = re.search(SHOWS[force], sentence, re.IGNORECASE)
    if here is None and force == "will":
        return
    if shown and (force == "may" or not hardened):
        return
    if here == force and not softened and not hardened:
        return
    said = (softened or hardened or [here])[0]
    if said is None:
        message = (
            f'{provision.id} is "{force}" ({provision.words}), and this sentence shows no force'
        )
    else:
        weaker = bool(softened) or (not hardened and STRENGTH.get(here or "", -1) < STRENGTH[force])
        way = "weaker" if weaker else "stronger"
        if not softened and not hardened and STRENGTH.get(here or "", -1) == STRENGTH[force]:
            way = "turned round"
        message = f'{provision.id} is "{force}" ({provision.words}), and here it is {way}: "{said}"'
    field = "welcome-from" if node.has("welcome-from") else "from"
    yield report(
        "TRC008",
        message,
        node.at(field, provision.id),
        f"see {provision.at('force')}; say it with that force, or give because",
    )


def _rests(policy: Policy, clause: Clause) -> Iterator[Finding]:
    """Yield what a school's clause claims beyond its provisions."""
    said = [policy.provisions[name] for name in clause.from_ if name in policy.provisions]
    if not said:
        return
    force = KIND_OF.get(clause.kind, clause.kind)
    if force != "fact" and all(p.force != force for p in said):
        yield report(
            "TRC012",
            f'the clause "{clause.id}" is "{clause.kind}", and none of its provisions is',
            clause.at("kind"),
            f"they are {', '.join(dict.fromkeys(p.force for p in said))}: give the true kind",
        )
    if any(said.because for said in clause.from_.values()):
        return
    soft = SOFTENS.search(clause.text)
    if (
        soft
        and clause.kind in ("must", "must-not")
        and all(STRENGTH.get(p.force) != 1 for p in said)
    ):
        yield report(
            "TRC008",
            f'"{clause.id}" is "{clause.kind}", and its text makes a wish of it: "{soft[0]}"',
            clause.at("text"),
            "say it as strongly as the document, or give because",
        )
    bound = {name for p in said for name in p.binds}
    known = {*policy.audiences, "everyone"}
    for index, name in enumerate(clause.binds):
        if name in known and name not in bound and bound and "everyone" not in bound:
            yield report(
                "TRC010",
                f'the clause "{clause.id}" binds "{name}", and none of its provisions does',
                clause.at("binds", index),
                f"they bind {', '.join(sorted(bound))}: name whom the document names",
            )


def _title(clause: Clause) -> Iterator[Finding]:
    refuses = bool(NEGATION.match(clause.title))
    if clause.kind in ("must-not", "should-not") and not refuses:
        hint = "begin with Do not, Don't, Never, No or Nobody"
    elif clause.kind in ("must", "should", "may") and refuses:
        hint = "begin with what to do, or give the kind that is true"
    else:
        return
    yield report(
        "TRC013",
        f'the title "{clause.title}" contradicts its kind "{clause.kind}"',
        clause.at("title"),
        hint,
    )


def _name(node: Node) -> str:
    return str(getattr(node, "id", ""))
