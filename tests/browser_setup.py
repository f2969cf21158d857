"""Find the browsers that the tests drive, the HTML checker and nginx, and install what is missing.

`make test` runs this file. Chromium must be there in the end. WebKit (the engine of every iPhone)
and Firefox may be missing on a developer's own machine: their tests then skip and say why. With
CI=true they fail instead. As root on Debian all three are installed from Debian's packages, and
with them the programs that read PDFs; nginx is only unpacked.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
NGINX = HERE.parent / ".venv/nginx"
MAC_CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
MAC_FIREFOX = "/Applications/Firefox.app/Contents/MacOS/firefox"

CHROMIUM_MISSING = (
    "Chromium is missing: install Chrome or Chromium, "
    "or run `.venv/bin/playwright install chromium`."
)
WEBKIT_MISSING = "WebKit is missing: install Debian's packages webkit2gtk-driver and xvfb."
CHECKER_MISSING = "The HTML checker is missing: install Java 11 or later and npm, then `make test`."
FIREFOX_MISSING = "Firefox is missing: install Firefox, Node 18 or later and npm, then `make test`."
NGINX_MISSING = "nginx is missing: install it, or on Debian run `make test` as root."


class WebKit(NamedTuple):
    """The three programs that together drive WebKit without a screen."""

    driver: str
    browser: str
    display: str


class Firefox(NamedTuple):
    """The browser, and the Node that drives it."""

    browser: str
    node: str


class Nginx(NamedTuple):
    """The web server, and its table of file types."""

    program: str
    types: str


def find_chromium() -> str | None:
    """The path of an installed Chromium or Chrome, else of Playwright's own, else None."""
    installed = _first("chromium", "chromium-browser", "google-chrome", MAC_CHROME)
    if installed:
        return installed
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def find_webkit() -> WebKit | None:
    """WebKitGTK's driver, its small browser and a virtual screen; None when one is missing."""
    driver, display = _first("WebKitWebDriver"), _first("Xvfb")
    browsers = sorted(Path("/usr").glob("lib*/**/webkit2gtk-4.*/MiniBrowser"))
    if driver and display and browsers:
        return WebKit(driver, str(browsers[-1]), display)
    return None


def find_firefox() -> Firefox | None:
    """Firefox, Node and puppeteer-core; None when one is missing."""
    browser, node = _first("firefox-esr", "firefox", MAC_FIREFOX), _first("node")
    if browser and node and (HERE / "node_modules/puppeteer-core").is_dir():
        return Firefox(browser, node)
    return None


def find_checker() -> tuple[str, str] | None:
    """Java and the Nu HTML checker; None when one is missing."""
    java, checker = _first("java"), HERE / "node_modules/vnu-jar/build/dist/vnu.jar"
    return (java, str(checker)) if java and checker.is_file() else None


def find_nginx() -> Nginx | None:
    """The nginx that is installed, else the one unpacked here; None when there is none."""
    for root in (Path("/"), Path("/opt/homebrew"), Path("/usr/local"), NGINX):
        types = root / "etc/nginx/mime.types"
        for program in (root / "usr/sbin/nginx", root / "bin/nginx"):
            if types.is_file() and program.is_file():
                return Nginx(str(program), str(types))
    return None


def install_chromium() -> None:
    """Try Debian's package, then the browser that Playwright would download."""
    if not apt_install("chromium"):
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(command, capture_output=True, check=False)  # main() says what to do instead


def install_webkit() -> None:
    """Try Debian's packages."""
    apt_install("webkit2gtk-driver", "xvfb")


def install_from_npm() -> None:
    """Try Debian's packages for what is missing, then fetch the locked npm packages."""
    if not _first("firefox-esr", "firefox", MAC_FIREFOX):
        apt_install("firefox-esr")
    if not (_first("node") and _first("npm")):
        apt_install("nodejs", "npm")
    if not _first("java"):
        apt_install("default-jre-headless")
    if npm := _first("npm"):
        subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=HERE,
            env={**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"},
            check=False,
        )


def unpack_nginx() -> None:
    """Try Debian's package, without installing it: that would start a server on port 80."""
    if not _may_install():
        return
    _apt_update()
    with tempfile.TemporaryDirectory() as folder:
        _apt("-o", "APT::Sandbox::User=root", "download", "nginx", "nginx-common", folder=folder)
        for package in Path(folder).glob("*.deb"):
            subprocess.run(["dpkg-deb", "--extract", package, NGINX], check=False)


def apt_install(*packages: str) -> bool:
    """Install Debian packages if this machine lets us; say whether it worked."""
    if not _may_install():
        return False
    _apt_update()
    return _apt("install", "--yes", "--no-install-recommends", *packages)


def _may_install() -> bool:
    return bool(shutil.which("apt-get")) and os.geteuid() == 0


@functools.cache
def _apt_update() -> None:
    _apt("update")


def _apt(*arguments: str, folder: str | None = None) -> bool:
    done = subprocess.run(
        ["apt-get", "-qq", *arguments],
        cwd=folder,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode == 0


def _first(*names: str) -> str | None:
    return next((path for name in names if (path := shutil.which(name))), None)


def main() -> int:
    """Install what is missing; return 1 when there is no Chromium in the end."""
    if not find_chromium():
        install_chromium()
    if not find_webkit():
        install_webkit()
    install_from_npm()  # always: the lock file may have changed
    if not _first("pdftotext"):
        apt_install("poppler-utils")  # reads the printed handbook
    if not find_nginx():
        unpack_nginx()

    if not find_webkit():
        print(WEBKIT_MISSING, file=sys.stderr)
    if not find_firefox():
        print(FIREFOX_MISSING, file=sys.stderr)
    if not find_checker():
        print(CHECKER_MISSING, file=sys.stderr)
    if not find_nginx():
        print(NGINX_MISSING, file=sys.stderr)
    if not find_chromium():
        print(CHROMIUM_MISSING, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
