"""Reads the program's settings from environment variables, once, to be passed down.

Every value comes from an environment variable; what cannot be used is refused by name, never
replaced by a guess. Sizes are in megabytes of 1,048,576 bytes, times in seconds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from platformdirs import user_cache_path, user_data_path

from data.errors import SettingsError
from geocode.focus import DEFAULT_THEATRE

ROOT = Path(__file__).resolve().parent.parent
_IN_A_CLONE = (ROOT / "pyproject.toml").is_file()
_DATA_FOLDER = ROOT / "data" / "var" if _IN_A_CLONE else user_data_path("frontline")
DEFAULT_DATABASE = _DATA_FOLDER / "frontline.sqlite"
"""In the clone that the program runs from; where it was installed, in the user's data folder."""
DEFAULT_CACHE = _DATA_FOLDER / "cache" if _IN_A_CLONE else user_cache_path("frontline")
"""In the clone that the program runs from; where it was installed, in the user's cache folder."""
_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off"})


def file_address(path: Path) -> str:
    """The database address of a file, whatever signs its path holds."""
    try:
        return f"sqlite:///{quote(str(path))}"
    except UnicodeEncodeError as exc:
        raise SettingsError(f"{str(path)!r} is no file name in UTF-8; name another") from exc


def database_address(given: str) -> str:
    """The SQLAlchemy address that ``given`` is, or that of the file whose path it is."""
    if "://" in given:
        return given
    try:
        return file_address(Path(given).expanduser())
    except RuntimeError as exc:
        raise SettingsError(f"{given!r}: unknown user after ~; write the full path") from exc


OSM_TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
"""OpenStreetMap's own tiles, for a person who looks at a map
(https://operations.osmfoundation.org/policies/tiles/)."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of the program."""

    database_url: str = file_address(DEFAULT_DATABASE)
    """SQLAlchemy address of the store (FRONTLINE_DATABASE: that, or the path of a file)."""
    gazetteer_path: Path | None = None
    """The compiled gazetteer (GEOCODE_GAZETTEER); None: where `python -m geocode build` puts it."""
    theatre: str = DEFAULT_THEATRE
    """Which war: the name of a folder of ``theatres/``, or any folder (FRONTLINE_THEATRE)."""
    layers_folder: Path | None = None
    """Folder of dated front-line files (FRONTLINE_LAYERS); None: none are offered."""
    cache_folder: Path = DEFAULT_CACHE
    """Folder for what is worked out once and may be deleted at any time (FRONTLINE_CACHE)."""
    tiles_url: str | None = OSM_TILES
    """Template of the online tiles that a switch, off at first, lays over the map.

    FRONTLINE_TILES names another server; FRONTLINE_TILES=off makes it None, without a switch.
    """
    briefs: bool = True
    """False starts without the project's own briefs (BRIEFS=0)."""
    max_file_mb: int = 32
    """Largest text file, and longest line of a JSON lines file, that is read (FRONTLINE_MAX_MB)."""
    focus: str | None = None
    """Country that an article is about unless it says otherwise (FRONTLINE_FOCUS); empty: none;
    None: the first of the theatre.

    Of 442 one-line reports that name their place, 397 are placed within 25 km with "UA" and 391
    without (the CIR reports of `make bench`).
    """
    busy_timeout_s: float = 10.0
    """How long to wait for another process that is writing to the database (FRONTLINE_BUSY_S)."""
    allow_local: bool = False
    """True also fetches from this machine and private networks (FRONTLINE_ALLOW_LOCAL=1)."""

    @property
    def max_file_bytes(self) -> int:
        """``max_file_mb`` in bytes."""
        return self.max_file_mb * 1024 * 1024

    def country(self, home: str) -> str | None:
        """The country that an article is about unless it says otherwise, or None.

        ``home`` is that of the theatre (``Theatre.home``).
        """
        return home if self.focus is None else self.focus or None

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        """The settings that ``environ`` holds; a variable that is empty counts as not set."""
        default = cls()
        return cls(
            database_url=_database(environ) or default.database_url,
            gazetteer_path=_path(environ, "GEOCODE_GAZETTEER"),
            theatre=environ.get("FRONTLINE_THEATRE") or default.theatre,
            layers_folder=_path(environ, "FRONTLINE_LAYERS"),
            cache_folder=_path(environ, "FRONTLINE_CACHE") or default.cache_folder,
            tiles_url=_tiles(environ, default.tiles_url),
            briefs=_switch(environ, "BRIEFS", default=default.briefs),
            max_file_mb=int(_number(environ, "FRONTLINE_MAX_MB", default.max_file_mb, 1, 4096)),
            focus=_country(environ),
            busy_timeout_s=_number(environ, "FRONTLINE_BUSY_S", default.busy_timeout_s, 0, 3600),
            allow_local=_switch(environ, "FRONTLINE_ALLOW_LOCAL", default=default.allow_local),
        )


def _database(environ: Mapping[str, str]) -> str | None:
    given = environ.get("FRONTLINE_DATABASE")
    return database_address(given) if given else None


def _path(environ: Mapping[str, str], name: str) -> Path | None:
    value = environ.get(name, "")
    try:
        return Path(value).expanduser() if value else None
    except RuntimeError as exc:
        raise SettingsError(f"{name}={value!r}: unknown user after ~; write the full path") from exc


def _tiles(environ: Mapping[str, str], default: str | None) -> str | None:
    value = environ.get("FRONTLINE_TILES", "").strip()
    if not value:
        return default
    if value.lower() == "off":
        return None
    if not value.lower().startswith(("http://", "https://")):
        raise SettingsError(
            f"FRONTLINE_TILES={value!r} is no web address; begin it with https://, or write off"
        )
    return value


def _switch(environ: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = environ.get(name, "").strip().lower()
    if not value:
        return default
    if value not in _YES | _NO:
        raise SettingsError(f"{name}={value!r} is neither yes nor no; use 1 or 0")
    return value in _YES


def _number(
    environ: Mapping[str, str], name: str, default: float, lowest: float, highest: float
) -> float:
    value = environ.get(name, "").strip()
    if not value:
        return default
    try:
        number = float(value)
    except ValueError:
        number = float("nan")
    if not lowest <= number <= highest:
        raise SettingsError(f"{name}={value!r} is no number from {lowest} to {highest}")
    return number


def _country(environ: Mapping[str, str]) -> str | None:
    value = environ.get("FRONTLINE_FOCUS")
    if not value:
        return value
    if not (len(value) == 2 and value.isascii() and value.isalpha()):
        raise SettingsError(f"FRONTLINE_FOCUS={value!r} is no country code; use two letters")
    return value.upper()
