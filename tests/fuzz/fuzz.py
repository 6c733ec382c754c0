# ruff: noqa: T201 - it is a program
"""Fuzzes a target with coverage: ``python tests/fuzz/fuzz.py TARGET --seconds 1800``; ``all`` takes them in turn.

Seconds are of processor time, so that a busy machine fuzzes as much as an idle one, and an input that takes longer
than it may is not blamed for what else the machine does. Begins with the seeds kept in
``seeds/TARGET`` and the nasty files of that kind. An input that breaks the target is kept in ``seeds/TARGET``, from
where ``make test`` replays it for ever. Exit status 1 where there was one. With ``--corpus FOLDER`` the inputs that
reached new code stay there, and how long the target has held with this code: a run that was cut off goes on with both.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
SOURCE = HERE.parent.parent / "src" / "attribune"
sys.path[:0] = [str(HERE), str(HERE.parent / "hostile")]

_CODE = ("read", "clean", "annotate", "names", "model", "watch")
_SLICE = 900  # seconds by the clock that one process fuzzes; the next goes on with the inputs that it found
_PATIENCE = 20  # seconds of processor time that one input may take; watched code is about twice as slow as it is
_ENDLESS = 900  # seconds by the clock after which an input is held to never end


def run(name: str, seconds: int, folder: Path | None = None) -> bool:
    """Fuzz one target in processes of its own, for so many seconds of processor time; whether it held."""
    with tempfile.TemporaryDirectory() as spare:
        corpus = Path(spare) if folder is None else folder / name
        corpus.mkdir(parents=True, exist_ok=True)
        for number, data in enumerate(_seeds(name)):
            Path(corpus, f"{number:04}").write_bytes(data)
        found = Path(spare, "found-")
        words = [f"-artifact_prefix={found}", "-max_len=65536", "-rss_limit_mb=4096", f"-timeout={_ENDLESS}"]
        clock = corpus.with_name(f"{name}.held")
        before, start, held = _held(clock), _spent(), True
        while held and (left := seconds - before - (_spent() - start)) > 0:
            asked = [*words, f"-max_total_time={min(int(left) + 1, _SLICE)}"]
            done = subprocess.run([sys.executable, __file__, name, "--inside", str(corpus), *asked], check=False)
            held = done.returncode == 0
            clock.write_text(f"{_code()} {before + _spent() - start if held else 0:.0f}\n")
        for one in Path(spare).glob("found-*"):
            data = one.read_bytes()
            kept = HERE / "seeds" / name / hashlib.sha256(data).hexdigest()[:16]
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(data)
            print(f"{name}: kept {kept}")
        total = before + _spent() - start
        print(f"{name}: {'held' if held else 'BROKE'}, {total:.0f} s of processor time", flush=True)
    return held


def _code() -> str:
    """What a target is fuzzed with: the code that reads, cleans, counts, dates and names."""
    digest = hashlib.sha256()
    for path in sorted(one for folder in _CODE for one in Path(SOURCE, folder).rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _held(clock: Path) -> float:
    """Seconds that a target has held before, with this code."""
    code, _, seconds = clock.read_text().partition(" ") if clock.exists() else ("", "", "0")
    return float(seconds) if code == _code() else 0.0


def _spent() -> float:
    """Seconds of processor time of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _seeds(name: str) -> list[bytes]:
    from make import KINDS

    kept = [path.read_bytes() for path in sorted((HERE / "seeds" / name).glob("*"))]
    made = (one for made in KINDS.values() for one in made())
    like = [data for path, data in made if path.endswith(f".{name}") and len(data) < 20_000]
    return kept + like[:200]


def _inside(name: str, words: list[str]) -> None:
    """What the process does that is killed when a target breaks."""
    import atheris

    with atheris.instrument_imports(include=["attribune"]):
        from targets import TARGETS

    def timed(data: bytes) -> None:
        start = time.process_time()
        TARGETS[name](data)
        assert time.process_time() - start < _PATIENCE, "one input took too long"

    atheris.Setup([name, *words], timed)
    atheris.Fuzz()


def main() -> None:
    """Fuzz what the command line names."""
    if "--inside" in sys.argv:
        _inside(sys.argv[1], [one for one in sys.argv[2:] if one != "--inside"])
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--corpus", type=Path, help="a folder that keeps what was found, for the next run")
    asked = parser.parse_args()
    from targets import TARGETS

    held = [run(name, asked.seconds, asked.corpus) for name in (TARGETS if asked.target == "all" else [asked.target])]
    sys.exit(not all(held))


if __name__ == "__main__":
    main()
