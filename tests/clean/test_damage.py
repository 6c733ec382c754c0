"""What is broken in a text."""

import pytest

from attribune.clean import clean
from attribune.read import read_bytes

PROSE = "The ministry has published its yearly count of envoys who were called home.\n\n"
MORE = "It is the highest count since the gazette began to print such things.\n"


def damage(text):
    document = clean(read_bytes("a.txt", text.encode())[0])
    return [region.span.quote for region in document.regions if region.kind == "damage"], document


def test_a_table_that_lost_its_cells_is_marked_with_the_cells_that_are_left():
    """Below a lead that announces a table, the orphan cells and the empty lines are damage, up to the next line."""
    text = PROSE + "The table below gives the count for each year.\n\nUntil 1990 3" + "\n" * 20 + MORE
    assert damage(text)[0] == ["Until 1990 3" + "\n" * 20]


def test_a_lost_table_without_any_cell_left_is_marked_too():
    """The lead alone is enough, where many empty lines follow it."""
    assert damage(PROSE + "The following table gives the count." + "\n" * 15 + MORE)[0] == ["\n" * 15]


def test_empty_lines_alone_are_no_damage():
    """A long gap that nothing announces is the page's layout."""
    assert damage(PROSE + "He left." + "\n" * 15 + MORE)[0] == []


def test_digits_stuck_to_a_word_are_cut_off_the_prose():
    """Meaningless digits before the first word are damage, and the sentence begins at its word."""
    found, document = damage(PROSE + "998877665544Nobody knows how many of them obeyed the call that year.\n")
    assert found == ["998877665544"]
    assert any(region.kind == "body" and region.span.quote.startswith("Nobody") for region in document.regions)


@pytest.mark.parametrize(
    "words",
    [
        "In 2016 the count rose to 1277 envoys.",
        "The F16s and the B52s flew over the harbour.",
        "Order 20170401 was read out.",
    ],
)
def test_numbers_of_prose_are_no_junk(words):
    """Years, counts and names with digits are prose."""
    assert damage(PROSE + words + "\n\n" + MORE)[0] == []


def test_garbled_characters_are_marked_inside_a_sentence_that_stays_whole():
    """Characters read in the wrong encoding are damage, and the sentence around them is still one region of prose."""
    found, document = damage(PROSE + "The envoyâ€™s wife said that she couldnâ€™t remember the day.\n\n" + MORE)
    assert found == ["â€™", "â€™"]
    assert any(region.kind == "body" and region.span.quote.startswith("The envoyâ") for region in document.regions)


def test_accents_are_not_garbled():
    """Names with accents, and quotation marks beside them, are as they should be."""
    assert (
        damage(PROSE + "The “Café Ñandú” of São Paulo, where he met “Zoë”, Ålesund’s envoy, has closed.\n\n" + MORE)[0]
        == []
    )


@pytest.mark.parametrize(
    ("end", "mark"),
    [("neither of them would give his", "his"), ("neither of them would give... [+1204 chars]", "[+1204 chars]")],
)
def test_a_text_that_stops_in_a_sentence_says_so(end, mark):
    """The last word before the cut, or the mark of whoever cut it, is damage; what stands there stays prose."""
    found, document = damage(PROSE + MORE + "\nTwo officials spoke to this newspaper on Monday, but " + end)
    assert found == [mark]
    assert any(region.kind == "body" and region.span.quote.startswith("Two officials") for region in document.regions)


def test_the_stub_of_a_paywall_is_damage():
    """The line that asks for a subscription stands where the article is missing."""
    assert damage(PROSE + MORE + "Subscribe to continue reading this article.\n")[0] == [
        "Subscribe to continue reading this article."
    ]


def test_rows_that_are_left_below_the_gap_belong_to_the_lost_table():
    """Cells on both sides of the empty lines are one damage; a numbered heading below is none of them."""
    table = "Year Count\n1990 3" + "\n" * 12 + "1998 40"
    assert damage(PROSE + "The table shows the count.\n" + table + "\n\n" + MORE)[0] == [table]
    text = PROSE + "The table shows the count.\n1990 3" + "\n" * 12 + "2. What the count means\n\n" + MORE
    assert damage(text)[0] == ["1990 3" + "\n" * 12]
