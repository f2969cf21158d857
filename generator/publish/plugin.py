"""The MkDocs plugin: the thin adapter between a compiled site and MkDocs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import click
import jinja2
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from .. import templates
from ..clock import today
from ..compile import Compiled, Purpose, compile_site, recompile_site
from ..errors import PolicyError, render
from ..site import Site
from .budgets import TooHeavyError, keep_budgets
from .csp import UnsafePageError, protect
from .preview import Drawn, Preview
from .replace import mark
from .theme import mend

log = get_plugin_logger(__name__)

FAULTY = Site(
    school="",
    title="The source has a fault",
    language="en",
    url=None,
    files={"index.md": "# The source has a fault\n\nMend it, and this page turns into the site.\n"},
    nav=[{"Home": "index.md"}],
)
"""What the live preview shows when there was no good site yet; the theme adds the fault itself."""


class PolicySiteConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    """The options of the plugin in mkdocs.yml."""

    source = option.Type(str, default="policy_src")
    """The folder with ``common`` and ``schools``, from the folder of mkdocs.yml."""
    school = option.Type(str)
    """The school to build: the name of its folder."""
    draft = option.Type(bool, default=False)
    """Whether to build what is not approved, with a mark on every page."""


class PolicySitePlugin(BasePlugin[PolicySiteConfig]):  # type: ignore[no-untyped-call]
    """Adds a school's pages to a MkDocs build."""

    _made: Compiled | None = None
    _compiled: Compiled | None = None
    _serving = False
    _source = Path()
    _nav: Navigation | None = None
    _drawn: Drawn | None = None
    _folder: TemporaryDirectory[str] | None = None

    @property
    def _site(self) -> Site:
        return self._made.site if self._made else FAULTY

    def take(self, made: Compiled) -> None:
        """Let the next build be of a site that is compiled already."""
        self._compiled = made

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keep this instance, and with it the last good site, while the live preview runs."""
        self._serving = command == "serve"
        self._made = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Compile the site. In the live preview a fault is shown on the last good pages."""
        self._source = Path(config.config_file_path).parent / self.config.source
        self._made = self._compiled or self._compile(config)
        self._compiled = None  # MkDocs keeps this instance for what it builds next
        site = self._site
        config.site_name = site.title
        config.site_url = site.url or config.site_url
        config.nav = site.nav
        config.theme["language"] = site.language.split("-")[0]
        config.extra.update(site.extra)
        return config

    def _compile(self, config: MkDocsConfig) -> Compiled | None:
        """Compile the site; in the live preview a fault gives what was there before."""
        try:
            made = compile_site(self._source, self.config.school, today(), self._purpose())
        except PolicyError as error:
            if not self._serving:
                raise PluginError(f"the source cannot be published:\n{error.message}") from None
            click.echo(error.message, err=True)
            config.extra["fault"] = error.message
            return self._made
        if made.proven.findings:
            log.info("%s", render(made.proven.findings))
        return made

    def _purpose(self) -> Purpose:
        if self.config.draft:
            return "draft"
        return "preview" if self._serving else "publish"

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the compiled files; refuse to replace a hand-written page."""
        if self._site is FAULTY:  # hand-written pages link to pages that are not there yet
            files = Files([file for file in files if not file.is_documentation_page()])
        apart = frozenset(self._site.apart)
        for path, content in self._site.files.items():
            if files.get_file_from_path(path):
                raise PluginError(f"two things write the page {path}: docs/ and the policy source")
            menu = InclusionLevel.NOT_IN_NAV if path in apart else InclusionLevel.UNDEFINED
            files.append(File.generated(config, path, content=content, inclusion=menu))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the menu for the live preview."""
        self._nav = nav
        return nav

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Compile the theme's templates once, and keep them for the live preview."""
        env.bytecode_cache = templates.compiled()
        if self._made and self._nav and "fault" not in config.extra:
            self._drawn = Drawn(self._made.site, config, files, self._nav, env)
        else:
            self._drawn = None
        return env

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]
    ) -> LiveReloadServer:
        """Rebuild through the live preview."""
        preview = Preview(self._again, self._anew, builder, lambda: self._drawn)
        self._folder = preview.attach(server, [config.docs_dir, config.config_file_path])
        return server

    def _again(self) -> Site | None:
        """Return the site with what was proven and printed before; None where that does not do."""
        if self._made is None:
            return None
        made = recompile_site(
            self._source, self.config.school, today(), self._purpose(), self._made
        )
        return made.site if made else None

    def _anew(self) -> Site:
        """Return the site with all that is proven and printed."""
        self._made = compile_site(self._source, self.config.school, today(), self._purpose())
        return self._made.site

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Mend a page of the theme."""
        return mend(output)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Mend the page for what is not found, which the theme makes in another way."""
        return mend(output_content)

    @event_priority(-200)  # after every plugin that still writes or changes a page
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write each page's security policy, weigh the pages, and mark the folder as built here.

        Not in the live preview: it puts an inline script of its own into each page.
        """
        if self._serving:
            return
        try:
            protect(Path(config.site_dir), self._site.framed_by, listed=self._site.listed)
            keep_budgets(Path(config.site_dir))
        except (UnsafePageError, TooHeavyError) as error:
            raise PluginError(f"the pages must not be published:\n{error}") from None
        mark(Path(config.site_dir))
