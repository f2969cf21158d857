"""How the text stands, on every page of every print; and what changed, on paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pdfs
import pikepdf
import pytest
import worlds
from schools import two_schools

from generator.approve import Asked, approve
from generator.checked import Checked
from generator.compile import check_school, print_school
from generator.content.book import Book
from generator.errors import PolicyError
from generator.model.approval import Approval
from generator.releases.answers import Moved
from generator.releases.compare import Change, Wording
from generator.releases.history import History, Step
from generator.releases.release import Release
from generator.writers.prints import Handbook, page_count
from generator.writers.prints.changed import find_told, governors, slip
from generator.writers.prints.render import Paper, Print, render_image, render_pdf
from generator.writers.prints.share import pictures
from generator.writers.prints.standing import standing

APPROVED = "Approved by the full governing body on 20 April 2026."
RESTATED = "The school did not make this and has not approved it."
DRAFT = "Draft. Not approved yet."

CHILD, BOTH = "Leave out names of children.", "Leave out names and faces of children."
ALONE, ADULTS = "{names: child}", "{names: [child, adult]}"
PHONE, OTHER_PHONE = "01632 960001", "01632 960002"


def sides(pdf: bytes) -> list[str]:
    """The words of each page."""
    return [pdfs.words_of(text) for text in pdfs.text_of(pdf).split("\f")[: page_count(pdf)]]


def without(said: str, prints: dict[str, bytes]) -> list[str]:
    """The pages that do not say something, by file and number; a booklet says it on each half."""
    return [
        f"{name}:{number}"
        for name, pdf in prints.items()
        for number, text in enumerate(sides(pdf), 1)
        if text.count(said) < (2 if "booklet" in name else 1)
    ]


@two_schools
def test_every_page_says_how_the_text_stands(sites: Path, school: str) -> None:
    found = {path.name: path.read_bytes() for path in (sites / school / "print").glob("*.pdf")}
    assert len(found) > 10
    assert without(APPROVED if school == "oakfield" else RESTATED, found) == []
    assert [name for name, pdf in found.items() if DRAFT in pdfs.words_of(pdfs.text_of(pdf))] == []


@two_schools
def test_no_foot_is_cut_at_the_edge_of_the_paper(sites: Path, school: str) -> None:
    for path in (sites / school / "print").glob("*.pdf"):
        with pdfs.opened(path) as pdf:
            height = float(pdf.pages[0].mediabox[3])
        assert max(bottom for _, _, _, bottom in pdfs.boxes(path.read_bytes())) < height - 12, path


@pytest.mark.parametrize("edition", ["parents", "parents-large-print", "staff", "full"])
def test_the_front_names_the_minute(sites: Path, edition: str) -> None:
    def front(school: str) -> str:
        return sides((sites / school / f"print/handbook-{edition}.pdf").read_bytes())[0]

    assert f"{APPROVED[:-1]}, minute 12." in front("oakfield")
    assert f"{RESTATED} It says what the school's own document says" in front("pennington")


def test_what_changed_is_listed_where_people_look(sites: Path) -> None:
    def page(address: str, school: str = "oakfield") -> str:
        return (sites / school / address / "index.html").read_text("utf-8")

    size = r"</a>(?:</strong>)? \(PDF, 1 page, \d+ KB\)"
    for address in ("forms/", "handbook/"):
        assert re.search(
            rf'print/changes-slip\.pdf">What changed: I have read it{size}', page(address)
        )
    own, _, every = page("forms/").partition("Forms that every school can use")
    assert "changes-slip.pdf" in own
    assert "changes-slip.pdf" not in every
    assert re.search(rf'print/changes-for-governors\.pdf">[^<]+{size}', page("for-staff/"))
    for address in ("forms/", "handbook/", "for-staff/"):
        assert "print/changes-" not in page(address, "pennington")


# A school through two approvals and an edit


@dataclass(frozen=True)
class Year:
    """A tiny school as it was first approved, approved again, and changed since."""

    once: Checked
    twice: Checked
    since: Checked


def edit(source: Path, name: str, before: str, now: str) -> None:
    file = source / "schools/hilltop" / name
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, now), "utf-8")


def approved(source: Path, day: int, minute: str, by: str = "The governors") -> Checked:
    on = date(2026, 5, day)
    asked = Asked(by, on.isoformat(), minute)
    approve(source, check_school(source, "hilltop", on), asked, on)
    return worlds.check_hilltop(source)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    source = worlds.tiny_world(tmp_path_factory.mktemp("year"))
    once = approved(source, 5, "3")
    edit(source, "sections/10-rules.yml", CHILD, BOTH)
    edit(source, "sections/10-rules.yml", ALONE, ADULTS)
    twice = approved(source, 12, "8")
    edit(source, "channels.yml", PHONE, OTHER_PHONE)
    edit(source, "sections/10-rules.yml", ADULTS, ALONE)
    return Year(once, twice, worlds.check_hilltop(source))


@pytest.fixture(scope="module")
def draft(year: Year) -> Handbook:
    return print_school(year.since, worlds.TODAY)


@pytest.fixture(scope="module")
def again(year: Year) -> Handbook:
    return print_school(year.twice, worlds.TODAY)


def prints(made: Handbook) -> dict[str, bytes]:
    return {path: data for path, data in made.files.items() if path.endswith(".pdf")}


def words(made: Handbook, name: str) -> str:
    return pdfs.words_of(pdfs.text_of(made.files[f"print/{name}.pdf"]))


def test_every_page_of_a_draft_says_so(year: Year, draft: Handbook, again: Handbook) -> None:
    said = "Approved by the governors on 12 May 2026."
    assert len(prints(draft)) == len(prints(again)) > 10
    assert without(DRAFT, prints(draft)) == []
    assert without(said, prints(again)) == []
    chosen = print_school(year.twice, worlds.TODAY, draft=True)
    assert without(DRAFT, prints(chosen)) == []


def test_a_pdf_says_in_its_facts_how_it_stands(draft: Handbook) -> None:
    for pdf in prints(draft).values():
        with pikepdf.open(pdfs.BytesIO(pdf)) as opened:
            assert opened.open_metadata()["dc:description"] == DRAFT


def test_nothing_changed_before_the_first_approval(year: Year) -> None:
    book = Book(year.once.policy, {}, worlds.TODAY, [], history=year.once.history)
    assert book.status == "approved"
    assert find_told(book) is None


def test_a_slip_tells_what_was_approved(again: Handbook) -> None:
    said = words(again, "changes-slip")
    assert "What changed: I have read it" in said
    assert "These changes were approved on 12 May 2026." in said
    assert f"before “{CHILD[:-1]}”, now “{BOTH[:-1]}”" in said
    assert "it names an adult" in said
    assert "before “Go ahead”, now “Stop”" in said
    for field in ("I have read these changes", "Child's name and class", "Your name", "Signature"):
        assert field in said
    assert not re.search(r"\b(agree|consent|accept|abide)", said, re.IGNORECASE)


def test_a_slip_of_a_draft_tells_what_is_proposed(draft: Handbook) -> None:
    said = words(draft, "changes-slip")
    assert "Proposed: I have read it" in said
    assert "These changes are proposed. They do not count until they are approved." in said
    assert f"before “The number to ring: {PHONE}”, now “The number to ring: {OTHER_PHONE}”" in said
    assert "before “Stop”, now “Go ahead”" in said
    assert BOTH[:-1] not in said, "what was approved before is told again"


def test_governors_read_the_changes_and_sign_the_minute(again: Handbook, draft: Handbook) -> None:
    said = words(again, "changes-for-governors")
    assert "what is different since the approval on 5 May 2026" in said
    assert f"before “{CHILD[:-1]}”, now “{BOTH[:-1]}”" in said
    assert "1 of 8 situations gets another answer." in said
    assert "In 1 of them, such as: nobody is in danger; it names an adult" in said
    assert re.search(r"Approved by the governors .*On 12 May 2026 .*Minute number 8 Signed", said)
    proposed = words(draft, "changes-for-governors")
    assert "what is different since the approval on 12 May 2026" in proposed
    assert (
        f"before “The number to ring: {PHONE}”, now “The number to ring: {OTHER_PHONE}”" in proposed
    )
    assert "before “Stop”, now “Go ahead”" in proposed
    assert "Approved by On Minute number Signed (chair)" in proposed


def test_what_no_font_has_in_an_approval_is_found(tmp_path: Path) -> None:
    source = worlds.tiny_world(tmp_path)
    with pytest.raises(PolicyError) as refused:
        approved(source, 5, "3", by="The governors 🎉")
    found = [(f.code, str(f.mark).rpartition("/")[2]) for f in refused.value.findings]
    assert found == [("PDF002", "approvals.yml:4:9")]


def test_a_picture_shows_how_the_text_stands(year: Year) -> None:
    for checked in (year.twice, year.since):
        book = Book(checked.policy, {}, worlds.TODAY, [], history=checked.history)
        _, said, _ = next(pictures(book))
        assert said["standing"] == standing(book)
        nothing = said | {"standing": said["standing"] | {"line": ""}}
        assert render_image(book.policy, said) != render_image(book.policy, nothing)


# Many changes on one page


def told_of(year: Year, changes: Sequence[Change], moved: tuple[Moved, ...] = ()) -> Book:
    """A school that was approved twice, with made-up changes between."""
    now = year.twice.history.today
    steps = [
        Step(Approval.model_validate(fields), Release(fields["on"], now, {}, {}, moved), tuple(of))
        for fields, of in (
            ({"on": "2026-05-05", "by": "The governors", "digest": "0" * 64}, ()),
            ({"on": "2026-05-12", "by": "The governors", "digest": "1" * 64}, changes),
        )
    ]
    history = History("approved", now, tuple(steps))
    return Book(year.twice.policy, {}, worlds.TODAY, [], history=history)


def change(number: int, kind: str = "rules") -> Change:
    wording = Wording("What it says", f"Old words {number}. " * 20, f"New words {number}. " * 20)
    return Change(kind, f"part-{number}", f"Part {number}", "reworded", (wording,))


def page_of(book: Book, paper: Paper = "a4") -> bytes:
    told = find_told(book)
    assert told is not None
    printed = governors(book, told)
    extra = printed.extra | {"standing": standing(book)}
    pdf, findings = render_pdf(
        book.policy, Print(printed.template, printed.title, printed.blocks, extra, paper)
    )
    assert findings == []
    return pdf


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("count", [1, 6, 60, 400])
def test_governors_have_one_page_whatever_changed(year: Year, count: int, paper: Paper) -> None:
    changes = [change(n) for n in range(count)] + [change(n, "people") for n in range(count // 20)]
    pdf = page_of(told_of(year, changes), paper)
    assert page_count(pdf) == 1
    with pikepdf.open(pdfs.BytesIO(pdf)) as opened:
        assert min(pdfs.sizes(opened)) >= 12
        height = float(opened.pages[0].mediabox[3])
    assert max(bottom for _, _, _, bottom in pdfs.boxes(pdf)) < height
    text = pdfs.words_of(pdfs.text_of(pdf))
    shown = len(re.findall(r"Part \d+\.", text))
    left = [int(n) for n in re.findall(r"and (\d+) more: see About, What changed", text)]
    assert shown + sum(left) == len(changes)
    assert bool(left) == (count >= 60)
    assert shown >= min(count, 6)
    assert "Signed (chair)" in text


def test_few_changes_are_larger(year: Year) -> None:
    def sizes(count: int) -> set[float]:
        pdf = page_of(told_of(year, [change(n) for n in range(count)]))
        with pikepdf.open(pdfs.BytesIO(pdf)) as opened:
            return pdfs.sizes(opened)

    assert 14 in sizes(1)
    assert 14 not in sizes(60)


def test_a_long_slip_keeps_what_is_signed_together(year: Year) -> None:
    for count in range(8, 14):
        book = told_of(year, [change(n) for n in range(count)])
        told = find_told(book)
        assert told is not None
        ((_, printed),) = slip(book, told)
        extra = printed.extra | {"standing": standing(book), "row": 9}
        pdf, findings = render_pdf(
            book.policy, Print(printed.template, printed.title, printed.blocks, extra)
        )
        assert findings == []
        pages = sides(pdf)
        assert "Child's name and class" in pages[-1]
        assert "Signature and date" in pages[-1]
        assert all(f"Part {n}." in " ".join(pages) for n in range(count))


def test_a_post_that_no_font_has_is_told_in_words(year: Year) -> None:
    moved = Moved("should-i-post", "ok", "stop", 2, 16, ("it names an adult",), ("Smile 🎉",))
    text = pdfs.words_of(pdfs.text_of(page_of(told_of(year, [], (moved,)))))
    assert "In 2 of them, such as: it names an adult: before “Go ahead”, now “Stop”." in text
    assert "Smile" not in text
