"""What a school must look at soon, and which addresses answer. No test leaves this machine."""

from __future__ import annotations

import ssl
from collections import Counter
from collections.abc import Iterator
from datetime import date
from http.client import BadStatusLine, HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Lock, Thread
from time import sleep
from typing import Any
from urllib.error import URLError
from urllib.request import AbstractHTTPHandler, OpenerDirector

import pytest
import worlds
from click.testing import CliRunner

from generator import cli, due, links
from generator.errors import Mark
from generator.source.load import load
from generator.source.reader import read_yaml

SCHOOL = "policy_src/schools/hilltop/school.yml"
CHECKS = """\
Look each up again, mend what has changed, and give `checked` the day.

- Law “Speech Act 1998”: last checked in January 2026. `policy_src/nations/england/law.yml:11`
- Helpline “Police”: last checked in January 2026. `policy_src/nations/england/helplines.yml:2`
- Office “The council”: last checked in January 2026. `policy_src/nations/england/channels.yml:7`"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("no_proxy", "*")  # a proxy would be asked in place of the server here


def report(day: date, monkeypatch: pytest.MonkeyPatch, *arguments: str, code: int = 0) -> str:
    monkeypatch.setattr(cli, "today", lambda: day)
    result = CliRunner().invoke(cli.main, ["due", *arguments])
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result.output


@pytest.mark.parametrize(
    ("day", "reviews", "checks"),
    [
        (date(2026, 6, 1), "Nothing.", "Nothing."),
        (date(2027, 1, 2), "Nothing.", "Nothing."),
        (date(2027, 1, 3), "Nothing.", CHECKS),
        (date(2027, 3, 2), "Nothing.", CHECKS),
        (date(2027, 3, 3), "falls", CHECKS),
        (date(2027, 5, 31), "falls", CHECKS),
        (date(2027, 6, 1), "fell", CHECKS),
    ],
    ids=lambda value: value.isoformat() if isinstance(value, date) else "",
)
def test_the_report(
    day: date, reviews: str, checks: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worlds.tiny_world(tmp_path)
    if reviews != "Nothing.":
        reviews = (
            "The school looks at its document again; then the new dates go into `school.yml`.\n\n"
            f"- Hilltop School: the review {reviews} due in May 2027. `{SCHOOL}:9`"
        )
    assert report(day, monkeypatch) == (
        f"# What needs a look, {day.day} {day:%B %Y}\n\n## Reviews due within 90 days\n\n{reviews}"
        f"\n\n## Details not checked for 11 months\n\n{checks}\n"
    )


def test_what_schools_share_is_named_once_and_no_name_acts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = {
        path.replace("hilltop", "valley"): text.replace("hilltop", "valley").replace(
            "Hilltop School", "'[Valley](https://evil.example) <b>'"
        )
        for path, text in worlds.FILES.items()
        if "hilltop" in path
    }
    worlds.tiny_world(tmp_path, second)
    both = report(date(2027, 6, 1), monkeypatch)
    assert both.count("Speech Act") == 1
    assert "- Hilltop School: " in both
    assert "- &#91;Valley&#93;(https://evil.example) &#60;b&#62;: " in both
    assert "Hilltop" not in report(date(2027, 6, 1), monkeypatch, "valley")


def test_a_source_that_cannot_be_read_gives_its_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worlds.tiny_world(tmp_path, remove=["schools/hilltop/school.yml"])
    assert "SRC001" in report(worlds.TODAY, monkeypatch, code=1)
    assert "SRC001" in report(worlds.TODAY, monkeypatch, "valley", code=1)


def test_addresses_are_found_with_their_first_place(tmp_path: Path) -> None:
    path = tmp_path / "any.yml"
    path.write_text(
        "# https://comment.test/\n"
        "web: https://one.test/a?b=c#d\n"
        "list:\n"
        "  - {text: 'Read [this](https://two.test/x), or https://one.test/a?b=c#d.'}\n"
        "  - **https://three.test**\n".replace("- **", "- 'see **").replace("**\n", "**'\n")
        + "invented: [https://hilltop.example, https://www.example.org:8443/a, https://EXAMPLE/]\n"
        "kept: https://counterexample.test/\n"
        "plain: http://four.test/\n"
    )
    value, findings = read_yaml(path, Path("any.yml"))
    assert findings == []
    found = links.addresses([value, value])
    assert {address: (mark.line, mark.column) for address, mark in found.items()} == {
        "https://one.test/a?b=c#d": (2, 6),
        "https://two.test/x": (4, 12),
        "https://three.test": (5, 5),
        "https://counterexample.test/": (7, 7),
    }


class Web:
    """A web server on this machine that stands for every https address."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []
        """Method, host and path of each request."""
        self.headers: set[str] = set()
        self.at_once: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.end = Event()
        self._lock = Lock()
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                host = self.headers["Host"]
                with web._lock:
                    web.asked.append((self.command, host, self.path))
                    web.headers |= set(self.headers)
                    for name in (host, "all"):
                        web.at_once[name] += 1
                        web.most[name] = max(web.most[name], web.at_once[name])
                sleep(0.005)  # long enough for a second request to be seen beside this one
                with web._lock:
                    web.at_once.subtract([host, "all"])
                self.answer()

            do_GET = do_HEAD  # noqa: N815  # http.server asks for this name

            def answer(self) -> None:
                match self.path:
                    case "/gone":
                        code = 404
                    case "/no-head":
                        code = 405 if self.command == "HEAD" else 200
                    case "/refused":
                        code = 403
                    case "/moved" | "/downgraded" | "/round":
                        code = 301
                    case "/odd":
                        code = 599
                    case "/silent":
                        web.end.wait()
                        return
                    case "/broken":
                        self.wfile.write(b"no status line\r\n\r\n")
                        return
                    case _:
                        code = 200
                self.send_response(code)
                to = {"/moved": "https://new.test/", "/downgraded": "http://new.test/",
                      "/round": "https://old.test/round"}.get(self.path)  # fmt: skip
                if to:
                    self.send_header("Location", to)
                self.send_header("Set-Cookie", "who=you")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def opener(self) -> OpenerDirector:
        """The product's own opener, with every https connection led to this machine."""
        port = self.server.server_port

        class Local(AbstractHTTPHandler):
            handler_order = 400  # before the one that would leave the machine
            https_request = AbstractHTTPHandler.do_request_

            def https_open(self, request: Any) -> Any:
                return self.do_open(
                    lambda host, **kw: HTTPConnection("127.0.0.1", port, **kw), request
                )

        opener = links.https_only()
        opener.add_handler(Local())
        return opener


@pytest.fixture
def web() -> Iterator[Web]:
    web = Web()
    yield web
    web.end.set()
    web.server.shutdown()
    web.server.server_close()


@pytest.mark.parametrize(
    ("path", "fault", "methods"),
    [
        ("/", "", ["HEAD"]),
        ("/straße?q=ü", "", ["HEAD"]),
        ("/no-head", "", ["HEAD", "GET"]),
        ("/moved", "", None),
        ("/gone", "answered 404 Not Found", ["HEAD", "GET"]),
        ("/refused", "answered 403 Forbidden", ["HEAD", "GET"]),
        ("/odd", "answered 599", ["HEAD", "GET"]),
        ("/round", "answered 301 Moved Permanently", None),
        ("/broken", "could not be reached (", ["HEAD", "GET"]),
        ("/downgraded", "could not be reached (unknown url type: http)", None),
    ],
)
def test_an_address_is_asked(web: Web, path: str, fault: str, methods: list[str] | None) -> None:
    said = links.ask(f"https://old.test{path}", web.opener())
    assert said == fault or (fault.endswith("(") and said.startswith(fault))
    if methods:
        assert [method for method, _, _ in web.asked] == methods
    assert {host for _, host, _ in web.asked} <= {"old.test", "new.test"}


def test_no_cookie_is_kept_and_nothing_of_the_reader_is_said(web: Web) -> None:
    opener = web.opener()
    assert links.ask("https://old.test/", opener) == links.ask("https://old.test/", opener) == ""
    assert web.headers == {"Accept-Encoding", "Connection", "Host", "User-Agent"}


def test_who_does_not_answer_is_not_waited_for(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "SECONDS", 0.1)
    assert links.ask("https://old.test/silent", web.opener()) == "could not be reached (timed out)"


def test_each_website_is_asked_one_thing_at_a_time(web: Web) -> None:
    wanted = {
        f"https://{host}.test/{path}": Mark(Path("a.yml"), line)
        for host in "abcdefgh"
        for line, path in enumerate(("one", "gone", "two"), 1)
    }
    found = links.unanswered(wanted, web.opener())
    assert {f.mark.line for f in found} == {2}
    assert [f.address for f in found] == [f"https://{host}.test/gone" for host in "abcdefgh"]
    assert web.most.pop("all") <= links.AT_ONCE
    assert set(web.most.values()) == {1}


@pytest.mark.parametrize(
    "error",
    [
        URLError(OSError(-2, "Name or service not known")),
        URLError("no route"),
        TimeoutError(),
        ConnectionResetError(104, "Connection reset by peer"),
        ssl.SSLError(1, "certificate verify failed"),
        BadStatusLine(""),
        UnicodeError("label too long"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_fault_of_the_network_is_a_sentence(error: Exception) -> None:
    class Broken(AbstractHTTPHandler):
        handler_order = 400

        def https_open(self, request: Any) -> Any:
            raise error

    opener = links.https_only()
    opener.add_handler(Broken())
    said = links.ask("https://old.test/", opener)
    assert said.startswith("could not be reached (")
    assert "\n" not in said
    assert "()" not in said


@pytest.mark.parametrize("address", ["https://", "https://old.test:port/", "https://ä.test:99999/"])
def test_an_odd_address_is_a_sentence(address: str) -> None:
    assert links.ask(address, links.https_only()).startswith("could not be reached (")


def test_only_https_can_be_opened() -> None:
    for address in ("http://127.0.0.1/", "file:///etc/passwd", "ftp://127.0.0.1/"):
        assert "unknown url type" in links.ask(address, links.https_only())


def test_the_report_with_links(web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    school = worlds.FILES["schools/hilltop/school.yml"]
    about = school + "website: https://old.test/gone\nsite: https://hilltop.example/\n"
    worlds.tiny_world(tmp_path, {"schools/hilltop/school.yml": about})
    opener = web.opener()
    monkeypatch.setattr(links, "https_only", lambda: opener)
    assert report(worlds.TODAY, monkeypatch, "--links").endswith(
        "## Web addresses that do not answer\n\n"
        "Open each yourself before you change it: some websites refuse to answer programs.\n\n"
        f"- <https://old.test/gone> answered 404 Not Found. `{SCHOOL}:11`\n"
    )
    assert {host for _, host, _ in web.asked} == {"old.test"}
    web.asked.clear()
    report(worlds.TODAY, monkeypatch)
    assert web.asked == []


def test_the_report_without_a_fault_says_so(tmp_path: Path) -> None:
    policy = load(worlds.tiny_world(tmp_path), "hilltop").policy
    assert policy
    assert due.describe([policy], worlds.TODAY, []).endswith("do not answer\n\nNothing.")
