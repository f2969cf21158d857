"""Building with MkDocs: the tiny school through the real configuration and theme."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import get_files
from worlds import TODAY, tiny_project

from generator.compile import compile_site
from generator.errors import PolicyError
from generator.publish.build import build_school
from generator.publish.plugin import PolicySitePlugin
from generator.publish.replace import BUILT, replacing
from generator.publish.stage import stage

ROOT = Path(__file__).parent.parent
CLAUSE = "schools/hilltop/sections/10-rules.yml"
WRONG = "id: rules\ntitle: Rules\nclauses: 7\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tiny_project(tmp_path)


def plugin_of(project: Path, command: str) -> tuple[PolicySitePlugin, MkDocsConfig]:
    config = load_config(str(project / "mkdocs.yml"))
    plugin = config.plugins["policy-site"]
    assert isinstance(plugin, PolicySitePlugin)
    plugin.config["school"] = "hilltop"
    plugin.on_startup(command=command, dirty=False)  # type: ignore[arg-type]
    return plugin, config


def test_a_school_is_built_and_the_old_site_replaced(project: Path) -> None:
    out = project / "site"
    out.mkdir()
    (out / BUILT).touch()
    (out / "left-over.html").write_text("old")
    build_school(project, "hilltop", out)
    assert (out / "code/name-no-child/index.html").is_file()
    assert not (out / "left-over.html").exists()
    assert [p.name for p in project.iterdir() if p.name.startswith(".site")] == []


def test_the_websites_that_may_frame_the_wizard_are_in_the_headers(project: Path) -> None:
    about = project / "policy_src/schools/hilltop/school.yml"
    about.write_text(about.read_text() + "framed-by: [https://hilltop.example]\n")
    build_school(project, "hilltop", project / "site")
    *_, last = (project / "site/_headers").read_text().split("\n/")
    assert "embed/*\n  Content-Security-Policy: frame-ancestors https://hilltop.example" in last


def test_a_failed_build_leaves_the_published_site(project: Path) -> None:
    out = project / "site"
    out.mkdir()
    (out / BUILT).touch()
    (out / "index.html").write_text("published")
    (project / "policy_src" / CLAUSE).write_text(WRONG)
    with pytest.raises(PolicyError, match=r"10-rules\.yml:3:10 MOD003"):
        build_school(project, "hilltop", out)
    assert sorted(p.name for p in out.iterdir()) == [BUILT, "index.html"]
    assert (out / "index.html").read_text() == "published"
    assert [p.name for p in project.iterdir() if p.name.startswith(".site")] == []


def test_what_mkdocs_warns_about_is_the_reason(project: Path) -> None:
    (project / "docs/stray.md").write_text("# Stray\n\n[Nowhere](nowhere.md)\n")
    with pytest.raises(click.ClickException, match=r"'stray\.md' contains a link 'nowhere\.md'"):
        build_school(project, "hilltop", project / "site")
    assert not (project / "site").exists()


def test_mkdocs_alone_stops_before_it_cleans_the_site(project: Path) -> None:
    out = project / "site"
    out.mkdir()
    (out / "index.html").write_text("published")
    (project / "policy_src" / CLAUSE).write_text(WRONG)
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=project,
        env={**os.environ, "SCHOOL": "hilltop", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "MOD003" in run.stderr
    assert "Traceback" not in run.stderr
    assert (out / "index.html").read_text() == "published"


def test_a_site_that_mkdocs_built_alone_may_be_replaced(project: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=project,
        env={**os.environ, "SCHOOL": "hilltop", "NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )
    (project / "site/left-over.html").touch()
    build_school(project, "hilltop", project / "site")
    assert not (project / "site/left-over.html").exists()


def test_staged_files_build_without_our_plugin(project: Path) -> None:
    site = compile_site(project / "policy_src", "hilltop", TODAY).site
    folder = project / "staged"
    stage(site, project, folder)
    assert "policy-site" not in (folder / "mkdocs.yml").read_text().replace("site_name", "")
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert (folder / "site/code/name-no-child/index.html").is_file()


def test_the_preview_shows_a_fault_on_the_last_good_site(project: Path) -> None:
    plugin, config = plugin_of(project, "serve")
    plugin.on_config(config)
    assert "fault" not in config.extra
    (project / "policy_src" / CLAUSE).write_text(WRONG)
    plugin.on_config(config)
    assert "MOD003" in config.extra["fault"]
    assert config.site_name == "Hilltop School"


def test_the_preview_starts_on_a_faulty_source(project: Path) -> None:
    (project / "policy_src" / CLAUSE).write_text(WRONG)
    plugin, config = plugin_of(project, "serve")
    config = plugin.on_config(config)
    files = config.plugins.on_files(get_files(config), config=config)
    assert [f.src_uri for f in files.documentation_pages()] == ["index.md"]
    assert "MOD003" in config.extra["fault"]


def test_two_writers_of_one_page_are_refused(project: Path) -> None:
    (project / "docs/code").mkdir()
    (project / "docs/code/index.md").write_text("# Mine\n")
    plugin, config = plugin_of(project, "build")
    config = plugin.on_config(config)
    with pytest.raises(PluginError, match=r"code/index\.md"):
        config.plugins.on_files(get_files(config), config=config)


def test_what_fails_while_replacing_leaves_nothing_behind(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / BUILT).touch()
    (target / "index.html").write_text("published")

    def fail() -> None:
        with replacing(target) as fresh:
            (fresh / "index.html").write_text("half")
            raise PolicyError([])

    with pytest.raises(PolicyError):
        fail()
    assert [p.name for p in tmp_path.iterdir()] == ["site"]
    assert (target / "index.html").read_text() == "published"
