"""A document is read the same from every format, and a bad one is refused in a sentence."""

from __future__ import annotations

import http.server
import json
import os
import random
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import typst
from PIL import Image
from playwright.sync_api import Browser

from generator.importing import archive, bounded, markup, parse, pdf, read
from generator.importing.document import DocumentError
from generator.importing.hidden import shown_html
from generator.importing.read import read_document
from generator.importing.tidy import decoded, tidy

# One document in every format.

MARKDOWN = """\
# Social media

## Who we are

“Be kind” is Chloé’s rule. A stamp costs £1. We all keep it.

- Think first
- Ask a friend

1. Stop
2. Tell

   a. a teacher
   b. a parent

{page}

| What  | When  |
|-------|-------|
| Phone | Never |

The end of it all.
"""

TYPST = """\
#show table: set text(size: 11pt)
= Social media
== Who we are
“Be kind” is Chloé’s rule. A stamp costs £1. We all keep it.

- Think first
- Ask a friend

#parbreak()
+ Stop
+ Tell
  #set enum(numbering: "a.")
  + a teacher
  + a parent

#pagebreak()
#table(columns: (5cm, 5cm), [What], [When], [Phone], [Never])

The end of it all.
"""

PLAIN = """\
SOCIAL MEDIA

Who we are

“Be kind” is Chloé’s rule. A stamp costs £1. We all keep it.

• Think first
• Ask a friend

1. Stop
2. Tell
   a. a teacher
   b. a parent

What\tWhen
Phone\tNever

The end of it all.
"""

SAID = [
    ("heading", 1, "", "Social media"),
    ("heading", 2, "", "Who we are"),
    ("paragraph", 1, "", "“Be kind” is Chloé’s rule. A stamp costs £1. We all keep it."),
    ("item", 1, "", "Think first"),
    ("item", 1, "", "Ask a friend"),
    ("item", 1, "1", "Stop"),
    ("item", 1, "2", "Tell"),
    ("item", 2, "a", "a teacher"),
    ("item", 2, "b", "a parent"),
    ("cell", 1, "", "What"),
    ("cell", 1, "", "When"),
    ("cell", 1, "", "Phone"),
    ("cell", 1, "", "Never"),
    ("paragraph", 1, "", "The end of it all."),
]

BREAKS = {"docx": '```{=openxml}\n<w:p><w:r><w:br w:type="page"/></w:r></w:p>\n```'}


def pandoc(text: str, kind: str) -> bytes:
    """Write Markdown in another format."""
    command = [markup._program(), "--from=commonmark_x-smart", f"--to={kind}", "--output=-"]
    command += ["--standalone", "--metadata=title="] if kind == "html" else []
    return subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout


def sample(suffix: str) -> bytes:
    text = MARKDOWN.format(page=BREAKS.get(suffix, ""))
    match suffix:
        case "md":
            return text.encode()
        case "txt":
            return PLAIN.encode()
        case "pdf":
            return typst.compile(TYPST.encode())
    return pandoc(text, suffix)


def said(path: Path) -> list[tuple[str, int, str, str]]:
    return [(b.kind, b.level, b.number, b.text) for b in read_document(path).blocks]


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("suffix", ["docx", "odt", "html", "md"])
def test_a_document_reads_the_same_from_every_word_processor(suffix: str, tmp_path: Path) -> None:
    assert said(put(tmp_path, f"policy.{suffix}", sample(suffix))) == SAID


@pytest.mark.parametrize("suffix", ["pdf", "txt"])
def test_printed_lines_say_the_same_words_and_kinds(suffix: str, tmp_path: Path) -> None:
    found = said(put(tmp_path, f"policy.{suffix}", sample(suffix)))
    assert [(kind, text.lower()) for kind, _, _, text in found] == [
        (kind, text.lower()) for kind, _, _, text in SAID
    ]


@pytest.mark.browser
def test_what_a_browser_prints_says_the_same(tmp_path: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    body = pandoc(MARKDOWN.format(page=""), "html5").decode()
    page.set_content(body.replace("<table", "<table cellpadding=20"))
    found = said(put(tmp_path, "policy.pdf", page.pdf()))
    page.close()
    assert [(kind, text) for kind, *_, text in found] == [(kind, text) for kind, *_, text in SAID]


def test_pages_and_lines_are_kept(tmp_path: Path) -> None:
    printed = read_document(put(tmp_path, "a.pdf", sample("pdf")))
    assert (printed.name, printed.pages) == ("a.pdf", 2)
    assert [b.page for b in printed.blocks] == [1] * 9 + [2] * 5
    for suffix in ("md", "txt"):
        text = sample(suffix).decode().splitlines()
        for block in read_document(put(tmp_path, f"a.{suffix}", sample(suffix))).blocks:
            if block.kind != "cell":
                assert block.line
                assert block.text.lower() in text[block.line - 1].lower()


# What the formats have of their own.

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DOCX = {
    "[Content_Types].xml": f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>
</Relationships>""",
    "word/_rels/document.xml.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="n" Type="{OFFICE}/numbering" Target="numbering.xml"/>
<Relationship Id="x" Type="{OFFICE}/image" Target="SERVER/image.png" TargetMode="External"/>
<Relationship Id="t" Type="{OFFICE}/attachedTemplate" Target="SERVER/t.dotm" TargetMode="External"/>
</Relationships>""",
    "word/numbering.xml": f"""<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>""",
}


def zipped(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def docx(body: str, **more: str | bytes) -> bytes:
    """A Word document whose body is given in Word's own XML."""
    document = (
        f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>'
    )
    return zipped({**DOCX, "word/document.xml": document, **more})


def para(text: str, run: str = "", paragraph: str = "") -> str:
    return f"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def listed(text: str, level: int) -> str:
    return para(text, "", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


CASES = {
    "a bold line is a heading": (
        "a.docx",
        docx(para("Phones", "<w:b/>") + para("Leave them at home.")),
        [("heading", 1, "", "Phones"), ("paragraph", 1, "", "Leave them at home.")],
    ),
    "a bold sentence is none": (
        "a.docx",
        docx(para("Leave them at home.", "<w:b/>")),
        [("paragraph", 1, "", "Leave them at home.")],
    ),
    "a number within a number": (
        "a.docx",
        docx(listed("Phones", 0) + listed("At home", 1) + listed("At school", 1)),
        [
            ("item", 1, "3", "Phones"),
            ("item", 2, "3.1", "At home"),
            ("item", 2, "3.2", "At school"),
        ],
    ),
    "a typed number": (
        "a.docx",
        docx(para("2.4 Parents ask first.") + para("(b) They wait.") + para("2024 was good.")),
        [
            ("item", 1, "2.4", "Parents ask first."),
            ("item", 1, "b", "They wait."),
            ("paragraph", 1, "", "2024 was good."),
        ],
    ),
    "hidden text": (
        "a.docx",
        docx(para("Seen.") + para("Unseen.", "<w:vanish/>") + para("So.", '<w:vanish w:val="0"/>')),
        [("paragraph", 1, "", "Seen."), ("paragraph", 1, "", "So.")],
    ),
    "a change that is tracked": (
        "a.docx",
        docx(
            '<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>New.</w:t></w:r></w:ins>'
            '<w:del w:id="2" w:author="a"><w:r><w:delText>Old.</w:delText></w:r></w:del></w:p>'
        ),
        [("paragraph", 1, "", "New.")],
    ),
    "what nobody sees": (
        "a.docx",
        docx(para("Be\u200b \u202ekind\u202c,\u00ad \u2066al\ufeffl\u2069\u00a0of \ue000you.")),
        [("paragraph", 1, "", "Be kind, all of you.")],
    ),
    "notes follow their paragraph": (
        "a.md",
        b"One.[^1]\n\nTwo.\n\n[^1]: Note.\n",
        [("paragraph", 1, "", text) for text in ("One.", "Note.", "Two.")],
    ),
    "hidden HTML": (
        "a.html",
        b"""<title>No</title><script>no()</script><style>p{}</style><p>One<p hidden>No<p>Two
<div style="display: none">No <div>No</div> no</div><ul><li hidden>No<li>Three</ul><!-- No -->
<template><p>No</template><p>R&amp;D &#163;1 <img alt=no src=x> <b>end</b></p>""",
        [
            ("paragraph", 1, "", "One"),
            ("paragraph", 1, "", "Two"),
            ("item", 1, "", "Three"),
            ("paragraph", 1, "", "R&D £1 end"),
        ],
    ),
    "a table of contents": (
        "a.html",
        b'<ul><li><a href="#one">One 1</a></ul><h1 id="one">One</h1><p>Text.',
        [("heading", 1, "", "One"), ("paragraph", 1, "", "Text.")],
    ),
    "HTML within Markdown": (
        "a.md",
        b"<div>One <b>two</b></div>\n\n<script>no()</script>\n\nThree.\n",
        [("paragraph", 1, "", "One two"), ("paragraph", 1, "", "Three.")],
    ),
    "a quotation and meanings": (
        "a.html",
        b"<blockquote><p>Quoted.</blockquote><dl><dt>Troll<dd>Who hurts.</dl>",
        [("paragraph", 1, "", text) for text in ("Quoted.", "Troll", "Who hurts.")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_format_has_of_its_own(case: str, tmp_path: Path) -> None:
    name, data, expected = CASES[case]
    assert said(put(tmp_path, name, data)) == expected


def test_hidden_text_of_opendocument_is_left_out(tmp_path: Path) -> None:
    with zipfile.ZipFile(BytesIO(pandoc("Seen *unseen* again.", "odt"))) as file:
        parts: dict[str, str | bytes] = {n: file.read(n) for n in file.namelist()}
    content = parts["content.xml"]
    assert isinstance(content, bytes)
    marked = content.replace(b'fo:font-style="italic"', b'text:display="none"')
    assert marked != content
    found = said(put(tmp_path, "a.odt", zipped(parts | {"content.xml": marked})))
    assert [text for *_, text in found] == ["Seen again."]


def test_columns_are_read_one_after_the_other_and_words_joined(tmp_path: Path) -> None:
    words = "Parents who are photographing performances should remember that responsibilities "
    text = f"""#set page(columns: 2, width: 12cm)
#set par(justify: true)
#set text(lang: "en")
{words * 3}
#colbreak()
Second column."""
    found = said(put(tmp_path, "a.pdf", typst.compile(text.encode())))
    assert [text for *_, text in found] == [(words * 3).strip(), "Second column."]


# What is refused.


def locked_pdf() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(sample("pdf"))) as file:
        file.save(out, encryption=pikepdf.Encryption(user="a", owner="b"))
    return out.getvalue()


def scanned() -> bytes:
    out = BytesIO()
    Image.new("RGB", (300, 400), "white").save(out, "PDF")
    return out.getvalue()


def scanned_and_numbered() -> bytes:
    out = BytesIO()
    Image.new("L", (3, 4)).save(out, "PNG")
    numbers = ", ".join(map(str, out.getvalue()))
    return typst.compile(f"#image(bytes(({numbers})), width: 9cm)\nPage 1".encode())


def changed(suffix: str, **parts: str | bytes) -> bytes:
    """A sound file with parts added."""
    with zipfile.ZipFile(BytesIO(sample(suffix))) as file:
        return zipped({n: file.read(n) for n in file.namelist()} | parts)


def flagged() -> bytes:
    """A .docx whose parts are said to be encrypted."""
    data = bytearray(docx(para("Secret.")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 1)
    return bytes(data)


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><d>&i;</d>"
)
FILE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'

EMPTY = "{} is empty: open it in the program that made it, and save it again."
OLD = "{} is in the old format of Word: open it in Word, save it as .docx, and import that."
RICH = "{} is Rich Text: open it in a word processor, save it as .docx, and import that."
LOCKED = "{} is locked with a password: open it, save it without one, and import that."
ENTITY = (
    "{} defines or calls for text from elsewhere, which no word processor does:"
    " copy its words into a new document."
)
MACROS = "{} holds macros, which are programs: save it without them, and import that."
DAMAGED = (
    "{} is damaged or only a part of a file:"
    " open it in the program that made it, and save it again."
)
NOT_TEXT = "{} is not text: choose the document itself, and import that."
NOTHING = "{} holds no text: look whether its words are pictures, and type or recognise them first."
UNKNOWN = (
    "{} is of a kind that is not read here:"
    " save it as .docx, .odt, .pdf, .html, .md or .txt, and import that."
)
NOT_DOCX = (
    "{} is no .docx, though it is named so:"
    " open it in a word processor, save it as .docx, and import that."
)
BOMB = "{} unpacks to far more than a document holds: save it again without its pictures."
LEAVES = (
    "{} holds files that would be unpacked elsewhere:"
    " open it in the program that made it, and save it again."
)
PICTURE = (
    "{} is a picture of text, as a scanner makes it:"
    " ask for the document that was printed, or have its text recognised first."
)
DEEP = "{} has lists or boxes too deep within others: copy its words into a new document."

HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.docx", lambda: b"", EMPTY),
    "old Word": ("a.doc", lambda: OLE, OLD),
    "old Word named as new": ("a.docx", lambda: OLE, OLD),
    "locked Word": ("a.docx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), LOCKED),
    "locked parts": ("a.docx", flagged, LOCKED),
    "locked OpenDocument": (
        "a.odt",
        lambda: changed("odt", **{"META-INF/manifest.xml": "<m:encryption-data/>"}),
        LOCKED,
    ),
    "locked PDF": (
        "a.pdf",
        locked_pdf,
        "{} is locked with a password:"
        " print it to a new PDF, or save it as .docx, and import that.",
    ),
    "rich text": ("a.rtf", lambda: b"{\\rtf1 Hello}", RICH),
    "rich text named as Word": ("a.docx", lambda: b"{\\rtf1 Hello}", RICH),
    "another kind": ("a.xyz", lambda: b"Hello", UNKNOWN),
    "no kind": ("policy", lambda: b"Hello", UNKNOWN),
    "macros by name": (
        "a.docm",
        lambda: docx(para("A")),
        "{} may hold macros, which are programs: save it as .docx, and import that.",
    ),
    "macros within": ("a.docx", lambda: docx(para("A"), **{"word/vbaProject.bin": b"x"}), MACROS),
    "scripts within": ("a.odt", lambda: changed("odt", **{"Basic/Standard/a.xml": "x"}), MACROS),
    "text named as Word": ("a.docx", lambda: b"Hello", NOT_DOCX),
    "PDF named as Word": (
        "a.docx",
        lambda: b"%PDF-1.7 Hello",
        "{} is a PDF: end its name with .pdf, and import it again.",
    ),
    "Word named as PDF": (
        "a.pdf",
        lambda: docx(para("A")),
        "{} is no PDF, though it is named so: save it as a PDF, and import that.",
    ),
    "Word named as text": (
        "a.txt",
        lambda: docx(para("A")),
        "{} is not text but an archive or a word processor's document:"
        " end its name with .docx or .odt if it is one, and import it again.",
    ),
    "OpenDocument named as Word": (
        "a.docx",
        lambda: sample("odt"),
        "{} is an OpenDocument text: end its name with .odt, and import it again.",
    ),
    "Word named as OpenDocument": (
        "a.odt",
        lambda: docx(para("A")),
        "{} is a Word document: end its name with .docx, and import it again.",
    ),
    "any archive": (
        "a.docx",
        lambda: zipped({"a.txt": "A"}),
        "{} is an archive without a text document: save it as .docx or .odt, and import that.",
    ),
    "half a Word document": ("a.docx", lambda: docx(para("Text. " * 900))[:900], DAMAGED),
    "half a PDF": ("a.pdf", lambda: sample("pdf")[:700], DAMAGED),
    "broken XML": ("a.docx", lambda: docx("<w:p><w:r>"), DAMAGED),
    "laughs": ("a.docx", lambda: docx("", **{"word/document.xml": LAUGHS}), ENTITY),
    "laughs in wide letters": (
        "a.docx",
        lambda: docx("", **{"word/document.xml": LAUGHS.encode("utf-16")}),
        ENTITY,
    ),
    "another file's text": ("a.odt", lambda: changed("odt", **{"content.xml": FILE}), ENTITY),
    "a bomb": ("a.docx", lambda: docx(para("A"), **{"word/a.bin": b"\0" * (49 << 20)}), BOMB),
    "a name that leaves": ("a.docx", lambda: docx(para("A"), **{"word/../../a": "x"}), LEAVES),
    "a name from the root": ("a.docx", lambda: docx(para("A"), **{"/etc/a": "x"}), LEAVES),
    "a scan": ("a.pdf", scanned, PICTURE),
    "a scan with a number": ("a.pdf", scanned_and_numbered, PICTURE),
    "a document of pictures": ("a.docx", lambda: docx(para(" ")), NOTHING),
    "rubbish": ("a.txt", lambda: random.Random(1).randbytes(5_000), NOT_TEXT),
    "rubbish with a NUL": ("a.md", lambda: b"Hello there. " * 50 + b"\0", NOT_TEXT),
    "deep lists": ("a.html", lambda: b"<blockquote>" * 3_000 + b"A", DEEP),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_bad_file_is_refused_in_a_sentence(case: str, tmp_path: Path) -> None:
    name, make, sentence = HOSTILE[case]
    with pytest.raises(DocumentError) as refused:
        read_document(put(tmp_path, name, make()))
    assert str(refused.value) == sentence.replace("{}", name)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(DocumentError, match=r"^a\.docx is a folder: name one file in it\.$"):
        read_document(tmp_path / "a.docx")
    with pytest.raises(DocumentError, match=r"^There is no file b\.pdf: look at how its name"):
        read_document(tmp_path / "b.pdf")
    os.mkfifo(tmp_path / "c.pdf")
    with pytest.raises(DocumentError, match=r"^c\.pdf is not a document: name a file\.$"):
        read_document(tmp_path / "c.pdf")
    with pytest.raises(DocumentError, match=r"cannot be opened"):
        read_document(tmp_path / ("a" * 300 + ".pdf"))
    with pytest.raises(DocumentError, match=r"^There is no file a \.pdf"):
        read_document(tmp_path / "a\0.pdf")


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbid(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = put(tmp_path, "a.txt", b"Hello")
    monkeypatch.setattr(Path, "open", forbid)
    with pytest.raises(DocumentError, match=r"^a\.txt cannot be opened: see that you may read it"):
        read_document(path)


@pytest.mark.parametrize(
    "name",
    [b"a\nb.xyz", "\u202egod.xyz".encode(), b"\xff.xyz", "\u200b".encode(), b"\x1b[31mred.xyz"],
)
def test_a_strange_name_is_shown_plainly(name: bytes, tmp_path: Path) -> None:
    path = put(tmp_path, os.fsdecode(name), b"Hello")
    with pytest.raises(DocumentError) as refused:
        read_document(path)
    text = str(refused.value)
    assert text.isprintable()
    assert not text.startswith(" ")
    text.encode()


def test_without_the_extra_a_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pypdfium2.py").write_text("raise ModuleNotFoundError\n", encoding="utf-8")
    (tmp_path / "sitecustomize.py").write_text(
        "from importlib import metadata\ndef files(name):\n"
        "    raise metadata.PackageNotFoundError\nmetadata.files = files\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    for suffix in ("docx", "pdf", "md"):
        with pytest.raises(DocumentError) as refused:
            read_document(put(tmp_path, f"a.{suffix}", sample_before[suffix]))
        assert str(refused.value) == ("To read this file, type: make readers.")
    assert said(put(tmp_path, "a.txt", b"Be kind.")) == [("paragraph", 1, "", "Be kind.")]


sample_before = {"docx": docx(para("A")), "pdf": b"%PDF-1.7", "md": b"A"}


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("é".encode(), "é"),
        ("\ufeffé".encode(), "é"),
        ("é".encode("utf-16"), "é"),
        ("\ufeffé".encode("utf-16-be"), "é"),
        (b"\xe9 \x93a\x94 \xa31", "é “a” £1"),
    ],
)
def test_text_is_read_in_the_letters_it_was_written_in(data: bytes, text: str) -> None:
    assert decoded(data) == text


def test_controls_are_few_in_a_text() -> None:
    assert decoded(b"a" * 99 + b"\x01")
    with pytest.raises(DocumentError):
        decoded(b"a" * 98 + b"\x01")


def test_nothing_unseen_is_kept() -> None:
    for code in range(sys.maxunicode + 1):
        kept = tidy(f"a{chr(code)}b")
        assert kept.isprintable() or kept == f"a{chr(code)}b"
    assert tidy("a\x00\x1b[\u200d\u2028\u3164 \t\r\nb\ud800") == "a [ b"


# Limits, from both sides.


def test_archives_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = docx(para("A"), **{"word/media/a.png": b"a" * 10_000})
    with zipfile.ZipFile(BytesIO(sound)) as file:
        entries = file.infolist()
    total = sum(e.file_size for e in entries)
    words = total - 10_000
    for name, fits in (("ENTRIES", len(entries)), ("UNPACKED", total), ("TEXT", words)):
        with monkeypatch.context() as change:
            change.setattr(archive, name, fits)
            assert archive.repacked(sound, bytes)[0] == "docx"
            change.setattr(archive, name, fits - 1)
            with pytest.raises(DocumentError, match="unpacks to far more"):
                archive.repacked(sound, bytes)


def test_a_lie_about_a_size_unpacks_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytearray(docx(para("A" * 5_000_000)))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    data[at + 24 : at + 28] = (1_000).to_bytes(4, "little")
    with pytest.raises(DocumentError, match="is damaged"):
        archive.repacked(bytes(data), bytes)


def test_pictures_and_properties_never_reach_pandoc() -> None:
    extra = {"word/media/a.png": b"x", "docProps/core.xml": "<x/>", "word/embeddings/a.bin": b"x"}
    _, data = archive.repacked(docx(para("A"), **extra), bytes)
    with zipfile.ZipFile(BytesIO(data)) as file:
        assert set(file.namelist()) == {*DOCX, "word/document.xml"}


def test_text_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"Be kind.\n\nAsk first.\n"
    for name, fits in (("CHARACTERS", len("Be kind.Ask first.")), ("BLOCKS", 2)):
        with monkeypatch.context() as change:
            change.setattr(parse, name, fits)
            assert "blocks" in json.loads(parse.parse(data, "txt"))
            change.setattr(parse, name, fits - 1)
            assert "holds more text" in json.loads(parse.parse(data, "txt"))["refused"]


def test_pages_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PAGES", 2)
    assert pdf.lines(sample("pdf"))[1] == 2
    monkeypatch.setattr(pdf, "PAGES", 1)
    with pytest.raises(DocumentError, match="has more than 1 pages"):
        pdf.lines(sample("pdf"))


def test_the_file_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, "a.txt", b"Hello.".ljust(1 << 20))
    monkeypatch.setattr(read, "LARGEST", 1 << 20)
    assert read_document(path).blocks
    path.write_bytes(b"Hello.".ljust((1 << 20) + 1))
    with pytest.raises(DocumentError, match=r"^a\.txt is larger than 1 MB: save it without"):
        read_document(path)


def test_pandoc_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"<p>Words and words.</p>" * 20_000
    monkeypatch.setattr(markup, "HEAP_MB", 20)
    with pytest.raises(MemoryError):
        markup.blocks(text, "html")
    monkeypatch.undo()
    monkeypatch.setattr(markup, "SECONDS", 0.01)
    with pytest.raises(DocumentError, match="takes too long"):
        markup.blocks(text, "html")


# The process that reads. These run in it, by their names.


def echoes(data: bytes, size: str) -> bytes:
    return data * int(size)


def sleeps(data: bytes, pid_file: str) -> bytes:
    child = subprocess.Popen(["sleep", "60"])
    Path(pid_file).write_text(str(child.pid), encoding="utf-8")
    time.sleep(60)
    return data


def hoards(data: bytes, size: str) -> bytes:
    return b"%d" % len(bytearray(int(size)))


def crashes(_: bytes, signal: str) -> bytes:
    os.kill(os.getpid(), int(signal))
    raise AssertionError


@pytest.fixture
def call(tmp_path: Path) -> Iterator[Callable[[str, str], bytes]]:
    """`call(name, argument)` runs a function of this file in a process of its own."""
    with put(tmp_path, "data", b"ab").open("rb") as file:
        yield lambda name, argument: bounded.call(f"test_import_read:{name}", file, argument)


def test_the_process_ends_with_its_children_when_time_is_up(
    call: Callable[[str, str], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid_file = tmp_path / "pid"
    monkeypatch.setattr(bounded, "SECONDS", 5.0)
    start = time.monotonic()
    with pytest.raises(bounded.StoppedError) as stopped:
        call("sleeps", str(pid_file))
    assert stopped.value.reason == "time"
    assert time.monotonic() - start < 15
    status = Path("/proc", pid_file.read_text(encoding="utf-8"), "stat")
    deadline = time.monotonic() + 5
    while status.exists() and status.read_text().split()[2] != "Z" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not status.exists() or status.read_text().split()[2] == "Z"


def test_memory_is_bounded(
    call: Callable[[str, str], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "MEMORY", 600 << 20)
    assert call("hoards", str(100 << 20)) == b"%d" % (100 << 20)
    with pytest.raises(bounded.StoppedError) as stopped:
        call("hoards", str(600 << 20))
    assert stopped.value.reason == "memory"


def test_the_answer_is_bounded(
    call: Callable[[str, str], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "ANSWER", 2_000)
    assert call("echoes", "1000") == b"ab" * 1_000


def test_an_answer_beyond_its_bound_is_refused(
    call: Callable[[str, str], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "ANSWER", 1_999)
    with pytest.raises(bounded.StoppedError) as stopped:
        call("echoes", "1000")
    assert stopped.value.reason == "answer"


def test_a_crash_is_told(call: Callable[[str, str], bytes]) -> None:
    with pytest.raises(bounded.StoppedError) as stopped:
        call("crashes", "11")
    assert stopped.value.reason == "crash"


@pytest.mark.parametrize("reason", ["time", "memory", "answer", "crash"])
def test_what_stopped_a_reading_is_said_in_a_sentence(
    reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> bytes:
        raise bounded.StoppedError(reason)

    monkeypatch.setattr(bounded, "call", stop)
    with pytest.raises(DocumentError, match=r"^a\.txt [^\n{}]*\.$"):
        read_document(put(tmp_path, "a.txt", b"Hello"))


def test_an_answer_of_another_form_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "call", lambda *_: b'{"blocks": [{"kind": "x", "text": "y"}]}')
    with pytest.raises(DocumentError, match=r"^a\.txt cannot be read"):
        read_document(put(tmp_path, "a.txt", b"Hello"))


def test_nothing_is_fetched(tmp_path: Path) -> None:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    at = f"http://127.0.0.1:{server.server_port}"
    page = f"""<base href="{at}/"><link rel=stylesheet href="{at}/a.css"><script src="{at}/a.js">
</script><iframe src="{at}/frame"></iframe><object data="{at}/o"></object><embed src="{at}/e">
<p>Hello <img src="{at}/a.png"> <a href="{at}/link">there</a></p><p><img src="/etc/hostname">"""
    rels = DOCX["word/_rels/document.xml.rels"].replace("SERVER", at)
    blip = (
        "<w:p><w:r><w:drawing><a:blip xmlns:a="
        '"http://schemas.openxmlformats.org/drawingml/2006/main" r:link="x" r:embed="x"/>'
        "</w:drawing></w:r></w:p>"
    )
    files = {
        "a.html": page.encode(),
        "a.md": f"Hello ![a]({at}/a.png) there\n\n{page}\n".encode(),
        "a.docx": docx(para("Hello there") + blip, **{"word/_rels/document.xml.rels": rels}),
        "a.odt": pandoc(f"Hello there [x]({at}/link)\n", "odt"),
    }
    try:
        for name, data in files.items():
            texts = [text for *_, text in said(put(tmp_path, name, data))]
            assert "Hello there" in " ".join(texts)
        assert markup.blocks(page.encode(), "html")
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []


def test_html_that_is_not_closed_is_read_to_its_end() -> None:
    assert shown_html("<p>a<p hidden>b<p>c<br hidden>d</x>e") == "<p>a<p>cd</x>e"
    assert shown_html("a<div hidden>b") == "a"


# A long document.

WORDS = "parents share photos of the match only when every child in them has been asked first and"


def long_markdown(pages: int) -> str:
    """About 400 words a page, no two paragraphs alike."""
    pick = random.Random(7)
    parts = []
    for page in range(pages):
        for place in range(8):
            if place == 3:
                parts.append(f"## About {' '.join(pick.sample(WORDS.split(), 4))} {page}")
            parts.append(" ".join(pick.choices(WORDS.split(), k=48)).capitalize() + ".")
    return "\n\n".join(parts) + "\n"


@pytest.mark.parametrize("suffix", ["docx", "pdf", "md", "html"])
def test_a_document_of_200_pages_is_well_within_the_limits(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = long_markdown(200)
    if suffix == "pdf":
        data = typst.compile(f"#set page(height: 18.5cm)\n{text.replace('## ', '== ')}".encode())
    else:
        data = text.encode() if suffix == "md" else pandoc(text, suffix)
    monkeypatch.setattr(bounded, "SECONDS", bounded.SECONDS / 2)
    found = read_document(put(tmp_path, f"a.{suffix}", data))
    assert sum(block.kind == "heading" for block in found.blocks) == 200
    assert found.pages is None or found.pages > 190
