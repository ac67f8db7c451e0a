"""Downloads a country's GeoNames dump, checks every row, and stores it beside the gazetteer.

Nothing that was there before changes until the new file is whole and read through once.
"""

import os
import shutil
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from geocode.errors import DownloadError, InputError, SourceError
from geocode.gazetteer.sources.geonames_dump import MOST_PACKED_BYTES, populated_places
from geocode.model import is_country_code

DUMP_URL = "https://download.geonames.org/export/dump"
_TIMEOUT_S = 60.0
_CHUNK_BYTES = 1 << 20


def fetch_dump(country: str, folder: Path, *, url: str = DUMP_URL) -> int:
    """Download ``url/COUNTRY.zip`` into ``folder``; how many populated places it holds.

    Raises:
        InputError: ``country`` is no ISO 3166-1 alpha-2 code.
        DownloadError: It could not be fetched; ``folder`` is as it was.
        SourceError: What came is no dump; ``folder`` is as it was.
    """
    address = f"{url}/{_checked(country)}.zip"

    def copy(target: IO[bytes]) -> None:
        try:
            with urllib.request.urlopen(address, timeout=_TIMEOUT_S) as answer:
                taken = 0
                while chunk := answer.read(_CHUNK_BYTES):
                    taken += len(chunk)
                    if taken > MOST_PACKED_BYTES:
                        raise DownloadError(f"{address}: larger than {MOST_PACKED_BYTES} bytes")
                    target.write(chunk)
        except urllib.error.HTTPError as exc:
            raise DownloadError(f"{address}: the server answered {exc.code} {exc.reason}") from exc
        except (OSError, ValueError) as exc:
            if isinstance(exc, DownloadError):
                raise
            reason = getattr(exc, "reason", None) or exc
            raise DownloadError(
                f"{address}: cannot be fetched ({reason}); get the file elsewhere and use --from"
            ) from exc

    return _keep(country, folder, copy, address)


def take_dump(country: str, source: Path, folder: Path) -> int:
    """Copy the dump ``source`` into ``folder``; how many populated places it holds.

    Raises:
        InputError: ``country`` is no ISO 3166-1 alpha-2 code.
        SourceError: The file cannot be read or is no dump; ``folder`` is as it was.
    """
    _checked(country)

    def copy(target: IO[bytes]) -> None:
        try:
            if source.stat().st_size > MOST_PACKED_BYTES:
                raise SourceError(f"{source}: larger than {MOST_PACKED_BYTES} bytes")
            with source.open("rb") as file:
                shutil.copyfileobj(file, target, _CHUNK_BYTES)
        except OSError as exc:
            raise SourceError(f"{source}: cannot be read ({exc.strerror or exc})") from exc

    return _keep(country, folder, copy, str(source))


def _checked(country: str) -> str:
    if not (is_country_code(country) and country.isupper()):
        raise InputError(f"{country!r} is no country code; two capital letters such as PL")
    return country


def _keep(country: str, folder: Path, copy: Callable[[IO[bytes]], None], origin: str) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{country}.", suffix=".part", dir=folder)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            copy(target)
        try:
            count = sum(1 for _ in populated_places(temporary, country))
        except SourceError as exc:
            raise SourceError(str(exc).replace(str(temporary), origin)) from exc
        temporary.chmod(0o644)
        temporary.replace(folder / f"{country}.zip")
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()
    return count
