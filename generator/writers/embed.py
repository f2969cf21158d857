"""The wizard as one self-contained page, for a school whose website is run by someone else.

It holds everything it needs and fits the first round trip of a connection. Whatever a parent can do
without there is left out: each rule leads to its own page, which says why.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from ..codes import report
from ..content.book import Book
from ..content.colours import style_sheet as colours_of
from ..content.status import mark
from ..errors import Finding, Mark
from ..model.policy import Policy
from ..wizard.export import as_json, data
from ..wizard.program import Program
from ..wizard.script import join_script, small, style_sheet

PAGE = "embed/index.html"
BUDGET = 14_000
"""The most that the page may weigh, in bytes, gzipped."""

SERVICES = 3
"""The most services that a page in danger shows (``SERVICES`` of ``client/result.js``)."""

_MODULES = ("engine", "parts", "cards", "question", "result", "view", "embed")

_NAME = re.compile(r"\bwz-[a-z]+(?:-[a-z]+)*")


def files(book: Book) -> dict[str, str]:
    """Return the page of the wizard about a post, if there is one, and its script, by path."""
    wizard, policy = book.tool("verdict"), book.policy
    program = book.programs.get(wizard.id) if wizard else None
    return embed(program, policy, colours_of(policy.school.colours), mark(book)) if program else {}


def embed(program: Program, policy: Policy, colours: str, mark: str = "") -> dict[str, str]:
    """Return the stand-alone page and the script for the page around it, by path.

    ``colours`` is the school's style sheet of custom properties. ``mark`` is said above all, of a
    text that is not approved.
    """
    templates = Environment(
        loader=PackageLoader("generator.wizard", "client"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    style = style_sheet("wizard", "embed")
    style += small("text/css", _used(colours, style))
    style, script = _short_names(style, join_script(_MODULES))
    page = templates.get_template("embed.html").render(
        language=policy.school.language,
        title=f"{program.wizard.title} – {policy.school.name}",
        name=program.wizard.id,
        site=policy.school.site,
        mark=mark,
        style=style,
        data=as_json(_trimmed(program, policy)).replace("<", "\\u003c"),
        script=script,
        hash=_hash,
    )
    return {PAGE: page, "embed/resize.js": join_script(("resize",))}


def _used(colours: str, style: str) -> str:
    """Return the custom properties of ``colours`` that ``style`` reads."""
    return re.sub(
        r"^\s*(--[a-z-]+):.*\n",
        lambda m: m[0] if f"var({m[1]})" in style else "",
        colours,
        flags=re.M,
    )


def _short_names(*texts: str) -> list[str]:
    """Return texts with each class and property of the wizard (``wz-label``) under a short name."""
    names = sorted(set(_NAME.findall(" ".join(texts))))
    short = {name: f"w{number}" for number, name in enumerate(names)}
    return [_NAME.sub(lambda found: short[found[0]], text) for text in texts]


def _trimmed(program: Program, policy: Policy) -> dict[str, Any]:
    """Return the data without what only the site's pages show."""
    made = data(program, policy, root="../")
    facts, verdicts, clauses = made["facts"], made["verdicts"], made["clauses"]
    made["helplines"] = _shown(made, clauses)
    for channel in made["channels"]:
        channel["contact"] = [line for line in channel["contact"] if line[2]][:1]
    for entries, fields in (
        ([made], ("id", "intro")),
        ([made["message"] or {}], ("subjects", "lines")),
        ([made["links"]], ("talk", "report")),
        (facts, ("error",)),
        ([option for fact in facts for option in fact["options"]], ("words", "mends")),
        (verdicts, ("posted",)),
        (clauses, ("id", "url", "why", "instead", "caution", "rewrite")),
        (made["channels"], ("id", "text", "origin", "greeting", "answers", "stage")),
        (made["helplines"], ("text", "hours", "note")),
    ):
        for entry in entries:
            for field in fields:
                entry.pop(field, None)
    return made


def _shown(made: dict[str, Any], clauses: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the services that a page in danger shows; let the clauses name no others."""
    worst = len(made["verdicts"]) - 1
    urgent = {rule["clause"] for rule in made["rules"] if rule["verdict"] == worst}
    named = {rule.get("clause") for rule in made["rules"] if rule["verdict"] < worst}
    kept: list[int] = []
    for at, clause in enumerate(clauses):
        services = [n for n in clause["helplines"] if _reachable(made["helplines"][n])]
        services = services[:SERVICES] if at in urgent else []
        kept += [n for n in services if n not in kept]
        clause.pop("helplines")
        if at not in named:
            del clause["title"], clause["mark"]  # danger has a page without reasons
        if services:
            clause["helplines"] = [kept.index(n) for n in services]
    return [made["helplines"][n] for n in kept]


def _reachable(helpline: dict[str, Any]) -> bool:
    return not helpline.keys().isdisjoint(("phone", "textNumber", "web"))


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def too_heavy(files: Mapping[str, str | bytes], mark: Mark) -> list[Finding]:
    """Return a finding if the page is over its budget. ``mark`` places the school."""
    heavy = weight(str(files.get(PAGE, "")))
    if heavy <= BUDGET:
        return []
    message = f"{PAGE} weighs {heavy:,} bytes gzipped; it may weigh {BUDGET:,}"
    return [report("SITE002", message, mark)]


def weight(page: str) -> int:
    """Return the bytes that a page takes to send, gzipped."""
    return len(gzip.compress(page.encode(), 9, mtime=0))
