from datetime import date

import pytest

from data.reading.dating import Published
from data.reading.dating.names import day_in_address, day_in_path

FIRST_OF_MARCH = Published(date(2023, 3, 1))
MARCH = Published(date(2023, 3, 1), 4)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://example.com/world/2023/mar/01/shelling", FIRST_OF_MARCH),
        ("https://example.com/2023/3/1", FIRST_OF_MARCH),
        ("https://example.com/20230301-strike", FIRST_OF_MARCH),
        ("https://example.com/assessment-march-1-2023", FIRST_OF_MARCH),
        ("https://example.com/news?DATE=2023-03-01", FIRST_OF_MARCH),
        ("https://example.com/2023/03/a-look-back-at-24-february-2022-today", MARCH),
        ("https://example.com/2023/02/29/x", None),
        ("https://example.com/2022-02-24-to-2023-03-01", None),
        ("https://example.com/?p=20230301", None),
        ("https://example.com/12345678", None),
        ("https://20230301.example.com/x", None),
        ("http://[broken", None),
        ("https://example.com/" + "2023-" * 5000, None),
    ],
)
def test_an_address_gives_the_one_day_that_stands_in_it(url, found):
    assert day_in_address(url) == found


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("2023-03-01-slug.md", FIRST_OF_MARCH),
        ("IMG_20230301_114500.txt", FIRST_OF_MARCH),
        ("2023/03/01/x.html", FIRST_OF_MARCH),
        ("news\\2023-03-01\\x.html", FIRST_OF_MARCH),
        ("dump.zip: 2023/03/01/x.html", FIRST_OF_MARCH),
        ("/home/a/2022-05-20/2023-03-01.jsonl line 7", FIRST_OF_MARCH),
        ("1 березня 2023.txt", FIRST_OF_MARCH),
        ("березень 2023/a.txt", MARCH),
        ("2023/03/a.txt", MARCH),
        ("12345678.txt", None),
        ("1677628800.html", None),
        ("05-03-2023.txt", None),
        ("2023-03-01_2023-03-07.jsonl", None),
        ("ChatExport_2023-03-01/messages.html", None),
        ("backup-20230301.jsonl", None),
        ("", None),
    ],
)
def test_a_path_gives_the_one_day_of_its_file_or_innermost_folder(path, found):
    assert day_in_path(path) == found
