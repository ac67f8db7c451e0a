"""The package's surface: few names, sorted, and each is there."""

import geocode


def test_exports_are_sorted_and_present():
    assert geocode.__all__ == sorted(geocode.__all__)
    for name in geocode.__all__:
        exported = getattr(geocode, name)
        assert exported.__name__ == name


def test_an_unknown_name_is_an_attribute_error():
    assert not hasattr(geocode, "Nominatim")
