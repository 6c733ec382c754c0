"""Encodings of text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.read import quote, read_bytes
from attribune.read.encoding import decode, detect, is_binary, mapped

ENGLISH = "The envoy said that nothing was wrong. “Nothing at all,” he added – and left for the café. " * 3
RUSSIAN = "Посол заявил, что ничего не случилось, и уехал домой вместе с семьёй. Министерство это отрицает. " * 3
KOREAN = "대사는 아무 일도 없었다고 말했다. 외교부는 이를 부인했다. 가족은 이미 떠난 것으로 알려졌다. " * 3
JAPANESE = "大使は何も問題がないと述べた。外務省はこれを否定した。家族はすでに出国したという。" * 3


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "cp1252"),
        (ENGLISH, "utf-32"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "cp1251"),
        (KOREAN, "euc_kr"),
        (JAPANESE, "iso2022_jp"),
        (JAPANESE, "shift_jis"),
    ],
)
def test_text_without_any_declaration_is_decoded(words, encoding):
    """The encoding is told from the bytes alone."""
    data = words.encode(encoding)
    found = detect(data)
    assert found is not None
    assert decode(data, found) == words


def test_what_a_page_declares_counts_where_its_bytes_are_not_utf8():
    """A declared encoding goes before a guess, and UTF-8 that fits before a false declaration."""
    head = '<html><head><meta charset="{}"></head><p>'
    assert detect((head.format("koi8-r") + RUSSIAN[:20]).encode("koi8-r")) == "koi8-r"
    assert detect((head.format("iso-8859-1") + RUSSIAN).encode()) == "utf-8"
    assert detect((head.format("iso-8859-1") + "“a”").encode("cp1252")) == "cp1252"


def test_a_cut_in_the_middle_of_a_character_does_not_change_the_encoding():
    """UTF-8 with one broken character stays UTF-8, and what is broken is marked."""
    data = KOREAN.encode()[:-3]
    assert detect(data) == "utf-8"
    assert decode(data, "utf-8").endswith("\ufffd")


def test_noise_is_no_text():
    """Bytes of an archive or a picture are told from text."""
    assert is_binary(bytes(range(256)) * 20)
    assert not is_binary(ENGLISH.encode("utf-16"))
    assert not is_binary(KOREAN.encode("euc_kr"))


@given(
    st.binary(max_size=60),
    st.sampled_from(["utf-8", "utf-16-le", "cp1252", "shift_jis", "gb18030", "big5", "euc_jp", "euc_kr"]),
)
def test_every_character_has_its_bytes(data, encoding):
    """In every encoding the places of the characters run on without gap or overlap, whatever the bytes."""
    found = mapped(data, encoding)
    place = 0
    for char in range(len(found.text)):
        assert found.place(char) == place
        place = found.stop(char)
    assert place == (len(data) // 2 * 2 if encoding == "utf-16-le" else len(data))


@given(st.binary(max_size=200))
def test_no_bytes_raise(data):
    """Any bytes are decoded or refused."""
    name = detect(data)
    if name:
        decode(data, name)
        mapped(data, name)


OLD = {
    "ko": (
        "지난 월요일 항구가 폐쇄됐다고 시장이 밝혔다. 뷁 똠방각하는 떠났고 폭풍은 봄에 다시 올 수 있다고 말했다.",
        "cp949 johab",
    ),
    "ja": ("月曜日に港が閉鎖されたと市長が述べた。春に二度目の嵐が来るかもしれないと彼女は語った。", "cp932 euc_jp"),
    "zh": ("市长说，港口于星期一关闭。至少有四十名水手离开了港口，她还说春天可能会有第二场风暴。", "gb18030"),
    "tw": ("市長說，港口於星期一關閉。至少有四十名水手離開了港口，她還說春天可能會有第二場風暴。", "big5"),
    "ru": (
        "Порт был закрыт в понедельник, сообщил мэр. По меньшей мере сорок моряков покинули порт.",
        "cp1251 koi8_r iso8859_5",
    ),
    "pl": (
        "Port został zamknięty w poniedziałek, powiedział burmistrz. Źródło łączności zawiodło.",
        "cp1250 iso8859_2",
    ),
    "de": (
        "Der Hafen wurde am Montag geschlossen, sagte die Bürgermeisterin; schöne Grüße aus Köln – „für immer“.",
        "cp1252",
    ),
    "el": ("Το λιμάνι έκλεισε τη Δευτέρα, είπε ο δήμαρχος. Τουλάχιστον σαράντα ναύτες έφυγαν από το λιμάνι.", "cp1253"),
    "tr": (
        "Liman pazartesi günü kapatıldı, dedi belediye başkanı. En az kırk denizci limandan ayrıldı, şüphesiz.",
        "cp1254",
    ),
    "he": ("הנמל נסגר ביום שני, אמר ראש העיר. לפחות ארבעים מלחים עזבו את הנמל.", "cp1255"),
    "ar": ("أغلق الميناء يوم الاثنين، حسبما قال رئيس البلدية. غادر ما لا يقل عن أربعين بحارا الميناء.", "cp1256"),
    "lt": ("Uostas pirmadienį buvo uždarytas, sakė meras. Mažiausiai keturiasdešimt jūreivių paliko uostą.", "cp1257"),
}


@pytest.mark.parametrize(
    ("language", "encoding"), [(key, one) for key, (_, names) in OLD.items() for one in names.split()]
)
@pytest.mark.parametrize("declared", ["none", "right", "iso-8859-1", "utf-8"])
def test_old_pages_are_decoded_whatever_they_declare(language, encoding, declared):
    """The encodings of the old web are told by their letters, where a page declares a wrong one or none."""
    words = OLD[language][0] * 2
    meta = {"none": "", "right": f'<meta charset="{encoding}">'}.get(declared, f'<meta charset="{declared}">')
    source = f"<html><head>{meta}</head><body><p>{words}</p></body></html>"
    data = source.encode(encoding)
    assert decode(data, detect(data)) == source


@pytest.mark.parametrize(("encoding", "words"), [("iso2022_kr", KOREAN), ("iso2022_jp", JAPANESE)])
def test_text_of_escapes_leads_back_through_its_recoding(encoding, words):
    """Where a byte alone means nothing, places are counted in the same text as UTF-8, and the map says so."""
    data = f"<html><body><p>{words.strip()}</p></body></html>".encode(encoding)
    (document,) = read_bytes("a.html", data)
    assert document.text == words.strip()
    assert document.origin_map.layers == (f"text {encoding}",)
    assert quote(data, document.origin_map, 3, 20) == document.text[3:20]
