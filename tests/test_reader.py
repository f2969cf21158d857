"""What a reader of the invented school must find, on its pages, in its prints and in a result."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import built
import pdfs
import pytest

from generator.model.school import Contact
from generator.source.load import load
from generator.wizard.export import contact_lines

SOURCE = Path(__file__).parent.parent / "policy_src"
PRINTS = ["handbook-parents", "handbook-parents-large-print", "handbook-full"]
WIZARDS = ["should-i-post/", "someone-posted/", "who-to-talk-to/"]

STEPS = {
    "What the school will do": {
        "A quiet word": (
            "Say how you see it. You can also ask for the headteacher.",
            "It is a talk. You do not have to agree.",
        ),
        "A request to take the post down": (
            "You can answer the letter, or ask the chair of governors to look at it again.",
            "A letter like this is a request. You may go on to criticise the school.",
        ),
    },
    "What the school may do": {
        "A report to the network": (
            "You can ask the chair of governors to look at it again. "
            "The network also lets you object.",
            "The network decides if the post stays.",
        ),
        "A call to the police": (
            "You can give your side, to the school and to the police.",
            "The police decide what is a crime.",
        ),
        "A limit on visits to the school": (
            "Write to the governors. They will look at it again within 15 school days.",
            "It never stops you from talking to the school about your child.",
        ),
    },
}
"""What may follow a broken rule, in order: a parent's answer to each step, and its caution."""

HELP = {
    "danger-now": ["tel:999", "tel:101"],
    "child-missing": ["tel:999", "tel:116000", "sms:116000"],
    "someone-may-hurt-themselves": [
        "tel:116123", "tel:999", "tel:111", "sms:85258", "tel:08001111",
    ],
    "sexual-picture-of-a-child": [
        "tel:101",
        "https://www.childline.org.uk/info-advice/bullying-abuse-safety/online-mobile-safety/report-remove/",
        "tel:08088005000",
        "tel:08001111",
        "https://www.ceop.police.uk/Safety-Centre/",
    ],
    "no-intimate-pictures": ["tel:03456000459", "tel:101", "https://stopncii.org"],
    "child-at-risk": [
        "tel:08088005000", "tel:101", "https://www.gov.uk/report-child-abuse-to-local-council",
        "tel:08001111",
    ],
    "someone-must-not-find-us": ["tel:08082000247", "tel:999", "tel:101"],
    "not-sure-about-danger": ["tel:101", "tel:08088005000", "tel:116123", "tel:999"],
}  # fmt: skip
"""Whom a page about danger lets a reader ring, text or open, in order."""

CALLS = {
    "999", "101", "111", "0800 1111", "0808 800 5000", "116 000", "116 123", "0808 2000 247",
    "0345 6000 459", "0344 381 4772", "020 3117 2520",
    "01632 960001", "01632 960002", "01632 960003", "01632 960004", "01632 960005",
}  # fmt: skip
TEXTS = {"116 000", "85258"}
"""Every number of the invented school and its nation, as people write it."""

POLICY = load(SOURCE, "oakfield").policy
assert POLICY
RULES = [clause for clause in POLICY.clauses.values() if clause.caution]
CAUTIONS = {clause.id: clause.caution for clause in RULES}


@pytest.fixture(scope="module")
def site(sites: Path) -> Path:
    return sites / "oakfield"


@pytest.fixture(scope="module")
def printed(site: Path) -> dict[str, str]:
    """The letters of each print; a word may be broken over two lines."""
    return {p: pdfs.letters_of(pdfs.text_of(_pdf(site, p))) for p in PRINTS}


def _pdf(site: Path, name: str) -> bytes:
    return (site / f"print/{name}.pdf").read_bytes()


def content(site: Path, address: str) -> str:
    """The content of a page as HTML."""
    found = re.search(
        r"<article.*</article>", built.file_of(site, address).read_text("utf-8"), re.S
    )
    assert found
    return found[0]


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def wizard(site: Path, address: str) -> dict[str, Any]:
    """What a page with a wizard knows."""
    page = built.file_of(site, address).read_text("utf-8")
    found = re.search(r'<script type="?application/json"?[^>]*>(.*?)</script>', page, re.S)
    assert found
    return dict(json.loads(found[1]))


def in_order(text: str, wanted: list[str]) -> list[str]:
    """Return what of ``wanted`` does not stand after the one before it."""
    at, lost = 0, []
    for words_ in wanted:
        found = text.find(words_, at)
        if found < 0:
            lost.append(words_)
        else:
            at = found + len(words_)
    return lost


def steps() -> list[str]:
    """All that is said of the steps, in the order in which it is read."""
    return [
        said
        for heading, found in STEPS.items()
        for said in (
            heading,
            *(
                part
                for title, (side, caution) in found.items()
                for part in (title, f"Your side: {side}", caution)
            ),
        )
    ]


@pytest.mark.parametrize("address", ["if-a-rule-is-broken/", "handbook/"])
def test_each_step_stands_under_its_heading_with_the_answer_to_it(site: Path, address: str) -> None:
    text = words(content(site, address)).partition("For others:")[0]
    assert in_order(text, ["If a rule is broken", *steps()]) == []
    for heading, found in STEPS.items():
        after = text.split(heading)[-1]
        own, _, _ = after.partition("What the school may do")
        assert own.count("Your side:") == len(found), heading


@pytest.mark.parametrize("name", PRINTS)
def test_each_step_is_printed_with_the_answer_to_it(printed: dict[str, str], name: str) -> None:
    assert in_order(printed[name], [pdfs.letters_of(said) for said in steps()]) == []


@pytest.mark.parametrize("clause", CAUTIONS)
def test_a_caution_stands_on_the_page_of_its_rule(site: Path, clause: str) -> None:
    page = content(site, f"code/{clause}/")
    found = re.search(r'<div class="?caution"?>(.*?)</div>', page, re.S)
    assert found
    assert words(found[1]) == CAUTIONS[clause]
    assert page.index(found[0]) < page.index("<h2")


@pytest.mark.parametrize("name", ["handbook/", *PRINTS])
def test_in_a_handbook_the_caution_of_a_rule_stands_where_its_words_do(
    site: Path, printed: dict[str, str], name: str
) -> None:
    text = printed.get(name) or pdfs.letters_of(words(content(site, name)))
    rules = {r.id: r for r in RULES if pdfs.letters_of(r.text) in text}
    assert rules.keys() >= {"no-insults", "photos-for-your-own-family"}
    lost = [r.id for r in rules.values() if pdfs.letters_of(r.caution or "") not in text]
    assert lost == []
    assert name != "handbook-full" or len(rules) == len(RULES)


def test_a_result_carries_the_caution_of_each_rule_that_it_cites(site: Path) -> None:
    cited = {
        clause["id"]: words(clause.get("caution", ""))
        for address in WIZARDS
        for clause in wizard(site, address)["clauses"]
    }
    assert "Honest criticism is lawful." in cited["ask-the-school-first"]
    assert {n: said for n, said in cited.items() if said} == {
        n: said for n, said in CAUTIONS.items() if n in cited
    }


@pytest.mark.parametrize("clause", HELP)
def test_a_page_about_danger_lets_a_reader_ring_at_once(site: Path, clause: str) -> None:
    page = content(site, f"code/{clause}/")
    assert re.findall(r'<a class="call" href="([^"]*)"', page) == HELP[clause]
    assert words(page).index("Who can help now") < words(page).index("Why")


@pytest.mark.parametrize("clause", HELP)
def test_a_printed_rule_about_danger_names_whom_to_ring(site: Path, clause: str) -> None:
    rule = POLICY.clauses[clause]
    text = pdfs.words_of(pdfs.text_of(_pdf(site, "handbook-full"), body=True))
    after = re.split(rf"{rule.title} (?:You must|Please)", text)[-1].partition("Why:")[0]
    called = [number.replace(" ", "") for number in re.findall(r"(?:Call|Text): ([\d ]*\d)", after)]
    wanted = [address[4:] for address in HELP[clause] if not address.startswith("https")]
    assert called == list(dict.fromkeys(wanted))


def test_in_danger_a_result_offers_the_same_people_first(site: Path) -> None:
    for address in WIZARDS:
        made = wizard(site, address)
        shown = {
            clause["id"]: [made["helplines"][n] for n in clause["helplines"]]
            for clause in made["clauses"]
            if clause["id"] in HELP
        }
        assert set(shown) == set(HELP)
        for name, services in shown.items():
            numbers = [s["phone"].replace(" ", "") for s in services if "phone" in s]
            assert numbers == [a[4:] for a in HELP[name] if a.startswith("tel:")]


def test_the_link_of_a_person_rings_the_whole_number() -> None:
    """A number may have two spaces, and the invented school's have one."""
    contact = Contact.model_construct(phone="020 3117 2520")
    assert contact_lines(contact) == [("Phone", "020 3117 2520", "tel:02031172520")]


def test_every_number_on_a_page_rings_exactly_as_it_reads(site: Path) -> None:
    read: dict[str, set[str]] = {"tel": set(), "sms": set()}
    for path in site.rglob("*.html"):
        links = re.findall(
            r'<a\b[^>]*\bhref="?((tel|sms):[^">]*?)"?(?: [^>]*)?>(.*?)</a>',
            path.read_text("utf-8"),
            re.S,
        )
        for address, kind, label in links:
            number = re.sub(r"^(Call|Text) ", "", words(label))
            assert address == f"{kind}:{number.replace(' ', '')}", path
            read[kind].add(number)
    assert read == {"tel": CALLS, "sms": TEXTS}


@pytest.mark.parametrize("name", PRINTS)
def test_every_number_in_a_print_rings(site: Path, name: str) -> None:
    with pdfs.opened(site / f"print/{name}.pdf") as pdf:
        pages = range(1, len(pdf.pages) + 1)
        links = {str(place) for page in pages for place in pdfs.links(pdf, page)}
    wanted = {f"tel:{number.replace(' ', '')}" for number in CALLS}
    assert {place for place in links if place.startswith("tel:")} == wanted
