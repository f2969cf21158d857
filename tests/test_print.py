"""What is printed: read from the PDFs of the six schools as they are built."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import built
import pdfs
import pikepdf
import pytest
from PIL import Image
from schools import SCHOOLS, two_schools

from generator.content.book import Book
from generator.content.code import at_a_glance
from generator.content.drawing import Drawing, draw
from generator.model.policy import Policy
from generator.source.load import load
from generator.wizard.export import FORCE_WORDS
from generator.wizard.program import compile_wizard
from generator.writers.prints.tree import parse

ROOT = Path(__file__).parent.parent
EDITIONS = ["parents", "parents-large-print", "staff", "full"]
SHEETS = ["chart", "whom-to-talk-to", "get-help"]
LEAFLETS = ["leaflet", "leaflet-booklet"]
FORMS = ["sign-off", "acknowledgement", "training-attendance"]

every_school = pytest.mark.parametrize("school", SCHOOLS)
editions = pytest.mark.parametrize("edition", EDITIONS)


@pytest.fixture(scope="module")
def policies() -> dict[str, Policy]:
    found = {school: load(ROOT / "policy_src", school).policy for school in SCHOOLS}
    return {school: policy for school, policy in found.items() if policy}


def read(sites: Path, school: str, name: str) -> bytes:
    return (sites / school / f"print/{name}.pdf").read_bytes()


def every_pdf(sites: Path, school: str) -> list[Path]:
    return sorted((sites / school / "print").glob("*.pdf"))


@every_school
def test_every_print_is_there(sites: Path, school: str, policies: dict[str, Policy]) -> None:
    names = {path.stem for path in every_pdf(sites, school)}
    own = {form.id for form in policies[school].forms}
    assert names >= {f"handbook-{e}" for e in EDITIONS} | {*LEAFLETS, *SHEETS, *FORMS} | own
    assert any(name.endswith("incident-log") for name in names)


@two_schools
def test_every_pdf_is_tagged(sites: Path, school: str, policies: dict[str, Policy]) -> None:
    about = policies[school].school
    for path in every_pdf(sites, school):
        with pdfs.opened(path) as pdf:
            assert pdf.Root.MarkInfo.Marked is True, path
            assert pdf.Root.Lang == about.language
            assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
            assert "/StructTreeRoot" in pdf.Root
            metadata = pdf.open_metadata()
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"].startswith(about.name)
            assert [h.get("/Alt") for h in pdfs.elements(pdf, "/Figure") if not h.get("/Alt")] == []
            assert next(pdfs.elements(pdf, "/H1"), None) is not None


@two_schools
@editions
def test_no_type_is_small(sites: Path, school: str, edition: str) -> None:
    with pdfs.opened(sites / school / f"print/handbook-{edition}.pdf") as pdf:
        assert min(pdfs.sizes(pdf)) >= (18 if "large" in edition else 12)


@every_school
def test_sheets_have_one_page_and_no_small_type(sites: Path, school: str) -> None:
    for name in SHEETS:
        with pdfs.opened(sites / school / f"print/{name}.pdf") as pdf:
            assert len(pdf.pages) == 1, name
            assert min(pdfs.sizes(pdf)) >= 12, name


@every_school
@pytest.mark.parametrize("name", LEAFLETS)
def test_a_leaflet_takes_two_sheets_and_has_no_small_type(
    sites: Path, school: str, name: str
) -> None:
    with pdfs.opened(sites / school / f"print/{name}.pdf") as pdf:
        assert len(pdf.pages) == 4
        assert min(pdfs.sizes(pdf)) >= 12


@every_school
@pytest.mark.parametrize("name", LEAFLETS)
def test_a_leaflet_says_what_a_family_needs(
    sites: Path, school: str, name: str, policies: dict[str, Policy]
) -> None:
    policy = policies[school]
    book = Book(policy, {}, date.today(), [])
    text = pdfs.letters_of(pdfs.text_of(read(sites, school, name)).replace("•", ""))
    said = ["Is someone in danger?", "Call 999", "Call 0800 1111"]
    said += [row.ask for row in _drawing(policies[school]).rows]
    own = [c for _, found in book.parent_sections for c in found if c.id in policy.written_here]
    said += [c.title for c in own if c.kind != "info"]
    said += [person.title for person in policy.own_channels.channels if not person.outside]
    said += [step.title for step in policy.stages]
    if policy.sanctions:
        said += [s.title for s in policy.sanctions.sanctions if s.for_ in book.site_audiences]
    said += [policy.school.document.title, "“This school” marks"]
    assert [words for words in said if pdfs.letters_of(words) not in text] == []


@two_schools
def test_the_rules_of_a_leaflet_stand_under_their_marks(
    sites: Path, school: str, policies: dict[str, Policy]
) -> None:
    policy = policies[school]
    text = pdfs.words_of(pdfs.text_of(read(sites, school, "leaflet")))
    book = Book(policy, {}, date.today(), [])
    for kind, title, rules in at_a_glance(book):
        after = text[text.index(f"{title} {FORCE_WORDS[kind]} · This school") :]
        assert pdfs.words_of(rules[0].title) in after


@two_schools
def test_the_booklet_is_in_folding_order(sites: Path, school: str) -> None:
    data = read(sites, school, "leaflet-booklet")
    with pikepdf.open(pdfs.BytesIO(data)) as pdf:
        width, height = (float(side) for side in list(pdf.pages[0].mediabox)[2:])
    assert width > height
    halves = [
        re.findall(r"Page (\d) of 8", pdfs.text_of(data, side, half=(half * width / 2, width / 2)))
        for side in range(1, 5)
        for half in (0, 1)
    ]
    assert halves == [["8"], ["1"], ["2"], ["7"], ["6"], ["3"], ["4"], ["5"]]


@two_schools
@editions
def test_the_number_stands_beside_every_call(
    sites: Path, school: str, edition: str, policies: dict[str, Policy]
) -> None:
    policy = policies[school]
    text = pdfs.letters_of(pdfs.text_of(read(sites, school, f"handbook-{edition}"), body=True))
    book = Book(policy, {}, date.today(), [])
    rules = [c for _, found in book.parent_sections for c in found]
    rules = [c for c in rules if c.helplines and "everyone" in c.binds]
    assert len(rules) > 5
    for rule in rules:
        service = policy.helplines[rule.helplines[0]]
        if service.phone:
            said = f"{_plain(parse(rule.text))} Call: {service.phone} {service.title}, page"
            assert pdfs.letters_of(said) in text, rule.id


@two_schools
@editions
def test_a_rule_is_on_one_page_with_its_instead(
    sites: Path, school: str, edition: str, policies: dict[str, Policy]
) -> None:
    data = read(sites, school, f"handbook-{edition}")
    pages = [pdfs.letters_of(page.replace("•", "")) for page in pdfs.text_of(data).split("\f")]
    whole = "".join(pages)
    seen = 0
    for rule in policies[school].clauses.values():
        text, instead = (pdfs.letters_of(_plain(parse(t or ""))) for t in (rule.text, rule.instead))
        if instead and text in whole:
            seen += 1
            assert any(text in page and f":{instead}" in page for page in pages), rule.id
    assert seen > 10


@two_schools
@editions
def test_no_word_is_cut_at_the_edge_of_the_paper(sites: Path, school: str, edition: str) -> None:
    for left, top, right, bottom in pdfs.boxes(read(sites, school, f"handbook-{edition}")):
        assert min(left, top) > 18
        assert right < 595 - 18
        assert bottom < 842 - 18


LISTED = re.compile(r"^(.+?) (?:\. ){3,}(\d+)$")
"""A line of the contents: a title, dots, and the page."""


def _starts(data: bytes, page: int, chapter: str) -> bool:
    """Whether a chapter's title is the first line of a page."""
    return pdfs.words_of(pdfs.text_of(data, page, body=True)).startswith(chapter)


@two_schools
@editions
def test_contents_name_the_right_pages(sites: Path, school: str, edition: str) -> None:
    data = read(sites, school, f"handbook-{edition}")
    with pikepdf.open(pdfs.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        chapters = [title for depth, title in pdfs.bookmarks(outline.root) if depth == 1]
        starts = (n for n in range(2, len(pdf.pages)) if _starts(data, n, chapters[0]))
        front = range(1, next(starts))
        lines = [line for n in front for line in pdfs.text_of(data, n).splitlines()]
        listed = [
            found.groups() for line in map(pdfs.words_of, lines) if (found := LISTED.match(line))
        ]
        assert len(listed) == len(chapters) > 5
        assert [t for n in front for t in pdfs.links(pdf, n) if isinstance(t, int)] == [
            int(number) for _, number in listed
        ]
    for chapter, (title, number) in zip(chapters, listed, strict=True):
        assert pdfs.words_of(chapter).endswith(title)  # a long title takes two lines
        assert pdfs.words_of(chapter) in pdfs.words_of(pdfs.text_of(data, int(number), body=True))


@two_schools
@editions
def test_every_page_says_what_it_is(
    sites: Path, school: str, edition: str, policies: dict[str, Policy]
) -> None:
    data = read(sites, school, f"handbook-{edition}")
    document = policies[school].school.document
    with pikepdf.open(pdfs.BytesIO(data)) as pdf:
        count = len(pdf.pages)
    pages = pdfs.text_of(data).split("\f")[:count]
    for number, text in enumerate(map(pdfs.words_of, pages), 1):
        assert f"Page {number} of {count}" in text
        facts = ["This school:", document.version or "", str(document.approved or document.title)]
        assert not [word for fact in facts for word in fact.split() if word not in text]
        assert "edition" in text
        assert len(text) > 250, f"page {number} is nearly empty"


def clauses_of(policy: Policy, edition: str) -> list[tuple[str, str]]:
    """Return title and text of each clause that an edition has, in order: danger first."""
    book = Book(policy, {}, date.today(), [])
    site = book.site_audiences - {"everyone"}
    return [
        (clause.title, _plain(parse(clause.text)))
        for section in sorted(
            policy.sections,
            key=lambda section: section.id not in ("danger-first", "danger"),
        )
        for clause in section.clauses
        if edition == "full"
        or (edition == "staff" and set(clause.binds) - site)
        or (edition == "parents" and book.for_parents(clause))
    ]


def _plain(tree: object) -> str:
    """Return the words of a tree as they are printed, with the numbers of a list."""
    if isinstance(tree, str):
        return ""
    assert isinstance(tree, list)
    if tree and tree[0] == "text":
        return str(tree[1])
    if tree and tree[0] == "ol":
        return "".join(f"{n}.{_plain(item)}" for n, item in enumerate(tree[1], 1))
    return "".join(_plain(part) for part in tree)


@two_schools
@pytest.mark.parametrize("edition", ["parents", "staff", "full"])
def test_each_clause_is_printed_in_order(
    sites: Path, school: str, edition: str, policies: dict[str, Policy]
) -> None:
    data = read(sites, school, f"handbook-{edition}")
    text = pdfs.letters_of(pdfs.text_of(data, body=True).replace("•", ""))
    at = 0
    expected = clauses_of(policies[school], edition)
    assert expected
    for title, words in expected:
        at = text.find(pdfs.letters_of(title), at)
        assert at >= 0, f"{title}: its title is not there, or not in order"
        at = text.find(pdfs.letters_of(words), at)
        assert at >= 0, f"{title}: its words are not there, or not in order"


@two_schools
@editions
def test_every_link_leads_somewhere(sites: Path, school: str, edition: str) -> None:
    with pdfs.opened(sites / school / f"print/handbook-{edition}.pdf") as pdf:
        places = [t for n in range(1, len(pdf.pages) + 1) for t in pdfs.links(pdf, n)]
        assert len(places) > 20
        for place in places:
            if isinstance(place, int):
                assert 1 <= place <= len(pdf.pages)
            else:
                assert re.match(r"https://|mailto:|tel:", place), place


@two_schools
def test_references_name_the_right_page(sites: Path, school: str) -> None:
    data = read(sites, school, "handbook-full")
    with pikepdf.open(pdfs.BytesIO(data)) as pdf:
        checked_pages = 0
        for number in range(3, len(pdf.pages) + 1):
            said = [
                int(n)
                for n in re.findall(
                    r"\bpage (\d+)", pdfs.words_of(pdfs.text_of(data, number, body=True))
                )
            ]
            leads = {t for t in pdfs.links(pdf, number) if isinstance(t, int)}
            assert set(said) <= leads, f"page {number}"
            checked_pages += bool(said)
        assert checked_pages > 5


def _drawing(policy: Policy) -> Drawing:
    drawing = draw(compile_wizard(policy, "should-i-post"), policy)
    assert drawing is not None
    return drawing


@two_schools
def test_the_chart_is_read_from_danger_down(
    sites: Path, school: str, policies: dict[str, Policy]
) -> None:
    drawing = _drawing(policies[school])
    text = pdfs.words_of(pdfs.text_of(read(sites, school, "chart")))
    at = 0
    for row in drawing.rows:
        for said in (row.ask, *row.such_as, f"Yes: {row.yes}"):
            at = text.find(pdfs.words_of(said), at)
            assert at >= 0, said
    for answer in drawing.answers:
        assert pdfs.words_of(answer.title) in text


@two_schools
@pytest.mark.parametrize("edition", ["parents", "full"])
def test_the_chart_is_on_one_page_of_a_handbook(sites: Path, school: str, edition: str) -> None:
    data = read(sites, school, f"handbook-{edition}")
    with pikepdf.open(pdfs.BytesIO(data)) as pdf:
        pages = [pdfs.words_of(pdfs.text_of(data, n)) for n in range(1, len(pdf.pages) + 1)]
    assert [("No to all?" in page) for page in pages] == [
        ("Is anyone in danger, or" in page) for page in pages
    ]
    assert sum("No to all?" in page for page in pages) == 1


def test_codes_lead_to_the_page(sites: Path, policies: dict[str, Policy]) -> None:
    school = next(s for s in SCHOOLS if policies[s].school.site)
    site = policies[school].school.site
    assert pdfs.scan(read(sites, school, "chart")) == [f"{site}should-i-post/"]
    assert pdfs.scan(read(sites, school, "leaflet")) == [site]
    assert pdfs.scan(read(sites, school, "leaflet-booklet")) == [site]
    assert pdfs.scan(read(sites, school, "get-help")) == [f"{site}report/"]
    handbook = read(sites, school, "handbook-parents")
    found = [code for page in range(1, 9) for code in pdfs.scan(handbook, page)]
    assert found[0] == f"{site}code/#{policies[school].own_sections[0].id}"
    assert f"{site}should-i-post/" in found


def test_without_an_address_there_is_no_code_and_it_says_so(
    sites: Path, policies: dict[str, Policy]
) -> None:
    school = next(s for s in SCHOOLS if not policies[s].school.site)
    for path in every_pdf(sites, school):
        with pdfs.opened(path) as pdf:
            assert list(pdfs.elements(pdf, "/Figure")) == [], path
    assert "no codes to scan" in pdfs.words_of(
        pdfs.text_of(read(sites, school, "handbook-staff"), 1)
    )


@every_school
def test_the_slip_says_read_and_not_agreed(sites: Path, school: str) -> None:
    text = pdfs.words_of(pdfs.text_of(read(sites, school, "acknowledgement")))
    assert "I have read the handbook" in text
    assert not re.search(r"\b(agree|consent|accept|abide)", text, re.IGNORECASE)


@every_school
def test_each_print_is_linked_with_its_size(sites: Path, school: str) -> None:
    page = (sites / school / "handbook/index.html").read_text("utf-8")
    for path in every_pdf(sites, school):
        found = re.search(rf'href="\.\./print/{path.name}">[^<]+</a> \(([^)]+)\)', page)
        assert found, path.name
        with pdfs.opened(path) as pdf:
            count = len(pdf.pages)
        pages = "1 page" if count == 1 else f"{count} pages"
        assert found[1] == f"PDF, {pages}, {max(1, round(path.stat().st_size / 1000)):,} KB"


@every_school
def test_the_leaflet_is_the_first_print(sites: Path, school: str) -> None:
    for address, start in (("handbook/", "To print or keep"), ("", "")):
        page = (sites / school / address / "index.html").read_text("utf-8")
        found = re.search(r'href="[./]*print/([\w-]+)\.pdf"', page[page.index(start) :])
        assert found
        assert found[1] == "leaflet"


@every_school
def test_no_button_prints_a_page_of_unknown_length(sites: Path, school: str) -> None:
    assert "Print this page" not in (sites / school / "assets/school.js").read_text("utf-8")


@every_school
def test_pictures_for_links(sites: Path, school: str, policies: dict[str, Policy]) -> None:
    site = policies[school].school.site
    addresses = ["", "should-i-post/", *(f"code/{c}/" for c in policies[school].clauses)]
    for address in addresses:
        page = (sites / school / address / "index.html").read_text("utf-8")
        found = re.search(r'property="og:image" content="([^"]+)"', page)
        assert (found is not None) == (site is not None), address
        name = address.rstrip("/").rpartition("/")[2] or "home"
        if found:
            assert found[1] == f"{site}share/{name}.png"
        with Image.open(sites / school / f"share/{name}.png") as picture:
            assert picture.size == (1200, 630)


def test_the_sites_are_those_of_the_schools(sites: Path) -> None:
    assert [folder.name for folder in built.schools(sites)] == SCHOOLS
