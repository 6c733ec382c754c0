"""Names compared across spellings. All names are common ones or invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribune.names import SAME, compare, keys, write_pairs
from attribune.names.tables import STRICT, surname_spellings, tables

ONE_NAME = [
    ("Thae Yong-ho", "Taeyongho", "Tae Yong Ho", "THAE, Yong Ho", "태영호", "Thay Yengho"),
    ("Jang Song Thaek", "Jang Sung-taek", "Chang So'ng-t'aek", "Chang Sŏng-t’aek", "Song-thaek Jang", "장성택"),
    ("Ri Yong Ho", "Lee Yong-ho", "Yi Yŏng-ho", "Rhee Yong Ho", "리영호"),
    ("Choe Chun Sik", "Choi Chun-sik", "Ch’oe Ch’un-sik"),
    ("Pyon Yong Rip", "Pyon Yong-nip", "Pyŏn Yŏng-nip", "Byun Yong-rip"),
    ("Kim Dae-jung", "Kim Tae Chung", "KIM, Dae Jung", "김대중"),
    ("Pak Pong Ju", "Park Bong-ju", "박봉주"),
    ("Aleksei Morozov", "Alexey Morozov", "Morozov, Aleksey"),
    ("Mohamed Hussein", "Muhammad Husain", "Mohammed Hussain"),
    ("Yousef Khaled", "Yusuf Khalid"),
]
PAIRS = [(a, b) for ones in ONE_NAME for a in ones for b in ones]
DIFFERENT = [
    ("Kim Yong Chol", "Kim Yong Chun"),
    ("Kim Jong Un", "Kim Jong Il"),
    ("Kim Chol", "Kim Chol Su"),
    ("Ri Song Chol", "Ri Jong Chol"),
    ("Kim Min Chol", "Kim Mun Chol"),
    ("Kim Ryong Nam", "Kim Yong Nam"),
    ("Ri Yong Ho", "Ro Yong Ho"),
    ("Ch'oe Ch'un-sik", "Ch'oe Chun-sik"),
    ("Ivan Petrov", "Ivan Pavlov"),
    ("Ahmed Hassan", "Ahmed Hussein"),
    ("Ahmad Hassan", "Mohammad Hassan"),
    ("Park", "Pak Il"),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_spellings_of_one_name_are_the_same(one, other):
    """However a system, a habit or an order writes a name, it is the same name, and a key finds it."""
    found = compare(one, other)
    assert found.same, found
    assert found.reason
    assert keys(one) & keys(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_stay_apart(one, other):
    """Names that no system can write alike are not the same, however close their letters."""
    assert not compare(one, other).same


def test_marks_are_believed():
    """In a name written with the marks of McCune-Reischauer an unmarked ch is plain: ch'un is no chun."""
    assert compare("Ri Jun", "Ri Chun").same
    assert not compare("Ri Ch'u'ng-jun", "Ri Ch'u'ng-ch'un").same


def _names(system: str) -> st.SearchStrategy[tuple[str, str, str]]:
    table = tables()[system, "none"]
    hangul: dict[str, list[str]] = {}
    for spelling, readings in table.items():
        for one in readings:
            hangul.setdefault(one, []).append(spelling)
    syllable = st.sampled_from(sorted(hangul)).flatmap(lambda h: st.tuples(st.just(h), st.sampled_from(hangul[h])))
    return st.tuples(syllable, syllable).map(lambda two: (two[0][0] + two[1][0], two[0][1], two[1][1]))


@given(st.data(), st.sampled_from([s for s in STRICT if s != "mccune"]))
@settings(max_examples=150, deadline=None)
def test_every_system_is_read_back(data, system):
    """What a system writes for a Korean name is the same name as its Korean letters, and shares a key with them."""
    hangul, first, second = data.draw(_names(system))
    latin = f"Kim {first}-{second}"
    assert compare(latin, "김" + hangul).same
    assert keys(latin) & keys("김" + hangul)


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_can_be_compared(one, other):
    """A comparison never raises, is symmetric, stays in 0 to 1, and says same from the one threshold up."""
    found = compare(one, other)
    assert 0 <= found.score <= 1
    assert found.same == (found.score >= SAME)
    assert compare(other, one).score == found.score


def test_a_surname_spelling_may_stand_for_several():
    """Yu is both 유 and the Southern form of 류; Ri and Lee are 이."""
    assert surname_spellings()["ri"] & surname_spellings()["lee"] == {"이"}
    assert surname_spellings()["ryu"] & surname_spellings()["yu"]


def test_pairs_are_written(tmp_path):
    """Every line of a file of pairs comes back with its score and its verdict."""
    source, out = tmp_path / "pairs.tsv", tmp_path / "out.tsv"
    source.write_text("Ri Yong Ho\tLee Yong-ho\nKim Il\tPak Il\n", "utf-8")
    assert write_pairs(source, out) == 2
    rows = [line.split("\t") for line in out.read_text("utf-8").splitlines()]
    assert [row[3] for row in rows] == ["1", "0"]


def test_a_broken_line_is_named(tmp_path):
    """A line without two names stops the comparison and is named by its number."""
    source = tmp_path / "pairs.tsv"
    source.write_text("Ri Yong Ho\tLee Yong-ho\nKim Il\n", "utf-8")
    with pytest.raises(ValueError, match="line 2"):
        write_pairs(source, tmp_path / "out.tsv")


@pytest.mark.parametrize(
    ("one", "other"),
    [("KIM Son-gwang", "Kim Sou-gwang"), ("Hwang Sok Ha", "HWANG SOK-HWA"), ("Chong Kon-chang", "Chong Kwon-chang")],
)
def test_one_slip_beside_much_that_agrees(one, other):
    """A turned letter or a lost w in one syllable is a slip where a long surname and syllable agree, and says so."""
    found = compare(one, other)
    assert found.same
    assert found.score <= 0.94


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Yong Chol", "Kim Yong Chun"),
        ("Ri Su Yong", "Ri Son Yong"),
        ("Kim Son Hui", "Kim Su Hui"),
        ("Kim Chol Ha", "Kim Chol Hwa"),
        ("Ri Han Chol", "Ri Hwan Chol"),
        ("Hwang Sok Chol", "Hwang Sok Chun"),
    ],
)
def test_no_slip_joins_common_names(one, other):
    """Names that differ in one common syllable stay two, however alike they are written."""
    assert not compare(one, other).same


def test_hyphens_of_latin_names_may_be_left_out():
    """A name written with a hyphen or in one word is one name, under one key; half of a double name is not it."""
    assert compare("Selam Gebre-Yesus", "Selam Gebreyesus").same
    assert keys("Selam Gebre-Yesus") & keys("Selam Gebreyesus")
    assert compare("Omar Al-Hadi", "Omar Alhadi").same
    assert not compare("Vera Lund-Hoy", "Vera Lund").same
