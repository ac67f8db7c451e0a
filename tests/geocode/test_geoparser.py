"""What the geoparser makes of names, on a gazetteer small enough to know by heart."""

import pytest

from geocode.errors import InputError
from geocode.geoparser import Geoparser
from geocode.model import Role
from geocode.precision import WherePrec


def _answers(parser, text, **options):
    found = parser.parse(text, **options)
    return [(r.mention.text, r.place.place_id if r.place else None) for r in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighting near Bakhmut.", [("Bakhmut", "p:bakhmut")]),
        ("Artemivsk is its old name.", [("Artemivsk", "p:bakhmut")]),
        ("Shells hit Donetsk region.", [("Donetsk", "r:donetsk")]),
        (
            "The Donetsk and Luhansk regions are the Donbas.",
            [("Donetsk", "r:donetsk"), ("Luhansk", "r:luhansk"), ("Donbas", "a:donbas")],
        ),
        (
            "Ukraine lost Kharkiv, Donetsk and Luhansk regions.",
            [
                ("Ukraine", "c:ua"),
                ("Kharkiv", "r:kharkiv"),
                ("Donetsk", "r:donetsk"),
                ("Luhansk", "r:luhansk"),
            ],
        ),
        ("Бої під Бахмутом.", [("Бахмутом", "p:bakhmut")]),
        (
            "У Донецькій та Луганській областях України тихо.",
            [("Донецькій", "r:donetsk"), ("Луганській", "r:luhansk"), ("України", "c:ua")],
        ),
        ("Boats crossed the Dnipro.", [("Dnipro", "w:dnipro")]),
        ("Boats on the Dnipro river sank.", [("Dnipro", "w:dnipro")]),
        ("A rocket fell in Dnipro, Ukraine.", [("Dnipro", "p:dnipro"), ("Ukraine", "c:ua")]),
        ("The village of Nowhereivka burned.", [("Nowhereivka", None)]),
        ("", []),
    ],
)
def test_names_and_their_places(parser, text, expected):
    assert _answers(parser, text) == expected


@pytest.mark.parametrize(
    ("text", "name", "place_id"),
    [
        ("Bilohorivka, Luhansk Oblast, was hit.", "Bilohorivka", "p:bilo-l"),
        ("In Donetsk region, Bilohorivka was hit.", "Bilohorivka", "p:bilo-d"),
        ("Lyman in Kharkiv Oblast is quiet.", "Lyman", "p:lyman-k"),
        ("Lyman and Siversk are quiet.", "Lyman", "p:lyman-d"),
        ("He left Paris, Texas, for Ukraine.", "Paris", "p:paris-tx"),
        ("He left Paris for Ukraine.", "Paris", "p:paris"),
        ("Shells fell in Donetsk and Bakhmut.", "Donetsk", "p:donetsk"),
    ],
)
def test_of_namesakes_the_text_chooses(parser, text, name, place_id):
    assert dict(_answers(parser, text))[name] == place_id


def test_a_namesake_that_nothing_tells_apart_is_listed_and_not_pinned(parser):
    (found,) = parser.parse("Shells fell near Ivanivka.", country="UA")
    assert (found.place, found.confidence, found.where_prec) == (None, 0.0, None)
    assert [c.place.name for c in found.candidates] == ["Ivanivka"] * 5


def test_one_name_has_one_sense_in_a_text(parser):
    text = "Lyman in Kharkiv Oblast was hit. Two people died in Lyman."
    assert _answers(parser, text)[2] == ("Lyman", "p:lyman-k")


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Kyiv may soon decide.", {"Kyiv": Role.ASSOCIATIVE}),
        ("Sirens sounded in Kyiv.", {"Kyiv": Role.LITERAL}),
        ("It was a victory for Moscow.", {"Moscow": Role.ASSOCIATIVE}),
        ("Moscow's forces left.", {"Moscow": Role.ASSOCIATIVE}),
        ("Kyiv's suburbs were empty.", {"Kyiv": Role.LITERAL}),
        ("The Kharkiv Group of Forces fought.", {"Kharkiv": Role.ASSOCIATIVE}),
        ("US officials agreed.", {"US": Role.ASSOCIATIVE}),
        ("The Armed Forces of Ukraine fought.", {"Ukraine": Role.ASSOCIATIVE}),
        ("Refugees left Ukraine.", {"Ukraine": Role.LITERAL}),
        ("Київ заявив про це.", {"Київ": Role.ASSOCIATIVE}),
        ("У Києві тихо.", {"Києві": Role.LITERAL}),
    ],
)
def test_governments_and_longer_names_are_associative(parser, text, roles):
    assert {r.mention.text: r.mention.role for r in parser.parse(text)} == roles


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton came.",
        "Hope is not a plan.",
        "The cruiser Moskva sank.",
        "President Lyman resigned.",
        "Lyman said no.",
        "give us time",
        "The Kremlin and CNN disagree.",
        "Мир вернется.",
    ],
)
def test_people_words_ships_and_firms_are_no_mentions(parser, text):
    assert _answers(parser, text) == []


def test_the_country_that_a_text_is_about_decides_between_namesakes(parser):
    assert _answers(parser, "A fire in Donetsk.", country="RU") == [("Donetsk", "p:donetsk-ru")]
    assert _answers(parser, "A fire in Donetsk.", country="ua") == [("Donetsk", "p:donetsk")]


@pytest.mark.parametrize("country", ["", "UKR", "1", "Україна"])
def test_what_is_no_country_code_is_refused(parser, country):
    with pytest.raises(InputError, match="two letters such as PL"):
        parser.parse("Bakhmut", country=country)


def test_precision_says_how_much_is_known(parser):
    found = parser.parse("Bakhmut in Donetsk region, Ukraine. On the Bakhmut front it rained.")
    assert [(r.mention.text, r.where_prec) for r in found] == [
        ("Bakhmut", WherePrec.EXACT),
        ("Donetsk", WherePrec.REGION),
        ("Ukraine", WherePrec.COUNTRY),
        ("Bakhmut", WherePrec.NEAR),
    ]
    assert found[3].uncertainty_m == 15_000


def test_the_chosen_place_is_first_of_its_candidates_and_says_why(parser):
    found = parser.parse("Bilohorivka, Luhansk Oblast, was hit.")[0]
    assert found.candidates[0].place == found.place
    assert any(why.startswith("named as in Luhansk Oblast") for why in found.candidates[0].why)
    assert [c.place.place_id for c in found.candidates] == ["p:bilo-l", "p:bilo-d"]


def test_given_spans_are_resolved_in_their_order(parser):
    text = "From Lyman in Kharkiv Oblast to Bakhmut"
    spans = [(32, 39), (5, 10), (0, 4)]
    found = parser.resolve(text, spans)
    assert [(r.mention.text, r.place and r.place.place_id) for r in found] == [
        ("Bakhmut", "p:bakhmut"),
        ("Lyman", "p:lyman-d"),
        ("From", None),
    ]


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (0, 99)])
def test_a_span_outside_the_text_is_refused(parser, span):
    with pytest.raises(InputError, match="does not lie in a text of 7"):
        parser.resolve("Bakhmut", [span])


def test_the_answer_does_not_depend_on_what_was_parsed_before(small_gazetteer, parser, war):
    text = "Lyman in Kharkiv Oblast was hit."
    parser.parse("Lyman in Donetsk Oblast was hit.")
    assert parser.parse(text) == Geoparser(small_gazetteer, focus=war).parse(text)
