"""The pages for staff: words that paste well, codes that scan, and nothing without an address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from worlds import FILES as WORLD
from worlds import RULES, TODAY, tiny_world

from generator.compile import compile_site
from generator.scan import png, svg

SITE = "https://hilltop.example.org/posts/"
WITH_SITE = {
    "schools/hilltop/school.yml": f"""\
name: Hilltop & Friends
nation: england
real: false
site: {SITE}
colours: {{primary: "#1f5f5b", accent: "#a35a00"}}
welcome: Talk to us.
document:
  title: Our code
  approved: 2026-05-01
  review: 2027-05
  from: {{hilltop-01: May 2026, hilltop-03: our code}}
""",
    "common/reminders.yml": """\
reminders:
  - {id: a-new-year, title: A new year, when: In autumn, text: Welcome.}
  - {id: exams, title: Exams, when: In spring, text: Good luck.}
""",
    "common/scenarios.yml": """\
scenarios:
  - {id: a-child, title: A child, post: Ben did it., where: A chat, situation: {names: child},
     verdict: stop}
""",
}


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., dict[str, str | bytes]]:
    """``files(extra)`` gives the files of the tiny school."""
    return lambda extra: compile_site(tiny_world(tmp_path, extra), "hilltop", TODAY).site.files


def pasted(page: str, kind: str) -> list[str]:
    """Return the texts that one kind of button copies."""
    return [
        unescape(t) for t in re.findall(rf"<pre[^>]* data-share-{kind}>(.*?)</pre>", page, re.S)
    ]


def test_every_page_to_link_has_a_code_that_scans(files) -> None:
    made = files(WITH_SITE)
    page = str(made["for-staff/links/index.md"])
    addresses = [unescape(a) for a in re.findall(r'data-share-address="([^"]+)"', page)]
    paths = ["", "should-i-post/", "code/get-help/", "code/name-no-child/"]
    paths += ["talk-to-us/#office", "present/#a-child"]
    assert sorted(addresses) == sorted(SITE + path for path in paths)
    found = set()
    for name in re.findall(r'href="([^"]+\.png)" download>PNG', page):
        data = made[urljoin("for-staff/links/", name)]
        assert isinstance(data, bytes)
        found |= {code.text for code in zxingcpp.read_barcodes(Image.open(BytesIO(data)))}
    assert found == set(addresses)


@pytest.mark.browser
def test_a_code_as_svg_scans_as_it_is_drawn(chromium: Browser) -> None:
    address = SITE + "code/no-threats/"
    with chromium.new_context(viewport={"width": 400, "height": 400}) as context:
        page = context.new_page()
        page.set_content(f'<div style="width:300px">{svg(address)}</div>')
        codes = zxingcpp.read_barcodes(Image.open(BytesIO(page.screenshot())))
    assert [code.text for code in codes] == [address]
    assert zxingcpp.read_barcodes(Image.open(BytesIO(png(address))))[0].text == address


def test_without_an_address_there_are_words_and_no_link(files) -> None:
    made = files({k: v for k, v in WITH_SITE.items() if "school.yml" not in k})
    for name in ("links", "newsletter"):
        page = str(made[f"for-staff/{name}/index.md"])
        assert "Please give the address to the person who looks after these pages." in page
        assert "site:" not in page.partition("<details")[0]
        assert "https://" not in page
        assert pasted(page, "text")
    assert not [path for path in made if path.startswith("for-staff/qr/")]


def test_a_reminder_is_written_from_the_schools_rules_or_left_out(files) -> None:
    rule = WORLD[RULES].replace("    wizard:", "    newsletter: [a-new-year]\n    wizard:", 1)
    page = str(files(WITH_SITE | {RULES: rule})["for-staff/newsletter/index.md"])
    texts = pasted(page, "text")
    reminder = next(text for text in texts if text.startswith("A new year"))
    assert reminder == (
        "A new year\nWelcome.\nYou must not name a child. Tell the office.\n"
        f"{SITE}code/name-no-child/"
    )
    assert not [text for text in texts if text.startswith("Exams")]


def test_the_line_for_another_website_names_the_frame_and_its_script(files) -> None:
    lines = pasted(str(files(WITH_SITE)["for-staff/links/index.md"]), "line")
    assert len(lines) == 1
    assert f'<iframe src="{SITE}embed/"' in lines[0]
    assert f'<script src="{SITE}embed/resize.js"' in lines[0]
    assert "style" not in lines[0]  # many websites forbid it, and so does this one


def test_staff_are_told_to_name_the_website_until_they_have(files) -> None:
    about = WITH_SITE["schools/hilltop/school.yml"]
    named = {"schools/hilltop/school.yml": f"{about}framed-by: [https://hilltop.example]\n"}
    for extra, told in ((WITH_SITE, True), (WITH_SITE | named, False)):
        page = str(files(extra)["for-staff/links/index.md"])
        assert ("first write that website as <code>framed-by:</code>" in page) is told
        assert ("To show it inside https://hilltop.example, paste" in page) is not told


def test_what_mail_programs_drop_is_not_in_the_html(files) -> None:
    for html in pasted(str(files(WITH_SITE)["for-staff/newsletter/index.md"]), "html"):
        assert html.startswith("<table")
        assert set(re.findall(r"<([a-z]+)", html)) <= {"table", "tr", "td", "p", "a"}
        assert not re.search(r"class=|flex|grid|var\(|<style|<script", html)
        assert "Hilltop &amp; Friends" in html or "&" not in html


@pytest.mark.browser
def test_pasted_html_stands_alone_in_a_bare_page(chromium: Browser, files) -> None:
    html = next(h for h in pasted(str(files(WITH_SITE)["for-staff/newsletter/index.md"]), "html"))
    with chromium.new_context(viewport={"width": 360, "height": 600}) as context:
        page = context.new_page()
        page.set_content(html)
        link = page.get_by_role("link")
        assert link.get_attribute("href") == SITE
        assert page.locator("td").evaluate("td => getComputedStyle(td).fontSize") == "16px"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        expect(page.locator("td")).to_contain_text("Hilltop & Friends")


@pytest.fixture
def page(chromium: Browser, sites: Path, serve) -> Iterator[Page]:
    with chromium.new_context() as context:
        address = serve(sites / "oakfield")
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address.rstrip("/"))
        page = context.new_page()
        page.goto(f"{address}for-staff/newsletter/")
        yield page


@pytest.mark.browser
@pytest.mark.parametrize("way", ["new", "old"])
def test_a_copy_is_made_and_said(page: Page, way: str) -> None:
    if way == "old":
        page.add_init_script("delete Clipboard.prototype.write")
        page.reload()
    share = page.locator("[data-share]:not(#email)").nth(1)
    share.locator("> summary").click()
    button = share.get_by_role("button", name="Copy for mail")
    button.click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    expect(share.get_by_role("button").first).to_have_text("Copied")
    page.evaluate(
        """() => {
          const box = document.createElement('div');
          box.contentEditable = 'true'; box.id = 'mail';
          document.body.append(box); box.focus();
        }"""
    )
    page.keyboard.press("Control+v")
    mail = page.locator("#mail")
    expect(mail.locator("a")).to_have_text("Read more")
    title = share.locator("h3").inner_text()
    expect(mail.locator("table")).to_contain_text(title)
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.replace("\r", "") == share.locator("[data-share-text]").text_content()


@pytest.mark.browser
def test_staff_pages_are_kept_from_search_and_found_from_the_footer(page: Page) -> None:
    robots = page.locator('meta[name="robots"]')
    assert robots.get_attribute("content") == "noindex"
    page.locator("footer").get_by_role("link", name="For staff").click()
    expect(page.locator("h1")).to_have_text("For staff")
    page.get_by_role("link", name="A session in the hall").click()
    page.get_by_role("link", name="Open the deck").click()
    expect(page.locator(".choice")).to_have_count(5)


def test_every_page_says_what_it_is(sites: Path) -> None:
    built = sites / "oakfield"
    site = "https://oakfield.example.org/kind-online/"
    for path in built.rglob("index.html"):
        address = path.relative_to(built).as_posix().removesuffix("index.html")
        if address == "embed/":
            continue
        head = path.read_text("utf-8").split("</head>")[0]
        assert f'<link rel="canonical" href="{site}{address}">' in head
        assert f'<meta property="og:url" content="{site}{address}">' in head
        for said in ("description", "og:title", "og:description", "twitter:card"):
            assert re.search(rf'(name|property)="{said}" content="[^"]+"', head), (address, said)
    home = (built / "index.html").read_text("utf-8")
    assert '<script type="application/ld+json">{"@context": "https://schema.org"' in home
