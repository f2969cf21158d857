"""Write a compiled site as plain files, for any engine that reads mkdocs.yml.

What another engine builds from them has no security policy: our plugin writes that, once MkDocs has
built. ``tests/test_site_engines.py`` names all that differs.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml
from mkdocs.utils.yaml import yaml_load

from ..site import Site
from .config import read_config
from .replace import replacing


def stage(site: Site, project: Path, folder: Path) -> None:
    """Write ``folder`` with ``docs/``, ``overrides/`` and a ``mkdocs.yml`` without our plugin.

    ``folder`` is replaced once everything is written. Raises ClickException if the project's own
    mkdocs.yml is at fault.
    """
    read_config(project)
    with replacing(folder) as fresh:
        shutil.copytree(project / "docs", fresh / "docs")
        shutil.copytree(project / "overrides", fresh / "overrides")
        for path, content in site.files.items():
            target = fresh / "docs" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
        config = yaml_load((project / "mkdocs.yml").read_text("utf-8"))
        config["plugins"] = [
            p for p in config["plugins"] if not (isinstance(p, dict) and "policy-site" in p)
        ]
        config["site_name"] = site.title
        if site.url:
            config["site_url"] = site.url
        config["nav"] = site.nav
        config["theme"]["language"] = site.language.split("-")[0]
        config["theme"]["variant"] = "classic"  # Zensical's name for the look our styles build on
        config["extra"] = {**config.get("extra", {}), **site.extra}
        apart = "".join(f"/{path}\n" for path in site.apart)
        config["not_in_nav"] = config["not_in_nav"] + apart
        config.pop("watch", None)
        with (fresh / "mkdocs.yml").open("w", encoding="utf-8") as file:
            yaml.safe_dump(config, file, sort_keys=False, allow_unicode=True)
