"""Texts that no editor would print: each aimed at one thing that a reader of news may trip over."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLE = """Harbour closed after envoy's flight

VELL, 3 May 2021 (Northern Herald) - The harbour of Vell was closed on Monday, a guard told the Herald.

"Nobody has left since the 9th," said Tan Ho-jik, who commands the port. At least 14 people were arrested, he added.

The ministry denied that the envoy, Mr. Ri Sol-mun, had defected. It is reported that he will return by early next year.
"""

_WORDS = (
    "the",
    "envoy",
    "said",
    "that",
    "Vell",
    "denied",
    "on",
    "Monday",
    "14",
    "people",
    "fled",
    "and",
    ",",
    ".",
    '"',
)
_CONTROLS = {
    "bidi": "\u202e\u2066\u2067\u202a\u2069",
    "zero-width": "\u200b\u200c\u200d\ufeff\u2060",
    "c0": "\x01\x02\x07\x08\x0b\x1b",
    "c1": "\x80\x85\x9f",
    "separators": "\u2028\u2029\x1c\x1d\x1e\x0c",
    "tags": "\U000e0041\U000e007f",
    "variation": "\ufe0f\ufe0e",
    "marks": "\u0301\u0308\u0323\u0489",
    "private": "\ue000\uf8ff\U0010fffd",
    "none": "\ufffe\uffff\U0001fffe",
    "hangul": "\u1100\u1161\u11a8\u3164",
    "replacement": "\ufffd\ufffc",
    "soft": "\u00ad\u034f\u061c\u180e",
    "spaces": "\u00a0\u2003\u3000\u202f",
}
_REPEATED = {
    "quotes": '"',
    "single-quotes": "'",
    "open-quotes": "\u201c",
    "close-quotes": "\u201d",
    "guillemets": "\u00ab\u00bb",
    "parentheses": "(",
    "closed": ")",
    "brackets": "[]",
    "dashes": "- ",
    "em-dashes": "\u2014",
    "dots": ".",
    "ellipses": ". . . ",
    "commas": ",",
    "semicolons": "; ",
    "blanks": " ",
    "tabs": "\t",
    "lines": "\n",
    "returns": "\r",
    "spaced-lines": " \n",
    "letters": "a",
    "capitals": "A",
    "digits": "7",
    "thousands": "1,",
    "decimals": "1.",
    "slashes": "1/",
    "hyphens": "a-",
    "apostrophes": "a'",
    "initials": "A. ",
    "entities": "&amp;",
    "emoji": "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "flags": "\U0001f1f0",
    "percent": "5% ",
    "ats": "@a ",
    "addresses": "http://a.b/ ",
    "stamps": "12:30 ",
    "dates": "3 May 2021 ",
    "ninth": "the 9th ",
    "year": "2021-",
    "million": "million ",
    "hundred": "a hundred and ",
    "said": "he said that ",
    "told": "told Kim ",
    "according": "according to ",
    "of": "the son of ",
    "and": "Kim and ",
    "respectively": "14, 15 and ",
    "names": "Kim Yong Chol ",
    "titles": "Mr. ",
    "newline-quotes": '"\n\n',
    "bullets": "\u2022 ",
    "pipes": "| ",
    "stars": "*",
    "hashes": "# ",
    "colons": "a: ",
    "dollars": "$1 bn ",
    "won": "\u20a9",
    "fractions": "\u00bd",
    "roman": "XVII ",
    "han": "\u91d1\u6b63\u6069",
    "kana": "\u304b",
    "arabic": "\u0645",
}
_NONSENSE = (
    "the 45th of May",
    "13/13/2013",
    "00/00/0000",
    "99 February 99999",
    "the 0th",
    "-1 people",
    "1e999 people",
    "1/0 of them",
    "NaN people",
    "in the year 0",
    "in 10000000000000000000 BC",
    "9" * 4000 + " people",
    "between 5 and 3 people",
    "minus a third of minus ten",
    "31 June 2020",
    "29 February 2021",
    "24:61:61 on Monday",
    "the 1,2,3,4,5th",
    "half of a quarter of a dozen dozens",
    "$" * 50 + "5",
    "5 to 4 to 3 to 2 people",
    "next last previous year",
    "the day before the day after the day before yesterday",
    "several dozens of hundreds of thousands of millions",
    "1.000.000,00 and 1,000,000.00",
    "٣٤ people",
    "１２３ people",
    "Ⅻ people",
    "x² people",
    "1_000 people",
)
_ENCODINGS = (
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-be",
    "utf-7",
    "cp1252",
    "cp1251",
    "koi8-r",
    "shift_jis",
    "euc_kr",
    "cp949",
    "iso2022_kr",
    "gb18030",
    "big5",
    "cp037",
    "utf-8-sig",
    "iso8859_15",
    "mac_roman",
    "hz",
)


def texts() -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of each text; always the same ones."""
    for name, value in _CONTROLS.items():
        yield f"control-{name}-between.txt", value.join(ARTICLE).encode()
        yield f"control-{name}-only.txt", (value * 5000).encode("utf-8", "surrogatepass")
    for name, piece in _REPEATED.items():
        yield f"many-{name}.txt", (piece * (20_000 // len(piece))).encode()
        yield f"article-with-many-{name}.txt", (ARTICLE + piece * 300 + "\n\n" + ARTICLE).encode()
    for number, words in enumerate(_NONSENSE):
        yield f"nonsense-{number:02}.txt", f"The envoy said that {words} fled to Vell. It was {words}.\n".encode()
    for name in _ENCODINGS:
        yield f"encoded-{name}.txt", ARTICLE.replace("envoy", "envoy (\uae40)").encode(name, "replace")
    yield from _long()
    yield from _broken()
    yield from _shuffled()


def _long() -> Iterator[tuple[str, bytes]]:
    """Too much of something in one piece."""
    yield "one-word.txt", b"a" * 400_000
    yield "one-line.txt", ("The envoy said no. " * 20_000).encode()
    yield "over-the-line.txt", ("The envoy said no. " * 40_000).encode()
    yield "over-the-text.txt", ("The envoy said no.\n" * 120_000).encode()
    yield "over-the-file.txt", b"The envoy said no.\n" * 900_000
    yield "one-sentence.txt", ("The envoy said that the port and " + "the guard, who " * 4000 + "fled.").encode()
    yield "deep-statements.txt", ("Kim said that " * 1500 + "the harbour was closed.").encode()
    yield "deep-quotations.txt", ("\"\u201c'\u2018" * 700 + "No" + "\u2019'\u201d\"" * 700 + " said Kim.").encode()
    yield "deep-parentheses.txt", ("The envoy (" * 3000 + ")" * 3000 + " fled.").encode()
    yield (
        "coordination.txt",
        ("The envoy, " + ", ".join(f"Kim No-{n}" for n in range(2000)) + " and others fled to Vell.").encode(),
    )
    yield "figures.txt", ("There were " + ", ".join(str(n) for n in range(3000)) + " people respectively.").encode()
    yield "titles-only.txt", b"HARBOUR CLOSED AFTER FLIGHT OF ENVOY\n\n" * 2000
    yield "paragraphs.txt", b"No.\n\n" * 10_000  # the parser alone takes half a millisecond each
    yield "capitals.txt", (b"A" * 90 + b"\n\n") * 2_000  # every paragraph could open with the name of a town
    yield "open-quotation.txt", ('"' + ARTICLE * 30).encode()
    yield (
        "open-every-paragraph.txt",
        ("\n\n".join('"The port is shut, and it stays shut.' for _ in range(800)) + '" said Kim.').encode(),
    )


def _broken() -> Iterator[tuple[str, bytes]]:
    """Bytes that are text in no encoding."""
    article = ARTICLE.encode()
    yield "empty.txt", b""
    yield "blank.txt", b" \n\t\r\n" * 50
    yield "nul.txt", b"\x00" * 4000
    yield "nul-between.txt", b"\x00".join(bytes([one]) for one in article)
    yield "nul-inside.txt", article[:100] + b"\x00" * 10 + article[100:]
    yield "overlong.txt", article + b"\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf" * 100
    yield "surrogates.txt", article + b"\xed\xa0\x80\xed\xbf\xbf" * 100
    yield "beyond-unicode.txt", article + b"\xf7\xbf\xbf\xbf\xfb\xbf\xbf\xbf\xbf" * 100
    yield "cut-character.txt", article + "\uae40".encode()[:2]
    yield (
        "mixed.txt",
        article + "\u043f\u043e\u0440\u0442 ".encode("cp1251") * 50 + "\ud56d\uad6c ".encode("euc_kr") * 50,
    )
    yield "mojibake.txt", (ARTICLE + "\u2019\u201c\u00e9 " * 40).encode().decode("cp1252", "replace").encode()
    yield "two-marks.txt", b"\xef\xbb\xbf\xef\xbb\xbf" + article
    yield "marks-of-two-kinds.txt", b"\xff\xfe\xfe\xff" + article
    yield "odd-sixteen.txt", ARTICLE.encode("utf-16-le")[:-1]
    yield "all-bytes.txt", bytes(range(256)) * 100
    yield "high-bytes.txt", bytes(range(128, 256)) * 200
    yield "program.txt", b"\x7fELF\x02\x01\x01" + bytes(random.Random(1).randbytes(20_000))
    yield "picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(random.Random(2).randbytes(20_000))
    yield "random.txt", random.Random(3).randbytes(50_000)


def _shuffled() -> Iterator[tuple[str, bytes]]:
    """The article with accidents that happen to files, and salad of the words that the rules look for."""
    source = ARTICLE.encode()
    for seed in range(60):
        chance = random.Random(seed)
        data = bytearray(source * 3)
        for _ in range(chance.randrange(1, 60)):
            at = chance.randrange(len(data))
            if chance.random() < 0.4:
                data[at] = chance.randrange(256)
            elif chance.random() < 0.5:
                del data[at : at + chance.randrange(80)]
            else:
                data[at:at] = data[chance.randrange(len(data)) :][: chance.randrange(200)]
        yield f"accident-{seed:02}.txt", bytes(data)
    for seed in range(40):
        chance = random.Random(seed)
        yield f"salad-{seed:02}.txt", " ".join(chance.choices(_WORDS, k=600)).encode()
