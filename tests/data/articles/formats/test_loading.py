"""A loader that fails on a file nobody thought of leaves that file out, and the rest is read."""

import struct

import pytest

from data.articles.formats.loader import Skipped
from data.articles.formats.text_files import PlainText
from data.articles.formats.walking import load_all


class _Fault:
    def __init__(self, fault):
        self._load, self._fault = PlainText.load, fault

    def __call__(self, document):
        if document.name == "odd.txt":
            raise self._fault
        return self._load(PlainText(), document)


@pytest.mark.parametrize(
    "fault",
    [RecursionError("too deep"), ValueError("odd"), SyntaxError("no XML"), struct.error("short")],
    ids=lambda fault: type(fault).__name__,
)
def test_a_fault_in_a_loader_leaves_its_file_out_by_name(tmp_path, monkeypatch, fault):
    for name in ("a.txt", "odd.txt", "z.txt"):
        (tmp_path / name).write_text(f"Text of {name}.", encoding="utf-8")
    failing = _Fault(fault)
    monkeypatch.setattr(PlainText, "load", lambda self, document: failing(document))
    found = list(load_all([tmp_path], max_bytes=1000))
    assert [getattr(one, "text", None) for one in found] == [
        "Text of a.txt.",
        None,
        "Text of z.txt.",
    ]
    odd = tmp_path / "odd.txt"
    reason = f"{odd} was left out: reading it failed ({type(fault).__name__}: {fault}); report it"
    assert isinstance(found[1], Skipped)
    assert found[1].reason == f"{reason} with its text"
