from datetime import datetime

import pytest

from data.queries.versions import Version, version_texts, versions
from tests.data.builders import article, store

pytestmark = pytest.mark.both_engines

STORED_AT = datetime(2024, 1, 1, 12)


@pytest.fixture
def stored(engine, writer):
    for text in ("Two were hurt.", "Three were hurt.", "Four were hurt."):
        store(writer, article(text, article_id="1"))
    store(writer, article("Another.", article_id="2"))
    return engine


def test_all_versions_are_listed_oldest_first(stored):
    assert versions(stored, 1) == tuple(Version(n, STORED_AT) for n in (1, 2, 3))
    assert versions(stored, 2) == (Version(1, STORED_AT),)
    assert versions(stored, 9) == ()


def test_the_texts_of_versions_come_as_they_are_asked_for(stored):
    assert version_texts(stored, 1, (3, 1)) == ("Four were hurt.", "Two were hurt.")
    assert version_texts(stored, 2, (1, 2)) == ("Another.", "")
