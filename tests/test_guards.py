"""Each guard guards: seen in a whole build, in what is published, and in what an author reads."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest
import worlds
from click.testing import CliRunner

from generator import cli
from generator.publish import replace
from generator.publish.replace import BUILT, replacing

# A build that must not be published


def heavy(project: Path) -> None:
    noise = random.Random(18).randbytes(20_000).hex()
    with (project / "overrides/assets/school.js").open("a") as script:
        script.write(f"// {noise}\n")


def acting(project: Path) -> None:
    (project / "docs/about/privacy/index.md").write_text("# Privacy\n\n<script>act()</script>\n")


def careless(project: Path) -> None:
    (project / "docs/extra.md").write_text(
        "# Extra\n\n[One](nowhere.md) [Two](index.md#nowhere) [Three](/code/) [Four](nowhere/)\n"
    )


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (heavy, [r"The home page weighs \d\d\.\d KB after gzip; it may weigh 42\.0 KB\."]),
        (acting, [r"about/privacy/index\.html: line \d+ holds a script in its content"]),
        (
            careless,
            [
                r"extra\.md.*\n?.*'nowhere\.md'",
                r"extra\.md.*\n?.*'index\.md#nowhere'",
                r"extra\.md.*\n?.*'/code/'",
                r"extra\.md.*\n?.*'nowhere/'",
                r"not included in the \"nav\"",
                r"Aborted with \d+ warnings in strict mode",
            ],
        ),
    ],
    ids=["too heavy", "a page that acts", "warnings"],
)
def test_a_build_that_must_not_be_published_is_not(
    spoil: Callable[[Path], None],
    said: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = worlds.tiny_project(tmp_path)
    site = project / "site"
    site.mkdir()
    (site / BUILT).touch()
    (site / "index.html").write_text("published")
    spoil(project)
    monkeypatch.chdir(project)
    result = CliRunner().invoke(cli.main, ["build", "hilltop"])
    assert result.exit_code == 1
    assert [line for line in said if not re.search(line, result.output)] == []
    assert (site / "index.html").read_text() == "published"
    assert len(list(site.iterdir())) == 2


@pytest.mark.parametrize("again", [True, False])
def test_where_the_new_site_cannot_take_its_place_the_old_one_is_back(
    again: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two renames are left where two folders cannot be swapped, and the second one fails."""
    site = tmp_path / "site"
    site.mkdir()
    (site / BUILT).touch()
    (site / "index.html").write_text("old")
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name != site.name and not path.name.endswith(".old"):
            raise PermissionError(13, "Permission denied", str(path))
        return rename(path, target)

    monkeypatch.setattr(replace, "_exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(click.ClickException, match="is as it was before"), replacing(site) as fresh:
        (fresh / "index.html").write_text("new")
    assert (site / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    monkeypatch.undo()
    if again:
        with replacing(site) as fresh:
            (fresh / "index.html").write_text("next")
        assert (site / "index.html").read_text() == "next"


# What a browser is told


PAGE_RULES = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "form-action": ["'none'"],
    "base-uri": ["'none'"],
}
"""What a page may load and do, besides its own inline scripts and styles."""

ALONE = {
    "embed/index.html": {"script-src": [], "style-src": [], "img-src": None},
    "present/deck.html": {"script-src": [], "style-src": [], "img-src": ["data:"]},
}
"""The pages that are a program in one file load nothing."""


def test_every_page_tells_the_browser_what_it_may_do(sites: Path) -> None:
    site = sites / "oakfield"
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        (found,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
        told = {
            name: [word for word in words if not re.fullmatch(r"'sha256-[\w+/]+=*'", word)]
            for name, *words in map(str.split, found.split(";"))
        }
        alone = ALONE.get(path.relative_to(site).as_posix(), {})
        wanted = {n: w for n, w in {**PAGE_RULES, **alone}.items() if w is not None}
        assert told == wanted, path
        assert html.index("Content-Security-Policy") < html.index("<title")


def test_every_answer_of_a_host_carries_the_headers(sites: Path) -> None:
    rules = re.split(r"\n(?=/)", (sites / "oakfield/_headers").read_text().strip())
    assert len(rules) > 10
    for rule in rules:
        place, *lines = (line.strip() for line in rule.splitlines())
        framed = "https://" if place == "/embed/*" else "'none'"
        assert lines[0].startswith(f"Content-Security-Policy: frame-ancestors {framed}"), place
        assert lines[1:] == [
            "X-Content-Type-Options: nosniff",
            "Referrer-Policy: no-referrer",
            "Cross-Origin-Opener-Policy: same-origin",
        ]


# Two of one name


LISTS = {
    "nations/england/helplines.yml": None,
    "nations/england/law.yml": None,
    "nations/england/channels.yml": None,
    "common/audiences.yml": None,
    "schools/hilltop/channels.yml": None,
    "schools/hilltop/provisions.yml": None,
    "common/sections/10-danger.yml": None,
    "schools/hilltop/terms.yml": "terms:\n  - {id: word, term: word, meaning: A word.}\n",
    "schools/hilltop/forms.yml": "forms:\n"
    "  - {id: log, title: Log, layout: log, audience: staff, fields: [{label: Date}]}\n",
    "schools/hilltop/sanctions.yml": "sanctions:\n"
    "  - {id: talk, title: A talk, text: We talk., when: Soon., force: may}\n",
    "common/platforms.yml": "platforms:\n"
    "  - {id: chat, title: Chat, status: current, checked: 2026-01}\n",
}
"""Files with a list of entries that have ids: the tiny world's own, or with one entry."""


@pytest.mark.parametrize("file", LISTS)
def test_of_two_entries_with_one_id_none_is_lost_in_silence(file: str, tmp_path: Path) -> None:
    text = LISTS[file] or worlds.FILES[file]
    start = re.search(r"^  - ", text, re.M)
    assert start
    first, *_ = re.split(r"^(?=  - )", text[start.start() :], maxsplit=1, flags=re.M)[1:]
    entry = re.split(r"\n(?=  - )", first)[0].rstrip("\n") + "\n"
    name = re.search(r"id: ([\w-]+)", entry)
    assert name
    twice = {file: text + entry}
    found = worlds.findings_in(worlds.tiny_world(tmp_path, twice))
    places = [f.mark for f in found if f.message == f'the id "{name[1]}" is used twice']
    assert [mark.line for mark in places] == [
        text.count("\n") + entry[: name.start()].count("\n") + 1
    ]
