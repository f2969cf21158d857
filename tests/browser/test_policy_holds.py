"""The security policy in three engines: it stops nothing of ours, and what was injected."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import built
import pytest
from playwright.sync_api import Browser, ViewportSize, expect
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import element_to_be_clickable
from selenium.webdriver.support.wait import WebDriverWait

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
WALK = (HERE / "walk.js").read_text().split("\n", 2)[2].strip()
WHOLE = "oakfield"
"""The school whose every page is opened in every engine."""
WALKS, FEWER = 400, 150
"""The walks through each wizard: enough to meet all of it; in one school they are fewer."""
WIZARDS = ["should-i-post/", "someone-posted/", "who-to-talk-to/"]
WORD = "photo"
FOUND = ".search__link"
PHONE: ViewportSize = {"width": 390, "height": 800}
"""Narrow enough for the search to stand behind its button."""
INJECTED = """\
<script>window.ran = 'a script'</script>
<script src="data:text/javascript,window.ran='a script by address'"></script>
<img src="none.png" onerror="window.ran = 'a handler'">
<a id="injected-link" href="javascript:window.ran='a link'">Here</a>
<base href="https://evil.example/"><form action="https://evil.example/"></form>"""


@pytest.fixture(scope="module")
def watched(sites: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """`watched(school)` gives its site, each page with a witness that stands before the policy."""
    return cache(lambda school: watch(sites / school, tmp_path_factory.mktemp("watched") / school))


def watch(site: Path, folder: Path) -> Path:
    shutil.copytree(site, folder)
    witness = f"<script>{(HERE / 'watch.js').read_text()}</script>"
    for page in folder.rglob("*.html"):
        html = page.read_text("utf-8")
        assert html.count('http-equiv="Content-Security-Policy"') == 1, page
        page.write_text(re.sub("(<meta charset[^>]*>)", rf"\1{witness}", html, count=1), "utf-8")
    injected = built.file_of(folder, "code/").read_text("utf-8")
    assert "</article>" in injected
    (folder / "injected.html").write_text(
        injected.replace("</article>", INJECTED + "</article>"), "utf-8"
    )
    return folder


def pages(site: Path) -> list[str]:
    chosen = built.addresses(site) if site.name == WHOLE else built.sample(site)
    return [address for address in chosen if address not in ("404.html", "injected.html")]


def everything_was_seen(site: Path, seen: dict[str, dict[str, list[str]]]) -> None:
    """Fail unless the walks met every question and every answer of the wizards."""
    for address, found in seen.items():
        html = built.file_of(site, address).read_text("utf-8")
        script = re.search(r'<script type="application/json">(.*?)</script>', html, re.S)
        assert script
        data = json.loads(script[1])
        asked = {fact["ask"] for fact in data["facts"] if fact.get("ask")}
        assert set(found["questions"]) == asked, address
        assert len(found["answers"]) >= min(len(data["verdicts"]), 2), address


@pytest.mark.parametrize(
    "name",
    [
        "pennington",
        *(
            pytest.param(name, marks=pytest.mark.long)
            for name in ("alsop", "clapgate", "coates-lane", "oakfield", "overstone-park")
        ),
    ],
)
def test_chromium_is_stopped_by_nothing(
    chromium: Browser, serve: Callable[..., str], watched: Callable[[str], Path], name: str
) -> None:
    site = watched(name)
    root, stopped, seen = serve(site), {}, {}
    with chromium.new_context(viewport=PHONE) as context:
        page = context.new_page()
        for address in pages(site):
            page.goto(root + address)
            if address in WIZARDS:
                seen[address] = page.evaluate(WALK, FEWER if name == "pennington" else WALKS)
            if violations := page.evaluate("window.violations"):
                stopped[address] = violations
        page.goto(root)
        page.click("[data-search-open]")
        page.locator(".search input").press_sequentially(WORD)
        expect(page.locator(FOUND).first).to_be_visible()
        assert page.evaluate("window.violations") == []
    assert stopped == {}
    assert seen
    everything_was_seen(site, seen)


@pytest.mark.long
def test_webkit_is_stopped_by_nothing(
    webkit: WebKitGTK, serve: Callable[..., str], watched: Callable[[str], Path]
) -> None:
    site = watched(WHOLE)
    root, stopped, seen = serve(site), {}, {}
    for address in pages(site):
        webkit.get(root + address)
        if address in WIZARDS:
            seen[address] = webkit.execute_script(f"return ({WALK})({WALKS})")
        if violations := webkit.execute_script("return window.violations"):
            stopped[address] = violations
    webkit.set_window_size(PHONE["width"], PHONE["height"])
    webkit.get(root)
    webkit.find_element(By.CSS_SELECTOR, "[data-search-open]").click()
    wait = WebDriverWait(webkit, 20)
    wait.until(element_to_be_clickable((By.CSS_SELECTOR, ".search input"))).send_keys(WORD)
    wait.until(lambda it: it.execute_script(f"return !!document.querySelector('{FOUND}')"))
    assert webkit.execute_script("return window.violations") == []
    assert stopped == {}
    everything_was_seen(site, seen)


@pytest.mark.long
def test_firefox_is_stopped_by_nothing(
    firefox: Callable[..., Any], serve: Callable[..., str], watched: Callable[[str], Path]
) -> None:
    site = watched(WHOLE)
    visited = firefox(
        "policy.mjs", serve(site), json.dumps(pages(site)), json.dumps(WIZARDS), WORD, str(WALKS)
    )
    assert visited["stopped"] == {}
    assert visited["searching"] == []
    assert visited["found"] > 0
    everything_was_seen(site, visited["seen"])


def test_what_was_injected_does_not_run(
    chromium: Browser,
    webkit: WebKitGTK,
    firefox: Callable[..., Any],
    serve: Callable[..., str],
    watched: Callable[[str], Path],
) -> None:
    address = serve(watched(WHOLE)) + "injected.html"
    ran = "return [window.ran ?? null, window.violations.length]"
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.click("#injected-link")
        in_chromium = page.evaluate(f"() => {{ {ran} }}")
    webkit.get(address)
    webkit.find_element(By.ID, "injected-link").click()
    for engine in (in_chromium, webkit.execute_script(ran), firefox("injected.mjs", address)):
        assert engine[0] is None
        assert engine[1] >= 4
