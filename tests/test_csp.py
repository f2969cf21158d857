"""The security policy of a page: what it names, what it refuses, and what the headers add."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from generator.publish.csp import UnsafePageError, faults_of, headers, protect, with_policy

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Page</title><script>{script}</script></head>
<body>{frame}<article>{content}</article></body></html>"""


def page(content: str = "", frame: str = "", script: str = "start()") -> str:
    return PAGE.format(content=content, frame=frame, script=script)


def policy_of(html: str) -> str:
    (found,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    return found


def sha256(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_each_inline_script_is_named_once_and_nothing_else_is_allowed():
    html = with_policy(page(frame="<script>a < b && c()</script><script>start()</script>"))
    scripts = f"script-src 'self' {sha256('start()')} {sha256('a < b && c()')};"
    assert scripts in policy_of(html)
    assert policy_of(html).startswith("default-src 'none'; ")
    for word in ("unsafe-inline", "unsafe-eval", "https:", "*"):
        assert word not in policy_of(html)


def test_a_style_in_the_head_is_named():
    html = with_policy(page().replace("<title>", "<style>p > a { }</style><title>"))
    assert f"style-src 'self' {sha256('p > a { }')};" in policy_of(html)
    assert policy_of(html).count("sha256") == 2


def test_the_policy_stands_before_the_first_script_and_after_the_character_set():
    html = with_policy(page())
    assert html.index("<meta charset") < html.index("http-equiv") < html.index("<script>")


def test_data_and_scripts_from_files_need_no_hash():
    html = with_policy(
        page('<script type="application/json">{}</script>', '<script src="a.js"></script>')
    )
    assert policy_of(html).count("sha256") == 1


def test_line_ends_are_hashed_as_a_browser_reads_them():
    assert sha256("a()\nb()") in policy_of(with_policy(page(script="a()\r\nb()")))


def test_a_page_with_its_own_policy_keeps_it():
    own = page().replace(
        "<title>",
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'"><title>',
    )
    assert with_policy(own) == own
    assert faults_of(own) == []
    assert faults_of(own.replace("default-src 'none'", "default-src *"))


@pytest.mark.parametrize(
    "content",
    [
        "<script>alert(1)</script>",
        '<script src="a.js"></script>',
        '<script type="module">alert(1)</script>',
        '<p onclick="alert(1)">',
        '<svg onload="alert(1)">',
        '<a href="javascript:alert(1)">',
        '<a href=" JAVASCRIPT:alert(1)">',
        '<a href="&#106;avascript:alert(1)">',
        '<a href="data:text/html,hello">',
        '<form action="javascript:alert(1)">',
        '<iframe src="/">',
        '<object data="x.swf">',
        '<embed src="x.swf">',
        '<base href="https://evil.example/">',
        '<p style="color: red">',
        "<style>p { color: red }</style>",
    ],
)
def test_a_page_that_acts_is_not_published(tmp_path: Path, content: str):
    (tmp_path / "good.html").write_text(page())
    (tmp_path / "bad.html").write_text(page(content))
    with pytest.raises(UnsafePageError, match=r"^bad\.html: line 3 holds [^\n]+$"):
        protect(tmp_path)
    assert (tmp_path / "good.html").read_text() == page()


@pytest.mark.parametrize(
    "content",
    [
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        '<p title="javascript: is a word">onclick=</p>',
        '<a href="code/#data">data</a>',
        '<a href="tel:999">Call 999</a>',
        '<script type="application/json">{"a": "\\u003cscript>"}</script>',
    ],
)
def test_harmless_words_are_published(content: str):
    assert faults_of(page(content)) == []


def rules(text: str) -> dict[str, str]:
    blocks = re.split(r"\n(?=/)", text.strip())
    return {
        block.splitlines()[0]: re.search(r"frame-ancestors (.*)", block).group(1)
        for block in blocks
    }


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("index.html", "404.html", "code/index.html", "embed/index.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(page())
    return tmp_path


def test_no_page_may_be_framed(site: Path):
    assert rules(headers(site)) == {"/*": "'none'"}


def test_only_the_embedded_page_may_be_framed_and_one_rule_holds_for_each_page(site: Path):
    protect(site, ["https://school.example", "https://www.school.example"])
    protect(site, ["https://school.example", "https://www.school.example"])
    assert rules((site / "_headers").read_text()) == {
        "/": "'none'",
        "/404.html": "'none'",
        "/code/*": "'none'",
        "/index.html": "'none'",
        "/embed/*": "https://school.example https://www.school.example",
    }
