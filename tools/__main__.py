"""Makes the committed tables anew, and the weights when asked: ``make data``.

Exit status 0 done, 2 wrong usage.
"""

import argparse
from pathlib import Path

from geocode.gazetteer.tables import GENERATED
from tools.gazetteer import tagged_names, unit_areas
from tools.map import countries
from tools.tables import MAKERS


def main() -> None:
    """Makes the tables that the command line names; without names, all of them."""
    parser = argparse.ArgumentParser(prog="python -m tools", description=__doc__.splitlines()[0])
    parser.add_argument(
        "tables",
        nargs="*",
        metavar="TABLE",
        help=f"{', '.join(MAKERS)} (default: all)",
    )
    parser.add_argument(
        "--countries",
        type=Path,
        metavar="ZIP",
        help="make countries.geojson too, from this",
    )
    parser.add_argument(
        "--admin1", type=Path, metavar="JSON", help="make world_units.csv too, from this"
    )
    parser.add_argument(
        "--geonames-names",
        type=Path,
        metavar="FOLDER",
        help="make world_tagged_names.csv too, from this unpacked libgeonames-common",
    )
    parser.add_argument(
        "--weights",
        type=Path,
        metavar="FOLDER",
        help="train the geocoder's weights too, with the corpora of this folder (../shared)",
    )
    options = parser.parse_args()
    if unknown := sorted(set(options.tables) - MAKERS.keys()):
        parser.error(f"no such table: {', '.join(unknown)}")
    if options.countries is not None:
        print(f"countries: {countries.make(options.countries)}")
    if options.admin1 is not None:
        unit_areas.make(options.admin1, GENERATED)
    if options.geonames_names is not None:
        tagged_names.make(options.geonames_names, GENERATED)
    for name, maker in MAKERS.items():
        if not options.tables or name in options.tables:
            maker.make(maker.files[0].parent)
            print(f"{name}: {', '.join(path.name for path in maker.files)}", flush=True)
    if options.weights is not None:
        from tools.training import ranker, roles, tagger  # training loads scipy and all the texts

        roles.make()
        tagger.make(options.weights)
        ranker.make(options.weights)


if __name__ == "__main__":
    main()
