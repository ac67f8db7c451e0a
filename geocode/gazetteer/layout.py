"""Defines the tables of the compiled gazetteer, an SQLite file that is written once.

``name`` maps a normal form to places; ``first`` gives for a first word the number of words of the
longest name that begins with it, so that a text is walked without a query a word. ``close`` files
skeletons of names by their halves (see ``names.normal_form``). Coordinates are
degrees WGS84; ``cell`` numbers a square of ``CELL_DEGREES``, null for what ``near`` leaves out.
"""

from math import floor

LAYOUT_VERSION = 3
APPLICATION_ID = 0x46474131
"""Marks the file as ours in SQLite's header ("FGA1")."""

OFFICIAL = 1
INFLECTED = 2
LOOKUP_ONLY = 4
AFTER_COMMA = 8

CELL_DEGREES = 0.25
_CELLS_PER_ROW = 10_000

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    n INTEGER PRIMARY KEY, place_id TEXT NOT NULL, name TEXT NOT NULL,
    latitude REAL NOT NULL, longitude REAL NOT NULL, kind TEXT NOT NULL, feature_code TEXT NOT NULL,
    country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER NOT NULL, name_local TEXT,
    where_prec INTEGER NOT NULL, uncertainty_m INTEGER NOT NULL, cell INTEGER
);
CREATE TABLE spelling (
    form TEXT NOT NULL, n INTEGER NOT NULL, flags INTEGER NOT NULL, note INTEGER
);
CREATE TABLE name (
    form TEXT NOT NULL, n INTEGER NOT NULL, flags INTEGER NOT NULL, note INTEGER,
    PRIMARY KEY (form, n)
) WITHOUT ROWID;
CREATE TABLE first (word TEXT PRIMARY KEY, most INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE close (
    half TEXT NOT NULL, skeleton TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (half, skeleton, n)
) WITHOUT ROWID;
CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
"""

# One place may bear a form in several ways; the plainest wins: as a dictionary form before a case
# form, as one that is offered before one for lookup only, as the official name before another, with
# a reason before none.
FINISH = f"""
INSERT INTO name
    SELECT form, n, flags, note FROM (
        SELECT form, n, flags, note, row_number() OVER (
            PARTITION BY form, n ORDER BY flags & {INFLECTED}, flags & {LOOKUP_ONLY},
            -(flags & {OFFICIAL}), note IS NULL, note) AS place_in_line FROM spelling)
    WHERE place_in_line = 1 ORDER BY form, n;
DROP TABLE spelling;
INSERT INTO first
    SELECT CASE instr(form, ' ') WHEN 0 THEN form ELSE substr(form, 1, instr(form, ' ') - 1) END,
           max(length(form) - length(replace(form, ' ', '')) + 1)
    FROM name WHERE NOT flags & {LOOKUP_ONLY} GROUP BY 1;
CREATE UNIQUE INDEX place_by_id ON place (place_id);
CREATE INDEX place_by_cell ON place (cell, n) WHERE cell IS NOT NULL;
CREATE INDEX place_by_unit ON place (country, admin1) WHERE cell IS NOT NULL;
"""

PLACE_COLUMNS = (
    "place_id, name, latitude, longitude, kind, feature_code, country, admin1, admin2, "
    "population, name_local, where_prec, uncertainty_m"
)


def cell_of(latitude: float, longitude: float) -> int:
    """The number of the square that holds a point; neighbours to the east are one apart."""
    row = floor((latitude + 90) / CELL_DEGREES)
    column = floor((longitude + 180) / CELL_DEGREES)
    return row * _CELLS_PER_ROW + column


def cell_rows(south: float, north: float, west: float, east: float) -> list[tuple[int, int]]:
    """First and last cell of each row of squares that the box touches; longitudes are clipped."""
    south, north = max(south, -90.0), min(north, 90.0)
    west, east = max(west, -180.0), min(east, 180.0)
    rows = floor((north - south) / CELL_DEGREES) + 2
    spans = []
    for row in range(rows):
        latitude = min(south + row * CELL_DEGREES, north)
        span = (cell_of(latitude, west), cell_of(latitude, east))
        if span not in spans:
            spans.append(span)
    return spans
