"""What is said of a run: the page for an authority or a trust, JSON, and words for a terminal."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from ..checks.dates import REVIEWS_AHEAD
from ..errors import render
from ..publish.csp import with_policy
from ..source.layers import shown
from ..source.write import write
from ..summary import counted
from .kept import read
from .overview import KINDS, Overview
from .run import Outcome, Run, State
from .work import Refused

PAGE, REPORT = "index.html", "report.json"

STATES: tuple[State, ...] = ("built", "unchanged", "refused", "waiting")


def publish(folder: Path, run: Run) -> None:
    """Write the page and the report of a run into the folder of its sites."""
    write(folder / PAGE, page(run))
    write_json(folder / REPORT, folder, run)


def write_json(file: Path, sites: Path, run: Run) -> None:
    """Write all that is known of a run, with what is kept of each school beside the ``sites``."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    try:
        with beside.open("w", encoding="utf-8") as new:
            new.writelines(_json(sites, run))
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _json(sites: Path, run: Run) -> Iterator[str]:
    """Yield the report in pieces, a line for each school: there may be thousands."""
    head = {
        "day": run.today.isoformat(),
        "stopped": run.stopped,
        "counts": {state: run.count(state) for state in STATES},
        "gone": run.gone,
    }
    yield json.dumps(head, ensure_ascii=False).removesuffix("}")
    yield ', "schools": ['
    for number, outcome in enumerate(run.outcomes):
        yield ",\n" if number else "\n"
        yield json.dumps(_school(sites, outcome), ensure_ascii=False)
    yield "\n]}\n"


def _school(sites: Path, outcome: Outcome) -> dict[str, Any]:
    name, refused = outcome.member.name, outcome.refused or Refused()
    kept = read(sites, name) if outcome.overview else None
    return {
        "school": name,
        "source": shown(outcome.member.source).as_posix(),
        "outcome": outcome.state,
        "reason": refused.reason,
        "faults": [finding.as_dict() for finding in refused.findings],
        "site": asdict(outcome.overview) if outcome.overview else None,
        "warnings": kept.findings if kept else [],
    }


def table(run: Run) -> str:
    """Return how many schools came to what, and which were not built or are no longer there."""
    named = {
        "refused": [o.member.name for o in run.outcomes if o.state == "refused"],
        "waiting": [o.member.name for o in run.outcomes if o.state == "waiting"],
    }
    lines = [
        f"{state:10} {run.count(state):6}  {', '.join(named.get(state, []))}".rstrip()
        for state in STATES
        if state in ("built", "unchanged") or run.count(state)
    ]
    if run.gone:
        lines.append(f"{'no source':10} {len(run.gone):6}  {', '.join(run.gone)}")
        lines.append("Sites without a source are never deleted: delete the folders yourself.")
    return "\n".join(lines)


def reasons(run: Run) -> str:
    """Return why schools were refused; schools with one reason are named together."""
    found: dict[str, list[str]] = {}
    for outcome in run.outcomes:
        if outcome.refused:
            found.setdefault(_reason(outcome.refused), []).append(outcome.member.name)
    return "\n".join(f"{', '.join(schools)}:\n{reason}" for reason, schools in found.items())


def _reason(refused: Refused) -> str:
    return refused.reason or render([f for f in refused.findings if f.severity == "error"])


@dataclass(frozen=True)
class Shared:
    """How schools that are based on the same models differ from what they share."""

    models: list[str]
    """The models' names."""
    schools: list[str]
    """The schools' names."""
    rows: list[tuple[str, dict[str, str]]]
    """What one of them changes, and which does what, and why: the school's name → in words."""


def shared(overviews: Iterable[Overview]) -> list[Shared]:
    """Return what schools make of the models that are not a school's only one."""
    every = list(overviews)
    groups: dict[tuple[int, ...], list[str]] = {}
    for name, title in {n: t for each in every for n, t in each.models.items()}.items():
        based = tuple(number for number, each in enumerate(every) if name in each.models)
        if len(based) > 1:
            groups.setdefault(based, []).append(title)
    return [_shared(titles, [every[n] for n in based]) for based, titles in groups.items()]


def _shared(models: list[str], schools: list[Overview]) -> Shared:
    titles: dict[str, str] = {}
    said: dict[str, dict[str, str]] = {}
    for school in schools:
        for own in school.differs:
            titles[own.of] = own.title
            said.setdefault(own.of, {})[school.title] = own.said
    rows = [(titles[of], by) for of, by in said.items()]
    return Shared(models, [school.title for school in schools], rows)


def page(run: Run) -> str:
    """Return the page that links the schools, and tells who needs a look."""
    templates = Environment(
        loader=PackageLoader("generator", "fleet"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    built = {o.member.name: o.overview for o in run.outcomes if o.overview}
    refused = [outcome for outcome in run.outcomes if outcome.refused]
    needs = {k: {n: o for n, o in built.items() if o.needs[k]} for k in KINDS}
    now, soon = run.today.isoformat(), (run.today + REVIEWS_AHEAD).isoformat()
    return with_policy(
        templates.get_template("page.html.j2").render(
            run=run,
            day=f"{run.today.day} {run.today:%B %Y}",
            looks=len({o.member.name for o in refused}.union(*needs.values())),
            refused=refused,
            needs=needs,
            soon={n: o for n, o in built.items() if o.review and now <= o.review[0] < soon},
            checks=Counter(line for each in built.values() for line in each.needs["checks"]),
            built=built,
            drafts=any(each.status == "draft" for each in built.values()),
            cases={n: o for n, o in built.items() if o.cases},
            shared=shared(built.values()),
            counted=counted,
        )
    )
