"""Finds the day in a web address or in the name of a file or folder, if there is exactly one.

A day is year, month and day in that order (2023/03/01, 2023-03-01, 20230301), or day first where it
cannot be a month (25-12-2022) or stands with full stops (01.03.2023), or with the month's name.
Other digits are ids. Of an address only path and named query fields are read; the month alone
("/2023/03/") counts, the year alone does not. Folders and files that are named for when they were
saved ("ChatExport_2023-03-01") say nothing of their articles.
"""

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import parse_qsl, unquote, urlsplit

from data.reading.dating.months import MONTHS, one_of
from data.reading.dating.stated import DAY, MONTH, Published, day_of, unambiguous

# The web is no older; an earlier day in an address is what the page is about.
_FIRST_WEB_YEAR = 1991
_MOST_CHARACTERS = 2000
_MONTH_NAMES = one_of(MONTHS)
_YEAR_FIRST = re.compile(r"(?<![0-9])([0-9]{4})([-_.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])")
_BASIC = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})(?:t[0-9]{4,6}z?|[0-9]{6})?(?![0-9a-z])"
)
_DAY_FIRST = re.compile(r"(?<![0-9])([0-9]{1,2})([-_.])([0-9]{1,2})\2([0-9]{4})(?![0-9])")
_GAP = r"[\s_.,-]{1,3}"
_NAMED = re.compile(
    rf"(?<![0-9])([0-9]{{1,2}}){_GAP}({_MONTH_NAMES}){_GAP}([0-9]{{4}})(?![0-9])"
    rf"|(?<![^\W_])({_MONTH_NAMES}){_GAP}([0-9]{{1,2}}){_GAP}([0-9]{{4}})(?![0-9])"
)
_FOLDERS = re.compile(
    rf"(?:^|/)((?:19|20)[0-9]{{2}})/([0-9]{{1,2}}|{_MONTH_NAMES})/([0-9]{{1,2}})/"
)
_FOLDERS_MONTH = re.compile(r"(?:^|/)((?:19|20)[0-9]{2})/([0-9]{1,2})/(?![0-9]{1,2}/)")
_MONTHLY = re.compile(
    rf"(?<![0-9])((?:19|20)[0-9]{{2}})[-_]([0-9]{{2}})(?![0-9]|[-_.][0-9])"
    rf"|(?<![^\W_])({_MONTH_NAMES}){_GAP}((?:19|20)[0-9]{{2}})(?![0-9])"
)
_QUERY_NAMES = frozenset({"date", "day", "dt", "published", "pubdate", "pub_date"})
_SAVED = re.compile(
    r"export|backup|dump|import|download|archive|scrape|crawl|snapshot|saved|резервн|експорт|экспорт"
)
_SUFFIX = re.compile(r"\.[a-z][a-z0-9]{1,7}$")
_LINE = re.compile(r",? line [0-9]+$")


def day_in_address(url: str) -> Published | None:
    """The day or month in ``url``."""
    try:
        parts = urlsplit(url[:_MOST_CHARACTERS])
        path = unquote(parts.path).lower()
        query = parse_qsl(parts.query, max_num_fields=50)
    except ValueError:
        return None
    folders = path if path.endswith("/") else path + "/"
    found = _in_folders(folders)
    if found is None:
        found = _one(_days(path)) or _named_at_the_end(path)
    if found is None:
        found = next(
            (
                told
                for name, value in query
                if name.lower() in _QUERY_NAMES and (told := _one(_days(value.lower())))
            ),
            None,
        )
    found = found or _month_in_folders(folders)
    if found is None or found.day is None or found.day.year < _FIRST_WEB_YEAR:
        return None
    return found


def day_in_path(path: str) -> Published | None:
    """The day or month in the name of a file, or of the innermost folder that has one.

    ``path`` may go on inside an archive ("a.zip: b/c.html").
    """
    shortened = _LINE.sub("", path[-_MOST_CHARACTERS:].lower().strip())
    *folders, name = re.split(r"[/\\]|: ", shortened)
    name = _SUFFIX.sub("", name)
    if not _SAVED.search(name):
        found = _one(_days(name, loosely=True))
        if found:
            return found
    joined = "".join(f"{folder}/" for folder in folders)
    named = [folder for folder in reversed(folders) if not _SAVED.search(folder)]
    return (
        _in_folders(joined)
        or next(filter(None, (_one(_days(folder, loosely=True)) for folder in named)), None)
        or next(filter(None, (_month(part) for part in (name, *named))), None)
        or _month_in_folders(joined)
    )


def _days(text: str, *, loosely: bool = False) -> set[date]:
    """The days written in ``text``; ``loosely`` those with a month's name too."""
    found = [day_of(int(y), int(m), int(d)) for y, _, m, d in _YEAR_FIRST.findall(text)]
    found += [day_of(int(y), int(m), int(d)) for y, m, d in _BASIC.findall(text)]
    for either, mark, other, year in _DAY_FIRST.findall(text):
        order = (int(either), int(other)) if mark == "." else unambiguous(int(either), int(other))
        found.append(day_of(int(year), order[1], order[0]) if order else None)
    if loosely:
        found += [_named_day(match) for match in _NAMED.finditer(text)]
    return {day for day in found if day}


def _one(days: Iterable[date]) -> Published | None:
    # Two days are a span of time, or one of them is what the article is about.
    several = list(days)
    return Published(several[0]) if len(several) == 1 else None


def _named_day(match: re.Match[str]) -> date | None:
    day, name, year = match.group(1, 2, 3) if match[1] else match.group(5, 4, 6)
    return day_of(int(year), MONTHS[name], int(day))


def _named_at_the_end(path: str) -> Published | None:
    """The day with a month's name that ends an address; within it, it is a matter of the title."""
    bare = _SUFFIX.sub("", path.rstrip("/"))
    for match in _NAMED.finditer(bare):
        if match.end() == len(bare):
            day = _named_day(match)
            return Published(day) if day else None
    return None


def _in_folders(path: str) -> Published | None:
    for match in reversed(list(_FOLDERS.finditer(path))):
        month = int(match[2]) if match[2].isdigit() else MONTHS[match[2]]
        day = day_of(int(match[1]), month, int(match[3]))
        if day:
            return Published(day, DAY)
    return None


def _month_in_folders(path: str) -> Published | None:
    match = _FOLDERS_MONTH.search(path)
    first = day_of(int(match[1]), int(match[2]), 1) if match else None
    return Published(first, MONTH) if first else None


def _month(name: str) -> Published | None:
    match = _MONTHLY.search(name)
    if match is None:
        return None
    year, month = (match[1], int(match[2])) if match[1] else (match[4], MONTHS[match[3]])
    first = day_of(int(year), month, 1)
    return Published(first, MONTH) if first else None
