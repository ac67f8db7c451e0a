"""Names spelt almost alike share a skeleton, or are one edit apart; both gazetteers find them."""

import random

import pytest

from geocode.gazetteer.names.normal_form import (
    KEYS_ASKED,
    as_written,
    asked_under,
    best_of,
    filed_under,
    is_close,
    skeleton,
)
from geocode.model import Kind, Place
from tests.memory_gazetteer import MemoryGazetteer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kupjans'k", "Куп'янськ"),
        ("Malaya Rohan", "Мала Рогань"),
        ("Zaporizhia", "Запоріжжя"),
        ("Schastia", "Shchastia"),
        ("Vojevodivka", "Воєводівка"),
        ("Černihiv", "Чернігів"),
        ("Gorodnje", "Городнє"),
        ("Chasivyar", "Часів Яр"),
    ],
)
def test_spellings_of_one_name_share_a_skeleton(one, other):
    assert skeleton(one) == skeleton(other) != ""


@pytest.mark.parametrize(
    "name", ["Izium", "Суми", "", "12345678", "北京北京北京北京", "\ud800" * 9]
)
def test_what_is_short_or_no_word_has_no_skeleton(name):
    assert skeleton(name) == ""


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        ("popasna", "popasna", True),
        ("popsana", "popasna", True),
        ("popasana", "popasna", True),
        ("popasn", "popasna", True),
        ("popazna", "popasna", True),
        ("opopasna", "popasna", True),
        ("ppoasna", "popasna", True),
        ("popasan", "popasna", True),
        ("marakiv", "makariv", False),
        ("poapsan", "popasna", False),
        ("popasnaia", "popasna", False),
        ("abcdef", "popasna", False),
        ("", "p", True),
        ("", "", True),
    ],
)
def test_one_edit_is_close(one, other, close):
    assert is_close(one, other) is close
    assert is_close(other, one) is close


def test_whatever_is_close_is_filed_where_it_is_asked_for():
    chance = random.Random(5)
    letters = "abcdeiklmnorstuvz"
    for _ in range(3000):
        bones = "".join(chance.choices(letters, k=chance.randint(6, 14)))
        at = chance.randrange(len(bones) - 1)
        edited = chance.choice(
            [
                bones[:at] + bones[at + 1 :],
                bones[:at] + chance.choice(letters) + bones[at:],
                bones[:at] + chance.choice(letters) + bones[at + 1 :],
                bones[:at] + bones[at + 1] + bones[at] + bones[at + 2 :],
            ]
        )
        assert is_close(edited, bones)
        assert set(asked_under(edited)) & set(filed_under(bones)), (edited, bones)
        assert len(asked_under(edited)) == KEYS_ASKED


def test_the_same_skeleton_comes_alone_and_another_first_letter_not_at_all():
    assert best_of(["popasna"], ["popasna", "popasno"]) == {"popasna"}
    assert best_of(["popasnu"], ["popasna", "popasno", "kopasnu"]) == {"popasna", "popasno"}


def test_a_name_as_written_is_close_to_names_as_written_only():
    asked = [skeleton("dontesk"), as_written("dontesk")]
    assert best_of(asked, [skeleton("donetsk")]) == set()
    assert best_of(asked, [skeleton("donetsk"), as_written("donetsk")]) == {as_written("donetsk")}
    assert as_written("ufa") == ""


@pytest.mark.parametrize(
    ("name", "uk"),
    [
        ("Severdonetsk", "Сіверськодонецьк"),
        ("Popsana", "Попасна"),
        ("Bordyanka", "Бородянка"),
        ("Pechenih", "Печеніги"),
        ("Vojevodivka", "Воєводівка"),
        ("Клищіївка", "Кліщіївка"),
        ("Bahkmut", "Бахмут"),
        ("Velkya Oleksandrivka", "Велика Олександрівка"),
        ("Dontesk", "Донецьк"),
        ("Izum", "Ізюм"),
        ("Бахмтуту", "Бахмут"),
    ],
)
def test_misspelt_names_lead_to_their_place(name, uk, gazetteer):
    hits = gazetteer.lookup_close(name)
    assert uk in {hit.place.name_local for hit in hits}
    assert all(hit.close and not hit.official and "spelt almost as" in hit.note for hit in hits)
    assert gazetteer.lookup(name) == ()


def test_a_gazetteer_in_memory_answers_alike():
    place = Place("p:1", "Popasna", 48.63, 38.38, Kind.CITY, "PPL", "UA", "Luhansk")
    memory = MemoryGazetteer([(place, ["Попасна"])])
    assert [hit.place for hit in memory.lookup_close("Popsana")] == [place]
    assert [hit.place for hit in memory.lookup_close("Попастна")] == [place]
    assert memory.lookup_close("Izium") == ()
