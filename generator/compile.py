"""The pipeline: a school's source becomes a site, or a list of findings.

read → resolve → check → prove (:mod:`.checked`) → say → write → check what was written. A step is a
function that gives what it made and what it found; none begins after an error. What is said stands
in :mod:`.content`, and the writers take it from there, side by side. No file is written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from . import checked
from .checked import Checked
from .checks.law import untrue_claims
from .checks.links import lost_links
from .codes import report
from .content.book import Book, WizardPage
from .content.status import status_line
from .content.stories import tell
from .errors import Finding, Found, Mark
from .site import NavItem, Site
from .source.load import Loaded, load
from .wizard.checklist import checklist
from .wizard.export import export
from .wizard.script import assets
from .writers import calendars, codes, embed, feed, newsletter, search, tables
from .writers.deck import deck
from .writers.pages import HAND_WRITTEN, find_pages, write_pages
from .writers.prints import Handbook, Press, find_unprintable
from .writers.prints.render import Paper

Purpose = Literal["publish", "draft", "preview"]
"""What a site is made for. What is published must be approved, or a restatement. A draft says on
every page that it is one; a preview does so where the text is not approved."""


def check_school(source: Path, school: str, today: date) -> Checked:
    """Read, resolve, check and prove one school below ``source`` (``policy_src``).

    ``today`` decides which dates have passed. Raises PolicyError with every finding if the source
    cannot be published.
    """
    return check_loaded(load(source, school), today)


def check_loaded(loaded: Loaded, today: date) -> Checked:
    """Check and prove what was read of one school, like :func:`check_school`; it can be printed."""
    proven = checked.check_loaded(loaded, today)
    found = Found(proven.findings)
    found.take(_legible(_bare(proven, today)))
    return replace(proven, findings=found.ordered)


@dataclass(frozen=True)
class Compiled:
    """A site, with what it was made from; ``proven.findings`` are the warnings."""

    proven: Checked
    handbook: Handbook
    site: Site


def compile_site(source: Path, school: str, today: date, purpose: Purpose = "preview") -> Compiled:
    """Return the site of one school. Raises PolicyError like check_school.

    It is raised too where the purpose is to publish what is not approved.
    """
    draft = purpose == "draft"
    unproven = checked.check(load(source, school), today)
    with Press(_bare(unproven, today, draft=draft)) as press:
        proven = checked.prove(unproven)
        found = Found(proven.findings)
        book = say(proven, today, draft=draft)
        found.take(_legible(book))
        found.take(_approved(proven, purpose))
        handbook = found.take(_printed(press))
    book = replace(book, printed=handbook.printed)
    written = write(book)
    found.take(_hold(written, proven, Mark(source / "schools" / school / "school.yml")))
    proven = replace(proven, findings=found.ordered)
    return Compiled(proven, handbook, _site(book, written, handbook))


def recompile_site(
    source: Path, school: str, today: date, purpose: Purpose, before: Compiled
) -> Compiled | None:
    """Return the site as it is now, with what was proven and printed ``before``.

    Nothing new is proven, drawn or checked. None where the wizards are others than before. Raises
    PolicyError where the source cannot be read or its parts do not fit.
    """
    unproven = checked.check(load(source, school), today)
    proven = checked.prove_as(unproven, before.proven)
    if proven is None:
        return None
    book = say(proven, today, draft=purpose == "draft")
    book = replace(book, printed=before.handbook.printed)
    return Compiled(proven, before.handbook, _site(book, write(book), before.handbook))


def _bare(unproven: Checked, today: date, *, draft: bool = False) -> Book:
    """Return what prints are made from: all that is said but what the browser's wizards need."""
    wizards = {name: WizardPage("", [], wizard) for name, wizard in unproven.wizards.items()}
    findings, history = unproven.findings, unproven.history
    return Book(unproven.policy, wizards, today, findings, history=history, draft=draft)


def say(proven: Checked, today: date, *, draft: bool = False) -> Book:
    """Return what is said of a school: all that the writers write, without the prints."""
    wizards = {
        name: WizardPage(
            export(wizard.program, proven.policy, root="../"), checklist(wizard.program), wizard
        )
        for name, wizard in proven.wizards.items()
    }
    book = replace(_bare(proven, today, draft=draft), wizards=wizards)
    post = book.tool("verdict")
    told = tell(book.programs[post.id], book.policy) if post else []
    return replace(book, stories=tuple(told))


def addresses(proven: Checked, today: date) -> dict[str, str]:
    """Return the pages for readers that a school's site has: address → title."""
    pages = find_pages(say(proven, today))
    return {page.address: page.title for page in pages if "robots" not in page.meta}


def print_school(
    proven: Checked, today: date, paper: Paper = "a4", *, draft: bool = False
) -> Handbook:
    """Return the PDFs and pictures of a school; raise PolicyError if a text cannot be printed."""
    with Press(_bare(proven, today, draft=draft), paper) as press:
        return Found(proven.findings).take(_printed(press))


@dataclass(frozen=True)
class Written:
    """What the writers wrote: files by their path in the docs folder, and the menu."""

    files: dict[str, str | bytes]
    nav: list[NavItem]


def write(book: Book) -> Written:
    """Return what every writer but the printer writes."""
    pages = find_pages(book)
    files, nav = write_pages(book, pages, lambda made: newsletter.mail(book.policy.school, made))
    for made in (
        assets(),
        search.files(book, pages),
        feed.files(book),
        calendars.files(book),
        tables.files(book),
        deck.files(book),
        codes.files(book),
        embed.files(book),
    ):
        files |= made
    for program in book.programs.values():
        program.memory.keep()
    return Written(files, nav)


def _legible(book: Book) -> tuple[None, list[Finding]]:
    """Find what no font of the prints has; nothing is drawn."""
    return None, find_unprintable(book)


def _approved(proven: Checked, purpose: Purpose) -> tuple[None, list[Finding]]:
    """Find that the text is not approved, where it is to be published."""
    policy, history = proven.policy, proven.history
    if purpose != "publish" or history.standing not in ("changed", "unapproved"):
        return None, []
    last = history.approval
    since = f" as it is since {last.on}" if last else ""
    fault = report(
        "APP007",
        f"the text is not approved{since}",
        last.at("digest") if last else policy.school.at("name"),
        f"approve it with policy-site approve {policy.id}, or build a draft with --draft",
    )
    return None, [fault]


def _printed(press: Press) -> tuple[Handbook, list[Finding]]:
    """Give the PDFs and pictures; find what cannot be printed."""
    handbook = press.handbook()
    return handbook, handbook.findings


def _hold(written: Written, proven: Checked, school: Mark) -> tuple[None, list[Finding]]:
    """Find an untrue claim about the law, a link to no page, and a page too heavy to embed."""
    pages = {
        path: text
        for path, text in written.files.items()
        if isinstance(text, str) and path.endswith(".md")
    }
    there = {path.removesuffix("index.md") for path in pages} | HAND_WRITTEN
    return None, [
        *lost_links(proven.loaded.sources, there),
        *untrue_claims(pages, proven.policy),
        *embed.too_heavy(written.files, school),
    ]


def _site(book: Book, written: Written, handbook: Handbook) -> Site:
    policy, about = book.policy, book.policy.school
    files = written.files | handbook.files
    return Site(
        school=policy.id,
        title=about.name,
        language=about.language,
        url=about.site,
        files=files,
        nav=written.nav,
        extra={
            "school": about.name,
            "invented": not about.real,
            "status": book.status,
            "said": status_line(book),
            "feed": feed.PATH in files,
            "danger": [
                {"title": h.title, "phone": h.phone}
                for h in policy.helplines.values()
                if h.danger and h.phone
            ],
        },
        framed_by=about.framed_by,
        listed=book.status == "approved",
    )
