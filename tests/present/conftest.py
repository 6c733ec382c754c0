"""The example case, built once for all that shows it, and the names that nothing may show."""

import json
import re
from pathlib import Path

import pytest

from attribune.build import Builder

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.fixture(scope="session")
def case(tmp_path_factory):
    """The example case's folder. Tests only read it."""
    root = tmp_path_factory.mktemp("examples") / "case"
    Builder.create(root, "exile", "en_core_web_sm").build([str(EXAMPLES / "articles")], EXAMPLES / "metadata.csv")
    return root


@pytest.fixture(scope="session")
def canaries():
    """What finds the name of anybody protected, in any spelling."""
    told = json.loads((EXAMPLES / "canaries.json").read_text())
    words = {*told["protected"], *(one for spellings in told["spellings"].values() for one in spellings)}
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(words)), re.IGNORECASE)
