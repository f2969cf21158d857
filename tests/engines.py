"""Start the three browser engines, and serve a folder to them. Used through conftest's fixtures."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NoReturn

import browser_setup
import pytest
from playwright.sync_api import Browser, sync_playwright
from selenium import webdriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
RUN_IN_FIREFOX = Path(__file__).parent / "firefox" / "run.mjs"


def missing(reason: str) -> NoReturn:
    """Skip the test, or fail it where every engine is promised (CI=true)."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """A headless Chromium. Open a context of its own for each test."""
    path = browser_setup.find_chromium() or missing(browser_setup.CHROMIUM_MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@contextmanager
def open_webkit() -> Iterator[webdriver.WebKitGTK]:
    """A fresh WebKit session, on a virtual screen of its own."""
    found = browser_setup.find_webkit() or missing(browser_setup.WEBKIT_MISSING)
    with _virtual_screen(found.display) as screen:
        options = Options()
        options.binary_location = found.browser
        options.add_argument("--automation")
        service = Service(found.driver, env={**os.environ, "DISPLAY": screen})
        driver = webdriver.WebKitGTK(options=options, service=service)
        try:
            yield driver
        finally:
            driver.quit()


@contextmanager
def _virtual_screen(xvfb: str) -> Iterator[str]:
    """Run Xvfb on a display number that it finds free itself."""
    read, write = os.pipe()
    command = [xvfb, "-displayfd", str(write), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as process:
        os.close(write)
        with os.fdopen(read) as numbers:
            screen = numbers.readline().strip()
        try:
            yield f":{screen}"
        finally:
            process.terminate()


def run_in_firefox(script: Path, *arguments: str) -> Any:
    """Run one committed script in a fresh Firefox.

    Args:
        script: an ES module whose default export takes Puppeteer's page and the arguments.
        arguments: passed on, usually an address first.

    Returns:
        What the script returned, by way of JSON.
    """
    found = browser_setup.find_firefox() or missing(browser_setup.FIREFOX_MISSING)
    done = subprocess.run(
        [found.node, str(RUN_IN_FIREFOX), found.browser, str(script.resolve()), *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@contextmanager
def serving(folder: Path, prefix: str = "/") -> Iterator[str]:
    """Serve a folder the way a static host does.

    Args:
        folder: what to serve.
        prefix: the path it appears under, such as `/sub/`; elsewhere there is nothing.

    Yields:
        The address of the folder, ending in a slash.
    """

    class Handler(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            below = path.removeprefix(prefix) if path.startswith(prefix) else "no such page"
            return super().translate_path("/" + below)

        def list_directory(self, path: str | os.PathLike[str]) -> None:
            self.send_error(404)

        def send_error(
            self, code: int, message: str | None = None, explain: str | None = None
        ) -> None:
            page = folder / "404.html"
            if code != 404 or not page.is_file():
                super().send_error(code, message, explain)
                return
            body = page.read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    def handler(*args: Any) -> Handler:
        return Handler(*args, directory=str(folder))

    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
        server.shutdown()


def node() -> str:
    """The path of Node.js, which runs the wizard's engine outside a browser."""
    return shutil.which("node") or missing("Node.js is not installed: install the package nodejs.")
