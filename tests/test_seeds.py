"""The seeds are what they claim to be: one article byte for byte, and honest dated briefs.

Also holds the gold table of the briefs' main places to the briefs that it describes.
"""

import csv
import hashlib
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

from geocode.model import AREAL_KINDS, Kind

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
ARTICLE = SEEDS / "000_e2c2174b0325c6ec.txt"
BRIEFS = sorted((SEEDS / "briefs").glob("*.md"))
ROWS = list(
    csv.DictReader((ROOT / "tests" / "quality" / "briefs_places.csv").open(encoding="utf-8"))
)

FIRST_DAY, LAST_DAY = date(2022, 2, 24), date(2025, 12, 31)
KEYS = {"kind", "title", "date", "lang", "about", "rests_on"}
ABOUT = {"village", "town", "city", "region", "site", "other"}
GUILLEMETS = re.compile(r"«([^«»]*)»")
# A name in guillemets («Азовсталь», «Точка-У») is short and starts with a capital; speech is not.
NAME = re.compile(r"[A-ZА-ЯЄІЇҐ][\w'-]*(?: [\w'-]+){0,2}")


def parts(path: Path) -> tuple[dict[str, object], str]:
    """Front matter and body of a brief."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), body.strip()


def words(body: str) -> int:
    return len(re.findall(r"\S*\w\S*", body))


every_brief = pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)


def test_the_article_is_kept_byte_for_byte():
    checksum = hashlib.sha256(ARTICLE.read_bytes()).hexdigest()
    assert checksum == "25bec193483597c8200a388af6dc2666922a7b466302618cc769fbd0d7d0509c"
    assert f"`{checksum}`" in (SEEDS / "SOURCES.md").read_text(encoding="utf-8")


def test_the_articles_metadata_stand_beside_it_and_repeat_its_headline():
    meta = yaml.safe_load(ARTICLE.with_suffix(".meta.yaml").read_text(encoding="utf-8"))
    assert meta == {
        "id": "000_e2c2174b0325c6ec",
        "source": "The Hill",
        "title": ARTICLE.read_text(encoding="utf-8").splitlines()[2],
        "published": date(2023, 3, 1),
        "lang": "en",
    }


@every_brief
def test_a_brief_has_exactly_the_agreed_front_matter(path):
    front, _ = parts(path)
    assert set(front) == KEYS
    assert front["kind"] == "brief"
    assert front["lang"] in {"en", "uk", "ru"}
    assert front["about"] in ABOUT
    assert all(str(front[key]).strip() for key in KEYS)


@every_brief
def test_a_briefs_day_lies_in_the_war_and_is_the_day_of_its_file_name(path):
    front, _ = parts(path)
    assert type(front["date"]) is date
    assert FIRST_DAY <= front["date"] <= LAST_DAY
    assert re.fullmatch(rf"{front['date'].isoformat()}-[a-z0-9]+(-[a-z0-9]+)*", path.stem)


@every_brief
def test_a_brief_is_60_to_140_words_long(path):
    assert 60 <= words(parts(path)[1]) <= 140


@every_brief
def test_a_brief_carries_no_link_and_no_markup(path):
    assert re.findall(r"https?:|www\.|\]\(|<[a-z/!]", path.read_text(encoding="utf-8"), re.I) == []


@every_brief
def test_a_brief_quotes_nobody(path):
    front, body = parts(path)
    text = f"{front['title']}\n{front['rests_on']}\n{body}"
    assert re.findall(r"[“”„‟\"]", text) == []
    assert [span for span in GUILLEMETS.findall(text) if not NAME.fullmatch(span)] == []
    assert not set("«»") & set(GUILLEMETS.sub("", text))


@pytest.mark.parametrize(
    ("span", "is_name"),
    [
        ("Азовсталь", True),
        ("Точка-У", True),
        ("Оленегорский горняк", True),
        ("мы никуда не уйдём", False),
        ("Ми тримаємо оборону міста", False),
        ("Вони пішли.", False),
    ],
)
def test_the_check_for_quotations_tells_names_from_speech(span, is_name):
    assert bool(NAME.fullmatch(span)) is is_name


@every_brief
def test_a_brief_is_written_in_the_language_it_names(path):
    front, body = parts(path)
    cyrillic = len(re.findall(r"[А-Яа-яЁёІіЇїЄєҐґ]", body))
    latin = len(re.findall(r"[A-Za-z]", body))
    assert (cyrillic > latin) is (front["lang"] != "en")
    assert bool(re.search(r"[ІіЇїЄєҐґ]", body)) is (front["lang"] == "uk")
    assert bool(re.search(r"[ыэёъЫЭЁЪ]", body)) is (front["lang"] == "ru")


def test_there_are_at_least_60_briefs_10_ukrainian_and_5_russian():
    languages = Counter(parts(path)[0]["lang"] for path in BRIEFS)
    assert languages.total() >= 60
    assert languages["uk"] >= 10
    assert languages["ru"] >= 5


def test_at_least_a_third_of_the_briefs_are_about_villages():
    about = Counter(parts(path)[0]["about"] for path in BRIEFS)
    assert about["village"] * 3 >= about.total()


def test_every_month_of_the_war_has_a_brief():
    months = {path.stem[:7] for path in BRIEFS}
    first, last = FIRST_DAY.year * 12 + FIRST_DAY.month - 1, LAST_DAY.year * 12 + LAST_DAY.month - 1
    assert months == {f"{n // 12}-{n % 12 + 1:02d}" for n in range(first, last + 1)}


def test_no_two_briefs_share_a_text_or_a_title():
    fronts_and_bodies = [parts(path) for path in BRIEFS]
    assert Counter(body for _, body in fronts_and_bodies).most_common(1)[0][1] == 1
    assert Counter(front["title"] for front, _ in fronts_and_bodies).most_common(1)[0][1] == 1


@every_brief
def test_the_gold_table_names_two_to_six_places_of_a_brief_as_its_text_does(path):
    rows = [row for row in ROWS if row["brief"] == path.stem]
    _, body = parts(path)
    assert 2 <= len(rows) <= 6
    assert len({row["name"] for row in rows}) == len(rows)
    assert [
        r["name"] for r in rows if not re.search(rf"(?<!\w){re.escape(r['name'])}(?!\w)", body)
    ] == []


def test_the_gold_table_describes_only_briefs_that_exist():
    assert {row["brief"] for row in ROWS} == {path.stem for path in BRIEFS}


def test_the_gold_table_has_points_for_settlements_and_sites_and_for_nothing_else():
    wrong = [
        row
        for row in ROWS
        if (Kind(row["kind"]) in AREAL_KINDS) is bool(row["latitude"] and row["longitude"])
        or bool(row["latitude"]) is not bool(row["longitude"])
    ]
    assert wrong == []


def test_one_place_has_one_point_throughout_the_gold_table():
    # Namesakes are told apart by their distance: two points of one name lie over 5 km apart.
    points: dict[tuple[str, str], set[tuple[float, float]]] = {}
    for row in ROWS:
        if row["latitude"]:
            point = (float(row["latitude"]), float(row["longitude"]))
            points.setdefault((row["expected"], row["kind"]), set()).add(point)
    close = [
        (name, a, b)
        for name, found in points.items()
        for a in found
        for b in found
        if a < b and abs(a[0] - b[0]) < 0.045 and abs(a[1] - b[1]) < 0.07
    ]
    assert close == []
