"""A new school: what is asked, what is written, and that it checks and builds at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import worlds
import yaml
from click.testing import CliRunner

from generator import cache, cli, clock
from generator.compile import check_school, compile_site
from generator.start.answers import Answers

ROOT = Path(__file__).parent.parent
ANSWERS = """\
name: Valley School
nation: england
type: academy
primary: "#123456"
phone: 0161 715 0000
email: office@valley.sch.uk
hours: 8am to 4pm
head: Principal
head-name: Dr A. Bell
safeguarding-name: Mr C. Dee
website: https://www.valley.sch.uk
site: https://code.valley.sch.uk/
"""


@pytest.fixture(autouse=True)
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: Path) -> Path:
    """A project with one school and the model code; the command runs in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cache, "FOLDER", kept)
    monkeypatch.setattr(clock, "today", lambda: worlds.TODAY)
    source = tmp_path / "policy_src"
    skipped = {path.name for path in (ROOT / "policy_src/schools").iterdir()} - {"oakfield"}
    shutil.copytree(ROOT / "policy_src", source, ignore=shutil.ignore_patterns(*skipped))
    return source


def new(*arguments: str, typed: str = "", code: int = 0) -> str:
    result = CliRunner().invoke(cli.main, ["new", *arguments], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code, result.output
    return result.output


def answers(tmp_path: Path, text: str = ANSWERS) -> str:
    file = tmp_path / "answers.yml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_school_based_on_a_model(tmp_path: Path, source: Path) -> None:
    said = new("valley", "--answers", answers(tmp_path), "--based-on", "fair-code")
    assert "0 errors, " in said
    assert said.endswith(
        "\nnext: policy-site approve valley, "
        "or policy-site build valley --draft to look at it first\n"
    )
    policy = check_school(source, "valley", worlds.TODAY).policy
    assert policy.school.document.title == "A fair code for parents"
    assert (policy.school.name, policy.school.type) == ("Valley School", "academy")
    assert policy.school.site == "https://code.valley.sch.uk/"
    assert policy.school.colours.primary == "#123456"
    office, head, lead = policy.own_channels.channels
    assert office.contact
    assert (office.contact.phone, office.contact.email, office.contact.hours) == (
        "0161 715 0000", "office@valley.sch.uk", "8am to 4pm",
    )  # fmt: skip
    assert head.title == "The principal"
    assert head.contact
    assert head.contact.person == "Dr A. Bell"
    assert lead.contact
    assert lead.contact.person == "Mr C. Dee"
    assert [c.stands_for for c in (office, head, lead)] == [
        ("school",),
        ("head",),
        ("safeguarding",),
    ]


def test_a_school_with_a_document(tmp_path: Path, source: Path) -> None:
    more = "document: Our code\napproved: 2026-05\nreview: 2028-05-31\n"
    new("valley", "--answers", answers(tmp_path, ANSWERS + more))
    policy = check_school(source, "valley", worlds.TODAY).policy
    assert [p.text for p in policy.provisions.values()] == [
        "It is called Our code.",
        "It was approved in May 2026.",
        "It is due for review on 31 May 2028.",
    ]
    assert policy.school.document.owned
    assert not policy.models


@pytest.mark.parametrize("more", [["--based-on", "fair-code"], []])
def test_what_is_written_builds_at_once(more: list[str], tmp_path: Path, source: Path) -> None:
    document = "" if more else "document: Our code\napproved: 2026-05\n"
    new("valley", "--answers", answers(tmp_path, ANSWERS + document), *more)
    site = compile_site(source, "valley", worlds.TODAY).site
    pages = {path: text for path, text in site.files.items() if isinstance(text, str)}
    assert "0161 715 0000" in pages["talk-to-us/index.md"]
    assert "Mr C. Dee" in pages["talk-to-us/index.md"]
    assert "Valley School" in site.title
    assert "not finished" not in pages["code/index.md"]
    assert "Our rules" not in pages["code/index.md"]


def test_only_what_was_answered_is_written(tmp_path: Path, source: Path) -> None:
    file = answers(tmp_path, "name: Valley\nnation: england\n")
    new("valley", "--answers", file, "--based-on", "fair-code")
    text = "".join(path.read_text("utf-8") for path in (source / "schools/valley").glob("*.yml"))
    school = yaml.safe_load((source / "schools/valley/school.yml").read_text("utf-8"))
    assert "contact" not in school
    assert not any(word in text for word in ("phone", "email", "@", "person", "None"))


TYPED = {
    "name": "Valley School",
    "nation": "england",
    "phone": "0161 715 0000",
    "document": "Our code",
}


def typed(**said: str) -> str:
    """Return what is typed for each question in order; a text of several lines is asked again."""
    return "".join(f"{({**TYPED, **said}).get(name, '')}\n" for name in Answers.model_fields)


def test_asked_on_a_terminal(source: Path) -> None:
    said = new("valley", typed=typed())
    for name, field in Answers.model_fields.items():
        assert said.count(str(field.description)) == 1, name
    assert "england" in said
    assert check_school(source, "valley", worlds.TODAY).policy.school.name == "Valley School"


def test_what_no_document_says_is_not_asked() -> None:
    lines = [
        TYPED.get(name, "")
        for name in Answers.model_fields
        if name not in ("document", "approved", "review")
    ]
    said = new("valley", "--based-on", "fair-code", typed="\n".join(lines) + "\n")
    assert "own document" not in said
    assert "based on fair-code" in said


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"nation": "irland\nengland"}, "choose one of "),
        ({"phone": "none\n0161 715 0000"}, "use only digits and spaces"),
        ({"primary": "#ffff00\n#1f3f8b"}, "choose a darker colour"),
        ({"primary": "blue\n#1f3f8b"}, "write # and six digits"),
        ({"email": "office\noffice@valley.sch.uk"}, "write an email address"),
        ({"approved": "soon\n2026-05"}, "2026-03-31"),
        ({"site": "https://valley.sch.uk\nhttps://valley.sch.uk/"}, "ends with a slash"),
        ({"type": "free\nacademy"}, "academy"),
    ],
)
def test_a_wrong_answer_is_asked_again(wrong: dict[str, str], sentence: str, source: Path) -> None:
    assert sentence in new("valley", typed=typed(**wrong))
    assert check_school(source, "valley", worlds.TODAY).policy.id == "valley"


def test_a_colour_may_be_typed_as_people_write_it(source: Path) -> None:
    said = new("valley", typed=typed(primary="1F3F8B"))
    assert "9.8 to 1" in said
    assert check_school(source, "valley", worlds.TODAY).policy.school.colours.primary == "#1f3f8b"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["oakfield"], "oakfield is there already; nothing was changed"),
        (["fair-code"], "fair-code is there already; nothing was changed"),
        (["Valley"], '"Valley" cannot name a school: use small letters'),
        (["../valley"], '"../valley" cannot name a school'),
        (
            ["valley", "--based-on", "fair-cod"],
            'there is no model "fair-cod"; did you mean fair-code?',
        ),
    ],
)
def test_what_is_refused_before_anything_is_asked(
    arguments: list[str], sentence: str, source: Path
) -> None:
    before = sorted(source.rglob("*"))
    said = new(*arguments, code=1)
    assert sentence in said
    assert "called?" not in said
    assert sorted(source.rglob("*")) == before


def test_a_school_without_a_document_and_a_model(tmp_path: Path, source: Path) -> None:
    said = new("valley", "--answers", answers(tmp_path), code=1)
    assert "give the title of the school's document, or name what it takes over" in said
    assert "--based-on fair-code" in said
    assert not (source / "schools/valley").exists()


def test_all_faults_of_the_answers_at_once(tmp_path: Path, source: Path) -> None:
    said = new("valley", "--answers", answers(tmp_path, "nme: x\nphone: none\n"), code=1)
    for part in ('unknown field "nme"', '"name" is missing', '"nation" is missing', "phone"):
        assert part in said
    assert "answers.yml:2:8 MOD005" in said
    assert not (source / "schools/valley").exists()


def test_answers_that_are_not_there() -> None:
    assert "SRC001 this file is missing" in new("valley", "--answers", "none.yml", code=1)


def test_stopping_in_the_middle_leaves_nothing(source: Path) -> None:
    new("valley", typed="Valley School\n", code=1)
    assert [path.name for path in (source / "schools").iterdir()] == ["oakfield"]


def test_a_full_disk_leaves_nothing(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_text

    def full(path: Path, text: str, **how: str) -> int:
        if path.name == "channels.yml":
            raise OSError(28, "No space left on device", str(path))
        return write(path, text, **how)

    file = answers(tmp_path)
    monkeypatch.setattr(Path, "write_text", full)
    assert "No space left on device" in new(
        "valley", "--answers", file, "--based-on", "fair-code", code=1
    )
    assert [path.name for path in (source / "schools").iterdir()] == ["oakfield"]
