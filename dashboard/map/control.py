"""Ground by holder and the front line of a day, from the pack of the war's control."""

from datetime import date

from dashboard.map import bundle
from dashboard.map.layer import MapLayer
from dashboard.texts import text
from data import Settings, Theatre, load_theatre


class Control(MapLayer):
    """The invader's ground, contested ground, and the line of one day.

    Args:
        pack: what ``data.open_control(...).pack`` returns; ``None``: the live page sends it.
        theatre: the war; ``None``: the one that comes with the program.
        day: whose line is drawn; ``None``: the last day that is known.
    """

    def __init__(
        self, pack: bytes | None = None, *, theatre: Theatre | None = None, day: date | None = None
    ) -> None:
        war = theatre or load_theatre(Settings().theatre)
        parties = {
            party.id: {
                "colour": {"light": party.colour.light, "dark": party.colour.dark},
                "forces": text("map.forces", party=party.adjective.en),
            }
            for party in war.parties
        }
        super().__init__(
            "addControl",
            {
                "parties": parties,
                "pack": bundle.within_page(pack) if pack else None,
                "day": day.isoformat() if day else None,
            },
        )
