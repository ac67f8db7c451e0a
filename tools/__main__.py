"""``make data``: makes the committed tables anew, and the weights when asked.

Exit status 0 done, 2 wrong usage.
"""

import argparse
from pathlib import Path

from tools.tables import MAKERS, with_inputs


def main() -> None:
    """Makes the tables that the command line names; without names, all of them."""
    parser = argparse.ArgumentParser(prog="python -m tools", description=__doc__.splitlines()[0])
    parser.add_argument(
        "tables",
        nargs="*",
        metavar="TABLE",
        help=f"{', '.join(MAKERS)}; countries and unit-areas need their input (default: all)",
    )
    parser.add_argument(
        "--countries", type=Path, metavar="ZIP", help="Natural Earth's countries; makes that table"
    )
    parser.add_argument(
        "--admin1", type=Path, metavar="JSON", help="Natural Earth's first-level units; likewise"
    )
    parser.add_argument(
        "--weights",
        type=Path,
        metavar="FOLDER",
        help="train the geocoder's weights too, with the corpora of this folder (../shared)",
    )
    options = parser.parse_args()
    makers = with_inputs(options.countries, options.admin1)
    if unknown := [name for name in options.tables if name not in makers]:
        parser.error(f"no table or no input for it: {', '.join(unknown)}")
    for name, maker in makers.items():
        if not options.tables or name in options.tables:
            maker.make(maker.files[0].parent)
            print(f"{name}: {', '.join(path.name for path in maker.files)}", flush=True)
    if options.weights is not None:
        from tools.training import ranker, tagger  # training loads scipy and all the texts

        tagger.make(options.weights)
        ranker.make(options.weights)


if __name__ == "__main__":
    main()
