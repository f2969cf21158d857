"""The pages that parents read: where each stands, its title, and what its template needs."""

from __future__ import annotations

from markupsafe import Markup

from ...content import broken, code, law, report, roles, talk
from ...content.book import CHANGES_SLIP, Book, Page, WizardPage
from ...content.changes import ADDRESS as CHANGES
from ...content.changes import editions
from ...content.ours import changes as differences
from ...content.paths import table_path
from ...model.extras import Form
from ...model.people import Audience
from ...model.school import School
from ...model.wizard import Wizard

ASKS = {
    "verdict": "A few short questions about your post, and a clear answer.",
    "finder": "A few short questions, and the right person to talk to.",
    "guide": "A few short questions, and what you can do, step by step.",
}
"""What a search engine shows, by the kind of wizard."""


def _about(text: str) -> dict[str, str]:
    """Return front matter: what a search engine shows of a page."""
    return {"description": text}


def home(book: Book) -> list[Page]:
    """Return the home page: one question, one button, three short ways on."""
    school = book.policy.school
    review = school.document.review
    context = {
        "overdue": review is not None and review.last_day < book.today,
        "danger": report.services(book).danger,
    }
    about = _about("Thinking of posting about school? Check it first, in a minute.")
    return [Page("", "home", school.name, context, about | {"organisation": organisation(school)})]


def organisation(school: School) -> dict[str, str]:
    """Return what a search engine may know of the school: JSON-LD with what the source gives."""
    contact = school.contact
    known = {
        "@context": "https://schema.org",
        "@type": "School",
        "name": school.name,
        "url": school.website,
        "telephone": contact.phone if contact else None,
        "email": contact.email if contact else None,
        "address": contact.post if contact else None,
    }
    return {name: value for name, value in known.items() if value}


def wizards(book: Book) -> list[Page]:
    """Return a page for each wizard: its rules as a list, and the data for the conversation."""
    return [_wizard(book.policy.wizards[name], made) for name, made in book.wizards.items()]


def _wizard(wizard: Wizard, made: WizardPage) -> Page:
    groups = made.checklist
    otherwise = next(g for g in groups if g.verdict == wizard.otherwise)
    # The mildest verdict needs no rule: its lines are hints for those whom no other line fits.
    last = otherwise if wizard.kind == "verdict" or not otherwise.items else None
    context = {
        "wizard": wizard,
        "data": script_safe(made.data),
        "groups": [group for group in groups if group.items and group is not last],
        "last": last,
    }
    return Page(f"{wizard.id}/", "wizard", wizard.title, context, _about(ASKS[wizard.kind]))


def script_safe(data: str) -> Markup:
    """Return JSON text that cannot end the ``<script>`` it stands in, nor open a comment there."""
    return Markup(data.replace("<", "\\u003c").replace("\n", " "))


def rules(book: Book) -> list[Page]:
    """Return the code's page, and a page for each clause at a permanent address."""
    if not book.policy.clauses:
        return []
    context = vars(code.rules(book)) | {"about": code.about, "origins": code.origins}
    about = _about("The rules at a glance: what you must, may and are asked to do.")
    return [
        Page("code/", "code", "Code of conduct", context, about),
        *(
            Page(
                f"code/{told.clause.id}/",
                "clause",
                told.clause.title,
                vars(told),
                _about(told.gist),
            )
            for told in code.told(book)
        ),
    ]


def complaints(book: Book) -> list[Page]:
    """Return the page that says how to complain: the steps, who can help, a message to copy."""
    about = _about("How to complain or ask: who can help, step by step.")
    return [Page("talk-to-us/", "talk", "How to complain or ask", vars(talk.contacts(book)), about)]


def sanctions(book: Book) -> list[Page]:
    """Return the page of what the school will and may do, if the document names steps."""
    groups = broken.groups(book)
    about = _about("What the school may do, who decides, and how to give your side.")
    page = Page("if-a-rule-is-broken/", "broken", "If a rule is broken", {"groups": groups}, about)
    return [page] if groups else []


def help_and_report(book: Book) -> list[Page]:
    """Return the page of helplines, and how to report a post."""
    context = vars(report.services(book)) | {"platforms": report.platforms(book)}
    about = _about("Whom to call, what to keep, and how to report a post to the app.")
    return [Page("report/", "report", "Get help, or report a post", context, about)]


def who_does_what(book: Book) -> list[Page]:
    """Return an overview and a page for each group, where there is more than one group."""
    groups = roles.bound(book)
    if len(groups) < 2:
        return []
    duties = {a.id: roles.duties(book, a) for a in groups}
    about = _about("The same rules, for each group of people at school.")
    context = {"audiences": groups, "duties": duties}
    return [
        Page("who-does-what/", "roles", "Who does what", context, about),
        *(_role(book, audience) for audience in groups),
    ]


def _role(book: Book, audience: Audience) -> Page:
    policy = book.policy
    steps = policy.sanctions.sanctions if policy.sanctions else ()
    context = {
        "audience": audience,
        "sections": roles.duties(book, audience),
        "steps": [s for s in steps if s.for_ == audience.id],
        "forms": [f for f in policy.forms if f.audience == audience.id],
    }
    about = _about(f"What the school's document asks: {audience.title}.")
    return Page(f"who-does-what/{audience.id}/", "role", audience.title, context, about)


def laws(book: Book) -> list[Page]:
    """Return the law in brief, if there is a law to speak of."""
    cited, others = law.cited(book), law.other(book)
    about = _about("What the law says about posts, and what it does not say.")
    page = Page("law/", "law", "The law in brief", {"cited": cited, "others": others}, about)
    return [page] if cited or others else []


def forms(book: Book) -> list[Page]:
    """Return a list of all forms that are printed, and a page for each of the school's own."""
    own = [book.printed.form(form.id) for form in book.policy.forms]
    slip = next((file for file in (book.printed.form(CHANGES_SLIP),) if file not in own), None)
    shared = [file for file in book.printed.of("form") if file not in (*own, slip)]
    if not book.policy.forms and not shared:
        return []
    context = {"shared": shared, "slip": slip}
    about = _about("Forms and log sheets to print.")
    overview = Page("forms/", "forms", "Forms to print", context, about)
    return [overview, *map(_form, book.policy.forms)]


def _form(form: Form) -> Page:
    wide = {"wide": True} if form.layout == "log" else {}
    context = {"form": form, "table": table_path(form)}
    about = _about(f"To print and fill in: {form.title}.")
    return Page(f"forms/{form.id}/", "form", form.title, context, about | wide)


def handbook(book: Book) -> list[Page]:
    """Return the whole policy on one page, made to be printed."""
    people = talk.contacts(book)
    context = {
        "channels": people.inside,
        "outside": people.outside,
        "reachable": people.reachable,
        "steps": broken.groups(book),
        "helplines": report.helplines(book),
        "cited": law.cited(book),
        "sections": book.parent_sections,
        "others": [pair for pair in book.other_sections if pair[1]],
    }
    about = _about("The whole policy on one page, to read or print.")
    title = f"{book.policy.school.name}: handbook"
    return [Page("handbook/", "handbook", title, context, about)]


def about(book: Book) -> list[Page]:
    """Return how the site treats people and the document behind it; and the words it explains."""
    policy = book.policy
    whose = {"school", "shared", "law", *map(policy.origin, policy.clauses.values())}
    meta = _about("How this site treats you, and the document behind it.")
    found = [Page("about/", "about", "About this site", {"whose": whose}, meta)]
    if policy.terms:
        meta = _about("Words on these pages, explained.")
        found.append(Page("about/words/", "words", "Words we use", {}, meta))
    return found


def what_changed(book: Book) -> list[Page]:
    """Return the page of the changes, and one for each approval."""
    if not book.history.steps:
        return []
    proposed, done = editions(book)
    context = {"proposed": proposed, "latest": done[0], "earlier": done[1:]}
    about = _about("What changed in these pages, and when.")
    return [
        Page(CHANGES, "changes", "What changed", context, about),
        *(
            Page(
                edition.address,
                "release",
                f"What changed on {edition.approval.on}",
                {"edition": edition},
                _about(f"What was approved on {edition.approval.on}."),
            )
            for edition in done
            if edition.approval
        ),
    ]


def how_ours_differs(book: Book) -> list[Page]:
    """Return the page, where the school is based on a model or a layer changes something."""
    policy = book.policy
    if not policy.models and not policy.differences:
        return []
    about = _about("What is different at this school, and why.")
    return [
        Page("about/ours/", "ours", "How ours differs", {"changes": differences(policy)}, about)
    ]


PAGES = (
    home,
    wizards,
    rules,
    complaints,
    sanctions,
    help_and_report,
    who_does_what,
    laws,
    forms,
    handbook,
    about,
    what_changed,
    how_ours_differs,
)
"""The families of pages, in the order of the search's entries."""
