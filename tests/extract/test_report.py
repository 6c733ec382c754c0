"""Reports: which words name an event, who takes part, how sure it is told, and which tellings are one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import attribune
from attribune import extract, profiles
from attribune.annotate.parse import parse
from attribune.model import Annotated, Document, Made, Region, Span, Statement, TimeExpression

MADE = Made("test")


@pytest.fixture(scope="module")
def read(nlp):
    """A function that reads the reports of a text; statements and times are given by their words."""

    def read(text, said=(), times=(), profile="exile", heading=None, *, raw=False):
        regions = [Region(Span.of(text, 0, len(text)), "body")]
        if heading:
            regions = [
                Region(Span.of(text, 0, len(heading)), "heading"),
                Region(Span.of(text, len(heading), len(text)), "body"),
            ]
        document = Document("d", "d.txt", "x", text, "text/plain", "utf-8", regions=tuple(regions))
        doc, stretches = parse(document, nlp)
        if raw:
            return document, (doc, stretches)

        def place(words):
            return Span.of(text, text.index(words), text.index(words) + len(words))

        found = tuple(TimeExpression("d", place(words), "DATE", "", edtf, MADE) for words, edtf in times)
        statements = tuple(
            Statement(f"s{n}", "d", None, "person", place(cue), (place(content),), "indirect", act, "CT+", MADE)
            for n, (cue, content, act) in enumerate(said)
        )
        seen = Annotated(document, doc, stretches, times=found)
        return extract.reports(seen, statements, profiles.load(profile))

    return read


def told(reports):
    """The (type, status) pairs of reports."""
    return [(one.type, one.status) for one in reports]


def filled(report, role):
    """The words that fill a role."""
    return [one.span.quote for one in report.arguments if one.role == role]


@pytest.mark.parametrize(
    ("text", "kind", "role", "words"),
    [
        ("Two diplomats were arrested by border guards in Ostravia.", "arrest", "affected", "Two diplomats"),
        ("Two diplomats were arrested by border guards in Ostravia.", "arrest", "agent", "border guards"),
        ("The pilot who fled to Norway in May is safe.", "defection", "affected", "The pilot"),
        ("The general was tried and executed.", "execution", "affected", "The general"),
        ("The execution of General Varga shocked the city.", "execution", "affected", "General Varga"),
        ("Police arrested and deported three students.", "arrest", "affected", "three students"),
        ("Customs officers expelled the attache for smuggling ivory.", "smuggling", "object", "ivory"),
        ("Customs officers expelled the attache for smuggling ivory.", "smuggling", "agent", "the attache"),
        ("The ministry carried out an inspection of all trade missions.", "inspection", "agent", "The ministry"),
        ("The cook defected together with his wife.", "defection", "affected", "his wife"),
        ("At least 12 workers have defected since January.", "defection", "count", "At least 12"),
        ("A clerk working in Vienna defected on Friday.", "defection", "origin", "Vienna"),
        ("The consul applied for asylum in Finland.", "asylum_request", "affected", "The consul"),
        ("Activists accused the ministry of executing two men.", "execution", "agent", "the ministry"),
        ("Five executed at quarry", "execution", "affected", "Five"),
        ("The singer was among 12 performers publicly executed.", "execution", "affected", "The singer"),
        ("The guard was one of nine men who fled.", "defection", "affected", "The guard"),
        ("Police arrested over the fire", "arrest", "affected", "Police"),
        ("Paper says Ostravia executed head of audit board", "execution", "agent", "Ostravia"),
        ("Hundreds of workers called home from Narva", "recall", "affected", "Hundreds of workers"),
        ("Two of the students disappeared.", "disappearance", "affected", "Two of the students"),
        ("The general was found dead.", "death", "affected", "The general"),
        ("Three guards are dead.", "death", "affected", "Three guards"),
        ("She was dismissed on charges of corruption.", "purge", "reason", "charges of corruption"),
        ("The regime's repatriation of refugees continues.", "repatriation", "affected", "refugees"),
    ],
)
def test_roles_follow_grammar(read, text, kind, role, words):
    """Passives, relative clauses, coordination, nominalisation, light verbs and control lead to who takes part."""
    report = next(one for one in read(text) if one.type == kind)
    assert any(words in one or one in words for one in filled(report, role)), report.arguments


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The envoy defected on Monday.", "occurred"),
        ("The envoy did not defect.", "denied"),
        ("The envoy may have defected.", "possible"),
        ("If the envoy is caught, his family will suffer.", "possible"),
        ("The envoy planned to defect.", "planned"),
        ("The envoy is likely to be arrested.", "possible"),
        ("The envoy was nearly executed.", "prevented"),
        ("Guards prevented the envoy from fleeing.", "prevented"),
        ("The envoy could not return to Ostravia.", "prevented"),
        ("There are rumors of the envoy's arrest.", "rumoured"),
        ("Envoys of that country often defect.", "possible"),
        ("Had he been caught, the envoy would have been executed.", "possible"),
        ("Nobody was arrested.", "denied"),
        ("All thirty workers are to be sent home in April.", "planned"),
        ("There is a rumor that the envoy fled to Rome.", "rumoured"),
        ("They are spreading the rumour that a clerk defected in Narva. This is a sheer lie.", "denied"),
        ("They are spreading the rumour that a clerk defected in Narva. This is the third rumour.", "rumoured"),
        ("Whoever is called home will be shot.", "possible"),
        ("There is no truth in reports that the envoy defected.", "denied"),
        ("Papers spread the false rumour that the envoy defected.", "denied"),
        ("The report that the envoy was arrested turned out to be wrong.", "denied"),
        ("Reports that workers were recalled are not true.", "denied"),
        ("Narva cannot confirm the execution of the envoy.", "possible"),
        ("He fled on a false passport.", "occurred"),
    ],
)
def test_status_follows_grammar(read, text, status):
    """Negation, modals, conditions, plans, prevention, rumour and habit give the status."""
    assert status in {one.status for one in read(text)}, told(read(text))


@pytest.mark.parametrize(
    ("act", "cue", "status"),
    [
        ("assert", "said", "reported"),
        ("deny", "denied", "denied"),
        ("assert", "rumored", "rumoured"),
        ("decline", "could not confirm", "possible"),
    ],
)
def test_status_follows_the_statement(read, act, cue, status):
    """What somebody else says is reported, denied or rumoured; the report names the statement."""
    text = f"The embassy {cue} that the envoy defected."
    report = read(text, said=[(cue, "the envoy defected", act)])[0]
    assert (report.status, report.by) == (status, "s0")


@pytest.mark.parametrize(
    ("cue", "act", "status", "by"),
    [
        ("confirmed", "assert", "reported", "s0"),
        ("announced", "assert", "reported", "s0"),
        ("demanded", "propose", "possible", "s0"),
        ("ordered", "propose", "occurred", None),
    ],
)
def test_a_noun_for_an_event_is_the_word_of_who_confirms_it(read, cue, act, status, by):
    """Who confirms, announces or demands an inspection speaks of it; who orders one does it."""
    [report] = read(f"The embassy {cue} an audit of the mission.", said=[(cue, "an audit of the mission", act)])
    assert (report.status, report.by) == (status, by)


@pytest.mark.parametrize(
    "text",
    [
        "The penalties for fleeing the country are harsh.",
        "The law covers defection cases and visas.",
        "The guards escaped death by a hair.",
        "The executed plan pleased the board.",
        "The company met its targets.",
        "He said the defection was a mistake.",
        "The company executed the plan on time.",
        "Toyota recalled 3,000 cars.",
        "The court dismissed the case.",
        "The team escaped relegation.",
        "The execution of the contract took years.",
        "The death toll rose to 40.",
        "The minister left the room.",
        "No defector was at the meeting room.",
    ],
)
def test_words_of_another_sense_are_no_event(read, text):
    """Topics, crimes that a rule is about, other senses and bare repeats are no reports."""
    assert read(text) == ()


def test_an_attempt_is_another_type(read):
    """Who tried to defect did not defect: it is an attempt, and the trigger says so."""
    report = read("The manager attempted to defect but was caught.")[0]
    assert report.type == "escape_attempt"
    assert report.trigger.quote == "attempted to defect"


def test_part_of_them_is_told_of_on_its_own(read):
    """The word "including" brings a report of its own on the same words, with another id."""
    first, second = read("Some 60 refugees were arrested in May, including seven children.")
    assert (filled(first, "count"), filled(second, "count")) == (["Some 60"], ["seven"]) or filled(second, "count") == [
        "seven"
    ]
    assert first.trigger == second.trigger
    assert first.id != second.id


def test_numbers_give_bounds(read):
    """A report has the lowest and highest number of those that it is about, where the words give them."""
    from dataclasses import replace

    from attribune.annotate.quantity import quantities
    from attribune.extract import reports

    for words, low, high in (("At least 12 workers", 12, None), ("Nine workers", 9, 9), ("Workers", None, None)):
        document, nlp_doc = read(f"{words} defected in May.", raw=True)
        seen = Annotated(document, *nlp_doc)
        report = reports(replace(seen, quantities=quantities(seen)), (), profiles.load())[0]
        assert (report.low, report.high) == (low, high)


def test_time_belongs_to_its_own_verb(read):
    """A date that tells when something was said, or when something else was, is not the date of the event."""
    text = "On Tuesday the ministry said the envoy fled in 2014."
    report = read(
        text, said=[("said", "the envoy fled in 2014", "assert")], times=[("Tuesday", "2020-01-07"), ("2014", "2014")]
    )[0]
    assert report.when.edtf == "2014"
    text = "The envoy fled, and in 2014 the mission was shut."
    assert read(text, times=[("2014", "2014")])[0].when.edtf is None


def test_a_date_before_coordinated_verbs_holds_for_all(read):
    """Of "In 2014 he fled and was caught" both were in 2014."""
    reports = read("In 2014 the envoy fled but was caught.", times=[("2014", "2014")])
    assert [one.when.edtf for one in reports] == ["2014", "2014"]


def test_repeats_are_one_event(read):
    """A heading, the text under it and a definite repeat tell of one event; another person's defection is another."""
    heading = "Ostravian Diplomat Defects in Rome"
    text = (
        f"{heading}\n\nA diplomat of Ostravia defected in Rome last week. The defection of the diplomat is the first. "
    )
    text += "Four sailors defected in Athens.\n"
    reports = [one for one in read(text, heading=heading) if one.type == "defection"]
    assert reports[0].local_event == reports[1].local_event == reports[2].local_event
    assert reports[3].local_event == reports[3].id


def test_what_may_come_is_not_what_was(read):
    """A possible event is never joined to one that is told as done."""
    done, ahead = read("The cook was arrested. The cook could be arrested again.")
    assert done.local_event != ahead.local_event


def test_every_report_says_why(read):
    """A report has its rule and a reason in words."""
    report = read("The envoy may have defected.")[0]
    assert report.made.rule == "report.defection"
    assert "may" in report.made.reason


def test_another_field_is_another_profile(read):
    """With the profile incidents the same code reads perpetrators, victims and weapons."""
    reports = read("Gunmen kidnapped two engineers near Dorvel and killed a guard with knives.", profile="incidents")
    kinds = {one.type: one for one in reports}
    assert filled(kinds["kidnapping"], "victim") == ["two engineers"]
    assert filled(kinds["kidnapping"], "perpetrator") == ["Gunmen"]
    assert filled(kinds["killing"], "weapon") == ["knives"]


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "envoy",
                "defected",
                "fled",
                "was",
                "not",
                "may",
                "if",
                "to",
                "from",
                "in",
                "of",
                "and",
                ",",
                ".",
                "“",
                "”",
                "\n\n",
                "who",
                "including",
                "12",
                "people",
                "arrested",
                "Ostravia",
                "said",
                "his",
                "their",
                "execution",
                "asylum",
                "requested",
                "sanctions",
                "북한",
                "\u200b",
                "(",
                ")",
                "-",
            ]
        ),
        max_size=40,
    ).map(" ".join)
    | st.text(max_size=120)
)
def test_any_text_can_be_read(read, text):
    """Whatever the text, nothing is raised, every span slices back to its quote and ids are distinct."""
    if not text.strip():
        return
    reports = read(text)
    for one in reports:
        for span in (one.trigger, one.when.span, *(argument.span for argument in one.arguments)):
            assert span is None or text[span.start : span.end] == span.quote
    assert len({one.id for one in reports}) == len(reports)
    assert {one.local_event for one in reports} <= {one.id for one in reports}
    assert reports == read(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Two Sorimese diplomats must leave Estonia.", ["expulsion"]),
        ("She said that three envoys would have to leave Latvia by the end of June.", ["expulsion"]),
        ("He had to leave his homeland in 2009.", ["defection"]),
        ("The consul was told to go, a clerk said.", ["expulsion"]),
        ("The ministry asked the consul to go to the bank.", []),
        ("Soldiers took him from his home at night.", ["arrest"]),
        ("It was the country's third failed launch in a year.", ["weapons_test"]),
        ("The clerk failed to report for work.", ["disappearance"]),
        ("A convict named Ulma Tedder died in May.", ["death"]),
    ],
)
def test_who_must_leave_is_expelled_and_who_had_to_has_fled(read, text, kinds):
    """An order to go is no flight; whoever is taken from home is seized."""
    assert [kind for kind, _ in told(read(text))] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("He died of a heart attack.", ["death"]),
        ("The two hostages were freed on Monday.", ["rescue"]),
        ("Ulma Tedder was released on Monday.", ["rescue"]),
        ("The club released its captain.", ["dismissal"]),
        ("The clinic has not named the man.", []),
        ("The board named its clerk as head of the office.", ["appointment"]),
    ],
)
def test_words_of_general_news_have_the_sense_that_stands_beside_them(read, text, kinds):
    """A heart attack is no attack, a captive who is released is no player, and to name a man gives him no post."""
    assert [kind for kind, _ in told(read(text, profile="incidents"))] == kinds


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("Envoys wait before border opens", "possible"),
        ("Envoys wait; border opens", "occurred"),
    ],
)
def test_what_a_heading_waits_for_has_not_happened(read, heading, status):
    """Before, until, once and if, in the few words before the event of a heading."""
    found = read(f"{heading}\n\nThe consul gave no date.", heading=heading)
    assert ("border_opening", status) in told(found)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Concerns were raised over further defections.", "possible"),
        ("Fears are growing of a purge of generals.", "possible"),
        ("Concerns were raised over the defection of two envoys.", "occurred"),
    ],
)
def test_concerns_that_are_raised_leave_open_what_they_are_about(read, text, status):
    """The verb between a concern and what it is about changes nothing, unless that is told as known."""
    assert [one for _, one in told(read(text))] == [status]


def test_who_tells_of_it_is_none_of_those_it_befell():
    """Parsers make one list of those killed and of the official who says so."""
    told_ = attribune.records("A drone struck a depot on Sunday, killing three workers, the mayor, Jan Berg, said.")
    [report] = [one for one in told_.reports if one.type == "death"]
    assert filled(report, "affected") == ["three workers"]


def test_where_a_thing_stands_it_is_hit(read):
    """A place by name behind what is hit, or in the clause of what a fire destroys, is that of the event."""
    texts = (
        "Five men died in an attack on a depot in Narva.",
        "The fire that destroyed a depot in Narva on Sunday was no accident.",
    )
    for text, kind in zip(texts, ("attack", "fire"), strict=True):
        report = next(one for one in read(text, profile="incidents") if one.type == kind)
        assert filled(report, "place") == ["Narva"], report.arguments


def test_reports_that_were_wrong_before_are_not_denied_now(read):
    """That talk of such things has turned out wrong at other times denies none of them."""
    for text in (
        "Reports that envoys were arrested have often turned out to be wrong.",
        "Reports on executions have turned out to be wrong before.",
    ):
        assert "denied" not in {one.status for one in read(text)}, told(read(text))
