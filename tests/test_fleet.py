"""Many schools in one run: each by itself, none twice, and every site whole whatever happens."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
import pytest
import worlds
from click.testing import CliRunner

from generator import cli
from generator.errors import Finding, Mark
from generator.fleet import kept, report
from generator.fleet.day import Day
from generator.fleet.overview import KINDS, Overview, Own
from generator.fleet.pool import Start, cluster
from generator.fleet.run import Outcome, Run, run
from generator.fleet.sources import Member, members
from generator.fleet.work import Built, Job, Refused
from generator.publish.replace import BUILT

SCHOOLS = ["hilltop", "pier", "valley"]

DAY = date(2026, 6, 1)
EPOCH = "1780272000"
"""The same day, as a process is told it."""

HOOK = """\
import os, signal, time
from pathlib import Path

def on_files(files, config):
    for line in Path("act").read_text().splitlines():
        what, school = line.split()
        if config.site_name.startswith(school):
            if what == "wait":
                Path("waits").touch()
                time.sleep(60)
            if what == "die" or not Path("died").exists():
                Path("died").touch()
                os.kill(os.getpid(), signal.SIGKILL)
"""
"""A MkDocs hook that acts in the middle of a school's build, as the file ``act`` says."""


def rename(text: str, school: str) -> str:
    return text.replace("hilltop", school).replace("Hilltop", school.title())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with three tiny schools, built into ``sites``. Change nothing in it."""
    project = worlds.tiny_project(tmp_path_factory.mktemp("fleet"))
    undated = {worlds.SCHOOL: worlds.FILES[worlds.SCHOOL].replace("  review: 2027-05\n", "")}
    texts = (worlds.FILES | undated).items()
    files = {rename(p, school): rename(t, school) for school in SCHOOLS for p, t in texts}
    worlds.tiny_world(project, files)
    (project / "policy_src/models/unused").mkdir(parents=True)
    (project / "policy_src/models/unused/model.yml").write_text("title: Nobody's\n")
    with (project / "mkdocs.yml").open("a") as config:
        config.write("hooks: [hook.py]\n")
    (project / "hook.py").write_text(HOOK)
    (project / "act").touch()
    done = fleet(project, "policy_src")
    assert done.stdout.split()[:4] == ["built", "3", "unchanged", "0"], done.stderr
    assert done.returncode == 0
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same project to change, with the sites as they were built."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def start(project: Path, *arguments: str | Path, out: str | Path = "sites") -> Any:
    return subprocess.Popen(
        [sys.executable, "-m", "generator.cli", "fleet", "build", *arguments, "--out", out],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(worlds.ROOT), "SOURCE_DATE_EPOCH": EPOCH},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # What runs the tests in the background may have told its children to ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def fleet(
    project: Path, *arguments: str | Path, out: str | Path = "sites"
) -> subprocess.CompletedProcess[str]:
    with start(project, *arguments, out=out) as process:
        stdout, stderr = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def outcomes(sites: Path) -> dict[str, str]:
    told = json.loads((sites / "report.json").read_text("utf-8"))
    return {school["school"]: school["outcome"] for school in told["schools"]}


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_site_is_what_a_build_of_the_school_alone_makes(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator.cli", "build", "pier", "--out", "alone"],
        env={**os.environ, "PYTHONPATH": str(worlds.ROOT), "SOURCE_DATE_EPOCH": EPOCH},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert contents(project / "alone") == contents(project / "sites/pier")


def asked_for(project: Path, today: date = DAY, *, draft: bool = False) -> set[str]:
    """Return the schools that a run on ``today`` would build."""
    asked: set[str] = set()

    @contextmanager
    def nobody() -> Iterator[Start]:
        def refuse(job: Job) -> Future[Built | Refused]:
            asked.add(job.member.name)
            answer: Future[Built | Refused] = Future()
            answer.set_result(Refused(reason="only asked"))
            return answer

        yield refuse

    schools = members([Path("policy_src")])
    job = Job(project, schools[0], project / "sites", draft, today)
    run(job, schools, nobody(), report.publish, lambda _: None)
    return asked


def another_build(site: Path) -> None:
    os.utime(site / BUILT, ns=(1, 1))


CHANGES: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "nothing": (lambda p: None, set()),
    "a school's file": (
        lambda p: edit(p / "policy_src/schools/pier/channels.yml", "Ask here", "Ask"),
        {"pier"},
    ),
    "a file that an editor hid": (
        lambda p: (p / "policy_src/schools/pier/sections/.20.yml").touch(),
        {"pier"},
    ),
    "a school's release": (
        lambda p: (
            (p / "policy_src/schools/pier/releases").mkdir()
            or (p / "policy_src/schools/pier/releases/2026-05-01.json").touch()
        ),
        {"pier"},
    ),
    "a file becomes a folder": (
        lambda p: [
            (p / "policy_src/schools/pier" / "channels.yml").unlink(),
            (p / "policy_src/schools/pier" / "channels.yml").mkdir(),
        ],
        {"pier"},
    ),
    "what all share": (
        lambda p: edit(p / "policy_src/common/audiences.yml", "A parent", "Parent"),
        set(SCHOOLS),
    ),
    "their nation": (
        lambda p: edit(p / "policy_src/nations/england/law.yml", "You may say", "Say"),
        set(SCHOOLS),
    ),
    "a model that nobody is based on": (
        lambda p: edit(p / "policy_src/models/unused/model.yml", "Nobody's", "Nobody"),
        set(),
    ),
    "a template": (lambda p: (p / "overrides/main.html").write_text(""), set(SCHOOLS)),
    "a page": (lambda p: (p / "docs/new.md").write_text("New"), set(SCHOOLS)),
    "mkdocs.yml": (lambda p: edit(p / "mkdocs.yml", "strict: true", "strict: 1"), set(SCHOOLS)),
    "a site is deleted": (lambda p: shutil.rmtree(p / "sites/pier"), {"pier"}),
    "a site is half deleted": (lambda p: (p / "sites/pier" / BUILT).unlink(), {"pier"}),
    "another build wrote the site": (lambda p: another_build(p / "sites/pier"), {"pier"}),
    "what was kept is damaged": (
        lambda p: (p / "sites/.fleet/pier.json").write_text('{"digest": 1}'),
        {"pier"},
    ),
    "what was kept is no object": (
        lambda p: (p / "sites/.fleet/pier.json").write_text("[]"),
        {"pier"},
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_only_what_changed_is_built_again(project: Path, change: str) -> None:
    act, expected = CHANGES[change]
    act(project)
    assert asked_for(project) == expected


def test_what_the_environment_says_counts(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFT", "false")  # named in mkdocs.yml
    assert asked_for(project) == set(SCHOOLS)


def test_a_draft_is_another_site(project: Path) -> None:
    assert asked_for(project, draft=True) == set(SCHOOLS)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (DAY - timedelta(days=1), set(SCHOOLS)),
        (DAY + timedelta(days=1), set()),
        (date(2027, 2, 1), set()),
        (date(2027, 2, 2), set(SCHOOLS)),  # the law was last checked in January 2026
    ],
)
def test_a_day_counts_only_where_it_changes_the_site(
    project: Path, today: date, expected: set[str]
) -> None:
    assert asked_for(project, today) == expected


@pytest.mark.parametrize(
    ("use", "until"),
    [
        (lambda day: date(2026, 8, 1) < day, date(2026, 8, 2)),
        (lambda day: day > date(2026, 8, 1), date(2026, 8, 2)),
        (lambda day: date(2026, 8, 1) <= day, date(2026, 8, 1)),
        (lambda day: day < date(2026, 8, 1), date(2026, 8, 1)),
        (lambda day: [day < date(2026, 9, 1), day >= date(2026, 8, 1)], date(2026, 8, 1)),
        (lambda day: day > date(2026, 5, 1), date.max),
        (lambda day: day > date.max, date.max),
        (lambda day: f"{day:%d}", date(2026, 6, 2)),
        (lambda day: str(day), date(2026, 6, 2)),
        (lambda day: day.month, date(2026, 6, 2)),
        (lambda day: day.isoformat(), date(2026, 6, 2)),
        (lambda day: day + timedelta(days=30) > date(2026, 8, 1), date(2026, 6, 2)),
        (lambda day: date(2026, 8, 1) - day, date(2026, 6, 2)),
        (lambda day: {day: 1}, date(2026, 6, 2)),
        (lambda day: day == date(2026, 8, 1), date(2026, 6, 2)),
    ],
)
def test_a_day_notes_when_it_would_be_told_from_another(
    use: Callable[[date], object], until: date
) -> None:
    day, plain = Day.of(DAY), DAY
    assert use(day) == use(plain)
    assert day.until == until


def test_what_is_unchanged_is_not_even_loaded(project: Path) -> None:
    looks = (
        "import sys\nfrom generator import cli\n"
        "cli.main(['fleet', 'build', 'policy_src', '--out', 'sites'], standalone_mode=False)\n"
        "print([name for name in ('mkdocs', 'typst', 'distributed') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", looks],
        env={**os.environ, "PYTHONPATH": str(worlds.ROOT), "SOURCE_DATE_EPOCH": EPOCH},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["built           0", "unchanged       3", "[]"]


def test_each_school_fails_by_itself(project: Path) -> None:
    before = contents(project / "sites/valley")
    edit(project / "policy_src/schools/valley/channels.yml", "title:", "titel:")
    shutil.move(project / "policy_src/schools/pier", project / "pier")
    shutil.copytree(project / "sites/pier", project / "sites/.pier.building-a")  # one was killed
    done = fleet(project, "policy_src", "--report", "told/told.json")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "built           0",
        "unchanged       1",
        "refused         1  valley",
        "no source       1  pier",
        "Sites without a source are never deleted: delete the folders yourself.",
    ]
    assert done.stderr.startswith(
        "Error: valley:\npolicy_src/schools/valley/channels.yml:2:5 MOD002 "
    )  # and no progress bar
    assert " warning: " not in done.stderr  # they do not stand in the way
    assert contents(project / "sites/valley") == before
    assert (project / "sites/pier/index.html").is_file()
    told = json.loads((project / "told/told.json").read_text("utf-8"))
    assert told == json.loads((project / "sites/report.json").read_text("utf-8"))
    assert told["gone"] == ["pier"]
    hilltop, valley = told["schools"]
    assert (hilltop["outcome"], hilltop["faults"]) == ("unchanged", [])
    assert (valley["outcome"], valley["site"]["title"]) == ("refused", "Valley School")
    assert {(f["line"], f["column"], f["code"]) for f in valley["faults"]} >= {(2, 5, "MOD002")}
    assert {warning["code"] for warning in hilltop["warnings"]} == {"DATE002"}
    page = (project / "sites/index.html").read_text("utf-8")
    assert "channels.yml:2:5 MOD002" in page
    assert "its earlier site stays" in page
    assert "Content-Security-Policy" in page


def test_a_worker_that_dies_is_replaced(project: Path) -> None:
    shutil.rmtree(project / "sites/pier")
    shutil.rmtree(project / "sites/valley")
    (project / "act").write_text("die-once Pier\ndie Valley\n")
    done = fleet(project, "policy_src", "--jobs", "1")
    assert done.returncode == 1
    assert (project / "died").exists()
    assert done.stderr == (
        "Error: valley:\nthe process that built it was ended from outside, 2 times\n"
    )
    assert outcomes(project / "sites") == {
        "hilltop": "unchanged", "pier": "built", "valley": "refused"
    }  # fmt: skip


def test_ctrl_c_leaves_every_site_whole_and_the_next_run_goes_on(project: Path) -> None:
    before = contents(project / "sites/pier")
    edit(project / "policy_src/common/audiences.yml", "A parent", "Parent")
    (project / "act").write_text("wait Pier\n")
    with start(project, "policy_src", "--jobs", "1") as process:
        while not (project / "waits").exists():
            assert process.poll() is None, process.communicate()
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        stdout, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert (stdout.splitlines(), stderr) == (
        ["built           1", "unchanged       0", "waiting         2  pier, valley"],
        "",
    )
    assert contents(project / "sites/pier") == before
    assert not list((project / "sites").glob(".*.building-*"))
    assert "stopped" in (project / "sites/index.html").read_text("utf-8")
    (project / "act").write_text("")
    assert fleet(project, "policy_src").returncode == 0
    assert outcomes(project / "sites") == {
        "hilltop": "unchanged", "pier": "built", "valley": "built"
    }  # fmt: skip


def test_on_a_full_disk_the_old_sites_stay(project: Path, tmp_path_factory: Any) -> None:
    disk = tmp_path_factory.mktemp("disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root may mount a disk")
    try:
        shutil.copytree(project / "sites", disk / "sites")
        (disk / "ballast").write_bytes(bytes(shutil.disk_usage(disk).free - 200_000))
        before = contents(disk / "sites")
        edit(project / "policy_src/schools/pier/channels.yml", "Ask here", "Ask")
        done = fleet(project, "policy_src", out=disk / "sites")
        assert done.returncode == 1
        assert "Error: pier:\n" in done.stderr
        assert "No space left on device" in done.stderr
        assert done.stderr.endswith("/sites/pier is as it was before.\n")
        after = contents(disk / "sites")
        assert {p: c for p, c in after.items() if before[p] != c}.keys() == {
            "index.html", "report.json"
        }  # fmt: skip
        assert outcomes(disk / "sites")["hilltop"] == "unchanged"
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_page_that_cannot_be_written_fails_the_run(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "sites/report.json").unlink()
    (project / "sites/report.json").mkdir()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    done = CliRunner().invoke(cli.main, ["fleet", "build", "policy_src", "--out", "sites"])
    assert done.exit_code == 1
    assert "report.json" in done.stderr
    assert "unchanged       3" in done.stdout


def test_one_run_at_a_time(project: Path) -> None:
    handle = os.open(project / "sites" / kept.FOLDER, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    done = CliRunner().invoke(cli.main, ["fleet", "build", "policy_src", "--out", "sites"])
    os.close(handle)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "another run is at work in" in done.stderr


def test_the_schools_that_are_named(project: Path) -> None:
    source = project / "policy_src"
    other = worlds.tiny_world(project / "trust/of", remove=[worlds.SCHOOL]).parent
    (other / "policy_src/schools/hilltop").rename(other / "policy_src/schools/beacon")
    (project / "trust/list.txt").write_text(
        "# Our schools\n\nof/policy_src\n../policy_src/schools/pier\n", "utf-8"
    )

    def named(*paths: str) -> list[str]:
        return [member.name for member in members(map(Path, paths))]

    assert named("policy_src") == SCHOOLS
    assert named("policy_src/schools/pier", "policy_src/schools/pier") == ["pier"]
    assert named("policy_src/", str(source)) == SCHOOLS
    assert named("trust/list.txt") == ["beacon", "pier"]
    assert named("trust/list.txt", "policy_src/schools/valley") == ["beacon", "pier", "valley"]
    for paths, said in (
        (["nowhere"], "there is no school in "),
        (["policy_src/schools/nobody"], "there is no school in "),
        (["sites/hilltop/search/index.html"], "there is no school in "),
    ):
        with pytest.raises(click.ClickException, match=said):
            named(*paths)
    (other / "policy_src/schools/beacon").rename(other / "policy_src/schools/pier")
    with pytest.raises(click.ClickException, match="two schools are called pier"):
        named("trust/list.txt")


def test_dask_is_asked_for_where_it_is_not_installed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(click.ClickException, match="make cluster"), cluster("tcp://a:1"):
        pass


def test_a_scheduler_that_does_not_answer(project: Path) -> None:
    import dask
    import distributed  # noqa: F401  # the settings are its own

    soon = {"distributed.comm.timeouts.connect": "1s"}
    with (
        dask.config.set(soon),
        pytest.raises(click.ClickException, match="no Dask scheduler answers at tcp:"),
        cluster("tcp://127.0.0.1:1"),
    ):
        pass


def an_overview(title: str, **values: Any) -> Overview:
    found = values.pop("needs", {})
    given = {
        "status": "approved",
        "review": ("2027-05-31", "May 2027"),
        "models": {"trust": "The Bay Trust", "code": "A code"},
        "differs": (),
        "cases": 0,
        **values,
    }
    return Overview(title=title, needs={kind: found.get(kind, []) for kind in KINDS}, **given)


def a_run() -> Run:
    """A run of every outcome, with everything that the page can say."""
    source = Path("policy_src")
    fault = Finding("MOD002", 'the field "title" is missing', Mark(source / "a.yml", 2, 5))
    beacon = an_overview(
        "Beacon <School>",
        needs={
            "law": ['The document cites "An Act", which is repealed.', "It names “Chirper”."],
            "contacts": ["The head"],
            "checks": ["Police: last in January 2025"],
        },
        differs=(Own("clause/ask", "Ask first", "Different: We are small."),),
        cases=2,
    )
    pier = an_overview(
        "Pier School",
        status="draft",
        review=("2026-05-31", "May 2026"),
        needs={"review": ["It fell due."], "checks": ["Police: last in January 2025"]},
    )
    soon = an_overview(
        "Quay School", status="restatement", review=("2026-06-30", "June 2026"), models={}
    )
    return Run(
        DAY,
        [
            Outcome(Member("beacon", source), "built", beacon),
            Outcome(Member("pier", source), "refused", pier, Refused((fault,))),
            Outcome(Member("quay", source), "unchanged", soon),
            Outcome(Member("reef", source), "refused", None, Refused(reason="No space left.")),
            Outcome(Member("shore", source), "waiting"),
        ],
        ["tide"],
        stopped=True,
    )


def test_what_the_page_tells_an_officer() -> None:
    page = report.page(a_run())
    assert "Content-Security-Policy" in page
    parts = dict(part.split('">', 1) for part in page.split('<section id="')[1:])
    assert list(parts) == ["refused", "review", "soon", "law", "contacts", "checks", "gone"]
    for part, said in (
        ("refused", '<a href="pier/">Pier School</a>: its earlier site stays.'),
        ("refused", "policy_src/a.yml:2:5 MOD002 the field &#34;title&#34; is missing"),
        ("refused", "reef: it has no site yet."),
        ("refused", "No space left."),
        ("review", '<a href="pier/">Pier School</a>: due May 2026'),
        ("soon", '<a href="quay/">Quay School</a>: due June 2026'),
        ("law", '<a href="beacon/">Beacon &lt;School&gt;</a>:'),
        ("law", "<summary>Show all 2</summary>"),
        ("contacts", "The head"),
        ("checks", "Police: last in January 2025 (2 schools)"),
        ("gone", '<a href="tide/">tide</a>'),
    ):
        assert said in parts[part], part
    assert "<h2>How they differ from The Bay Trust and A code</h2>" in page
    assert "<li><b>Beacon &lt;School&gt;</b>. Different: We are small.</li>" in page
    assert "As it is: 1 other school." in page
    assert "2 example posts" in page
    assert "As of 1 June 2026, 3 of them need a look." in page
    assert "Nothing today" not in page


def test_a_page_with_nothing_to_look_at() -> None:
    calm = Run(DAY, [Outcome(Member("a", Path()), "built", an_overview("A"))], [], stopped=False)
    page = report.page(calm)
    assert "none of them needs a look" in page
    assert "Nothing today." in page
    assert "<section" not in page


def test_what_is_kept_reads_back(tmp_path: Path) -> None:
    told = an_overview("A", differs=(Own("clause/a", "A", "Different: B."),))
    found = [Finding("DATE001", "it fell due", Mark(Path("a.yml"), 3, 4)).as_dict()]
    stamp = kept.Stamp("d", ("common", "nations"), "2026-06-01", "2027-01-01", 5)
    one = kept.Kept(stamp, told, found)
    kept.keep(tmp_path, "a", one)
    assert kept.read(tmp_path, "a") == one
    assert kept.read(tmp_path, "b") is None


@pytest.mark.filterwarnings("default")  # Dask's own
def test_a_cluster_builds_them_though_a_worker_is_killed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import LocalCluster

    monkeypatch.setenv("PYTHONPATH", str(worlds.ROOT))
    (project / "elsewhere").mkdir()
    monkeypatch.chdir(project / "elsewhere")
    shutil.rmtree(project / "sites/pier")
    shutil.rmtree(project / "sites/valley")
    (project / "act").write_text("die-once Valley\n")
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as workers:
        done = fleet(project, "policy_src", "--scheduler", workers.scheduler_address)
    assert done.returncode == 0, done.stderr
    assert (project / "died").exists()
    assert outcomes(project / "sites") == {
        "hilltop": "unchanged", "pier": "built", "valley": "built"
    }  # fmt: skip
    assert not list((project / "sites").glob(".*.building-*"))
