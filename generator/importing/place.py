"""Place a statement of the school's document: a rule says it, or it is left out with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..checked import check_loaded
from ..checks.fidelity import KIND_OF
from ..errors import Finding, PolicyError
from ..model.clause import Clause
from ..model.policy import Policy
from ..model.provision import Provision, Wording
from ..reader import read_yaml
from ..source.dump import fields
from ..source.load import Loaded, load
from ..source.registers import FOLDERS
from ..source.write import EditError, append, name_of, put, remove, write
from .names import slug

FORCE_OF = {force: kind for kind, force in KIND_OF.items()}
"""The kind of a clause for a force that has another name."""

EVERYONE = "everyone"

SAME_EVERYWHERE = "This rule keeps people safe or is the law, so it is the same at every school."
"""Why a fixed rule may be stronger than the school's document. Readers see it."""


class PlaceError(Exception):
    """Why a statement cannot be placed so, in a sentence. Nothing was changed."""


@dataclass(frozen=True)
class Own:
    """What is asked of a rule that only this school has. A ban says what to do ``instead``."""

    title: str
    instead: str = ""


OURS = {"school", "staff", "leaders", "governors"}
"""Those who act for the school: what they may do is no freedom of a parent."""

WISH = "This is what the school asks. Honest criticism is lawful."
"""Stands with each ban that only the school has."""


def waiting(policy: Policy) -> list[Provision]:
    """Return the statements that wait to be placed, in the document's order."""
    return [provision for provision in policy.provisions.values() if provision.todo]


class Placer:
    """The statements of one school, placed one after the other. Each call writes what it decides.

    Raises PlaceError where the check would refuse what was written; the files are then as before.
    """

    def __init__(self, root: Path, school: str, today: date) -> None:
        self.root, self.school, self.today = root, school, today
        self.folder = root / FOLDERS["school"] / school
        self.errors, loaded = self._checked()
        if loaded.policy is None:
            raise PlaceError(f"{school} cannot be read; policy-site check {school} says why")
        self.policy = loaded.policy

    def say(self, provision: Provision, clause: Clause) -> None:
        """Let a rule say the statement, in the document's words.

        A rule of another layer is adopted; one that stands here already is added to.
        """
        if any(clause.id == own.id for own in self._own()):
            self._add(provision, clause)
            return
        said = _said(provision)
        values: dict[str, Any] = {"adopts": clause.id}
        if not clause.fixed:
            if (kind := kind_of(provision)) != clause.kind:
                values["kind"] = kind
            if provision.binds and set(provision.binds) != set(clause.binds):
                values["binds"] = list(provision.binds)
        elif kind_of(provision) != clause.kind or set(provision.binds) != set(clause.binds):
            said = {**_whole(said), "because": SAME_EVERYWHERE}
        values |= {"text": provision.text, "from": {provision.id: said}}
        self._write(provision, values)

    def _add(self, provision: Provision, clause: Clause) -> None:
        file = self._file_of(clause)
        named = {name: _plain(said) for name, said in clause.from_.items()}
        text = _own_text(file, clause)
        if provision.id not in named:
            text = f"{text}\n\n{provision.text}"
        elif len(named) == 1:
            text = provision.text
        elif provision.text not in text:
            raise PlaceError(f'"{clause.title}" says more than this: mend its text by hand')
        changed = {"text": text, "from": {**named, provision.id: _said(provision)}}
        try:
            text = put(file, "clauses", clause.id, changed)
        except EditError as error:
            raise PlaceError(str(error)) from None
        self._settle(provision, {"todo": None}, {file: text})

    def own(self, provision: Provision, own: Own) -> None:
        """Make a rule of the school's own of the statement."""
        if provision.force != "fact" and not provision.binds:
            raise PlaceError(f"say in provisions.yml whom {provision.id} binds, then place it")
        self._write(
            provision,
            {
                "id": self._free(slug(own.title)),
                "kind": kind_of(provision),
                "binds": list(provision.binds) or [EVERYONE],
                "title": own.title,
                "text": provision.text,
                "instead": own.instead,
                "caution": WISH if provision.force in ("must-not", "should-not") else "",
                "from": {provision.id: _said(provision)},
            },
        )

    def strength(self, provision: Provision, force: str, words: str) -> None:
        """Say how strong a statement is, and which of its words say so; it waits still."""
        if words and words not in provision.text:
            raise PlaceError(f'"{words}" does not stand in it')
        fact = {"binds": None} if force == "fact" else {}
        self._settle(provision, {"force": force, "words": words, **fact}, {})

    def audiences(self, provision: Provision, binds: Sequence[str]) -> None:
        """Say whom a statement binds; it waits still."""
        self._settle(provision, {"binds": list(binds)}, {})

    def take_out(self, provision: Provision) -> None:
        """Take out a statement that the document no longer has, with the rule that said only it."""
        clauses = [clause for clause in self._own() if provision.id in clause.from_]
        if len([True for _, _, named in self.policy.restating() if provision.id in named]) > len(
            clauses
        ):
            raise PlaceError(f"{provision.id} is named elsewhere too: take it out of from by hand")
        files: dict[Path, str] = {}
        for clause in clauses:
            file = self._file_of(clause)
            text = files.get(file) or file.read_text("utf-8")
            if len(clause.from_) == 1:
                files[file] = remove(text, file, "clauses", clause.id)
                continue
            left = {n: _plain(said) for n, said in clause.from_.items() if n != provision.id}
            words = _own_text(file, clause).replace(provision.text, "").strip()
            if files.get(file) or not words:
                raise PlaceError(f'take {provision.id} out of "{clause.title}" by hand')
            files[file] = put(file, "clauses", clause.id, {"text": words, "from": left})
        document = self.folder / "provisions.yml"
        text = document.read_text("utf-8")
        self._try({**files, document: remove(text, document, "provisions", provision.id)})

    def leave_out(self, provision: Provision, reason: str) -> None:
        """State on no page what the statement says, for a reason that staff can read."""
        self._settle(provision, {"todo": None, "left-out": reason}, {})

    def _write(self, provision: Provision, entry: Mapping[str, Any]) -> None:
        file = self._section(provision.section)
        text = file.read_text("utf-8") if file.exists() else self._heading(provision.section)
        added = append(text, "clauses", {k: v for k, v in entry.items() if v})
        self._settle(provision, {"todo": None}, {file: added})

    def _settle(
        self, provision: Provision, changed: Mapping[str, Any], files: dict[Path, str]
    ) -> None:
        """Write what was decided of a statement, with other files."""
        document = self.folder / "provisions.yml"
        try:
            files = {**files, document: put(document, "provisions", provision.id, changed)}
        except EditError as error:
            raise PlaceError(str(error)) from None
        self._try(files)

    def _try(self, files: Mapping[Path, str]) -> None:
        """Write the files; put them back where the check finds an error that was not there."""
        before = {file: file.read_bytes() if file.exists() else None for file in files}
        try:
            for file, text in files.items():
                write(file, text)
        except OSError:
            _put_back(before)
            raise
        errors, loaded = self._checked()
        new = [error for error in errors if error.message not in {e.message for e in self.errors}]
        if new or loaded.policy is None:
            _put_back(before)
            first = new[0] if new else errors[0]
            raise PlaceError(f"{first.message} ({first.hint})" if first.hint else first.message)
        self.errors, self.policy = errors, loaded.policy

    def _checked(self) -> tuple[list[Finding], Loaded]:
        loaded = load(self.root, self.school)
        try:
            check_loaded(loaded, self.today)
        except PolicyError as error:
            return [f for f in error.findings if f.severity == "error"], loaded
        return [], loaded

    def _own(self) -> Iterable[Clause]:
        return (clause for section in self.policy.own_sections for clause in section.clauses)

    def _file_of(self, clause: Clause) -> Path:
        section = next(s for s in self.policy.own_sections if clause in s.clauses)
        return section.at().file

    def _section(self, title: str) -> Path:
        """Return the file of the section with a heading of the document."""
        for section in self.policy.own_sections:
            if section.title == title:
                return section.at().file
        headings = list(dict.fromkeys(p.section for p in self.policy.provisions.values()))
        return self.folder / "sections" / f"{headings.index(title) + 1:02}-{slug(title)}.yml"

    def _heading(self, title: str) -> str:
        others = {
            section.id
            for sections in (
                self.policy.own_sections,
                self.policy.base_sections,
                self.policy.shared_sections,
            )
            for section in sections
        }
        name = slug(title)
        return SECTION + fields(
            {"id": f"{name}-at-{self.school}" if name in others else name, "title": title}
        )

    def _free(self, name: str) -> str:
        """Return an address that no rule has yet."""
        taken, number = set(self.policy.clauses), 2
        while name in taken:
            name = f"{name.rstrip('0123456789-')}-{number}"
            number += 1
        return name


SECTION = "# yaml-language-server: $schema=../../../schemas/section-file.json\n"


def _put_back(before: Mapping[Path, bytes | None]) -> None:
    for file, old in before.items():
        if old is None:
            file.unlink(missing_ok=True)
        elif file.read_bytes() != old:
            write(file, old.decode("utf-8"))


def kind_of(provision: Provision) -> str:
    """Return the kind of a rule that says a statement with its own force.

    What the school may do is for parents to know; "You may" would say it of them.
    """
    if provision.force == "may" and provision.binds and OURS.issuperset(provision.binds):
        return "info"
    return FORCE_OF.get(provision.force, provision.force)


def _said(provision: Provision) -> Any:
    says = provision.words or provision.text
    return {"says": says, "only": provision.only} if provision.only else says


def _own_text(file: Path, clause: Clause) -> str:
    """Return the text of a rule as it is written here: what is fixed is only added to."""
    values, _ = read_yaml(file, file)
    entries = values["clauses"]
    return next((str(e.get("text", "")) for e in entries if name_of(e) == clause.id), "")


def _plain(said: Wording) -> dict[str, Any]:
    return said.model_dump(exclude_none=True)


def _whole(said: Any) -> dict[str, str]:
    return {"says": said} if isinstance(said, str) else said
