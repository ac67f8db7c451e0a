"""Ukrainian spellings of foreign places, from their Russian names."""

import pytest

from geocode.gazetteer.names.ukrainian_forms import ukrainian_forms


@pytest.mark.parametrize(
    ("russian", "ukrainian"),
    [
        ("Пафос", ["Пафос"]),
        ("Эйлат", ["Ейлат"]),
        ("Шымкент", ["Шимкент"]),
        ("Сиракузы", ["Сіракузи", "Сиракузи"]),
        ("Рейкьявик", ["Рейк'явік", "Рейк'явик"]),
        ("Сьерра-Леоне", ["Сьєрра-Леоне"]),
        ("Пьяченца", ["П'яченца"]),
        ("Кёльн", ["Кьольн"]),
        ("Ниамей", ["Ніамей"]),
        ("Иджеван", ["Іджеван"]),
        ("Таиз", ["Таїз"]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_russian_name_in_ukrainian_spelling(russian, ukrainian):
    assert ukrainian_forms(russian) == ukrainian
