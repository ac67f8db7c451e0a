"""A dashboard started as users start it; it may ask no other host and fail in no file of ours."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
_LISTENER = ROOT / "tests" / "asked_hosts"
_START_S = 300


@contextmanager
def serving(store_url, folder):
    """Gives the address of the dashboard; at the end it has asked no host but this machine.

    From a folder of its own: neither the import path nor Streamlit's settings (no statistics sent,
    127.0.0.1 only) may hang on where the command was typed.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log, asked = folder / "log.txt", folder / "asked.txt"
    asked.touch()
    environment = {**os.environ, "FRONTLINE_DATABASE": store_url, "BRIEFS": "1"}
    environment |= {"ASKED_HOSTS": str(asked), "PYTHONPATH": str(_LISTENER)}
    for name in ("FRONTLINE_LAYERS", "FRONTLINE_TILES"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard" / "app.py")]
    command += ["--server.port", str(port), "--server.fileWatcherType", "none"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=log.parent, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_it_answers(process, f"{address}/_stcore/health", log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=120)
    assert asked.read_text(encoding="utf-8").splitlines() == []
    assert _our_lines(log.read_text(encoding="utf-8", errors="replace")) == []


def _our_lines(log: str) -> list[str]:
    """Lines of tracebacks that are in our files.

    Streamlit 1.67 writes one of its own where a page is closed while it is being answered.
    """
    ours = tuple(f'File "{ROOT / package}/' for package in ("dashboard", "data", "geocode"))
    return [line for line in log.splitlines() if line.strip().startswith(ours)]


def _wait_until_it_answers(process, health, log) -> None:
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(health, timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            try:
                process.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                continue
            pytest.fail(f"the dashboard ended at once:\n{log.read_text()}")
        else:
            return
    pytest.fail(f"the dashboard did not answer within {_START_S} s:\n{log.read_text()}")
