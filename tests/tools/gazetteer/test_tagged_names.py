"""The table of names by language, from a package's message catalogues."""

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from tools.gazetteer.tagged_names import rows

_OXFORD, _KYIV = "2640729", "703448"


def _catalogue(folder, lang, names):
    catalog = Catalog(locale=lang)
    for key, name in names.items():
        catalog.add(key, name)
    path = folder / f"usr/share/locale/{lang}/LC_MESSAGES/geonames.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalog)


def test_names_are_joined_by_place_and_codified_towns_and_codes_are_left_out(tmp_path):
    _catalogue(tmp_path, "uk", {_OXFORD: "Оксфорд", _KYIV: "Київ", "GB.WLS": "Уельс", "1": "Ніде"})
    _catalogue(tmp_path, "ru", {_OXFORD: "Оксфорд", "GB.WLS": "Wales", "GB": "Британия"})
    assert list(rows(tmp_path)) == [
        (f"geonames:{_OXFORD}", "Оксфорд", "Оксфорд"),
        ("iso:GB-WLS", "Уельс", ""),
    ]
