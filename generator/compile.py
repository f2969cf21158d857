"""The pipeline: a school's source becomes a site, or a list of findings.

read → check → prove (:mod:`generator.checked`) → print → pages. Functions to be read from top to
bottom. Nothing is written.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from .checked import Checked, check_school
from .checks.law import untrue_claims
from .checks.links import lost_links
from .errors import Finding, Mark, PolicyError, has_errors
from .handbook import Handbook, print_handbook
from .handbook.render import Paper
from .pages import HAND_WRITTEN, WizardPage, compile_pages
from .pages.book import Book
from .search.script import script
from .site import Site
from .wizard.checklist import checklist
from .wizard.embed import embed, too_heavy
from .wizard.export import export
from .wizard.script import assets


def print_school(checked: Checked, today: date, paper: Paper = "a4") -> Handbook:
    """Return the PDFs and pictures of a school; raise PolicyError if a text cannot be printed."""
    programs = {name: wizard.program for name, wizard in checked.wizards.items()}
    book = Book(checked.policy, {}, today, checked.findings)
    handbook = print_handbook(book, programs, paper)
    if has_errors(handbook.findings):
        raise PolicyError([*checked.findings, *handbook.findings])
    return handbook


def compile_site(source: Path, school: str, today: date) -> tuple[Site, list[Finding]]:
    """Return the site of one school, and the warnings. Raises PolicyError like check_school."""
    checked = check_school(source, school, today)
    policy = checked.policy
    pages = {
        name: WizardPage(
            export(wizard.program, policy, root="../"), checklist(wizard.program), wizard
        )
        for name, wizard in checked.wizards.items()
    }
    handbook = print_school(checked, today)
    files, nav = compile_pages(policy, pages, today, checked.findings, handbook.printed)
    files |= assets()
    files["assets/search.js"] = script()
    written = {path: text for path, text in files.items() if isinstance(text, str)}
    claims = untrue_claims({p: t for p, t in written.items() if p.endswith(".md")}, policy)
    post = next(w.program for w in checked.wizards.values() if w.program.wizard.kind == "verdict")
    alone = embed(post, policy, str(files["assets/school-colours.css"]))
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
            "danger": [
                {"title": h.title, "phone": h.phone}
                for h in policy.helplines.values()
                if h.danger and h.phone
            ],
        },
        framed_by=about.framed_by,
    )
    return site, checked.findings
