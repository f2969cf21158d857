"""The stories of a training session, with the answer that the school's own wizard gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.clause import Clause
from ..model.extras import Look, Scenario, SharedScenario
from ..model.people import Channel, Helpline
from ..model.policy import Policy
from ..model.wizard import Verdict
from ..wizard.evaluate import evaluate, named, on_path
from ..wizard.program import Program
from ..wizard.stories import read_situation, rewritten


@dataclass(frozen=True)
class After:
    """A story's post in other words, and what the wizard says to it: its mildest verdict."""

    post: str
    where: str
    look: Look
    verdict: Verdict
    title: str


@dataclass(frozen=True)
class Story:
    """A scenario as the hall sees it: the school's verdict, its sentence, and what leads to it.

    ``level`` is the index of the verdict, mild to severe, and ``urgent`` says that it is the most
    severe, which sends somebody for help. ``for_parents`` is false where the story is about a
    member of staff or another group that the parents' pages are not about. ``after`` is there
    where the school's own rules allow the post in its other words.
    """

    scenario: Scenario
    verdict: Verdict
    lead: str
    level: int
    clauses: tuple[Clause, ...]
    channels: tuple[Channel, ...]
    helplines: tuple[Helpline, ...]
    for_parents: bool
    urgent: bool
    after: After | None

    @property
    def warning(self) -> str | None:
        """What the room is told before a hard story, so that people can leave."""
        return self.scenario.warning or (DANGER if self.urgent else None)


@dataclass(frozen=True)
class Session:
    """A session of a known length: the minutes of each part, and the stories it tells."""

    id: str
    minutes: int
    opening: int
    closing: int
    stories: tuple[Story, ...]


DANGER = "It is about someone who is in danger."
"""The warning before a story that sends somebody for help and has no warning of its own."""

MILD_FIRST = 3
"""How many stories a room hears before a hard one."""

STORY_MINUTES = 3
"""How long a hall takes for a story: read, raise hands, look at the answer, talk."""

SESSIONS = (("short", 20, 2, 3), ("long", 45, 4, 5))
"""The sessions: id, minutes in all, minutes for the opening and for the closing."""

OWN_FIRST = 2
"""How many of the school's own stories every session has, where the school has them."""


def tell(program: Program, policy: Policy) -> list[Story]:
    """Return the scenarios of a policy with what the proven wizard ``program`` makes of them.

    Those that every school tells come first: they start with thanks, and warm a room. Hard ones
    wait until the room has heard some others.
    """
    shared_first = sorted(policy.scenarios, key=lambda s: not isinstance(s, SharedScenario))
    return _mild_first([_story(program, policy, scenario) for scenario in shared_first])


def sessions(stories: Sequence[Story]) -> list[Session]:
    """Return the sessions; each has the school's own rules in it, and as many verdicts as it can.

    A session never has more stories than there are, so it may be shorter than planned. It has no
    hard story where there are too few others to tell before it.
    """
    ours = [story for story in stories if story.for_parents]
    own = [s for s in ours if not isinstance(s.scenario, SharedScenario)]
    shared = [s for s in ours if s not in own]
    found = []
    for name, minutes, opening, closing in SESSIONS:
        room = (minutes - opening - closing) // STORY_MINUTES
        chosen = own[:OWN_FIRST]
        for story in shared:
            if len(chosen) < room and story.level not in {s.level for s in chosen}:
                chosen.append(story)
        rest = [s for s in (*shared, *own) if s not in chosen]
        chosen += rest[: max(0, room - len(chosen))]
        ordered = tuple(_mild_first([story for story in stories if story in chosen]))
        if any(story.warning for story in ordered[:MILD_FIRST]):
            ordered = tuple(story for story in ordered if not story.warning)
        whole = opening + closing + STORY_MINUTES * len(ordered)
        found.append(Session(name, whole, opening, closing, ordered))
    return found


def _mild_first(stories: Sequence[Story]) -> list[Story]:
    first = [story for story in stories if not story.warning][:MILD_FIRST]
    return first + [story for story in stories if story not in first]


def agenda(policy: Policy) -> list[str]:
    """Return the topics that the school's document sets for a session with parents."""
    found = []
    for clause in policy.clauses.values():
        if clause.agenda:
            lines = (line.strip() for line in clause.text.splitlines())
            found += [m for line in lines if (m := _item(line))]
    return found


def _item(line: str) -> str | None:
    """Return the words of a list item, or None for another line."""
    mark, _, words = line.partition(" ")
    return words.strip() if mark in ("-", "*") or mark.rstrip(".").isdigit() else None


def _story(program: Program, policy: Policy, scenario: Scenario) -> Story:
    answers = on_path(program, read_situation(program, scenario.situation))
    outcome = evaluate(program, answers)
    rules = [program.rules[i] for i in outcome.true if program.rules[i].verdict == outcome.verdict]
    clauses = tuple({r.clause.id: r.clause for r in rules if r.clause}.values())
    names = dict.fromkeys(name for clause in clauses for name in clause.helplines)
    helplines = [policy.helplines[name] for name in names if name in policy.helplines]
    return Story(
        scenario,
        program.verdicts[outcome.verdict],
        program.lead(outcome.verdict, answers)[1],
        outcome.verdict,
        clauses,
        named(program, answers),
        tuple(sorted(helplines, key=lambda service: not service.danger)),
        _for_parents(program, policy, scenario),
        outcome.verdict == len(program.verdicts) - 1,
        _after(program, scenario),
    )


def _after(program: Program, scenario: Scenario) -> After | None:
    if not scenario.rewrite:
        return None
    new = scenario.rewrite
    answers = on_path(program, read_situation(program, rewritten(scenario)))
    verdict = evaluate(program, answers).verdict
    if verdict:
        return None
    title = program.lead(verdict, answers)[0]
    return After(
        new.post,
        new.where or scenario.where,
        new.look or scenario.look,
        program.verdicts[verdict],
        title,
    )


def _for_parents(program: Program, policy: Policy, scenario: Scenario) -> bool:
    fact = next((fact.id for fact in program.wizard.facts if fact.is_audience), None)
    who = scenario.situation.get(fact) if fact else None
    return who is None or policy.audiences[str(who)].site
