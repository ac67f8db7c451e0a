"""A front-line file of the user's own, as outlines over the ground that the evidence gives."""

from dashboard.map import bundle
from dashboard.map.layer import MapLayer
from data import Settings, Theatre, load_theatre


class UserFiles(MapLayer):
    """The areas of one file, outlined in the colours of who holds them; never filled.

    Shown on the day that the file is about and the week after it, as ``data.layer_on`` chooses.

    Args:
        pack: what ``data.layer_pack(layer)`` returns; ``None``: the live page sends it.
        theatre: the war; ``None``: the one that comes with the program.
    """

    def __init__(self, pack: bytes | None = None, *, theatre: Theatre | None = None) -> None:
        war = theatre or load_theatre(Settings().theatre)
        colours = {
            party.id: {"light": party.colour.light, "dark": party.colour.dark}
            for party in war.parties
        }
        address = bundle.within_page(pack) if pack else None
        super().__init__("addUserFiles", {"colours": colours, "pack": address})
