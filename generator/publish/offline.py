"""One zip with a school's whole site, which opens by double-click with no network.

It is made from the site as built, so that both hold the same pages. A browser that reads pages from
a disk has its own rules: a folder does not open its ``index.html``, a module does not load, a
worker does not start, and data does not load but as a script. So each link names its file, each
module becomes a classic script, and the search works in a hidden frame in place of a worker.
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
from .csp import with_policy
from .replace import BUILT, refusal

CLIENT = Path(__file__).parent / "client"
WORKERS = "assets/javascripts/workers"
NOT_OFFLINE = (
    "404.html",
    "_headers",
    "sitemap.xml",
    "sitemap.xml.gz",
    "search/search_index.json",
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
_BUNDLE = re.compile(r'<script src="([^"]*)assets/javascripts/bundle\.')


def build_offline(project: Path, school: str, target: Path) -> None:
    """Build ``school`` with the mkdocs.yml of ``project`` and write the zip ``target``.

    Raises click exceptions: Abort after the findings were printed, ClickException where ``target``
    is something else than such a zip, or with the reason why the system refuses to write.
    """
    target = target.resolve()
    try:
        if target.exists() and not _is_ours(target):
            raise click.ClickException(
                f"{target} is no zip that policy-site wrote. Nothing was changed: "
                "give a name that nothing has yet."
            )
        with tempfile.TemporaryDirectory() as scratch:
            build_school(project, school, Path(scratch) / "site")
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
    index = site / "search/search_index.json"
    if index.is_file():
        (site / "search/search_index.js").write_text(_search_index(site, index), "utf-8")
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
    _add_search_frame(site)
    (site / READ_ME_NAME).write_text(READ_ME, "utf-8")


def _page(site: Path, page: str, html: str) -> str:
    html = _LINK.sub(
        lambda f: f"{f[1]}={f[2]}{_to_file(site, page, f[3])}{f[2]}",
        html,
    )
    html = _DATA.sub(lambda f: f[1] + _data(site, page, f[2]) + f[3], html)
    html = html.replace("worker-src 'self'", "frame-src 'self'")
    html = _MODULE.sub(r'<script defer src="\1"></script>', html)
    return _BUNDLE.sub(rf'<script src="\1{WORKERS}/page.js"></script>\n\g<0>', html)


def _data(site: Path, page: str, text: str) -> str:
    """Name the files of the addresses in JSON data, some from the page, some from the root."""

    def named(found: re.Match[str]) -> str:
        address = found[1] + (found[2] or "")
        from_page, from_root = _to_file(site, page, address), _to_file(site, "", address)
        return json.dumps(from_page if from_page != address else from_root, ensure_ascii=False)

    return _ADDRESS.sub(named, text)


def _search_index(site: Path, index: Path) -> str:
    data = json.loads(index.read_text("utf-8"))
    for entry in data["docs"]:
        entry["location"] = _to_file(site, "", entry["location"] or "./")
    return f"var __index = {json.dumps(data, ensure_ascii=False)}"


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


def _add_search_frame(site: Path) -> None:
    """Put the search's worker in a page of its own, beside the script that stands for a worker."""
    for worker in (site / WORKERS).glob("search.*.min.js"):
        for script in ("page.js", "frame.js"):
            shutil.copy(CLIENT / script, site / WORKERS)
        frame = (CLIENT / "search.html").read_text("utf-8").replace("search.js", worker.name)
        (site / WORKERS / "search.html").write_text(with_policy(frame), "utf-8")
