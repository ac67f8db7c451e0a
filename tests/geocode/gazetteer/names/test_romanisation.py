"""Latin spellings: the tables of offices, and what papers make of Ukrainian and Russian names."""

import pytest

from geocode.gazetteer.names.romanisation import (
    bgn_ru,
    bgn_uk,
    official,
    press_spellings_uk,
    spellings_ru,
)
from geocode.gazetteer.names.russian_forms import russian_forms


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Авдіївка", "Avdiivka"),
        ("Київ", "Kyiv"),
        ("Одеса", "Odesa"),
        ("Запоріжжя", "Zaporizhzhia"),
        ("Донецьк", "Donetsk"),
        ("Куп'янськ", "Kupiansk"),
        ("Згурівка", "Zghurivka"),
        ("Єнакієве", "Yenakiieve"),
        ("Нью-Йорк", "Niu-York"),
        ("Їжаківка", "Yizhakivka"),
    ],
)
def test_official_names_follow_the_table_of_2010(name, latin):
    assert official(name) == latin


def test_other_tables_of_offices():
    assert bgn_uk("Авдіївка") == "Avdiyivka"
    assert bgn_ru("Алексеевка") == "Alekseyevka"


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Куп'янськ", "Kupiansk Kupyansk"),
        ("Гуляйполе", "Huliaipole Hulyaypole Hulyaipole Gulyaipole Guliaipole"),
        ("Хмельницький", "Khmelnytskyi Khmelnytsky Khmelnitsky"),
        ("Дмитрівка", "Dmytrivka Dmitrivka"),
        ("Мирноград", "Myrnohrad Mirnohrad Myrnograd Mirnograd"),
        ("Ганнівка", "Hannivka Gannivka"),
        ("Щастя", "Shchastia Shchastya Schastia Schastya"),
        ("Лисичанськ", "Lysychansk Lisichansk"),
        ("Соледар", "Soledar"),
        ("Бари", "Bary"),
    ],
)
def test_spellings_of_a_ukrainian_name_in_papers(name, latin):
    assert set(latin.split()) - press_spellings_uk(name) == set()


def test_a_short_name_is_not_made_another_by_its_vowel():
    assert "Bari" not in press_spellings_uk("Бари")


def test_spellings_of_a_russian_name_in_papers():
    assert {"Artyomovsk", "Artemovsk", "Artiomovsk"} <= spellings_ru("Артёмовск")
    assert {"Pokrovskoye", "Pokrovskoe"} <= spellings_ru("Покровское")


@pytest.mark.parametrize(
    ("ukrainian", "russian"),
    [
        ("Новомихайлівка", "Новомихайловка"),
        ("Авдіївка", "Авдеевка"),
        ("Велика Новосілка", "Великая Новоселка"),
        ("Часів Яр", "Часов Яр"),
        ("П'ятихатки", "Пятихатки"),
        ("Вугледар", "Угледар"),
        ("Слов'янськ", "Славянск"),
        ("Торговиця", "Торговица"),
        ("Чернівці", "Черновцы"),
        ("Заріччя", "Заречье"),
        ("Підгорне", "Подгорное"),
        ("Нове Поле", "Новое Поле"),
        ("Кривий Ріг", "Кривой Рог"),
        ("Козача Лопань", "Казачья Лопань"),
        ("Петрівка Друга", "Петровка Вторая"),
        ("Станиця Луганська", "Станица Луганская"),
        ("Кам'янка", "Каменка"),
        ("Нововолодимирівка", "Нововладимировка"),
    ],
)
def test_the_russian_form_is_guessed_from_stems_and_endings(ukrainian, russian):
    assert russian_forms(ukrainian)[0] == russian


@pytest.mark.parametrize(
    ("ukrainian", "russian"),
    [
        ("Червоне", {"Красное", "Червоное"}),
        ("Лозова", {"Лозова", "Лозовая"}),
        ("Василівка", {"Васильевка", "Василевка"}),
        ("Вишнівка", {"Вишневка"}),
        ("Попова Гребля", {"Попова Гребля"}),
    ],
)
def test_where_russian_leaves_a_choice_each_form_is_given(ukrainian, russian):
    assert russian - set(russian_forms(ukrainian)) == set()


@pytest.mark.parametrize(
    ("latin", "uk"),
    [
        ("Kiev", "Київ"),
        ("Kharkov", "Харків"),
        ("Nikolaev", "Миколаїв"),
        ("Nikolayev", "Миколаїв"),
        ("Zaporozhye", "Запоріжжя"),
        ("Zaporozhe", "Запоріжжя"),
        ("Slavyansk", "Слов'янськ"),
        ("Slaviansk", "Слов'янськ"),
        ("Artemovsk", "Бахмут"),
        ("Severodonetsk", "Сіверськодонецьк"),
        ("Sievierodonetsk", "Сіверськодонецьк"),
        ("Sieverodonetsk", "Сіверськодонецьк"),
        ("Lisichansk", "Лисичанськ"),
        ("Mar'inka", "Мар'їнка"),
        ("Maryinka", "Мар'їнка"),
        ("Marinka", "Мар'їнка"),
        ("Izyum", "Ізюм"),
        ("Izium", "Ізюм"),
        ("Chasov Yar", "Часів Яр"),
        ("Volnovakha", "Волноваха"),
        ("Pokrovskoye", "Покровське"),
        ("Avdeevka", "Авдіївка"),
        ("Avdeyevka", "Авдіївка"),
        ("Avdiyivka", "Авдіївка"),
        ("Avdiivka", "Авдіївка"),
        ("Kupyans'k", "Куп'янськ"),
        ("Kupjansk", "Куп'янськ"),
        ("Ugledar", "Вугледар"),
        ("Vuhledar", "Вугледар"),
        ("Vugledar", "Вугледар"),
        ("Krivoy Rog", "Кривий Ріг"),
        ("Kryvyy Rih", "Кривий Ріг"),
        ("Kryvyi Rih", "Кривий Ріг"),
        ("Gorlovka", "Горлівка"),
        ("Makeyevka", "Макіївка"),
        ("Yenakievo", "Єнакієве"),
        ("Konstantinovka", "Костянтинівка"),
        ("Kostyantynivka", "Костянтинівка"),
        ("Druzhkovka", "Дружківка"),
        ("Krasny Liman", "Лиман"),
        ("Rabotino", "Роботине"),
        ("Orekhov", "Оріхів"),
        ("Gulyaypole", "Гуляйполе"),
        ("Kleshcheevka", "Кліщіївка"),
        ("Velikaya Novoselka", "Велика Новосілка"),
        ("Chernovtsy", "Чернівці"),
        ("Rovno", "Рівне"),
        ("Vinnitsa", "Вінниця"),
        ("Lvov", "Львів"),
        ("Ternopol", "Тернопіль"),
        ("Chernigov", "Чернігів"),
        ("Borodyanka", "Бородянка"),
        ("Schastye", "Щастя"),
        ("Volchansk", "Вовчанськ"),
        ("Belgorod-Dnestrovsky", "Білгород-Дністровський"),
        ("Kamyanets-Podilskyi", "Кам'янець-Подільський"),
        ("Alyoshki", "Олешки"),
        ("Energodar", "Енергодар"),
        ("Enerhodar", "Енергодар"),
        ("Tokmak", "Токмак"),
    ],
)
def test_the_gazetteer_knows_the_spellings_of_newspapers(latin, uk, gazetteer):
    assert uk in {hit.place.name_local for hit in gazetteer.lookup(latin)}
