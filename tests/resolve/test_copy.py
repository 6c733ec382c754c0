"""Copies between documents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from attribune.resolve.copy import copies
from told import Article

WIRE = (
    "A trade attache has left the consulate in Narva and asked for protection, the city police said on Monday.\n"
    "He walked into the station shortly after six in the morning with a bag and a dog, an officer told reporters.\n"
    "The consulate did not open its doors on Tuesday and nobody answered the telephone all day long."
)


def copied(*articles):
    """The copies among some articles as (source, target, directed, share)."""
    name = {a.id: a.document.outlet for a in articles}
    found = copies([a.document for a in articles])
    for copy in found:
        texts = {a.id: a.text for a in articles}
        for passage in copy.passages:
            for document, span in ((copy.source, passage.source), (copy.target, passage.target)):
                assert texts[document][span.start : span.end] == span.quote
    return [(name[c.source], name[c.target], c.directed, c.share) for c in found]


def test_a_reprint_under_a_new_headline_is_a_copy_of_the_older():
    """The headline differs, the text is the same: nearly all of it is copied, from the older one."""
    old, new = Article(WIRE, "Old", "2031-05-04"), Article("A dog at dawn\n\n" + WIRE, "New", "2031-05-05")
    assert copied(new, old) == [("Old", "New", True, 1.0)]


def test_an_agencys_paragraph_inside_a_longer_article_is_found():
    """One shared paragraph in an otherwise different article is a partial copy."""
    long = "The harbour was quiet that week, and the ice had only just begun to break.\n" + WIRE.split("\n")[1]
    long += "\nPeople in the market spoke of nothing else for days, and then forgot it as quickly as it had come."
    [(source, target, directed, share)] = copied(
        Article(WIRE, "Wire", "2031-05-04"), Article(long, "Long", "2031-05-06")
    )
    assert (source, target, directed) == ("Wire", "Long", True)
    assert 0.2 < share < 0.6


def test_a_few_changed_words_do_not_hide_a_copy():
    """A copy in which a number and a name were changed is still a copy."""
    changed = WIRE.replace("six", "nine").replace("Narva", "Sillamae")
    assert [c[:3] for c in copied(Article(WIRE, "Wire", "2031-05-04"), Article(changed, "Other", "2031-05-05"))] == [
        ("Wire", "Other", True)
    ]


def test_a_credit_line_tells_the_direction_of_one_days_texts():
    """Of two texts of one day the one that credits the other's outlet is the copy."""
    credited = "NARVA (Wire) - " + WIRE
    assert copied(Article(credited, "Astra", "2031-05-04"), Article(WIRE, "Wire", "2031-05-04"))[0][:3] == (
        "Wire",
        "Astra",
        True,
    )


def test_without_dates_or_credit_the_direction_is_left_open():
    """Nothing tells who copied: the copy is kept, undirected."""
    assert not copied(Article(WIRE, "A"), Article(WIRE, "B"))[0][2]


def test_the_same_quotation_in_two_articles_is_no_copying():
    """Two articles that quote one speech share a source, and neither copied from the other."""
    speech = "“We have never seen such a number of people leave the embassy in a single winter,” he said."
    one = Article(f"The minister spoke in the morning.\n{speech}", "A", "2031-01-01")
    two = Article(f"Much applause greeted the guest.\n{speech}", "B", "2031-01-02")
    assert copied(one, two) == []


def test_two_articles_on_one_event_in_own_words_are_no_copies():
    """Telling the same is not copying."""
    other = "Police in Narva confirm that a diplomat turned up at their station on Monday at six, dog and all."
    assert copied(Article(WIRE, "A", "2031-01-01"), Article(other, "B", "2031-01-02")) == []


@given(st.lists(st.text(max_size=200), max_size=4))
def test_any_texts_are_compared(texts):
    """No text raises; a passage always slices back."""
    copied(*(Article(text or " ", f"o{n}", None) for n, text in enumerate(texts)))
