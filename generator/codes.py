"""Every finding code, with what it means. The author's guide lists them from here."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import Finding, Mark, Severity


@dataclass(frozen=True)
class Code:
    """A kind of finding: its severity, a short title, and what to do about it."""

    title: str
    help: str
    severity: Severity = "error"


def _warning(title: str, help: str) -> Code:
    return Code(title, help, "warning")


CODES: dict[str, Code] = {
    "SRC001": Code("A file is missing", "Create the file, or restore it from version control."),
    "SRC002": Code("A folder stands where a file belongs", "Move or rename the folder."),
    "SRC003": Code(
        "A file is too large",
        "A source file may hold 1,000,000 bytes. Split it, or check that the right file was saved.",
    ),
    "SRC004": Code(
        "A file cannot be read", "Check its permissions. A link may not lead out of its folder."
    ),
    "SRC005": Code("A file is not UTF-8 text", "Save it again with the encoding UTF-8."),
    "SRC006": Code("A file is empty", "Fill it, or delete it if it is not needed."),
    "SRC007": Code("A tab is used to indent", "Use two spaces for each level."),
    "SRC008": Code(
        "The YAML cannot be read", "Check the indentation and the quotes near the place named."
    ),
    "SRC009": Code(
        "An anchor or alias is used",
        "Write the text out where it is needed, so that each place can be read alone.",
    ),
    "SRC010": Code("A YAML tag is used", "Remove the tag. Every value is plain text."),
    "SRC011": Code(
        "Values are nested too deeply",
        "The format never needs more than nine levels. Check brackets and indentation.",
    ),
    "SRC012": Code(
        "An invisible character stands in the text",
        "Delete it and type the text again. Such characters can hide or reverse words.",
    ),
    "SRC013": Code(
        "A key stands twice", "Keep one of the two; YAML would silently drop the other."
    ),
    "SRC014": Code(
        "No part of the format reads this file",
        "Check its name and folder against the list of files in this guide.",
    ),
    "SRC015": Code(
        "A value begins with # and has no quotes",
        "YAML takes it for a remark and reads nothing there. Put it in quotes.",
    ),
    "MOD001": Code(
        "A field is unknown", "Check its spelling, and that it stands at the right level."
    ),
    "MOD002": Code("A field is missing", "Add it. The field's meaning is in this guide."),
    "MOD003": Code("A value is of the wrong kind", "For example, text where a list is needed."),
    "MOD004": Code("A value is not one of those allowed", "Choose one from the list in the hint."),
    "MOD005": Code("A value is not written as it must be", "The hint shows the form."),
    "MOD006": Code(
        "A date does not exist or is badly written",
        "Write 2026-03-31, or 2026-03 where no day is known.",
    ),
    "MOD007": Code(
        "A condition is badly written",
        "Write {fact: option}; several entries mean all of them; or all, any, not.",
    ),
    "REF001": Code(
        "A reference leads nowhere",
        "The name must be the id of something that exists. The hint shows the nearest.",
    ),
    "REF002": Code(
        "An id is used twice", "Ids are permanent addresses; give the new entry its own."
    ),
    "REF003": Code(
        "References go round in a circle", "Break the circle at the entry that should not refer on."
    ),
    "LAY001": Code(
        "A model does not exist",
        "`based-on` names folders in `models`. Check the spelling, or take the name out.",
    ),
    "LAY002": Code(
        "A model is based on itself",
        "The message shows the way round. Take one of its names out of `based-on`.",
    ),
    "LAY003": Code(
        "What is changed or adopted does not exist",
        "Check the id. What one layer sets aside is gone for the next.",
    ),
    "LAY004": Code(
        "One field is changed twice",
        "Keep one change; or base one of the two models on the other; or say in the school's own "
        "`changes.yml` what the field is.",
    ),
    "LAY005": Code(
        "What is fixed is weakened",
        "A rule that is the law or keeps people safe can be added to with `add`, or adopted with a "
        "text of your own. Nothing of it can be replaced or left out.",
    ),
    "LAY006": Code(
        "What a change replaces has changed",
        "Read both texts. `policy-site accept` takes the new one of theirs, `policy-site keep` "
        "keeps yours.",
    ),
    "LAY007": Code(
        "A change does not say what it expects",
        "`policy-site keep` writes into `expect` what the text is today, so that a later edit of "
        "it is noticed.",
    ),
    "LAY008": Code(
        "An exception rests on nothing",
        "Where the school has a document, an exception names the provision in it that allows it.",
    ),
    "NAT001": Code(
        "A nation has no pack",
        "A pack is a folder in `nations` with `nation.yml`, `law.yml`, `helplines.yml` and "
        "`channels.yml`: what holds in that nation, each entry with its source and the date it was "
        "checked. Another nation's files are no pack.",
    ),
    "NAT002": _warning(
        "A pack is confirmed by nobody",
        "Ask somebody of that nation who knows its law and its schools to go through the pack. Then "
        "give `confirmed-by` and `confirmed-on` in `nation.yml`. Until then the pages for staff say that nobody has.",
    ),
    "NAT003": Code(
        "An entry is another nation's",
        "Its `extent` or `serves` leaves this nation out. Take it out, and put in what holds here.",
    ),
    "NAT004": Code(
        "A pack lacks what a shared rule needs",
        "Add the entry. Where the nation has no such thing, its `changes.yml` changes the rule, and "
        "`words` in its `nation.yml` say what it is called there.",
    ),
    "NAT005": Code(
        "An entry of a pack does not say where it is from",
        "Each law, helpline and outside body gives `source` and `checked`. Leave out what you "
        "cannot give them for.",
    ),
    "NAT006": Code(
        "A language has no translation",
        "The pages' own words and the shared rules are in English only.",
    ),
    "TRC001": Code(
        "A provision is placed nowhere",
        "Name it in the from of what restates it, or give left-out with the reason.",
    ),
    "TRC002": Code(
        "A clause restates no provision",
        "Name the provisions in from. What no document says belongs to the shared clauses.",
    ),
    "TRC003": Code(
        "A provision is both placed and left out", "Remove left-out, or take it out of from."
    ),
    "TRC004": Code(
        "A clause claims an authority that is not its own",
        "Shared clauses rest on the law, safety or good practice, and restate no school's document. A school's clauses rest on its document, or say what that says about the law.",
    ),
    "TRC005": Code(
        "A provision is not whole",
        "What is no fact gives its operative words as printed, and whom it binds. A fact gives neither.",
    ),
    "TRC006": Code(
        "A document is quoted that is not the school's to quote",
        "Quote only a document that the school owns (owned: true) or publishes (web).",
    ),
    "TRC007": Code(
        "A place does not say what it is named for",
        "The words in from stand in that very place, in its own texts. A heading is no place.",
    ),
    "TRC008": Code(
        "A place is weaker or stronger than the document",
        "Say it with the document's force: in a clause of that kind, or with a plain word in the same sentence. If it must differ, give because; readers see it.",
    ),
    "TRC009": Code(
        "The weight of a word is lost",
        "Words such as never, at once, expects or does not tolerate weigh more than their force. Say as much.",
    ),
    "TRC010": Code(
        "A rule binds other people than the document",
        "Name the audiences that the provisions name, and each of them.",
    ),
    "TRC011": Code(
        "A condition is lost",
        "Say the provision's condition in the place, and give the words in only.",
    ),
    "TRC012": Code(
        "A rule rests on no provision of its force",
        "A fact, a reason or a category makes no rule. Give the kind that the document gives.",
    ),
    "TRC013": Code(
        "A title contradicts its force",
        "Titles stand under You must, You must not, Please and so on. Only a must-not or should-not refuses.",
    ),
    "TRC014": _warning(
        "A statement waits to be placed",
        "`policy-site place` asks what says it, one statement after the other.",
    ),
    "SCH001": Code(
        "Example text was left in",
        "Words such as [name], TBC or lorem ipsum would be read by parents. Write what is true, or take the field out.",
    ),
    "SCH002": Code(
        "A number or address is invented",
        "It is one of those kept free for stories and examples, so it reaches nobody. Give the school's own.",
    ),
    "FAIR001": Code(
        "A ban gives no better way", "Every must-not and should-not says what to do instead."
    ),
    "FAIR002": _warning(
        "A sanction does not say who decides",
        "Add decides if the school's document says so. If it does not, ask the school at the next review.",
    ),
    "FAIR003": _warning(
        "A sanction does not say how to answer back",
        "Add answer-back if the school's document says so. If it does not, ask the school at the next review.",
    ),
    "FAIR004": Code(
        "A school rule is worded as law",
        "Say what the school asks. Words such as illegal or offence belong to clauses with the basis law.",
    ),
    "FAIR005": Code(
        "A clause with the basis law names no law", "Name the law, or give the basis that is true."
    ),
    "FAIR006": _warning(
        "A channel has no contact details", "Add them when the school gives them. Never guess."
    ),
    "FAIR007": Code(
        "Colours cannot be read",
        "Text in the primary colour needs a contrast of at least 4.5 to 1 on white.",
    ),
    "FAIR008": Code(
        "Good practice says must",
        "Advice for every school is should, should-not, may or info. A duty rests on the law or on safety.",
    ),
    "DATE001": _warning(
        "The review is overdue", "The document's review date has passed. The site says so calmly."
    ),
    "DATE002": _warning(
        "The document gives no date",
        "It does not say when it was approved or when it is due for review.",
    ),
    "DATE003": _warning(
        "Details were checked over a year ago",
        "Check the helpline, law or social network again and change its checked date.",
    ),
    "DATE004": Code(
        "What has happened is dated in the future",
        "An approval or an earlier version lies in the past. Check the year.",
    ),
    "DATE005": Code(
        "The review comes before the approval", "Check the years of approved and review."
    ),
    "LAW001": _warning(
        "The document cites a law that is no longer in force",
        "Mend it at the next review. The site shows the law that took its place.",
    ),
    "LAW002": _warning(
        "The document gives a law a wrong name",
        "Mend it at the next review. The site shows the correct name.",
    ),
    "LAW003": Code(
        "A clause rests on a law that is no longer in force", "Name the law that took its place."
    ),
    "LAW004": _warning(
        "The document names a social network that changed",
        "Mend it at the next review. The site shows the present name.",
    ),
    "LAW005": Code(
        "A page makes a claim about the law that is not true",
        "Reword the text. The claim and the law are named in the message.",
    ),
    "PLAIN001": _warning(
        "A text is hard to read",
        "Shorten the sentences and use common words. Parents' pages aim at a reading age of 9 to 11.",
    ),
    "TXT001": Code(
        "HTML is written in the text", "Use plain Markdown: paragraphs, lists, emphasis and links."
    ),
    "TXT002": Code(
        "A link has an unsafe address",
        "Links start with https://, mailto:, tel: or name a page of this site. Pictures are not loaded at all.",
    ),
    "TXT003": Code(
        "Template code is written in the text",
        "Remove the braces; the text is shown as it is written.",
    ),
    "WIZ001": Code(
        "A question or option is never used", "Remove it, or write the rule that needs it."
    ),
    "WIZ002": Code("A rule can never apply", "Its condition asks for something impossible."),
    "WIZ003": Code(
        "A rule always applies",
        "A rule that holds for every post tells nobody anything. Narrow it.",
    ),
    "WIZ004": Code(
        "A rule is contained in another",
        "The other rule gives the same verdict in every situation of this one. Remove one of them.",
    ),
    "WIZ005": Code(
        "A verdict or channel is never reached",
        "No situation leads there. Add a rule, or remove it.",
    ),
    "WIZ006": Code(
        "A result offers no way on",
        "Every result but the mildest has a channel or says what to do instead. One that sends for help says in one line what to do and what not, and shows helplines that can be reached.",
    ),
    "WIZ007": Code(
        "A worse post gets a milder verdict",
        "A more severe answer, or one more tick, must never soften the verdict.",
    ),
    "WIZ008": Code(
        "Somebody is asked too many questions",
        "Shorten the wizard, or raise max-questions on purpose.",
    ),
    "WIZ009": Code(
        "Danger does not lead to help",
        "Every situation with danger in it must give the most severe verdict, whatever else is answered.",
    ),
    "WIZ010": Code(
        "A scenario does not get the verdict it states", "Correct the scenario, or the rules."
    ),
    "WIZ011": Code(
        "A wizard is too large to prove", "Split it, or merge options that no rule tells apart."
    ),
    "WIZ012": Code(
        "A fact is put together wrongly",
        "For many, the last option is none. Only a fact of the kind one is ordered, is-danger or is-audience.",
    ),
    "WIZ013": Code(
        "A finder names nobody",
        "Every situation needs a channel. Add a rule to the channel that is right for it.",
    ),
    "WIZ014": Code(
        "A wizard leads to the wrong person",
        "The channel says never for this situation, such as a complaint about the very person. Narrow the rule.",
    ),
    "WIZ015": Code(
        "A case does not get the verdict it states",
        "Read the case's reasons. Then correct the shared rules, or the case.",
    ),
    "WIZ016": Code(
        "A school's verdict on a case is not as stated",
        "The school's cases.yml names each case of which its own rules make something else, and no other.",
    ),
    "WIZ026": _warning(
        "A school's own rule is stricter on some cases",
        "Read the cases. Where the document asks for it, the school's cases.yml says so with the reason.",
    ),
    "WIZ017": Code(
        "A result claims what it must not",
        "Reword the rule's text. The case says which claim is not true or not kind.",
    ),
    "WIZ018": Code(
        "A serious box may be followed by the mildest verdict",
        "Nothing that safety or the law cares about gets it, but where only the right people are told. Add the rule.",
    ),
    "WIZ019": Code(
        "A serious box is no reason",
        "Whoever ticked it must read why it matters. Add a rule that speaks of it in this situation.",
    ),
    "WIZ020": Code(
        "Good practice stops somebody",
        "A good habit asks for a change at most. What stops rests on safety, the law or a school rule.",
    ),
    "WIZ021": Code(
        "A sentence is said to nobody",
        "Narrow the sentences before it, correct its condition, or remove it.",
    ),
    "WIZ022": Code(
        "A question depends on a later one",
        "The condition of a question may name only what was asked before.",
    ),
    "WIZ023": Code(
        "A case's result names the wrong person",
        "The case says who is right for it. Correct the routes in the channels, or the case.",
    ),
    "WIZ024": Code(
        "A result does not say what it must",
        "The case names words that a person in this situation needs to read.",
    ),
    "WIZ025": Code(
        "The chart says something else than the wizard",
        "Danger is its first decision and leads to help alone. Each of at most six decisions takes somebody, and who passes them all breaks no shared rule.",
    ),
    "PDF001": Code(
        "A text cannot be printed",
        "The handbook's PDF could not be made of it. The message says what stands in the way.",
    ),
    "APP001": Code(
        "An approval has no release",
        "Each approval has a file releases/<day>.json with the text approved. Restore it from "
        "version control.",
    ),
    "APP002": Code(
        "A release is not what was approved",
        "A release or a digest was edited. Restore both from version control: what was approved "
        "stays as it was.",
    ),
    "APP003": Code(
        "Approvals are out of order",
        "Approvals are listed oldest first, one a day. Check the years and the minutes.",
    ),
    "APP004": _warning(
        "The text is not the one that was approved",
        "`policy-site diff` shows what changed. Approve it with `policy-site approve`, or build it "
        "as a draft.",
    ),
    "APP005": Code(
        "A restatement has an approval",
        "A site that others made is never approved. Where the school makes it its own, take "
        "`restatement` out.",
    ),
    "APP006": _warning(
        "A release belongs to no approval",
        "Restore approvals.yml from version control, or take the release away.",
    ),
    "APP007": Code(
        "What is published must be approved",
        "Approve the text with `policy-site approve`, or build a draft with `--draft`: every page "
        "then says so, and search engines are asked to leave it out.",
    ),
    "PDF002": Code(
        "A character cannot be printed",
        "No font of the handbook has it. Say it in words, or add a font to generator/writers/prints/fonts.",
    ),
    "SITE001": Code("Two things write the same page", "Change the id of one of them."),
    "SITE002": Code(
        "The embed page is too heavy",
        "It must open at once on a slow phone. Shorten titles and what to do instead, or merge rules.",
    ),
}


def report(code: str, message: str, mark: Mark, hint: str = "") -> Finding:
    """Return a finding with the severity that its code has."""
    return Finding(code, message, mark, hint, CODES[code].severity)
