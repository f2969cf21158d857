"""The live preview: after an edit of words, the pages that it changes are there at once.

A rebuild has two steps. The pages are written from what is read, with what was proven and printed
before, and only those that changed are drawn. Meanwhile a second thread does the whole of it:
proofs, prints, checks of what was written; where that gives something else, the pages are written
once more. A fault, and every change of more than words (the menu, a title, a question, a page that
comes or goes), rebuilds everything.

A browser waits until a step is done; it never gets one page as it was and another as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from watchdog.observers.polling import PollingObserver

from ..errors import PolicyError
from ..site import Site

POLL = 0.1
"""Seconds between two looks at the files. Asking works on every disk; being told does not."""

STILL = 0.02
"""Seconds without a change after which an edit is taken to be whole."""


@dataclass(frozen=True)
class Drawn:
    """A site as MkDocs drew it, and what is needed to draw a page of it again."""

    site: Site
    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: jinja2.Environment


class Preview:
    """Rebuilds the pages of one server.

    ``quick`` gives the site as it is now, with what was proven and printed before; None where that
    does not do. ``whole`` gives it with all that is proven and printed. Both raise PolicyError.
    ``everything`` builds it anew, and ``drawn`` gives what was built last, None after a fault.
    """

    def __init__(
        self,
        quick: Callable[[], Site | None],
        whole: Callable[[], Site],
        everything: Callable[[], None],
        drawn: Callable[[], Drawn | None],
    ) -> None:
        self._quick, self._whole = quick, whole
        self._everything, self._drawn = everything, drawn
        self._shown: Site | None = None
        self._proven: Site | None = None
        self._is_faulty = False
        self._told = Path()
        self._edits = 0
        self._checking = Lock()

    def attach(self, server: LiveReloadServer, paths: list[str]) -> TemporaryDirectory[str]:
        """Let a server that does not run yet rebuild through here; it watches ``paths`` so far.

        The folder given back must stay: a file in it is how the second step asks for a rebuild.
        """
        for path in paths:
            server.unwatch(path)
        server.observer = PollingObserver(timeout=POLL)
        server.build_delay = STILL
        server.builder = self.rebuild
        folder = TemporaryDirectory()
        self._told = Path(folder.name) / "told"
        for path in [*paths, folder.name]:
            server.watch(path)
        return folder

    def rebuild(self) -> None:
        """Show what the source says now."""
        self._told.unlink(missing_ok=True)
        drawn = self._drawn()
        try:
            site = self._quick() if drawn and not self._is_faulty else None
        except PolicyError:
            site = None
        self._is_faulty = False
        shown = self._shown or (drawn and drawn.site)
        if not (drawn and shown and site and _is_words_alone(shown, site)):
            self._show(None)
            self._everything()
            return
        _draw(drawn, shown, site)
        self._show(site)
        if site != self._proven and not self._checking.locked():
            Thread(target=self._check, daemon=True).start()

    def _show(self, site: Site | None) -> None:
        self._shown = site
        self._edits += 1

    def _check(self) -> None:
        """Do the whole of it, until no edit came meanwhile; ask for a rebuild where it differs."""
        with self._checking:
            edit = -1
            while edit != self._edits and (shown := self._shown):
                edit = self._edits
                try:
                    self._proven = self._whole()
                except PolicyError:
                    self._proven = None
        if edit != self._edits and self._shown:  # an edit came as the last one was done
            self._check()
        elif shown and self._proven != shown:
            self._is_faulty = self._proven is None
            self._told.touch()


def _is_words_alone(before: Site, now: Site) -> bool:
    """Whether two sites have the same pages, menu and titles."""
    around = {**vars(before), "files": None} == {**vars(now), "files": None}
    same = around and before.files.keys() == now.files.keys()
    return same and all(
        _title(before.files[path]) == _title(content) for path, content in now.files.items()
    )


def _title(content: str | bytes) -> str:
    """Return the first line of a page's front matter; nothing for other files."""
    if isinstance(content, str) and content.startswith("---\n"):
        return content.split("\n", 2)[1]
    return ""


def _draw(drawn: Drawn, before: Site, now: Site) -> None:
    """Write the files that differ into the folder of the site."""
    for path, content in now.files.items():
        if content == before.files.get(path):
            continue
        file = drawn.files.get_file_from_path(path)
        assert file is not None  # the sites have the same files
        if isinstance(content, str):
            file.content_string = content
        else:
            file.content_bytes = content
        if path.endswith(".md"):
            _draw_page(drawn, file)
        else:
            file.copy_file()


def _draw_page(drawn: Drawn, file: File) -> None:
    """Draw one page as MkDocs does."""
    config, files, page = drawn.config, drawn.files, file.page
    assert page is not None
    page.read_source(config)
    page.render(config, files)
    page.active = True
    try:
        context = get_context(drawn.nav, files.documentation_pages(), config, page)
        output = drawn.env.get_template("main.html").render(context)
    finally:
        page.active = False
    output = config.plugins.on_post_page(output, page=page, config=config)
    Path(file.abs_dest_path).write_text(output, "utf-8")
