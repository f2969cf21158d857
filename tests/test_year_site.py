"""What a parent meets on the pages of a text that is approved, changed, or not approved."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import built
import example_year
import pytest
import worlds

from generator.approve import Asked, approve
from generator.compile import check_school
from generator.errors import PolicyError
from generator.publish.build import build_school

FIRST, SECOND = "11 December 2025", "20 April 2026"
RULES = "policy_src/schools/hilltop/sections/10-rules.yml"


def words(page: Path) -> str:
    """Return what a page says, without its marks."""
    text = re.sub(
        r"<(script|style|head)\b.*?</\1>|<[^>]+>", " ", page.read_text("utf-8"), flags=re.S
    )
    return " ".join(text.split())


def said(site: Path, address: str) -> str:
    return words(site / address / "index.html")


def test_the_year_of_the_invented_school_is_the_one_in_its_source(tmp_path: Path) -> None:
    """Fails after an edit of what Oakfield's parents read: `make example` approves it anew."""
    source = tmp_path / "policy_src"
    shutil.copytree(worlds.ROOT / "policy_src", source)
    example_year.approve_twice(source)
    for path in ("approvals.yml", "releases/2025-12-11.json", "releases/2026-04-20.json"):
        made = source / "schools/oakfield" / path
        kept = worlds.ROOT / "policy_src/schools/oakfield" / path
        assert made.read_text("utf-8") == kept.read_text("utf-8"), "run `make example`"


@pytest.fixture(scope="module")
def oakfield(sites: Path) -> Path:
    return sites / "oakfield"


def test_every_page_of_an_approved_text_says_who_approved_it_and_when(oakfield: Path) -> None:
    line = f"Approved by the full governing body on {SECOND}. What changed"
    pages = [a for a in built.addresses(oakfield) if a not in ("embed/", "present/deck.html")]
    assert [a for a in pages if line not in words(built.file_of(oakfield, a))] == []
    assert "minute 12" in said(oakfield, "about/changes")


def test_what_changed_is_told_with_old_and_new_words(oakfield: Path) -> None:
    page = said(oakfield, "about/changes")
    for told in (
        "Say who runs your group Now stronger New words How strong it is: Please You must",
        "Who it is for: Parents and carers Parents and carers, Friends of Oakfield",
        "Quiet hours are from 10pm to 6am. You should not",
        "Quiet hours are from 9pm to 7am. You should not",
        "No politics in class groups New Please don't: A class group is for news",
        "No petitions in class groups Ended It said: Please don't: A class group",
        "How long it takes: A letter within 15 school days A letter within 10 school days",
        "Vote for my sister on Thursday! Please share. The answer: Go ahead Change it first",
        f"Earlier {FIRST} : the first approval",
    ):
        assert told in page
    html = (oakfield / "about/changes/index.html").read_text("utf-8")
    assert re.findall(r"from <del>(\S+)\s*</del>to <del>(\S+)", html) == [("10pm", "6am.")]
    assert re.findall(r"from <ins>(\S+)\s*</ins>to <ins>(\S+)", html) == [("9pm", "7am.")]


def test_a_changed_rule_says_so_on_its_own_page(oakfield: Path) -> None:
    assert f"Changed on {SECOND}. What changed" in said(oakfield, "code/keep-quiet-hours")
    assert f"New on {SECOND}. What changed" in said(oakfield, "code/no-politics-in-class-groups")
    assert SECOND not in said(oakfield, "code/leave-staff-their-evenings").split("Approved by")[0]


def test_the_address_of_an_ended_rule_answers_and_leads_on(oakfield: Path) -> None:
    address = "code/no-petitions-in-class-groups"
    assert f"This rule has ended: {SECOND}. It no longer counts." in said(oakfield, address)
    html = (oakfield / address / "index.html").read_text("utf-8")
    assert 'href="../no-politics-in-class-groups/">No politics in class groups' in html
    assert '<meta name="robots" content="noindex">' in html
    assert address not in (oakfield / "sitemap.xml").read_text()


def test_the_sitemap_lists_what_counts_and_each_approval(oakfield: Path) -> None:
    listed = re.findall(r"<loc>(.*?)</loc>", (oakfield / "sitemap.xml").read_text())
    home = "https://oakfield.example.org/kind-online/"
    assert {home, f"{home}about/changes/", f"{home}about/changes/2025-12-11/"} <= set(listed)
    assert not [address for address in listed if f"{home}for-staff" in address]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize(
    "school", ["alsop", "clapgate", "coates-lane", "overstone-park", "pennington"]
)
def test_a_restatement_says_on_every_page_that_nobody_approved_it(school: str, sites: Path) -> None:
    site = sites / school
    line = "Not made or approved by the school."
    for address in built.addresses(site):
        page = built.file_of(site, address)
        assert line in words(page), address
        assert '<meta name="robots" content="noindex">' in page.read_text("utf-8"), address
    assert "<loc>" not in (site / "sitemap.xml").read_text()
    assert "X-Robots-Tag: noindex" in (site / "_headers").read_text()
    assert "has not approved it. Others made it from the document" in said(site, "about")


# A school of its own: drafted, approved, changed


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = worlds.tiny_project(tmp_path)
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text().replace("[DRAFT, true]", "[DRAFT, false]"))
    return folder


def approve_hilltop(project: Path, on: str) -> None:
    source = project / "policy_src"
    checked = check_school(source, "hilltop", worlds.TODAY)
    approve(source, checked, Asked("The governing body", on, "3"), worlds.TODAY)


def test_what_is_published_is_approved_or_a_draft(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 1 June 2026
    out = project / "site"
    with pytest.raises(PolicyError, match="APP007 the text is not approved"):
        build_school(project, "hilltop", out)
    assert not out.exists()

    build_school(project, "hilltop", out, draft=True)
    for address in built.addresses(out):
        page = built.file_of(out, address)
        assert "Draft. The school has not approved this text yet." in words(page), address
        assert '<meta name="robots" content="noindex">' in page.read_text("utf-8"), address
    assert "X-Robots-Tag: noindex" in (out / "_headers").read_text()
    assert "Not yet. This is a draft." in said(out, "for-staff")

    approve_hilltop(project, "2026-05-04")
    build_school(project, "hilltop", out)
    assert "Approved by the governing body on 4 May 2026." in said(out, "code")
    assert "noindex" not in (out / "index.html").read_text("utf-8")
    assert "This was the first approval." in said(out, "about/changes")

    rules = project / RULES
    rules.write_text(rules.read_text().replace("Tell the office.", "Tell the school office."))
    since = "APP007 the text is not approved as it is since 4 May 2026"
    with pytest.raises(PolicyError, match=since):
        build_school(project, "hilltop", out)
    assert "Approved by the governing body" in said(out, "code")  # what was published stays

    build_school(project, "hilltop", out, draft=True)
    assert "Changed here, and not approved yet." in said(out, "code/name-no-child")
    staff = said(out, "for-staff")
    assert "Not as it is now. It was approved on 4 May 2026." in staff
    assert "Never name a child (rule): is worded differently" in staff
    proposed = said(out, "about/changes")
    assert "Proposed, not approved yet This is a draft." in proposed
    assert "Tell the school office." in proposed

    rules.write_text(rules.read_text().replace("id: name-no-child", "id: no-names"))
    approve_hilltop(project, "2026-05-05")
    build_school(project, "hilltop", out)
    ended = said(out, "code/name-no-child")
    assert "This rule has ended: 5 May 2026. It no longer counts." in ended
    assert "What it said Leave out names of children." in ended
    assert (out / "code/no-names/index.html").is_file()


def test_a_page_that_a_menu_led_to_leaves_its_address_behind(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")
    provisions = project / "policy_src/schools/hilltop/provisions.yml"
    before = provisions.read_text("utf-8")
    steps = provisions.with_name("sanctions.yml")
    provisions.write_text(f"{before}{STEP_SAID}")
    steps.write_text(STEP)
    approve_hilltop(project, "2026-05-04")
    provisions.write_text(before)
    steps.unlink()
    approve_hilltop(project, "2026-05-05")
    build_school(project, "hilltop", project / "site")
    page = said(project / "site", "if-a-rule-is-broken")
    assert "This page has ended: 5 May 2026. It no longer counts." in page


STEP_SAID = """\
  - {id: hilltop-04, section: Steps, force: may, words: may ask to, binds: [staff],
     text: The school may ask to talk.}
"""
STEP = """\
sanctions:
  - id: a-talk
    title: A talk
    text: The school may ask to talk to you.
    when: A rule was broken
    force: may
    decides: The head
    answer-back: Say what you think.
    from: {hilltop-04: may ask to talk}
"""
