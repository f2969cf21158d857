"""How the handbook is made: trees, fonts, text that looks like markup, and faults."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

import pdfs
import pikepdf
import pytest
import worlds
from click.testing import CliRunner

from generator import cli
from generator.checked import Checked
from generator.compile import check_school, print_school
from generator.content.book import Book
from generator.wizard.words import alternatives
from generator.writers.prints import page_count
from generator.writers.prints.blocks import Block, entry, labelled
from generator.writers.prints.editions import Name, edition
from generator.writers.prints.glyphs import missing
from generator.writers.prints.render import Print, render_pdf
from generator.writers.prints.tree import parse

ROOT = Path(__file__).parent.parent
RULES = "schools/hilltop/sections/10-rules.yml"


def text(words: str) -> list[object]:
    return ["text", words]


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        ("One line.", [["p", [text("One line.")]]]),
        ("One\nparagraph.\n\nTwo.", [["p", [text("One paragraph.")]], ["p", [text("Two.")]]]),
        ("A *b* c", [["p", [text("A "), ["emph", [text("b")]], text(" c")]]]),
        ("**A _b_**", [["p", [["strong", [text("A "), ["emph", [text("b")]]]]]]]),
        ("[a](code/b/)", [["p", [["link", "code/b/", [text("a")]]]]]),
        ("* a\n* b", [["ul", [[["p", [text("a")]]], [["p", [text("b")]]]]]]),
        ("1. a\n2. **b** c", [
            ["ol", [[["p", [text("a")]]], [["p", [["strong", [text("b")]], text(" c")]]]]]
        ]),
        ("* a\n\n* b", [["ul", [[["p", [text("a")]]], [["p", [text("b")]]]]]]),
        ("* a\n    1. b", [["ul", [[["p", [text("a")]], ["ol", [[["p", [text("b")]]]]]]]]]),
        ("a  \nb", [["p", [text("a"), ["break"], text(" b")]]]),
        ("# Not a heading", [["p", [text("Not a heading")]]]),
        ("`a` & b < c", [["p", [text("a"), text(" & b < c")]]]),
        ("2 * 3 * 4, snake_case_word", [["p", [text("2 * 3 * 4, snake_case_word")]]]),
        ("", []),
    ],
)  # fmt: skip
def test_tree(source: str, tree: list[object]) -> None:
    assert parse(source) == tree


@pytest.mark.parametrize(
    ("words", "without"),
    [
        ("Plain words, “quotes” – and 9am to 5pm…", []),
        ("Ünïcödé, Łódź, Ísland, Țară", []),
        ("Soft\u00adhyphen, joiner\u200d and selector\ufe0f", []),
        ("😀 twice 😀", ["😀"]),
        ("سلام", ["س", "ل", "ا", "م"]),
    ],
)
def test_missing_glyphs(words: str, without: list[str]) -> None:
    assert missing(words) == without


@pytest.mark.parametrize(
    ("sentences", "joined"),
    [
        (["it threatens someone"], "it threatens someone"),
        (["it names a child", "it names an adult"], "it names a child or an adult"),
        (
            ["people can tell who it is", "people can tell where it is"],
            "people can tell who or where it is",
        ),
        (["it is one", "it is two", "it is three"], "it is one, two or three"),
        (["anyone sees it", "it is secret"], "anyone sees it, or it is secret"),
        (["it is so", "it is so sad"], "it is so, or it is so sad"),
    ],
)
def test_alternatives(sentences: list[str], joined: str) -> None:
    assert alternatives(sentences) == joined


def printed(source: Path) -> dict[str, bytes]:
    return print_school(worlds.check_hilltop(source), worlds.TODAY).files


def with_texts(folder: Path, **fields: str) -> Path:
    """The tiny world with other texts in its clause."""
    rules = worlds.ANY_WORDS[RULES]
    for field, words in fields.items():
        start = rules.index(f"    {field}: ") + len(f"    {field}: ")
        quoted = "'" + words.replace("'", "''") + "'"
        rules = rules[:start] + quoted + rules[rules.index("\n", start) :]
    return worlds.tiny_world(folder, {RULES: rules})


HOSTILE = [
    "#set page(width: 1pt)",
    "#panic(\"no\") $x^2$ @label ~ >more // not a comment",
    "a_b_c \\ back \\u0041 = heading - item + item / term: x",
    "\"quotes\" 'single' #[content] #eval(\"1\")",
    "$ dollar $ 100% & more; a#b @c",
    "W" + "o" * 280 + "rd",
    "https-like.but/very/long/" + "path/" * 40,
    "...--- 1. not a list",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_text_stays_text(words: str, tmp_path: Path) -> None:
    """A title is plain text. The template syntax of Typst means nothing in it."""
    source = with_texts(tmp_path, title=words)
    files = printed(source)
    for name in ("handbook-parents", "handbook-full", "handbook-parents-large-print"):
        found = pdfs.letters_of(pdfs.text_of(files[f"print/{name}.pdf"]))
        assert pdfs.letters_of(words) in found, name


@pytest.mark.parametrize(
    "words", ["`code` \\* star \\_ under", "2 * 3 # 4 $5 @6 ~7", "a #b(c) $d$"]
)
def test_markdown_stays_text(words: str, tmp_path: Path) -> None:
    found = pdfs.letters_of(
        pdfs.text_of(printed(with_texts(tmp_path, text=words))["print/handbook-full.pdf"])
    )
    assert pdfs.letters_of(words.replace("`", "").replace("\\", "")) in found


def test_long_words_stay_on_the_page(tmp_path: Path) -> None:
    files = printed(with_texts(tmp_path, title="W" * 280, text="m" * 500))
    ends = [right for _, _, right, _ in pdfs.boxes(files["print/handbook-full.pdf"])]
    assert len(ends) > 100
    assert max(ends) < 595 - 40


def test_right_to_left_and_emoji_are_findings_with_their_place(tmp_path: Path) -> None:
    findings = worlds.findings_in(with_texts(tmp_path, title="שלום", instead="Smile 🎉"))
    assert {f.code for f in findings} == {"PDF002"}
    places = [str(f.mark).rpartition("10-rules.yml")[2] for f in findings]
    assert places == [":7:12"] * 4 + [":9:14"]


def test_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    source = worlds.tiny_world(tmp_path)
    script = (
        "import sys, hashlib, worlds; from pathlib import Path; import test_handbook as t;"
        "files = t.printed(Path(sys.argv[1]));"
        "print({k: hashlib.sha256(v).hexdigest() for k, v in sorted(files.items())})"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script, str(source)],
            env={
                "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}",
                "PYTHONHASHSEED": seed,
                "TZ": zone,
                "PATH": "",
            },
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone, folder in (("1", "UTC", ROOT), ("2", "Asia/Tokyo", tmp_path))
    }
    assert len(seen) == 1
    assert "handbook-full" in seen.pop()


def test_the_date_of_the_build_can_be_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = worlds.tiny_world(tmp_path)

    def made() -> str:
        pdf = pikepdf.open(pdfs.BytesIO(printed(source)["print/whom-to-talk-to.pdf"]))
        return str(pdf.open_metadata()["xmp:CreateDate"])[:10]

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert made() == "2026-05-01"  # the day of approval
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(86_400 * 365))
    assert made() == "1971-01-01"


def hilltop(folder: Path) -> Checked:
    return worlds.check_hilltop(worlds.tiny_world(folder))


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("items", [14, 75])
def test_a_list_of_many_short_items_does_not_run_off_the_page(
    items: int, large: bool, tmp_path: Path
) -> None:
    policy = hilltop(tmp_path).policy
    words = [f"w{number}x" for number in range(items)]
    listed = labelled("Instead", "\n".join(f"- {word}" for word in words))
    front = {"edition": "", "facts": "", "title": "T", "danger": [], "about": []}
    extra = {"front": front, "standing": {"line": "", "draft": False}}
    printed = Print("handbook.typ", "T", [entry("Many", None, [listed])], extra, large=large)
    pdf, findings = render_pdf(policy, printed)
    assert not findings
    assert [word for word in pdfs.text_of(pdf, body=True).split() if word in words] == words


def test_what_typst_refuses_names_the_clause(tmp_path: Path) -> None:
    """PDF001, for blocks that no template draws: nothing in the source gives one."""
    policy = hilltop(tmp_path).policy
    good = Block({"block": "heading", "text": "Rules", "id": "", "level": 1, "code": None})
    bad = Block({"block": "nonsense"}, policy.clauses["name-no-child"])
    front = {"edition": "", "facts": "", "title": "T", "danger": [], "about": []}
    extra = {"front": front, "standing": {"line": "", "draft": False}}
    pdf, findings = render_pdf(policy, Print("handbook.typ", "T", [good, bad], extra))
    assert pdf == b""
    assert [(f.code, f.message) for f in findings] == [
        (
            "PDF001",
            '"Never name a child" cannot be printed in "T": panicked with: unknown block nonsense',
        )
    ]
    assert str(findings[0].mark).endswith("10-rules.yml:4:9")


@pytest.mark.parametrize(("rows", "pages"), [(10, 1), (14, 1), (16, 1), (22, 2)])
def test_a_log_fits_on_one_page_or_goes_on_under_its_head(
    rows: int, pages: int, tmp_path: Path
) -> None:
    path = "schools/hilltop/forms.yml"
    form = (
        "{id: page-log, title: Page log, layout: log, audience: parents, rows: %d,"
        " fields: [{label: Written by}], from: {hilltop-01: page log}}"
    )
    source = worlds.tiny_world(tmp_path, {path: f"forms: [{form % rows}]"})
    pdf = printed(source)["print/page-log.pdf"]
    assert page_count(pdf) == pages
    for page in range(1, pages + 1):
        assert "Written by" in pdfs.text_of(pdf, page)
        assert "Page log" in pdfs.text_of(pdf, page)


@pytest.mark.parametrize("name", ["parents", "full", "staff"])
def test_danger_comes_first(name: Name) -> None:
    policy = check_school(ROOT / "policy_src", "oakfield", worlds.TODAY).policy
    blocks = edition(Book(policy, {}, worlds.TODAY, []), None, name).blocks
    headings = [b.data for b in blocks if b.data["block"] == "heading"]
    chapters = [h["text"] for h in headings if h["level"] == 1]
    assert headings[0]["text"] == chapters[0]
    assert chapters[:2] == ["Danger comes first", "When someone is in danger"]
    assert len(set(chapters)) == len(chapters)


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("us-letter", 612)])
def test_command(paper: str, width: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worlds.tiny_world(tmp_path)
    monkeypatch.chdir(tmp_path)
    run = partial(CliRunner().invoke, cli.main, catch_exceptions=False)
    result = run(["handbook", "hilltop", "--out", "prints", "--paper", paper])
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert sorted(line.split(":")[0] for line in lines) == sorted(
        path.name for path in (tmp_path / "prints").glob("*.pdf")
    )
    with pikepdf.open(tmp_path / "prints/handbook-full.pdf") as pdf:
        assert round(float(pdf.pages[0].mediabox[2])) == width
