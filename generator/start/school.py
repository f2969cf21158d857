"""Write the files of a new school, which check and build at once."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..model.base import ID_WORDS, PartialDate, is_id
from ..reader import read_yaml
from ..source.dump import entry, fields
from ..source.faults import suggest
from ..source.layers import names
from ..source.registers import FOLDERS
from .answers import Answers

SCHEMA = "# yaml-language-server: $schema={up}schemas/{name}.json\n"


class StartError(Exception):
    """Why no school was written, in a sentence."""


def start(
    root: Path,
    name: str,
    based_on: Sequence[str],
    answers_for: Callable[[list[str]], Answers],
) -> Path:
    """Write a new school below ``root`` (``policy_src``) and return its folder.

    ``answers_for`` is given the nations that there are, and called only once the name and the
    models are known to be good. Raises StartError where they are not, or where an answer is
    missing.
    """
    refuse(root, name, based_on)
    answers = answers_for(nations(root))
    if answers.document:
        return write_school(root, name, with_document(name, answers, based_on))
    if not based_on:
        raise StartError(
            "give the title of the school's document, or name what it takes over: "
            f"--based-on {' or '.join(names(root, 'model'))}"
        )
    title = read_yaml(root / FOLDERS["model"] / based_on[0] / "model.yml", Path())[0]["title"]
    return write_school(root, name, without_document(answers, based_on, title))


def nations(root: Path) -> list[str]:
    """Return the nations whose law and help are at hand."""
    return names(root, "nation")


def refuse(root: Path, name: str, based_on: Sequence[str]) -> None:
    """Raise StartError where no school can be started under that name, on those models."""
    if not is_id(name):
        raise StartError(f'"{name}" cannot name a school: {ID_WORDS}')
    if name in names(root, "school") + names(root, "model"):
        raise StartError(f"{name} is there already; nothing was changed")
    models = names(root, "model")
    for model in based_on:
        if model not in models:
            raise StartError(f'there is no model "{model}"; {suggest(model, models)}')


def write_school(root: Path, name: str, files: Mapping[str, str]) -> Path:
    """Write ``files`` (path in the school's folder, text) as school ``name`` and return its folder.

    The folder appears whole or not at all.
    """
    home = root / FOLDERS["school"]
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=home) as beside:
        fresh = Path(beside) / name
        for path, text in files.items():
            file = fresh / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        shutil.move(fresh, home / name)
    return home / name


def about(answers: Answers, based_on: Sequence[str], document: Mapping[str, Any]) -> str:
    """Return ``school.yml``. ``document`` is what the school's document says of itself."""
    contact = {"phone": answers.phone, "email": answers.email, "hours": answers.hours}
    return SCHEMA.format(up="../../", name="school") + fields(
        {
            "name": answers.name,
            "nation": answers.nation,
            "type": answers.type,
            "based-on": list(based_on),
            "site": answers.site,
            "website": answers.website,
            "contact": {k: v for k, v in contact.items() if v},
            "colours": {"primary": answers.primary, "accent": answers.accent},
            "welcome": answers.welcome,
            "document": dict(document),
        }
    )


def people(answers: Answers) -> str:
    """Return ``channels.yml``: the office, the head and who keeps children safe."""
    office = {"phone": answers.phone, "email": answers.email, "hours": answers.hours}
    channels: list[dict[str, Any]] = [
        {
            "id": "office",
            "title": "The school office",
            "text": "Say what happened, when, and what you would like.",
            "contact": {k: v for k, v in office.items() if v},
            "stands-for": ["school"],
        },
        {
            "id": "our-head",
            "title": f"The {answers.head[:1].lower()}{answers.head[1:]}",
            "text": "Write to them if a first talk did not help. The office can tell you how.",
            "contact": {"person": answers.head_name} if answers.head_name else None,
            "stands-for": ["head"],
        },
    ]
    if answers.safeguarding_name:
        channels.append(
            {
                "id": "our-safeguarding-lead",
                "title": "The safeguarding lead",
                "text": "Is a child not safe? Tell this person. They keep children safe.",
                "contact": {"person": answers.safeguarding_name},
                "stands-for": ["safeguarding"],
            }
        )
    head = SCHEMA.format(up="../../", name="channels")
    return head + "channels:\n" + "".join(map(entry, channels))


def without_document(answers: Answers, based_on: Sequence[str], title: str) -> dict[str, str]:
    """Return the files of a school that takes over a model whose code is called ``title``."""
    return {
        "school.yml": about(answers, based_on, {"title": title}),
        "channels.yml": people(answers),
    }


def with_document(name: str, answers: Answers, based_on: Sequence[str]) -> dict[str, str]:
    """Return the files of a school whose document is not numbered yet, but for its own facts."""
    said = [(f"It is called {answers.document}.", answers.document)]
    for day, what in ((answers.approved, "was approved"), (answers.review, "is due for review")):
        if day:
            said.append((f"It {what} {'on' if day.day else 'in'} {day}.", str(day)))
    provisions = [
        {"id": f"{name}-{n:02}", "section": "Front page", "force": "fact", "text": text}
        for n, (text, _) in enumerate(said, 1)
    ]
    document = {
        "title": answers.document,
        "approved": iso(answers.approved),
        "review": iso(answers.review),
        "owned": True,
        "from": {f"{name}-{n:02}": words for n, (_, words) in enumerate(said, 1)},
    }
    return {
        "school.yml": about(answers, based_on, {k: v for k, v in document.items() if v}),
        "channels.yml": people(answers),
        "provisions.yml": SCHEMA.format(up="../../", name="provisions")
        + "provisions:\n"
        + "".join(map(entry, provisions)),
        "sections/10-our-rules.yml": SCHEMA.format(up="../../../", name="section-file")
        + fields({"id": "our-rules", "title": "Our rules"}),
    }


def iso(day: PartialDate | None) -> str | None:
    """Return a date as the source writes it."""
    return day.iso if day else None
