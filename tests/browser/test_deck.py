"""The deck of the training hall, opened from a file with the network off."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from generator.content.stories import sessions, tell
from generator.source.load import load, schools
from generator.wizard.export import export
from generator.wizard.program import compile_wizard
from generator.writers.deck.deck import deck

SOURCE = Path(__file__).parent.parent.parent / "policy_src"
FAULTS = (Path(__file__).parent / "deck.js").read_text("utf-8")
SIZES = [(1024, 768), (1280, 720), (1920, 1080), (3840, 2160)]
MOST_STEPS = 300

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """``decks(school)`` gives the file of a school's deck, alone in a folder as on a stick."""
    made: dict[str, Path] = {}

    def make(school: str) -> Path:
        if school not in made:
            policy = load(SOURCE, school).policy
            assert policy
            program = compile_wizard(policy, "should-i-post")
            told = tell(program, policy)
            data = export(program, policy, root="../")
            wizard = program.wizard
            page = deck(policy, wizard.title, program.verdicts, told, sessions(told), data, "")
            made[school] = tmp_path_factory.mktemp(school) / "deck.html"
            made[school].write_text(page, "utf-8")
        return made[school]

    return make


@pytest.fixture
def offline(chromium: Browser) -> Iterator[BrowserContext]:
    with chromium.new_context(offline=True, viewport={"width": 1280, "height": 800}) as context:
        context.set_default_timeout(10_000)
        yield context


@pytest.fixture
def page(offline: BrowserContext, decks: Callable[[str], Path]) -> Page:
    """The deck of the invented school; an error of the page fails the test."""
    page = offline.new_page()
    page.on("pageerror", _fail)
    page.on("console", lambda said: _fail(said.text) if said.type == "error" else None)
    page.goto(decks("oakfield").as_uri())
    return page


def _fail(error: Any) -> None:
    raise AssertionError(str(error))


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def heading(page: Page) -> str:
    return page.locator("h1:visible").inner_text()


def counts(page: Page) -> list[str]:
    return [box.input_value() for box in page.locator(".hand__count").all()]


def to_first_story(page: Page) -> None:
    """From the start to the post of the first story."""
    for _ in range(10):
        if page.locator(".hands").count():
            return
        press(page, "PageDown")
    raise AssertionError("no story")


READABLE = [
    (school, scheme, sizes)
    for school in schools(SOURCE)
    for scheme, sizes in (("light", SIZES[:1]), ("light", SIZES[1:]), ("dark", SIZES[:1]))
]


@pytest.mark.parametrize(
    ("school", "scheme", "sizes"),
    [
        pytest.param(
            *case, marks=() if case[0] == "oakfield" and case[2] == SIZES[:1] else pytest.mark.long
        )
        for case in READABLE
    ],
)
def test_every_screen_can_be_read_from_the_last_row(
    chromium: Browser, decks: Callable[[str], Path], school: str, scheme: Any, sizes: Any
) -> None:
    with chromium.new_context(offline=True, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(decks(school).as_uri())
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            press(page, "Home")
            for _ in range(MOST_STEPS):
                assert page.evaluate(FAULTS) == [], (width, height, heading(page))
                if page.locator(".screen--end").count():
                    break
                press(page, *(["1", "3", "4"] if page.locator(".hands").count() else []))
                press(page, "PageDown")
            else:
                raise AssertionError("the deck does not end")


def test_the_measure_sees_what_cannot_be_read(page: Page) -> None:
    assert page.evaluate(FAULTS) == []
    page.evaluate(
        "Object.assign(document.querySelector('h1').style, {font: '10px a', color: '#999'})"
    )
    words = " ".join(page.evaluate(FAULTS))
    assert "is 10px" in words
    assert "has a contrast of" in words
    page.evaluate("document.querySelector('.stage').append('so long '.repeat(4000))")
    assert "with room for" in " ".join(page.evaluate(FAULTS))


@pytest.mark.parametrize(("width", "height"), [SIZES[0], SIZES[-1]])
def test_the_wizard_fits_the_hall(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    press(page, "l")
    expect(page.locator(".hall form")).to_be_visible()
    down = "document.querySelector('.hall').scrollTop"
    for _ in range(40):
        # While it slides in, it holds what would otherwise stand outside.
        page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
        faults = page.evaluate(FAULTS)
        short = [fault for fault in faults if "high, with room" not in fault]
        asking = page.locator(".hall form").count()
        # An answer is long, and so is a question with many answers: it scrolls, by Page Down too.
        long = not asking or page.locator(".hall input").count() > 9
        assert (short if long else faults) == [], heading(page)
        before, asked = page.evaluate(down), heading(page)
        if asking:
            page.locator(".hall input").last.check()  # no danger, and none of these
            page.evaluate(f"{down} = {before}")
        press(page, "PageDown")
        if not asking:
            assert page.evaluate(down) > before
            return
        if len(faults) == len(short):
            expect(page.locator(".hall h1")).not_to_have_text(asked)
    raise AssertionError("no answer")


def test_a_session_by_keyboard_alone(page: Page) -> None:
    to_first_story(page)
    first = heading(page)
    press(page, "1", "1", "2", "Shift+Digit2", "4")
    assert counts(page) == ["2", "0", "0", "1"]
    press(page, "r")
    expect(page.locator(".verdict__title")).to_be_visible()
    expect(page.locator(".bar__count").first).to_have_text("2")
    press(page, "r")
    expect(page.locator(".hands")).to_be_visible()
    press(page, "b")
    expect(page.locator(".black")).to_be_visible()
    press(page, "b")
    expect(page.locator(".black")).to_be_hidden()
    press(page, "n")
    expect(page.locator("aside.notes")).to_contain_text("Next:")
    press(page, "n", "t")
    expect(page.locator(".timer")).to_have_text("0:01")
    press(page, "t", "?")
    expect(page.locator("dialog")).to_be_visible()
    press(page, "Escape")
    for _ in range(10):
        press(page, "ArrowRight")
        if heading(page) != first:
            break
    assert heading(page) != first
    press(page, "PageUp")
    assert heading(page) == first
    press(page, "f")
    page.wait_for_function("document.fullscreenElement !== null")


def test_a_reload_keeps_the_room_and_start_again_clears_it(page: Page) -> None:
    to_first_story(page)
    press(page, "2", "2")
    title = heading(page)
    page.reload()
    assert heading(page) == title
    assert counts(page) == ["0", "2", "0", "0"]
    page.get_by_role("button", name="Keys and more").click()
    page.get_by_role("button", name="Start again").click()
    to_first_story(page)
    assert counts(page) == ["0", "0", "0", "0"]
    page.reload()
    to_first_story(page)
    assert counts(page) == ["0", "0", "0", "0"]


def test_where_help_is_needed_it_comes_before_the_rules(page: Page) -> None:
    choose(page, "A threat in the chat")
    press(page, "r", "r", "PageDown")
    expect(page.locator(".stage h2").first).to_have_text("Who can help")
    expect(page.locator(".line").first).to_have_text("999")


def choose(page: Page, title: str) -> None:
    press(page, "s")
    page.get_by_role("button", name=title).click()


def test_a_hard_story_comes_after_a_warning_with_a_way_out(page: Page) -> None:
    choose(page, "A threat in the chat")
    assert heading(page) == "The next story is hard"
    stage = page.locator(".stage")
    expect(stage).to_contain_text("It is about a threat to hurt people.")
    expect(stage).to_contain_text("You may step outside now.")
    expect(stage.locator(".post")).to_have_count(0)
    assert "threat" not in page.title()
    press(page, "n")
    expect(page.locator("aside.notes")).to_contain_text("K leaves it out")
    press(page, "n", "PageDown")
    assert heading(page) == "A threat in the chat"
    expect(page.locator(".hands")).to_be_visible()
    choose(page, "A threat in the chat")
    page.get_by_role("button", name="Leave this story out").click()
    assert heading(page) == "Leaving a review"
    choose(page, "My child told me something")
    press(page, "k")
    assert heading(page) not in ("My child told me something", "The next story is hard")


def test_a_post_looks_like_one_where_it_is(page: Page) -> None:
    choose(page, "Nuts at the picnic")
    expect(page.locator(".post--chat figcaption")).to_contain_text("The class chat")
    choose(page, "The nativity photo")
    feed = page.locator(".post--feed")
    expect(feed.locator(".post__picture")).to_contain_text("24 children, all faces clear")
    expect(feed.get_by_role("img", name="A picture")).to_be_visible()
    expect(feed.locator(".post__words")).to_have_text("So proud of our little stars!")
    expect(feed.locator(".tag")).to_have_text("Invented")


def test_the_words_after_stand_beside_the_words_before(page: Page) -> None:
    choose(page, "Nuts at the picnic")
    press(page, "PageDown")
    expect(page.locator(".verdict__title")).to_have_text("Change it first")
    press(page, "PageDown")
    before, after = page.locator(".side").all()
    expect(before).to_contain_text("Ella in our class has a nut allergy!")
    expect(before.locator(".side__answer")).to_have_text("Change it first")
    expect(after).to_contain_text("One child can't be near nuts.")
    expect(after.locator(".side__answer")).to_have_text("Go ahead")
    press(page, "PageDown")
    expect(page.locator(".lines .tag").first).to_have_text("Please don't · This school")


def test_three_slides_open_an_evening_and_each_session(page: Page) -> None:
    slides = ["We all know this moment", "A post can travel", "One question first"]
    for session, then in (
        ("1 minute 3", "Thank you for coming"),
        ("20 minutes", "What we talk about"),
        ("45 minutes", "What we talk about"),
    ):
        press(page, "Home")
        page.get_by_role("button", name=session).click()
        seen = []
        for _ in slides:
            expect(page.locator(".drawing svg")).to_be_visible()
            seen.append(heading(page))
            press(page, "PageDown")
        assert seen == slides
        assert heading(page) == then


def test_a_phone_shows_each_step_without_a_scroll_to_the_side(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.get_by_role("button", name="45 minutes").click()
    stage = page.locator(".stage")
    for _ in range(MOST_STEPS):
        assert not stage.evaluate("(it) => it.scrollWidth > it.clientWidth"), heading(page)
        if page.locator(".screen--end").count():
            return
        press(page, "PageDown")
    raise AssertionError("the deck does not end")


def test_another_window_knows_nothing(page: Page, offline: BrowserContext) -> None:
    to_first_story(page)
    press(page, "3")
    other = offline.new_page()
    other.goto(page.url)
    to_first_story(other)
    assert counts(other) == ["0", "0", "0", "0"]
    assert page.evaluate("localStorage.length") == 0
    assert offline.cookies() == []


def test_hands_are_counted_by_touch_and_by_number(page: Page) -> None:
    to_first_story(page)
    page.locator(".hand__name").nth(2).click()
    page.locator(".hand__name").nth(2).click()
    page.locator(".hand__less").nth(2).click()
    page.locator(".hand__count").nth(0).fill("27")
    page.locator(".hand__count").nth(0).press("Enter")
    assert counts(page) == ["27", "0", "1", "0"]
    page.get_by_role("button", name="Show the answer").click()
    expect(page.locator(".bar__count").first).to_have_text("27")


def test_the_second_window_follows_and_leads(page: Page) -> None:
    to_first_story(page)
    title = heading(page)
    with page.expect_popup() as opened:
        press(page, "w")
    notes = opened.value
    expect(notes.locator(".notes__body h2")).to_have_text(title)
    expect(notes.locator(".notes__clock")).to_contain_text(":")
    press(notes, "PageDown")
    expect(page.locator(".verdict__title")).to_be_visible()
    for _ in range(10):
        press(page, "PageDown")
    expect(notes.locator(".notes__body h2")).to_have_text(heading(page))
    page.reload()
    press(page, "Home")
    expect(notes.locator(".notes__body h2")).to_have_text("Should I post this?")


@pytest.mark.parametrize("lacking", ["BroadcastChannel", "open"])
def test_without_a_second_window_the_notes_are_here(page: Page, lacking: str) -> None:
    gone = "undefined" if lacking == "BroadcastChannel" else "() => null"
    page.add_init_script(f"window.{lacking} = {gone};")
    page.reload()
    to_first_story(page)
    press(page, "w")
    expect(page.locator(".said")).to_contain_text("The notes are shown here")
    expect(page.locator("aside.notes")).to_contain_text("Next:")


def test_the_results_sheet_has_counts_and_no_names(page: Page) -> None:
    to_first_story(page)
    press(page, "1", "1", "1")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    sheet = page.locator(".paper")
    expect(sheet).to_be_visible()
    expect(page.locator(".stage")).to_be_hidden()
    title = page.locator(".stage h1").text_content()
    row = sheet.locator("tr", has=page.locator(f"th:text-is('{title}')"))
    expect(row.locator("td").first).to_have_text("3")
    expect(sheet.locator("p.blanks span")).to_have_text(["Date:", "People in the room:"])


def test_the_deck_needs_nothing_else(
    decks: Callable[[str], Path], chromium: Browser, serve: Callable[..., str], tmp_path: Path
) -> None:
    shutil.copy(decks("oakfield"), tmp_path)
    with chromium.new_context() as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        address = serve(tmp_path) + "deck.html"
        page.goto(address)
        to_first_story(page)
        press(page, "l")
        expect(page.locator(".hall form")).to_be_visible()
        assert asked == [address]


def test_the_deck_in_webkit(webkit: WebKitGTK, decks: Callable[[str], Path]) -> None:
    webkit.get(decks("clapgate").as_uri())

    def shown(selector: str) -> bool:
        script = "const e = document.querySelector(arguments[0]); return !!e && e.checkVisibility()"
        return bool(webkit.execute_script(script, selector))

    def send(*keys: str) -> None:
        for key in keys:
            ActionChains(webkit).send_keys(key).perform()

    send(Keys.PAGE_DOWN)
    assert shown(".hands")
    send("1", "1", "r")
    assert shown(".verdict__title")
    script = "return document.querySelector('.bar__count').textContent"
    assert webkit.execute_script(script) == "2"
    send("l")
    assert shown(".hall form")


def test_the_deck_in_firefox(firefox: Callable[..., Any], decks: Callable[[str], Path]) -> None:
    assert firefox("deck.mjs", decks("clapgate").as_uri()) == {
        "hands": True,
        "count": "2",
        "live": True,
        "notes": True,
    }
