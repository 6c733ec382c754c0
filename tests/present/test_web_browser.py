"""The pages in a real browser."""

import importlib.util
import os
import struct
from pathlib import Path

import pytest

pytest.importorskip("fastapi")

_SPEC = importlib.util.spec_from_file_location("pictures", Path(__file__).parent.parent.parent / "docs" / "pictures.py")
pictures = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(pictures)


@pytest.fixture(scope="module")
def chromium():
    """A browser; in CI its absence is a failure."""
    if not Path(pictures.CHROMIUM).exists():
        if os.environ.get("CI"):
            pytest.fail(f"CI needs Chromium at {pictures.CHROMIUM}: .ci/run installs it")
        pytest.skip(f"there is no Chromium at {pictures.CHROMIUM}: the pages are not looked at in a browser")


def test_a_browser_shows_the_pages_and_refuses_nothing_of_them(chromium, case, tmp_path):
    """Overview, reader and event are drawn at both widths; the strict policy stops none of our own styles or script."""
    with pictures.served(case) as base:
        wanted = {
            name: one for name, one in pictures.addresses(base).items() if name in {"overview", "reader", "event"}
        }
        assert len(wanted) == 3
        for name, address in wanted.items():
            for width, height in pictures.WIDTHS.items():
                target = tmp_path / f"{name}-{width}.png"
                logged = pictures.picture(address, target, width, height)
                assert struct.unpack(">II", target.read_bytes()[16:24]) == (width, height)
                assert target.stat().st_size > 20_000  # an empty page is a tenth of that
                assert "Content Security Policy" not in logged
                assert "Uncaught" not in logged
