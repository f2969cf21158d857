"""The pipeline: a school's source becomes a site, or a list of findings.

read → check → prove (:mod:`generator.checked`) → print → pages. Functions to be read from top to
bottom. Nothing is written.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

from .checked import Checked, check_school
from .checks.codes import report
from .checks.law import untrue_claims
from .checks.links import lost_links
from .errors import Finding, Mark, PolicyError, has_errors
from .handbook import Handbook, print_handbook
from .handbook.render import Paper
from .pages import HAND_WRITTEN, WizardPage, compile_pages, find_pages
from .pages.book import Book
from .pages.status import mark, status_line
from .search.script import script
from .site import Site
from .wizard.checklist import checklist
from .wizard.embed import embed, too_heavy
from .wizard.export import export
from .wizard.script import assets

Purpose = Literal["publish", "draft", "preview"]
"""What a site is made for. What is published must be approved, or a restatement. A draft says on
every page that it is one; a preview does so where the text is not approved."""


def make_book(checked: Checked, today: date, *, draft: bool = False) -> Book:
    """Return what the pages of a school are made from, without the prints."""
    wizards = {
        name: WizardPage(
            export(wizard.program, checked.policy, root="../"), checklist(wizard.program), wizard
        )
        for name, wizard in checked.wizards.items()
    }
    return Book(
        checked.policy, wizards, today, checked.findings, history=checked.history, draft=draft
    )


def addresses(checked: Checked, today: date) -> dict[str, str]:
    """Return the pages for readers that a school's site has: address → title."""
    pages = find_pages(make_book(checked, today))
    return {page.address: page.title for page in pages if "robots" not in page.meta}


def print_school(
    checked: Checked, today: date, paper: Paper = "a4", *, draft: bool = False
) -> Handbook:
    """Return the PDFs and pictures of a school; raise PolicyError if a text cannot be printed."""
    programs = {name: wizard.program for name, wizard in checked.wizards.items()}
    book = Book(checked.policy, {}, today, checked.findings, history=checked.history, draft=draft)
    handbook = print_handbook(book, programs, paper)
    if has_errors(handbook.findings):
        raise PolicyError([*checked.findings, *handbook.findings])
    return handbook


def compile_site(
    source: Path, school: str, today: date, purpose: Purpose = "preview"
) -> tuple[Site, list[Finding]]:
    """Return the site of one school, and the warnings. Raises PolicyError like check_school.

    It is raised too where the purpose is to publish what is not approved.
    """
    checked = check_school(source, school, today)
    if purpose == "publish" and checked.history.standing in ("changed", "unapproved"):
        raise PolicyError([*checked.findings, _not_approved(checked)])
    policy, draft = checked.policy, purpose == "draft"
    handbook = print_school(checked, today, draft=draft)
    book = replace(make_book(checked, today, draft=draft), printed=handbook.printed)
    files, nav = compile_pages(book)
    files |= assets()
    files["assets/search.js"] = script()
    written = {path: text for path, text in files.items() if isinstance(text, str)}
    claims = untrue_claims({p: t for p, t in written.items() if p.endswith(".md")}, policy)
    post = next(w.program for w in checked.wizards.values() if w.program.wizard.kind == "verdict")
    alone = embed(post, policy, str(files["assets/school-colours.css"]), mark(book))
    there = {path.removesuffix("index.md") for path in written} | HAND_WRITTEN
    lost = lost_links(checked.sources, there)
    faults = [*lost, *claims, *too_heavy(alone, Mark(source / "schools" / school / "school.yml"))]
    if faults:
        raise PolicyError([*checked.findings, *faults])
    files |= handbook.files
    files |= alone
    about = policy.school
    site = Site(
        school=policy.id,
        title=about.name,
        language=about.language,
        url=about.site,
        files=files,
        nav=nav,
        extra={
            "school": about.name,
            "invented": not about.real,
            "status": book.status,
            "said": status_line(book),
            "feed": "about/changes/feed.xml" in files,
            "danger": [
                {"title": h.title, "phone": h.phone}
                for h in policy.helplines.values()
                if h.danger and h.phone
            ],
        },
        framed_by=about.framed_by,
        listed=book.status == "approved",
    )
    return site, checked.findings


def _not_approved(checked: Checked) -> Finding:
    policy, last = checked.policy, checked.history.approval
    since = f" as it is since {last.on}" if last else ""
    return report(
        "APP007",
        f"the text is not approved{since}",
        last.at("digest") if last else policy.school.at("name"),
        f"approve it with policy-site approve {policy.id}, or build a draft with --draft",
    )
