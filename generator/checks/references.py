"""Every name must lead somewhere, be unique, and not go round in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from ..codes import report
from ..errors import Finding, Mark
from ..model.base import Node
from ..model.clause import Clause
from ..model.extras import NOBODY, SharedScenario
from ..model.policy import Policy
from ..model.wizard import All, AnyOf, Condition, Is, Not, Route, Rule, Wizard
from ..source.faults import suggest
from ..source.load import WIZARD, Loaded
from .nation import lacking

UNIQUE = (
    "channels",
    "sanctions",
    "stages",
    "forms",
    "scenarios",
    "cases",
    "expectations",
    "audiences",
    "laws",
    "helplines",
    "platforms",
    "terms",
    "provisions",
    "facts",
    "questions",
    "verdicts",
    "rules",
    "wizards",
)
"""Registers in which an id may stand once; facts, questions, verdicts and rules in each wizard."""


def check(policy: Policy, loaded: Loaded) -> list[Finding]:
    """Return findings for unknown, repeated and circular references."""
    return [
        *_duplicates(loaded),
        *_unknown(policy, loaded),
        *_circles(policy),
        *(finding for wizard in policy.wizards.values() for finding in _facts(wizard, loaded)),
    ]


def _duplicates(loaded: Loaded) -> Iterator[Finding]:
    pages = loaded.declared.get("sections", []) + loaded.declared.get("clauses", [])
    unique = [
        entries
        for register, entries in loaded.declared.items()
        if register.partition(" of ")[0] in UNIQUE
    ]
    for entries in (pages, *unique):
        first: dict[str, Mark] = {}
        for name, mark in sorted(entries, key=lambda entry: entry[1]):  # the shared ones first
            if name in first:
                yield report(
                    "REF002",
                    f'the id "{name}" is used twice',
                    mark,
                    f"it first stands at {first[name]}",
                )
            first.setdefault(name, mark)


def _replaced(clause: Clause, policy: Policy) -> Iterator[Finding]:
    """Yield a finding for each rule that is said to have ended and is still there."""
    for index, name in enumerate(clause.replaces):
        if name in policy.clauses:
            yield report(
                "REF002",
                f'"{name}" is said to have ended, and is still a rule',
                clause.at("replaces", index),
                f"take the rule away, or this line; it stands at {policy.clauses[name].at('id')}",
            )


def _unknown(policy: Policy, loaded: Loaded) -> Iterator[Finding]:
    def missing(
        node: Node, kind: str, register: str, names: tuple[str, ...], *path: str
    ) -> Iterator[Finding]:
        known = loaded.known(register) + (["everyone"] if register == "audiences" else [])
        for index, name in enumerate(names):
            if name not in known and not loaded.knows(register, name):
                mark = node.at(*path, index)
                message, hint = f'unknown {kind} "{name}"', suggest(name, known)
                yield lacking(loaded, register, kind, name, mark) or report(
                    "REF001", message, mark, hint
                )

    for clause in policy.clauses.values():
        yield from missing(clause, "audience", "audiences", clause.binds, "binds")
        yield from missing(clause, "law", "laws", clause.law, "law")
        yield from missing(clause, "helpline", "helplines", clause.helplines, "helplines")
        yield from missing(clause, "social network", "platforms", clause.platforms, "platforms")
        yield from missing(clause, "reminder", "reminders", clause.newsletter, "newsletter")
        yield from _replaced(clause, policy)
    for provision in policy.provisions.values():
        yield from missing(provision, "audience", "audiences", provision.binds, "binds")
    for rule in _rules(policy):
        yield from _rule(rule, policy, loaded)
    for channel in policy.every_channel():
        if channel.never is not None:
            finders = [wizard for wizard in policy.wizards.values() if wizard.kind != "guide"]
            faults = [list(_condition(channel.never, wizard, loaded)) for wizard in finders]
            yield from next(filter(None, faults), ())
        for route in channel.routes:
            yield from _route(route, policy, loaded)
        yield from missing(channel, "channel", "channels", channel.stands_for, "stands-for")
    for stage in (*policy.stages, *policy.shared_stages):
        yield from missing(stage, "channel", "channels", (stage.channel,), "channel")
    for sanction in policy.sanctions.sanctions if policy.sanctions else ():
        yield from missing(sanction, "law", "laws", sanction.law, "law")
        yield from missing(sanction, "audience", "audiences", (sanction.for_,), "for")
    for form in policy.forms:
        yield from missing(form, "audience", "audiences", (form.audience,), "audience")
    for cite in policy.school.cites:
        yield from missing(cite, "law", "laws", (cite.law,), "law")
    for mention in policy.school.platforms:
        yield from missing(mention, "social network", "platforms", (mention.platform,), "platform")
    for law in policy.laws.values():
        yield from missing(law, "law", "laws", law.superseded_by, "superseded-by")
    for scenario in policy.scenarios:
        yield from missing(scenario, "clause", "clauses", scenario.cites, "cites")
        yield from missing(
            scenario, "verdict", f"verdicts of {WIZARD}", (scenario.verdict,), "verdict"
        )
        if isinstance(scenario, SharedScenario):
            yield from missing(
                scenario, "verdict", f"verdicts of {WIZARD}", scenario.stricter, "stricter"
            )
    verdicts = f"verdicts of {WIZARD}"
    for case in policy.cases:
        yield from missing(case, "verdict", verdicts, (case.verdict,), "verdict")
        yield from missing(case, "verdict", verdicts, case.also, "also")
        people = tuple(name for name in case.person if name != NOBODY)
        yield from missing(case, "channel", "channels", people, "person")
    for expectation in policy.expectations:
        yield from missing(expectation, "verdict", verdicts, (expectation.verdict,), "verdict")
        yield from missing(expectation, "case", "cases", (expectation.case,), "case")
    for wizard in policy.wizards.values():
        yield from _wizard(wizard, loaded)
    for kind in ("additions", "played"):
        for name, mark in loaded.declared.get(kind, []):
            if not loaded.knows("wizards", name):
                yield report(
                    "REF001",
                    f'unknown wizard "{name}"',
                    mark,
                    suggest(name, loaded.known("wizards")),
                )
    for _, node, names in policy.restating():
        path = "welcome-from" if node is policy.school else "from"
        for name in names:
            if not loaded.knows("provisions", name):
                yield report(
                    "REF001",
                    f'unknown provision "{name}"',
                    node.at(path, name),
                    suggest(name, loaded.known("provisions")),
                )


def _rules(policy: Policy) -> Iterator[Rule]:
    for clause in policy.clauses.values():
        yield from clause.wizard


def _wizards(node: Rule | Route, policy: Policy, loaded: Loaded) -> Iterator[Wizard | Finding]:
    """Yield the wizards that a rule or route names, or a finding for one that is not there."""
    for name in node.in_:
        wizard = policy.wizards.get(name)
        if wizard is not None:
            yield wizard
        elif not loaded.knows("wizards", name):
            known = loaded.known("wizards")
            mark = node.at("in")
            yield report("REF001", f'unknown wizard "{name}"', mark, suggest(name, known))


def _route(route: Route, policy: Policy, loaded: Loaded) -> Iterator[Finding]:
    finder = next((w for w in policy.wizards.values() if w.kind == "finder"), None)
    if finder is not None and not loaded.knows(f"verdicts of {finder.id}", route.step):
        steps = [v.id for v in finder.verdicts]
        mark = route.at("step")
        yield report("REF001", f'unknown step "{route.step}"', mark, suggest(route.step, steps))
    for wizard in _wizards(route, policy, loaded):
        if isinstance(wizard, Finding):
            yield wizard
        else:
            yield from _condition(route.when, wizard, loaded)


def _rule(rule: Rule, policy: Policy, loaded: Loaded) -> Iterator[Finding]:
    for wizard in _wizards(rule, policy, loaded):
        if isinstance(wizard, Finding):
            yield wizard
        else:
            yield from _rule_of(rule, wizard, policy, loaded)


def _rule_of(rule: Rule, wizard: Wizard, policy: Policy, loaded: Loaded) -> Iterator[Finding]:
    verdicts = [v.id for v in wizard.verdicts]
    if not loaded.knows(f"verdicts of {wizard.id}", rule.verdict):
        yield report(
            "REF001",
            f'unknown verdict "{rule.verdict}"',
            rule.at("verdict"),
            suggest(rule.verdict, verdicts),
        )
    if rule.channel and not loaded.knows("channels", rule.channel):
        yield report(
            "REF001",
            f'unknown channel "{rule.channel}"',
            rule.at("channel"),
            suggest(rule.channel, list(policy.channels)),
        )
    rules = f"rules of {wizard.id}"
    if rule.unless and not loaded.knows(rules, rule.unless):
        yield report(
            "REF001",
            f'unknown rule "{rule.unless}"',
            rule.at("unless"),
            suggest(rule.unless, loaded.known(rules)),
        )
    yield from _condition(rule.when, wizard, loaded)


def _condition(when: Condition, wizard: Wizard, loaded: Loaded) -> Iterator[Finding]:
    facts = {f.id: [o.id for o in f.options] for f in wizard.facts}
    for test in tests(when):
        if not loaded.knows(f"facts of {wizard.id}", test.fact):
            yield report(
                "REF001", f'unknown fact "{test.fact}"', test.mark, suggest(test.fact, list(facts))
            )
        if test.fact not in facts:
            continue
        for option, place in zip(test.options, test.places, strict=True):
            if option not in facts[test.fact]:
                yield report(
                    "REF001",
                    f'unknown option "{option}" of the fact "{test.fact}"',
                    place,
                    suggest(option, facts[test.fact]),
                )


def tests(condition: Condition) -> Iterator[Is]:
    """Yield every test of a fact inside a condition."""
    match condition:
        case Is():
            yield condition
        case Not(part):
            yield from tests(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from tests(part)


def _wizard(wizard: Wizard, loaded: Loaded) -> Iterator[Finding]:
    facts, verdicts = [f.id for f in wizard.facts], [v.id for v in wizard.verdicts]
    asked = loaded.known(f"questions of {wizard.id}")
    if not loaded.knows(f"verdicts of {wizard.id}", wizard.otherwise):
        yield report(
            "REF001",
            f'unknown verdict "{wizard.otherwise}"',
            wizard.at("otherwise"),
            suggest(wizard.otherwise, verdicts),
        )
    said = [lead.when for verdict in wizard.verdicts for lead in verdict.leads]
    if wizard.message:
        said += [s.when for s in (*wizard.message.subjects, *wizard.message.lines) if s.when]
        said += [wizard.message.when] if wizard.message.when else []
    said += [decision.when for decision in wizard.chart]
    for when in said if wizard.trusted is None else (*said, wizard.trusted):
        yield from _condition(when, wizard, loaded)
    shared = loaded.known("facts of every wizard")
    for index, name in enumerate(wizard.uses):
        if name not in shared and "facts" not in loaded.unread:
            mark = wizard.at("uses", index)
            yield report("REF001", f'unknown shared fact "{name}"', mark, suggest(name, shared))
    for question in wizard.questions:
        if question.when is not None:
            yield from _condition(question.when, wizard, loaded)
        if not loaded.knows(f"facts of {wizard.id}", question.fact):
            yield report(
                "REF001",
                f'unknown fact "{question.fact}"',
                question.at("fact"),
                suggest(question.fact, facts),
            )
        if question.after and question.after not in asked:
            yield report(
                "REF001",
                f'unknown question "{question.after}"',
                question.at("after"),
                suggest(question.after, asked),
            )
    for fact in wizard.facts:
        if fact.id not in asked and "facts" not in loaded.unread:
            yield report(
                "WIZ001",
                f'no question asks for the fact "{fact.id}"',
                fact.at("id"),
                "add a question, or remove the fact",
            )


def _facts(wizard: Wizard, loaded: Loaded) -> Iterator[Finding]:
    for fact in wizard.facts:
        names = [option.id for option in fact.options]
        for index, name in enumerate(names):
            if name in names[:index]:
                yield report(
                    "REF002",
                    f'the option "{name}" stands twice in the fact "{fact.id}"',
                    fact.at("options", index, "id"),
                    "give one of them another id",
                )
            if fact.is_audience and not loaded.knows("audiences", name):
                yield report(
                    "REF001",
                    f'unknown audience "{name}"',
                    fact.at("options", index, "id"),
                    suggest(name, loaded.known("audiences")),
                )
        if fact.kind == "many" and names[-1] != "none":
            yield report(
                "WIZ012",
                f'the last option of "{fact.id}" is not "none"',
                fact.at("options", len(names) - 1, "id"),
                "add an option with the id none, worded as a full answer",
            )
        if isinstance(fact.ordered, tuple):
            for index, name in enumerate(fact.ordered):
                if name not in names:
                    yield report(
                        "REF001",
                        f'unknown option "{name}" of the fact "{fact.id}"',
                        fact.at("ordered", index),
                        suggest(name, names),
                    )
        if fact.kind == "one" and fact.is_serious:
            yield report(
                "WIZ012",
                f'"{fact.id}" takes one option and is serious',
                fact.at("is-serious"),
                "remove is-serious, or make it a fact of the kind many",
            )
        for field in ("ordered", "is-danger", "is-audience"):
            if fact.kind == "many" and getattr(fact, field.replace("-", "_")):
                yield report(
                    "WIZ012",
                    f'"{fact.id}" takes several options and is {field.removeprefix("is-")}',
                    fact.at(field),
                    f"remove {field}, or make it a fact of the kind one",
                )


def _circles(policy: Policy) -> Iterator[Finding]:
    laws = {law.id: law.superseded_by for law in policy.laws.values()}
    for name in _in_circle(laws):
        yield report(
            "REF003",
            f'the law "{name}" is superseded by itself in the end',
            policy.laws[name].at("superseded-by"),
            "let the newest law stand alone",
        )
    for wizard in policy.wizards:
        rules = {rule.id: rule for rule in _rules(policy) if rule.id and wizard in rule.in_}
        for name in _in_circle({n: (r.unless,) if r.unless else () for n, r in rules.items()}):
            yield report(
                "REF003",
                f'the rule "{name}" switches itself off in the end',
                rules[name].at("unless"),
                "remove unless from one of the rules",
            )


def _in_circle(graph: dict[str, tuple[str, ...]]) -> list[str]:
    """Return the names that can be reached from themselves."""

    def reach(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = list(graph.get(start, ()))
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += graph.get(name, ())
        return seen

    return [name for name in graph if name in reach(name)]
