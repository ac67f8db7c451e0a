"""Parses a geocoding query, free text or fields, into phrases to look up in the gazetteer.

A phrase is a name, then after commas what it lies in. Free text may also be written without commas
("Bakhmut Ukraine"), from the large to the small ("Україна, Донецька область, Бахмут") or with a
country's two letters at the end ("Kyiv, UA"); such readings come after the plain one, each tried
only when those before it found nothing. Streets, houses and post codes are in no gazetteer of
places: free text that has them finds nothing, fields that have them are named as ignored.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geopy.exc import GeocoderQueryError

from geocode.display_names import country_name, language_code
from geocode.errors import InputError
from geocode.model import Kind, is_country_code

_FIELDS = {
    "village": frozenset({Kind.CITY, Kind.VILLAGE}),
    "town": frozenset({Kind.CITY, Kind.VILLAGE}),
    "city": frozenset({Kind.CITY, Kind.VILLAGE}),
    "county": frozenset({Kind.DISTRICT}),
    "state": frozenset({Kind.REGION}),
    "country": frozenset({Kind.COUNTRY}),
}
"""Fields that name a place, the narrowest first, and the kinds that fit each."""
_SETTLEMENT_FIELDS = ("village", "town", "city")
"""One thing under three names; the narrowest counts."""
_CODE_FIELDS = ("countrycode", "country_code")
_IGNORED_FIELDS = ("street", "postalcode")
_FEATURE_TYPES = {
    "country": frozenset({Kind.COUNTRY}),
    "state": frozenset({Kind.REGION}),
    "city": frozenset({Kind.CITY}),
    "settlement": frozenset({Kind.CITY, Kind.VILLAGE}),
}
_WORDS_MOST = 8
"""Words of a phrase without commas that are tried as name and container; names are shorter."""


class QueryError(InputError, GeocoderQueryError):  # type: ignore[misc]  # geopy ships no types
    """The query does not fit; both this package's and geopy's callers catch it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One reading of a query."""

    text: str
    """A name, and after commas what it lies in."""
    country: str | None = None
    """ISO alpha-2; places elsewhere are not meant."""


@dataclass(frozen=True, slots=True)
class PlaceQuery:
    """Readings of a query, the plainest first, and the kinds that fit; empty means any."""

    phrases: tuple[Phrase, ...]
    kinds: frozenset[Kind] = frozenset()
    ignored: tuple[str, ...] = ()
    """Fields that were given and that the gazetteer knows nothing of."""


def read_query(query: str | Mapping[str, object]) -> PlaceQuery:
    """What ``query`` asks for.

    Raises:
        QueryError: It is neither text nor fields, or a field is unknown or names no place.
    """
    if isinstance(query, str):
        return PlaceQuery(tuple(_readings(query)))
    if isinstance(query, Mapping):
        return _from_fields(query)
    raise QueryError(f"query {query!r} is not text; give a name such as 'Warsaw', or fields")


def country_set(codes: str | Sequence[str] | None) -> frozenset[str]:
    """ISO alpha-2 codes in capitals from "ua", "ua,pl" or a list of them; empty for none.

    Raises:
        QueryError: One of them is not two letters.
    """
    if isinstance(codes, str):
        listed: list[object] = list(codes.split(","))
    else:
        listed = list(codes or ()) if isinstance(codes, Iterable | None) else [codes]
    return frozenset(_code(code) for code in listed)


def feature_kinds(featuretype: str | None) -> frozenset[Kind]:
    """The kinds that Nominatim's ``featuretype`` lets through; empty for None.

    Raises:
        QueryError: There is no such type.
    """
    if featuretype is None:
        return frozenset()
    kinds = _FEATURE_TYPES.get(featuretype) if isinstance(featuretype, str) else None
    if kinds is None:
        known = ", ".join(_FEATURE_TYPES)
        raise QueryError(f"featuretype {featuretype!r} is none of {known}")
    return kinds


def answer_language(language: str | bool | None) -> str:
    """The first of our languages that ``language`` names; "en" where it names none.

    Raises:
        QueryError: It is neither text nor missing.
    """
    try:
        return language_code(language)
    except InputError as exc:
        raise QueryError(str(exc)) from exc


def _code(code: object) -> str:
    text = code.strip().upper() if isinstance(code, str) else ""
    if not is_country_code(text):
        raise QueryError(f"country code {code!r} is not two letters such as PL")
    return text


def _readings(text: str) -> list[Phrase]:
    parts = [part for part in (part.strip() for part in text.split(",")) if part]
    readings = [Phrase(text)]
    if len(parts) > 1:
        if is_country_code(parts[-1]):
            # after the plain reading: 'Springfield, IL' is in Illinois and not in Israel
            readings.append(Phrase(", ".join(parts[:-1]), parts[-1].upper()))
        return [*readings, Phrase(", ".join(reversed(parts)))]
    words = text.split()
    if not 1 < len(words) <= _WORDS_MOST:
        return readings
    readings += [
        Phrase(f"{' '.join(words[:cut])}, {' '.join(words[cut:])}")
        for cut in range(len(words) - 1, 0, -1)
    ]
    if is_country_code(words[-1]) and words[-1].isupper():
        readings.append(Phrase(" ".join(words[:-1]), words[-1]))
    return readings


def _from_fields(fields: Mapping[str, object]) -> PlaceQuery:
    given = {str(key): value for key, value in fields.items() if not _is_missing(value)}
    known = (*_FIELDS, *_CODE_FIELDS, *_IGNORED_FIELDS)
    for key, value in given.items():
        if key not in known:
            raise QueryError(f"query field {key!r} is none of {', '.join(known)}")
        if not isinstance(value, str):
            raise QueryError(f"query field {key} is {value!r}; give text")
    text = {key: str(value).strip() for key, value in given.items()}
    ignored = [key for key in _IGNORED_FIELDS if key in text]
    ignored += [key for key in _SETTLEMENT_FIELDS if key in text][1:]
    named = [key for key in _FIELDS if key in text and key not in ignored]
    if not named:
        places = ", ".join(_FIELDS)
        raise QueryError(f"the query names no place; give one of the fields {places}")
    kinds = _FIELDS[named[0]]
    country = _country_code(text)
    if is_country_code(text.get("country", "")):
        if named == ["country"]:
            text["country"] = country_name(text["country"].upper(), "en")
        else:
            named.remove("country")
    phrase = Phrase(", ".join(text[key] for key in named), country)
    return PlaceQuery((phrase,), kinds, tuple(ignored))


def _country_code(text: Mapping[str, str]) -> str | None:
    """The country that the fields give by its letters, or None.

    Raises:
        QueryError: A code is not two letters, or two of them differ.
    """
    codes = {_code(text[key]) for key in _CODE_FIELDS if key in text}
    if is_country_code(text.get("country", "")):
        codes.add(_code(text["country"]))
    if len(codes) > 1:
        raise QueryError(f"the query names two countries: {', '.join(sorted(codes))}")
    return codes.pop() if codes else None


def _is_missing(value: object) -> bool:
    """None, blank text, and the NaN of an empty table cell."""
    return value is None or value != value or (isinstance(value, str) and not value.strip())
