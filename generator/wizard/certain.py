"""What is wrong with a wizard whatever those of its parts mean that cannot be read yet.

A fault elsewhere in the source must not hide a wizard's faults. A rule whose names lead nowhere may
in the end apply nowhere, or everywhere: what is found in both cases is a fault for certain.
"""

from __future__ import annotations

from dataclasses import replace

from ..checks.references import tests
from ..errors import Finding
from ..model.clause import Clause, Section
from ..model.people import Channel, Channels
from ..model.policy import Policy
from ..model.wizard import All, Condition, Route, Rule, Wizard
from .program import compile_wizard
from .prove import prove

NEEDED = frozenset({"wizards", "facts", "channels", "audiences", "helplines"})
"""Files and folders of which a fault leaves nothing certain."""

UNREAD = frozenset({"clauses", "rules", "facts", "verdicts", "wizards", "channels", "helplines"})
"""Registers without which nothing is certain."""

REACHED = frozenset({"WIZ001", "WIZ005", "WIZ008"})
"""Faults that say what is asked or reached, which any further rule changes."""

TOLD = frozenset({"WIZ010", "WIZ015", "WIZ016", "WIZ017", "WIZ023", "WIZ024"})
"""Faults of stories, which may come from a fault that their own file has."""

CONFUSING = frozenset({"REF002", "REF003"})
"""Faults after which it is not known which part of the source is meant."""

ALONE = frozenset({"WIZ002", "WIZ003", "WIZ004", "WIZ006", "WIZ020"})
"""Faults of a rule, or of two, that no further rule mends."""


def certain(policy: Policy, unread: set[str], findings: list[Finding]) -> list[Finding]:
    """Return the faults of the policy's wizards that no mending of the ``findings`` takes away.

    ``unread`` names the registers of which a file could not be used.
    """
    errors = [finding for finding in findings if finding.severity == "error"]
    torn = any(
        NEEDED & {*error.mark.file.parts, error.mark.file.stem} or error.code in CONFUSING
        for error in errors
    )
    if torn or unread & UNREAD or not all(_is_whole(wizard) for wizard in policy.wizards.values()):
        return []
    cut = any(error.code[:3] in ("SRC", "MOD") for error in errors)
    faulty = {error.mark.file for error in errors}
    nowhere, everywhere = (_found(_read(policy, always)) for always in (False, True))
    both = {(finding.code, finding.mark) for finding in everywhere}
    found = [finding for finding in nowhere if (finding.code, finding.mark) in both]
    return [
        finding
        for finding in found
        if finding.code in ALONE
        or (
            not (cut or finding.code in REACHED)
            and not (finding.code in TOLD and finding.mark.file in faulty)
        )
    ]


def _is_whole(wizard: Wizard) -> bool:
    """Whether everything that a wizard itself names is there."""
    verdicts = {verdict.id for verdict in wizard.verdicts}
    said = [lead.when for verdict in wizard.verdicts for lead in verdict.leads]
    said += [decision.when for decision in wizard.chart]
    said += [question.when for question in wizard.questions if question.when is not None]
    said += [wizard.trusted] if wizard.trusted is not None else []
    if wizard.message:
        said += [s.when for s in (*wizard.message.subjects, *wizard.message.lines) if s.when]
        said += [wizard.message.when] if wizard.message.when else []
    asked = {question.fact for question in wizard.questions}
    return (
        wizard.otherwise in verdicts
        and {fact.id for fact in wizard.facts} == asked
        and all(_is_known(when, wizard) for when in said)
    )


def _is_known(when: Condition, wizard: Wizard) -> bool:
    facts = {fact.id: {option.id for option in fact.options} for fact in wizard.facts}
    return all(set(test.options) <= facts.get(test.fact, set()) for test in tests(when))


def _found(policy: Policy) -> list[Finding]:
    programs = [compile_wizard(policy, name) for name in policy.wizards]
    return [finding for program in programs for finding in prove(program, policy).findings]


def _read(policy: Policy, always: bool) -> Policy:
    """Return the policy with each rule that cannot be read applying always, or never."""
    rules = [rule for clause in policy.clauses.values() for rule in clause.wizard]
    named = {(rule.id, name) for rule in rules for name in rule.in_}
    finder = next((w for w in policy.wizards.values() if w.kind == "finder"), None)
    steps = {verdict.id for verdict in finder.verdicts} if finder else set()

    def rule(given: Rule, bound: bool) -> Rule | None:
        wizards = [policy.wizards.get(name) for name in given.in_]
        if not all(w and given.verdict in {v.id for v in w.verdicts} for w in wizards):
            return None
        known = (
            bound
            and all(_is_known(given.when, w) for w in wizards if w)
            and all(given.unless is None or (given.unless, name) in named for name in given.in_)
            and (given.channel is None or given.channel in policy.channels)
        )
        if known or not always:
            return given if known else None
        return given.model_copy(update={"when": All(()), "unless": None, "channel": None})

    def route(given: Route) -> bool:
        wizards = [policy.wizards.get(name) for name in given.in_]
        return given.step in steps and all(w and _is_known(given.when, w) for w in wizards)

    def clause(given: Clause) -> Clause:
        bound = set(given.binds) <= {*policy.audiences, "everyone"}
        rules = tuple(filter(None, (rule(each, bound) for each in given.wizard)))
        binds = given.binds if bound else ("everyone",)
        return given.model_copy(update={"wizard": rules, "binds": binds})

    def section(given: Section) -> Section:
        return given.model_copy(update={"clauses": tuple(map(clause, given.clauses))})

    def channel(given: Channel) -> Channel:
        return given.model_copy(update={"routes": tuple(filter(route, given.routes))})

    own = tuple(map(channel, policy.own_channels.channels))
    shared = tuple(map(channel, policy.shared_channels))
    now = dict(zip(policy.every_channel(), (*own, *shared), strict=True))
    return replace(
        policy,
        own_sections=tuple(map(section, policy.own_sections)),
        base_sections=tuple(map(section, policy.base_sections)),
        shared_sections=tuple(map(section, policy.shared_sections)),
        own_channels=Channels.model_copy(policy.own_channels, update={"channels": own}),
        shared_channels=shared,
        channels={name: now[channel] for name, channel in policy.channels.items()},
    )
