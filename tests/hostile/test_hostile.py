"""No file, however nasty, stops a build, holds it up, fills the memory, or goes missing."""

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from make import make

from attribune import read
from attribune.build import document_records

SECONDS = 10  # of processor time of one core that one file may take; the clock on the wall depends on what else runs
MEMORY = 4 << 30  # bytes of address space that reading all of them may take


@pytest.fixture(scope="module", params=[16, pytest.param(1, marks=pytest.mark.slow)], ids=["each-sixteenth", "all"])
def nasty(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("nasty") / "files"
    return folder, make(folder, request.param)


def read_whole(path, nlp, profile):
    """The documents of one file, each with what every stage makes of it."""
    return [document_records(read.document(found), nlp, profile) for found in read.find([path])]


def test_every_file_is_read_or_refused_in_time(nasty, nlp, exile):
    """No exception, no file that takes long, none without a document; a failed document says why; anchors hold."""
    slow, silent = [], []
    for path in nasty[1]:
        if path.is_dir():
            continue  # a link to a folder; the folder itself is read in the next test
        began = time.thread_time()
        parts = read_whole(path, nlp, exile)
        if (spent := time.thread_time() - began) > SECONDS:
            slow.append((path.name, round(spent)))
        if not parts or any(not one.failure and not one.text for part in parts for one in part.documents):
            silent.append(path.name)
        for part in parts:
            text = part.documents[0].text
            spans = [span for one in part.statements for span in (one.source, one.cue, *one.content) if span]
            assert all(text[span.start : span.end] == span.quote for span in spans)
    assert slow == []
    assert silent == []


def test_a_folder_of_them_is_built_with_every_file_accounted_for(nasty, tmp_path):
    """One build of all: within its memory, it ends well or with 'some failed', and names each file as read or not."""
    folder, files = nasty

    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    program = [sys.executable, "-m", "attribune.present.cli"]
    built = subprocess.run(
        [*program, "build", folder, "--case", tmp_path / "case", "--processes", "1"],
        capture_output=True,
        preexec_fn=limit,
        check=False,
        timeout=1500,
    )
    assert built.returncode in {0, 3}, built.stderr[-2000:]
    from attribune.ledger import Case

    documents = Case.open(tmp_path / "case").records().documents
    shown = (path.relative_to(folder) for path in files if not path.is_dir())
    wanted = {
        str(path).encode("utf-8", "replace").decode()
        for path in shown
        if not any(part.startswith(".") for part in path.parts)
    }
    assert {name for name in wanted if not any(one.path.startswith(name) for one in documents)} == set()
    assert all(one.failure.strip() for one in documents if one.failure is not None)
    assert not Path("/tmp/attribune-escaped.txt").exists()
