"""The wizard on its page, in a real browser, on a small wizard made for these tests."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.by import By
from taps import TOO_SOON, later

from generator.wizard.script import assets

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
DATA = (HERE / "wizard.json").read_text("utf-8")

HTML = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>May I bring it?</title>
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="../assets/wizard.css">
</head><body><main>
<div data-wizard-intro><h1>May I bring it?</h1></div>
<div data-wizard><script type="application/json">{data}</script></div>
<div data-wizard-static><h2>All the rules</h2><p>Leave it at home if it bites.</p></div>
</main>{script}</body></html>"""
SCRIPT = '<script src="../assets/wizard.js" defer></script>'

LIST = "See it all as a list"

Open = Callable[..., Page]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with the assets, the wizard's page and a page elsewhere."""
    (tmp_path / "assets").mkdir()
    for name, text in assets().items():
        (tmp_path / name).write_text(text, "utf-8")
    for name, html in {
        "bag": HTML.format(data=DATA, script=SCRIPT),
        "rules": "<title>Rules</title>",
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(html, "utf-8")
    return tmp_path


@pytest.fixture
def open_wizard(chromium: Browser, serve: Callable[..., str], site: Path) -> Iterator[Open]:
    """`open_wizard(**context)` gives the wizard's page; faults of the page fail the test."""
    faults: list[str] = []
    contexts = []

    def open_it(**options: object) -> Page:
        contexts.append(chromium.new_context(**{"locale": "en-GB", **options}))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(serve(site) + "bag/")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert not faults


def heading(page: Page) -> Locator:
    return page.locator("h1:visible")


def proceed(page: Page) -> None:
    later(page)
    page.get_by_role("button", name="Continue").click()


def answer(page: Page, question: str, *labels: str) -> None:
    """Check that this question is asked, tick the labels and nothing else, and go on."""
    expect(heading(page)).to_have_text(question)
    for label in labels:
        page.get_by_label(label, exact=True).check()
    proceed(page)


def to_stop(page: Page, asked: str = "Yes") -> None:
    """Answer until the wizard says to leave it at home."""
    answer(page, "Is anyone hurt?", "No")
    answer(page, "What is it?", "An animal")
    answer(page, "What is true of it?", "It bites")
    answer(page, "Did you ask?", asked)
    expect(heading(page)).to_have_text("Leave it at home")


def change(page: Page, question: str) -> None:
    """Unfold the answers of a result, and choose to change one."""
    page.locator("summary", has_text="Your answers").click()
    page.get_by_role("button", name=f"Change {question}").click()


def test_starts_with_the_first_question_and_nothing_chosen(open_wizard: Open) -> None:
    page = open_wizard()
    expect(heading(page)).to_have_text("Is anyone hurt?")
    expect(page.get_by_role("group", name="Is anyone hurt?")).to_have_accessible_description(
        "We ask this first."
    )
    expect(page.get_by_label("I'm not sure")).to_have_accessible_description("Nobody minds.")
    assert page.locator("input:checked").count() == 0
    expect(page.get_by_text("Question 1. At most 4 more.")).to_be_visible()
    expect(page.get_by_text("Your answers stay on this page.")).to_be_visible()
    expect(page.get_by_text("All the rules", exact=True)).to_be_hidden()
    assert page.get_by_role("link", name="Back").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    assert page.title() == "Is anyone hurt? – May I bring it? – Little Acre"


def test_title_and_focus_follow_each_step(open_wizard: Open) -> None:
    page = open_wizard()
    answer(page, "Is anyone hurt?", "No")
    expect(heading(page)).to_be_focused()
    expect(page).to_have_title("What is it? – May I bring it? – Little Acre")
    later(page)
    page.get_by_role("link", name="Back").click()
    expect(heading(page)).to_have_text("Is anyone hurt?")
    expect(heading(page)).to_be_focused()
    expect(page.get_by_label("No", exact=True)).to_be_checked()


def test_the_title_keeps_the_verdict_out_of_the_browser_history(open_wizard: Open) -> None:
    page = open_wizard()
    answer(page, "Is anyone hurt?", "Yes")
    expect(heading(page)).to_have_text("Call 999 now")
    assert page.title() == "Your answer – May I bring it? – Little Acre"


def test_a_danger_is_shown_with_the_worst_first_and_no_danger_last(open_wizard: Open) -> None:
    page = open_wizard()
    options = page.locator(".wz-options").inner_text()
    assert re.fullmatch(r"Yes\s+I'm not sure\s+Nobody minds\.\s+or\s+No", options)
    assert [box.get_attribute("value") for box in page.locator(".wz-input").all()] == [
        "4",
        "2",
        "1",
    ]


def test_the_keyboard_is_enough(open_wizard: Open) -> None:
    page = open_wizard()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")  # from the first, round to the last
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("What is it?")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(heading(page)).to_have_text("What is true of it?")
    for key in ["Tab", "Tab", "Tab", "Space", "Tab", "Tab", "Enter"]:
        page.keyboard.press(key)
    expect(heading(page)).to_have_text("Did you ask?")
    for key in ["Tab", "Space", "Enter"]:
        page.keyboard.press(key)
    expect(heading(page)).to_have_text("Leave it at home")
    for stop in ("Your answers", "Change What is it?"):
        while page.evaluate("document.activeElement.textContent") != stop:
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("What is it?")


def test_an_empty_answer_gets_an_error_that_leads_to_the_first_option(open_wizard: Open) -> None:
    page = open_wizard()
    proceed(page)
    expect(page.locator(".wz-summary")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    assert page.title() == "Error: Is anyone hurt? – May I bring it? – Little Acre"
    expect(page.get_by_role("group", name="Is anyone hurt?")).to_have_accessible_description(
        "We ask this first. Error: Choose whether anyone is hurt"
    )
    proceed(page)
    assert page.locator(".wz-error").count() == 1
    assert page.title().count("Error") == 1
    address = page.url
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Yes")).to_be_focused()
    assert page.url == address
    answer(page, "Is anyone hurt?", "No")
    expect(page).to_have_title("What is it? – May I bring it? – Little Acre")


def test_none_of_these_comes_last_after_or_and_stands_alone(open_wizard: Open) -> None:
    page = open_wizard()
    answer(page, "Is anyone hurt?", "No")
    answer(page, "What is it?", "Food")
    noise, smell, none = (
        page.get_by_label(label) for label in ("It makes noise", "It smells", "None of these")
    )
    options = page.locator(".wz-options").inner_text()
    assert re.search(r"\bor\s+None of these$", options)
    noise.check()
    smell.check()
    expect(noise).to_be_checked()
    none.check()
    expect(noise).not_to_be_checked()
    expect(smell).not_to_be_checked()
    smell.check()
    expect(none).not_to_be_checked()


def test_the_browsers_back_and_forward_restore_the_choices(open_wizard: Open) -> None:
    page = open_wizard()
    to_stop(page)
    page.go_back()
    expect(heading(page)).to_have_text("Did you ask?")
    expect(page.get_by_label("Yes")).to_be_checked()
    page.go_back()
    expect(page.get_by_label("It bites")).to_be_checked()
    page.go_forward()
    page.go_forward()
    expect(heading(page)).to_have_text("Leave it at home")
    expect(heading(page)).to_be_focused()


def test_going_on_from_an_earlier_question_shows_the_next_one_again(open_wizard: Open) -> None:
    page = open_wizard()
    to_stop(page)
    for _ in range(3):
        page.go_back()
    answer(page, "What is it?", "Food")
    expect(heading(page)).to_have_text("What is true of it?")
    expect(page.get_by_label("It bites")).to_be_checked()
    proceed(page)
    expect(heading(page)).to_have_text("Bring it")  # what bites matters for animals only


def test_nothing_but_the_step_is_kept_anywhere(open_wizard: Open) -> None:
    page = open_wizard()
    address = page.url
    to_stop(page)
    assert page.url == address
    assert page.evaluate("history.state") == {"step": 4}
    kept = "[localStorage.length, sessionStorage.length, document.cookie]"
    assert page.evaluate(kept) == [0, 0, ""]


def test_a_reload_starts_again_and_back_then_leaves(open_wizard: Open) -> None:
    page = open_wizard()
    address = page.url
    page.goto(address.replace("bag/", "rules/"))
    page.goto(address)
    to_stop(page)
    page.reload()
    expect(heading(page)).to_have_text("Is anyone hurt?")
    assert page.locator("input:checked").count() == 0
    answer(page, "Is anyone hurt?", "No")
    page.go_back()
    expect(heading(page)).to_have_text("Is anyone hurt?")
    page.go_back()
    page.wait_for_url("**/rules/")


def test_coming_back_from_another_page_is_sane(open_wizard: Open) -> None:
    page = open_wizard()
    address = page.url
    page.goto(address.replace("bag/", "rules/"))
    page.goto(address)
    to_stop(page)
    page.get_by_role("link", name="All the rules").click()
    page.wait_for_url("**/rules/")
    page.go_back()
    # The browser kept the page, or the wizard starts again.
    expect(heading(page)).to_have_text(re.compile("Leave it at home|Is anyone hurt"))
    kept = heading(page).inner_text() == "Leave it at home"
    page.go_back()
    if kept:
        expect(heading(page)).to_have_text("Did you ask?")
    else:
        page.wait_for_url("**/rules/")


def test_a_double_click_answers_one_question(open_wizard: Open) -> None:
    page = open_wizard()
    page.get_by_label("No", exact=True).check()
    later(page)
    page.get_by_role("button", name="Continue").dblclick()
    expect(heading(page)).to_have_text("What is it?")
    assert page.locator(".wz-summary").count() == 0
    answer(page, "What is it?", "Food")
    later(page)
    page.get_by_role("link", name="Back").dblclick()
    expect(heading(page)).to_have_text("What is it?")


def test_the_result_says_whom_to_talk_to_and_why(open_wizard: Open) -> None:
    page = open_wizard()
    to_stop(page, "Not yet")
    assert page.locator(".wz-result h2").all_inner_texts() == [
        "Who to talk to",
        "Why",
        "What would change this",
    ]
    assert page.locator(".wz-result > details > summary").all_inner_texts() == [
        "Already posted?",
        "Your answers",
    ]
    expect(page.get_by_text("You may well be right to love it.")).to_be_visible()
    card = page.locator(".wz-card").first
    expect(card.get_by_role("link", name="The keeper")).to_have_attribute(
        "href", "../people/#keeper"
    )
    expect(card).to_contain_text("Answers: within a day")
    expect(card.get_by_role("link", name="Call 01632 960 123")).to_have_attribute(
        "href", "tel:01632960123"
    )
    expect(card.get_by_role("link", name="Email them")).to_have_attribute(
        "href", "mailto:keeper@acre.example"
    )
    expect(card.get_by_text("Where: By the gate")).to_be_hidden()
    card.locator("summary", has_text="More about them").click()
    expect(card.get_by_text("Where: By the gate")).to_be_visible()
    # Two routes go as far; the other person is named, and no more.
    expect(page.get_by_text("Or: The ranger")).to_be_visible()
    expect(page.get_by_role("list").filter(has_text="Let it wear a muzzle")).to_contain_text(
        "Let it wear a muzzle: Change one thing"
    )
    page.locator("summary", has_text="Already posted?").click()
    expect(page.get_by_text("Ask to be fetched.")).to_be_visible()
    expect(page.get_by_role("link", name="How to report a post")).to_be_visible()


def test_every_true_rule_is_a_reason_the_gravest_first_and_open(open_wizard: Open) -> None:
    page = open_wizard()
    to_stop(page, "Not yet")
    reasons = page.locator(".wz-section .wz-fold", has=page.locator(".wz-tag"))
    titles = [text.split("\n") for text in reasons.locator("summary").all_inner_texts()]
    assert [" ".join(words) for words in titles] == [
        "You must not · The law Ask before an animal comes",
        "Please don't · This school Nothing that bites",
    ]
    expect(reasons.first).to_contain_text("Some people fall ill near animals.")
    expect(reasons.first.get_by_role("link", name="Call 01632 960 456")).to_be_visible()
    expect(page.get_by_text("This is our rule, not the law.")).to_be_hidden()
    reasons.nth(1).locator("summary").click()
    expect(page.get_by_text("This is our rule, not the law.")).to_be_visible()
    expect(page.get_by_text("Bring a picture of it.")).to_be_visible()
    expect(reasons.nth(1).get_by_role("link", name="Read this rule")).to_have_attribute(
        "href", "../rules/no-biting/"
    )


def test_in_danger_one_screen_says_what_to_do_and_calls(open_wizard: Open) -> None:
    page = open_wizard(viewport={"width": 360, "height": 740})
    answer(page, "Is anyone hurt?", "Yes")
    said = page.locator(".wz-verdict p").all_inner_texts()
    assert said[:2] == ["Call 999, and say where you are.", "Do not move anyone who is hurt."]
    links = page.locator(".wz-result").get_by_role("link")
    assert [link.get_attribute("href") for link in links.all()] == [
        "tel:999",
        "sms:85258",
        "tel:01632960456",
        "../people/#office",
        "../people/#office",
    ]
    first = links.first.bounding_box()
    assert first
    assert first["y"] + first["height"] <= 640
    expect(page.get_by_text("Ask at the school, or ring the school's number.")).to_be_visible()
    expect(page.get_by_text("Nobody answers here")).to_have_count(0)
    assert page.locator(".wz-result h2").all_inner_texts() == ["More help", "Who to talk to"]
    assert page.get_by_role("button").all_inner_texts()[-2:] == ["Start again", LIST]


def test_an_answer_in_danger_that_has_no_words_of_its_own_has_the_verdicts(
    open_wizard: Open,
) -> None:
    page = open_wizard()
    answer(page, "Is anyone hurt?", "I'm not sure")
    expect(heading(page)).to_have_text("Get help now")


def test_the_mildest_verdict_is_short(open_wizard: Open) -> None:
    page = open_wizard()
    answer(page, "Is anyone hurt?", "No")
    answer(page, "What is it?", "A book")
    expect(heading(page)).to_have_text("Lovely. Bring it")
    assert page.locator(".wz-result h2").all_inner_texts() == ["Why"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_button_vanishes_under_the_pointer(open_wizard: Open, scheme: str) -> None:
    page = open_wizard(color_scheme=scheme)
    to_stop(page)
    for button in page.locator(".wz-result .wz-button:visible").all():
        button.hover()
        text, ground = button.evaluate(
            "button => { const { color, backgroundColor } = getComputedStyle(button);"
            " return [color, backgroundColor]; }"
        )
        assert text != ground
        assert text != {"light": "rgb(255, 255, 255)", "dark": "rgb(0, 0, 0)"}[scheme] or (
            ground != "rgba(0, 0, 0, 0)"
        )


# The message


MESSAGE = """Dear keeper,

I would like to bring an animal.

When I want to bring it:


I have asked already.

Thank you."""


def to_message(page: Page) -> Locator:
    """Answer, and open the message; return its words."""
    to_stop(page)
    page.get_by_text("Write a message").click()
    return page.get_by_role("textbox", name="Your message")


def test_the_message_is_written_from_the_answers(open_wizard: Open) -> None:
    page = open_wizard()
    words = to_message(page)
    expect(words).to_have_value(MESSAGE)
    expect(words).to_have_attribute("autocomplete", "off")
    expect(page.get_by_text("To: keeper@acre.example")).to_be_visible()
    expect(page.get_by_text("Subject: An animal that bites")).to_be_visible()
    assert words.evaluate("words => words.scrollHeight <= words.clientHeight + 1")


def test_the_mail_app_gets_the_words_as_they_stand(open_wizard: Open) -> None:
    page = open_wizard()
    words = to_message(page)
    link = page.get_by_role("link", name="Open in my mail app")
    for text in (MESSAGE, "Please & thank you?\nYours"):
        words.fill(text)
        mail = urlsplit(link.get_attribute("href") or "")
        assert (mail.scheme, mail.path) == ("mailto", "keeper@acre.example")
        assert parse_qs(mail.query) == {
            "subject": ["An animal that bites"],
            "body": [text.replace("\n", "\r\n")],
        }


def test_the_message_is_copied_as_it_stands(open_wizard: Open) -> None:
    page = open_wizard(permissions=["clipboard-read", "clipboard-write"])
    to_message(page).fill("My own words")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == "My own words"


@pytest.mark.parametrize(
    ("works", "said"),
    [(True, "Copied."), (False, "The words are selected. You can copy them now.")],
)
def test_where_no_script_may_copy_the_words_are_selected(
    open_wizard: Open, works: bool, said: str
) -> None:
    page = open_wizard()
    to_message(page)
    page.evaluate(
        """works => {
          navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
          document.execCommand = () => works;
        }""",
        works,
    )
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text(said)
    assert page.evaluate("getSelection().toString()").startswith("Dear keeper,")


def test_a_message_is_offered_only_where_its_condition_is_true(open_wizard: Open) -> None:
    page = open_wizard()
    answer(page, "Is anyone hurt?", "No")
    answer(page, "What is it?", "A book")
    expect(page.get_by_text("Write a message")).to_have_count(0)


def test_change_asks_only_what_is_new_and_returns_to_the_result(open_wizard: Open) -> None:
    page = open_wizard()
    to_stop(page)
    change(page, "What is true of it?")
    expect(heading(page)).to_be_focused()
    expect(page.get_by_text("You are changing an answer.")).to_be_visible()
    page.get_by_label("It bites").uncheck()
    page.get_by_label("It smells").check()
    proceed(page)
    expect(page.get_by_text("We need to ask this now.")).to_be_visible()
    answer(page, "Where will you keep it?", "On the table")
    expect(heading(page)).to_have_text("Change one thing")
    change(page, "What is it?")
    answer(page, "What is it?", "Food")  # the later answers still apply: straight to the result
    expect(heading(page)).to_have_text("Change one thing")
    page.go_back()
    expect(heading(page)).to_have_text("What is it?")
    expect(page.get_by_label("Food")).to_be_checked()


def test_back_to_a_result_that_now_lacks_an_answer_asks_for_it(open_wizard: Open) -> None:
    page = open_wizard()
    to_stop(page)
    change(page, "What is true of it?")
    page.get_by_label("It bites").uncheck()
    page.get_by_label("It smells").check()
    proceed(page)
    expect(heading(page)).to_have_text("Where will you keep it?")
    page.go_back()
    page.go_back()
    expect(heading(page)).to_have_text("Where will you keep it?")


def test_start_again_forgets_and_back_does_not_bring_it_back(open_wizard: Open) -> None:
    page = open_wizard()
    address = page.url
    page.goto(address.replace("bag/", "rules/"))
    page.goto(address)
    to_stop(page)
    page.get_by_role("button", name="Start again").click()
    expect(heading(page)).to_have_text("Is anyone hurt?")
    expect(heading(page)).to_be_focused()
    assert page.locator("input:checked").count() == 0
    page.go_back()
    page.wait_for_url("**/rules/")


def test_the_list_of_all_rules_is_one_button_away(open_wizard: Open) -> None:
    page = open_wizard()
    button = page.get_by_role("button", name=LIST)
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    expect(page.get_by_text("Leave it at home if it bites.")).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    button.click()
    expect(page.get_by_text("Leave it at home if it bites.")).to_be_hidden()


def no_sideways_scroll(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_fits_320_pixels_and_every_target_is_large_enough(open_wizard: Open) -> None:
    page = open_wizard(viewport={"width": 320, "height": 480})
    assert no_sideways_scroll(page)
    assert min(box["height"] for box in boxes(page, ".wz-option, .wz-button, .wz-link")) >= 44
    to_stop(page)
    assert no_sideways_scroll(page)
    for part in page.locator("summary").all():
        part.click()
    assert no_sideways_scroll(page)
    targets = "a, button, summary, textarea"
    assert min(box["height"] for box in boxes(page, f".wz :is({targets})")) >= 44
    page.reload()
    answer(page, "Is anyone hurt?", "Yes")
    assert no_sideways_scroll(page)
    assert min(box["height"] for box in boxes(page, f".wz :is({targets})")) >= 44


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    found = [item.bounding_box() for item in page.locator(selector).all()]
    return [dict(box) for box in found if box and box["height"]]  # none where it is folded up


def test_forced_colours_keep_the_choice_visible(open_wizard: Open) -> None:
    page = open_wizard(forced_colors="active")
    page.get_by_label("No", exact=True).check()
    style = "getComputedStyle(document.querySelector('.wz-input:checked')).appearance"
    assert page.evaluate(style) == "auto"
    border = page.evaluate(
        "getComputedStyle(document.querySelector(':checked + label'), '::before').borderTopWidth"
    )
    assert float(border.removesuffix("px")) >= 3


def test_reduced_motion_moves_nothing(open_wizard: Open) -> None:
    page = open_wizard(reduced_motion="reduce")
    answer(page, "Is anyone hurt?", "No")
    assert page.evaluate("document.getAnimations().length") == 0
    page.get_by_label("Food").check()
    assert page.evaluate("document.getAnimations().length") == 0


def test_the_printed_result_has_school_date_and_reasons_but_no_buttons(open_wizard: Open) -> None:
    page = open_wizard(color_scheme="dark")
    to_stop(page)
    expect(page.locator(".wz-paper")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    today = page.evaluate("new Date().toLocaleDateString('en-GB', { dateStyle: 'long' })")
    expect(page.locator(".wz-paper")).to_have_text(f"Little Acre. Printed on {today}")
    for text in ("Leave it at home", "The keeper", "Nothing that bites", "Your answers"):
        expect(page.get_by_text(text).first).to_be_visible()
    for folded in ("Where: By the gate", "Ask to be fetched.", "It may be afraid."):
        expect(page.get_by_text(folded)).to_be_visible()
    for button in page.get_by_role("button").all():
        expect(button).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('.wz')).color") == "rgb(0, 0, 0)"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.get_by_text("Ask to be fetched.")).to_be_hidden()


def test_the_result_prints(open_wizard: Open) -> None:
    page = open_wizard()
    page.evaluate("window.print = () => { window.printed = true }")
    to_stop(page)
    page.get_by_role("button", name="Print this answer").click()
    assert page.evaluate("window.printed")


SEEN = [
    ["What is it?", True, 0],
    ["What is true of it?", True, 0],
    ["Did you ask?", True, 0],
    ["What is true of it?", True, 1],
]
"""Heading, whether it has focus, and how many options are chosen, after each step."""


def test_works_in_webkit(webkit: WebKitGTK, serve: Callable[..., str], site: Path) -> None:
    webkit.implicitly_wait(5)
    webkit.get(serve(site) + "bag/")
    seen = []
    for option in ("hurt-0", "what-2", "traits-2"):
        webkit.find_element(By.CSS_SELECTOR, f"label[for=wz-{option}]").click()
        time.sleep(TOO_SOON / 1000)
        webkit.find_element(By.CSS_SELECTOR, "button[type=submit]").click()
        seen.append(webkit.execute_script(LOOK))
    time.sleep(TOO_SOON / 1000)
    webkit.find_element(By.CLASS_NAME, "wz-back").click()
    time.sleep(TOO_SOON / 1000)
    seen.append(webkit.execute_script(LOOK))
    assert seen == SEEN


LOOK = """
const shown = [...document.querySelectorAll("h1")].find((h1) => h1.offsetParent);
const chosen = document.querySelectorAll(":checked").length;
return [shown.textContent, document.activeElement === shown, chosen];
"""


def test_works_in_firefox(
    firefox: Callable[..., object], serve: Callable[..., str], site: Path
) -> None:
    assert firefox("wizard.mjs", serve(site) + "bag/") == SEEN


def test_runs_from_a_file_and_defines_no_global_name(chromium: Browser, site: Path) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        names = "Object.keys(window).length"
        page.goto((site / "rules/index.html").as_uri())
        before = page.evaluate(names)
        page.goto((site / "bag/index.html").as_uri())
        to_stop(page)
        assert page.evaluate(names) == before
        page.go_back()
        expect(heading(page)).to_have_text("Did you ask?")


@pytest.mark.parametrize(
    ("data", "script", "message"),
    [
        ("{}", SCRIPT, 'Wizard: "facts" is missing in the data'),
        (DATA.replace('"otherwise": 0', '"otherwise": 9'), SCRIPT, 'Wizard: "otherwise" names no'),
        (DATA, SCRIPT + SCRIPT.replace(".js", ".js?2"), "Wizard: already started"),
        (DATA, "<div data-wizard></div>" + SCRIPT, "Wizard: more than one [data-wizard]"),
    ],
    ids=["no-facts", "no-otherwise", "twice", "two-wizards"],
)
def test_a_fault_is_named_at_once(
    chromium: Browser, serve: Callable[..., str], site: Path, data: str, script: str, message: str
) -> None:
    (site / "bag/index.html").write_text(HTML.format(data=data, script=script), "utf-8")
    with chromium.new_context() as context:
        page = context.new_page()
        with page.expect_event("pageerror") as error:
            page.goto(serve(site) + "bag/")
        assert message in error.value.message


def test_the_list_stays_where_the_wizard_cannot_start(
    chromium: Browser, serve: Callable[..., str], site: Path
) -> None:
    (site / "bag/index.html").write_text(HTML.format(data="{}", script=SCRIPT), "utf-8")
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(serve(site) + "bag/")
        expect(page.get_by_text("Leave it at home if it bites.")).to_be_visible()


def test_the_wizard_stays_within_ten_kilobytes() -> None:
    script = assets()["assets/wizard.js"]
    assert len(gzip.compress(script.encode(), 9, mtime=0)) < 10_000
