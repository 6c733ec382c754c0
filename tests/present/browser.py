"""A real browser, driven over the pipe of its own debugging protocol: no driver, no library."""

from __future__ import annotations

import json
import os
import select
import subprocess
import tempfile
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-pipe",
    "--disable-lcd-text", "--disable-dev-shm-usage",
)  # fmt: skip
_PATIENCE = 60  # seconds for one answer; a machine may be busy


class Browser:
    """One tab of Chromium. ``told`` are the events that it told of: requests, console messages, exceptions."""

    def __init__(self, write: int, read: int) -> None:
        self._write, self._read, self._left, self._number, self._session = write, read, b"", 0, ""
        self.told: list[tuple[str, dict[str, Any]]] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Ask for something, and wait for the answer."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._send(message)
        while True:
            found = self._next()
            if found.get("id") == self._number:
                if "error" in found:
                    raise RuntimeError(f"{method}: {found['error']}")
                return found["result"]

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._write, data[:60_000]) :]

    def _next(self) -> dict[str, Any]:
        until = time.monotonic() + _PATIENCE
        while b"\0" not in self._left:
            if not select.select([self._read], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TimeoutError("the browser does not answer")
            part = os.read(self._read, 1 << 20)
            if not part:
                raise RuntimeError("the browser has ended")
            self._left += part
        one, _, self._left = self._left.partition(b"\0")
        found = json.loads(one)
        if "method" in found:
            self.told.append((found["method"], found.get("params", {})))
        return found

    def _loaded(self, act: Any) -> None:
        """Do something that opens a page, and wait until that is there."""
        start = len(self.told)
        act()
        until = time.monotonic() + _PATIENCE
        while not any(name == "Page.loadEventFired" for name, _ in self.told[start:]):
            if time.monotonic() > until:
                raise TimeoutError("the page does not load")
            self._next()

    def open(self, address: str) -> None:
        """Open a page."""
        self._loaded(lambda: self.call("Page.navigate", url=address))

    def run(self, script: str) -> Any:
        """What an expression gives in the page."""
        how = {"returnByValue": True, "awaitPromise": True, "userGesture": True}
        found = self.call("Runtime.evaluate", expression=script, **how)
        if "exceptionDetails" in found:
            raise RuntimeError(json.dumps(found["exceptionDetails"])[:800])
        return found["result"].get("value")

    def text(self) -> str:
        """The words that a reader sees."""
        return str(self.run("document.querySelector('main').innerText"))

    def put(self, selector: str, value: str) -> None:
        """Put a value into the first field that a selector finds."""
        done = self.run(
            f"(() => {{ const one = document.querySelector({json.dumps(selector)}); if (!one) return false;"
            f" if (one.type === 'radio' || one.type === 'checkbox') one.checked = true;"
            f" else one.value = {json.dumps(value)}; return true; }})()"
        )
        if not done:
            raise LookupError(f"the page has no {selector}")

    def press(self, selector: str) -> None:
        """Press a button or follow a link that opens another page."""
        script = f"document.querySelector({json.dumps(selector)})?.click() === undefined"
        if not self.run(f"!!document.querySelector({json.dumps(selector)})"):
            raise LookupError(f"the page has no {selector}")
        self._loaded(lambda: self.run(script))

    def size(self, width: int, height: int, scheme: str = "light") -> None:
        """Show pages at a width and height, on paper or at night."""
        sizes = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.call("Emulation.setDeviceMetricsOverride", **sizes)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def key(self, key: str) -> None:
        """Press a key that leads to no other page."""
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, text=key if kind == "keyDown" else "")


@contextmanager
def browser(chromium: str, *further: str) -> Iterator[Browser]:
    """A browser with one tab, until the block ends; ``further`` are flags of its command line."""
    to_read, to_write = os.pipe()
    from_read, from_write = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        pipes = f'exec "$0" "$@" 3<&{to_read} 4>&{from_write}'  # where Chromium looks for them
        ordered = ["bash", "-c", pipes, chromium, *_FLAGS, *further, f"--user-data-dir={profile}"]
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(ordered, pass_fds=(to_read, from_write), stdout=quiet, stderr=quiet)
        os.close(to_read)
        os.close(from_write)
        try:
            yield Browser(to_write, from_read)
        finally:
            os.close(to_write)
            process.terminate()
            process.wait(20)
            os.close(from_read)
