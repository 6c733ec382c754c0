"""Statements: who says what."""

import dataclasses
import string
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import attribune
from attribune.annotate.parse import parse
from attribune.extract.statement import statements
from attribune.model import Annotated, Document, Region
from attribune.profiles import Profile

SPEAKERS = ("the harbour master", "Olga Brandt", "two sailors", "a ministry spokesman", "she")
VERBS = ("said", "added", "explained", "told reporters")
SENTENCES = (
    "We have not seen the ferry since Monday",
    "The gates were shut before the train came",
    "I think that the council will pay for the bridge",
    "Nobody asked us where the boats had gone",
)
TEMPLATES = (
    "“{q},” {s} {v}.",
    "“{q},” {v} {s}.",
    '"{q}," {s} {v}.',
    "{S} {v}: “{q}.”",
    "{S} {v}, “{q}.”",
    "The port was quiet that night. “{q},” {s} {v} on Friday.",
)


def read(text, nlp, kind="body"):
    document = Document("d", "d.txt", "", text, "text/plain", "utf-8")
    if text.strip():
        document = dataclasses.replace(document, regions=(Region(document.span(0, len(text)), kind),))
    doc, paragraphs = parse(document, nlp)
    return Annotated(document, doc, paragraphs)


def said(text, nlp, **more):
    return statements(read(text, nlp), Profile("none"), **more)


def capital(words):
    return words[:1].upper() + words[1:]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_quotation_in_any_template_is_found_whole(template, sentence, nlp):
    """Whatever its place, its verb and its speaker, a quoted sentence is the content of one statement, whole."""
    for speaker in SPEAKERS:
        for verb in VERBS:
            if verb == "told reporters" and "{v} {s}" in template:
                continue
            text = template.format(q=sentence, s=speaker, S=capital(speaker), v=verb)
            quotes = [span.quote for one in said(text, nlp) if one.within is None for span in one.content]
            assert sentence in quotes, text


WHO = st.sampled_from(["we", "the boats", "nobody here", "my two brothers", "that old captain", "every port"])
DID = st.sampled_from(["will leave", "had no money for", "never saw", "cannot trust", "want to buy", "told us about"])
WHAT = st.sampled_from(["the island", "a new bridge", "their neighbours", "what was promised", "all of this"])
WHEN = st.sampled_from(["", " before winter", " because the sea was rough", ", and that is the truth", " if it rains"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    parts=st.tuples(WHO, DID, WHAT, WHEN),
    template=st.sampled_from(TEMPLATES),
    speaker=st.sampled_from(SPEAKERS),
    verb=st.sampled_from(("said", "added", "explained")),
)
def test_any_quotation_in_any_template_is_found_whole(parts, template, speaker, verb, nlp):
    """Whatever is said, by whom, before or after the verb: the whole quotation is the content of a statement."""
    who, did, what, when = parts
    sentence = capital(f"{who} {did} {what}{when}")
    text = template.format(q=sentence, s=speaker, S=capital(speaker), v=verb)
    assert sentence in [span.quote for one in said(text, nlp) if one.within is None for span in one.content], text


def test_the_parts_of_a_plain_statement(nlp):
    """Source, cue and content are the words that name, mark and tell; "that" belongs to neither."""
    [one] = said("The harbour master said that the ferry had left.", nlp)
    assert one.source.quote == "The harbour master"
    assert one.cue.quote == "said"
    assert [span.quote for span in one.content] == ["the ferry had left"]
    assert (one.form, one.act, one.source_kind) == ("indirect", "assert", "anonymous")


def test_a_quotation_that_runs_on_stays_with_its_statement(nlp):
    """A second quotation without a cue of its own is said by the same source, even if others speak inside it."""
    found = said("“We left at noon,” Olga Brandt said. “My brother says that he will stay.”", nlp)
    outer = next(one for one in found if one.cue.quote == "said")
    assert [span.quote for span in outer.content] == ["We left at noon", "My brother says that he will stay"]
    assert all(one.within == outer.id for one in found if one is not outer)


def test_statements_inside_statements_know_their_outer_one(nlp):
    """What is said inside what somebody else says is within it."""
    found = said("The Northern Herald reported that Olga Brandt had said that the bridge was closed.", nlp)
    by_cue = {one.cue.quote.split()[-1]: one for one in found}
    assert by_cue["said"].within == by_cue["reported"].id


def test_impersonal_forms_have_no_source(nlp):
    """Forms like "it is reported" name nobody: the source is null, the kind unspecified."""
    for text in (
        "It is reported that the ferry has sunk near the coast.",
        "There are fears that the bridge will close this winter.",
        "The captain is accused of theft.",
    ):
        [one] = said(text, nlp)
        assert (one.source, one.source_kind, one.impersonal) == (None, "unspecified", True), text


def test_a_headline_with_a_colon_is_a_statement_without_a_cue(nlp):
    """The name before a headline's colon speaks; the colon is no cue."""
    [one] = [s for s in said("Brandt: “We need a new bridge for the northern islands”", nlp) if s.within is None]
    assert one.source.quote == "Brandt"
    assert one.cue is None
    assert one.content[0].quote == "We need a new bridge for the northern islands"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The company denied that its ship had sunk.", "deny"),
        ("The company described as a fairy tale reports that its ship had sunk.", "deny"),
        ("The owner called the report a fabrication.", "deny"),
        ("The ministry condemned the false arrest that followed.", "assert"),
        ("The ministry declined to comment on the report.", "decline"),
        ("Analysts predict that prices will fall.", "predict"),
        ("Olga Brandt proposed that the gates be opened.", "propose"),
        ("Residents believe that the well is poisoned.", "believe"),
        ("The ministry said there was no information it could confirm.", "decline"),
        ("The ministry neither confirmed nor denied that its ship had sunk.", "decline"),
        ("The ministry would not say whether its ship had sunk.", "decline"),
    ],
)
def test_the_act_follows_the_cue(text, act, nlp):
    """Denying, declining, predicting, proposing and believing are told apart."""
    assert next(iter(said(text, nlp))).act == act


def test_decisions_signs_and_the_author_are_no_statements(nlp):
    """Who decides does something; what shows something cannot speak; the author is nobody's source."""
    for text in (
        "The council decided to close the bridge.",
        "The table shows that prices fell.",
        "We believe that this is wrong.",
    ):
        assert said(text, nlp) == (), text


def test_what_is_said_of_an_unnamed_source_is_kept(nlp):
    """Access, number and the reason for anonymity are attributes of a source that nobody names."""
    text = "Two officials familiar with the talks said on condition of anonymity that the port would close."
    [one] = [s for s in said(text, nlp) if s.cue.quote == "said"]
    aspects = dict(one.description)
    assert aspects["number"] == "Two"
    assert aspects["access"] == "familiar with the talks"
    assert aspects["reason"].startswith("on condition of anonymity")


def test_the_recipient_is_via(nlp):
    """Who was told is kept apart from what was said."""
    [one] = said("The harbour was closed, a guard told the Northern Herald.", nlp)
    assert one.via.quote == "Northern Herald"


def test_every_statement_says_why(nlp):
    """A rule, a sentence and the features that decided come with every statement."""
    [one] = said("The harbour master said that the ferry had left.", nlp)
    assert one.made.rule.startswith("attribution.polnear.")
    assert "said" in one.made.reason
    assert one.made.features


def test_the_rules_alone_find_plain_statements(nlp):
    """Without the trained weights a plain statement is found all the same."""
    [one] = said("The harbour master said that the ferry had left.", nlp, ranker="rules")
    assert (one.source.quote, one.content[0].quote) == ("The harbour master", "the ferry had left")


PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "'",
        "’",
        "‘",
        "«",
        "»",
        "said",
        " ",
        "\n",
        "\n\n",
        ":",
        "—",
        ",",
        ".",
        "he",
        "It is said",
        "\u200b",
        "й",
    ]
)
NASTY = st.lists(st.one_of(PIECES, st.text(string.printable, max_size=8), st.text(max_size=4)), max_size=40).map(
    "".join
)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=NASTY)
def test_no_text_raises_and_every_span_slices_back(text, nlp):
    """Any text at all is read, and every span lies in the prose and gives its quote."""
    seen = read(text, nlp)
    for one in statements(seen, Profile("none")):
        spans = [one.source, one.cue, one.via, *one.content, *one.hedges]
        for span in filter(None, spans):
            assert text[span.start : span.end] == span.quote
            assert any(paragraph.holds(span) for paragraph in seen.paragraphs)


def test_equal_texts_give_equal_statements(nlp):
    """The same document gives the same records, byte for byte."""
    text = "“We left,” she said. The ministry denied that anybody had left, according to the Northern Herald."
    assert repr(said(text, nlp)) == repr(said(text, nlp))


def test_ids_differ(nlp):
    """No two statements of a document share an id."""
    found = said("He said and wrote that the boat sank. She said the boat sank, and he agreed that it sank.", nlp)
    assert len({one.id for one in found}) == len(found)


def test_a_flood_without_a_stop_costs_little(nlp):
    """What is far too long for a sentence is not read as one, so that no text takes minutes."""
    seen = read("“He said that " * 400, nlp)
    begun = time.process_time()
    statements(seen, Profile("none"))
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The clerk said that she could not confirm the sale.", "decline"),
        ("The clerk said that she had nothing to add.", "decline"),
        ("The ministry said it knew of no such request.", "decline"),
        ("The guard said the pier may close.", "predict"),
        ("The guard said more sailors are likely to leave.", "predict"),
        ("The guard said the sailors could have left.", "assert"),
        ("The guard said the pier had closed.", "assert"),
    ],
)
def test_what_is_said_makes_a_plain_cue_a_refusal_or_a_prediction(text, act):
    """The content tells where the cue does not: what cannot be confirmed is refused, what may come is predicted."""
    [one] = attribune.statements(text)
    assert one.act == act


def test_a_hyphenated_name_is_whole():
    """Hyphens split a name into words of which grammar may name one alone the subject."""
    [one] = attribune.statements("Tan Ho-jik, the lawmaker who fled in May, said the plan had failed.")
    assert one.source.quote.startswith("Tan Ho-jik")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The captain said the vote was “rigged from the start”, a charge that the board denies.",
            "the vote was “rigged from the start”",
        ),
        (
            "The captain said he would “pray for them” but did not suggest that the ferry was safe.",
            "he would “pray for them”",
        ),
    ],
)
def test_a_content_ends_where_the_writer_names_it_or_the_speaker_goes_on(text, content):
    """What the writer calls a statement, and the speaker's next verb of speech, are no part of it."""
    found = attribune.statements(text)
    assert content in {part.quote.strip(",“”") for one in found for part in one.content} | {
        part.quote for one in found for part in one.content
    }


ISSUED = (
    "A spokesman for the Harbour Ministry {lead}:\n\n"
    "Osk Marrat is a thief. He fled because he had robbed the bank of the fishermen.\n\n"
    "The court demands that Varen hand him over.\n\n"
    "Meanwhile, the minister met a delegation of pilots."
)


@pytest.mark.parametrize(
    "lead",
    [
        "gave the following answer to a question put by the Telegraph on Monday",
        "issued the following statement",
        "made the following sharp reply to the slander of the fishermen",
    ],
)
def test_words_issued_as_a_whole_are_the_issuers(lead):
    """What a state agency prints after "the following answer:" is its source's until the text turns elsewhere."""
    found = attribune.statements(ISSUED.format(lead=lead))
    outer = {one.content[0].quote: one for one in found if one.within is None}
    assert list(outer) == [
        "Osk Marrat is a thief",
        "He fled because he had robbed the bank of the fishermen",
        "The court demands that Varen hand him over",
    ]
    assert {one.source.quote for one in outer.values()} == {"A spokesman for the Harbour Ministry"}
    [inner] = [one for one in found if one.within is not None]
    assert (inner.source.quote, inner.within) == ("The court", outer["The court demands that Varen hand him over"].id)


def test_a_list_of_figures_is_nobodys_speech():
    """A colon behind other things that follow issues no words; who comes back to speak ends what was issued."""
    found = attribune.statements("The ministry published the following prices:\n\nRice is cheap. Salt is dear.")
    assert not [one for one in found if "Rice" in one.content[0].quote]
    text = "The ministry issued the following statement:\n\nThe pier is safe.\n\nThe ministry added that it was tired."
    quotes = [one.content[0].quote for one in attribune.statements(text) if one.within is None]
    assert quotes == ["The pier is safe", "it was tired"]


@pytest.mark.parametrize(
    "text", ["He was recalled in May because he had stolen.", "She was named head of the mission."]
)
def test_what_is_done_to_somebody_is_nobodys_word(text):
    """Verbs of naming and calling tell a deed where nobody says anything by them."""
    assert not attribune.statements(text)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Claims by a foreign station that thirty men drowned are false.", "a foreign station", "thirty men drowned"),
        ("The union's claim that the pier had burnt was repeated.", "The union", "the pier had burnt"),
        ("A report in the Daily Oar that the pilot was shot was withdrawn.", "the Daily Oar", "the pilot was shot"),
        ("Foreign papers spread the rumour that the pilot was shot.", "Foreign papers", "the pilot was shot"),
        ("There is no truth in reports that the pilot had left.", None, "the pilot had left"),
        ("Despite reports of his arrest, the pilot came home.", None, "his arrest"),
        ("Reports of the committee were read aloud.", "missing", ""),
        ("In the words of a former pilot, the pier was robbed.", "a former pilot", "the pier was robbed"),
        ("By his own account, the pilot was kidnapped.", "his", "the pilot was kidnapped"),
        ("The harbour office briefed lawmakers that the pilot was shot.", "The harbour office", "the pilot was shot"),
    ],
)
def test_a_noun_that_tells_a_clause_is_somebodys_word(text, source, content):
    """Who claims, reports or spreads what a noun tells stands beside the noun, or nowhere."""
    told = {one.content[0].quote: one.source and one.source.quote for one in attribune.statements(text)}
    assert told.get(content, "missing") == source


def test_a_passive_without_its_auxiliary_has_no_speaker():
    """Of "the general reported executed" nobody says who reported it, least of all the general."""
    text = "Osk Marrat, the general reported executed in May, was promoted on Monday, the Oar reported."
    inner = next(one for one in attribune.statements(text) if one.within)
    assert inner.source is None
    assert inner.content[-1].quote.startswith("executed in May")


def test_a_body_that_cannot_confirm_something_refuses_to():
    """However short the line and rare the verb, who cannot confirm it says so."""
    [one] = attribune.statements("The harbour office cannot confirm the sinking.")
    assert (one.source.quote, one.act) == ("The harbour office", "decline")


def test_who_is_presumed_dead_is_said_to_be():
    """A settled form is one however rare its verb is; the report names who is dead."""
    [one] = attribune.statements("The pilot was presumed dead.")
    assert (one.act, one.source, [part.quote for part in one.content]) == ("believe", None, ["The pilot", "dead"])


def test_a_report_that_quotes_somebody_has_a_second_hop():
    """A participle beside the speaker tells on whose word it speaks, as one behind what is said does."""
    found = attribune.statements("The report, quoting an unnamed guard, said the pilot had left.")
    assert [(one.source.quote, one.content[0].quote) for one in found if one.within] == [
        ("an unnamed guard", "the pilot had left")
    ]


def test_a_claim_that_is_denied_is_the_deniers_statement():
    """Of "denied the union's claim that" what is denied is one statement, not two that contradict each other."""
    [one] = attribune.statements("The ministry denied the union's claim that the pier had burnt.")
    assert (one.source.quote, one.act) == ("The ministry", "deny")
