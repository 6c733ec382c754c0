"""The same ledger from Spark as from this machine: ``python -m bench.spark [INPUTS...]`` (default: the example case).

Starts a standalone master and two workers of one core each, builds the case on them and with two local processes,
prints the seconds of both and, last, 1 where the two ledgers are equal, record for record, and 0 where they are not.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from attribune.build import Builder
from attribune.engine import Local, Spark

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORKERS = 2
_PATIENCE = 120  # seconds that a cluster may take to start


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def cluster(scratch: Path) -> Iterator[str]:
    """The URL of a standalone master on this machine with two workers; gone when the block ends."""
    import pyspark

    home, port = Path(pyspark.__file__).parent, _free_port()
    url = f"spark://127.0.0.1:{port}"
    env = {**os.environ, "SPARK_HOME": str(home), "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    run, package = str(home / "bin" / "spark-class"), "org.apache.spark.deploy"
    told = (scratch / "cluster.log").open("wb")
    master = [run, f"{package}.master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"]
    worker = [run, f"{package}.worker.Worker", "-c", "1", "-m", "1g", "--webui-port", "0", "-d", str(scratch), url]
    started = [subprocess.Popen(master, env=env, stdout=told, stderr=told)]
    try:
        started += [subprocess.Popen(worker, env=env, stdout=told, stderr=told) for _ in range(_WORKERS)]
        until = time.monotonic() + _PATIENCE
        while (scratch / "cluster.log").read_text("utf-8", "replace").count("Registering worker") < _WORKERS:
            if time.monotonic() > until:
                raise TimeoutError(f"no cluster in {_PATIENCE} seconds: see {scratch / 'cluster.log'}")
            time.sleep(0.5)
        yield url
    finally:
        for one in reversed(started):
            one.terminate()
            one.wait()
        told.close()


def main(inputs: list[str], metadata: Path | None) -> int:
    """Build on both; 1 where the ledgers are the same."""
    with tempfile.TemporaryDirectory() as folder, cluster(Path(folder)) as url:
        done = {}
        for name, engine in (("local", Local(_WORKERS)), ("spark", Spark(url))):
            made = Builder.create(Path(folder, name), engine=engine).build(inputs, metadata)
            done[name] = made.hash
            spent = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in made.seconds)
            print(f"{name}: {made.annotated} articles, {len(made.failures)} failed, ledger {made.hash[:16]}; {spent}")
        engine.stop()
        return int(done["local"] == done["spark"])


if __name__ == "__main__":
    given = sys.argv[1:]
    print(main(given or ["examples/articles"], None if given else Path("examples/metadata.csv")))
