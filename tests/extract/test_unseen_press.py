"""Press-like articles whose answers were written before the rules met them, scored whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attribune import view
from attribune.build import Builder

HERE = Path(__file__).parent / "unseen" / "developed"
SCORER = Path(__file__).parents[3] / "shared" / "gold" / "score.py"


@pytest.mark.shared
@pytest.mark.skipif(not SCORER.is_file(), reason="the scorer of whole articles lies in ../shared")
def test_what_articles_of_the_press_tell_is_found(tmp_path):
    """Statements and reports of ten articles: F1 of at least 0.8, with their speakers, acts and status."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("score_gold", SCORER)
    assert spec
    assert spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    case, out = tmp_path / "case", tmp_path / "export"
    Builder.create(case, "exile", "en_core_web_sm").build([str(HERE / "articles")], HERE / "metadata.csv")
    view.export(view.open(case, view.Reveal(because="scoring")), out)
    texts = {path.stem: path.read_text("utf-8") for path in (HERE / "articles").glob("*.txt")}
    gold = scorer.arrange(scorer.read_gold(HERE / "gold"))
    result = json.loads(json.dumps(scorer.run(gold, out, texts)))
    scores = result["scores"]
    assert result["anchors"]["false"] == 0
    assert scores["statements"]["f1"] >= 0.8
    assert scores["reports"]["f1"] >= 0.82
    shares = scores["statements"]["over_matched"] | scores["reports"]["over_matched"]
    bars = {"source_kind": 0.9, "speaker": 0.78, "act": 0.9, "nesting": 0.9, "status": 0.75, "by": 0.8}
    assert {name: shares[name]["share"] for name in bars if shares[name]["share"] < bars[name]} == {}
