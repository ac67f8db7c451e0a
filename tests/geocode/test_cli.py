"""``python -m geocode``: JSON lines out, one line of complaint, exit status 0, 1 or 2."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from geocode.cli import main

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(gazetteer_path, monkeypatch, capfdbinary):
    """Run a command in this process: exit status, objects on stdout, lines on stderr."""
    monkeypatch.setenv("GEOCODE_GAZETTEER", str(gazetteer_path))

    def command(*words, stdin=b""):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = main([str(word) for word in words])
        output, errors = capfdbinary.readouterr()
        lines = [json.loads(line) for line in output.decode("utf-8").splitlines()]
        return status, lines, errors.decode("utf-8").splitlines()

    return command


@pytest.fixture
def environment(gazetteer_path):
    """Of a process of its own, in a locale that knows ASCII alone."""
    return {
        **os.environ,
        "GEOCODE_GAZETTEER": str(gazetteer_path),
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C",
    }


MENTION_KEYS = [
    "start", "end", "text", "place_id", "name", "lat", "lon", "kind", "feature_code", "country",
    "admin1", "where_prec", "uncertainty_m", "confidence", "role", "candidates",
]  # fmt: skip


def test_parse_prints_one_object_an_article_in_order(run):
    lines = (
        '{"id": "b", "text": "Бої під Бахмутом.", "published": "2023-03-01", "title": "Т"}\n'
        '\n{"id": 1, "text": "Nothing here.", "lang": "en"}\n'
    )
    status, found, errors = run("parse", "--jsonl", "-", stdin=lines.encode())
    assert (status, errors) == (0, [])
    assert [(a["id"], a["title"], a["published"], a["lang"]) for a in found] == [
        ("b", "Т", "2023-03-01", "uk"),
        ("1", None, None, "en"),
    ]
    (mention,) = found[0]["mentions"]
    assert list(mention) == [*MENTION_KEYS, "relative"]
    assert (mention["start"], mention["end"], mention["text"]) == (8, 16, "Бахмутом")
    assert (mention["place_id"], mention["where_prec"], mention["role"]) == (
        "geonames:713174", 2, "literal",
    )  # fmt: skip
    assert mention["relative"] == {
        "phrase": "під Бахмутом", "start": 4, "end": 16, "kind": "near", "name": "near Bakhmut",
        "lat": 48.5942, "lon": 37.9989, "where_prec": 2, "uncertainty_m": 10000,
        "anchors": ["geonames:713174"], "describes": None,
    }  # fmt: skip
    assert list(mention["candidates"][0]) == ["place_id", "name", "score", "why"]


def test_parse_reads_files_and_skips_what_it_cannot(run, tmp_path):
    good, latin, absent = tmp_path / "good.txt", tmp_path / "latin.txt", tmp_path / "absent.txt"
    good.write_text("\ufeffFighting near Bakhmut.", encoding="utf-8")
    latin.write_bytes(b"caf\xe9")
    status, found, errors = run("parse", latin, absent, good)
    assert status == 1
    assert [(a["id"], a["mentions"][0]["start"]) for a in found] == [("good.txt", 14)]
    assert errors == [
        f"{latin}: not UTF-8 text (byte 3); convert it first; skipped",
        f"{absent}: No such file or directory; skipped",
    ]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (b"zz", "stdin line 1: not JSON (Expecting value: line 1 column 1 (char 0)); skipped"),
        (b"[]", "stdin line 1: not a JSON object; an article has 'id' and 'text'; skipped"),
        (b'{"text": "x"}', "stdin line 1: no 'id'; an article has 'id' and 'text'; skipped"),
        (b'{"id": "1"}', "stdin line 1: 'text' is missing or not text; skipped"),
        (b'{"id": "\xff"}', "stdin line 1: not UTF-8; skipped"),
    ],
)
def test_a_line_that_is_no_article_is_named_and_skipped(run, line, complaint):
    good = b'\n{"id": "good", "text": ""}\n'
    status, found, errors = run("parse", "--jsonl", "-", stdin=line + good)
    assert (status, [a["id"] for a in found], errors) == (1, ["good"], [complaint])


def test_a_published_day_that_is_none_is_said_and_taken_as_unknown(run):
    line = b'{"id": "a", "text": "", "published": "31/02/24"}'
    status, found, errors = run("parse", "--jsonl", "-", stdin=line)
    assert (status, found[0]["published"]) == (1, None)
    assert errors == ["a: published '31/02/24' is not a day; use YYYY-MM-DD; taken as unknown"]


def test_lone_surrogates_and_controls_come_out_as_json(run):
    line = json.dumps({"id": "a\n\x1b[31m", "text": "\ud800 Bakhmut \x00", "published": "?"})
    status, found, errors = run("parse", "--jsonl", "-", stdin=line.encode())
    assert found[0]["mentions"][0]["text"] == "Bakhmut"
    assert (status, len(errors)) == (1, 1)
    assert "\x1b" not in errors[0]


def test_lookup_puts_the_best_first_and_obeys_its_filters(run):
    status, found, errors = run("lookup", "Lyman", "--country", "UA", "--limit", "2")
    assert (status, errors) == (0, [])
    assert [(p["place_id"], p["admin1"]) for p in found] == [
        ("geonames:704204", "Donetsk"),
        ("geonames:703071", "Kharkiv"),
    ]
    _, near, _ = run("lookup", "Lyman", "--near", "49.5,36.5", "--limit", "1")
    assert [p["place_id"] for p in near] == ["geonames:703071"]
    _, inside, _ = run("lookup", "Lyman, Kharkiv Oblast", "--limit", "1")
    assert [p["place_id"] for p in inside] == ["geonames:703071"]
    _, region, _ = run("lookup", "Donetsk region")
    assert [p["place_id"] for p in region] == ["iso:UA-14"]


def test_lookup_says_when_nothing_is_called_so(run):
    assert run("lookup", "Xyzzyvka") == (
        1,
        [],
        [
            "Xyzzyvka: no place is called so; for small places add GeoNames' dump of the country: "
            "python -m geocode fetch CC"
        ],
    )


def test_reverse_names_the_nearest(run):
    status, found, _ = run("reverse", "48.594,37.999")
    assert (status, found[0]["place_id"]) == (0, "geonames:713174")
    assert found[0]["distance_km"] < 1.0
    status, found, errors = run("reverse", "0,0")
    assert (status, found, errors) == (1, [], ["0.0,0.0: no place within 50 km"])
    status, found, _ = run("reverse", "-33.92,18.42")
    assert (status, found[0]["name"]) == (0, "Cape Town")


def test_output_is_utf_8_whatever_the_locale(environment):
    given = json.dumps({"id": "ї", "text": "Бої під Бахмутом."}, ensure_ascii=False).encode()
    done = subprocess.run(
        [sys.executable, "-m", "geocode", "parse", "--jsonl", "-"],
        input=given, capture_output=True, env=environment, check=False,
    )  # fmt: skip
    (line,) = done.stdout.decode("utf-8").splitlines()
    assert '"id": "ї"' in line
    assert '"text": "Бахмутом"' in line
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["parse"],
        ["parse", "a.txt", "--jsonl", "b.jsonl"],
        ["parse", "--jsonl", "/nonexistent/file.jsonl"],
        ["lookup"],
        ["lookup", "Lyman", "--limit", "0"],
        ["lookup", "Lyman", "--near", "here"],
        ["reverse", "91,0"],
        ["reverse", "nan,0"],
        ["parse", "--focus", "UKR", "x.txt"],
        ["lookup", "Lyman", "--gazetteer", "/nonexistent.sqlite"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_one_line_and_status_two(run, words, tmp_path, monkeypatch):
    (tmp_path / "x.txt").write_text("Bakhmut", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    status, found, errors = run(*words)
    assert (status, found, len(errors)) == (2, [], 1)
    assert "Traceback" not in errors[0]


def test_a_reader_that_goes_away_is_no_error(environment):
    line = json.dumps({"id": "a", "text": "Bakhmut and Kyiv. " * 500}).encode() + b"\n"
    with subprocess.Popen(
        [sys.executable, "-m", "geocode", "parse", "--jsonl", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
    ) as process:  # fmt: skip
        process.stdout.close()
        process.stdin.write(line)
        process.stdin.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
