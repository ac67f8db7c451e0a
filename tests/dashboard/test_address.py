from datetime import date

import pytest

from dashboard.address import Screen, read, write
from data.frontline.evidence.model import Provider
from data.model import Box, ClaimEvent, DateRange, DayBy, Filter
from geocode.model import Kind

FULL = Screen(
    filter=Filter(
        days=DateRange(date(2022, 2, 24), date(2023, 3, 1)),
        by=DayBy.EVENT,
        sources=("The Hill", "A & B = C?"),
        languages=("en", "uk"),
        kinds=(Kind.CITY, Kind.WATER),
        claims=(ClaimEvent.CAPTURED, ClaimEvent.STRUCK),
        inside="iso:UA-63",
        box=Box(48.123, 36.5, 49.25, 39.0),
        search="міст over",
        briefs=False,
        undated=False,
        associative=True,
    ),
    place_id="geonames:713174",
    page=3,
    day=date(2022, 11, 12),
    file=True,
    front_sources=(Provider.TABLE, Provider.VIINA),
    ground=(48.3893, 37.8421),
    choropleth=True,
    tiles=True,
    article=7,
    compared=(1, 3),
    listed=2,
    undated_only=True,
)


@pytest.mark.parametrize(
    "screen",
    [
        Screen(),
        FULL,
        Screen(filter=Filter(days=DateRange(None, date(2023, 1, 1)))),
        Screen(place_id="iso:UA-14"),
        Screen(place_id="katottg:UA14020050010012345"),
        Screen(place_id="frontline:left-bank"),
    ],
    ids=["empty", "full", "open range", "region", "codifier", "hand-made"],
)
def test_what_is_written_is_read_back(screen):
    assert read(write(screen)) == (screen, [])


def test_an_empty_address_is_the_default():
    assert write(Screen()) == {}
    hidden = Screen(filter=Filter(briefs=False))
    assert read({}, default=hidden) == (hidden, [])
    assert read(write(Screen(), default=hidden), default=hidden) == (Screen(), [])


def test_parameters_of_others_pass_without_a_line():
    assert read({"utm_source": ["x"], "embed": ["true"]}) == (Screen(), [])


@pytest.mark.parametrize(
    ("pairs", "line"),
    [
        (
            {"from": ["31/02/24"]},
            "from=31/02/24 in the address is not a day (YYYY-MM-DD); ignored",
        ),
        (
            {"to": ["2023-02-30"]},
            "to=2023-02-30 in the address is not a day (YYYY-MM-DD); ignored",
        ),
        (
            {"from": ["2023-02-02"], "to": ["2022-01-01"]},
            "from=2023-02-02 in the address lies after to=2022-01-01; ignored",
        ),
        ({"by": ["rumour"]}, "by=rumour in the address is not known; ignored"),
        ({"line": ["rumour"]}, "line=rumour in the address is not known; ignored"),
        ({"kind": ["castle"]}, "kind=castle in the address is not known; ignored"),
        (
            {"place": ["../../etc/passwd"]},
            "place=../../etc/passwd in the address is not known; ignored",
        ),
        (
            {"place": ["geonames:1;drop"]},
            "place=geonames:1;drop in the address is not known; ignored",
        ),
        ({"page": ["-1"]}, "page=-1 in the address is not a number from 1 to 100000; ignored"),
        ({"page": ["٣"]}, "page=٣ in the address is not a number from 1 to 100000; ignored"),
        ({"file": ["maybe"]}, "file=maybe in the address is neither 0 nor 1; ignored"),
        ({"inside": ["anywhere"]}, "inside=anywhere in the address is not known; ignored"),
        (
            {"box": ["49,36,48,39"]},
            "box=49,36,48,39 in the address is not south,west,north,east; ignored",
        ),
        ({"at": ["48.5"]}, "at=48.5 in the address is not latitude,longitude; ignored"),
        ({"q": ["a\x00b"]}, "q='a\\x00b' in the address holds control characters; ignored"),
        (
            {"source": ["x" * 301]},
            f"source={'x' * 40}… in the address is empty or too long; ignored",
        ),
        ({"source": ["x"] * 500}, "source=x in the address is given 500 times; ignored"),
    ],
    ids=lambda value: "" if isinstance(value, str) else next(iter(value)),
)
def test_what_does_not_fit_is_left_out_and_said(pairs, line):
    assert read(pairs) == (Screen(), [line])


def test_a_whole_address_is_short():
    pairs = write(Screen(article=7, place_id="geonames:713174", day=date(2022, 9, 9)))
    assert pairs == {"place": ["geonames:713174"], "day": ["2022-09-09"], "article": ["7"]}


def test_what_fits_stays_beside_what_does_not():
    screen, lines = read({"kind": ["city", "castle"], "page": ["2"]})
    assert (screen.filter.kinds, screen.page, len(lines)) == ((Kind.CITY,), 2, 1)
