import pytest

from data.articles.formats.tables.columns import plain, role_named, role_of


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("publishedAt", "published at"),
        ("article_id", "article id"),
        (" Full-Text ", "full text"),
        ("sourceURL", "source url"),
        ("URLText", "url text"),
        ("Дата публікації", "дата публікації"),
        ("ЗМІ", "змі"),
        ("ＴＥＸＴ", "text"),
        ("***", ""),
    ],
)
def test_names_are_compared_as_plain_words(name, words):
    assert plain(name) == words


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Body", "text"),
        ("текст статті", "text"),
        ("Содержание", "text"),
        ("Headline", "title"),
        ("Заголовок", "title"),
        ("Дата", "published"),
        ("pubDate", "published"),
        ("created_utc", "published"),
        ("Outlet", "source"),
        ("source.name", "source"),
        ("Видання", "source"),
        ("СМИ", "source"),
        ("Посилання", "url"),
        ("ссылка", "url"),
        ("GUID", "id"),
        ("Мова", "lang"),
        ("byline", "author"),
        ("Lat", "latitude"),
        ("Довгота", "longitude"),
        ("населений пункт", "place"),
        ("article.body", "text"),
        ("rests_on", "rests_on"),
        ("publisher", "source"),  # from the names that front matter has
    ],
)
def test_a_name_tells_its_role(name, role):
    assert role_of(name)[0] == role


@pytest.mark.parametrize("name", ["likes", "image.url", "urlToImage", "", "actor1", "42"])
def test_a_name_that_tells_nothing_has_no_role(name):
    assert role_of(name) is None


def test_a_body_is_more_of_a_text_than_a_summary_and_a_plain_name_more_than_a_nested_one():
    ranks = [role_of(name)[1] for name in ("text", "body", "summary", "event.text")]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("given", "role"), [("date", "published"), ("Дата", "published"), ("x", None), ("", None)]
)
def test_people_may_name_a_role_in_their_words(given, role):
    assert role_named(given) == role
