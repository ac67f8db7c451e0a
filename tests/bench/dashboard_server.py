"""Starts what the bench of the dashboard looks at: our server on a store, and an empty page."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
_WAIT_S = 120


@contextmanager
def _running(script: Path, environment: dict[str, str]) -> Iterator[tuple[str, subprocess.Popen]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port),
         "--server.headless", "true", "--browser.gatherUsageStats", "false"],
        cwd=ROOT, env={**os.environ, **environment},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + _WAIT_S
    try:
        while True:
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=5).close()
                break
            except (urllib.error.URLError, ConnectionError):
                if time.monotonic() > deadline or process.poll() is not None:
                    raise
                time.sleep(0.2)
        yield address, process
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def server(url: str) -> Iterator[tuple[str, subprocess.Popen]]:
    """Our dashboard on the store at ``url``: its address and its process."""
    cache = str(Path(url.removeprefix("sqlite:///")).parent / "cache")
    environment = {"FRONTLINE_DATABASE": url, "FRONTLINE_CACHE": cache}
    with _running(ROOT / "dashboard" / "app.py", environment) as running:
        yield running


def empty_app(browser: Browser, folder: Path, repeats: int) -> Iterator[float]:
    """Seconds to load a Streamlit page with one word on it, after one to warm up."""
    script = folder / "empty.py"
    script.write_text('import streamlit as st\nst.write("empty")\n', encoding="utf-8")
    with _running(script, {}) as (address, _process):
        for repeat in range(repeats + 1):
            page = browser.new_page()
            begun = time.monotonic()
            page.goto(address)
            page.get_by_text("empty").wait_for()
            if repeat:
                yield time.monotonic() - begun
            page.close()


def memory_mb(process: subprocess.Popen) -> float:
    """Memory that the process has in use, in MB."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    line = next(one for one in status.splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
