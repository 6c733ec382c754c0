"""Regions of any text."""

from hypothesis import given
from hypothesis import strategies as st

from attribune.clean import clean
from attribune.read import read_bytes

LINES = st.sampled_from(
    [
        "The envoy left on Monday, two people said in the capital.",
        "Share",
        "By Mira Costin",
        "Photo: Coast Wire",
        "© 2019 Coast Wire",
        "",
        "",
        "Subscribe to our newsletter",
        "A short heading",
        "12345678Words are stuck to digits here, as one can see in this line.",
        "본문 바로가기",
        "casino slot bonus",
        "The table below shows it:",
        "1998 12",
        "It is donâ€™t. \ufffd",
        "2019-03-04",
        "…",
        "http://a.example/b",
        "\x85",
        "\u2028",
        "\ufeff",
    ]
)
TEXTS = st.one_of(
    st.lists(LINES, max_size=25).map("\n".join), st.text(max_size=200), st.text("\r\n .aA1:-", max_size=200)
)


def document(text):
    return clean(read_bytes("a.txt", text.encode("utf-8"))[0])


@given(TEXTS)
def test_every_character_lies_in_a_region_and_every_region_slices_back(text):
    """Regions give their own words, what is no white space lies in one, and those of one kind do not overlap."""
    found = document(text)
    covered = set()
    ends = {}
    for region in found.regions:
        span = region.span
        assert found.text[span.start : span.end] == span.quote
        assert region.reason
        assert ends.get(region.kind, 0) <= span.start
        ends[region.kind] = span.end
        covered.update(range(span.start, span.end))
    if not found.failure:
        assert all(char.isspace() or char == "\ufeff" or place in covered for place, char in enumerate(found.text))


@given(TEXTS)
def test_cleaning_changes_no_text_and_cleaning_again_changes_nothing(text):
    """Text is never altered, and a cleaned document is clean."""
    once = document(text)
    assert once.text == read_bytes("a.txt", text.encode("utf-8"))[0].text
    again = clean(once)
    assert again.regions == once.regions
    assert (again.title, again.published, again.language) == (once.title, once.published, once.language)


def test_an_empty_document_has_no_regions():
    """White space alone has no regions, and a failed document none."""
    assert document(" \n\t ").regions == ()


def test_prose_in_another_language_stays_prose():
    """A Korean article is kept as body under its language; a Korean line on an English page is chrome."""
    korean = (
        "외교부는 지난 9일 대사가 귀국했다고 밝혔다. 대사의 가족은 이미 출국한 것으로 알려졌다고 소식통이 전했다.\n" * 3
    )
    found = document(korean.replace("9일", "9일 오전", 1))
    assert found.language == "ko"
    assert {region.kind for region in found.regions} <= {"body", "duplicate"}
    english = (
        "The envoy left the capital on Monday, two people told this newspaper.\n"
        "Nobody at the ministry answered the telephone on that day.\n"
    )
    found = document("본문 바로가기\n" + english)
    assert next((region.kind, region.language) for region in found.regions) == ("navigation", "ko")
    assert found.language == "en"


def test_a_spanish_paragraph_keeps_its_language():
    """A long paragraph in another language of the same script is prose under its own language."""
    english = (
        "The envoy left the capital on Monday, two people told this newspaper, and nobody at the ministry knew why "
        "he was in such a hurry.\n"
    )
    spanish = (
        "El embajador abandonó la capital el lunes, según dijeron dos personas a este periódico, y nadie en "
        "el ministerio sabía por qué "
        "tenía tanta prisa ni adónde iba con su mujer y sus hijos.\n"
    )
    found = document(english + "\n" + spanish + "\n" + english.replace("Monday", "Tuesday"))
    assert [(region.kind, region.language) for region in found.regions] == [
        ("body", "en"),
        ("body", "es"),
        ("body", "en"),
    ]
