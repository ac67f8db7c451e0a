"""Online tiles as a switch below everything that is drawn; off until the user turns them on."""

from dashboard.map.layer import MapLayer

OSM_ATTRIBUTION = "© OpenStreetMap contributors"


class Tiles(MapLayer):
    """Tiles of another host, given up where it does not answer.

    Args:
        url: template with ``{z}``, ``{x}`` and ``{y}``.
        attribution: who made them, as plain text.
        shown: begin with the tiles; the page then asks the other host.
    """

    def __init__(
        self, url: str, attribution: str = OSM_ATTRIBUTION, *, shown: bool = False
    ) -> None:
        super().__init__("addTiles", {"url": url, "attribution": attribution, "shown": shown})
