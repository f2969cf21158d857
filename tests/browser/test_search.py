"""The search gives the right page first for what people type, and comes only when it is used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import built
import pytest
import yaml
from playwright.sync_api import Browser, Page, Route, expect

from generator.model.search import Search
from generator.source.load import load, schools

pytestmark = pytest.mark.browser

OPENER, FIELD, FOUND = "[data-search-open]", ".search input", ".search__link"
ROOT = built.ROOT
QUERIES = yaml.safe_load((ROOT / "tests/queries.yml").read_text("utf-8"))
LEAST = {"known": 23 / 24, "fresh": 16 / 24}
"""The share of the queries, at each school, that must find the right page first."""

ASK = """texts => texts.map(text => {
  const field = document.querySelector('.search input');
  field.value = text;
  field.dispatchEvent(new Event('input'));
  return document.querySelector('.search__link')?.href ?? '';
})"""


def open_search(page: Page, address: str) -> None:
    page.goto(address)
    page.click(OPENER)
    page.fill(FIELD, "photo")
    expect(page.locator(FOUND).first).to_be_visible()


@pytest.mark.parametrize("name", schools(ROOT / "policy_src"))
def test_the_right_page_is_first(
    chromium: Browser, serve: Callable[..., str], sites: Path, name: str
) -> None:
    site = sites / name
    root = serve(site, built.prefix(site))
    with chromium.new_context() as context:
        page = context.new_page()
        open_search(page, root)
        for kind, queries in QUERIES.items():
            there = [q for q in queries if any((site / a).is_dir() for a in q["first"])]
            answers = page.evaluate(ASK, [q["q"] for q in there])
            wrong = {
                query["q"]: answer.removeprefix(root)
                for query, answer in zip(there, answers, strict=True)
                if answer.removeprefix(root).partition("#")[0] not in query["first"]
            }
            print(f"{name}, {kind}: {len(there) - len(wrong)} of {len(there)}. Not: {wrong}")
            assert len(wrong) <= (1 - LEAST[kind]) * len(queries), wrong


@pytest.mark.parametrize("name", schools(ROOT / "policy_src"))
def test_every_result_leads_to_a_place_that_is_there(sites: Path, name: str) -> None:
    site, pages = sites / name, entries(sites / name)
    for page in pages:
        path, _, anchor = page["to"].partition("#")
        html = (site / path / "index.html").read_text("utf-8")
        assert not anchor or f'id="{anchor}"' in html, page["to"]
    assert len({(page["to"], page["title"]) for page in pages}) == len(pages)
    staff = ("for-staff/", "should-i-post/how-it-decides/", "present/deck.html")
    assert not [page["to"] for page in pages if page["to"].startswith(staff)]


def entries(site: Path) -> list[dict[str, Any]]:
    script = (site / "assets/search-index.js").read_text("utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(script.partition(" = ")[2].rstrip(";\n"))["pages"]
    return found


def test_every_page_that_people_ask_for_is_a_page_of_some_school(sites: Path) -> None:
    asked = load(ROOT / "policy_src", "oakfield").policy
    assert asked
    assert isinstance(asked.search, Search)
    there = {page["to"] for site in built.schools(sites) for page in entries(site)}
    assert {named.page for named in asked.search.pages} <= there


@pytest.mark.parametrize("width", [360, 1280])
def test_the_search_loads_when_it_is_opened_and_finds_what_was_typed_before(
    chromium: Browser, serve: Callable[..., str], sites: Path, width: int
) -> None:
    with chromium.new_context(viewport={"width": width, "height": 740}) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(serve(sites / "oakfield") + "code/")
        expect(page.locator("html.js")).to_be_attached()
        assert not any("/search" in url or "/javascripts/" in url for url in asked)
        held: list[Route] = []
        page.route("**/search.js", lambda route: held.append(route))
        with page.expect_request("**/search.js"):
            page.click(OPENER)
        page.keyboard.type("photo")
        held[0].continue_()
        expect(page.locator(FOUND).first).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(FIELD)).not_to_be_visible()
        expect(page.locator(OPENER)).to_be_focused()
        page.click(OPENER)
        expect(page.locator(FIELD)).to_have_value("photo")
        assert sum(url.endswith("/search.js") for url in asked) == 1


def test_a_keyboard_reaches_the_answer(
    chromium: Browser, serve: Callable[..., str], sites: Path
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        root = serve(sites / "oakfield")
        open_search(page, root)
        page.fill(FIELD, "xyzzyq")
        expect(page.get_by_text("Nothing fits these words")).to_be_visible()
        page.fill(FIELD, "Cant I complain about the PRINCIPLE?!")
        expect(page.get_by_role("status").filter(has_text="First answer")).to_be_attached()
        page.keyboard.press("Enter")
        page.wait_for_url(f"{root}talk-to-us/")


def test_a_result_on_the_same_page_closes_the_search(
    chromium: Browser, serve: Callable[..., str], sites: Path
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        open_search(page, serve(sites / "oakfield") + "talk-to-us/")
        page.fill(FIELD, "ofsted")
        page.locator(FOUND).first.click()
        expect(page.locator(FIELD)).not_to_be_visible()
        assert page.url.endswith("/talk-to-us/#ofsted")


def test_the_words_say_nothing_of_programs(
    chromium: Browser, serve: Callable[..., str], sites: Path
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        open_search(page, serve(sites / "oakfield"))
        page.fill(FIELD, "complain about the head")
        said = page.locator(".search").inner_text()
    assert "How to complain" in said
    for word in ("Missing", "matching", "documents", "results"):
        assert word not in said
