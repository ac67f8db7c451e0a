"""Outlines of areas that texts name: on hover, when chosen, or all of them shaded by mentions."""

from pathlib import Path

from dashboard.map import bundle
from dashboard.map.layer import MapLayer

FILE = Path(__file__).resolve().parents[2] / "data" / "files" / "areas" / "areas.geojson"


class Areas(MapLayer):
    """Outlines of the places that ``Places`` on the same map knows.

    Args:
        address: where the page finds ``FILE``; ``None``: the map carries it.
        shaded: begin with all areas shaded by mentions.
    """

    def __init__(self, address: str | None = None, *, shaded: bool = False) -> None:
        outlines = address or bundle.within_page(FILE.read_bytes())
        super().__init__("addAreas", {"outlines": outlines, "shaded": shaded})
