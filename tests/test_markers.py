"""Every text of the source reaches its readers: each is marked, and found where it is shown.

A place is a page by its address, a print, or ``cards``, ``answer`` and ``guide``: the questions and
the results of the tiny school's wizards.
"""

from __future__ import annotations

import re

import built
import engines
import marked
import pytest
import words_of_site
from playwright.sync_api import Browser
from words_of_site import Reader

pytestmark = pytest.mark.browser

GROUPS = {
    "handbooks": "families print/handbook-staff",
    "families": "print/handbook-full print/handbook-parents print/handbook-parents-large-print",
    "leaflets": "print/leaflet print/leaflet-booklet",
}
"""Prints that say the same of most fields."""

SHOWN = {
    "School.site": (
        "for-staff/calendars for-staff/links for-staff/newsletter deck feed print/chart "
        "print/get-help handbooks leaflets print/whom-to-talk-to calendar/review "
        "calendar/to-look-up"
    ),
    "School.website": "about search-engines",
    "School.framed-by": "for-staff/links",
    "School.values": "about home",
    "School.welcome": "about home",
    "Contact.person": "handbook talk-to-us answer guide handbooks leaflets print/whom-to-talk-to",
    "Contact.email": "handbook talk-to-us answer guide handbooks leaflets print/whom-to-talk-to",
    "Contact.phone": (
        "handbook talk-to-us answer guide deck handbooks leaflets print/whom-to-talk-to"
    ),
    "Contact.web": "handbook talk-to-us answer guide handbooks",
    "Contact.post": "handbook talk-to-us answer guide handbooks",
    "Contact.hours": "handbook talk-to-us answer guide handbooks",
    "Wording.says": (
        "code/name-no-child for-staff/links for-staff/trace handbook who-does-what/parents "
        "guide handbooks search"
    ),
    "Wording.only": (
        "code/name-no-child for-staff/links for-staff/trace handbook who-does-what/parents "
        "guide families search"
    ),
    "Wording.because": "code/name-no-child for-staff/trace handbook families",
    "Document.title": (
        "about code/name-no-child code/of-the-model for-staff/calendars for-staff/trace "
        "handbook home print/acknowledgement handbooks leaflets print/sign-off calendar/review"
    ),
    "Document.version": "about print/a-form handbooks print/sign-off",
    "Document.author": "about",
    "Document.coordinators": "about",
    "Document.approved-by": "about handbook home handbooks leaflets",
    "Document.related": "about",
    "Document.web": "about code/name-no-child code/of-the-model",
    "Revision.version": "about",
    "Revision.author": "about",
    "Revision.note": "about",
    "Citation.as": (
        "for-staff/to-mend for-staff/trace handbook law print/handbook-full print/handbook-staff"
    ),
    "PlatformMention.as": "for-staff/to-mend for-staff/trace report handbooks",
    "Model.title": "about/ours",
    "Model.text": "about/ours",
    "Nation.title": "for-staff",
    "Nation.emergency": (
        "about/flow/should-i-post code/get-help handbook home report around-every-page answer "
        "guide deck print/chart print/get-help handbooks leaflets print/whom-to-talk-to"
    ),
    "Nation.words": "code/be-kind for-staff/links handbook handbooks search",
    "Nation.publish": "for-staff",
    "Change.reason": "about/ours",
    "Change.approved-by": "about/ours",
    "RuleException.text": "code/name-no-child handbook families",
    "Approval.by": "about/changes/2026-05-04 about/changes for-staff feed",
    "Approval.minute": "about/changes/2026-05-04 about/changes",
    "Provision.section": "code/name-no-child for-staff/trace",
    "Provision.words": "for-staff/trace print/handbook-staff",
    "Provision.only": "for-staff/trace print/handbook-staff",
    "Provision.text": "for-staff/trace print/handbook-staff",
    "Provision.quote": "code/name-no-child for-staff/trace",
    "Provision.note": "for-staff/trace",
    "Provision.defect": "for-staff/to-mend for-staff/trace print/handbook-staff",
    "Provision.left-out": "for-staff/trace print/handbook-staff",
    "Channels.intro": "handbook talk-to-us handbooks",
    "Channel.title": (
        "for-staff/links handbook should-i-post someone-posted talk-to-us answer guide deck "
        "handbooks leaflets print/whom-to-talk-to search"
    ),
    "Channel.text": (
        "for-staff/links handbook talk-to-us handbooks leaflets print/whom-to-talk-to search"
    ),
    "Channel.good-for": "handbook talk-to-us handbooks",
    "Channel.answers": "handbook talk-to-us answer guide handbooks leaflets print/whom-to-talk-to",
    "Channel.greeting": "answer guide",
    "Channel.asks": "search",
    "Stage.title": "handbook talk-to-us handbooks leaflets print/whom-to-talk-to search",
    "Stage.text": "handbook talk-to-us handbooks search",
    "Stage.time": "handbook talk-to-us answer guide handbooks leaflets print/whom-to-talk-to",
    "Stage.next": "handbook talk-to-us answer guide handbooks leaflets",
    "Sanctions.intro": "handbook if-a-rule-is-broken handbooks",
    "Sanction.title": (
        "for-staff/trace handbook if-a-rule-is-broken who-does-what/parents handbooks leaflets "
        "search"
    ),
    "Sanction.text": "handbook if-a-rule-is-broken handbooks search",
    "Sanction.when": "handbook if-a-rule-is-broken handbooks",
    "Sanction.decides": "handbook if-a-rule-is-broken handbooks",
    "Sanction.answer-back": "handbook if-a-rule-is-broken handbooks leaflets",
    "Sanction.caution": "handbook if-a-rule-is-broken handbooks",
    "Audience.title": (
        "for-staff/trace forms who-does-what who-does-what/parents print/handbook-full "
        "print/handbook-staff search"
    ),
    "Audience.text": "who-does-what who-does-what/parents",
    "Term.term": "about/words handbook handbooks search",
    "Term.meaning": "about/words handbook handbooks search",
    "Form.title": (
        "forms/a-form forms handbook who-does-what/parents print/a-form print/handbook-full "
        "print/handbook-staff search"
    ),
    "Form.intro": "forms/a-form print/a-form",
    "Field.label": "forms/a-form print/a-form",
    "Field.hint": "forms/a-form print/a-form",
    "Field.options": "forms/a-form print/a-form",
    "Scenario.title": "for-staff/links present deck",
    "Scenario.post": "present deck",
    "Scenario.picture": "present deck",
    "Scenario.where": "present deck",
    "Scenario.warning": "present deck",
    "Scenario.discuss": "present deck",
    "Scenario.note": "present deck",
    "Rewrite.post": "present deck",
    "Rewrite.where": "present deck",
    "Section.title": "code handbook who-does-what/parents who-does-what/staff handbooks",
    "Section.intro": "code handbook handbooks",
    "Clause.title": (
        "code code/name-no-child code/of-the-model for-staff/links for-staff/newsletter "
        "for-staff/trace handbook present should-i-post someone-posted who-does-what/parents "
        "answer guide deck handbooks leaflets search"
    ),
    "Clause.text": (
        "code/name-no-child for-staff/links handbook who-does-what/parents guide families search"
    ),
    "Clause.why": "code/name-no-child handbook answer families",
    "Clause.instead": (
        "code/name-no-child for-staff/newsletter handbook answer guide families leaflets"
    ),
    "Clause.act": "answer guide",
    "Clause.avoid": "answer guide",
    "Clause.caution": "code/name-no-child handbook answer families",
    "Clause.asks": "search",
    "Examples.fine": "code/name-no-child handbook families",
    "Examples.not-fine": "code/name-no-child handbook families",
    "Rewording.before": "code/name-no-child answer",
    "Rewording.after": "code/name-no-child answer",
    "Adoption.title": (
        "code/get-help code code/name-no-child code/of-the-model for-staff/links "
        "for-staff/trace handbook who-does-what/parents who-does-what/staff handbooks leaflets "
        "search"
    ),
    "Adoption.text": (
        "code/of-the-model for-staff/links handbook who-does-what/parents who-does-what/staff "
        "handbooks search"
    ),
    "Adoption.why": "code/of-the-model handbook handbooks",
    "Adoption.instead": "code/of-the-model handbook handbooks",
    "Adoption.caution": "code/of-the-model handbook handbooks",
    "Adoption.asks": "search",
    "Option.label": "about/flow/should-i-post cards answer",
    "Option.hint": "cards",
    "Option.words": "should-i-post",
    "Option.or-more": "should-i-post",
    "Option.mends": "answer",
    "Question.ask": "about/flow/should-i-post cards answer",
    "Question.hint": "cards",
    "Question.error": "cards",
    "Wizard.title": (
        "about/flow about/flow/should-i-post embed for-staff/links for-staff/newsletter "
        "should-i-post deck search"
    ),
    "Wizard.intro": "for-staff/links for-staff/newsletter should-i-post",
    "Said.say": "answer",
    "Verdict.title": "about/flow/should-i-post present answer deck print/chart families leaflets",
    "Verdict.lead": "answer deck",
    "Verdict.posted": "answer",
    "Verdict.summary": "should-i-post",
    "Lead.title": "answer",
    "Lead.lead": "answer",
    "Decision.ask": "about/flow/should-i-post print/chart families leaflets",
    "Decision.such-as": "about/flow/should-i-post print/chart families leaflets",
    "Platform.title": "code/name-no-child for-staff/to-mend report handbooks calendar/to-look-up",
    "Platform.note": "report handbooks",
    "Platform.report": "report handbooks",
    "Platform.web": "report handbooks",
    "Reminder.title": "for-staff/newsletter",
    "Reminder.when": "for-staff/newsletter",
    "Reminder.text": "for-staff/newsletter",
    "PageAsks.asks": "search",
    "SameWord.word": "search",
    "SameWord.also": "search",
    "Law.title": (
        "code/name-no-child handbook law print/handbook-full print/handbook-staff "
        "calendar/to-look-up search"
    ),
    "Law.citation": "handbook law print/handbook-full print/handbook-staff",
    "Law.status-note": "handbook law print/handbook-full print/handbook-staff",
    "Law.means": "code/name-no-child handbook law print/handbook-full print/handbook-staff search",
    "Law.means-not": "handbook law print/handbook-full print/handbook-staff",
    "Law.web": "handbook law print/handbook-full print/handbook-staff",
    "Law.asks": "search",
    "Helpline.title": (
        "code/get-help code/name-no-child handbook report answer guide print/get-help handbooks "
        "leaflets calendar/to-look-up search"
    ),
    "Helpline.text": (
        "code/get-help code/name-no-child handbook report answer guide handbooks leaflets search"
    ),
    "Helpline.phone": (
        "code/get-help code/name-no-child handbook report answer guide print/get-help handbooks "
        "leaflets"
    ),
    "Helpline.text-number": (
        "code/get-help code/name-no-child handbook report print/get-help handbooks"
    ),
    "Helpline.web": "code/get-help code/name-no-child handbook report print/get-help handbooks",
    "Helpline.hours": (
        "code/get-help code/name-no-child handbook report answer guide print/get-help handbooks"
    ),
    "Helpline.note": "code/get-help code/name-no-child handbook report answer guide handbooks",
    "Helpline.asks": "search",
}
"""Each field, and every place that shows it: one that is new or gone is told here too."""

NAMELESS = {"cards", "answer", "guide", "deck", "feed"}
"""The places that need not say the school's name."""

BUILD, AUTHORS, PROOF = "it steers the build", "it is for authors", "it is proven at each build"
NOT_SHOWN = {
    "School.language": BUILD,
    "Nation.lacks": AUTHORS,
    "Nation.source": AUTHORS,
    "Nation.confirmed-by": "staff are told only while nobody has confirmed it",
    "Law.source": AUTHORS,
    "Helpline.source": AUTHORS,
    "NationChannel.source": AUTHORS,
    "Change.remove": "it names fields",
    "Provision.todo": "a text with one is not finished",
    "Expectation.why": PROOF,
    "Case.title": PROOF,
    "Case.where": PROOF,
    "Case.post": PROOF,
    "Case.why": PROOF,
    "Claim.claim": PROOF,
    "Budget.what": PROOF,
    "Audience.you": "the wizard's own options say who somebody is",
    "Platform.formerly": AUTHORS,
    "Law.detail": AUTHORS,
    "Contact.person of the school": "the office is a channel, with a contact of its own",
    "Contact.web of the school": "as the person",
    "Contact.hours of the school": "as the person",
}
"""Each field that no place shows, with the reason."""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> dict[str, str]:
    """The letters of each place of the marked school's site."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", words_of_site.DAY)
        site = marked.build_marked(tmp_path_factory.mktemp("marked"))
    with engines.serving(site, built.prefix(site)) as root:
        reader = Reader(chromium, site, root)
        told = reader.pages()
        named, adult = [marked.marker("Option.label")], ["An adult"]
        answers = {
            "named": {"names": named},
            "adult": {"names": adult, "reach": ["Some"]},
            "danger": {"danger": ["Yes"]},
        }
        judged = reader.answers("should-i-post/", answers)
        guided = reader.answers(
            "someone-posted/", {"named": {"what": ["A name"]}, "danger": {"danger": ["Yes"]}}
        )
        told["cards"] = judged.pop("cards")
        del guided["cards"]
        told |= {"answer": "\n".join(judged.values()), "guide": "\n".join(guided.values())}
        told |= {"deck": "\n".join(reader.deck().values()), "feed": reader.feed()}
        reader.close()
    told |= {f"print/{name}": text for name, text in words_of_site.prints(site).items()}
    told |= {f"calendar/{name}": text for name, text in words_of_site.calendars(site).items()}
    home = built.file_of(site, "").read_text("utf-8")
    told["search-engines"] = "".join(re.findall(r"ld\+json[^>]*>(.*?)</script>", home, re.S))
    told["search"] = (site / "assets/search-index.js").read_text("utf-8")
    return {place: letters(text) for place, text in told.items()}


def letters(text: str) -> str:
    """Return small letters and digits alone: a print breaks long words."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def test_every_text_of_the_source_has_its_places_or_a_reason() -> None:
    listed = {name.partition(" of ")[0] for name in [*SHOWN, *NOT_SHOWN]}
    assert sorted(listed ^ {name for name in marked.fields() if name != "School.name"}) == []
    assert not SHOWN.keys() & NOT_SHOWN.keys()


def test_every_text_of_the_source_is_marked() -> None:
    written = "".join(marked.FILES.values())
    elsewhere = {
        *("Approval.by", "Approval.minute"),  # said when the text is approved
        *("School.language", "Change.remove", "Provision.todo"),  # no word of ours can stand there
    }
    lost = [name for name in [*SHOWN, *NOT_SHOWN] if f"<{name}>" not in written]
    assert set(lost) == elsewhere


@pytest.mark.parametrize("name", [*SHOWN, *NOT_SHOWN])
def test_a_text_reaches_its_readers(name: str, places: dict[str, str]) -> None:
    wanted = in_full(SHOWN.get(name, ""))
    assert sorted(said_in(places, name)) == sorted(wanted)


def test_the_schools_name_stands_everywhere(places: dict[str, str]) -> None:
    assert set(places) - said_in(places, "School.name") <= NAMELESS


def said_in(places: dict[str, str], name: str) -> set[str]:
    mark = letters(marked.marker(name))
    return {place for place, text in places.items() if mark in text}


def in_full(words: str) -> set[str]:
    return {
        place
        for word in words.split()
        for place in (in_full(GROUPS[word]) if word in GROUPS else {word})
    }
