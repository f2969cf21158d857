"""The wizard as one self-contained page, for a school whose website is run by someone else.

It holds everything it needs and fits the first round trip of a connection. Whatever a parent can do
without there is left out: each rule leads to its own page, which says why.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from ..checks.codes import report
from ..errors import Finding, Mark
from ..model.policy import Policy
from .export import as_json, data
from .program import Program
from .script import join_script, small, style_sheet

PAGE = "embed/index.html"
BUDGET = 14_000
"""The most that the page may weigh, in bytes, gzipped."""

_MODULES = ("engine", "parts", "cards", "question", "result", "view", "embed")

_NAME = re.compile(r"\bwz-[a-z]+(?:-[a-z]+)*")


def embed(program: Program, policy: Policy, colours: str) -> dict[str, str]:
    """Return the stand-alone page and the script for the page around it, by path.

    ``colours`` is the school's style sheet of custom properties.
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
        intro=program.wizard.intro,
        name=program.wizard.id,
        site=policy.school.site,
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
    options = [option for fact in made["facts"] for option in fact["options"]]
    for entries, fields in (
        ([made], ("id", "message", "fixed")),
        (options, ("words",)),
        (made["clauses"], ("id", "why", "caution")),
        (made["channels"], ("id", "stage")),
    ):
        for entry in entries:
            for field in fields:
                entry.pop(field, None)
    made["rules"] = [{k: v for k, v in r.items() if v is not None} for r in made["rules"]]
    return made


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def too_heavy(files: dict[str, str], mark: Mark) -> list[Finding]:
    """Return a finding if the page is over its budget. ``mark`` places the school."""
    heavy = weight(files[PAGE])
    if heavy <= BUDGET:
        return []
    message = f"{PAGE} weighs {heavy:,} bytes gzipped; it may weigh {BUDGET:,}"
    return [report("SITE002", message, mark)]


def weight(page: str) -> int:
    """Return the bytes that a page takes to send, gzipped."""
    return len(gzip.compress(page.encode(), 9, mtime=0))
