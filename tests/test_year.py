"""The year of a policy: approved, published, changed, told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import worlds
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.approve import ApproveError, Asked, approve
from generator.checked import Checked
from generator.codes import CODES
from generator.compile import check_school, compile_site
from generator.content.changes import marked
from generator.errors import PolicyError
from generator.model.base import Node, PartialDate, alias
from generator.reader import read_yaml
from generator.releases.compare import HOWS, KINDS, differences
from generator.releases.editions import compare_editions
from generator.releases.record import UNREAD, digest, record, reflowed
from generator.releases.release import Release, ReleaseError, read_release, write_release
from generator.releases.say import say
from generator.source.load import load

SOURCE = worlds.ROOT / "policy_src"
HILLTOP = Path("schools/hilltop")
MET = Asked("The governing body", "2026-05-04", "3")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def check(source: Path) -> Checked:
    return check_school(source, "hilltop", worlds.TODAY)


def approved(folder: Path, files: dict[str, str] | None = None) -> Path:
    """Return a tiny source that was approved as it is."""
    source = worlds.tiny_world(folder, files)
    approve(source, check(source), MET, worlds.TODAY)
    return source


def change(source: Path, path: str, old: str, new: str) -> None:
    file = source / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


# The digest


def hilltops_digest(source: Path) -> str:
    policy = load(source, "hilltop").policy
    assert policy is not None
    return digest(record(policy))


RULES = "schools/hilltop/sections/10-rules.yml"


def test_the_digest_does_not_see_how_the_source_is_written(tmp_path: Path) -> None:
    source = worlds.tiny_world(tmp_path)
    before = hilltops_digest(source)
    for path in source.rglob("*.yml"):  # other line ends, comments, other quotes and order
        data = json.loads(json.dumps(read_yaml(path, path)[0]))
        text = yaml.safe_dump(data, sort_keys=True, width=30, default_style='"')
        path.write_text(f"# A comment.\r\n{text}".replace("\n", "\r\n").replace("\r\r", "\r"))
    (source / RULES).rename(source / "schools/hilltop/sections/20-moved.yml")
    assert hilltops_digest(source) == before


def texts(node: Any, way: str = "") -> Iterator[tuple[str, str]]:
    """Give each text of a part of the model that belongs to a record, with its way there."""
    if isinstance(node, Node):
        for name in type(node).model_fields:
            if alias(name) not in UNREAD:
                yield from texts(getattr(node, name), f"{way}/{alias(name)}")
    elif isinstance(node, dict):
        for name, item in node.items():
            yield from texts(item, f"{way}/{name}")
    elif isinstance(node, list | tuple):
        for item in node:
            yield from texts(item, way)
    elif isinstance(node, str | PartialDate):
        yield way, node.iso if isinstance(node, PartialDate) else reflowed(node)


def test_a_record_holds_every_text_that_a_reader_meets() -> None:
    policy = load(SOURCE, "oakfield").policy
    assert policy is not None
    parts = [
        policy.school,
        *policy.sections,
        policy.own_channels,
        *policy.shared_channels,
        *policy.shared_stages,
        policy.sanctions,
        *policy.audiences.values(),
        *policy.laws.values(),
        *policy.helplines.values(),
        *policy.platforms.values(),
        *policy.terms.values(),
        *policy.forms,
        *policy.scenarios,
        *policy.reminders,
        *policy.wizards.values(),
    ]
    kept = json.dumps(record(policy), ensure_ascii=False)
    missing = [
        way
        for part in parts
        for way, text in texts(part)
        if json.dumps(text, ensure_ascii=False)[1:-1] not in kept
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (RULES, "title: ", "title: Now "),
        (RULES, "kind: must-not", "kind: should-not"),
        (RULES, "{names: child}", "{names: adult}"),
        ("nations/england/helplines.yml", 'phone: "999"', 'phone: "112"'),
        ("nations/england/law.yml", "You may say", "You can say"),
        ("common/wizards/should-i-post.yml", "label: A parent", "label: A carer"),
        ("schools/hilltop/channels.yml", "title: ", "title: Now "),
    ],
)
def test_the_digest_sees_each_word_and_each_rule(
    path: str, old: str, new: str, tmp_path: Path
) -> None:
    source = worlds.tiny_world(tmp_path)
    before = hilltops_digest(source)
    change(source, path, old, new)
    assert hilltops_digest(source) != before


@given(words=st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=30))
def test_where_a_line_is_broken_means_nothing(words: list[str]) -> None:
    assert reflowed("\n".join(words)) == reflowed("   ".join(words)) == " ".join(words)


def test_where_a_list_or_paragraph_begins_means_something() -> None:
    text = "One\ntwo.\n\n\n- three\n  four\n- five\n1. six"
    assert reflowed(text) == "One two.\n\n- three four\n- five\n1. six"
    assert reflowed("a\\\nb") != reflowed("a\nb")


# Releases


def test_a_release_is_read_as_it_was_written(tmp_path: Path) -> None:
    checked = check_school(SOURCE, "oakfield", date.today())
    first, second = (step.release for step in checked.history.steps)
    assert digest(second.record) == checked.policy.approvals.approvals[1].digest
    assert read_release(write_release(second, first), first) == second
    assert read_release(write_release(second)) == second
    small, whole = len(write_release(second, first)), len(write_release(second))
    assert small * 5 < whole


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('"Rules"', '"Rulers"', "changed after it was written"),
        ('"seal"', '"sael"', "no release"),
        ("{", "[", "no release"),
        ('"after": ""', '"after": "2025-01-01"', "changed after it was written"),
    ],
)
def test_a_release_that_was_edited(old: str, new: str, why: str) -> None:
    text = write_release(Release("2026-05-04", {"rules": {"a": {"title": "Rules"}}}, {}, {}))
    assert old in text
    with pytest.raises(ReleaseError, match=why):
        read_release(text.replace(old, new, 1))


def test_a_release_that_follows_another() -> None:
    first = Release("2026-01-01", {}, {}, {})
    text = write_release(Release("2026-05-04", {}, {}, {}), first)
    with pytest.raises(ReleaseError, match="follows the release of 2026-01-01"):
        read_release(text)


# What differs, in words

GOLDEN = sorted((Path(__file__).parent / "changes").glob("*.yml"))


def says(case: dict[str, Any], source: Path) -> str:
    """Return what is said of a tiny school's change since its approval."""
    approve(source, check(source), MET, worlds.TODAY)
    for path, edits in case["edits"].items():
        for old, new in edits:
            change(source, path, old, new)
    check(source)  # without an error
    return say(compare_editions(source, "hilltop", None, None, worlds.TODAY), "text")


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_each_kind_of_change_has_its_words(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    source = worlds.tiny_world(tmp_path, case.get("files"))
    assert says(case, source) == case["says"].rstrip("\n")


def test_every_way_to_change_has_an_example() -> None:
    assert {path.stem.split("-")[0] for path in GOLDEN} == set(HOWS) | {"answers", "nothing"}


def test_every_kind_of_part_can_be_told() -> None:
    policy = load(SOURCE, "oakfield").policy
    assert policy is not None
    assert set(record(policy)) == set(KINDS)


def test_what_was_added_and_taken_away_is_told_with_all_kinds() -> None:
    policy = load(SOURCE, "oakfield").policy
    assert policy is not None
    now = record(policy)
    for how, found in (("added", differences({}, now)), ("ended", differences(now, {}))):
        assert {change.how for change in found} == {how}
        assert {change.kind for change in found} == set(KINDS)
        assert len(found) == sum(len(parts) for parts in now.values())


def test_markdown_and_json_tell_the_same(tmp_path: Path) -> None:
    source = approved(tmp_path)
    change(source, RULES, "Tell the office.", "Tell <b>@everyone</b>.")
    found = compare_editions(source, "hilltop", None, None, worlds.TODAY)
    markdown = say(found, "markdown")
    assert markdown.startswith("# hilltop: from 4 May 2026 to the working copy\n")
    assert "<b>" not in markdown
    assert "@everyone" not in markdown
    data = json.loads(say(found, "json"))
    assert [(c["kind"], c["id"], c["how"]) for c in data["changes"]] == [
        (c.kind, c.id, c.how) for c in found.changes
    ]
    assert "Tell <b>@everyone</b>." in json.dumps(data)


@given(
    before=st.text("ab \n", max_size=30).map(str.strip),
    now=st.text("ab \n", max_size=30).map(str.strip),
)
def test_marked_sides_hold_the_whole_text(before: str, now: str) -> None:
    for side, text in zip(marked(before, now), (before, now), strict=True):
        assert "".join(piece for _, piece in side) == text
        assert (not any(is_new for is_new, _ in side)) or before.split() != now.split()


# Approving


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked(" ", "2026-05-04"), "--by: name the body"),
        (
            Asked("G", "2026-07-01"),
            "--on: 1 July 2026 is still to come; check the year, and the cl",
        ),
        (Asked("G", "26-05-04"), "--on: a date is written 2026-03-31"),
        (Asked("G", "2026-05"), "--on: the day is needed here"),
        (Asked("G", "2026-02-30"), "--on: there is no such date as 2026-02-30"),
        (Asked("G", "2026-05-04", review="2026-05-03"), "--review: 3 May 2026 comes before"),
    ],
)
def test_what_the_minutes_cannot_say(asked: Asked, said: str, tmp_path: Path) -> None:
    source = worlds.tiny_world(tmp_path)
    with pytest.raises(ApproveError, match=re.escape(said)):
        approve(source, check(source), asked, worlds.TODAY)
    assert not (source / HILLTOP / "approvals.yml").exists()
    assert not (source / HILLTOP / "releases").exists()


def test_every_reason_at_once(tmp_path: Path) -> None:
    source = worlds.tiny_world(tmp_path)
    with pytest.raises(ApproveError) as error:
        approve(source, check(source), Asked("", "soon", review="later"), worlds.TODAY)
    assert [line.split(":")[0] for line in str(error.value).splitlines()] == [
        "--by",
        "--on",
        "--review",
    ]


def test_two_approvals_on_a_day_and_one_before_the_last(tmp_path: Path) -> None:
    source = approved(tmp_path)
    kept = {path: path.read_bytes() for path in source.rglob("*") if path.is_file()}
    for on, said in (("2026-05-04", "an approval on 4 May 2026 already"), ("2026-05-03", "later")):
        with pytest.raises(ApproveError, match=said):
            approve(source, check(source), Asked("G", on), worlds.TODAY)
    assert kept == {path: path.read_bytes() for path in source.rglob("*") if path.is_file()}


def test_what_still_waits_is_not_approved(tmp_path: Path) -> None:
    source = worlds.tiny_world(tmp_path)
    provisions = source / HILLTOP / "provisions.yml"
    waiting = "  - {id: hilltop-04, section: Rules, force: fact, text: A fact., todo: Place it.}\n"
    provisions.write_text(provisions.read_text("utf-8") + waiting)
    with pytest.raises(PolicyError, match="TRC014"):
        approve(source, check(source), MET, worlds.TODAY)


def test_a_restatement_is_never_approved(tmp_path: Path) -> None:
    source = worlds.tiny_world(tmp_path)
    change(
        source,
        "schools/hilltop/school.yml",
        "nation: england",
        "nation: england\nrestatement: true",
    )
    with pytest.raises(ApproveError, match="take restatement out"):
        approve(source, check(source), MET, worlds.TODAY)


def test_both_files_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = worlds.tiny_world(tmp_path)
    replace = Path.replace

    def full(path: Path, target: Path) -> Path:
        if target.name == "approvals.yml":
            raise OSError(28, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        approve(source, check(source), MET, worlds.TODAY)
    assert not list((source / HILLTOP / "releases").iterdir())
    assert check(source).history.standing == "unapproved"


def test_a_comment_of_a_person_stays(tmp_path: Path) -> None:
    source = approved(tmp_path)
    change(source, "schools/hilltop/approvals.yml", "approvals:", "# Ask Ann.\napprovals:")
    approve(source, check(source), Asked("G", "2026-05-05"), worlds.TODAY)
    text = (source / HILLTOP / "approvals.yml").read_text("utf-8")
    assert "# Ask Ann." in text
    assert [a.on.iso for a in check(source).policy.approvals.approvals] == [
        "2026-05-04",
        "2026-05-05",
    ]


# How a text stands


def found_in(source: Path, today: date = worlds.TODAY) -> list[str]:
    try:
        findings = check_school(source, "hilltop", today).findings
    except PolicyError as error:
        findings = error.findings
    assert all(finding.hint for finding in findings)
    assert all(finding.severity == CODES[finding.code].severity for finding in findings)
    return [f"{finding.mark} {finding.code} {finding.message}" for finding in findings]


APPROVALS = "policy_src/schools/hilltop/approvals.yml"
RELEASE = "policy_src/schools/hilltop/releases/2026-05-04.json"


def test_the_text_stands_as_it_was_approved(tmp_path: Path) -> None:
    source = approved(tmp_path)
    assert (check(source).history.standing, found_in(source)) == ("approved", [])
    change(source, RULES, "Tell the office.", "Tell the school office.")
    assert check(source).history.standing == "changed"
    assert found_in(source) == [
        f"{APPROVALS}:6:13 APP004 the text is not the one that was approved on 4 May 2026"
    ]
    change(source, RULES, "Tell the school office.", "Tell the office.")
    assert check(source).history.standing == "approved"


def test_a_release_that_is_missing_edited_or_another(tmp_path: Path) -> None:
    source = approved(tmp_path)
    file = source / HILLTOP / "releases/2026-05-04.json"
    text = file.read_text("utf-8")
    file.write_text(text.replace("Tell the office.", "Tell nobody."))
    assert found_in(source) == [
        f"{RELEASE}:1:1 APP002 the release of 4 May 2026 cannot be used: it was changed after it "
        "was written"
    ]
    file.write_bytes(b"\xff")
    assert found_in(source) == [f"{RELEASE}:1:1 APP001 the release of 4 May 2026 cannot be read"]
    file.unlink()
    assert found_in(source) == [f"{RELEASE}:1:1 APP001 the release of 4 May 2026 is missing"]
    file.write_text(text)
    change(source, "schools/hilltop/approvals.yml", "digest: ", "digest: 0")
    (fault,) = found_in(source)  # nothing is said of the release that leans on it
    assert fault.startswith(f"{APPROVALS}:6:13 MOD005")
    approvals = (source / HILLTOP / "approvals.yml").read_text("utf-8")
    digest_line = re.sub(r"digest: 0[0-9a-f]{64}", f"digest: {'0' * 64}", approvals)
    (source / HILLTOP / "approvals.yml").write_text(digest_line)
    assert found_in(source)[0] == (
        f"{APPROVALS}:6:13 APP002 the digest of the approval on 4 May 2026 is not that of its "
        "release"
    )


def test_a_release_that_nobody_approved(tmp_path: Path) -> None:
    source = approved(tmp_path)
    (source / HILLTOP / "approvals.yml").unlink()
    assert found_in(source) == [f"{RELEASE}:1:1 APP006 no approval names this release"]


def test_approvals_out_of_order_or_on_one_day(tmp_path: Path) -> None:
    source = approved(tmp_path)
    approve(source, check(source), Asked("G", "2026-05-05"), worlds.TODAY)
    change(source, "schools/hilltop/approvals.yml", "on: 2026-05-05", "on: 2026-05-04")
    assert f"{APPROVALS}:7:9 APP003 there are two approvals on 4 May 2026" in found_in(source)
    change(
        source,
        "schools/hilltop/approvals.yml",
        "on: 2026-05-04\n    by: G",
        "on: 2026-05-03\n    by: G",
    )
    assert (
        f"{APPROVALS}:7:9 APP003 the approval on 3 May 2026 stands after the one on 4 May 2026"
        in found_in(source)
    )


def test_a_clock_that_is_wrong(tmp_path: Path) -> None:
    source = approved(tmp_path)
    found = found_in(source, date(2026, 1, 1))
    assert (
        f"{APPROVALS}:3:9 DATE004 the text was approved on 4 May 2026, which is still to come"
        in found
    )


def test_a_review_before_the_approval(tmp_path: Path) -> None:
    source = approved(tmp_path)
    change(
        source, "schools/hilltop/approvals.yml", "    digest", "    review: 2026-05-03\n    digest"
    )
    assert found_in(source) == [
        f"{APPROVALS}:6:13 DATE005 the review on 3 May 2026 comes before the approval on "
        "4 May 2026",
        f"{APPROVALS}:6:13 DATE001 the review fell due on 3 May 2026",
    ]


def test_a_restatement_with_an_approval(tmp_path: Path) -> None:
    source = approved(tmp_path)
    change(
        source,
        "schools/hilltop/school.yml",
        "nation: england",
        "nation: england\nrestatement: true",
    )
    assert found_in(source) == [
        f"{APPROVALS}:3:9 APP005 a site that the school has not approved has an approval"
    ]


def test_a_rule_that_ended_and_is_still_there(tmp_path: Path) -> None:
    source = worlds.tiny_world(tmp_path)
    change(
        source, RULES, "    kind: must-not", "    replaces: [get-help, gone]\n    kind: must-not"
    )
    assert found_in(source) == [
        'policy_src/schools/hilltop/sections/10-rules.yml:5:16 REF002 "get-help" is said to have '
        "ended, and is still a rule"
    ]
    change(source, RULES, "[get-help, gone]", "[gone]")
    page = str(compile_site(source, "hilltop", worlds.TODAY).site.files["code/gone/index.md"])
    assert "This rule has ended" in page
    assert "[Never name a child](../name-no-child/index.md)" in page
