"""An index with a few documents, on whichever engine the test runs."""

import pytest

from data.reading.search.words import search_words
from data.store.engine import writing
from data.store.search import index


@pytest.fixture
def fill(engine):
    """Index texts under the numbers 1, 2, ...; of pairs the first is the title."""

    def filled(*texts):
        with writing(engine) as connection:
            index.drop(connection)
            index.create(connection)
            for doc, text in enumerate(texts, start=1):
                title, body = text if isinstance(text, tuple) else ("", text)
                index.add(connection, doc, search_words(title, body))

    return filled
