"""Each finding code has an example that an author can read, in tests/golden."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import worlds
import yaml
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

import generator.wizard.prove
from generator.checks.law import untrue_claims
from generator.codes import CODES
from generator.compile import compile_site
from generator.errors import PolicyError, render
from generator.publish.plugin import PolicySitePlugin
from generator.site import Site
from generator.source.load import load

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.yml"))
SCHOOL = "policy_src/schools/hilltop"
TERMS = "schools/hilltop/terms.yml"
SAVE_AGAIN = "save it again with the encoding UTF-8"
ONE_TERM = "terms:\n  - {id: word, term: word, meaning: A word.}\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings name files from the working folder."""
    monkeypatch.chdir(tmp_path)


def golden(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text("utf-8")))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden(path: Path, tmp_path: Path) -> None:
    case = golden(path)
    source = worlds.tiny_world(tmp_path, case.get("files"), case.get("remove", ()))
    findings = worlds.findings_in(source)
    assert render(findings) == case["findings"].rstrip("\n")
    assert path.stem.split("-")[0] in {finding.code for finding in findings}
    for finding in findings:
        assert finding.severity == CODES[finding.code].severity


def test_the_tiny_world_has_no_finding(tmp_path: Path) -> None:
    assert worlds.findings_in(worlds.tiny_world(tmp_path)) == []


# What a YAML file cannot hold: bytes, links, folders, permissions, or a limit made small.


def write(data: bytes) -> Callable[[Path, pytest.MonkeyPatch], None]:
    def make(source: Path, _: pytest.MonkeyPatch) -> None:
        (source / TERMS).write_bytes(data)

    return make


def make_folder(source: Path, _: pytest.MonkeyPatch) -> None:
    (source / TERMS).mkdir()


def make_dangling_link(source: Path, _: pytest.MonkeyPatch) -> None:
    (source / TERMS).symlink_to("nowhere.yml")


def make_link_to_itself(source: Path, _: pytest.MonkeyPatch) -> None:
    (source / TERMS).symlink_to("terms.yml")


def make_unreadable(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions do not stop root, so the system's answer is put in its mouth."""
    (source / TERMS).write_text(ONE_TERM)
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "terms.yml":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)


def make_required_link(source: Path, _: pytest.MonkeyPatch) -> None:
    (source / "schools/hilltop/provisions.yml").unlink()
    (source / "schools/hilltop/provisions.yml").symlink_to("gone.yml")


def make_budget_small(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generator.wizard.prove, "STATES", 2)


def make_many_facts(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generator.wizard.prove, "FACTS", 1)


ODD: dict[str, tuple[Callable[[Path, pytest.MonkeyPatch], None], str]] = {
    "SRC001 a dangling link": (
        make_dangling_link,
        f"{SCHOOL}/terms.yml:1:1 SRC001 this link points to a file that does not exist",
    ),
    "SRC001 a link to itself": (
        make_link_to_itself,
        f"{SCHOOL}/terms.yml:1:1 SRC001 this link points to a file that does not exist",
    ),
    "SRC001 a dangling link for a needed file": (
        make_required_link,
        f"{SCHOOL}/provisions.yml:1:1 SRC001 this link points to a file that does not exist",
    ),
    "SRC002 a folder": (
        make_folder,
        f"{SCHOOL}/terms.yml:1:1 SRC002 a folder stands where a file is expected",
    ),
    "SRC003 ten million bytes": (
        write(b"# " + b"x" * 10_000_000),
        f"{SCHOOL}/terms.yml:1:1 SRC003 this file is too large (10,000,002 bytes; the limit is "
        "1,000,000)",
    ),
    "SRC004 no permission": (
        make_unreadable,
        f"{SCHOOL}/terms.yml:1:1 SRC004 this file cannot be read (Permission denied)",
    ),
    "SRC005 Latin-1": (
        write("terms:\n  - {id: cafe, term: tea, meaning: Café}\n".encode("latin-1")),
        f"{SCHOOL}/terms.yml:2:39 SRC005 this file is not UTF-8 text",
    ),
    "SRC005 after a wide letter and a byte-order mark": (
        write(b"\xef\xbb\xbf# \xc3\xa9 \xff\n"),
        f"{SCHOOL}/terms.yml:1:5 SRC005 this file is not UTF-8 text",
    ),
    "SRC005 UTF-16": (
        write(ONE_TERM.encode("utf-16")),
        f"{SCHOOL}/terms.yml:1:1 SRC005 this file is not UTF-8 text",
    ),
    "SRC008 a control character": (
        write(b"terms:\n  - {id: word, term: wo\x07rd, meaning: A word.}\n"),
        f"{SCHOOL}/terms.yml:2:24 SRC008 a control character stands in the text",
    ),
    "SRC008 a null byte": (
        write(b"\0" * 100),
        f"{SCHOOL}/terms.yml:1:1 SRC008 a control character stands in the text",
    ),
    "SRC011 half a million brackets": (
        write(b"[" * 500_000),
        f"{SCHOOL}/terms.yml:1:22 SRC011 values are nested deeper than 20 levels",
    ),
    "SRC011 dashes": (
        write(b"- " * 400_000),
        f"{SCHOOL}/terms.yml:1:43 SRC011 values are nested deeper than 20 levels",
    ),
    "SRC012 a bidirectional override": (
        write("terms:\n  - {id: word, term: wo\u202erd, meaning: A word.}\n".encode()),
        f"{SCHOOL}/terms.yml:2:24 SRC012 an invisible character (U+202E) stands in the text",
    ),
    "SRC012 a line end that editors do not show": (
        write("terms:\n  - {id: word, term: wo\u2028rd, meaning: A word.}\n".encode()),
        f"{SCHOOL}/terms.yml:2:24 SRC012 an invisible character (U+2028) stands in the text",
    ),
    "SRC012 a byte-order mark inside": (
        write("# Words\ufeff.\n".encode()),
        f"{SCHOOL}/terms.yml:1:8 SRC012 an invisible character (U+FEFF) stands in the text",
    ),
    "WIZ011 too many states": (
        make_budget_small,
        'policy_src/common/wizards/should-i-post.yml:1:5 WIZ011 the wizard "should-i-post" has '
        "more than 2 states",
    ),
    "WIZ011 too many facts": (
        make_many_facts,
        "policy_src/common/wizards/should-i-post.yml:5:3 WIZ011 the wizard has 2 facts; the limit "
        "is 1",
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_odd(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make, line = ODD[name]
    source = worlds.tiny_world(tmp_path)
    make(source, monkeypatch)
    findings = worlds.findings_in(source)
    assert [f"{f.mark} {f.code} {f.message}" for f in findings] == [line]
    assert findings[0].severity == CODES[findings[0].code].severity
    assert findings[0].hint


def test_a_folder_that_may_not_be_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = worlds.tiny_world(tmp_path)

    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", refuse)
    assert {f.code for f in worlds.findings_in(source)} == {"SRC004"}


def test_every_code_has_an_example() -> None:
    """A fault that only a page can have is shown by a test that names its code."""
    shown = {path.stem.split("-")[0] for path in GOLDEN} | {name.split()[0] for name in ODD}
    assert shown <= CODES.keys()
    tests = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert [code for code in CODES if code not in shown and code not in tests] == []


def test_every_code_explains_itself() -> None:
    for code in CODES.values():
        assert code.title
        assert not code.title.endswith(".")
        assert code.help.endswith(".")


CLAIM = """\
    must-not-say:
      - claim: that criticism is a crime
        patterns: ['criticism\\s(?:is|counts as)\\sa crime']
"""


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            "Here CRITICISM is a crime.",
            ['"CRITICISM is a crime" claims that criticism is a crime (Speech Act 1998)'],
        ),
        (
            "Here *criticism*\nis&#32;[a crime](law/index.md).",
            ['"criticism is a crime" claims that criticism is a crime (Speech Act 1998)'],
        ),
        ("Criticism\n\nis a crime.", []),
        ("Criticism is no crime.", []),
        ("", []),
    ],
)
def test_an_untrue_claim(text: str, messages: list[str], tmp_path: Path) -> None:
    law = worlds.FILES["nations/england/law.yml"] + CLAIM
    source = worlds.tiny_world(tmp_path, {"nations/england/law.yml": law})
    policy = worlds.check_hilltop(source).policy
    findings = list(untrue_claims({"code/index.md": text}, policy))
    assert [finding.message for finding in findings] == messages
    assert all((f.code, f.severity, str(f.mark)) == ("LAW005", "error", "code/index.md:1:1")
               for f in findings)  # fmt: skip


@pytest.mark.parametrize(
    ("patterns", "text", "found"),
    [
        ([r"\b(?<!\bno\s)law\sbans\sphotos"], "The law bans photos.", ["law bans photos"]),
        ([r"\b(?<!\bno\s)law\sbans\sphotos"], "No law bans photos.", []),
        ([r"\b(?<!\b(?:no|in)\s)(?<!a\s)law|rules?\sban"], "In law RULES BAN.", ["RULES BAN"]),
        ([r"\b(?<!x)an?\scrime", "(?<!no )law"], "no law, A law", ["law"]),
        ([r"an?\s(?:crime|sin)", r"it\sis"], "It is.", ["It is"]),
        (["(we) say", r"(very|so)\s\1\sbad"], "It is so so bad.", ["so so bad"]),
    ],
)
def test_untrue_claims_by_several_patterns(
    patterns: list[str], text: str, found: list[str], tmp_path: Path
) -> None:
    claim = re.sub("patterns:.*", lambda _: f"patterns: {json.dumps(patterns)}", CLAIM)
    law = worlds.FILES["nations/england/law.yml"] + claim
    source = worlds.tiny_world(tmp_path, {"nations/england/law.yml": law})
    policy = worlds.check_hilltop(source).policy
    messages = [finding.message for finding in untrue_claims({"code/index.md": text}, policy)]
    claims = "claims that criticism is a crime (Speech Act 1998)"
    assert messages == [f'"{words}" {claims}' for words in found]


def test_a_link_to_no_page(tmp_path: Path) -> None:
    """REF001, found once all pages are there; MkDocs would name the page and not the source."""
    path = "schools/hilltop/sections/10-rules.yml"
    text = "[A](code/name-no-child/) [b](about/privacy/) [c](talk-to-us/#office) [d](cod/#rules)."
    rules = worlds.FILES[path].replace("Tell the office.", f'"{text}"')
    worlds.tiny_world(tmp_path, {path: rules})
    with pytest.raises(PolicyError) as error:
        compile_site(Path("policy_src"), "hilltop", worlds.TODAY)
    assert error.value.message.split("\n")[0] == (
        f'{SCHOOL}/sections/10-rules.yml:9:14 REF001 a link leads to "cod/", '
        "which is no page of this site"
    )
    assert "did you mean code/?" in error.value.message
    assert len(error.value.findings) == 1


@pytest.mark.parametrize("name", ["code", "about", "embed", "search"])
def test_a_wizard_with_the_address_of_something_else(name: str, tmp_path: Path) -> None:
    """SITE001, found once all pages are there: one of the two would silently be lost."""
    danger, rules = "common/sections/10-danger.yml", "schools/hilltop/sections/10-rules.yml"
    wizard = worlds.FILES["common/wizards/should-i-post.yml"]
    more = f"      - {{in: {name}, when: {{%s}}, verdict: %s, channel: office}}\n"
    files = {
        f"common/wizards/{name}.yml": wizard.replace("should-i-post", name),
        danger: worlds.FILES[danger] + more % ('danger: "yes"', "help"),
        rules: worlds.FILES[rules] + more % ("names: child", "stop"),
    }
    worlds.tiny_world(tmp_path, files)
    with pytest.raises(PolicyError) as error:
        compile_site(Path("policy_src"), "hilltop", worlds.TODAY)
    assert [(str(f.mark), f.code, f.message) for f in error.value.findings] == [
        (f"policy_src/common/wizards/{name}.yml:1:5", "SITE001",
         f'something else has the address "{name}/"')
    ]  # fmt: skip


def test_a_page_that_two_things_write(tmp_path: Path) -> None:
    """SITE001, which the plugin raises as MkDocs' own error."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Hilltop\nplugins: []\n")
    (tmp_path / "docs").mkdir()
    config = load_config(str(tmp_path / "mkdocs.yml"))
    plugin = PolicySitePlugin()
    site = Site("hilltop", "Hilltop", "en-GB", None, {"code/index.md": "# Code"}, [])
    plugin._made = SimpleNamespace(site=site)
    config.plugins["policy-site"] = plugin
    hand_written = File("code/index.md", config.docs_dir, config.site_dir, True)
    with pytest.raises(PluginError, match=r"two things write the page code/index\.md"):
        config.plugins.on_files(Files([hand_written]), config=config)
    added = config.plugins.on_files(Files([]), config=config)
    assert added.src_uris.keys() == {"code/index.md"}


# What is unusual and right.


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: text.replace("\n", "\r"), id="CR"),
        pytest.param(lambda text: "\ufeff" + text, id="byte-order mark"),
        pytest.param(lambda text: text.rstrip("\n"), id="no last line end"),
        pytest.param(lambda text: "---\n" + text + "...\n", id="document marks"),
        pytest.param(lambda text: "%YAML 1.2\n---\n" + text, id="directive"),
        pytest.param(lambda text: "# A comment with \ttab\n\n" + text, id="comment"),
    ],
)
def test_no_finding(change: Callable[[str], str], tmp_path: Path) -> None:
    files = {path: change(text) for path, text in worlds.FILES.items()}
    assert worlds.findings_in(worlds.tiny_world(tmp_path, files)) == []


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_places_do_not_depend_on_line_ends(newline: str, start: str, tmp_path: Path) -> None:
    path = "schools/hilltop/sections/10-rules.yml"
    text = worlds.FILES[path].replace("kind: must-not", "kind: must-nott")
    files = {path: start + text.replace("\n", newline)}
    assert render(worlds.findings_in(worlds.tiny_world(tmp_path, files))) == (
        f'policy_src/{path}:5:11 MOD004 "must-nott" is not a value of "kind"\n'
        "        kind: must-nott\n"
        "              ^\n"
        "    hint: did you mean must-not?"
    )


def test_a_caret_stays_under_the_first_column_after_a_byte_order_mark(tmp_path: Path) -> None:
    shown = render(
        worlds.findings_in(worlds.tiny_world(tmp_path, {TERMS: "\ufeffterm: []\n" + ONE_TERM}))
    )
    assert shown.split("\n")[1:3] == ["    term: []", "    ^"]


def test_ids_may_be_the_same_in_another_nation(tmp_path: Path) -> None:
    files = {
        path.replace("england", "wales"): text.replace("england", "wales")
        for path, text in worlds.FILES.items()
        if "england" in path
    }
    assert worlds.findings_in(worlds.tiny_world(tmp_path, files)) == []


def test_ids_of_another_nation_are_unknown(tmp_path: Path) -> None:
    wales = worlds.FILES["nations/england/law.yml"].replace("speech-act", "welsh-act")
    rules = worlds.FILES["schools/hilltop/sections/10-rules.yml"]
    files = {
        "nations/wales/law.yml": wales,
        "schools/hilltop/sections/10-rules.yml": rules.replace(
            "    wizard:", "    law: [welsh-act]\n    wizard:"
        ),
    }
    findings = worlds.findings_in(worlds.tiny_world(tmp_path, files))
    assert [finding.message for finding in findings] == ['unknown law "welsh-act"']


@pytest.mark.parametrize(
    "text",
    [
        "Read [this](https://other.example/a_(b)?c=d#e).",
        "[Write](mailto:office@hilltop.example), [ring](tel:+441632960001) or go [here](#rules).",
        "See [the code](code/name-no-child/#why).",
        '[This](https://other.example "A title")',
        "Personal data: names, photos. Javascript is a language.",
        "2 < 3 and 5 > 4. I <3 our school. A -> B.",
        "5% of *families* & **others** _say_ so: `code`, “quotes”, 50 £.",
        "[Not a link], (nor this)",
    ],
)
def test_plain_text_is_let_pass(text: str, tmp_path: Path) -> None:
    path = "schools/hilltop/sections/10-rules.yml"
    rules = worlds.FILES[path].replace("Leave out names of children.", f"'{text}'")
    assert worlds.findings_in(worlds.tiny_world(tmp_path, {path: rules})) == []


# All faults at once, and none twice.

TEN_FAULTS: dict[str, tuple[tuple[str, str], str]] = {
    "schools/hilltop/school.yml": (
        ("2026-05-01", "2026-02-30"),
        '8:13 MOD006 "approved": there is no such date as 2026-02-30',
    ),
    "schools/hilltop/provisions.yml": (
        ("  - id: hilltop-02",
         "  - {id: hilltop-09, section: X, force: fact, text: X.}\n  - id: hilltop-02"),
        "3:10 TRC001 hilltop-09 is placed nowhere",
    ),
    "schools/hilltop/channels.yml": (
        ("{phone: 01632 960001}", "{fone: 01632 960001}"),
        '2:64 MOD001 unknown field "fone"',
    ),
    "schools/hilltop/sections/10-rules.yml": (
        ("Leave out", "<b>Leave</b> out"),
        '8:11 TXT001 HTML stands in the text: "<b>Leave</b> out names of children."',
    ),
    "common/audiences.yml": (("{id: staff, title: Staff", "{id: staff"),
        '3:5 MOD002 the field "title" is missing'),
    "nations/england/law.yml": (("status: in-force", "status: alive"),
        '7:13 MOD004 "alive" is not a value of "status"'),
    "nations/england/helplines.yml": (('"999"', "ring us"),
        '2:75 MOD005 "phone" is not written as it must be'),
    "nations/england/channels.yml": (("outside: true", "outside: &x true"),
        "5:14 SRC009 an anchor (&name) is used"),
    "common/sections/10-danger.yml": (("danger: \"yes\"", "dangr: \"yes\""),
        '15:16 REF001 unknown fact "dangr"'),
    "common/wizards/should-i-post.yml": (("max-questions: 3", "max-questions: [3]"),
        '33:16 MOD003 "max-questions" should be a whole number, not a list'),
}  # fmt: skip


def test_ten_faults_in_ten_files(tmp_path: Path) -> None:
    files = {path: worlds.FILES[path].replace(*change) for path, (change, _) in TEN_FAULTS.items()}
    findings = worlds.findings_in(worlds.tiny_world(tmp_path, files))
    assert {f"{f.mark} {f.code} {f.message}" for f in findings} == {
        f"policy_src/{path}:{line}" for path, (_, line) in TEN_FAULTS.items()
    }


@pytest.mark.parametrize("path", worlds.FILES)
def test_a_file_that_cannot_be_read_is_one_finding(path: str, tmp_path: Path) -> None:
    source = worlds.tiny_world(tmp_path, {path: "a: [\n"})
    findings = worlds.findings_in(source)
    assert [(f.code, str(f.mark)) for f in findings] == [("SRC008", f"policy_src/{path}:1:4")]


@pytest.mark.parametrize("path", worlds.FILES)
def test_a_file_that_is_missing_never_raises(path: str, tmp_path: Path) -> None:
    findings = worlds.findings_in(worlds.tiny_world(tmp_path, remove=[path]))
    assert findings


def test_an_unknown_school(tmp_path: Path) -> None:
    source = worlds.tiny_world(tmp_path)
    for name in ("hiltop", "..", ".", "", "/", "a\0b", "x" * 5000):
        loaded = load(source, name)
        assert loaded.policy is None
        assert [f.code for f in loaded.findings] == ["SRC001"]
        assert render(loaded.findings)
    assert load(source, "hiltop").findings[0].hint == "did you mean hilltop?"


def test_no_school_at_all(tmp_path: Path) -> None:
    assert [f.code for f in load(tmp_path / "nothing", "hilltop").findings] == ["SRC001"]


def test_files_that_editors_leave_are_let_be(tmp_path: Path) -> None:
    source = worlds.tiny_world(tmp_path)
    (source / "schools/hilltop/.terms.yml.swp").write_bytes(b"\0")
    (source / "schools/hilltop/.git").mkdir()
    (source / "schools/hilltop/.git/config").write_text("x")
    assert worlds.findings_in(source) == []


def test_a_file_whose_name_is_no_text(tmp_path: Path) -> None:
    source = worlds.tiny_world(tmp_path)
    name = os.fsencode(source / "schools/hilltop") + b"/\xff.yml"
    try:
        with open(name, "wb"):  # noqa: PTH123 (a name that pathlib cannot spell)
            pass
    except OSError:
        pytest.skip("this file system takes only Unicode names")
    findings = worlds.findings_in(source)
    assert [f.code for f in findings] == ["SRC014"]
    for form in ("text", "json", "github"):
        render(findings, form).encode("utf-8")


def test_folders_missing(tmp_path: Path) -> None:
    source = worlds.tiny_world(tmp_path)
    shutil.rmtree(source / "common")
    assert {f.code for f in worlds.findings_in(source)} >= {"REF001"}
