import pytest

from data.reading.search.query import read_search
from data.reading.search.words import search_words
from data.store.engine import reading, writing
from data.store.search import index

pytestmark = pytest.mark.both_engines

TEXTS = (
    "Бої за Бахмут тривають, удар по Харкову.",
    "У Бахмуті знищено склад; удар дронами по Одесі.",
    "Российские войска обстреляли Бахмут и Купянск.",
    "Обстріляно Куп’янськ і два села в Запоріжжі.",
    "Shelling hit Bakhmut; two villages near Kup’yansk were destroyed.",
    ("Missile strike on Odesa", "Port of Izmail was hit, at 10:30."),
    "Кілька сіл Запорізької області без світла.",
)


@pytest.fixture
def find(engine, fill):
    fill(*TEXTS)

    def found(typed):
        search = read_search(typed)
        with reading(engine) as connection:
            name = connection.dialect.name
            docs = set(range(1, len(TEXTS) + 1))
            if search.wanted:
                docs &= set(connection.scalars(index.documents(search.wanted, name)))
            if search.unwanted:
                out = index.documents(search.unwanted, name, all_of=False)
                docs -= set(connection.scalars(out))
        return sorted(docs)

    return found


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Бахмут", [1, 2, 3]),
        ("бахмута", [1, 2, 3]),
        ("БАХМУТОМ", [1, 2, 3]),
        ("Харків", [1]),
        ("Харкові", [1]),
        ("Куп'янськ", [3, 4]),
        ("Купʼянську", [3, 4]),
        ("Купянском", [3, 4]),
        ("Запоріжжя", [4]),
        ("село", [4, 7]),
        ("сіл", [4, 7]),
        ("обстрілявши", []),
        ("villages", [5]),
        ("village", [5]),
        ("destroying shells", [5]),
        ("Бахмут Одеса", [2]),
        ("Бахмут -Одеса", [1, 3]),
        ("-Бахмут", [4, 5, 6, 7]),
        ("-Бахмут -сіл", [5, 6]),
        ('"удар по"', [1]),
        ('"по удар"', []),
        ('"бої за Бахмутом"', [1]),
        ('-"удар по" удар', [2]),
        ("10:30", [6]),
        ("30:10", []),
        ('"strike on Odesa"', [6]),
        ('"Odesa Port"', []),
        ("Запор*", [4, 7]),
        ("Харків*", [1]),
        ('"два сел*"', [4]),
        ("обстр* -обстріл*", [3]),
        ("port of izmail", [6]),
        ("Bakhmut Бахмут", []),
        ("nothing", []),
    ],
)
def test_a_search_finds_the_articles_with_any_form_of_its_words(find, typed, expected):
    assert find(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "\"'\"'",
        "Бахмут' OR '1'='1",
        'NEAR("a" "b", 2)',
        "words : Бахмут",
        "{words} : x",
        "^Бахмут",
        "a AND OR NOT b",
        "((((",
        ":*",
        "'a':1A & !'b' <2> c",
        "%_\\",
        "; DROP TABLE article_search",
        "x" * 10_000,
        "a " * 10_000,
        '"' * 10_000,
        "аб* " * 5_000,
        "-" * 10_000 + "x",
        "\x00\ud800 \U0010ffff",
        "¶",
    ],
)
def test_hostile_searches_are_searches(find, typed):
    assert isinstance(find(typed), list)


def test_nobody_can_ask_for_the_gap_between_title_and_text(find):
    assert find("¶") == find("")


def test_words_of_an_article_beyond_every_limit_are_found(engine, fill):
    fill("Бахмут " + "word " * 20_000 + "Херсон")
    with reading(engine) as connection:
        for word in ("Бахмут", "words", "Херсон"):
            asked = index.documents(read_search(word).terms, connection.dialect.name)
            assert list(connection.scalars(asked)) == [1], word


def test_a_million_letters_of_different_words_are_taken(engine, fill):
    text = " ".join(f"щука{number}" for number in range(90_000))[:1_000_000]
    fill(text)
    with reading(engine) as connection:
        asked = index.documents(read_search("щука77 щука29999").terms, connection.dialect.name)
        assert list(connection.scalars(asked)) == [1]


def test_several_documents_are_added_at_once(engine, fill):
    fill("Бахмут")
    with writing(engine) as connection:
        index.add_all(
            connection, [(3, search_words("", "Бахмут")), (9, search_words("", "Бахмут"))]
        )
    with reading(engine) as connection:
        asked = index.documents(read_search("Бахмут").terms, connection.dialect.name)
        assert sorted(connection.scalars(asked)) == [1, 3, 9]
