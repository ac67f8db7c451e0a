"""``python -m geocode``: parse, lookup, reverse, build, fetch.

Answers are JSON, one object a line, in UTF-8 on stdout whatever the locale (``parse --explain``
tells a person the same in words); messages are one line each on stderr. Exit status: 0 done, 1 some
input was skipped, nothing was found, or ``build`` or ``fetch`` failed and left what was there (the
reason is on stderr), 2 wrong usage or no gazetteer.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import NoReturn

from geocode.errors import GeocodeError, InputError
from geocode.explain import explanation, printable
from geocode.focus import DEFAULT_THEATRE, read_focus
from geocode.gazetteer.build import build, dump_folder
from geocode.gazetteer.compiled import default_path, open_gazetteer
from geocode.gazetteer.fetch import fetch_dump, take_dump
from geocode.geoparser import Geoparser
from geocode.json_records import (
    Record,
    article_object,
    candidate_object,
    json_line,
    place_fields,
    records_of,
)
from geocode.resolution.ranking import rank

DONE, SOME_SKIPPED, WRONG_USAGE = 0, 1, 2
_NEGATIVE_POINT = re.compile(r"-\d[\d.]*,\s*-?\d[\d.]*")
_STDIN = "-"
_REVERSE_KM = 50.0


class _OneLineParser(argparse.ArgumentParser):
    """Says what is wrong with a command line in one line."""

    def error(self, message: str) -> NoReturn:
        _say(f"{self.prog}: {message}; see {self.prog} --help")
        sys.exit(WRONG_USAGE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    # argparse takes '-33.9,18.4' for an option unless it holds a space
    words = [f" {word}" if _NEGATIVE_POINT.fullmatch(word) else word for word in words]
    try:
        args = _parser().parse_args(words)
        status: int = args.run(args)
        sys.stdout.flush()
    except SystemExit as exc:  # argparse has said what is wrong
        return int(exc.code or 0)
    except BrokenPipeError:  # the reader of our output went away
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        _say("stopped")
        return SOME_SKIPPED
    except (GeocodeError, OSError) as exc:
        for line in str(exc).splitlines():
            _say(line)
        making = args.run in (_build, _fetch) and not isinstance(exc, InputError)
        return SOME_SKIPPED if making else WRONG_USAGE
    return status


def _parser() -> argparse.ArgumentParser:
    parser = _OneLineParser(prog="python -m geocode", description=__doc__)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    parse = commands.add_parser("parse", help="find the places that articles name")
    parse.add_argument("files", nargs="*", metavar="FILE", help="text files; - is stdin")
    parse.add_argument("--jsonl", metavar="FILE", help="articles as JSON lines; - is stdin")
    parse.add_argument(
        "--country", "--focus", metavar="CC", help="the country that the texts are about"
    )
    parse.add_argument(
        "--theatre",
        metavar="NAME",
        default=os.environ.get("FRONTLINE_THEATRE") or DEFAULT_THEATRE,
        help="the war whose words and front line are used: the name of one that ships, or a folder "
        "(default: %(default)s; FRONTLINE_THEATRE sets it)",
    )
    parse.add_argument(
        "--explain", action="store_true", help="say in words why each name is where it is"
    )
    parse.set_defaults(run=_parse)
    lookup = commands.add_parser("lookup", help="places that bear a name, best first")
    lookup.add_argument("name", metavar="NAME", help="such as 'Lyman' or 'Lyman, Donetsk Oblast'")
    lookup.add_argument("--country", metavar="CC", help="two letters, such as PL")
    lookup.add_argument("--near", metavar="LAT,LON", type=_point, help="prefer places near it")
    lookup.add_argument("--limit", type=_count, default=10, metavar="N")
    lookup.set_defaults(run=_lookup)
    reverse = commands.add_parser("reverse", help="settlements and sites near a point")
    reverse.add_argument("point", metavar="LAT,LON", type=_point)
    reverse.add_argument("--limit", type=_count, default=1, metavar="N")
    reverse.add_argument("--radius-km", type=float, default=_REVERSE_KM, metavar="KM")
    reverse.set_defaults(run=_reverse)
    compile_ = commands.add_parser("build", help="compile the gazetteer unless it is current")
    compile_.set_defaults(run=_build)
    fetch = commands.add_parser("fetch", help="add the GeoNames dump of a country")
    fetch.add_argument("country", metavar="COUNTRY", help="two capital letters, such as PL")
    fetch.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="ZIP",
        help="take this GeoNames dump (such as PL.zip) and download nothing",
    )
    fetch.set_defaults(run=_fetch)
    for command in (parse, lookup, reverse, compile_, fetch):
        command.add_argument(
            "--gazetteer",
            type=Path,
            metavar="FILE",
            help="the compiled file (default: $GEOCODE_GAZETTEER or the user's cache folder)",
        )
    return parser


def _point(text: str) -> tuple[float, float]:
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text.strip()!r} is not LAT,LON in degrees") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise argparse.ArgumentTypeError(f"{text.strip()!r} is not on the globe; use LAT,LON")
    return latitude, longitude


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a count; use 1 or more")
    return int(text)


def _parse(args: argparse.Namespace) -> int:
    if bool(args.files) == bool(args.jsonl):
        _say("python -m geocode parse: give text files or --jsonl FILE, one of the two")
        return WRONG_USAGE
    geoparser = Geoparser(open_gazetteer(args.gazetteer), focus=read_focus(args.theatre))
    skipped = False
    for record in _lines(args.jsonl) if args.jsonl else _files(args.files):
        if isinstance(record, str):
            _say(record)
            skipped = True
            continue
        if record.note:
            _say(f"{record.record_id}: {record.note}")
            skipped = True
        found = geoparser.parse(
            record.text, published=record.published, country=args.country, lang=record.lang
        )
        if args.explain:
            _write(explanation(record.text, found, title=record.title or record.record_id) + "\n")
        else:
            _write(json_line(article_object(record, found)))
    return SOME_SKIPPED if skipped else DONE


def _files(names: Sequence[str]) -> Iterator[Record | str]:
    """A record a file, or a line that says why not."""
    for name in names:
        try:
            data = sys.stdin.buffer.read() if name == _STDIN else Path(name).read_bytes()
            yield Record("stdin" if name == _STDIN else Path(name).name, data.decode("utf-8-sig"))
        except UnicodeDecodeError as exc:
            yield f"{name}: not UTF-8 text (byte {exc.start}); convert it first; skipped"
        except OSError as exc:
            yield f"{name}: {exc.strerror or exc}; skipped"


def _lines(name: str) -> Iterator[Record | str]:
    """A record a JSON line, or a line that says why not."""
    stdin = name == _STDIN
    origin = "stdin" if stdin else name
    with nullcontext(sys.stdin.buffer) if stdin else Path(name).open("rb") as lines:
        yield from records_of(lines, origin)


def _lookup(args: argparse.Namespace) -> int:
    countries = [args.country] if args.country else []
    found = rank(
        open_gazetteer(args.gazetteer),
        args.name,
        countries=countries,
        near=args.near,
        limit=args.limit,
    )
    for candidate in found:
        _write(json_line(candidate_object(candidate)))
    if not found:
        _say(f"{args.name}: {_what_is_missing(args)}")
        return SOME_SKIPPED
    return DONE


def _what_is_missing(args: argparse.Namespace) -> str:
    """That nothing bears the name, and what to fetch for small places."""
    country = args.country.upper() if args.country else None
    where = f" in {country}" if country else ""
    if country and (dump_folder(args.gazetteer or default_path()) / f"{country}.zip").is_file():
        return f"no place is called so{where}"
    return (
        f"no place is called so{where}; for small places add GeoNames' dump of the country: "
        f"python -m geocode fetch {country or 'CC'}"
    )


def _reverse(args: argparse.Namespace) -> int:
    latitude, longitude = args.point
    near = open_gazetteer(args.gazetteer).near(
        latitude, longitude, radius_km=args.radius_km, limit=args.limit
    )
    for place, distance_km in near:
        _write(json_line({**place_fields(place), "distance_km": round(distance_km, 3)}))
    if not near:
        _say(f"{latitude},{longitude}: no place within {args.radius_km:g} km")
        return SOME_SKIPPED
    return DONE


def _build(args: argparse.Namespace) -> int:
    build(args.gazetteer or default_path(), log=_write)
    return DONE


def _fetch(args: argparse.Namespace) -> int:
    folder = dump_folder(args.gazetteer or default_path())
    if args.source:
        count = take_dump(args.country, args.source, folder)
    else:
        count = fetch_dump(args.country, folder)
    _write(f"{folder / args.country}.zip: {count} populated places (GeoNames, CC BY 4.0)")
    return _build(args)


def _write(line: str) -> None:
    sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")


def _say(message: str) -> None:
    """One line on stderr; characters that could rewrite a terminal are shown as escapes."""
    print(printable(message), file=sys.stderr)
