import pytest

from data.articles.formats.loader import Skipped
from data.articles.formats.tables.rows import few_notes
from data.errors import LoadError
from data.model import Article

SKIPPED = Skipped("line", "a reason")


def _article(*notes):
    return Article("AP", "Fires.", notes=notes)


def test_a_few_notes_are_passed_on_as_they_are():
    found = [_article("a", "b"), SKIPPED, _article(), SKIPPED]
    assert list(few_notes(iter(found), "a.csv")) == found


def test_of_many_the_first_are_shown_and_the_rest_is_counted_with_the_last_article():
    found = [*(_article(f"note {n}") for n in range(1030)), SKIPPED]
    told = list(few_notes(iter(found), "a.csv"))
    assert told[:20] == found[:20]
    assert told[20:1029] == [_article()] * 1009
    assert told[1029:] == [_article("a.csv: 1,010 more notes like these are not shown"), SKIPPED]


def test_an_error_rises_after_what_came_before_it():
    def found():
        yield SKIPPED
        yield from [_article("note")] * 21
        raise LoadError("broken")

    told = []
    with pytest.raises(LoadError, match="broken"):
        told.extend(few_notes(found(), "a.csv"))
    assert told[0] == SKIPPED
    assert told[-1].notes == ("a.csv: 1 more notes like these are not shown",)
    assert len(told) == 22
