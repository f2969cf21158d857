"""Pages into Markdown: the Jinja environment, links that hold anywhere, and inert plain text.

A template is Markdown. What it inserts is one of two things. A ``Line`` is plain text: every
character that HTML or Markdown could act on is written as an entity. A ``Text`` is the source's own
Markdown, inserted by the filter ``md``; the source is checked to hold no HTML, and braces are made
inert so that no attribute list can be written in it.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from ... import templates
from ...checks.links import PAGE_LINK
from ...content import words
from ...content.book import Book, Page
from ...content.share import Ready
from ...inert import plain
from ...wizard.export import FORCE_WORDS, ORIGIN_WORDS, contact_lines
from ...wizard.icons import SUBJECTS, TOPICS


def source_path(address: str) -> str:
    """Return the Markdown file of an address: ``code/#danger`` gives ``code/index.md#danger``."""
    path, _, anchor = address.partition("#")
    file = path + "index.md" if not path or path.endswith("/") else path
    return f"{file}#{anchor}" if anchor else file


class Renderer:
    """Renders the pages of one book."""

    def __init__(self, book: Book, known: frozenset[str], mail: Callable[[Ready], object]) -> None:
        self._book = book
        self._known = known
        self._jinja = Environment(
            loader=PackageLoader("generator.writers.pages"),
            bytecode_cache=templates.compiled(),
            autoescape=True,
            finalize=plain,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._jinja.filters["md"] = _markdown
        self._jinja.globals.update(
            policy=book.policy,
            school=book.policy.school,
            book=book,
            words=words,
            force_words=FORCE_WORDS,
            origin_words=ORIGIN_WORDS,
            origin_means=words.origin_means(book.policy),
            contact_lines=contact_lines,
            mail=mail,
            drawings=SUBJECTS,
            topic_icons=TOPICS,
            has=known.__contains__,
        )

    def page(self, page: Page) -> str:
        """Return the page as Markdown with front matter."""
        meta = {"title": page.title, "kind": page.template, **page.meta}
        picture = self._book.printed.pictures.get(page.address)
        if picture:
            meta["picture"] = picture
        front = "".join(f"{key}: {json.dumps(v, ensure_ascii=False)}\n" for key, v in meta.items())
        body = self._jinja.get_template(f"{page.template}.md.j2").render(
            page.context, page=page, link=self._linker(page)
        )
        return f"---\n{front}---\n\n" + re.sub(r"\n{3,}", "\n\n", body).strip() + "\n"

    def _linker(self, page: Page) -> Callable[[str], Markup]:
        here = posixpath.dirname(source_path(page.address)) or "."

        def link(address: str) -> Markup:
            """Return the way from this page to an address, as Markdown links take it."""
            path, _, anchor = source_path(address).partition("#")
            if source_path(page.address) == path and anchor:
                return Markup(f"#{anchor}")
            way = posixpath.relpath(path, here)
            return Markup(f"{way}#{anchor}" if anchor else way)

        return link


@pass_context
def _markdown(context: Context, text: str) -> Markup:
    """Insert the source's Markdown; its links to pages are written from the site's root."""
    text = PAGE_LINK.sub(lambda f: f"]({context['link'](f.group(1) + (f.group(2) or ''))})", text)
    return Markup(text.replace("{", "&#123;").replace("}", "&#125;"))
