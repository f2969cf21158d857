"""The pages of tiny policies: what stands where, and what must never get through."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from generator.compile import write
from generator.content.book import Book, WizardPage
from generator.content.colours import contrast, style_sheet
from generator.content.words import gist, pieces
from generator.model.school import Colours
from generator.source.load import load
from generator.wizard.checklist import ChecklistGroup, ChecklistItem
from generator.writers.pages.render import plain, source_path

TODAY = date(2026, 11, 21)

SCHOOL = """\
name: Hilltop
nation: somewhere
colours: {primary: "#17525f", accent: "#a8481c"}
welcome: Hello.
document: {title: Our policy, approved-by: The Head, approved: 2024-03, review: 2026-03}
"""
SECTION = """\
id: posts
title: Posts
clauses:
  - {id: be-kind, kind: must, binds: [parents], basis: school-rule, title: Be kind,
     text: Be kind to people., from: {hilltop-01: be kind}}
"""
COMMON = {
    "audiences.yml": "audiences: [{id: parents, title: Parents, you: A parent, site: true},"
    " {id: staff, title: Staff, you: Staff}, {id: school, title: School, you: School}]",
    "platforms.yml": "platforms: []",
    "wizards/should-i-post.yml": """\
id: should-i-post
title: Should I post this?
intro: Answer.
facts: [{id: kind, kind: one, options: [
  {id: good, label: Good, words: it is good}, {id: bad, label: Bad, words: it is bad}]}]
questions: [{fact: kind, ask: What is it?, error: Choose one}]
verdicts:
  - {id: ok, title: Go ahead, lead: Fine., summary: Post it if}
  - {id: stop, title: Stop, lead: Wait., summary: Stop if}
otherwise: ok
max_questions: 3
""".replace("max_questions", "max-questions"),
}
NATION = {
    "nation.yml": "{title: Somewhere, emergency: [999], checked: 2026-11, source: A notice.}",
    "law.yml": "laws: []",
    "helplines.yml": "helplines: [{id: help, title: Police, text: Ring., danger: true,"
    " phone: 999, serves: [somewhere], checked: 2026-11-01}]",
    "channels.yml": "channels: [{id: council, title: Council, text: Ask, outside: true}]",
}
OWN = {
    "school.yml": SCHOOL,
    "provisions.yml": "provisions: [{id: hilltop-01, section: One, force: must,"
    " words: must be kind, binds: [parents], text: Parents must be kind.}]",
    "channels.yml": "channels: [{id: teacher, title: Your child's teacher, text: Ask.}]",
    "sections/10-posts.yml": SECTION,
}


@pytest.fixture
def pages(tmp_path: Path):
    """``pages({file: text}, common={file: text}, data=…)`` gives the files of the tiny school."""

    def build(own=None, common=None, data="{}", today=TODAY, nation=None):
        for folder, files in (
            ("schools/hilltop", OWN | (own or {})),
            ("common", COMMON | (common or {})),
            ("nations/somewhere", NATION | (nation or {})),
        ):
            for name, text in files.items():
                path = tmp_path / folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
        loaded = load(tmp_path, "hilltop")
        assert loaded.policy, loaded.findings
        assert not loaded.findings
        policy = loaded.policy
        clause, channel = next(iter(policy.clauses.values())), policy.channels["teacher"]
        groups = [
            ChecklistGroup(
                "stop",
                "Stop",
                "Stop if",
                (ChecklistItem((("", "it is bad"), ("and", "*loud*")), clause, channel),),
            ),
            ChecklistGroup("ok", "Go ahead", "Post it if", ()),
        ]
        build.policy = policy
        wizards = {"should-i-post": WizardPage(data, groups)}
        written = write(Book(policy, wizards, today, []))
        build.nav = written.nav
        return written.files

    return build


def front(page: str) -> dict:
    return yaml.safe_load(page.split("---\n")[1])


def test_every_address_that_restates_a_provision_exists_with_its_anchor(pages):
    files = pages(
        {
            "sanctions.yml": "sanctions: [{id: a-talk, title: A talk, text: We talk.,"
            " when: Soon, force: may}]",
            "terms.yml": "terms: [{id: post, term: Post, meaning: What you write.}]",
            "forms.yml": "forms: [{id: a-log, title: A log, layout: log, audience: staff,"
            " fields: [{label: Date}]}]",
        }
    )
    for address, _, _ in pages.policy.restating():
        path, _, anchor = source_path(address).partition("#")
        assert path in files
        places = (f"{{ #{anchor}", f'id="{anchor}"')
        assert not anchor or any(place in files[path] for place in places)


def test_a_link_between_pages_leads_to_a_page_that_exists(pages):
    files = pages()
    for path, text in files.items():
        for target in re.findall(r"\]\(([^)#:]+\.(?:md|csv))", text):
            found = (Path("/") / path).parent / target
            known = str(Path(found).resolve()).lstrip("/")
            assert known in files or known.startswith(("about/privacy/", "about/accessibility/"))


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Say: don't", "Say: don't"),
        ('A "quote" # and: a colon', 'A "quote" # and: a colon'),
        ("--- a: [b]", "--- a: [b]"),
    ],
)
def test_no_title_breaks_the_front_matter(pages, title, shown):
    section = SECTION.replace("title: Be kind", f"title: {yaml.safe_dump(title).strip()}")
    assert (
        front(pages({"sections/10-posts.yml": section})["code/be-kind/index.md"])["title"] == shown
    )


@pytest.mark.parametrize(
    "line", ["<b>", "a | b", "1. a", "- a", "# a", "[a](b)", "*a*", "`a`", "{ onclick=a }", "a_b_"]
)
def test_a_plain_line_stays_plain(line):
    from markdown import markdown

    html = markdown(str(plain(line)), extensions=["attr_list", "md_in_html", "tables"])
    assert not re.search(r"<(?!/?p>)", html)


def test_braces_in_the_source_are_no_attributes(pages):
    section = SECTION.replace("Be kind to people.", '"Be kind { onclick=alert }"')
    page = pages({"sections/10-posts.yml": section})["code/be-kind/index.md"]
    assert front(page)["description"] == "Be kind { onclick=alert }"
    assert "{ onclick" not in page.split("---\n", 2)[2]


def test_wizard_data_cannot_end_its_script(pages):
    page = pages(data='{"a":"</script><!--"}')["should-i-post/index.md"]
    assert page.count("</script>") == 1
    assert "<!--" not in page


def test_the_list_names_clause_and_channel(pages):
    page = pages()["should-i-post/index.md"]
    assert "Stop if" in page
    assert "it is bad" in page
    assert "../code/be-kind/index.md" in page
    assert "../talk-to-us/index.md#teacher" in page


@pytest.mark.parametrize(
    ("today", "overdue"), [(date(2026, 3, 31), False), (date(2026, 4, 1), True)]
)
def test_a_review_is_overdue_only_after_its_last_day(pages, today, overdue):
    home = pages(today=today)["index.md"]
    assert 'data-review="2026-03-31"' in home
    assert ("data-review-due hidden" in home) is overdue
    assert ("data-review-past hidden" in home) is not overdue


def test_what_the_document_lacks_is_said_once_and_to_staff(pages):
    bare = re.sub(r"document: .*", "document: {title: Our policy}", SCHOOL)
    files = pages({"school.yml": bare})
    words = "no date, no word on who agreed it, no date for its next check and no signature"
    assert [name for name in files if words in files[name]] == ["for-staff/to-mend/index.md"]


def test_pages_appear_only_where_the_source_has_content(pages):
    files = pages()
    for gone in ("if-a-rule-is-broken", "who-does-what", "law", "forms", "about/words"):
        assert f"{gone}/index.md" not in files
    titles = [title for entry in pages.nav for title in entry]
    assert titles == [
        "Home",
        "Should I post this?",
        "Code of conduct",
        "Complain or ask",
        "Get help",
        "More",
    ]


def test_rules_for_others_stay_off_the_list_for_parents(pages):
    own = SECTION + (
        "  - {id: log-it, kind: must, binds: [staff], basis: school-rule,"
        " title: Log it, text: Log.}\n"
    )
    files = pages({"sections/10-posts.yml": own})
    glance = files["code/index.md"].split("For others at school")
    assert "Log it" not in glance[0]
    assert "Log it" in glance[1]
    assert "Log it" in files["who-does-what/staff/index.md"]
    assert "Log it" not in files["who-does-what/parents/index.md"]
    assert "should-i-post" not in files["code/log-it/index.md"]


@pytest.mark.parametrize(
    ("binds", "shown"), [("parents", True), ("school", True), ("staff", False)]
)
def test_a_promise_is_made_to_those_its_section_speaks_to(pages, binds, shown):
    section = f"""\
id: more
title: More
clauses:
  - {{id: we-answer, kind: promise, binds: [school], basis: school-rule,
     title: We answer, text: Soon.}}
  - {{id: other, kind: must, binds: [{binds}], basis: school-rule, title: Other, text: Do.}}
"""
    code = pages({"sections/20-more.yml": section})["code/index.md"]
    assert ("We answer" in code.split("For others at school")[0]) is shown


def test_a_shared_clause_says_that_it_is_not_the_schools(pages):
    shared = SECTION.replace("be-kind", "be-safe").replace("id: posts", "id: shared")
    files = pages(
        common={"sections/10-shared.yml": shared.replace(", from: {hilltop-01: be kind}", "")}
    )
    words = "It does not come from the school's document."
    assert words in files["code/be-safe/index.md"]
    assert words not in files["code/be-kind/index.md"]


def test_missing_contacts_are_said_calmly_and_once(pages):
    two = (
        "channels: [{id: teacher, title: Teacher, text: Ask}, {id: head, title: Head, text: Ask%s}]"
    )
    words = "Ask at the school how to reach them."
    none = pages({"channels.yml": two % ""})["talk-to-us/index.md"]
    assert none.count(words) == 1
    assert none.index(words) < none.index("Teacher")
    some = pages({"channels.yml": two % ", contact: {phone: 0123}"})["talk-to-us/index.md"]
    assert some.count(words) == 1
    assert some.index("Teacher") < some.index(words) < some.index(">Head<")


def test_a_log_is_also_a_table_with_the_same_columns(pages):
    forms = (
        "forms: [{id: a-log, title: A log, layout: log, audience: staff,"
        ' fields: [{label: Date}, {label: "What, and where"}]}]'
    )
    files = pages({"forms.yml": forms})
    assert files["forms/a-log.csv"].lstrip("\ufeff") == 'Date,"What, and where"\r\n'
    assert front(files["forms/a-log/index.md"])["wide"] is True


def test_the_staff_pages_are_hidden_from_search(pages):
    for name in ("", "newsletter/", "links/", "to-mend/"):
        meta = front(pages()[f"for-staff/{name}index.md"])
        assert meta["robots"] == "noindex"
        assert meta["search"] == {"exclude": True}


@pytest.mark.parametrize("primary", ["#17525f", "#ffe600", "#000000", "#ffffff", "#d40000"])
def test_any_colour_of_a_school_can_be_read(primary):
    light, dark = style_sheet(Colours(primary=primary, accent="#a8481c")).split("@media")

    def pair(sheet: str, one: str, other: str) -> float:
        found = {
            name: tuple(bytes.fromhex(value))
            for name, value in re.findall(r"--school-([a-z-]+): #(\w{6})", sheet)
        }
        return contrast(found[one], found[other])

    assert pair(light, "primary", "on-primary") >= 4.5
    for sheet in (light, dark):
        assert pair(sheet, "link", "tint") >= 4.5


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Say thank you. Share good news about your own child, or help another parent. Go.",
            "Say thank you. Share good news about your own child, or help another parent.",
        ),
        ("The school wants to:\n\n* help", "The school wants to: help"),
        ("The school asks:\n\n1. first\n2. last\n\nThank you.", "The school asks: first; last"),
        ("It holds:\n\n- " + "a" * 70 + "\n- b", "It holds: " + "a" * 70 + " …"),
        ("**Every term**\n\n- Meet\n  us. Talk.\n- Go.", "**Every term:** Meet us. Talk. Go."),
        ("- **Who:** the head.\n- **What:** a talk.", "**Who:** the head. **What:** a talk."),
        ("No full stop", "No full stop"),
        ("“Is it?” she said.", "“Is it?” she said."),
    ],
)
def test_gist(text, line):
    assert gist(text) == line


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("head@hilltop.example.org", ["head", "@hilltop.", "example.", "org"]),
        ("hilltop.example/a/head/", ["hilltop.", "example/", "a/", "head/"]),
    ],
)
def test_an_address_breaks_between_its_words_only(address, parts):
    assert pieces(address) == parts


def test_shared_texts_call_the_head_as_the_school_does(pages):
    shared = NATION["channels.yml"][:-1] + (
        ", {id: head, title: The head, text: Write.},"
        " {id: chair, title: Chair, text: Is it about the head? Write here.}]\n"
        "stages: [{id: write, title: Write to the head, text: Soon., channel: head}]"
    )
    own = "channels: [{id: teacher, title: The Principal, text: Ask., stands-for: [head]}]"
    page = pages({"channels.yml": own}, nation={"channels.yml": shared})["talk-to-us/index.md"]
    assert "Is it about the Principal? Write here." in page
    assert "### Write to the Principal { #write }" in page
    assert "the head" not in page
    steps = "stages: [{id: ask, title: Ask first, text: Soon., channel: teacher}]"
    page = pages({"channels.yml": f"{own}\n{steps}"})["talk-to-us/index.md"]
    assert "### Ask first { #ask }" in page
    assert "#people" not in page
