"""The page of one event, however often it is told: bounded, what differs first, every telling within reach."""

import re
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribune.present.account import Affairs
from attribune.present.ranking import holds, ranked
from attribune.present.web import catalogue, deciding, event, graph
from attribune.present.web.dispute import alike, disputes
from attribune.present.web.form import Form, FormError
from attribune.present.web.gathered import Matter
from attribune.present.web.label import place
from attribune.present.web.lookup import Lookup
from attribune.present.web.setting import templates
from attribune.present.web.sheet import Sheet, leaf
from attribune.view import Part, Shelf

TEXT = "Osk Marrat fled to Tallinn on Friday."


def span(document, start=11, end=15):
    return {"document": document, "start": start, "end": end, "quote": TEXT[start:end]}


def told(number, origins, place_="Tallinn", stance="yes"):
    """The report with that number, and what it holds; its origin is one of so many."""
    document, origin = f"d{number}", f"o{number % origins}"
    hop = {"document": document, "span": span(document), "name": f"outlet {number}", "kind": "media", "hedges": []}
    last = hop | {"name": f"body {number % origins}", "kind": "government"}
    status = "reported" if stance == "yes" else "denied"
    report = {"id": f"r{number}", "document": document, "type": "defection", "trigger": span(document), "by": None}
    report |= {"origin": origin, "status": status, "chain": [hop, last], "arguments": [], "event": "e1"}
    report["when"] = {"edtf": None, "span": None}
    own = {"report": report["id"], "document": document, "origin": origin}
    held = [own | {"detail": "who", "value": "Osk Marrat", "span": span(document, 0, 10), "named": True}]
    held += [own | {"detail": "where", "value": place_, "span": span(document, 19, 26)}]
    held += [own | {"detail": "whether", "value": stance, "span": span(document)}]
    return report, held


class Room:
    """All that a page of an event asks a room for, of made-up tellings."""

    def __init__(self, tellings, conflicts=()):
        reports = {report["id"]: report for report, _ in tellings}
        row = {"id": "e1", "type": "defection", "reports": list(reports), "origins": 2, "anonymous_origins": 0}
        row |= {"denials": 0, "credibility": 6, "grade_reason": "nobody knows", "graded_by": "rule", "reason": "one"}
        row["details"] = [one for _, held in tellings for one in held]
        self.documents = {
            one["document"]: {"id": one["document"], "text": TEXT, "outlet": f"outlet {one['id'][1:]}"}
            | {"published": "2031-03-04", "path": None}
            for one in reports.values()
        }
        self.papers = self.documents
        origins = {
            one["origin"]: {"id": one["origin"], "name": one["chain"][-1]["name"], "kind": "government"}
            for one in reports.values()
        }
        found = Affairs(self.documents, reports, origins, lambda ids: [c for c in conflicts if c["from"] in set(ids)])
        self.events = Lookup({"e1": found.of(row)}.get, lambda: iter(["e1"]), 2)
        self.records, self.entities = reports, {}
        self.shelf = Shelf.made()
        self.stand = SimpleNamespace(late=False)
        self.name = "case"

    def about_event(self, one):
        return []

    def once(self, name, make):
        return make()

    def outlet(self, document):
        return self.documents[document]["outlet"]

    def members(self, one):
        return self.events[one].event["reports"]


def conflict(one, other, detail="where", why="they differ"):
    ends = (span(f"d{one}", 19, 26), span(f"d{other}", 19, 26))
    link = {"id": f"l{one}-{other}", "kind": "conflict", "from": f"r{one}", "to": f"r{other}", "detail": detail}
    return link | {"why": f"{why} {one} {other}", "from_span": ends[0], "to_span": ends[1]}


def many(number=600, origins=150):
    """An event told by so many articles; every fifth origin has another place, one denies."""
    tellings = [told(n, origins, "Riga" if n % origins % 5 == 4 else "Tallinn") for n in range(number)]
    tellings[7] = told(7, origins, stance="no")
    return Room(tellings, [conflict(n, n + 4) for n in range(0, 100, 5)] + [conflict(0, 7, "whether")])


def page(room, asked):
    """The page as text."""
    given_ = event.event(room, "e1", asked)
    visitor = SimpleNamespace(token=str(1), name="Ana", reads=False, logged=False)
    template = templates().get_template("event.html")
    return given_, template.render(
        room=room, page="event", visitor=visitor, assessing=SimpleNamespace(running=False, failed=""), **given_
    )


def test_an_event_told_six_hundred_times_is_a_bounded_page():
    """As many rows, boxes, lines and check boxes as somebody reads; of all others it says how many there are."""
    given_, text = page(many(), event.Asked())
    assert len(text) < 120_000
    assert text.count('type="checkbox"') < 60
    assert len(given_["graph"].nodes) < 60
    assert "And 138 more, of which" in text or "And 138 more that agree" in text
    assert "24 of 600 articles" in text
    assert "1 to 40 of 600" in text


def test_what_differs_stands_first_and_who_agrees_is_counted():
    """Of 150 origins the first rows hold every value; those after tell nothing that the rows before do not."""
    affair, own = ranked(many().events["e1"], 12)
    assert len(affair.accounts) == 150
    values = [holds(one) for one in affair.accounts]
    assert set.union(*values[:own]) == set.union(*values)
    assert own < 12
    sums = {one.detail: dict(one.values) for one in event.sums(affair)}
    assert sums["where"]["Tallinn"] == 120
    assert sums["where"]["Riga"] == 30


@given(st.integers(1, 90), st.integers(1, 40), st.integers(1, 12))
@settings(max_examples=30, deadline=None)
def test_every_telling_account_and_pair_stands_in_some_part(number, origins, step):
    """Nothing is lost between the parts, and a part beyond the last is the last."""
    room = Room([told(n, origins, f"place {n % step}") for n in range(number)])
    shown: list[str] = []
    first = event.event(room, "e1", event.Asked())
    for part in range(1, first["tellings"].pages + 1):
        shown += [one.report for one in event.event(room, "e1", event.Asked(tellings=part))["tellings"].rows]
    assert sorted(shown) == sorted(room.events["e1"].event["reports"])
    names = [
        account.origin["id"]
        for part in range(1, first["accounts"].pages + 1)
        for account in event.event(room, "e1", event.Asked(accounts=part))["accounts"].rows
    ]
    assert sorted(names) == sorted({report["origin"] for report in room.records.values()})
    assert event.event(room, "e1", event.Asked(tellings=10**6))["tellings"].rows


@pytest.mark.parametrize(
    ("fields", "parted"),
    [
        ([("member", "r3"), ("member", "r5")], ["r3", "r5"]),
        ([("origin", "o4")], [f"r{n}" for n in range(600) if n % 150 == 4]),
        ([("found", "outlet 77")], [f"r{n}" for n in range(600) if "77" in f"{n} {n % 150}"]),
    ],
)
def test_tellings_are_parted_by_themselves_by_origin_or_by_words(fields, parted):
    """What no part of the page shows all of at once is marked at once: all of an origin, all that were found."""
    room = many()
    assert deciding._parted(room, "e1", Form(fields)) == {"reports": parted}


def test_an_event_is_never_parted_whole():
    """Words that all tellings hold mark all of them, and that is refused."""
    room = many()
    for fields in ([("found", "marrat")], []):
        with pytest.raises(FormError):
            deciding._parted(room, "e1", Form(fields))


def test_who_denies_is_told_with_whom_it_is_known_through():
    """A denial stands on the page with the party and the outlet, and says where the same origin tells it, too."""
    given_, text = page(many(), event.Asked())
    [denial] = given_["denials"]
    assert (denial.name, denial.both) == ("body 7", True)
    assert "outlet 7, 2031-03-04" in re.sub("<[^>]+>", "", text)
    assert "accounts differ on whether it happened" in text


def test_the_same_two_values_stand_against_each_other_once():
    """Twenty pairs of accounts that set Riga against Tallinn are one line, whichever is told first; none is lost."""
    links = [conflict(n, n + 1) if n % 2 else conflict(n + 1, n) for n in range(20)]
    [dispute] = disputes(links, lambda _: ("e1", "Defection"))
    found = alike(dispute, lambda end, _: "Riga" if int(end["document"][1:]) % 2 else "Tallinn")
    [pair] = found.pairs
    assert pair.more == 19
    assert set(pair.ids) == {link["id"] for link in links}
    for side in pair.sides:
        assert len({int(end["document"][1:]) % 2 for end in side}) == 1
    assert alike(dispute, lambda *_: "").pairs == dispute.pairs


def test_the_drawing_calls_an_origin_as_the_accounts_do_and_draws_each_before_any_twice():
    """Where few can be drawn, as many origins as can be are, in the order of the accounts."""
    room = many(origins=20)
    affair = room.events["e1"]
    drawn = graph.draw(room, affair)
    assert (drawn.origins, drawn.articles) == ((20, 20), (24, 600))
    names = {node.full for node in drawn.nodes if node.key[0] == "origin"}
    assert names == {account.origin["name"] for account in affair.accounts}


def test_a_leaf_knows_its_own_address():
    """The other parts of a page stay as they were asked for."""
    like = Sheet([], 0, 1, "two words", "/events/e1", {"accounts": 3}, called="tellings", part="tellings")
    found = leaf(list(range(95)), like, 9, 40)
    assert (found.page, list(found.rows)) == (3, list(range(80, 95)))
    assert found.at(2) == "/events/e1?accounts=3&q=two+words&tellings=2#tellings"
    assert place("d1", None) == "/documents/d1"


def test_an_event_is_found_by_every_name_and_place_told_of_it():
    """A place beside the headline leads to its events, also where the headline names another."""
    held_ = [{"detail": "where", "value": "Riga"}, {"detail": "who", "value": "Osk Marrat"}]
    row = {"id": "e1", "reports": ["r1"], "origins": 1, "anonymous_origins": 0, "denials": 0, "credibility": 6}
    matter = Matter(row | {"details": held_}, "Defection · Ulma Tedder", "One article.", (), ())
    shelf = Shelf.made()
    shelf.enter("events", [catalogue._event(matter)])
    assert [shelf.entries("events", Part(words))[0] for words in ("riga", "marrat ulma", "oslo")] == [1, 1, 0]
