"""A document becomes a school's source: numbered, matched, placed, and read again when newer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypandoc
import pytest
import worlds
import yaml
from click.testing import CliRunner

from generator import cache, cli, clock
from generator.compile import check_school, compile_site
from generator.errors import PolicyError
from generator.importing.names import slug
from generator.importing.offered import iso
from generator.importing.walk import BACKGROUND, BEGINS, reason, title_of
from generator.model.policy import Policy
from generator.model.provision import Provision
from generator.source.load import load
from generator.trace import trace

ROOT = Path(__file__).parent.parent
ANSWERS = (
    "name: Valley School\nnation: england\ndocument: Our social media code\napproved: 2026-05\n"
)
CODE = """\
Our Social Media Code

Approved by the governors: May 2026

What we ask of parents

- Parents must not post photographs of other people's children without permission.
- Parents should speak to the class teacher first if they have a concern.
- Parents must not swim in the fountain.

What we do

The school will reply to each complaint within five school days.
"""


def project(folder: Path, patch: pytest.MonkeyPatch, kept: Path) -> Path:
    patch.chdir(folder)
    patch.setattr(cache, "FOLDER", kept)
    patch.setattr(clock, "today", lambda: worlds.TODAY)
    source = folder / "policy_src"
    names = {path.name for path in (ROOT / "policy_src/schools").iterdir()}
    unread = {"README.md", "cases.yml"}  # no statement changes what cases come to
    shutil.copytree(ROOT / "policy_src", source, ignore=shutil.ignore_patterns(*names, *unread))
    return source


@pytest.fixture(autouse=True)
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: Path) -> Path:
    """A project with what all schools share and the model code; the command runs in it."""
    return project(tmp_path, monkeypatch, kept)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory, kept: Path) -> Path:
    """Such a project after the import of CODE."""
    folder = tmp_path_factory.mktemp("imported")
    with pytest.MonkeyPatch.context() as patch:
        project(folder, patch, kept)
        bring()
    return folder


@pytest.fixture
def valley(source: Path, imported: Path) -> None:
    """CODE was imported into the project."""
    shutil.copytree(imported, source.parent, dirs_exist_ok=True)


def run(*arguments: str, typed: str = "", code: int = 0) -> str:
    result = CliRunner().invoke(cli.main, arguments, input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code, result.output
    return result.output


def bring(text: str = CODE, *more: str, code: int = 0) -> str:
    Path("code.txt").write_text(text, encoding="utf-8")
    Path("answers.yml").write_text(ANSWERS, encoding="utf-8")
    new = [] if Path("policy_src/schools/valley").exists() else ["--answers", "answers.yml"]
    return run("import", "valley", "code.txt", *new, *more, code=code)


def policy(source: Path) -> Policy:
    loaded = load(source, "valley").policy
    assert loaded is not None
    return loaded


def said(source: Path) -> dict[str, str]:
    """Return each statement's number by the first words of it."""
    return {" ".join(p.text.split()[:4]): p.id for p in policy(source).provisions.values()}


def test_a_document_becomes_a_school(source: Path) -> None:
    told = bring()
    assert "0 errors, " in told
    school = policy(source)
    texts = [p.text for p in school.provisions.values()]
    assert "Parents must not swim in the fountain." in texts
    forces = {p.text: (p.force, p.binds, p.only) for p in school.provisions.values()}
    assert forces["Parents must not swim in the fountain."] == ("must-not", ("parents",), None)
    assert forces[
        "Parents should speak to the class teacher first if they have a concern."
    ] == ("should", ("parents",), "if they have a concern")  # fmt: skip
    assert list(school.provisions) == [f"valley-{n:02}" for n in range(1, len(texts) + 1)]
    assert school.school.document.title == "Our social media code"
    assert str(school.school.document.approved) == "May 2026"
    placed = {e.provision.text for e in trace(school).entries if e.places}
    assert "Approved by the governors: May 2026" in placed
    waiting = [p for p in school.provisions.values() if p.todo]
    assert f"next: {len(waiting)} statements to place; policy-site place valley\n" in told
    unplaced = {e.provision.id for e in trace(school).entries if not e.places}
    assert unplaced == {p.id for p in waiting}
    for provision in waiting:
        assert provision.todo
        assert provision.todo.count("%") == 3


def test_parents_read_that_it_is_not_finished(source: Path, valley: None) -> None:
    site = compile_site(source, "valley", worlds.TODAY).site
    waiting = sum(bool(p.todo) for p in policy(source).provisions.values())
    said = f"{waiting} of the {len(policy(source).provisions)} statements"
    for page in ("about/index.md", "code/index.md"):
        assert said in str(site.files[page])
    trace_page = str(site.files["for-staff/trace/index.md"])
    assert trace_page.count("**Waits to be placed:**") == waiting
    assert f"{waiting} wait to be placed" in trace_page


def test_a_word_file_says_the_same_as_its_text(source: Path, valley: None) -> None:
    texts = [p.text for p in policy(source).provisions.values()]
    marked = CODE.replace("Our Social", "# Our Social").replace("What we", "## What we")
    pypandoc.convert_text(marked, "docx", "markdown", outputfile="code.docx")
    told = run("import", "valley", "code.docx")
    assert f"{len(texts)} kept, 0 reworded, 0 gone" in told


def test_a_document_for_a_school_on_a_model(source: Path) -> None:
    bring(CODE, "--based-on", "fair-code")
    assert list(policy(source).models) == ["fair-code"]


def test_what_is_asked_offers_what_the_document_says() -> None:
    Path("code.txt").write_text(f"Valley School\n\n{CODE}", encoding="utf-8")
    told = run("import", "valley", "code.txt", typed="\nengland\n" + "\n" * 20)
    assert "[Valley School]" in told
    assert "[Our Social Media Code]" in told
    assert "[2026-05]" in told


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("May 2026", "2026-05"),
        ("1 May 2026", "2026-05-01"),
        ("21st of September 2026", "2026-09-21"),
        ("Sept 2026", "2026-09"),
        ("2026-05-01", "2026-05-01"),
        ("13/05/2026", "2026-05-13"),
        ("05/05/2026", "2026-05-05"),
        ("04/05/2026", ""),
        ("March 24", ""),
        ("13/05/26", ""),
        ("Autumn 2026", ""),
    ],
)
def test_a_date_is_offered_only_where_it_is_sure(printed: str, written: str) -> None:
    assert iso(printed) == written


def place(*answers: str) -> str:
    return run("place", "valley", typed="".join(f"{answer}\n" for answer in answers))


def at(source: Path, words: str, *answers: str) -> str:
    """Answer for the statement that begins with ``words``, and put the others off."""
    waiting = [p.text for p in policy(source).provisions.values() if p.todo]
    before = next(i for i, text in enumerate(waiting) if text.startswith(words))
    return place(*["s"] * before, *answers, *["s"] * 20)


def test_a_rule_is_adopted_with_the_schools_words(source: Path, valley: None) -> None:
    at(source, "Parents must not post photographs", "1")
    rule = policy(source).clauses["pictures-of-other-children"]
    assert rule.is_adopted
    assert rule.kind == "must-not"
    assert (
        rule.text
        == "Parents must not post photographs of other people's children without permission."
    )
    number = said(source)["Parents must not post"]
    assert rule.from_[number].only == "without permission"
    check_school(source, "valley", worlds.TODAY)


def test_a_rule_of_its_own(source: Path, valley: None) -> None:
    told = at(source, "Parents must not swim", "o", "", "Ask where you may swim.")
    assert "[Do not swim in the fountain]" in told
    school = policy(source)
    rule = school.clauses["do-not-swim-in-the-fountain"]
    assert (rule.kind, rule.binds, rule.instead) == (
        "must-not", ("parents",), "Ask where you may swim.",
    )  # fmt: skip
    sections = [section for section in school.own_sections if rule in section.clauses]
    assert [section.title for section in sections] == ["What we ask of parents"]
    check_school(source, "valley", worlds.TODAY)


def test_a_second_statement_of_the_same_rule_is_added(source: Path) -> None:
    again = "Parents must not post films of other people's children without permission."
    bring(f"{CODE}\n{again}\n")
    at(source, "Parents must not post photographs", "1")
    at(source, again, "1")
    rule = policy(source).clauses["pictures-of-other-children"]
    assert rule.text.endswith(f"without permission.\n\n{again}")
    assert len(rule.from_) == 2
    check_school(source, "valley", worlds.TODAY)


def test_whom_it_binds_is_asked_where_the_document_does_not_say(source: Path) -> None:
    lead = "The school considers these to be inappropriate:"
    bring(f"{CODE}\nOnline\n\n{lead}\n\n- swimming in the fountain;\n- climbing the oak.\n")
    told = at(source, f"{lead} swimming", "o", "pupils", "", "Ask us.")
    assert "For whom is it" in told
    assert "[No swimming in the fountain]" in told
    rule = policy(source).clauses["no-swimming-in-the-fountain"]
    assert (rule.kind, rule.binds) == ("must-not", ("pupils",))
    assert rule.text == f"{lead} swimming in the fountain."
    assert rule.caution
    assert "lawful" in rule.caution


def test_what_the_school_may_do_is_not_said_of_parents(source: Path) -> None:
    bring(f"{CODE}\nThe governors may ban a parent from the school site.\n")
    at(source, "The governors may", "o", "The governors may ban somebody")
    assert policy(source).clauses["the-governors-may-ban-somebody"].kind == "info"


HOSTILE = [
    "Parents must not write <b>bold</b> or <script>alert(1)</script>.",
    "Parents must not use {{ braces }} or {% blocks %}.",
    "Parents must not follow ![a picture](https://school.sch.uk/a.png).",
    "Parents must not follow [a link](javascript:alert(1)).",
    "Parents must not use *stars*, _lines_, `ticks` or \\ strokes | bars.",
    "Parents must not write: yes, no, ~, & and 'quotes' \"here\" # or not.",
    "Parents must not wait " + "very " * 1500 + "long.",
    "Parents must not post if " + "the school says so and " * 20 + "it rains.",
]


def test_whatever_is_printed_is_words(source: Path) -> None:
    lines = "\n\n".join(HOSTILE)
    bring(f"Our Social Media Code\n\nWhat <i>we</i> ask {{of}} you\n\n{lines}\n")
    codes = {f.code for f in check_school(source, "valley", worlds.TODAY).findings}
    assert codes <= {"TRC014", "FAIR006", "DATE002", "PLAIN001", "NAT002"}
    page = Path("valley-import.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script" in page


def test_a_promise(source: Path, valley: None) -> None:
    at(source, "The school will", "o", "")
    rule = policy(source).clauses["the-school-will-reply-to-each-complaint-within"]
    assert rule.kind == "promise"


def test_leaving_out_gives_a_reason(source: Path, valley: None) -> None:
    at(source, "Parents must not swim", "l", "There is no fountain any more.")
    left = {p.left_out for p in policy(source).provisions.values() if p.left_out}
    assert left == {"There is no fountain any more."}


def test_enter_leaves_a_fact_out_as_background(source: Path) -> None:
    bring("Our Social Media Code\n\nBackground\n\nThe fountain was built in 1910.\n")
    at(source, "The fountain", "l", "")
    assert BACKGROUND in {p.left_out for p in policy(source).provisions.values()}


@pytest.mark.parametrize(
    ("text", "force", "offered"),
    [
        ("These are wrong:", "must-not", BEGINS),
        ("These are wrong: shouting.", "must-not", ""),
        ("The fountain is old.", "fact", BACKGROUND),
        ("Be kind.", "should", ""),
    ],
)
def test_a_reason_to_leave_out_is_offered_by_form(text: str, force: str, offered: str) -> None:
    provision = Provision.model_construct(text=text, force=force)  # type: ignore[arg-type]
    assert reason(provision) == offered


def test_another_force(source: Path, valley: None) -> None:
    told = at(source, "Parents must not swim", "f", "should-not", "must not swim")
    assert "Not placed" not in told
    provision = policy(source).provisions[said(source)["Parents must not swim"]]
    assert (provision.force, provision.words) == ("should-not", "must not swim")
    assert provision.todo
    assert "does not stand in it" in at(source, "Parents must not swim", "f", "may", "may swim")
    at(source, "Parents must not swim", "f", "fact", "s")
    provision = policy(source).provisions[said(source)["Parents must not swim"]]
    assert (provision.force, provision.words, provision.binds) == ("fact", None, ())


def test_a_wrong_key_is_asked_again(source: Path, valley: None) -> None:
    assert "is not one of" in place("9", "q")


def test_what_the_check_refuses_is_not_written(source: Path) -> None:
    bring(CODE + "\nParents must not break the law of libel, which is illegal.\n")
    folder = source / "schools/valley"
    before = {path: path.read_bytes() for path in folder.rglob("*.yml")}
    told = at(source, "Parents must not break", "o", "", "Ask us.")
    assert "Not placed: a school rule is worded as law" in told
    assert {path: path.read_bytes() for path in folder.rglob("*.yml")} == before


def test_all_placed_is_all_clear(source: Path, valley: None) -> None:
    for _ in range(2):
        place(*["l", "Not for these pages."] * 20)
    assert "to place" not in run("check", "valley")
    assert run("place", "valley") == "0 left to place\n"


def test_the_same_document_again_changes_nothing(source: Path, valley: None) -> None:
    at(source, "Parents must not swim", "o", "", "Ask us.")
    folder = source / "schools/valley"
    before = {path: path.read_bytes() for path in folder.rglob("*.yml")}
    told = bring()
    assert "0 new, " in told
    assert "0 reworded, 0 gone" in told
    assert {path: path.read_bytes() for path in folder.rglob("*.yml")} == before


def test_a_newer_edition_keeps_what_was_placed(source: Path, valley: None) -> None:
    at(source, "Parents must not swim", "o", "", "Ask us.")
    number = said(source)["Parents must not swim"]
    gone = said(source)["Parents should speak to"]
    last = max(policy(source).provisions)
    newer = CODE.replace("swim in the fountain", "swim in the old fountain").replace(
        "- Parents should speak to the class teacher first if they have a concern.\n",
        "- Parents should bring a raincoat to every school trip.\n",
    )
    told = bring(newer)
    assert "1 new, " in told
    assert "1 reworded, 1 gone" in told
    now = policy(source).provisions
    assert now[number].text == "Parents must not swim in the old fountain."
    assert "Before: Parents must not swim in the fountain." in (now[number].todo or "")
    assert "does not say it" in (now[gone].todo or "")
    added = now[said(source)["Parents should bring a"]]
    assert int(added.id[-2:]) == int(last[-2:]) + 1
    places = {e.provision.id: e.places for e in trace(policy(source)).entries}
    assert places[number]
    order = list(now)
    assert order.index(added.id) < order.index(number)
    at(source, "Parents must not swim", "1")
    rule = policy(source).clauses["do-not-swim-in-the-fountain"]
    assert rule.text == "Parents must not swim in the old fountain."
    told = at(source, "Parents should speak", "t")
    assert "t  take it out" in told
    assert gone not in policy(source).provisions
    page = Path("valley-import.html").read_text("utf-8")
    assert "Gone from this edition" in page


def test_what_is_gone_goes_with_the_rule_that_said_only_it(source: Path, valley: None) -> None:
    at(source, "Parents must not swim", "o", "", "Ask us.")
    bring(CODE.replace("- Parents must not swim in the fountain.\n", ""))
    at(source, "Parents must not swim", "t")
    assert "do-not-swim-in-the-fountain" not in policy(source).clauses
    assert "Parents must not swim" not in said(source)
    check_school(source, "valley", worlds.TODAY)


def test_what_is_gone_leaves_a_rule_that_says_more(source: Path) -> None:
    again = "Parents must not post films of other people's children without permission."
    bring(f"{CODE}\n{again}\n")
    at(source, "Parents must not post photographs", "1")
    at(source, again, "1")
    bring()
    at(source, again, "t")
    rule = policy(source).clauses["pictures-of-other-children"]
    assert "films" not in rule.text
    assert len(rule.from_) == 1
    check_school(source, "valley", worlds.TODAY)


def test_remarks_in_what_is_kept_stay(source: Path, valley: None) -> None:
    file = source / "schools/valley/provisions.yml"
    text = file.read_text("utf-8")
    file.write_text(
        text.replace("force: must-not", "force: must-not  # as the head said", 1), "utf-8"
    )
    bring(CODE + "\nParents must not shout.\n")
    assert "# as the head said" in file.read_text("utf-8")


def test_an_edition_with_too_many_statements(source: Path, valley: None) -> None:
    folder = source / "schools/valley"
    before = {path: path.read_bytes() for path in folder.rglob("*.yml")}
    many = "".join(f"Parents must not bring item {n} to school.\n\n" for n in range(1000))
    assert "over 999 statements" in bring(f"{CODE}\nMore\n\n{many}", code=1)
    assert {path: path.read_bytes() for path in folder.rglob("*.yml")} == before


def test_a_new_school_that_cannot_be_read_leaves_nothing(source: Path) -> None:
    bring("", code=1)
    assert list((source / "schools").glob("*")) == []


def test_a_school_at_fault_is_not_imported_into(source: Path, valley: None) -> None:
    (source / "schools/valley/school.yml").write_text("name: [", "utf-8")
    assert "valley cannot be read; policy-site check valley says why" in bring(code=1)
    with pytest.raises(PolicyError):
        check_school(source, "valley", worlds.TODAY)


def test_based_on_is_for_a_new_school_only(valley: None) -> None:
    assert "stands in its school.yml" in bring(CODE, "--based-on", "fair-code", code=1)


def test_a_school_that_is_not_there_cannot_be_placed() -> None:
    assert "dale cannot be read" in run("place", "dale", code=1)


@pytest.mark.parametrize(
    ("text", "force", "title"),
    [
        ("Parents must not swim here.", "must-not", "Do not swim here"),
        ("All parents and carers should be kind.", "should", "Be kind"),
        ("Please do not use the group to shout.", "should-not", "Do not use the group to shout"),
        ("You may tell us.", "may", "You may tell us"),
        ("The school will reply in a week.", "will", "The school will reply in a week"),
        ("Parents may criticise the school.", "may", "You may criticise the school"),
        ("Swimming is not allowed.", "must-not", ""),
        ("The group must never be used to shout.", "must-not", ""),
    ],
)
def test_a_title_is_offered(text: str, force: str, title: str) -> None:
    assert title_of(text, force) == title  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Talk to us", "talk-to-us"),
        ("Café’s “rules” & more", "cafes-rules-more"),
        ("3.2 What we ask", "part-3-2-what-we-ask"),
        ("—", "part"),
        ("a" * 80, "a" * 50),
        ("word " * 30, "-".join(["word"] * 10)),
    ],
)
def test_names(words: str, name: str) -> None:
    assert slug(words) == name


def test_a_full_disk_leaves_the_school_as_it_was(
    source: Path, valley: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = source / "schools/valley"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    write = Path.write_text

    def full(path: Path, text: str, **how: str) -> int:
        if path.name == ".provisions.yml.new":
            raise OSError(28, "No space left on device", str(path))
        return write(path, text, **how)

    monkeypatch.setattr(Path, "write_text", full)
    waiting = [p for p in policy(source).provisions.values() if p.todo]
    swim = next(i for i, p in enumerate(waiting) if "swim" in p.text)
    typed = "s\n" * swim + "o\n\nAsk us.\n"  # a section is written first, then the provisions
    told = run("place", "valley", typed=typed, code=1)
    assert "No space left on device" in told
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_the_first_lines_are_yaml_for_editors(source: Path, valley: None) -> None:
    at(source, "Parents must not swim", "o", "", "Ask us.")
    for file in (source / "schools/valley").rglob("*.yml"):
        first = file.read_text("utf-8").splitlines()[0]
        schema = file.parent / first.partition("$schema=")[2]
        assert schema.resolve().exists(), file
        assert yaml.safe_load(file.read_text("utf-8"))
