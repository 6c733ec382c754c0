"""Web pages and records that are broken, or that mean harm to whoever shows them."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

from nasty_texts import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterator

_BODY = "".join(f"<p>{one}</p>" for one in ARTICLE.split("\n\n"))
_PAGE = f"<!doctype html><html><head><title>Harbour closed</title></head><body><article>{_BODY}</article></body></html>"
_HARM = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//evil.example>",
    "<object data=//evil.example>",
    "<form action=//evil.example><input autofocus onfocus=alert(1)>",
    "<math><mtext></p><style><img src=x onerror=alert(1)>",
    "<template><p>hidden</p></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<p style='position:fixed;top:0;left:0;width:100%;height:100%'>cover</p>",
    "<a href=\"javascript:alert('x')\">said Kim</a>",
    "<textarea></p>",
    "<plaintext>",
    "<xmp>",
    "<frameset><frame src=//evil.example>",
    "<marquee>",
    "<p dir=rtl>\u202esaid Kim</p>",
    "<![CDATA[<p>said Kim</p>]]>",
    "<?php echo 1 ?>",
    "<![if IE]><p>said</p><![endif]>",
    "<video autoplay src=//evil.example>",
    "<embed src=//evil.example>",
    "<p hidden>said Kim</p>",
    "</body></html><p>after</p>",
    "<title>second</title>",
    "<html><body><p>inner</p></body></html>",
    "<select><option><p>said</select>",
    "<table><p>foster<tr><td>x",
    "<p>" * 50,
    "</p>" * 50,
)


def pages() -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of each page and each file of records; always the same ones."""
    for number, harm in enumerate(_HARM):
        yield f"harm-{number:02}.html", _PAGE.replace("</p>", f"</p>{harm}", 1).encode()
    yield from _broken()
    yield from _accidents()
    yield from _records()


def _broken() -> Iterator[tuple[str, bytes]]:
    deep = {
        "div": "<div>",
        "b": "<b>",
        "table": "<table><tr><td>",
        "ul": "<ul><li>",
        "blockquote": "<blockquote>",
        "span": "<span><a>",
        "font": "<font><p>",
    }
    for name, opened in deep.items():
        yield f"deep-{name}.html", ("<html><body>" + opened * 20_000 + ARTICLE).encode()
        yield f"nested-{name}.html", ("<html><body>" + opened * 150 + ARTICLE).encode()
    for cut in range(20, len(_PAGE), 60):
        yield f"cut-{cut:04}.html", _PAGE[:cut].encode()
    for charset in (
        "utf-7",
        "utf-16",
        "x-unknown",
        "",
        "EUC-KR",
        "iso-2022-kr",
        "cp037",
        "\u00fc",
        "undefined",
        "rot13",
        "zlib_codec",
        "idna",
    ):
        head = f"<meta charset='{charset}'>"
        yield (
            f"declares-{charset.encode('ascii', 'replace').decode().replace('?', '_') or 'nothing'}.html",
            _PAGE.replace("<title>", head + "<title>").encode(),
        )
    yield (
        "attributes.html",
        _PAGE.replace("<article>", "<article " + " ".join(f"a{n}=1" for n in range(20_000)) + ">").encode(),
    )
    yield "long-attribute.html", _PAGE.replace("<article>", f"<article title='{'x' * 1_000_000}'>").encode()
    yield (
        "references.html",
        _PAGE.replace("said", "&#x110000;&#0;&#xD800;&#99999999999;&nosuch;&amp;amp;&lt;b&gt;" * 50).encode(),
    )
    yield "open-comment.html", _PAGE.replace("<article>", "<article><!-- ").encode()
    yield "many-comments.html", _PAGE.replace("said", "<!-- - -- -->said" * 500).encode()
    yield "open-script.html", _PAGE.replace("<article>", "<article><script>").encode()
    yield "open-tag.html", _PAGE.replace("</article>", "<a href='").encode()
    yield "brackets.html", b"<" * 200_000
    yield "opened-names.html", b"<a" * 100_000
    yield "ends.html", b"</" * 100_000
    yield "bangs.html", b"<!" * 100_000
    yield "nul-names.html", _PAGE.replace("<p>", "<p\x00x>").encode()
    yield (
        "picture-inside.html",
        _PAGE.replace("said", f"<img src='data:image/png;base64,{'QUJD' * 200_000}'>said").encode(),
    )
    yield (
        "entities.xml",
        (
            '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
            + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
            + "]><x>&j;</x>"
        ).encode(),
    )
    yield "outside.xml", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    yield (
        "outside.html",
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><p>The envoy &a; fled, Kim said.</p></html>',
    )
    described = {
        "deep": "[" * 50_000,
        "number": '{"datePublished": 1e999}',
        "list": '{"@graph": [[[[]]]], "datePublished": [null]}',
        "date": '{"datePublished": "13/13/20133"}',
        "script": '{"headline": "</script><script>alert(1)</script>"}',
        "bidi": '{"headline": "\u202eenvoy", "author": {"name": {"name": 1}}}',
        "open": '{"headline": "',
    }
    for name, value in described.items():
        yield (
            f"described-{name}.html",
            _PAGE.replace("<title>", f"<script type='application/ld+json'>{value}</script><title>").encode(),
        )
        yield (
            f"meta-{name}.html",
            _PAGE.replace("<title>", f"<meta property='article:published_time' content='{value}'><title>").encode(),
        )


def _accidents() -> Iterator[tuple[str, bytes]]:
    source = _PAGE.encode()
    for seed in range(40):
        chance = random.Random(1000 + seed)
        data = bytearray(source)
        for _ in range(chance.randrange(1, 40)):
            at = chance.randrange(len(data))
            data[at : at + chance.randrange(6)] = chance.choice(
                [b"<", b">", b"&", b"'", b"\x00", b"</p", b"<!--", b"&#", b"\xff"]
            )
        yield f"accident-{seed:02}.html", bytes(data)


def _records() -> Iterator[tuple[str, bytes]]:
    good = {"id": "a", "text": ARTICLE, "published": "2021-05-03"}
    odd = {
        "null": None,
        "number": 5,
        "list": [ARTICLE],
        "object": {"a": 1},
        "true": True,
        "empty": "",
        "blank": " \n",
        "long": "x" * 400_000,
    }
    for field in ("id", "text", "html", "published", "title", "url", "outlet", "authors"):
        lines = [json.dumps(good | {field: value}) for value in odd.values()]
        yield f"odd-{field}.jsonl", "\n".join(lines).encode()
    ids = (
        "../../etc/passwd",
        "/etc/passwd",
        "a\x00b",
        "\u202ea",
        "<script>alert(1)</script>",
        "a" * 5000,
        "\ud800",
        "-",
        ".",
        "a\nb",
        "a#b#c",
        "CON",
        "~",
        "%2e%2e%2f",
    )
    yield "ids.jsonl", "\n".join(json.dumps(good | {"id": one}) for one in ids).encode()
    yield "same-ids.jsonl", "\n".join(json.dumps(good | {"text": ARTICLE + str(n)}) for n in range(5)).encode()
    yield "deep.jsonl", b'{"text": ' + b"[" * 100_000
    yield "deep-list.json", b"[" * 100_000
    yield "deep-object.json", b'{"a":' * 100_000
    yield "not-a-number.jsonl", b'{"text": NaN}\n{"text": Infinity}\n{"text": 1' + b"0" * 5000 + b"}\n"
    yield "halves.jsonl", rb'{"text": "The envoy \ud800 fled, Kim said. \udc00\ud83d"}'
    yield "twice.jsonl", b'{"text": "One fled, Kim said.", "text": "Two fled, Kim said."}'
    yield "cut.jsonl", json.dumps(good).encode()[:-20]
    yield "list.json", json.dumps([good, 5, None, [], {}, "x", good | {"id": "b"}]).encode()
    yield "list-cut.json", json.dumps([good, good]).encode()[:-30]
    yield "blank-lines.jsonl", b"\n\r\n\x00\n \n" * 500 + json.dumps(good).encode()
    yield "sixteen.jsonl", json.dumps(good).encode("utf-16")
    yield "latin.jsonl", json.dumps(good | {"text": "caf\u00e9 " * 50}, ensure_ascii=False).encode("cp1252")
    yield "long-line.jsonl", json.dumps(good | {"text": "The envoy fled.\n" * 1_200_000}).encode()
