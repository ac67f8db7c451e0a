"""Writes places as GeoJSON (RFC 7946): a feature each with counts, precision and licence.

Here, as nowhere else in this package, coordinates are longitude, latitude. An area is a point at
its centre, which its ``where_prec`` and ``uncertainty_m`` say, unless its outline is handed in;
``geometry_is`` says which: point, outline, or approximate outline, and ``licence`` is that of the
geometry which stands there. Counts mean what ``frames.PLACES`` says.
"""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd
from shapely import orient_polygons
from shapely.geometry import mapping, shape

from data.areas import Outline
from data.export.licences import licence_of, licence_of_outline
from geocode.precision import WherePrec, acled_geo_precision

_ATTRIBUTION = "Places: GeoNames, CC BY 4.0 (geonames.org), and others as named in `licence`"
_DECIMALS = 6  # a tenth of a metre; RFC 7946 section 11.2 asks for no more


def places_geojson(places: pd.DataFrame, *, outlines: Mapping[str, Outline] | None = None) -> str:
    """The text of a FeatureCollection, in the order of ``places`` (``frames.PLACES``).

    ``outlines`` are those of ``data.areas``, by place id.
    """
    features = (
        json.dumps(_feature(row, outlines or {}), ensure_ascii=False, allow_nan=False)
        for row in places.to_dict("records")
    )
    # One feature a line, so that two exports can be compared with any tool for text.
    lines = ",\n".join(features)
    head = f'"type": "FeatureCollection", "attribution": {json.dumps(_ATTRIBUTION)}'
    return f'{{{head}, "features": [\n{lines}\n]}}\n'


def _feature(row: Mapping[Any, Any], outlines: Mapping[str, Outline]) -> dict[str, Any]:
    place_id = row["place_id"]
    outline = outlines.get(place_id)
    position = [round(row["longitude"], _DECIMALS), round(row["latitude"], _DECIMALS)]
    properties = {
        str(name): None if pd.isna(value) else value
        for name, value in row.items()
        if name not in {"latitude", "longitude"}
    }
    properties["geo_precision"] = acled_geo_precision(WherePrec(row["where_prec"]))
    properties["geometry_is"] = _geometry_is(outline)
    properties["licence"] = licence_of_outline(outline) if outline else licence_of(place_id)
    return {
        "type": "Feature",
        "id": place_id,
        "geometry": _wound(outline) if outline else {"type": "Point", "coordinates": position},
        "properties": properties,
    }


def _wound(outline: Outline) -> dict[str, Any]:
    # RFC 7946 section 3.1.6: outer rings anticlockwise, holes clockwise.
    return dict(mapping(orient_polygons(shape(dict(outline.geometry)))))


def _geometry_is(outline: Outline | None) -> str:
    if outline is None:
        return "point"
    return "approximate outline" if outline.approximate else "outline"
