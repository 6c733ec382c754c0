"""What lines are by their place, and what repeats."""

import pytest

from attribune.clean import clean
from attribune.read import read_bytes

TITLE = "Consul of Varonia leaves Lisbon by the night train"
ONE = "The consul of Varonia left the city on a night train, two neighbours told this newspaper on Monday."
TWO = "Nobody at the consulate answered the telephone, and the garden gate was chained when a reporter called."
THREE = "His predecessor had been called home in the same month of the year before and was not seen again."


def kinds(*lines):
    text = "\n".join(lines)
    return [(region.kind, region.span.quote) for region in clean(read_bytes("a.txt", text.encode())[0]).regions]


def test_a_caption_behind_the_title_is_a_caption_and_its_title_a_duplicate():
    """A line that begins with the title and goes on is a caption; the title in it is marked as repeated."""
    found = kinds(TITLE, "", ONE, "", TITLE + " The chained gate", "", TWO, THREE)
    assert ("caption", TITLE + " The chained gate") in found
    assert ("duplicate", TITLE) in found
    assert found[0] == ("heading", TITLE)


def test_a_paragraph_that_stands_twice_is_marked_the_second_time():
    """Of two equal paragraphs the later repeats; of a sentence and the paragraph that holds it the sentence."""
    assert kinds(ONE, TWO, ONE)[-1] == ("duplicate", ONE)
    assert kinds(ONE, TWO, ONE + " " + THREE)[0] == ("duplicate", ONE)


def test_a_refrain_is_no_repetition():
    """What stands three times is the form of the text."""
    question = "What would you have told the auditors if they had asked you then?"
    assert "duplicate" not in {kind for kind, _ in kinds(question, ONE, question, TWO, question, THREE)}


@pytest.mark.parametrize("line", ["A year before", "‘Nobody explained’", "What happens next?"])
def test_a_short_line_alone_above_a_paragraph_is_a_heading(line):
    """Inside the prose a line of its own without a stop is a heading."""
    assert ("heading", line) in kinds(ONE, "", line, "", TWO, THREE)


@pytest.mark.parametrize("line", ["“No,” he said.", "But why?", "He has gone,"])
def test_a_short_sentence_stays_prose(line):
    """A short sentence or the middle of one is prose wherever it stands in the prose."""
    assert ("body", line) in kinds(ONE, line, TWO, THREE)


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("byline", "By Mira Costin in Lisbon"),
        ("byline", "BY MIRA COSTIN [mira@example.org]"),
        ("byline", "Mar. 4, 2019"),
        ("byline", "Edited by Jane Holt"),
        ("byline", "LISBON, March 4 (Coast Wire) --"),
        ("caption", "gate-2019.jpg The chained gate of the consulate"),
        ("caption", "The chained gate. (AFP)"),
        ("caption", "© Coast Wire / Ana Lopes"),
        ("navigation", "Home » World » Europe"),
        ("navigation", "share_button_list"),
        ("navigation", "* * *"),
        ("navigation", "3 min read"),
        ("navigation", "Facebook Twitter WhatsApp"),
        ("advert", "https://slots.example/play"),
        ("advert", "Follow us on Telegram"),
        ("advert", "situs judi slot gacor"),
        ("legal", "All rights reserved."),
        ("legal", "We use cookies to improve your visit."),
        ("navigation", "Comments (12)"),
    ],
)
def test_what_scrapers_leave_is_known_by_its_words(kind, line):
    """Lines of the page are told from prose wherever they stand."""
    assert (kind, line) in kinds(TITLE, ONE, line, TWO, THREE)


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell on Monday after the minister had spoken.",
        "The newsletter of the exiles' council, which he edits, was closed in May.",
        "By Monday nobody believed the ministry any more.",
        "A casino in the harbour belongs to the minister's brother, the paper said.",
        "He follows us on every street, the consul's wife told the police.",
        "Photo albums were burnt in the garden of the embassy, neighbours said.",
        "Author Ilka Tarn said on 4 March 2019 that she would not come back.",
        "A Reuters/Ipsos poll found that a third of them would leave.",
        "— Ilka Tarn (@ilkatarn) November 20, 2019",
        "Posted on the gate by an unknown hand, the list of names was gone by noon.",
    ],
)
def test_prose_about_such_things_stays_prose(line):
    """A sentence that speaks of shares, newsletters, casinos or pictures is prose."""
    assert ("body", line) in kinds(TITLE, ONE, line, TWO, THREE)


def test_headlines_below_a_lead_belong_to_it():
    """The headlines of other articles below "Related articles" are no headings of this one."""
    found = kinds(
        ONE, "Related articles", "Two sailors missing after port call", "The long arm of the harbour police", TWO, THREE
    )
    assert [kind for kind, _ in found] == ["body", "navigation", "navigation", "navigation", "body", "body"]


def test_a_single_line_is_prose():
    """Of a text of one line nothing shows that it is anything else."""
    assert kinds("An envoy without a country") == [("body", "An envoy without a country")]


def test_a_credit_at_the_end_of_a_paragraph_is_cut_off():
    """An agency's credit in brackets behind the last sentence is a by-line, and the sentence stays prose."""
    credit = "(Reporting by Mira Costin in Lisbon; Editing by Jane Holt.)"
    assert kinds(ONE, TWO, f"{THREE} {credit}")[2:] == [("body", THREE), ("byline", credit)]
