"""What a reader of the invented school sees is approved, line by line.

Each page, question, answer, print, story of the deck, calendar and mail is kept as a text file in
``tests/words``. After a change of what people read, `make words` writes the files anew; the
difference is what you and a reviewer read.
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import built
import engines
import pytest
import words_of_site
import yaml
from approved import approved_in
from playwright.sync_api import Browser
from syrupy.assertion import SnapshotAssertion
from words_of_site import Reader, Words

from generator.model.wizard import Wizard
from generator.source.load import load

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
APPROVED = HERE / "words"
SOURCE = HERE.parent / "policy_src"
SCHOOL = "oakfield"
SITUATIONS: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load(
    (HERE / "situations.yml").read_text("utf-8")
)


EMBEDDED = ("danger-now", "oakfield-quick-post", "thank-you-miss-patel", "what-day-is-pe")
"""Answers of the wizard that other websites show: each verdict."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The school's site as it is built on that day."""
    out = tmp_path_factory.mktemp("words") / "site"
    command = [sys.executable, "-m", "generator.cli", "build", SCHOOL, "--out", str(out)]
    day = {**os.environ, "SOURCE_DATE_EPOCH": words_of_site.DAY}
    run = subprocess.run(command, cwd=HERE.parent, env=day, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return out


@pytest.fixture(scope="module")
def reader(site: Path, chromium: Browser) -> Iterator[Reader]:
    with engines.serving(site, built.prefix(site)) as root:
        reader = Reader(chromium, site, root)
        yield reader
        reader.close()


@pytest.fixture(scope="module")
def answers(reader: Reader) -> dict[str, Words]:
    """What is read of each wizard, by its id."""
    policy = load(SOURCE, SCHOOL).policy
    assert policy
    told = {
        wizard: in_labels(policy.wizards[wizard], situations)
        for wizard, situations in SITUATIONS.items()
    }
    told["embed"] = {name: told["should-i-post"][name] for name in EMBEDDED}
    return {page: reader.answers(f"{page}/", situations) for page, situations in told.items()}


def in_labels(
    wizard: Wizard, situations: dict[str, dict[str, Any]]
) -> dict[str, dict[str, list[str]]]:
    """Return situations as a person would tell them: by what stands beside the boxes."""
    labels = {fact.id: {o.id: o.label for o in fact.options} for fact in wizard.facts}
    return {
        name: {
            fact: [labels[fact][o] for o in (given if isinstance(given, list) else [given])]
            for fact, given in situation.items()
        }
        for name, situation in situations.items()
    }


@pytest.fixture(scope="module")
def words(site: Path, reader: Reader, answers: dict[str, Words]) -> Words:
    """Everything that is approved, by the name of its file."""
    kinds: dict[str, Words] = {
        "pages": reader.pages(),
        "deck": reader.deck(),
        "prints": without_repeats(words_of_site.prints(site)),
        "calendars": words_of_site.calendars(site),
        **{f"answers/{wizard}": told for wizard, told in answers.items()},
    }
    found = {f"{kind}/{name}": text for kind, told in kinds.items() for name, text in told.items()}
    return {
        **found,
        "pages/for-staff/newsletter": reader.started("for-staff/newsletter/"),
        "feed": reader.feed(),
    }


def without_repeats(prints: Words) -> Words:
    """Return the prints, with only what differs in other editions of the families' handbook."""
    first = prints["handbook-parents"].splitlines()
    editions = [
        name for name in prints if name.startswith("handbook-") and name != "handbook-parents"
    ]
    for name in editions:
        lines = difflib.ndiff(first, prints[name].splitlines())
        told = [line for line in lines if line[0] in "+-"]
        prints[name] = "\n".join(["The families' handbook, but:", *told])
    return prints


def test_what_a_reader_sees_is_what_was_approved(
    words: Words, snapshot: SnapshotAssertion, subtests: pytest.Subtests
) -> None:
    approved = snapshot.use_extension(approved_in(APPROVED))
    for name, text in words.items():
        with subtests.test(name):
            assert f"{text}\n" == approved(name=name), f"{name}.txt: read it, then run `make words`"


def test_what_is_gone_is_not_kept(words: Words, request: pytest.FixtureRequest) -> None:
    kept = {path.relative_to(APPROVED).with_suffix("") for path in APPROVED.rglob("*.txt")}
    gone = kept - set(map(Path, words))
    if request.config.option.update_snapshots:
        for name in gone:
            (APPROVED / f"{name}.txt").unlink()
    else:
        assert not gone, "run `make words`"


PAGE = """\
<title>A page</title>
<main id="main"><h2>Whom <b>to</b> call</h2>
<ul><li><p>One</p><p>Two</p></li></ul><ol start="3"><li>Three</li></ol>
<p hidden>Not seen</p><p style="display: none">Nor this</p><script>nor(this)</script>
<p><span class="tag">This school</span> Ring <a href="tel:01 2">01&nbsp;2</a>,
or <a href="../x/#y">look</a>.</p>
<details><summary>More</summary><p>Folded</p></details>
<button aria-label="Copy it: all">Copy it</button><img alt="A bat" src="data:,">
<p><del>old</del> <ins>new</ins></p><table><tr><th>A</th><td>B</td></tr></table></main>
"""
READ = """\
title: A page

## Whom *to* call
- One
  Two
3. Three
{This school} Ring [01 2](tel:01 2), or [look](x/#y).
▸ More
Folded
<Copy it> (spoken: Copy it: all) {picture: A bat}
[-old-] {+new+}
A | B"""


def test_a_page_is_read_as_a_person_meets_it(reader: Reader) -> None:
    assert reader.read(PAGE, "here/")[0] == READ


UNSAID = {"should-i-post": ["Take the threat out"]}
"""Texts that no answer says: a threat leads to help, and there nothing else would change that."""

CITED = ("title", "why", "instead", "caution")
"""What an answer says of a rule; a guide says what it asks in place of the reason."""


@pytest.mark.parametrize("name", SITUATIONS)
def test_between_them_the_answers_say_all_that_an_answer_can_say(
    name: str, site: Path, answers: dict[str, Words]
) -> None:
    said = plain(" ".join(answers[name].values()))
    data = words_of_site.wizard_data(site, name)
    unsaid = [text for text in sayings(data) if plain(text) not in said]
    assert unsaid == UNSAID.get(name, []), "tests/situations.yml needs one that says it"


def sayings(wizard: dict[str, Any]) -> Iterator[str]:
    """Yield each text of a wizard's data that an answer shows."""
    gravest = len(wizard["verdicts"]) - 1
    reason = ("title", "text", "instead") if wizard["kind"] == "guide" else CITED
    for index, verdict in enumerate(wizard["verdicts"]):
        leads = verdict.get("leads", [])
        for lead in [verdict, *leads]:
            yield lead.get("title", "")
            # In danger the rule says what to do.
            yield lead["lead"] if index != gravest else ""
        yield verdict.get("posted", "") if index != gravest else ""
    for index, clause in enumerate(wizard["clauses"]):
        verdicts = {rule["verdict"] for rule in wizard["rules"] if rule.get("clause") == index}
        if verdicts - {gravest}:
            yield from (clause.get(part, "") for part in reason)
            yield from clause.get("rewrite", []) if reason == CITED else []
        if gravest in verdicts:
            yield from (clause.get(part, "") for part in ("act", "avoid"))
    for channel in wizard["channels"]:
        yield channel["title"]
    for fact in wizard["facts"]:
        for option in fact["options"]:
            yield from [option["label"], option.get("hint", "")]
            yield option.get("mends", "") if wizard["kind"] == "verdict" else ""
    for said in wizard["message"]["subjects"] + wizard["message"]["lines"]:
        yield said["say"]


def plain(text: str) -> str:
    """Return a text in small letters without marks: an act may follow "and"."""
    text = unescape(re.sub(r"<(/?[a-z]|wbr)[^>]*>", " ", text))
    text = re.sub(r"\]\([^)]*\)|[*\[\]“”]", " ", text)
    return re.sub(r" (?=[.,:;!?)])", "", " ".join(text.split())).lower()
