"""Data into PDF and PNG by Typst, with the committed fonts only, and the same bytes every time."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

import typst

from ... import cache
from ...codes import report
from ...errors import Finding
from ...model.base import Node
from ...model.policy import Policy
from .blocks import Block
from .glyphs import FONTS

TEMPLATES = Path(__file__).with_name("templates")

Paper = Literal["a4", "us-letter"]


@dataclass(frozen=True)
class Print:
    """What is to be printed: a template, the title of the PDF, and its data.

    ``blocks`` are drawn one after another; ``extra`` is what else the template needs. ``large``
    asks for large print.
    """

    template: str
    title: str
    blocks: Sequence[Block]
    extra: dict[str, Any]
    paper: Paper = "a4"
    large: bool = False


def render_pdf(policy: Policy, print: Print) -> tuple[bytes, list[Finding]]:
    """Return a tagged PDF (PDF/UA-1) and no finding, or no bytes and what is wrong.

    If Typst refuses, each block is drawn alone, and the findings name the places in the source of
    those that it refuses.
    """
    try:
        pdf, warnings = _pdf(print.template, _data(policy, print), _timestamp(policy))
    except typst.TypstError as error:
        return b"", list(_refused(policy, print, error))
    if warnings:  # such as page numbers that do not settle: they would be wrong on paper
        return b"", [_unprintable(policy.school, print, "; ".join(warnings), "")]
    return pdf, []


def render_image(policy: Policy, said: dict[str, Any]) -> bytes:
    """Return the PNG of a page's picture: 1200 by 630 pixels."""
    data = {**said, "look": _look(policy, "a4", False)}
    return _png("share.typ", json.dumps(data, ensure_ascii=False, sort_keys=True))


def _data(policy: Policy, print: Print, alone: bool = False) -> str:
    site = policy.school.site
    data = {
        "title": f"{policy.school.name}: {print.title}",
        "look": _look(policy, print.paper, print.large),
        "blocks": [block.data for block in print.blocks],
        "places": {} if alone else places(print.blocks),
        "alone": alone,
        "site": site,
        **print.extra,
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def _look(policy: Policy, paper: Paper, large: bool) -> dict[str, Any]:
    school = policy.school
    language, _, rest = school.language.partition("-")
    region = rest if len(rest) == 2 else None
    return {
        "school": school.name,
        "keywords": [school.document.title],
        "site": school.site,
        "lang": language,
        "region": region,
        "fonts": families(),
        "paper": paper,
        "large": large,
        "primary": school.colours.primary,
        "accent": school.colours.accent,
    }


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def families() -> list[str]:
    """Return the names of the committed fonts, the first of which is the main one."""
    return sorted(
        _fonts().families(), key=lambda name: (name != "Atkinson Hyperlegible Next", name)
    )


@lru_cache(maxsize=64)
def _pdf(template: str, data: str, timestamp: int) -> tuple[bytes, list[str]]:
    name = cache.key("pdf, ua-1", data, str(timestamp), *_means(template))
    kept = cache.find(name)
    if kept is not None:
        return kept, []
    made, warnings = _compiler(template).compile_with_warnings(
        format="pdf", sys_inputs={"data": data}, pdf_standards="ua-1", timestamp=timestamp
    )
    assert isinstance(made, bytes)
    if not warnings:
        cache.keep(name, made)
    return made, [warning.message for warning in warnings]


@lru_cache(maxsize=1024)
def _png(template: str, data: str) -> bytes:
    def draw() -> bytes:
        made = _compiler(template).compile(format="png", sys_inputs={"data": data}, ppi=72)
        assert isinstance(made, bytes)
        return made

    return cache.kept(draw, "png, 72", data, *_means(template))


@lru_cache(maxsize=16)
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(TEMPLATES / template, root=TEMPLATES, font_paths=_fonts())


def _means(template: str) -> list[str | bytes]:
    """Return what draws: Typst with these fonts, the template, and all that it may import."""
    files = sorted(TEMPLATES.iterdir())
    return [_engine(), template, *(part for f in files for part in (f.name, f.read_bytes()))]


@lru_cache(maxsize=1)
def _engine() -> str:
    """Return the digest of Typst's version and of the fonts."""
    return cache.key(version("typst"), *(file.read_bytes() for file in sorted(FONTS.iterdir())))


def _timestamp(policy: Policy) -> int:
    """Return the PDF's date in seconds: SOURCE_DATE_EPOCH, or the day the document was approved."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    approved = policy.school.document.approved
    day = approved.last_day if approved else None
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) if day else 0


def _refused(policy: Policy, print: Print, error: typst.TypstError) -> Iterator[Finding]:
    """Yield a finding for each block that cannot be drawn, or one where the fault is in none."""
    reasons = [(b, _fault(policy, replace(print, blocks=[b]))) for b in print.blocks]
    if _fault(policy, replace(print, blocks=[])) or not any(reason for _, reason in reasons):
        yield _unprintable(policy.school, print, error.message, "; ".join(error.hints))
        return
    for block, reason in reasons:
        if reason:
            node = block.node or policy.school
            yield _unprintable(node, print, reason.message, "; ".join(reason.hints))


def _fault(policy: Policy, print: Print) -> typst.TypstError | None:
    """Return why Typst refuses a few blocks by themselves, or None if it draws them."""
    try:
        _pdf(print.template, _data(policy, print, alone=True), 0)
    except typst.TypstError as reason:
        return reason
    return None


def _unprintable(node: Node, print: Print, reason: str, hint: str) -> Finding:
    name = getattr(node, "title", None) or getattr(node, "name", None) or getattr(node, "id", "")
    message = f'"{name}" cannot be printed in "{print.title}": {reason}'
    return report("PDF001", message, node.at("id"), hint)


def places(shown: Sequence[Block]) -> dict[str, bool]:
    """Return the addresses that have a place in a print; references to others become links out."""
    found = {"about/": True}
    for block in shown:
        if block.data.get("id"):
            found[block.data["id"]] = True
        for row in block.data["rows"] if block.data["block"] == "table" else []:
            found |= {n[1]: True for cell in row for p in cell for n in p[1] if n[0] == "mark"}
    return found
