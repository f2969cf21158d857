"""One zip with a school's whole site, which opens by double-click with no network.

It is made from the site as built, so that both hold the same pages. A browser that reads pages from
a disk has its own rules: a folder does not open its ``index.html``, and a module does not load. So
each link names its file, and each module becomes a classic script.
"""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import tempfile
import zipfile
from html import unescape
from pathlib import Path

import click

from .build import build_school
from .replace import BUILT, refusal

NOT_OFFLINE = (
    "404.html",
    "_headers",
    "sitemap.xml",
    "sitemap.xml.gz",
    BUILT,
)
READ_ME_NAME = "READ ME.txt"
READ_ME = """\
This folder holds the whole site. It needs no network.
First take everything out of the zip. Then open index.html.
"""

_LINK = re.compile(r'\b(href|src)=(\\?")([^"\\]*)\2')
_DATA = re.compile(r'(<script type="application/json">)(.*?)(</script>)', re.S)
_ADDRESS = re.compile(r'"((?:\.\./)*(?:[a-z0-9-]+/)+)(#[^"\\]*)?"')
_MODULE = re.compile(r'<script type="module" src="([^"]+)"></script>')


def build_offline(project: Path, school: str, target: Path, *, draft: bool = False) -> None:
    """Build ``school`` with the mkdocs.yml of ``project`` and write the zip ``target``.

    Raises ClickException like :func:`build_school`, where ``target`` is something else than such a
    zip, or with the reason why the system refuses to write.
    """
    target = target.resolve()
    try:
        if target.exists() and not _is_ours(target):
            raise click.ClickException(
                f"{target} is no zip that policy-site wrote. Nothing was changed: "
                "give a name that nothing has yet."
            )
        with tempfile.TemporaryDirectory() as scratch:
            build_school(project, school, Path(scratch) / "site", draft=draft)
            target.parent.mkdir(parents=True, exist_ok=True)
            write_zip(Path(scratch) / "site", school, target)
    except OSError as error:
        raise refusal(error, target) from error


def _is_ours(target: Path) -> bool:
    if not target.is_file():
        return False
    try:
        with zipfile.ZipFile(target) as archive:
            return any(name.endswith(f"/{READ_ME_NAME}") for name in archive.namelist())
    except zipfile.BadZipFile:
        return False


def write_zip(site: Path, name: str, target: Path) -> None:
    """Write the zip ``target`` from the built site in the folder ``site``, which stays as it is.

    Everything lies in one folder, ``name``. The same site gives the same bytes. ``target`` is
    replaced in one step. Raises ValueError if a script cannot be made a classic one.
    """
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as scratch:
        folder = Path(scratch) / "site"
        shutil.copytree(site, folder)
        make_offline(folder)
        fresh = Path(scratch) / "fresh.zip"
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    entry = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}")
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    entry.external_attr = 0o644 << 16
                    archive.writestr(entry, path.read_bytes())
        fresh.replace(target)


def make_offline(site: Path) -> None:
    """Change the site in the folder ``site`` so that it works from a disk."""
    for name in NOT_OFFLINE:
        (site / name).unlink(missing_ok=True)
    modules: set[Path] = set()
    for path in sorted(site.rglob("*.html")):
        page = path.relative_to(site).as_posix()
        html = path.read_text("utf-8")
        modules |= {site / _target(page, src) for src in _MODULE.findall(html)}
        path.write_text(_page(site, page, html), "utf-8")
    for module in modules:
        module.write_text(_classic(module), "utf-8")
    (site / READ_ME_NAME).write_text(READ_ME, "utf-8")


def _page(site: Path, page: str, html: str) -> str:
    html = _LINK.sub(
        lambda f: f"{f[1]}={f[2]}{_to_file(site, page, f[3])}{f[2]}",
        html,
    )
    html = _DATA.sub(lambda f: f[1] + _data(site, page, f[2]) + f[3], html)
    return _MODULE.sub(r'<script defer src="\1"></script>', html)


def _data(site: Path, page: str, text: str) -> str:
    """Name the files of the addresses in JSON data, some from the page, some from the root."""

    def named(found: re.Match[str]) -> str:
        address = found[1] + (found[2] or "")
        from_page, from_root = _to_file(site, page, address), _to_file(site, "", address)
        return json.dumps(from_page if from_page != address else from_root, ensure_ascii=False)

    return _ADDRESS.sub(named, text)


def _to_file(site: Path, page: str, address: str) -> str:
    """Return an address with the name of the file that a server would give for a folder."""
    way, mark, anchor = unescape(address).partition("#")
    if not way or re.match(r"[a-z]+:|/", way):
        return address
    if not (site / _target(page, way) / "index.html").is_file():
        return address
    return posixpath.join(way, "index.html").removeprefix("./") + mark + anchor


def _target(page: str, way: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), way))


def _classic(module: Path) -> str:
    text = module.read_text("utf-8")
    if re.search(r"^\s*(import|export)\b|\bimport\(", text, re.M):
        raise ValueError(f"{module.name} imports or exports, so it cannot be a classic script")
    return f"(() => {{\n{text}}})();\n"
