"""The wizard's meaning said again, slowly and plainly, to hold the real one against.

Conditions are read as they stand in the source. Every situation and every answer path is walked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from typing import Any, Literal

from generator.wizard.program import Program

When = dict[str, Any]
Facts = dict[str, tuple[str, int]]
"""Name → kind (``one``, ``ordered``, ``many``) and number of options; the last box is ``none``."""
Rules = list[tuple[When, int]]
"""The condition and the verdict of each."""
Answers = dict[str, frozenset[str]]
Left = bool | frozenset[str]
"""Whether something is so; while that is open, the facts that it still depends on."""
Mode = Literal["verdict", "grounds", "complete"]


@dataclass(frozen=True)
class Wizard:
    """A made-up wizard. Verdicts and steps are numbers, mild to severe; rules go by theirs."""

    facts: Facts
    rules: Rules = field(default_factory=list)
    otherwise: int = 0
    verdicts: int = 4
    kind: str = "verdict"
    guards: dict[str, When] = field(default_factory=dict)
    """Where a fact is asked."""
    bases: dict[int, str] = field(default_factory=dict)
    """What a rule rests on, where that is not a school rule."""
    channels: dict[int, str] = field(default_factory=dict)
    """Whom a rule names."""
    routes: list[tuple[When, str, int]] = field(default_factory=list)
    """The condition, the person and the step of each."""
    offered: When | bool = True
    """Where a message to somebody is offered."""
    never: dict[str, When] = field(default_factory=dict)
    leads: list[tuple[int, When]] = field(default_factory=list)
    """The verdict and the condition of each sentence."""
    mends: frozenset[tuple[str, str]] = frozenset()
    """Options that carry a good act."""
    serious: frozenset[str] = frozenset()
    """Facts of which every box matters to the law or to safety."""
    trusted: When | None = None
    ordered: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The options that go from mild to severe, for facts where not all do."""

    @property
    def worst(self) -> int:
        """The verdict that sends somebody for help."""
        return self.verdicts - 1

    @cached_property
    def people(self) -> list[str]:
        """Everybody whom a rule or a route names."""
        routed = [channel for _, channel, _ in self.routes]
        return list(dict.fromkeys([*self.channels.values(), *routed]))

    @cached_property
    def weighed(self) -> list[tuple[When, int, bool, str | None]]:
        """Condition, verdict, whether it is grave, and person of each rule.

        In a finder the routes are rules: how far they go is the verdict.
        """
        found = [
            (when, level, self.is_grave(i), self.channels.get(i))
            for i, (when, level) in enumerate(self.rules)
        ]
        if self.kind == "finder":
            people = {name: [r for r in self.routes if r[1] == name] for name in self.people}
            found += [(w, step, False, n) for name in people for w, n, step in people[name]]
        return found

    @property
    def ways(self) -> list[tuple[When, str, int]]:
        """The routes that are no rules."""
        return [] if self.kind == "finder" else self.routes

    def is_grave(self, rule: int) -> bool:
        """Whether a rule rests on the law or safety, or is about something serious."""
        # The question's own conditions do not count: a test of every option is then a test still.
        facts = {f: (kind, n + (f in self.guards)) for f, (kind, n) in self.facts.items()}
        plain = replace(self, facts=facts, guards={})
        about = facts_left(plain, self.rules[rule][0], {})
        return self.bases.get(rule) in ("law", "safety") or bool(about & self.serious)

    @property
    def mode(self) -> Mode:
        """The mode in which it is walked."""
        return "complete" if self.kind == "guide" else "grounds"


def options_of(fact: tuple[str, int]) -> list[str]:
    """The options of a fact."""
    kind, options = fact
    ids = [f"o{i}" for i in range(options)]
    return [*ids[:-1], "none"] if kind == "many" else ids


def answers_of(kind: str, options: int) -> list[frozenset[str]]:
    """Every answer to a fact: one option; or any ticks; or none of them."""
    ids = options_of((kind, options))
    if kind != "many":
        return [frozenset({i}) for i in ids]
    ticks = ids[:-1]
    sets = [
        frozenset(t for t, chosen in zip(ticks, bits, strict=True) if chosen)
        for bits in product([False, True], repeat=len(ticks))
    ]
    return [ticked or frozenset({"none"}) for ticked in sets]


def situations(facts: Facts) -> Iterator[Answers]:
    """Every full set of answers."""
    for each in product(*(answers_of(*fact) for fact in facts.values())):
        yield dict(zip(facts, each, strict=True))


def status(wizard: Wizard, when: When, answers: Answers) -> Left:
    """Whether a condition is true; while that is open, the facts it still depends on."""
    parts: list[Left] = []
    for key, value in when.items():
        if key in ("all", "any"):
            inner = [status(wizard, part, answers) for part in value]
            parts.append(joined(inner, decisive=key == "any"))
        elif key == "not":
            negated = status(wizard, value, answers)
            parts.append(not negated if isinstance(negated, bool) else negated)
        else:
            options = [value] if isinstance(value, str) else value
            parts.append(tested(wizard, key, options, answers))
    return joined(parts, decisive=False)


def joined(parts: list[Left], decisive: bool) -> Left:
    if any(part is decisive for part in parts):
        return decisive
    still = [part for part in parts if not isinstance(part, bool)]
    return frozenset().union(*still) if still else not decisive


def tested(wizard: Wizard, fact: str, options: list[str], answers: Answers) -> Left:
    """A test is false where its question is not asked, whatever somebody would answer."""
    asked = is_asked(wizard, fact, answers)
    so: Left
    if fact in answers:
        so = not answers[fact].isdisjoint(options)
    else:
        so = True if len(set(options)) == wizard.facts[fact][1] else frozenset({fact})
    return joined([asked, so], decisive=False)


def is_asked(wizard: Wizard, fact: str, answers: Answers) -> Left:
    return status(wizard, wizard.guards[fact], answers) if fact in wizard.guards else True


def verdict(wizard: Wizard, answers: Answers) -> int:
    true = [level for when, level, *_ in wizard.weighed if status(wizard, when, answers) is True]
    return max([wizard.otherwise, *true])


def worth_asking(wizard: Wizard, answers: Answers, mode: Mode) -> list[int]:
    """The open rules that are worth asking about, by number."""
    so_far = verdict(wizard, answers)
    if so_far == wizard.worst:
        return []
    return [
        number
        for number, (when, level, grave, _) in enumerate(wizard.weighed)
        if not isinstance(status(wizard, when, answers), bool)
        and (mode == "complete" or level > so_far or (mode == "grounds" and grave))
    ]


def next_question(wizard: Wizard, answers: Answers, mode: Mode) -> str | None:
    """The first fact in order that a rule or a route worth asking about depends on."""
    left = {
        fact
        for number in worth_asking(wizard, answers, mode)
        for fact in facts_left(wizard, wizard.weighed[number][0], answers)
    }
    if mode == "grounds" and verdict(wizard, answers) < wizard.worst:
        true = [step for when, _, step in wizard.ways if status(wizard, when, answers) is True]
        for when, _, step in wizard.ways:
            if all(step > other for other in true):
                left |= facts_left(wizard, when, answers)
    return next((fact for fact in wizard.facts if fact in left), None)


def facts_left(wizard: Wizard, when: When, answers: Answers) -> frozenset[str]:
    left = status(wizard, when, answers)
    return frozenset() if isinstance(left, bool) else left


def path(wizard: Wizard, situation: Answers, mode: Mode) -> Answers:
    """The answers that somebody in a situation is asked for."""
    answers: Answers = {}
    while (fact := next_question(wizard, answers, mode)) is not None:
        if fact not in situation:
            break
        answers[fact] = situation[fact]
    return answers


def named(wizard: Wizard, answers: Answers) -> set[str]:
    """The people whom a result names."""
    level = verdict(wizard, answers)
    true = [route for route in wizard.ways if status(wizard, route[0], answers) is True]
    offered = wizard.offered
    if not isinstance(offered, bool):
        offered = status(wizard, offered, answers) is True
    if true and level != wizard.worst and (offered or level > wizard.otherwise):
        furthest = max(step for _, _, step in true)
        return {name for _, name, step in true if step == furthest}
    return {
        name
        for when, given, _, name in wizard.weighed
        if given == level and name and status(wizard, when, answers) is True
    }


def lead(wizard: Wizard, answers: Answers) -> str:
    """The sentence under the verdict: the first of its own that is true."""
    level = verdict(wizard, answers)
    for number, (given, when) in enumerate(wizard.leads):
        if given == level and status(wizard, when, answers) is True:
            return f"lead {number}"
    return f"L{level}"


Change = tuple[tuple[str, ...], Answers, int]
"""The acts, the answers after them, and the verdict then."""


def changes(wizard: Wizard, answers: Answers) -> list[Change]:
    """Good acts that get these answers a milder verdict which no open question can raise."""
    level = verdict(wizard, answers)
    if level == wizard.worst:
        return []
    winning = {
        fact
        for when, given, *_ in wizard.weighed
        if given == level and status(wizard, when, answers) is True
        for fact in facts_left(wizard, when, {})
    }
    single, boxes = [], []
    for fact in wizard.facts:
        if fact not in winning or fact not in answers:
            continue
        many = wizard.facts[fact][0] == "many"
        for option in options_of(wizard.facts[fact]):
            chosen = option in answers[fact]
            if (fact, option) in wizard.mends and chosen == many:
                left = answers[fact] - {option} or {"none"} if many else {option}
                single.append(
                    ((f"mend {fact} {option}",), {**answers, fact: frozenset(left)}, level)
                )
                boxes += [(fact, option)] if many else []
    found = [change for each in single if (change := certain(wizard, *each))]
    if found or len(boxes) < 2:
        return found
    together = dict(answers)
    for fact, option in boxes:
        together[fact] = frozenset(together[fact] - {option} or {"none"})
    acts = tuple(f"mend {fact} {option}" for fact, option in boxes)
    change = certain(wizard, acts, together, level)
    return [change] if change else []


def certain(wizard: Wizard, acts: tuple[str, ...], changed: Answers, now: int) -> Change | None:
    kept: Answers = {}
    for fact in wizard.facts:
        if fact in changed and is_asked(wizard, fact, kept) is True:
            kept[fact] = changed[fact]
    level = verdict(wizard, kept)
    still = [given for when, given, *_ in wizard.weighed if facts_left(wizard, when, kept)]
    return (acts, kept, level) if level < now and all(g <= level for g in still) else None


def continuations(wizard: Wizard, answers: Answers) -> Iterator[Answers]:
    """Every situation of somebody who gives these answers."""
    for situation in situations(wizard.facts):
        if answers.items() <= situation.items():
            yield situation


def statistics(wizard: Wizard, mode: Mode) -> dict[str, Any]:
    """What exploring gives, by walking every situation."""
    verdicts: Counter[int] = Counter()
    lengths, asked = [], set()
    for situation in situations(wizard.facts):
        answers = path(wizard, situation, mode)
        asked |= answers.keys()
        lengths.append(len(answers))
        verdicts[verdict(wizard, answers)] += 1
        assert verdict(wizard, answers) == verdict(wizard, situation)
    return {
        "situations": len(lengths),
        "verdicts": dict(verdicts),
        "mean": sum(lengths) / len(lengths),
        "max": max(lengths),
        "asked": asked,
    }


def bits(program: Program, answers: Answers) -> dict[int, int]:
    """The same answers as the program writes them."""
    return {program.index(f): program.facts[program.index(f)].mask(o) for f, o in answers.items()}
