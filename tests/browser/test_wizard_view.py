"""The wizard on its page, in a real browser, on a small wizard made for these tests."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.by import By

from generator.wizard.script import assets

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
DATA = (HERE / "wizard.json").read_text("utf-8")
TOO_SOON = 420
"""A screen takes a tap on Continue or Back only after this many milliseconds."""

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
    page.wait_for_timeout(TOO_SOON)
    page.get_by_role("button", name="Continue").click()


def answer(page: Page, question: str, *labels: str) -> None:
    """Check that this question is asked, tick the labels and nothing else, and go on."""
    expect(heading(page)).to_have_text(question)
    for label in labels:
        page.get_by_label(label, exact=True).check()
    proceed(page)


def to_stop(page: Page) -> None:
    """Answer until the wizard says to leave it at home."""
    answer(page, "Is anyone hurt?", "No")
    answer(page, "What is it?", "An animal")
    answer(page, "What is true of it?", "It bites")
    expect(heading(page)).to_have_text("Leave it at home")


def test_starts_with_the_first_question_and_nothing_chosen(open_wizard: Open) -> None:
    page = open_wizard()
    expect(heading(page)).to_have_text("Is anyone hurt?")
    expect(page.get_by_role("group", name="Is anyone hurt?")).to_have_accessible_description(
        "We ask this first."
    )
    expect(page.get_by_label("I'm not sure")).to_have_accessible_description("Nobody minds.")
    assert page.locator("input:checked").count() == 0
    expect(page.get_by_text("Question 1. At most 4 more.")).to_be_visible()
    expect(page.get_by_text("All the rules", exact=True)).to_be_hidden()
    assert page.get_by_role("link", name="Back").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    assert page.title() == "Is anyone hurt? – May I bring it? – Little Acre"


def test_title_and_focus_follow_each_step(open_wizard: Open) -> None:
    page = open_wizard()
    answer(page, "Is anyone hurt?", "No")
    expect(heading(page)).to_be_focused()
    expect(page).to_have_title("What is it? – May I bring it? – Little Acre")
    page.wait_for_timeout(TOO_SOON)
    page.get_by_role("link", name="Back").click()
    expect(heading(page)).to_have_text("Is anyone hurt?")
    expect(heading(page)).to_be_focused()
    expect(page.get_by_label("No", exact=True)).to_be_checked()


def test_the_title_keeps_the_verdict_out_of_the_browser_history(open_wizard: Open) -> None:
    page = open_wizard()
    answer(page, "Is anyone hurt?", "Yes")
    expect(heading(page)).to_have_text("Get help now")
    assert page.title() == "Your answer – May I bring it? – Little Acre"


def test_the_keyboard_is_enough(open_wizard: Open) -> None:
    page = open_wizard()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
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
    expect(heading(page)).to_have_text("Leave it at home")
    while page.evaluate("document.activeElement.textContent") != "Change What is it?":
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
    expect(page.get_by_label("No", exact=True)).to_be_focused()
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
    expect(heading(page)).to_have_text("What is true of it?")
    expect(page.get_by_label("It bites")).to_be_checked()
    page.go_back()
    expect(page.get_by_label("An animal")).to_be_checked()
    page.go_forward()
    page.go_forward()
    expect(heading(page)).to_have_text("Leave it at home")
    expect(heading(page)).to_be_focused()


def test_going_on_from_an_earlier_question_shows_the_next_one_again(open_wizard: Open) -> None:
    page = open_wizard()
    to_stop(page)
    page.go_back()
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
    assert page.evaluate("history.state") == {"step": 3}
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
        expect(heading(page)).to_have_text("What is true of it?")
    else:
        page.wait_for_url("**/rules/")


def test_a_double_click_answers_one_question(open_wizard: Open) -> None:
    page = open_wizard()
    page.get_by_label("No", exact=True).check()
    page.wait_for_timeout(TOO_SOON)
    page.get_by_role("button", name="Continue").dblclick()
    expect(heading(page)).to_have_text("What is it?")
    assert page.locator(".wz-summary").count() == 0
    answer(page, "What is it?", "Food")
    page.wait_for_timeout(TOO_SOON)
    page.get_by_role("link", name="Back").dblclick()
    expect(heading(page)).to_have_text("What is it?")


def test_the_result_says_what_to_do_and_why(open_wizard: Open) -> None:
    page = open_wizard()
    to_stop(page)
    sections = page.locator(".wz-result h2").all_inner_texts()
    assert sections == [
        "What works better",
        "A message you can use",
        "Why",
        "What would change this",
        "If it is already online",
        "What we did not ask",
        "Your answers",
    ]
    card = page.locator(".wz-card")
    expect(card.get_by_role("heading", name="The keeper")).to_be_visible()
    expect(card.get_by_role("link", name="01632 960 123")).to_have_attribute(
        "href", "tel:01632960123"
    )
    expect(card).to_contain_text("Within a day")
    expect(page.get_by_text("Bring a picture of it.")).to_be_visible()
    reason = page.locator(".wz-reason")
    expect(reason).to_contain_text("School rule")
    expect(reason.get_by_role("link")).to_have_attribute("href", "../rules/no-biting/")
    expect(reason).to_contain_text("This is our rule, not the law.")
    expect(page.locator(".wz-result")).to_contain_text("If it is food: Bring it")
    expect(page.locator(".wz-result")).to_contain_text("If it is quiet and clean: perhaps Bring it")


def test_help_shows_whom_to_call_before_anything_else(open_wizard: Open) -> None:
    page = open_wizard()
    answer(page, "Is anyone hurt?", "I'm not sure")
    links = page.locator(".wz-result").get_by_role("link")
    assert [link.get_attribute("href") for link in links.all()[:3]] == [
        "tel:999",
        "sms:85258",
        "https://www.help.example/",
    ]
    sections = page.locator(".wz-result h2").all_inner_texts()
    assert sections[:3] == ["Who to call", "If it is already online", "Why"]
    assert "What would change this" not in sections


def test_the_mildest_verdict_is_short(open_wizard: Open) -> None:
    page = open_wizard()
    answer(page, "Is anyone hurt?", "No")
    answer(page, "What is it?", "A book")
    expect(heading(page)).to_have_text("Bring it")
    assert page.locator(".wz-result h2").all_inner_texts() == ["Why", "Your answers"]


def test_change_asks_only_what_is_new_and_returns_to_the_result(open_wizard: Open) -> None:
    page = open_wizard()
    to_stop(page)
    page.get_by_role("button", name="Change What is true of it?").click()
    expect(heading(page)).to_be_focused()
    expect(page.get_by_text("You are changing an answer.")).to_be_visible()
    page.get_by_label("It bites").uncheck()
    page.get_by_label("It smells").check()
    proceed(page)
    expect(page.get_by_text("We need to ask this now.")).to_be_visible()
    answer(page, "Where will you keep it?", "On the table")
    expect(heading(page)).to_have_text("Change one thing")
    page.get_by_role("button", name="Change What is it?").click()
    answer(page, "What is it?", "Food")  # the later answers still apply: straight to the result
    expect(heading(page)).to_have_text("Change one thing")
    page.go_back()
    expect(heading(page)).to_have_text("What is it?")
    expect(page.get_by_label("Food")).to_be_checked()


def test_back_to_a_result_that_now_lacks_an_answer_asks_for_it(open_wizard: Open) -> None:
    page = open_wizard()
    to_stop(page)
    page.get_by_role("button", name="Change What is true of it?").click()
    page.get_by_label("It bites").uncheck()
    page.get_by_label("It smells").check()
    proceed(page)
    expect(heading(page)).to_have_text("Where will you keep it?")
    page.go_back()
    page.go_back()
    expect(heading(page)).to_have_text("Where will you keep it?")


def test_the_other_rules_can_be_checked_too(open_wizard: Open) -> None:
    page = open_wizard()
    to_stop(page)
    left_out = page.locator(
        ".wz-section", has=page.get_by_role("heading", name="What we did not ask")
    )
    assert left_out.get_by_role("listitem").all_inner_texts() == ["Did you ask?"]
    page.get_by_role("button", name="Check the other rules too").click()
    expect(page.get_by_text("Question 4. The last one.")).to_be_visible()
    answer(page, "Did you ask?", "Not yet")
    expect(heading(page)).to_have_text("Leave it at home")
    assert page.locator(".wz-reason").count() == 2
    expect(page.locator(".wz-result")).to_contain_text("Ask before an animal comes")
    expect(page.get_by_role("heading", name="Who can help")).to_be_visible()
    assert page.get_by_role("button", name="Check the other rules too").count() == 0
    page.get_by_role("button", name="Change Did you ask?").click()
    answer(page, "Did you ask?", "Yes")
    assert page.locator(".wz-reason").count() == 1


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
    button = page.get_by_role("button", name="See it all as a list")
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
    assert min(box["height"] for box in boxes(page, ".wz-button, .wz-link, .wz-back")) >= 44
    page.reload()
    answer(page, "Is anyone hurt?", "Yes")
    assert no_sideways_scroll(page)
    assert min(box["height"] for box in boxes(page, ".wz-call")) >= 44


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    found = [item.bounding_box() for item in page.locator(selector).all()]
    return [dict(box) for box in found if box]


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
        expect(page.get_by_text(text, exact=True)).to_be_visible()
    for button in page.get_by_role("button").all():
        expect(button).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('.wz')).color") == "rgb(0, 0, 0)"


def test_the_result_prints(open_wizard: Open) -> None:
    page = open_wizard()
    page.evaluate("window.print = () => { window.printed = true }")
    to_stop(page)
    page.get_by_role("button", name="Print this answer").click()
    assert page.evaluate("window.printed")


SEEN = [
    ["What is it?", True, 0],
    ["What is true of it?", True, 0],
    ["Leave it at home", True, 0],
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
        expect(heading(page)).to_have_text("What is true of it?")


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
