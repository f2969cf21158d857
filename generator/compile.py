"""The pipeline: a school's source becomes a site, or a list of findings.

read → check → prove → print → pages. Functions to be read from top to bottom. Nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .checks import check_policy
from .checks.law import untrue_claims
from .errors import Finding, Mark, PolicyError, has_errors
from .handbook import Handbook, print_handbook
from .handbook.render import Paper
from .model.policy import Policy
from .pages import WizardPage, compile_pages
from .pages.book import Book
from .site import Site
from .source.load import load
from .wizard.checklist import checklist
from .wizard.export import export
from .wizard.program import Program, compile_wizard
from .wizard.prove import Proof, prove
from .wizard.script import assets


@dataclass(frozen=True)
class Proven:
    """A wizard that may be published, and what proving it counted."""

    program: Program
    proof: Proof


@dataclass(frozen=True)
class Checked:
    """A policy that may be published: its wizards by id, and the warnings left."""

    policy: Policy
    wizards: dict[str, Proven]
    findings: list[Finding]


def check_school(source: Path, school: str, today: date) -> Checked:
    """Read and check one school below ``source`` (``policy_src``), and prove its wizard.

    ``today`` decides which dates have passed. Raises PolicyError with every finding if the source
    cannot be published.
    """
    loaded = load(source, school)
    findings = list(loaded.findings)
    if loaded.policy is None:
        raise PolicyError(findings)
    findings += check_policy(loaded.policy, loaded, today)
    if has_errors(findings):
        raise PolicyError(findings)
    wizards = {}
    for name in loaded.policy.wizards:
        program = compile_wizard(loaded.policy, name)
        wizards[name] = Proven(program, prove(program, loaded.policy))
        findings += wizards[name].proof.findings
    if has_errors(findings):
        raise PolicyError(findings)
    return Checked(loaded.policy, wizards, sorted(set(findings), key=Finding.sort_key))


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
        name: WizardPage(export(wizard.program, policy, root="../"), checklist(wizard.program))
        for name, wizard in checked.wizards.items()
    }
    handbook = print_school(checked, today)
    files, nav = compile_pages(policy, pages, today, checked.findings, handbook.printed)
    files |= assets()
    claims = [
        finding
        for path, content in files.items()
        if isinstance(content, str) and path.endswith(".md")
        for finding in untrue_claims(content, policy, Mark(Path(path)))
    ]
    if claims:
        raise PolicyError([*checked.findings, *claims])
    files |= handbook.files
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
    )
    return site, checked.findings
