"""The words that tell how strong a sentence is, and whom it speaks of.

They are kept as tables, so that a word is added in one place; ``force`` reads them.
"""

from __future__ import annotations

from ..model.provision import Force

VERBS = frozenset((
    "accept", "access", "act", "add", "address", "adhere", "agree", "allow", "answer",
    "approach", "ask", "attend", "avoid", "ban", "behave", "block", "breach", "bring", "bully",
    "cause", "check", "comment", "communicate", "complain", "comply", "conduct", "consider",
    "contact", "create", "defame", "delete", "disclose", "discriminate", "discuss", "encourage",
    "engage", "ensure", "explain", "express", "follow", "give", "handle", "harass", "help",
    "identify", "include", "inform", "infringe", "interact", "invite", "join", "keep", "link",
    "look", "maintain", "make", "monitor", "name", "obtain", "organise", "participate", "post",
    "promote", "protect", "provide", "publish", "raise", "read", "refer", "refrain", "remain",
    "remember", "remove", "report", "represent", "request", "respect", "respond", "return",
    "review", "safeguard", "seek", "send", "set", "share", "sign", "speak", "store", "support",
    "tag", "take", "talk", "tell", "think", "threaten", "treat", "understand", "undertake",
    "update", "upload", "use", "view", "work", "write",
))  # fmt: skip
"""What a policy asks people to do, or not to do, as an order begins: "post", "share"."""

FORCE_WORDS = (
    r"\b(?:must|shall|should|will|may|cannot|ought"
    r"|(?:is|are) (?:not )?(?:also )?(?:expected|required|asked|requested|encouraged|invited"
    r"|permitted|allowed|free)"
    r"|would (?:\w+ )?(?:encourage|expect|ask|welcome))\b"
)
"""A word that gives a clause a force of its own."""

AUDIENCES = (
    ("parents", r"parents?|carers?|guardians?|famil(?:y|ies)|mothers?|fathers?"),
    ("pupils", r"pupils?|students?|child(?:ren)?|learners?"),
    ("leaders", r"head ?teacher|head of school|principal|SLT|leadership team|leaders?"),
    ("governors", r"governors?|governing (?:body|board)|trustees"),
    ("volunteers", r"volunteers?"),
    ("account-holders", r"moderators?|administrators?|account (?:holders?|owners?)"),
    ("staff", r"staff|teachers?|employees?|personnel|co-?ordinators?|colleagues|lead"),
    (
        "everyone",
        r"everyone|anyone|users|individuals|people|persons?|nobody|no one|school community"
        r"|members? of the (?:school )?community",
    ),
    ("school", r"school|we|us|academy|college|trust|federation"),
)
"""What each audience is called."""

_PEOPLE = r"(?:parents|carers|pupils|students|staff|governors|you|users|they)"
_DOCUMENT = r"(?:policy|document|code|agreement|guidance)"
_ALSO = r"(?:also |actively |always |strongly )?"

CUES: tuple[tuple[Force, tuple[str, ...]], ...] = (
    ("must-not", (
        r"under no circumstances",
        r"(?:will|shall|do(?:es)?|can) ?not (?:be )?(?:tolerate|accept|permit|condone|allow)"
        r"(?:e?d|ted)?",
        r"(?:must|shall) (?:also )?ensure (?:that )?(?:they|you|it) (?:do(?:es)? not|never)",
        r"(?:must|shall) (?:also )?(?:not|never|refrain from)",
        r"(?:is|are|be) (?:strictly |also )?(?:prohibited|forbidden|banned|unacceptable)",
        r"(?:is|are|be) not (?:permitted|allowed|acceptable|appropriate)",
        r"(?:is|are|be) never (?:permitted|allowed|acceptable|appropriate)",
        r"(?:to be|as) (?:an? )?(?:inappropriate|unacceptable|misuse)",
        r"ha(?:ve|s) a duty not to",
        r"(?:no one|nobody) may",
        r"zero tolerance",
        rf"{_PEOPLE} (?:may|can) ?not",
        r"(?:do not|don't|don’t|never)(?= [a-z])",
    )),
    ("should-not", (
        r"should (?:also )?(?:not|never|refrain|avoid)",
        r"not advisable",
        r"discouraged",
        r"(?:is|are) (?:asked|requested|expected|advised|reminded) (?:not to|to refrain|to avoid)",
        r"please (?:do not|don't|don’t|refrain|avoid)",
        r"advis(?:e|es|ed) against",
    )),
    ("fact", (
        r"(?:recogni[sz]es?|acknowledges?|believes?|appreciates?|accepts?|notes?) (?:that|the|and)",
        r"understands? that",
        r"(?:am|are|is) aware that",
        rf"(?:purpose|aims?|objectives?|intention) of (?:this|the) {_DOCUMENT}",
        rf"{_DOCUMENT} (?:aims|seeks|is intended|serves|sets out|applies|relates|covers|outlines)",
    )),
    ("may", (
        r"(?:reserves?|retains?|has|have) the right",
        r"(?:is|are) (?:free|entitled|able|welcome) to",
        r"(?:is|are) (?:also )?(?:permitted|allowed|invited) to",
        r"will consider (?:taking|whether|using)",
        r"could be by",
        r"(?:school|we) (?:permits?|allows?)",
    )),
    ("must", (
        r"must|shall",
        r"(?:is|are) (?:also )?(?:required|obliged) to",
        r"requires? (?:that|all)",
        r"(?:has|have) a duty|duty of care",
        r"(?:has|have|needs?) to(?= [a-z])",
        r"(?:is|are) (?:essential|mandatory|compulsory)",
        r"responsible for",
    )),
    ("should", (
        r"should|ought to|please|recommends?|important to",
        rf"(?:is|are) {_ALSO}(?:expected|asked|requested|encouraged|advised|urged|reminded)",
        rf"(?:would |will )?{_ALSO}expects?",
        rf"(?:would )?{_ALSO}encourages?",
        r"(?:has|have) a reasonable expectation",
        r"wish(?:es)? to",
        r"asks? (?:that|all|parents|you)",
    )),
    ("will", (
        r"(?:is|are) committed to",
        r"will",
        rf"(?:school|we) {_ALSO}(?:respects?|welcomes?|provides?|offers?|operates?|monitors?)",
    )),
    ("may", (r"(?-i:may)",)),
)  # fmt: skip
"""What a sentence says, by the cue that stands first in it; by the row where two begin together."""

STATIVE = (
    r"(?:appear|seem|become|contain|include|have|cause|lead|occur|arise|exist|feel|wish|want|need"
    r"|find|be (?:an?|the|some|many|seen))\b"
)
"""What follows "may" where it tells that a thing is possible, and allows nothing."""

DONE = (
    r"(?:receive|be (?:\w+ly )?(?:invited|informed|reported|taught|told|given|removed|taken|made"
    r"|dealt|treated|resolved|asked|contacted|sought|reviewed|approved|offered|provided|kept"
    r"|considered|notified|banned|referred|investigated|monitored|blocked|deleted|published"
    r"|involved|shared|recorded|applied))\b"
)
"""What follows "will" where the school does it to people, and they have no duty."""
