"""Each engine really starts, loads a page, runs its script and can be read back."""

from __future__ import annotations

from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import engines
import pytest
from selenium.webdriver.common.by import By

PAGE = """<!doctype html><html lang="en"><title>Smoke</title>
<button>Ask</button><output>not asked</output>
<script type="module">
document.querySelector("button").onclick = () => {
  document.querySelector("output").textContent = `asked on ${location.pathname}`;
};
</script></html>"""
ANSWER = "asked on /sub/"


@pytest.fixture
def address(tmp_path, serve):
    (tmp_path / "index.html").write_text(PAGE)
    return serve(tmp_path, "/sub/")


@pytest.mark.browser
def test_chromium(chromium, address):
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.click("button")
        assert "Chrome/" in page.evaluate("navigator.userAgent")
        assert page.inner_text("output") == ANSWER


@pytest.mark.browser
def test_webkit(webkit, address):
    webkit.get(address)
    webkit.find_element(By.TAG_NAME, "button").click()
    agent = webkit.execute_script("return navigator.userAgent")
    assert "AppleWebKit/" in agent
    assert "Chrome/" not in agent
    assert webkit.find_element(By.TAG_NAME, "output").text == ANSWER


@pytest.mark.browser
def test_firefox(firefox, address):
    agent, answer = firefox("smoke.mjs", address)
    assert "Firefox/" in agent
    assert answer == ANSWER


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("/sub/", 200, "home"),
        ("/sub/page/", 200, "page"),
        ("/sub/page", 200, "page"),
        ("/sub/none/", 404, "not here"),
        ("/sub/empty/", 404, "not here"),
        ("/", 404, "not here"),
        ("/page/", 404, "not here"),
    ],
)
def test_serving_is_like_a_static_host(tmp_path: Path, serve, path, status, body):
    for name, text in {"index": "home", "page/index": "page", "404": "not here"}.items():
        file = tmp_path / f"{name}.html"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    (tmp_path / "empty").mkdir()
    root = serve(tmp_path, "/sub/").removesuffix("/sub/")
    try:
        response = urlopen(root + path)
    except HTTPError as error:
        response = error
    with response:
        assert (response.status, response.read().decode()) == (status, body)


@pytest.mark.parametrize(("ci", "outcome"), [("true", "Failed"), ("", "Skipped")])
def test_a_missing_engine_fails_in_ci_and_skips_elsewhere(monkeypatch, ci, outcome):
    monkeypatch.setenv("CI", ci)
    with pytest.raises(BaseException, match=r"no such engine") as caught:
        engines.missing("no such engine")
    assert type(caught.value).__name__ == outcome
