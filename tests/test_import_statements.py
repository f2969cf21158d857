"""Lines become blocks, and blocks become statements with their force."""

from __future__ import annotations

import re

import pytest

from generator.importing.document import Block, Document, Line
from generator.importing.lines import blocks
from generator.importing.sentences import parts, sentences
from generator.importing.statements import Statement, statements


def read(text: str) -> list[tuple[str, str]]:
    lines = [Line(line, number=i) for i, line in enumerate(text.split("\n"), 1)]
    return [(block.kind, block.text) for block in blocks(lines)]


def told(*found: Block) -> list[Statement]:
    body = Block("paragraph", "Here the text of the policy begins in earnest.")
    return statements(Document("policy.txt", (body, *found)))[1:]


def one(text: str) -> Statement:
    (statement,) = told(Block("paragraph", text))
    return statement


LONG = "Parents and carers are welcome at the school and may come to the office at any time of day."

BLOCKS = {
    "a short line between gaps is a heading": (
        f"Our rules\n\n{LONG}",
        [("heading", "Our rules"), ("paragraph", LONG)],
    ),
    "one with an end mark is none": (
        f"Be kind.\n\n{LONG}",
        [("paragraph", "Be kind."), ("paragraph", LONG)],
    ),
    "one of thirteen words is none": (
        f"a b c d e f g h i j k l m\n\n{LONG}".replace("a b", "A b"),
        [("paragraph", "A b c d e f g h i j k l m"), ("paragraph", LONG)],
    ),
    "one that names a value is none": (
        f"Author: Ann Bell\n\n{LONG}",
        [("paragraph", "Author: Ann Bell"), ("paragraph", LONG)],
    ),
    "capitals make a heading without a gap": (
        f"OUR RULES\n{LONG}",
        [("heading", "OUR RULES"), ("paragraph", LONG)],
    ),
    "so does a number": (
        f"3.2 Our rules\n{LONG}",
        [("heading", "Our rules"), ("paragraph", LONG)],
    ),
    "numbers in a row make a list": (
        "1. Be kind\n2. Be fair\n3. Be calm",
        [("item", "Be kind"), ("item", "Be fair"), ("item", "Be calm")],
    ),
    "letters make a list": (
        "(a) post names\n(b) post pictures",
        [("item", "post names"), ("item", "post pictures")],
    ),
    "a number before a small letter is text": (
        f"{LONG[:-1]}, on\n2 days of the week, and on days of the school's fair in June.",
        [
            (
                "paragraph",
                f"{LONG[:-1]}, on 2 days of the week, and on days of the school's fair in June.",
            )
        ],
    ),
    "every bullet": (
        "\n".join(f"{mark} be kind" for mark in "•-*o–▪\uf0b7"),
        [("item", "be kind")] * 7,
    ),
    "a word that begins with o is no bullet": (
        "- ask\n\nour rules apply.",
        [("item", "ask"), ("paragraph", "our rules apply.")],
    ),
    "two items that a reader put on one line": (
        "• be kind • be fair",
        [("item", "be kind"), ("item", "be fair")],
    ),
    "a lead-in before a list is no heading": (
        "Parents must not:\n\n- shout",
        [("paragraph", "Parents must not:"), ("item", "shout")],
    ),
    "a short line after a lead-in is no heading": (
        f"Bring these:\n\nPaper\n\n{LONG}",
        [("paragraph", "Bring these:"), ("paragraph", "Paper"), ("paragraph", LONG)],
    ),
    "a line with a colon before a text is one": (
        f"What we do:\n\n{LONG} They bring their children with them.",
        [("heading", "What we do:"), ("paragraph", f"{LONG} They bring their children with them.")],
    ),
    "wrapped lines are joined": (
        f"{LONG}\nThey bring their children with them, and they talk to the staff who are there.\n"
        "And then they go.",
        [
            (
                "paragraph",
                f"{LONG} They bring their children with them, and they talk to"
                " the staff who are there. And then they go.",
            )
        ],
    ),
    "a line that ends early ends its paragraph": (
        f"Be kind.\nBe fair.\n{LONG}",
        [("paragraph", "Be kind."), ("paragraph", "Be fair."), ("paragraph", LONG)],
    ),
    "a sentence goes on beyond a gap": (
        "The school may ask a parent to come and talk about what was\n\nposted about a pupil.",
        [
            (
                "paragraph",
                "The school may ask a parent to come and talk about what was posted about a pupil.",
            )
        ],
    ),
    "an item does not": ("- be kind\n\nand fair", [("item", "be kind"), ("paragraph", "and fair")]),
    "a broken word is mended": (
        "Tell the head-\nteacher. The headteacher listens.",
        [("paragraph", "Tell the headteacher. The headteacher listens.")],
    ),
    "a hyphen that the document prints elsewhere stays": (
        "We teach self-\nhelp. Here self-help is taught.",
        [("paragraph", "We teach self-help. Here self-help is taught.")],
    ),
    "a hyphen after a usual prefix stays": (
        "Ask about e-\nsafety today.",
        [("paragraph", "Ask about e-safety today.")],
    ),
    "a hyphen before a capital stays": (
        "Ask the Anglo-\nSaxon club.",
        [("paragraph", "Ask the Anglo-\nSaxon club.".replace("\n", ""))],
    ),
    "a line to sign on is no heading": (
        f"Signed ____\n\n{LONG}",
        [("paragraph", "Signed ____"), ("paragraph", LONG)],
    ),
    "nor is an address": (
        f"www.oak.sch.uk\n\n{LONG}",
        [("paragraph", "www.oak.sch.uk"), ("paragraph", LONG)],
    ),
    "a letter alone makes an item": ("(a) Our rules", [("item", "Our rules")]),
    "hard spaces and soft hyphens": (
        "Be\u00a0kind and gen\u00adtle.",
        [("paragraph", "Be kind and gentle.")],
    ),
    "a number set apart by a tab": ("3.\tBe kind.", [("item", "Be kind.")]),
    "cells of a row": (
        "Author:\tAnn Bell\nVersion:\t2",
        [("cell", "Author:"), ("cell", "Ann Bell"), ("cell", "Version:"), ("cell", "2")],
    ),
    "cells between bars": ("| Date | Role |", [("cell", "Date"), ("cell", "Role")]),
    "a contents entry with dots is left out": (
        f"Rules ........ 4\n\n{LONG}",
        [("paragraph", LONG)],
    ),
    "three entries with a gap are left out": (
        f"1 Aims\t2\n2 Rules\t3\n3 Help\t3\n\n{LONG}",
        [("paragraph", LONG)],
    ),
    "two stay": (
        f"Aims\t2\nRules\t3\n\n{LONG}",
        [("cell", "Aims"), ("cell", "2"), ("cell", "Rules"), ("cell", "3"), ("paragraph", LONG)],
    ),
    "entries below the word Contents": (
        f"Contents\nAims 2\nRules 3\nHelp 9\n\n{LONG}",
        [("paragraph", LONG)],
    ),
    "numbers that fall are no contents": (
        "- Key stage 3\n- Key stage 2\n- Key stage 1",
        [("item", "Key stage 3"), ("item", "Key stage 2"), ("item", "Key stage 1")],
    ),
    "a page's number in words": (f"Page 2 of 9\n{LONG}", [("paragraph", LONG)]),
    "a ruled line": (f"________\n{LONG}\n-----", [("paragraph", LONG)]),
    "stars of bold letters": ("**Be kind.**", [("paragraph", "Be kind.")]),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks(name: str) -> None:
    text, wanted = BLOCKS[name]
    assert read(text) == wanted


def pages(count: int, foot: str) -> list[Line]:
    return [
        Line(text, page=page, number=None)
        for page in range(1, count + 1)
        for text in (
            "Oak School",
            "",
            f"Part {'abcde'[page]} is about things.",
            "",
            foot,
            str(page),
        )
    ]


def test_headers_and_footers_of_three_pages_are_left_out() -> None:
    kept = [block.text for block in blocks(pages(3, "Policy 2024"))]
    assert kept == [f"Part {letter} is about things." for letter in "bcd"]


def test_headers_of_two_pages_stay() -> None:
    texts = [block.text for block in blocks(pages(2, "Policy"))]
    assert texts.count("Oak School") == 2
    assert "1" not in texts


def test_a_number_in_the_middle_of_a_page_stays() -> None:
    lines = [Line(f"Line {word}.", page=page) for page in (1, 2) for word in "abcdefg"]
    lines[3] = Line("7", page=1)
    assert any("7" in block.text for block in blocks(lines))


def test_a_header_of_fewer_than_half_of_the_pages_stays() -> None:
    lines = pages(3, "Policy") + [Line(f"Sheet {'fghijkl'[i]}.", page=4 + i) for i in range(7)]
    assert "Oak School" in {block.text for block in blocks(lines)}


def test_a_footer_that_counts_is_left_out() -> None:
    lines = [
        Line(text, page=page)
        for page in (1, 2, 3)
        for text in (f"Part {'abcd'[page]} is here.", "", f"Oak School sheet {page}")
    ]
    assert [block.text for block in blocks(lines)] == [f"Part {c} is here." for c in "bcd"]


def test_a_number_on_a_single_page_stays() -> None:
    found = blocks([Line("Ask at door", page=1), Line(""), Line("7", page=1)])
    assert [block.text for block in found] == ["Ask at door", "7"]


def test_bold_tells_nothing_where_all_is_bold() -> None:
    lines = [Line("Ann Bell", bold=True), Line(LONG, bold=True)]
    assert [block.kind for block in blocks(lines)] == ["paragraph", "paragraph"]


def test_an_item_after_a_colon_stands_below_it() -> None:
    assert [block.level for block in blocks([Line("- ask:"), Line("- the head")])] == [1, 2]


def test_size_and_weight_make_headings_and_levels() -> None:
    lines = [
        Line("Our policy", size=20),
        Line("Rules for all", size=14),
        Line(LONG, size=11),
        Line("Bold words here", size=11, bold=True),
        Line(LONG, size=11),
    ]
    found = [(block.kind, block.level) for block in blocks(lines)]
    assert found == [
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 1),
        ("heading", 3),
        ("paragraph", 1),
    ]


def test_with_larger_headings_a_gap_makes_none() -> None:
    lines = [Line("Rules", size=14), Line(LONG, size=11), Line(""), Line("Ann Bell", size=11)]
    assert [block.kind for block in blocks(lines)] == ["heading", "paragraph", "paragraph"]


def test_levels_of_items() -> None:
    text = "Ask:\n- the head\n  o by phone\n  o by post\n- the office:\n• at nine\n- a friend"
    lines = [Line(line) for line in text.split("\n")]
    assert [block.level for block in blocks(lines)[1:]] == [1, 2, 2, 1, 2, 1]


def test_numbers_and_lines_are_kept() -> None:
    (heading, item) = blocks([Line("2.1 Rules", page=3, number=7), Line("(a) ask", page=3)])
    assert (heading.number, heading.page, heading.line, heading.level) == ("2.1", 3, 7, 2)
    assert item.number == "a"


SENTENCES = {
    "Ask Mr. A. Bell. He helps.": ["Ask Mr. A. Bell.", "He helps."],
    "Use sites, e.g. Facebook. Be kind.": ["Use sites, e.g. Facebook.", "Be kind."],
    "Ask the head. For example, ring her.": ["Ask the head. For example, ring her."],
    "Is it kind? Ask “who reads it?” Then post.": [
        "Is it kind?",
        "Ask “who reads it?”",
        "Then post.",
    ],
    "Version 2.1 holds.": ["Version 2.1 holds."],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences(text: str) -> None:
    assert sentences(text) == SENTENCES[text]


PARTS = {
    "Parents must not post names or share pictures of pupils.": [
        "Parents must not post names",
        "Parents must not share pictures of pupils.",
    ],
    "Parents must respect and support the staff.": ["Parents must respect and support the staff."],
    "Parents must ensure that a post does not name a pupil or bring the school down.": [
        "Parents must ensure that a post does not name a pupil",
        "Parents must ensure that a post does not bring the school down.",
    ],
    "Staff should make sure a film is not harmful and help others.": [
        "Staff should make sure a film is not harmful and help others."
    ],
    "Parents must adhere to and follow the rules.": [
        "Parents must adhere to and follow the rules."
    ],
    "Parents must kindly post names or share pictures.": [
        "Parents must kindly post names or share pictures."
    ],
    "Users of a page should block or report their posts and should tell us why.": [
        "Users of a page should block or report their posts",
        "Users of a page should tell us why.",
    ],
    "Parents should ask first and must not film lessons.": [
        "Parents should ask first",
        "Parents must not film lessons.",
    ],
    "Parents and carers must not film lessons.": ["Parents and carers must not film lessons."],
    "If a pupil is filmed and may be seen, parents should ask.": [
        "If a pupil is filmed and may be seen, parents should ask."
    ],
    "Staff should ask the head first; pupils should ask their own teacher.": [
        "Staff should ask the head first",
        "pupils should ask their own teacher.",
    ],
    "Bring paper; pens; ink.": ["Bring paper; pens; ink."],
    "Whilst parents may film the play, they must not share it.": [
        "parents may film the play",
        "they must not share it.",
    ],
    "While films are nice, they must not be shared.": [
        "While films are nice, they must not be shared."
    ],
    "Parents should ask the office first so that nobody is left out of the picture.": [
        "Parents should ask the office first",
        "so that nobody is left out of the picture.",
    ],
    "Ask the office (see the Visitor Policy).": ["Ask the office.", "See the Visitor Policy"],
    "Parents are asked to sign the form and to return it.": [
        "Parents are asked to sign the form",
        "Parents are asked to return it.",
    ],
}


@pytest.mark.parametrize("text", PARTS)
def test_parts(text: str) -> None:
    assert parts(text) == PARTS[text]


FORCES = [
    ("Parents must ask before they film.", "must", "must ask before", ("parents",)),
    ("Parents must not film lessons.", "must-not", "must not film lessons", ("parents",)),
    ("Pupils shall never share a password.", "must-not", "shall never share a", ("pupils",)),
    ("Filming in lessons is not permitted.", "must-not", "is not permitted", ()),
    ("It is never acceptable to film a lesson.", "must-not", "is never acceptable to film", ()),
    ("The school will not tolerate insults.", "must-not", "will not tolerate insults", ()),
    ("Under no circumstances should staff film.", "must-not", None, None),
    ("Do not film lessons.", "must-not", "Do not film lessons", ()),
    ("Parents cannot film lessons.", "must-not", None, None),
    ("We cannot see every post.", "fact", None, ()),
    ("Parents should ask first.", "should", "should ask first", ("parents",)),
    ("Parents should not film lessons.", "should-not", "should not film lessons", ("parents",)),
    ("Parents are asked not to film lessons.", "should-not", None, ("parents",)),
    ("We expect parents to not film lessons.", "should-not", None, None),
    ("Anonymous posts are discouraged.", "should-not", "posts are discouraged", None),
    ("Please ring the office.", "should", "Please ring the", ()),
    ("Staff are encouraged to ask.", "should", "are encouraged to ask", ("staff",)),
    ("Parents may film the play.", "may", "may film the", ("school",)),
    ("Parents are free to film the play.", "may", "are free to film the", ("parents",)),
    ("The school reserves the right to ask.", "may", "reserves the right to ask", ("school",)),
    ("A post may be removed.", "may", "may be removed", ("school",)),
    ("A post may cause harm.", "fact", None, ()),
    ("The school will write to the parent.", "will", "will write to", ("school",)),
    ("We will answer within a week.", "will", "will answer within", ("school",)),
    ("Parents will be invited to a meeting.", "will", "will be invited", ("school",)),
    ("Parents will ask before they film.", "must", "will ask before", ("parents",)),
    ("Staff will not film pupils.", "must-not", "will not film", ("staff",)),
    ("The school is committed to being fair.", "will", "is committed to being fair", ("school",)),
    ("The school has a duty to keep pupils safe.", "must", "has a duty to keep", ("school",)),
    ("The school recognises that parents may film.", "fact", None, ()),
    ("The aim of this policy is that all should be safe.", "fact", None, ()),
    ("This policy applies to all staff, who must read it.", "fact", None, ()),
    ("Films are long.", "fact", None, ()),
    ("Where parents complain about posts the school will answer.", "will", None, ("school",)),
    ("Review date: May 2026", "fact", None, ()),
    ("Parents must ensure they do not film.", "must-not", "must ensure they do not film", None),
    ("Films are strictly forbidden.", "must-not", "are strictly forbidden", None),
    ("The school regards films as inappropriate.", "must-not", None, None),
    ("The school has a duty not to judge.", "must-not", "has a duty not to judge", None),
    ("Nobody may film lessons.", "must-not", "Nobody may film lessons", ()),
    ("There is zero tolerance of insults.", "must-not", "zero tolerance of insults", ()),
    ("It is not advisable to film.", "should-not", "not advisable to film", ()),
    ("Parents are advised to avoid films.", "should-not", None, ("parents",)),
    ("Please refrain from filming.", "should-not", "Please refrain from filming", ()),
    ("The school advises against films.", "should-not", None, None),
    ("The school understands that parents should film.", "fact", None, ()),
    ("We are aware that parents may be filmed.", "fact", None, ()),
    ("Pupils are allowed to film.", "may", "are allowed to film", ("pupils",)),
    ("The school will consider taking advice.", "may", "will consider taking advice", ("school",)),
    ("The answer could be by letter.", "may", "could be by letter", ("school",)),
    ("The school permits films.", "may", "school permits films", ("school",)),
    ("Staff are required to ask.", "must", "are required to ask", ("staff",)),
    ("The school requires that pupils ask.", "must", "requires that pupils ask", ("pupils",)),
    ("Parents need to ask.", "must", "need to ask", ("parents",)),
    ("A check of films is essential today.", "must", "is essential today", ()),
    ("Staff stay responsible for films.", "must", "responsible for films", ("staff",)),
    ("The school encourages films.", "should", "encourages films", ()),
    ("Parents have a reasonable expectation of care.", "should", None, ("parents",)),
    ("We wish to hear from pupils.", "should", "wish to hear from", ("school",)),
    ("The school welcomes films.", "will", "school welcomes films", ("school",)),
    ("The school expects pupils to ask.", "should", "expects pupils to", ("pupils",)),
    ("The school asks that pupils wait.", "should", None, ("pupils",)),
    ("Report a post to the office.", "must", "Report a post", ()),
    ("Access to the office is easy.", "fact", None, ()),
    ("The leaflet tells what parents should post.", "fact", None, ()),
    ("We remind parents that they never film lessons.", "must-not", None, ("parents",)),
    ("The rule that films never last is old.", "fact", None, ()),
]


@pytest.mark.parametrize(("text", "force", "words", "binds"), FORCES)
def test_force(text: str, force: str, words: str | None, binds: tuple[str, ...] | None) -> None:
    statement = one(text)
    assert statement.force == force
    if force == "fact" or words is not None:
        assert statement.words == words
    if binds is not None:
        assert statement.binds == binds
    assert (statement.words is None) == (force == "fact")
    if statement.words:
        assert re.fullmatch(r"\S+( \S+){1,5}", statement.words)
        assert statement.words in text


CONDITIONS = {
    "If a post is wrong, parents should ask the office.": "If a post is wrong",
    "Where a parent is unsure, they should ask.": "Where a parent is unsure",
    "If staff, pupils or parents are named, please tell us.": (
        "If staff, pupils or parents are named"
    ),
    "If necessary, action will be taken.": "If necessary",
    "If necessary, action will be taken against staff, the office says.": "If necessary",
    "Parents must not film unless the head agrees.": "unless the head agrees",
    "Parents must not share pictures without permission.": "without permission",
    "Parents should ask, where they can.": "where they can",
    "Parents must ask at the office where visitors wait.": None,
    "Parents must ask.": None,
}


@pytest.mark.parametrize("text", CONDITIONS)
def test_condition(text: str) -> None:
    assert one(text).condition == CONDITIONS[text]


def item(text: str, level: int = 1) -> Block:
    return Block("item", text, level)


def lead(text: str) -> Block:
    return Block("paragraph", text)


LISTS = {
    "a lead-in that is open is joined": (
        [lead("Parents must not:"), item("Film lessons"), item("name pupils")],
        [
            ("Parents must not film lessons", "must-not"),
            ("Parents must not name pupils", "must-not"),
        ],
    ),
    "one that is whole is a statement too": (
        [
            lead("Parents who film should think about the following questions:"),
            item("Who sees it?"),
        ],
        [
            ("Parents who film should think about the following questions:", "should"),
            (
                "Parents who film should think about the following questions: Who sees it?",
                "should",
            ),
        ],
    ),
    "an item that is a sentence stands alone": (
        [lead("Parents should:"), item("Staff must lock the door.")],
        [("Staff must lock the door.", "must")],
    ),
    "an item that refuses turns the force": (
        [lead("Parents should:"), item("not film"), item("make sure they do not shout")],
        [
            ("Parents should not film", "should-not"),
            ("Parents should make sure they do not shout", "should-not"),
        ],
    ),
    "further sentences stand alone": (
        [lead("Parents must:"), item("ask first. The office is open at nine.")],
        [("Parents must ask first.", "must"), ("The office is open at nine.", "fact")],
    ),
    "what adds to a ban is one": (
        [lead("Parents must not:"), item("post pictures. This includes old pictures.")],
        [
            ("Parents must not post pictures.", "must-not"),
            ("This includes old pictures.", "must-not"),
        ],
    ),
    "what adds to advice is not": (
        [lead("Parents should:"), item("post pictures. This includes old pictures.")],
        [("Parents should post pictures.", "should"), ("This includes old pictures.", "fact")],
    ),
    "items below an item have both lead-ins": (
        [lead("Leaders will:"), item("check the number of:"), item("bad posts", 2)],
        [
            ("Leaders will check the number of:", "must"),
            ("Leaders will check the number of bad posts", "must"),
        ],
    ),
    "an item that only leads is no statement": (
        [lead("Leaders will:"), item("help parents by:"), item("ringing them", 2)],
        [("Leaders will help parents by ringing them", "must")],
    ),
    "a remark in brackets is no lead-in": (
        [lead("The school finds these to be unacceptable. (These are examples):"), item("Insults")],
        [
            ("The school finds these to be unacceptable.", "must-not"),
            ("(These are examples):", "fact"),
            ("The school finds these to be unacceptable: Insults", "must-not"),
        ],
    ),
    "items under a duty's heading": (
        [
            Block("heading", "Role of governors"),
            item("Checking the policy"),
            item("Rules are short."),
        ],
        [("Role of governors: Checking the policy", "must"), ("Rules are short.", "fact")],
    ),
    "items under another heading": (
        [Block("heading", "Our values"), item("Checking the policy")],
        [("Our values: Checking the policy", "fact")],
    ),
    "aims are facts": (
        [Block("heading", "Aims"), item("To encourage kindness")],
        [("Aims: To encourage kindness", "fact")],
    ),
    "what is named below it is the same": (
        [lead("All staff:"), item("receive training which covers:"), item("first aid", 2)],
        [
            ("All staff receive training which covers:", "will"),
            ("All staff receive training which covers: first aid", "will"),
        ],
    ),
    "an item that begins with -ing is no sentence": (
        [lead("This is unacceptable:"), item("Making films of pupils who are in class")],
        [("This is unacceptable: Making films of pupils who are in class", "must-not")],
    ),
    "a word in capitals keeps them": (
        [lead("Parents must:"), item("CC the office")],
        [("Parents must CC the office", "must")],
    ),
    "people and what they get": (
        [lead("All staff:"), item("receive training"), item("attend meetings")],
        [("All staff receive training", "will"), ("All staff attend meetings", "must")],
    ),
    "cells with a label": (
        [Block("cell", "Author:", line=4), Block("cell", "Ann Bell", line=4)],
        [("Author: Ann Bell", "fact")],
    ),
    "cells without lines": (
        [Block("cell", "Author:"), Block("cell", "Ann Bell"), Block("cell", "Version:")],
        [("Author: Ann Bell", "fact"), ("Version:", "fact")],
    ),
    "cells under labels": (
        [
            *(Block("cell", text, line=4) for text in ("Date", "Review date")),
            *(Block("cell", text, line=5) for text in ("May 2024", "May 2026")),
        ],
        [("Date: May 2024", "fact"), ("Review date: May 2026", "fact")],
    ),
    "two labels in a row": (
        [Block("cell", text, line=4) for text in ("Head:", "Ann Bell", "Date:", "May 2024")],
        [("Head: Ann Bell", "fact"), ("Date: May 2024", "fact")],
    ),
    "cells that are sentences": (
        [
            Block("cell", "Parents must ask the office before they film.", line=4),
            Block("cell", "Staff must ask the head before they film.", line=4),
        ],
        [
            ("Parents must ask the office before they film.", "must"),
            ("Staff must ask the head before they film.", "must"),
        ],
    ),
    "what has no word": ([lead("____ 3"), lead("2.")], []),
}


@pytest.mark.parametrize("name", LISTS)
def test_lists(name: str) -> None:
    found, wanted = LISTS[name]
    assert [(s.text, s.force) for s in told(*found)] == wanted


def test_the_cover_is_facts() -> None:
    document = Document(
        "policy.txt",
        (
            Block("heading", "Oak School"),
            Block("heading", "Kind"),
            Block("heading", "Calm"),
            Block("heading", "Oak School"),
            Block("heading", "Posting Policy"),
            Block("paragraph", "Approved by: Governors"),
            Block("heading", "Overview"),
            Block("paragraph", "Parents must ask at the office before they film."),
        ),
    )
    found = statements(document)
    assert [(s.number, s.section, s.text, s.force) for s in found] == [
        (1, "", "Oak School", "fact"),
        (2, "", "Kind; Calm", "fact"),
        (3, "", "Posting Policy", "fact"),
        (4, "", "Approved by: Governors", "fact"),
        (5, "Overview", "Parents must ask at the office before they film.", "must"),
    ]


def test_a_cover_without_a_text_is_read_for_force() -> None:
    found = statements(
        Document("notice.txt", (Block("heading", "Notice"), Block("paragraph", "Do not film")))
    )
    assert [(s.text, s.force) for s in found] == [("Notice", "fact"), ("Do not film", "must-not")]


def test_a_statement_says_where_it_stands() -> None:
    (found,) = told(
        Block("heading", "Films"), Block("paragraph", "Parents must ask.", page=3, line=9)
    )
    assert (found.number, found.section, found.page, found.line) == (2, "Films", 3, 9)


def test_an_empty_document_has_none() -> None:
    assert statements(Document("empty.txt", ())) == []
