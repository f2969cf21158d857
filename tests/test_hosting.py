"""What HOSTING.md says is true: its files can be read, its commands exist, its nginx serves."""

from __future__ import annotations

import gzip
import os
import re
import shlex
import socket
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import browser_setup
import built
import engines
import pytest
import yaml
from playwright.sync_api import Browser
from test_repository import read, targets_with_help

from generator.cli import main
from generator.model.school import School
from generator.publish.csp import HEADERS, headers
from generator.writers.pages.staff import embed_line

TEXT = read("HOSTING.md")
ORIGIN = "https://www.school.example"


def blocks(language: str) -> list[str]:
    """Return the code blocks of a language, without the indentation of the list they stand in."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", TEXT, re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{margin}", "", code, flags=re.MULTILINE) for margin, code in found]


WHOLE, BELOW = blocks("nginx")
MAP, SERVER = re.split(r"\n(?=server)", WHOLE)


def test_every_block_can_be_read() -> None:
    assert set(re.findall(r"^ *```(\w+)$", TEXT, re.MULTILINE)) == {
        "yaml", "toml", "nginx", "html",
    }  # fmt: skip
    assert all(yaml.safe_load(text) for text in blocks("yaml"))
    assert all(map(tomllib.loads, blocks("toml")))


def commands() -> list[str]:
    """Return every command in the files and the prose: make …, or .venv/bin/policy-site …."""
    return re.findall(
        r"(?:make|\.venv/bin/policy-site) [^\n`\"|#]*(?:\"[^\"]*\"[^\n`\"|#]*)?", TEXT
    )


@pytest.mark.parametrize("command", commands())
def test_a_command_is_one_that_may_be_typed(command: str) -> None:
    program, name, *arguments = shlex.split(command)
    if program == "make":
        assert name in targets_with_help() | {".venv/.installed"}
    else:
        assert main.commands[name].make_context(name, arguments)


def test_the_setting_is_one_that_the_school_takes() -> None:
    *_, setting = blocks("yaml")
    known = {field.alias: name for name, field in School.model_fields.items()}
    assert set(yaml.safe_load(setting)) <= set(known)


def test_the_line_to_paste_is_the_one_that_staff_get() -> None:
    *_, setting = blocks("yaml")
    site = yaml.safe_load(setting)["site"]
    assert blocks("html") == [embed_line(site, "Should I post this?") + "\n"]


def test_the_frame_may_stand_where_its_setting_says() -> None:
    *_, setting = blocks("yaml")
    assert yaml.safe_load(setting)["framed-by"] == [ORIGIN]
    assert f'"{ORIGIN}"' in MAP


@pytest.mark.parametrize("recipe", [SERVER, BELOW], ids=["whole", "below"])
def test_the_recipes_send_what_the_file_says(recipe: str) -> None:
    sent = dict(re.findall(r'^ +add_header (\S+) "(.*)" always;$', recipe, re.MULTILINE))
    assert sent.pop("Content-Security-Policy") == "frame-ancestors $framed_by"
    assert [f"{name}: {value}" for name, value in sent.items()] == list(HEADERS)


def test_gitlab_gets_its_files_compressed(tmp_path: Path) -> None:
    """GitLab sends a file compressed where a file of that name and .gz lies beside it."""
    (line,) = re.findall(r"^ +- (find .*)$", TEXT, re.MULTILINE)
    for name in ("index.html", "code/index.html", "assets/school.css", "print/a.pdf", "a.xml.gz"):
        (tmp_path / "public" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "public" / name).write_text(name)
    subprocess.run(["bash", "-e", "-c", line], cwd=tmp_path, check=True)
    made = {path.relative_to(tmp_path / "public").as_posix() for path in tmp_path.rglob("*.gz")}
    assert made == {"index.html.gz", "code/index.html.gz", "assets/school.css.gz", "a.xml.gz"}
    assert (tmp_path / "public/index.html").read_text() == "index.html"


# nginx for real


class Host(NamedTuple):
    """A site as nginx serves it: its address, and the path below which it lies."""

    port: int
    prefix: str
    folder: Path

    def ask(self, path: str, **headers: str) -> Answer:
        """Return the answer to a path below the site."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", self.prefix + path, headers=headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()


class Answer(NamedTuple):
    """What a web server sent."""

    status: int
    headers: Message
    body: bytes


def recipe(folder: Path, framed_by: str | None) -> str:
    """The whole recipe, filled in by hand as its comment and its text say."""
    allowed = MAP.replace(ORIGIN, framed_by) if framed_by else re.sub(r" +~.*\n", "", MAP)
    return allowed + SERVER.replace("/var/www/policy", str(folder))


def recipe_below(folder: Path, framed_by: str, prefix: str, own: Path) -> str:
    """The recipe for a path of another website, whose files are in ``own``."""
    path = prefix.rstrip("/")
    allowed = MAP.replace(ORIGIN, framed_by).replace("~^/embed/", f"~^{path}/embed/")
    location = BELOW.replace("/posts", path).replace("/var/www/policy", str(folder))
    return f"{allowed}\nserver {{\n listen 80;\n root {own};\n{location}}}\n"


@contextmanager
def serving(config: str, folder: Path) -> Iterator[int]:
    """Run nginx with the recipe in place of Debian's own sites; give its port."""
    found = browser_setup.find_nginx() or engines.missing(browser_setup.NGINX_MISSING)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert config.count("listen 80;") == 1
    config = config.replace("listen 80;", f"listen 127.0.0.1:{port};")
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{'user root;' if os.geteuid() == 0 else ''} pid {folder}/pid; worker_processes 1;\n"
        f"events {{}}\nhttp {{\ninclude {found.types};\ndefault_type application/octet-stream;\n"
        f"access_log off;\n{temporary}{config}}}\n",
        "utf-8",
    )
    command = [found.program, "-c", str(folder / "nginx.conf"), "-p", str(folder), "-e", "stderr"]
    with subprocess.Popen(
        [*command, "-g", "daemon off; error_log stderr notice;"],
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr
        said = ""
        for line in process.stderr:  # it listens before it starts what answers
            said += line
            if "start worker process " in line:
                break
        try:
            assert process.poll() is None, said
            yield port
        finally:
            process.terminate()


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Callable[..., Host]]:
    """`host(folder, framed_by)` serves a site; with a `prefix`, below this path of a website."""
    with ExitStack() as stack:

        def start(folder: Path, framed_by: str | None = None, prefix: str = "/") -> Host:
            own = tmp_path / "own"
            own.mkdir()
            (own / "index.html").write_text("the school's own website")
            if prefix == "/":
                config = recipe(folder, framed_by)
            else:
                config = recipe_below(folder, framed_by or ORIGIN, prefix, own)
            return Host(stack.enter_context(serving(config, tmp_path)), prefix, folder)

        yield start


def said_by(rules: str, path: str) -> dict[str, str]:
    """Return the headers that `_headers` gives a path, as the hosts that read it do."""
    found = {}
    for rule in re.split(r"\n(?=/)", rules.strip()):
        pattern, *lines = rule.splitlines()
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path):
            for line in lines:
                name, value = line.strip().split(": ", 1)
                assert name not in found, f"two rules match {path}"
                found[name] = value
    return found


PATHS = ("", "index.html", "code/", "embed/", "embed/resize.js", "assets/school.css", "404.html")


@pytest.mark.parametrize("framed_by", [None, "https://oakfield.example.org"])
def test_nginx_sends_what_the_file_of_headers_says(
    host: Callable[..., Host], sites: Path, framed_by: str | None
) -> None:
    site = host(sites / "oakfield", framed_by)
    rules = headers(site.folder, [framed_by] if framed_by else [])
    for path in PATHS:
        answer = site.ask(path)
        assert answer.status == 200, path
        expected = said_by(rules, f"/{path}")
        assert len(expected) == len(HEADERS) + 1, path
        assert {name: answer.headers[name] for name in expected} == expected, path


def test_below_a_path_it_sends_the_same(host: Callable[..., Host], sites: Path) -> None:
    folder = sites / "oakfield"
    site = host(folder, "https://oakfield.example.org", built.prefix(folder))
    rules = (folder / "_headers").read_text()
    for path in PATHS:
        answer = site.ask(path)
        expected = said_by(rules, f"/{path}")
        assert {name: answer.headers[name] for name in expected} == expected, path
    assert site._replace(prefix="/").ask("").body == b"the school's own website"
    assert site._replace(prefix="/").ask("").headers["Content-Security-Policy"] is None
    path = site.prefix.rstrip("/")
    assert site._replace(prefix="").ask(path).headers["Location"] == site.prefix


@pytest.mark.parametrize("school", ["clapgate", "oakfield"], ids=["top", "below a path"])
def test_a_wrong_address_gets_the_schools_page_with_its_style(
    host: Callable[..., Host], sites: Path, school: str
) -> None:
    folder = sites / school
    site = host(folder, prefix=built.prefix(folder))
    for path in (
        "nothing/here/",
        "code/nothing.html",
        "assets/",
        "code/no threats/".replace(" ", "%20"),
    ):
        answer = site.ask(path)
        assert answer.status == 404, path
        assert answer.body == (folder / "404.html").read_bytes()
        assert answer.headers.get_content_type() == "text/html"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "'none'" in answer.headers["Content-Security-Policy"]
    html = (folder / "404.html").read_text()
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
    assert sheets
    for sheet in sheets:
        seen = urlsplit(urljoin(f"http://host{site.prefix}nothing/here/", sheet)).path
        styled = site._replace(prefix="").ask(seen)
        assert (styled.status, styled.headers.get_content_type()) == (200, "text/css")


def test_every_page_is_served_and_what_is_text_travels_small(
    host: Callable[..., Host], sites: Path
) -> None:
    folder = sites / "clapgate"
    site = host(folder)
    for address in built.addresses(folder):
        answer = site.ask(address, **{"Accept-Encoding": "gzip"})
        assert answer.status == 200, address
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.headers["Content-Encoding"] == "gzip", address
        assert gzip.decompress(answer.body) == built.file_of(folder, address).read_bytes()
    types = {"css", "js", "json", "svg", "xml"}
    for path in sorted(p for p in folder.rglob("*") if p.suffix[1:] in types):
        if path.stat().st_size > 100:
            answer = site.ask(path.relative_to(folder).as_posix(), **{"Accept-Encoding": "gzip"})
            assert answer.headers["Content-Encoding"] == "gzip", path
            assert answer.headers["Vary"] == "Accept-Encoding"
    assert site.ask("code/").headers["Content-Encoding"] is None
    assert site.ask("code").headers["Location"] == "/code/"


OUTER = """<!doctype html><html lang="en"><meta charset="utf-8"><title>The school's own page</title>
<iframe src="{address}" title="Should I post this?"></iframe></html>"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("page", "named", "shown"),
    [("embed/", True, True), ("embed/", False, False), ("code/", True, False)],
    ids=["named", "not named", "another page"],
)
def test_a_browser_shows_the_frame_to_the_website_named_and_to_no_other(
    chromium: Browser,
    host: Callable[..., Host],
    serve: Callable[..., str],
    sites: Path,
    tmp_path: Path,
    page: str,
    named: bool,
    shown: bool,
) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    address = serve(outer)
    site = host(sites / "clapgate", address.rstrip("/") if named else ORIGIN)
    inner = f"http://127.0.0.1:{site.port}/{page}"
    (outer / "index.html").write_text(OUTER.format(address=inner))
    with chromium.new_context() as context:
        tab = context.new_page()
        tab.goto(address, wait_until="load")
        (frame,) = tab.main_frame.child_frames
        assert (frame.url == inner) is shown
