"""Names that were once pinned wrongly or not found, each with the place that it means.

Tables against the gazetteer that users have: a row a class of error, the id exact.
"""

import pytest

from geocode.geoparser import Geoparser

DNIPRO, LEFT_BANK, CITY = "frontline:dnipro", "frontline:left-bank", "geonames:709930"
TORETSK, BILOHORIVKA_D = "geonames:709354", "katottg:UA14020090040035720"
BRIDGE, COKE = "frontline:crimean-bridge", "frontline:avdiivka-coke"
NPP, TPP = "frontline:zaporizhzhia-npp", "frontline:trypillia-tpp"
UNPLACED = None

RIVERS = [
    ("Troops crossed the Dnipro near Kherson.", "Dnipro", [DNIPRO]),
    ("The Dnipro is wide here.", "Dnipro", [DNIPRO]),
    ("A missile hit Dnipro, and boats on the Dnipro were hit.", "Dnipro", [CITY, DNIPRO]),
    ("Troops hold the left bank of the Dnipro.", "Dnipro", [LEFT_BANK]),
    ("Вони утримують плацдарм на лівому березі Дніпра.", "Дніпра", [LEFT_BANK]),
    ("Войска отошли на левый берег Днепра.", "Днепра", [LEFT_BANK]),
    ("Це місто на Дніпрі.", "Дніпрі", [DNIPRO]),
    ("Ракетний удар на Дніпро, зруйновано будинок.", "Дніпро", [CITY]),
]
SITES = [
    ("A blast hit the Crimean bridge.", "Crimean bridge", [BRIDGE]),
    ("Движение по Крымскому мосту остановлено.", "Крымскому мосту", [BRIDGE]),
    ("Суда стоят в Керченском проливе.", "Керченском проливе", ["frontline:kerch-strait"]),
    ("Обстріл Запорізької АЕС.", "Запорізької АЕС", [NPP]),
    ("Пожежа на Запорізькій атомній станції.", "Запорізькій атомній станції", [NPP]),
    ("Пожар на Запорожской АЭС.", "Запорожской АЭС", [NPP]),
    ("Знищено Трипільську ТЕС.", "Трипільську ТЕС", [TPP]),
    ("Бої біля Авдіївського коксохіму.", "Авдіївського коксохіму", [COKE]),
    ("The Dnipro HES was hit.", "Dnipro HES", ["frontline:dnipro-hpp"]),
    ("Кораблі вийшли до Азовського моря.", "Азовського моря", ["frontline:sea-of-azov"]),
]
UNITS = [
    ("Shelling of a school in Toretsk, Donetsk, damaged it.", "Donetsk", ["iso:UA-14"]),
    ("Shelling of Toretsk, Donetsk and Horlivka.", "Donetsk", ["geonames:709717"]),
    (
        "Water rose in Nova Kakhovka, Kherson and dozens of villages.",
        "Kherson",
        ["geonames:706448"],
    ),
    ("Kreminna, in Luhansk, has fallen, Ukraine said.", "Luhansk", ["iso:UA-09"]),
    ("Бої на Ізюмському напрямку.", "Ізюмському", ["geonames:707292"]),
    ("Drones flew to Belgorod, Russia said.", "Belgorod", ["geonames:578072"]),
    ("Police in Lexington, Ky., said so.", "Lexington", ["geonames:4297983"]),
    ("Police in Lexington, Ky., said so.", "Ky.", ["iso:US-KY"]),
    ("He flew from Vancouver, B.C., on Monday.", "B.C.", ["iso:CA-BC"]),
    ("Troops came from Korea.", "Korea", ["frontline:korea"]),
]
NAMESAKES = [
    ("Кліщіївку звільнено", "Кліщіївку", ["katottg:UA14020010120064151"]),
    (
        "Білогорівка під контролем, сказав голова Луганщини. Друга Білогорівка є на Донеччині.",
        "Білогорівка",
        ["geonames:712588", BILOHORIVKA_D],
    ),
    (
        "Білогорівка на Луганщині встояла. Білогорівка лежить у руїнах. "
        "Друга Білогорівка є на Донеччині, під Соледаром.",
        "Білогорівка",
        ["geonames:712588", "geonames:712588", BILOHORIVKA_D],
    ),
    ("Fighting went on in Kutuzivka and Prelesne in Kharkiv Oblast.", "Prelesne", [UNPLACED]),
]
DISTRICTS_AND_LISTS = [
    ("Бої за Андріївку (Сватівський р-н).", "Сватівський", ["katottg:UA44100000000052765"]),
    ("Дрони в Курській та Рязанській областях. Ще був у Рязанській.", "Рязанській",
     ["iso:RU-RYA", "iso:RU-RYA"]),
    ("Після втрати Вугледара вони відійшли.", "Вугледара", ["geonames:690823"]),
    ("Пройшли східніше Роботиного.", "Роботиного", ["katottg:UA23100270150025192"]),
    ("Последние дома Белогоровки ЛНР под огнём.", "Белогоровки", ["geonames:712588"]),
    ("Жители Торопца эвакуированы.", "Торопца", ["geonames:482042"]),
    ("Обломки лежат у Грабово и Рассыпным занят Торез.", "Рассыпным", ["geonames:695798"]),
    ("Дрони над Шебекинським районом Бєлгородської області.", "Шебекинським",
     ["frontline:shebekino-district"]),
    ("They crossed into the Grayvoron district of Belgorod oblast.", "Grayvoron",
     ["frontline:grayvoron-district"]),
    ("Удари по Мурманській області та в Івановській.", "Івановській", ["iso:RU-IVA"]),
    ("Бої за Щастя на Луганщині.", "Щастя", ["geonames:694725"]),
    ("People came from the Chornobyl zone.", "Chornobyl zone", ["frontline:exclusion-zone"]),
    ("It is the last Ukrainian village before Sudzha.", "Ukrainian village", []),
    ("Бої точаться біля Зеленого Поля на Волноващині.", "Зеленого Поля", ["geonames:687371"]),
    (
        "Поблизу Новоєгорівки, Надії в Сватівському районі тихо.",
        "Надії",
        ["katottg:UA44100030100074533"],
    ),
    ("Новоєгорівка та Надія у Сватівському районі.", "Надія", ["katottg:UA44100030100074533"]),
]  # fmt: skip
NO_NAMES = [
    "Колони розстріляно.",
    "The Black Sea Fleet left port.",
    "The statement was seen by PA.",
    "The ship 'Orsk' was hit in the port.",
    "Two men threw Molotov cocktails.",
    "A shell hit Gorky Park.",
    "Опитування провела Левада-Центр.",
    "Hamas said on Monday that it was ready.",
]


@pytest.fixture(scope="module")
def parser(gazetteer, war):
    return Geoparser(gazetteer, focus=war)


@pytest.mark.parametrize(
    ("text", "name", "expected"), [*RIVERS, *SITES, *UNITS, *NAMESAKES, *DISTRICTS_AND_LISTS]
)
def test_the_name_means_the_place_that_the_text_speaks_of(parser, text, name, expected):
    found = [r for r in parser.parse(text) if r.mention.text == name]
    assert [r.place and r.place.place_id for r in found] == expected


@pytest.mark.parametrize("text", NO_NAMES)
def test_part_of_a_longer_name_is_no_pin(parser, text):
    points = ("city", "village", "site")
    found = [r for r in parser.parse(text) if r.place and r.place.kind.value in points]
    assert [r.mention.text for r in found if r.mention.role.value == "literal"] == []


def test_nothing_with_a_namesake_elsewhere_is_certain(parser):
    found = parser.parse("Ukrainian forces entered Bilohorivka in Luhansk Oblast.")[0]
    assert found.place.place_id == "geonames:712588"
    assert 0.9 < found.confidence <= 0.98


@pytest.mark.parametrize(("name", "expected"), [("B.C.", "iso:CA-BC"), ("S.C.", "iso:US-SC")])
def test_an_abbreviation_means_its_unit_without_a_place_before_it_where_it_is_given(
    parser, name, expected
):
    text = f"The {name} government raised the tax."
    start = text.index(name)
    (found,) = parser.resolve(text, [(start, start + len(name))])
    assert found.place.place_id == expected
