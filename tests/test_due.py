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

from generator import cli, clock, due, links
from generator.approve import Asked, approve
from generator.checks import dates
from generator.errors import Mark
from generator.reader import read_yaml
from generator.releases.history import History
from generator.source.load import load

SCHOOL = "policy_src/schools/hilltop/school.yml"
CHECKS = """\
Look each up again, mend what has changed, and give `checked` the day.

- Law “Speech Act 1998”: last checked in January 2026. `policy_src/nations/england/law.yml:11`
- Helpline “Police”: last checked in January 2026. `policy_src/nations/england/helplines.yml:2`
- Office “The council”: last checked in January 2026. `policy_src/nations/england/channels.yml:7`"""

APPROVE = """\
`policy-site diff` says what changed. Those who decide look at it; then it is recorded with \
`policy-site approve`.

"""
NEVER = f"{APPROVE}- Hilltop School: never approved. `{SCHOOL}:1`"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("no_proxy", "*")  # a proxy would be asked in place of the server here


def report(day: date, monkeypatch: pytest.MonkeyPatch, *arguments: str, code: int = 0) -> str:
    monkeypatch.setattr(clock, "today", lambda: day)
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
            "The school looks again. The new dates of its document go into `school.yml`; those of "
            "an approval are given to `policy-site approve`.\n\n"
            f"- Hilltop School: the review {reviews} due in May 2027. `{SCHOOL}:9`"
        )
    assert report(day, monkeypatch) == (
        f"# What needs a look, {day.day} {day:%B %Y}\n\n## Texts to approve\n\n{NEVER}\n\n"
        f"## Meetings within 30 days\n\nNothing.\n\n## Reviews due within 90 days\n\n{reviews}"
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
    school = (policy, History("approved", {}))
    assert due.describe([school], worlds.TODAY, []).endswith("do not answer\n\nNothing.")


def part(report: str, title: str) -> str:
    """Return what stands below a heading of a report."""
    return report.partition(f"## {title}\n\n")[2].partition("\n\n## ")[0].strip()


def approved(folder: Path, review: str | None = None) -> Path:
    """Write the tiny school with an approval on 20 May 2026, and return its approvals' file."""
    source = worlds.tiny_world(folder)
    asked = Asked("The governors", "2026-05-20", None, review)
    approve(source, worlds.check_hilltop(source), asked, worlds.TODAY)
    return source / "schools/hilltop/approvals.yml"


def test_a_text_that_is_not_approved_or_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(tmp_path)
    assert part(report(worlds.TODAY, monkeypatch), "Texts to approve") == "Nothing."
    rules = worlds.FILES[worlds.RULES].replace("Leave out names", "Please leave out all names")
    office = worlds.FILES["schools/hilltop/channels.yml"].replace("960001", "960002")
    for path, text in ((worlds.RULES, rules), ("schools/hilltop/channels.yml", office)):
        (tmp_path / "policy_src" / path).write_text(text)
    assert part(report(worlds.TODAY, monkeypatch), "Texts to approve") == (
        f"{APPROVE}- Hilltop School: changed since it was approved on 20 May 2026, 2 changes "
        "(1 in rules, 1 in people and steps). `policy_src/schools/hilltop/approvals.yml:3`"
    )


@pytest.mark.parametrize(
    ("day", "named"),
    [
        (date(2026, 6, 5), []),
        (date(2026, 6, 6), ["6 July 2026"]),
        (date(2026, 7, 6), ["6 July 2026"]),
        (date(2026, 7, 7), ["20 July 2026"]),
    ],
    ids=str,
)
def test_a_meeting_is_named_a_month_before(
    day: date, named: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = approved(tmp_path)
    july = day > date(2026, 7, 6)
    meets = "meets: [2026-07-06, 2026-07-20]\n" if july else "meets: [2026-07-06]\n"
    file.write_text(file.read_text().replace("approvals:\n", f"{meets}approvals:\n"))
    found = part(report(day, monkeypatch), "Meetings within 30 days")
    assert [line for line in found.splitlines() if line.startswith("- ")] == [
        f"- Hilltop School: those who approve meet on {on}. "
        "`policy_src/schools/hilltop/approvals.yml:2`"
        for on in named
    ]


def test_the_review_of_an_approval_counts_in_place_of_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(tmp_path, review="2026-10-01")
    said = part(report(date(2026, 8, 1), monkeypatch), "Reviews due within 90 days")
    assert said.endswith(
        "- Hilltop School: the review falls due on 1 October 2026. "
        "`policy_src/schools/hilltop/approvals.yml:5`"
    )
    assert "May 2027" not in said
    policy = load(tmp_path / "policy_src", "hilltop").policy
    assert policy
    assert dates.check(policy, date(2026, 10, 1)) == []
    (overdue,) = dates.check(policy, date(2026, 10, 2))
    assert (overdue.code, overdue.mark.file.name) == ("DATE001", "approvals.yml")
    assert overdue.message == "the review fell due on 1 October 2026"
    assert "policy-site approve hilltop" in overdue.hint
    later = part(report(date(2027, 6, 1), monkeypatch), "Reviews due within 90 days")
    assert "fell due on 1 October 2026" in later
    assert "May 2027" not in later


def test_of_a_restatement_only_the_documents_review_is_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = worlds.FILES[worlds.SCHOOL] + "restatement: true\n"
    worlds.tiny_world(
        tmp_path, {worlds.SCHOOL: text, "schools/hilltop/approvals.yml": "meets: [2027-05-20]\n"}
    )
    said = report(date(2027, 5, 1), monkeypatch)
    assert part(said, "Texts to approve") == part(said, "Meetings within 30 days") == "Nothing."
    assert "Hilltop School: the review falls due in May 2027." in said


def test_a_broken_release_is_a_fault_and_not_only_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(tmp_path)
    (tmp_path / "policy_src/schools/hilltop/releases/2026-05-20.json").unlink()
    assert "APP001" in report(worlds.TODAY, monkeypatch, code=1)
