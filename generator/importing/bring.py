"""The steps of an import: read → statements → matches → source → place what is sure."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..model.policy import Policy
from ..source.layers import names
from ..source.load import load
from ..source.registers import FOLDERS
from ..source.write import write
from ..start.answers import Answers
from ..start.school import StartError, nations, refuse, write_school
from .document import Document, DocumentError
from .editions import Pair, compare
from .found import found
from .match import Match, Rules
from .offered import offered
from .place import PlaceError, Placer
from .read import read_document
from .school import Numbered, about_document, new_school, newer, numbered, said_there
from .statements import Statement, statements


@dataclass(frozen=True)
class Imported:
    """What an import did."""

    document: Document
    pairs: list[Pair]
    items: list[Numbered]
    placed: dict[str, Match]
    """The statements that it placed itself, and how sure that is."""

    def count(self, change: str) -> int:
        """How many statements were ``kept``, ``reworded``, ``new`` or ``gone``."""
        return sum(pair.change == change for pair in self.pairs)


def bring(
    root: Path,
    school: str,
    file: Path,
    based_on: Sequence[str],
    answers_for: Callable[[dict[str, str], list[str]], Answers],
    today: date,
) -> Imported:
    """Import a document below ``root`` (``policy_src``), as a new school or as a newer edition.

    ``answers_for`` is asked about a school that is not there yet, with what the document says to
    offer and the nations. Raises DocumentError, StartError or PlaceError; then nothing was changed.
    """
    is_new = school not in names(root, "school")
    if is_new:
        refuse(root, school, based_on)
    elif based_on:
        raise StartError(f"{school} is there already; what it is based on stands in its school.yml")
    document = read_document(file)
    said = statements(document)
    if not said:
        raise DocumentError(f"{document.name} holds no sentence that could be a rule")
    folder = root / FOLDERS["school"] / school
    answers = answers_for(offered(document, said), nations(root)) if is_new else None
    if answers:
        write_school(root, school, new_school(answers, based_on))
    before = {path: path.read_bytes() for path in folder.rglob("*.yml")}
    try:
        policy = _policy(root, school)
        pairs, items = _number(policy, said)
        facts = dict(said_there(answers, items)) if answers else {}
        write(folder / "provisions.yml", newer(folder / "provisions.yml", pairs, items, facts))
        if answers:
            named = found(document, said, policy.laws.values(), policy.platforms.values())
            write(folder / "school.yml", about_document(answers, based_on, items, named))
        placer = Placer(root, school, today)
        lost = [item.id for item in items if item.id not in placer.policy.provisions]
        if lost:
            raise PlaceError(f"{lost[0]} cannot be written into the source; nothing was changed")
        return Imported(document, pairs, items, _place(placer, items, pairs))
    except BaseException:  # also where somebody stops it
        if is_new:
            shutil.rmtree(folder)
        else:
            for path, old in before.items():
                path.write_bytes(old)
        raise


def _policy(root: Path, school: str) -> Policy:
    policy = load(root, school).policy
    if policy is None:
        raise PlaceError(f"{school} cannot be read; policy-site check {school} says why")
    return policy


def _number(policy: Policy, said: Sequence[Statement]) -> tuple[list[Pair], list[Numbered]]:
    """Compare the statements with those that the school has, number them, and match what is new."""
    pairs = compare(list(policy.provisions.values()), said)
    matches = Rules(policy.clauses.values()).match(said)
    of = dict(zip((s.number for s in said), matches, strict=True))
    return pairs, numbered(policy.id, pairs, of)


def _place(placer: Placer, items: Sequence[Numbered], pairs: Sequence[Pair]) -> dict[str, Match]:
    """Place what is new and sure; what the check refuses waits for somebody like the rest."""
    new = {pair.now.number for pair in pairs if pair.now and pair.change == "new"}
    placed = {}
    for item in items:
        best = item.matches[0] if item.matches else None
        provision = placer.policy.provisions[item.id]
        if best and best.sure and item.statement.number in new and provision.todo:
            with suppress(PlaceError):
                placer.say(provision, placer.policy.clauses[best.clause.id])
                placed[item.id] = best
    return placed
