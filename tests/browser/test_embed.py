"""The stand-alone page, by itself and inside another site's page."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.by import By
from taps import TOO_SOON

from generator.content.colours import style_sheet
from generator.source.load import load
from generator.wizard.program import compile_wizard
from generator.writers.embed import embed

SOURCE = Path(__file__).parent.parent.parent / "policy_src"

OUTER = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; frame-src {site}; script-src {site}">
<title>Another site</title></head><body><p>Above.</p>
<iframe src="{site}embed/" title="Should I post this?" width="100%" height="640"></iframe>
<script src="{site}embed/resize.js" async></script>
<p>Below.</p></body></html>"""

Serve = Callable[..., str]


def files_of(school: str) -> dict[str, str]:
    policy = load(SOURCE, school).policy
    assert policy
    return embed(compile_wizard(policy), policy, style_sheet(policy.school.colours))


def dangers() -> dict[str, str]:
    """The words of each answer to the first question, by the answer's name."""
    policy = load(SOURCE, "oakfield").policy
    assert policy
    return {option.id: option.label for option in compile_wizard(policy).facts[0].fact.options}


@pytest.fixture
def site(tmp_path: Path, serve: Serve) -> str:
    """The address of a site with one school's stand-alone page, and stubs of its other pages."""
    folder = tmp_path / "site"
    stubs = {f"{page}/index.html": f"<title>{page}</title>" for page in ("code", "talk-to-us")}
    for path, text in {**files_of("oakfield"), **stubs}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return serve(folder)


@pytest.fixture
def outer(tmp_path: Path, serve: Serve, site: str) -> str:
    """The address of a page of another origin, with a strict policy, that holds the wizard."""
    folder = tmp_path / "outer"
    folder.mkdir()
    (folder / "index.html").write_text(OUTER.format(site=site), "utf-8")
    return serve(folder)


pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser) -> Any:
    """A page with a log: requests as `page.asked`, complaints of the console as `page.said`."""
    with chromium.new_context(locale="en-GB", viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda line: said.append(line.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.asked, page.said = asked, said  # type: ignore[attr-defined]
        yield page


def answer(page: Page, wizard: Page | FrameLocator, *labels: str) -> None:
    for label in labels:
        wizard.get_by_label(label, exact=True).check()
    page.wait_for_timeout(TOO_SOON)
    wizard.get_by_role("button", name="Continue").click()


def inside(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def test_it_needs_nothing_but_itself(page: Any, site: str) -> None:
    page.goto(site + "embed/")
    answer(page, page, dangers()["now"])
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("link", name="Call 999")).to_have_attribute("href", "tel:999")
    first = page.locator("main").get_by_role("link")
    assert [link.get_attribute("href") for link in first.all()[:2]] == ["#", "tel:999"]
    box = page.get_by_role("link", name="Call 999").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 640
    assert page.asked == [site + "embed/"]
    assert page.said == []
    kept = "[localStorage.length, sessionStorage.length, document.cookie, location.hash]"
    assert page.evaluate(kept) == [0, 0, "", ""]


def test_a_result_names_a_person_and_the_reasons(page: Any, site: str) -> None:
    policy = load(SOURCE, "oakfield").policy
    assert policy
    program = compile_wizard(policy)
    page.goto(site + "embed/")
    chosen = {"serious": "private", "kind": "wrong", "audience": "public", "about": "head"}
    while not page.locator("h1").inner_text().startswith("Don't post"):
        ask = page.locator("h1").inner_text()
        fact = next(asked.fact for asked in program.facts if asked.question.ask == ask)
        wanted = chosen.get(fact.id, "none" if fact.kind == "many" else fact.options[0].id)
        answer(page, page, next(o.label for o in fact.options if o.id == wanted))
        expect(page.get_by_role("heading", level=1)).not_to_have_text(ask)
    clauses = {rule.clause.title for rule in program.rules if rule.clause}
    shown = page.locator("section p").all_inner_texts()
    assert any(text.endswith(title) for text in shown for title in clauses)
    person = page.get_by_role("heading", level=3).get_by_role("link")
    expect(person).to_have_attribute("href", re.compile(r"^\.\./talk-to-us/#"))
    expect(page.get_by_role("link", name="All the rules")).to_have_attribute("href", "../code/")
    assert page.said == []


def test_its_own_policy_lets_nothing_else_run(page: Any, site: str) -> None:
    page.goto(site + "embed/")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'),"
                  " {textContent: 'window.ran = true'}))")  # fmt: skip
    assert page.evaluate("window.ran") is None
    assert "Content Security Policy" in page.said[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_the_schools_by_day_and_night(
    chromium: Browser, site: str, scheme: Any
) -> None:
    with chromium.new_context(color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(site + "embed/")
        button = page.get_by_role("button", name="Continue")
        colours = load(SOURCE, "oakfield").policy.school.colours  # type: ignore[union-attr]
        red, green, blue = (int(colours.primary[i : i + 2], 16) for i in (1, 3, 5))
        expect(button).to_have_css("background-color", f"rgb({red}, {green}, {blue})")
        ground = {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 25, 31)"}[scheme]
        expect(page.locator("body")).to_have_css("background-color", ground)


def test_without_a_script_it_leads_to_the_list(chromium: Browser, site: str) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site + "embed/")
        expect(page.get_by_role("link")).to_have_attribute("href", "../should-i-post/")


def fits(page: Page) -> bool:
    """Whether the frame is exactly as high as what it shows."""
    height = page.frames[1].evaluate("document.querySelector('main').offsetHeight")
    shown = page.evaluate("document.querySelector('iframe').offsetHeight")
    return bool(height == shown)  # the script takes away the frame's border


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; fail after five seconds."""
    end = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_the_frame_follows_its_height(page: Any, outer: str) -> None:
    page.goto(outer)
    expect(inside(page).get_by_role("heading", level=1)).to_be_visible()
    until(lambda: fits(page))
    before = page.evaluate("document.querySelector('iframe').offsetHeight")
    answer(page, inside(page), dangers()["now"])
    expect(inside(page).get_by_role("link", name="Call 999")).to_be_visible()
    until(lambda: fits(page))
    assert page.evaluate("document.querySelector('iframe').offsetHeight") != before
    assert page.said == []


def test_the_next_question_is_seen_from_its_top(page: Any, outer: str) -> None:
    page.goto(outer)
    until(lambda: fits(page))
    inside(page).get_by_role("button", name="Continue").scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, 200)")
    answer(page, inside(page), dangers()["no"])
    until(lambda: page.evaluate("document.querySelector('iframe').getBoundingClientRect().y") >= 0)


@pytest.mark.parametrize(
    ("sender", "message"),
    [
        ("window", {"wizard": 5000}),  # another origin than the script's
        ("frames[0]", {"wizard": "5000px"}),
        ("frames[0]", {"wizard": None}),
        ("frames[0]", None),
    ],
    ids=["wrong-origin", "text", "nothing", "no-data"],
)
def test_no_other_message_is_heard(page: Any, outer: str, sender: str, message: object) -> None:
    page.goto(outer)
    until(lambda: fits(page))
    before = page.evaluate("document.querySelector('iframe').offsetHeight")
    where = page.frames[1] if sender == "frames[0]" else page
    page.evaluate("addEventListener('message', ({data}) => window.heard = data ?? 'nothing')")
    where.evaluate("message => parent.postMessage(message, '*')", message)
    until(lambda: page.evaluate("'heard' in window"))
    assert page.evaluate("document.querySelector('iframe').offsetHeight") == before


def test_a_second_frame_of_the_site_moves_only_itself(page: Any, outer: str, site: str) -> None:
    """The message's own frame is resized, not the first one."""
    page.goto(outer)
    until(lambda: fits(page))
    before = page.evaluate("document.querySelector('iframe').offsetHeight")
    page.evaluate(
        "src => document.body.append(Object.assign(document.createElement('iframe'), {src}))",
        site + "embed/?second",
    )
    until(lambda: page.evaluate("document.querySelectorAll('iframe')[1].style.height"))
    assert page.evaluate("document.querySelector('iframe').offsetHeight") == before


def test_links_open_in_the_whole_window(page: Any, outer: str, site: str) -> None:
    page.goto(outer)
    answer(page, inside(page), dangers()["now"])
    inside(page).locator("a[href*='talk-to-us']").first.click()
    page.wait_for_url(site + "talk-to-us/**")
    expect(page).to_have_title("talk-to-us")


def test_framed_in_webkit(webkit: WebKitGTK, outer: str) -> None:
    webkit.implicitly_wait(5)
    webkit.get(outer)
    frame = webkit.find_element(By.TAG_NAME, "iframe")
    until(lambda: bool(webkit.execute_script("return arguments[0].style.height", frame)))
    webkit.switch_to.frame(frame)
    webkit.find_element(By.CSS_SELECTOR, "label[for^=wz-danger]").click()
    time.sleep(TOO_SOON / 1000)
    webkit.switch_to.default_content()
    webkit.execute_script("scrollTo(0, 9999)")  # the driver scrolls no outer page to a click
    webkit.switch_to.frame(frame)
    webkit.find_element(By.CSS_SELECTOR, "button[type=submit]").click()
    call = webkit.find_element(By.CSS_SELECTOR, "a[href^=tel]")
    assert call.get_attribute("textContent") == "Call 999"


def test_framed_in_firefox(firefox: Callable[..., Any], outer: str) -> None:
    seen = firefox("embed.mjs", outer)
    assert seen["heights"][0] != seen["heights"][1]
    assert seen["call"] == "Call 999"
