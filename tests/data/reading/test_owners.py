import pytest

from data.model import Article
from data.reading.owners import Right, at_site, other_owner, owner_of, right_over

STORY = "https://trusted.example/story1"


def _given(source="", url=STORY, site=""):
    return Article(source=source, text="Text.", url=url, site=site)


def _row(given, *, shown="", owner="", origin="news.jsonl line 1"):
    return {"source": shown or given.source, "url": given.url, "owner": owner, "origin": origin}


def _stored(source="", url=STORY, site=""):
    given = _given(source, url, site)
    return _row(given, shown=source or "trusted.example", owner=owner_of(given))


TRUSTED = {
    "its table": ("Trusted", STORY, ""),
    "its page": ("Trusted", STORY, "www.trusted.example"),
}
STRANGERS = {
    "a table of another source": ("Stranger", STORY, ""),
    "a table of no source": ("", STORY, ""),
    "a feed of another site": ("Stranger", STORY, "evil.example"),
    "a feed that takes its name": ("Trusted", STORY, "evil.example"),
    "a feed that takes name and id, without addresses": ("Trusted", None, "evil.example"),
    "a feed that takes name and id, with addresses of its own": (
        "Trusted",
        "https://evil.example/1",
        "evil.example",
    ),
    "a site whose name ends like its own": ("Trusted", STORY, "nottrusted.example"),
}


@pytest.mark.parametrize("stored", TRUSTED.values(), ids=TRUSTED)
@pytest.mark.parametrize("stranger", STRANGERS.values(), ids=STRANGERS)
def test_a_stranger_changes_nothing(stored, stranger):
    assert right_over(_stored(*stored), _given(*stranger), same_text=False) is Right.NONE


@pytest.mark.parametrize("stored", TRUSTED.values(), ids=TRUSTED)
@pytest.mark.parametrize(
    "own",
    [
        ("Trusted", STORY, ""),
        (" TRUSTED", STORY, ""),
        ("Trusted", STORY, "trusted.example"),
        ("Trusted", STORY, "feeds.trusted.example"),
    ],
    ids=["its table", "its name in capitals", "its page", "its feed on a host of its own"],
)
def test_the_same_source_changes_its_article_by_site_or_by_name(stored, own):
    assert right_over(_stored(*stored), _given(*own), same_text=False) is Right.CHANGE


CHANGES = {
    "the feed and the page of one site, by other names": (
        ("Trusted: world", STORY, "trusted.example"),
        ("Trusted", STORY, "m.trusted.example"),
    ),
    "a table that names the site": (
        ("Trusted", STORY, "trusted.example"),
        ("www.trusted.example", STORY, ""),
    ),
    "an aggregator's feed and the same again": (
        ("Finds", STORY, "finds.example"),
        ("Finds", STORY, "www.finds.example"),
    ),
    "a table without a source and the same again": (("", STORY, ""), ("", STORY, "")),
    "a table without a source and the page": (
        ("", STORY, ""),
        ("Trusted", STORY, "trusted.example"),
    ),
}


@pytest.mark.parametrize(("stored", "given"), CHANGES.values(), ids=CHANGES)
def test_one_source_may_be_known_in_several_ways(stored, given):
    assert right_over(_stored(*stored), _given(*given), same_text=False) is Right.CHANGE


def test_two_feeds_of_one_provider_are_two_owners():
    stored = _stored("One", STORY, "feeds.provider.example")
    other = _given("Two", STORY, "feeds.provider.example")
    assert right_over(stored, other, same_text=False) is Right.NONE


@pytest.mark.parametrize(
    ("given", "right"),
    [
        (("Trusted", STORY, "evil.example"), Right.REPEAT),
        (("", STORY, ""), Right.REPEAT),
        (("Stranger", STORY, ""), Right.NONE),
        (("Trusted", STORY, ""), Right.CHANGE),
    ],
    ids=["under its name", "without a name", "under another name", "its own"],
)
def test_who_repeats_a_text_is_no_second_article_unless_of_another_name(given, right):
    assert right_over(_stored("Trusted"), _given(*given), same_text=True) is right


def test_a_file_may_tell_the_source_of_a_text_that_has_none():
    nobodys = _stored("", None)
    assert right_over(nobodys, _given("AP", None), same_text=True) is Right.CHANGE
    evil = _given("AP", None, "evil.example")
    assert right_over(nobodys, evil, same_text=True) is Right.NONE


def _older(source="Trusted", origin="news.jsonl line 1"):
    return _row(_given(source), owner=None, origin=origin)


@pytest.mark.parametrize(
    ("row", "given", "same_text", "right"),
    [
        (_older(), ("Trusted", STORY, ""), False, Right.CHANGE),
        (_older(), ("Trusted: world", STORY, "trusted.example"), False, Right.CHANGE),
        (_older(), ("Stranger", STORY, "evil.example"), False, Right.NONE),
        (_older(), ("Stranger", STORY, ""), True, Right.REPEAT),
        (
            _older("Finds", "https://finds.example/feed entry 3"),
            ("Finds", STORY, "finds.example"),
            False,
            Right.CHANGE,
        ),
        (
            _older("Trusted", "https://trusted.example/feed entry 3"),
            ("Trusted", STORY, "evil.example"),
            False,
            Right.NONE,
        ),
        (
            _older("Trusted", "https://trusted.example/feed entry 3"),
            ("Stranger", STORY, ""),
            True,
            Right.REPEAT,
        ),
    ],
    ids=[
        "name",
        "site",
        "stranger",
        "one that was taken in",
        "aggregator",
        "name taken",
        "one that was taken in and fetched since",
    ],
)
def test_an_article_of_an_older_store_is_told_by_what_was_kept(row, given, same_text, right):
    assert right_over(row, _given(*given), same_text=same_text) is right


def test_what_was_fetched_over_a_redirect_speaks_for_both_ends():
    hosts = ("trusted.example", "feeds.provider.example")
    assert at_site(_given(), *hosts).site == "trusted.example"
    assert at_site(_given(url="https://provider.example/1"), *hosts).site == hosts[1]
    assert at_site(_given(url="https://elsewhere.example/1"), *hosts).site == hosts[1]
    assert at_site(_given(), "").site == ""


def test_the_other_way_of_being_known_is_found_from_either():
    by_name, by_site = _given("Trusted"), _given("Trusted", site="trusted.example")
    assert (owner_of(by_site), owner_of(by_name)) == (other_owner(by_name), other_owner(by_site))
    assert other_owner(_given("Finds", site="finds.example")) == ""
