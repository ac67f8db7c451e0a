"""The map's own ground: countries, regions and rivers of Natural Earth, from this machine."""

from collections.abc import Mapping
from pathlib import Path

from dashboard.map import bundle
from dashboard.map.layer import MapLayer
from data import Settings, Theatre, load_theatre

_COUNTRIES = (
    Path(__file__).resolve().parents[2] / "data" / "files" / "basemap" / "countries.geojson"
)


def files(theatre: Theatre) -> dict[str, Path]:
    """The files that it is drawn from, by name; a theatre need not have all."""
    own = theatre.folder / "basemap"
    named = {name: own / f"{name}.geojson" for name in ("neighbours", "regions", "rivers")}
    return {"countries": _COUNTRIES, **{n: path for n, path in named.items() if path.is_file()}}


class Basemap(MapLayer):
    """Land, borders, rivers and names of regions.

    Args:
        theatre: the war; ``None``: the one that comes with the program.
        addresses: where the page finds ``files``, by name; ``None``: the map carries them.
    """

    def __init__(
        self, theatre: Theatre | None = None, addresses: Mapping[str, str] | None = None
    ) -> None:
        war = theatre or load_theatre(Settings().theatre)
        found = addresses or {
            name: bundle.within_page(path.read_bytes()) for name, path in files(war).items()
        }
        super().__init__("addBasemap", {"files": dict(found), "home": war.home})
