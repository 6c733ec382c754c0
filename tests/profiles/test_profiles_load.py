"""Profiles: what they hold, and how a broken one is explained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune import profiles

TYPES = """
defection asylum_request disappearance recall repatriation arrest execution death purge escape_attempt
expulsion smuggling inspection investigation appointment sanction weapons_test border_closure border_opening
founding legal_petition meeting theft legal_change refusal travel
"""
GOOD = """name: mine
event_types:
  strike:
    description: Work stops.
    triggers: {verb: [strike]}
    roles: {agent: [subject]}
"""


@pytest.fixture
def write(tmp_path):
    """A function that writes a profile and gives its path."""

    def write(text, name="mine.yaml"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


def test_exile_knows_the_types_of_the_field():
    """The default profile has the 26 event types, each with triggers, roles and a description."""
    profile = profiles.load()
    assert {one.name for one in profile.event_types} == set(TYPES.split())
    assert all(one.triggers and one.roles and one.description for one in profile.event_types)


@pytest.mark.parametrize("name", ["exile", "incidents", "world"])
def test_shipped_profiles_are_right(name):
    """Every profile that is shipped can be used as it is."""
    assert profiles.check(profiles.load.__wrapped__.__globals__["HERE"] / f"{name}.yaml") == []


def test_a_profile_has_what_it_extends():
    """The places, offices and forms of address of the base profile belong to those that extend it."""
    exile, world = profiles.load("exile"), profiles.load("world")
    assert exile.places[: len(world.places)] == world.places
    assert exile.honorifics == world.honorifics
    assert "No" in exile.surnames, "a surname that YAML reads as false stays a surname"


def test_names_over_time_and_languages():
    """A state organ is known under its several English names and in Korean."""
    organ = next(one for one in profiles.load().organisations if one.name == "Ministry of State Security")
    names = dict(organ.names)
    assert {"State Security Department", "National Security Agency"} <= names.keys()
    assert "ko" in names.values()


def test_places_lie_in_known_places():
    """Whatever a place lies in is a place of the table; coordinates are on the globe."""
    places = profiles.load().places
    names = {place.name for place in places}
    assert {place.within for place in places if place.within} <= names
    assert all(place.latitude is None or -90 <= place.latitude <= 90 for place in places)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (GOOD + "    triggerz: {}\n", 7, "triggerz: there is no such key"),
        (GOOD.replace("[subject]", "[subject@nobody]"), 6, "nobody is no condition"),
        (GOOD.replace("[strike]", "[{words: strike, needs: [object]}]"), 5, "PLACE=VALUE"),
        (GOOD.replace("[strike]", '[{words: strike, needs: ["object=@ghost"]}]'), 5, "@ghost is no kind"),
        (GOOD.replace("    description: Work stops.\n", ""), 3, "description is missing"),
        (GOOD + "name: again\n", 7, "name is given twice"),
        (GOOD + "extends: nowhere\n", 1, "there is no profile nowhere"),
        (GOOD + "places: absent.tsv\n", 1, "there is no table absent.tsv"),
        (GOOD + "event_types: [\n", 8, "expected"),
        ("- a list\n", 1, "mapping"),
        (GOOD.replace("    triggers", "    attempted: flight\n    triggers"), 1, "there is no event type flight"),
        (GOOD.replace("    triggers", "    kin: flight\n    triggers"), 1, "kin: there is no event type flight"),
    ],
)
def test_errors_name_the_line(write, text, line, says):
    """What is wrong with a profile is told with file, line and key."""
    wrong = profiles.check(write(text))
    assert any(one.startswith(f"mine.yaml:{line}:") and says in one for one in wrong), wrong


def test_a_table_explains_its_lines(write, tmp_path):
    """An error in a table of places names the table and its line."""
    (tmp_path / "p.tsv").write_text("# places\nname\tkind\tlatitude\nHere\tcity\t12\nThere\tmoon\t1\n", "utf-8")
    assert any(one.startswith("p.tsv:4: kind") for one in profiles.check(write(GOOD + "places: p.tsv\n")))


def test_loading_what_is_wrong_raises(write):
    """A profile that cannot be used is refused with its list of errors; so is a name that nobody knows."""
    with pytest.raises(profiles.ProfileError, match=r"mine\.yaml:7"):
        profiles.load(str(write(GOOD + "colour: red\n")))
    with pytest.raises(profiles.ProfileError, match="shipped are exile, incidents"):
        profiles.load("nowhere")


def test_a_profile_cannot_extend_itself(write):
    """A circle of profiles is an error, not a loop."""
    path = write(GOOD + "extends: mine\n")
    assert any("extends itself" in one for one in profiles.check(path))


def test_a_new_profile_can_be_used_at_once(tmp_path):
    """What ``new`` writes is a working profile, and never replaces a file."""
    path = profiles.new(tmp_path / "unions.yaml")
    assert profiles.check(path) == []
    assert profiles.load(str(path)).event_types[0].name == "strike"
    with pytest.raises(FileExistsError):
        profiles.new(path)


@given(st.text(max_size=200))
def test_any_text_is_explained(tmp_path_factory, text):
    """Whatever stands in a file, checking it gives messages and never raises."""
    path = tmp_path_factory.mktemp("p") / "any.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert all(":" in one for one in profiles.check(path))
