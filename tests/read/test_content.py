"""What of a page is its article."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from attribune.read import read_bytes
from attribune.read.alignment import align

PARAGRAPHS = [
    "The consul of Varonia left the city on a night train, two neighbours told this newspaper on Monday.",
    "Nobody at the consulate answered the telephone, and the garden gate was chained when a reporter called.",
    "His predecessor had been called home in the same month of the year before and was not seen again.",
    "A spokesman for the foreign ministry said that holidays were a private matter and put down the receiver.",
]
PAGE = f"""<html><head><title>Consul leaves by night train</title></head><body>
<nav><a href=/>Home</a> <a href=/world>World</a></nav><h1>Consul leaves by night train</h1>
<div class="text"><p>{PARAGRAPHS[0]}</p>
<figure><img src=a.jpg><figcaption>The chained gate on Monday</figcaption></figure>
<p>{PARAGRAPHS[1]}</p><h2>A year before</h2><p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p></div>
<footer><p>Copyright 2019 Coast Wire</p></footer></body></html>"""


def test_a_page_is_divided_by_what_the_extractor_keeps_and_its_markup_says():
    """Paragraphs are body, headings headings, captions captions, and what is left out navigation."""
    (document,) = read_bytes("a.html", PAGE.encode())
    kinds = {region.span.quote: region.kind for region in document.regions}
    assert [kinds[one] for one in PARAGRAPHS] == ["body"] * 4
    assert kinds["Consul leaves by night train"] == "heading"
    assert kinds["A year before"] == "heading"
    assert kinds["The chained gate on Monday"] == "caption"
    assert {kinds[one] for one in kinds if "Home" in one or "Copyright" in one} == {"navigation"}
    assert all(region.reason for region in document.regions)


@given(
    st.lists(
        st.sampled_from(["the gate", "was chained", "on Monday", "nobody", "answered, again", "é"]),
        min_size=1,
        max_size=30,
    ),
    st.data(),
)
def test_lines_of_a_text_are_found_in_it(words, data):
    """Whatever lines are taken from a text in order, the stretches found lie in it, sorted and apart."""
    text = "\n".join(words)
    lines = [line for line in words if data.draw(st.booleans())]
    found = align(text, lines)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    if lines == words:
        assert sum(end - start for start, end in found) >= len(text) - len(words)


def test_a_line_is_found_between_its_neighbours():
    """Of two equal lines the one between the lines around it is meant, not the first on the page."""
    text = "Read this\nThe minister resigned yesterday\nRead this\nHis deputy follows him today"
    found = align(text, ["The minister resigned yesterday", "Read this", "His deputy follows him today"])
    assert "\n".join(text[start:end] for start, end in found) == text[10:]


def test_rewritten_marks_and_spaces_do_not_matter():
    """Quotation marks, dashes and white space may differ between the extractor's words and the page's."""
    text = "“We  left” — he said"
    assert align(text, ['"We left" - he said']) == [(1, len(text))]
