"""Where contents end, and how often a word is a cue."""

import pytest

import attribune
from attribune.annotate.parse import parse
from attribune.extract.attribution.content import candidates
from attribune.extract.attribution.convention import is_silent
from attribune.extract.attribution.cue import odds
from attribune.extract.attribution.ends import end_features
from attribune.extract.attribution.quotation import mark_quotations
from attribune.extract.attribution.setting import Setting
from attribune.extract.attribution.tree import tree
from attribune.model import Document, Region

KNOWN = {"say/VERB": (90, 100), "promise/VERB": (40, 50), "walk/VERB": (1, 80)}


def setting(text, cue, nlp):
    plain = Document("d", "d", "", text, "text/plain", "utf-8")
    whole = Document("d", "d", "", text, "text/plain", "utf-8", regions=(Region(plain.span(0, len(text)), "body"),))
    doc, paragraphs = parse(whole, nlp)
    words = tree(doc, text)
    mark_quotations(words, paragraphs)
    return Setting(words, words.lower.index(cue), KNOWN)


def told(one):
    """{a content's words: what its end tells}."""
    text, words = one.tree.text, one.tree
    offered = candidates(words, one.head)
    return {text[words.start[c.pieces[0][0]] : words.end[c.pieces[-1][1] - 1]]: end_features(one, c) for c in offered}


def test_a_word_that_is_often_a_cue_has_the_better_odds(nlp):
    """The more often a word was a cue, the better its odds; a word never seen is no likely cue."""
    one = setting("They walk and say what they promise to whistle.", "say", nlp)
    walk, say, whistle = (odds(one.tree, one.tree.lower.index(word), KNOWN) for word in ("walk", "say", "whistle"))
    assert walk < whistle < 0 < say


def test_the_end_of_a_content_tells_what_it_leaves_out(nlp):
    """What begins behind a content is told by its first word, and what closes a longer one by the same word."""
    found = told(setting("She said the pier would close because the storm came.", "said", nlp))
    short, long = found["the pier would close"], found["the pier would close because the storm came"]
    assert any(feature.startswith("out=") and "because" in feature for feature in short)
    assert any(feature.startswith("tail0=") and "because" in feature for feature in long)


@pytest.mark.parametrize(("verb", "often"), [("promised", True), ("walked", False)])
def test_a_second_predicate_is_told_with_how_often_it_is_a_cue(verb, often, nlp):
    """A verb without a subject of its own behind "and" may be the speaker's next cue: its odds are told."""
    one = setting(f"She said the pier was rotten and {verb} away quickly.", "said", nlp)
    assert [one.tree.lower[place] for place, _ in one.seconds] == [verb]
    seconds = {f for features in told(one).values() for f in features if f.startswith("second") and "odds=" in f}
    assert seconds
    assert all(("odds=-" not in feature) == often for feature in seconds)


def test_how_a_phrase_stands_to_a_quotation_is_told(nlp):
    """A phrase right behind a quotation is mostly the writer's: that it follows one is told."""
    found = told(setting("She said the pier was “rotten and old” as the crowd left.", "said", nlp))
    features = [feature for listed in found.values() for feature in listed]
    assert any("follows=True" in feature for feature in features)


def test_silence_is_a_statement_of_its_own(nlp):
    """Who is told not to have answered, or to have given nothing, declines; what was said before ends there."""
    text = "An official confirmed that a clerk had fled but gave no details. The bureau did not reply to a request."
    one = setting(text, "confirmed", nlp)
    assert {one.tree.lower[head] for head in range(len(one.tree)) if is_silent(one.tree, head)} == {"gave", "reply"}
    said = {found.cue.quote: found for found in attribune.statements(text) if found.cue}
    assert said["gave"].act == said["did not reply"].act == "decline"
    assert [span.quote for span in said["confirmed"].content] == ["a clerk had fled"]
