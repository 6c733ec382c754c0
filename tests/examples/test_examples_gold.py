"""The example case: its gold fits its articles, and the traps that its README lists are really in it."""

from __future__ import annotations

import csv
import difflib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = Path(__file__).parents[2] / "examples"
ARTICLES = EXAMPLES / "articles"
GOLD = EXAMPLES / "gold"
KINDS = ("statements", "reports", "figures", "times", "forecasts", "regions", "names")
STEMS = sorted({path.name.split(".")[0] for path in GOLD.glob("*.statements.jsonl")})
CANARIES = json.loads((EXAMPLES / "canaries.json").read_text("utf-8"))


def read(path: Path) -> list[dict[str, Any]]:
    """The records of a gold file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def gold(stem: str, kind: str) -> list[dict[str, Any]]:
    """One kind of records of one article."""
    return read(GOLD / f"{stem}.{kind}.jsonl")


def article(number: int) -> str:
    """The text of the article with a number, as it stands in the file."""
    (path,) = ARTICLES.glob(f"{number:02}-*")
    return path.read_bytes().decode("cp1252" if number == 10 else "utf-8")


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """All spans inside a record."""
    if isinstance(value, dict):
        if {"start", "end", "quote"} <= value.keys():
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from spans(item)


@pytest.mark.parametrize("stem", STEMS)
@pytest.mark.parametrize("kind", KINDS)
def test_spans_slice_to_their_quotes(stem: str, kind: str) -> None:
    """Every span of the gold is a slice of its article and equals its quote."""
    text = (ARTICLES / f"{stem}.txt").read_bytes().decode("utf-8")
    for record in gold(stem, kind):
        for span in spans(record):
            assert text[span["start"] : span["end"]] == span["quote"]
            assert span["quote"]


@pytest.mark.parametrize("stem", STEMS)
def test_references_lead_somewhere(stem: str) -> None:
    """Every ``by``, ``within`` and ``statement`` names a statement of the article whose content holds the record."""
    contents = {one["id"]: one["content"] for one in gold(stem, "statements")}

    def inside(span: dict[str, Any], statement: str) -> bool:
        return any(one["start"] <= span["start"] and span["end"] <= one["end"] for one in contents[statement])

    for one in gold(stem, "statements"):
        assert one["within"] is None or all(inside(span, one["within"]) for span in one["content"])
    for kind, key in (("reports", "trigger"), ("figures", "span")):
        for one in gold(stem, kind):
            assert one["by"] is None or inside(one[key], one["by"]), one
            assert one["by"] or not any(inside(one[key], statement) for statement in contents), one
    assert all(one["statement"] in {None, *contents} for one in gold(stem, "forecasts"))


def test_links_and_entities_resolve() -> None:
    """Links join records that exist, names belong to entities that exist, and every entity is named."""
    kinds = ("statements", "reports", "figures")
    known = {f"{stem}:{one['id']}" for stem in STEMS for kind in kinds for one in gold(stem, kind)}
    for link in read(GOLD / "links.jsonl"):
        assert {link["from"], link["to"]} <= known, link
        assert link["from"] != link["to"]
        assert ("detail" in link) == (link["kind"] == "conflict"), link
    named = {one["entity"] for stem in STEMS for one in gold(stem, "names")}
    assert named == {one["key"] for one in read(GOLD / "entities.jsonl")}


def test_size_and_forms() -> None:
    """There are enough articles of each form, most of them with gold, and metadata that leaves some dates out."""
    assert len(list(ARTICLES.iterdir())) >= 16
    assert len(list(ARTICLES.glob("*.html"))) >= 4
    assert len((ARTICLES / "feed.jsonl").read_text("utf-8").splitlines()) == 2
    assert len(STEMS) >= 8
    with (EXAMPLES / "metadata.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all((ARTICLES / row["path"]).is_file() for row in rows)
    assert 0 < sum(not row["published"] for row in rows) < len(rows)


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.html")), ids=lambda path: path.stem)
def test_pages_look_like_pages(path: Path) -> None:
    """Every page carries navigation or scripts around its text, and two of three its date as metadata."""
    page = path.read_bytes().decode("cp1252")
    assert "<script" in page
    assert page.count("<a href") >= 4
    dated = [
        one for one in ARTICLES.glob("*.html") if re.search("datePublished|published_time", one.read_text("cp1252"))
    ]
    assert len(dated) >= 3


def test_canaries_are_only_in_articles() -> None:
    """Every protected name stands in an article, and no text that is not about the case holds it by accident."""
    texts = {path.name: path.read_bytes().decode("cp1252") for path in ARTICLES.iterdir()}
    for name in CANARIES["protected"]:
        assert any(form in text for form in CANARIES["spellings"][name] for text in texts.values()), name
        assert not any(form in file for form in CANARIES["spellings"][name] for file in texts)
    protected = {name for one in read(GOLD / "entities.jsonl") if one["protect"] for name in one["names"]}
    forms = [form for spellings in CANARIES["spellings"].values() for form in spellings]
    assert all(any(form in name for form in forms) for name in protected)


def test_trap_syndicated_copy() -> None:
    """02 is 01 with few changes and another headline."""
    one, other = article(1), article(2)
    assert difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() > 0.8
    assert one.splitlines()[0] != other.splitlines()[0]


def test_trap_one_source_three_papers() -> None:
    """Three papers name the same diplomatic source, and only one of them as its own."""
    assert all("diplomatic source in Lodova" in article(number) for number in (3, 4, 6, 12))
    assert all("Courier" in article(number) for number in (4, 6, 12))


def test_trap_romanisations_and_agency() -> None:
    """Names stand in two romanisations and the state agency under two names."""
    texts = "".join(path.read_bytes().decode("cp1252") for path in ARTICLES.iterdir())
    for pair in (("Ryom Taek-pil", "Yeom Taek-pil"), ("Pyon Tu-hyok", "Byeon Duhyeok"), ("Pyoksan", "Byeoksan")):
        assert all(form in texts for form in pair)
    assert "Jungang Tongsin" in texts
    assert "Sorim Central Telegraph Agency" in texts


def test_trap_statistic() -> None:
    """The correction is 278, both of its percentages fit, that of the roundup does not, and the forecast failed."""
    first = re.search(r"total of (\d+) .*?([\d.]+) percent more .*?when (\d+) came", article(11), re.DOTALL)
    corrected = re.search(r"number is (\d+), not 287.*?when (\d+) people .*?([\d.]+) percent", article(13), re.DOTALL)
    roundup = re.search(r"that (\d+) people .*?([\d.]+) percent over the (\d+)", article(10), re.DOTALL)
    assert first
    assert corrected
    assert roundup

    def fits(now: str, percent: str, before: str) -> bool:
        return round((int(now) / int(before) - 1) * 100, 1) == float(percent)

    assert fits(*first.groups())
    assert fits(corrected[1], corrected[3], corrected[2])
    assert not fits(*roundup.groups())
    assert "as many as 700" in article(11)
    assert "541 people" in (ARTICLES / "feed.jsonl").read_text("utf-8")


@pytest.mark.parametrize("kind", ["when", "how_many", "whether", "why", "arithmetic"])
def test_trap_conflicts_are_in_the_gold(kind: str) -> None:
    """The gold holds conflicts of several details."""
    assert any(link.get("detail") == kind for link in read(GOLD / "links.jsonl"))


@pytest.mark.parametrize(
    "kind", ["navigation", "caption", "heading", "byline", "advert", "legal", "damage", "duplicate"]
)
def test_trap_regions_are_in_the_gold(kind: str) -> None:
    """Every kind of region other than prose occurs."""
    assert any(one["kind"] == kind for stem in STEMS for one in gold(stem, "regions"))


def test_trap_nesting_denial_and_family() -> None:
    """There are nested attributions, denials, unnamed sources, failed forecasts to come, and people to protect."""
    statements = [one for stem in STEMS for one in gold(stem, "statements")]
    assert any(one["within"] for one in statements)
    assert {"deny", "decline", "predict", "question", "propose", "believe", "assert"} <= {
        one["act"] for one in statements
    }
    assert {one["source_kind"] for one in statements} >= {"anonymous", "media", "government", "person", "organisation"}
    entities = {one["key"]: one for one in read(GOLD / "entities.jsonl")}
    assert {"tokko-father", "tokko-son", "chegal", "sagong", "mr-k"} <= {
        key for key, one in entities.items() if one["protect"]
    }
    assert not entities["ryom-taek-pil"]["protect"]
