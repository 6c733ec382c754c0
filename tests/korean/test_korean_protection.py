"""People at risk are hidden in Korean letters as in Latin ones."""

from __future__ import annotations

import json

import pytest

from attribune import view as views
from attribune.build import Builder
from attribune.protect.sound import Sounds

ENGLISH = (
    "The driver's wife, Pae Chang-nam, crossed the river in March with her son, a source in Hyesan said.\n\n"
    "Ambassador Hwang Ki-nam did not comment on the report about the family when reporters asked him in Moscow.\n"
)
KOREAN = (
    "함경북도의 한 소식통은 18일 “운전사의 아내 배창남 씨가 강을 건넜다”고 자유아시아방송에 전했다. "
    "배창남은 아들과 함께 있다고 그는 말했다. 배창남씨의 동생은 체포됐다고 소식통이 덧붙였다.\n\n"
    "황기남 대사는 이 보도를 부인했다. 탈북한 박미경(가명·34) 씨도 그를 안다고 말했다.\n"
)


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    folder = tmp_path_factory.mktemp("protected")
    (folder / "en.txt").write_text(ENGLISH, "utf-8")
    (folder / "ko.txt").write_text(KOREAN, "utf-8")
    (folder / "m.csv").write_text(
        "path,published,outlet\nen.txt,2016-08-18,Courier\nko.txt,2016-08-19,Harbour\n", "utf-8"
    )
    Builder.create(folder / "case").build([folder / "en.txt", folder / "ko.txt"], folder / "m.csv")
    view = views.open(folder / "case")
    return view, json.dumps(
        [list(view.rows(kind)) for kind in ("documents", "statements", "mentions", "entities")], ensure_ascii=False
    )


@pytest.mark.parametrize("canary", ["배창남", "창남", "Pae", "Chang-nam", "박미경", "미경"])
def test_no_form_of_a_protected_name_is_shown(shown, canary):
    """A relative named in full, and somebody whose name was changed, appear in neither script."""
    assert canary not in shown[1]


def test_public_people_stay(shown):
    """An ambassador is no person at risk in Korean either, and both spellings are one entity."""
    names = [one["names"] for one in shown[0].rows("entities") if "황기남" in one["names"]]
    assert names == [["Hwang Ki-nam", "황기남"]]


def test_korean_is_found_by_words_and_by_syllables(shown):
    """A word is found whatever particles stand behind it, and from three syllables on inside a longer word."""
    view = shown[0]
    assert view.search("소식통")
    assert view.search("아시아방송")
    assert view.search("대사 보도")
    assert not view.search("식통")
    assert not view.search("국회")


@pytest.mark.parametrize("text", ["배창남은 갔다", "배창남씨가", "(배창남)", "배 창남"])
def test_a_latin_name_is_known_in_korean_letters(text):
    """The Korean spelling of a name known in Latin letters only is found, with particles glued to it."""
    sounds = Sounds()
    sounds.add("Pae Chang-nam", "key")
    assert any("창남" in text[one.start : one.end] for one in sounds.find(text))


@pytest.mark.parametrize("text", ["백두산은", "배가 고프다", "창문이", "남쪽으로"])
def test_other_korean_words_stay(text):
    """Words that only share a syllable with a name are no names."""
    sounds = Sounds()
    sounds.add("Pae Chang-nam", "key")
    assert not list(sounds.find(text))
