"""Validates URLs and brings them to a canonical form.

Only http and https URLs with a host are valid; everything else (javascript:, data:, file:) is
rejected, because a dashboard would turn it into a link.
"""

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

_MAX_CHARACTERS = 2000
_UNSAFE = re.compile(r"[ \"'<>\\^`{|}]")
# Pages that a script chooses by the fragment.
_ROUTE = ("!", "/")
_TRACKING = re.compile(r"^(?:utm_.*|fbclid|gclid|yclid|mc_cid|mc_eid|igshid)$", re.IGNORECASE)
_PORT_OF_SCHEME = {"http": 80, "https": 443}
# What archives put before the address of what they keep: a day, "newest", flags ("20170307id_").
_KEPT = re.compile(
    r"/(?:[\w.-]{1,40}/){0,3}?(?:[0-9]{4}[0-9.*:-]{0,20}(?:[a-z]{2}_)?|\*|newest|oldest|o)/"
    r"(?P<address>https?:/{1,2}[^/].*|(?:www\.)[^/]+/.*)",
    re.IGNORECASE,
)
_ARCHIVE = re.compile(
    r"(?:.+\.)?(?:archive\.(?:org|ph|today|is|li|md|vn|fo)|archive-it\.org|arquivo\.pt"
    r"|webarchive\.org\.uk|webarchive\.[\w.-]+|web-?archive\.[\w.-]+|vefsafn\.is|timetravel\.mementoweb\.org"
    r"|conifer\.rhizome\.org)"
)
# Of archives, those whose captures nobody else can write; an upload may have any path elsewhere.
_FAITHFUL = re.compile(
    r"https?://(?:web\.archive\.org/web|archive\.(?:ph|today|is|li|md|vn|fo))"
    r"/[0-9]{4,14}(?:[a-z]{2}_)?/",
    re.IGNORECASE,
)
_TRANSLATED = ".translate.goog"
_CACHE = re.compile(r"cache:(?:[\w-]{1,40}:)?(?P<address>(?:https?://)?[^\s+]+)")


def web_address(raw: str) -> str | None:
    """``raw`` without surrounding space if it is a link that may be shown, else None."""
    address = raw.strip()
    # Not printable: controls, spaces of all kinds, overrides of direction, invisible letters.
    if len(address) > _MAX_CHARACTERS or _UNSAFE.search(address) or not address.isprintable():
        return None
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return None
    return address if parts.scheme.lower() in _PORT_OF_SCHEME and host else None


def unwrapped(address: str) -> str:
    """The address of the page that an archive's address keeps, else ``address`` as it is.

    Known are archives that write the page's address into their own (web.archive.org, archive.ph
    and their like, national web archives), Google's cache and its translations; a short name
    ("archive.ph/AbC1") does not tell.
    """
    parts = urlsplit(address)
    name = (parts.hostname or "").lower()
    kept = _KEPT.fullmatch(parts.path) if _ARCHIVE.fullmatch(name) else None
    inner = ""
    if kept:
        inner = kept["address"] + (f"?{parts.query}" if parts.query else "")
    elif name == "webcache.googleusercontent.com":
        cached = _CACHE.match(dict(parse_qsl(parts.query)).get("q", ""))
        inner = cached["address"] if cached else ""
    elif name.endswith(_TRANSLATED):
        inner = _translated(parts)
    if not inner:
        return address
    # A slash of "https://" is lost where a server tidies its paths; old captures name port 80.
    inner = re.sub(r"^(https?):/+", r"\1://", inner, flags=re.IGNORECASE)
    inner = inner if inner.lower().startswith("http") else f"http://{inner}"
    return web_address(re.sub(r"^(http://[^/:]+):80(?=/|$)", r"\1", inner)) or address


def _translated(parts: SplitResult) -> str:
    """The page of "tg--a-example-org.translate.goog"; there a hyphen of a name is written twice."""
    name = (parts.hostname or "").removesuffix(_TRANSLATED)
    own = re.sub("--|-", lambda sign: "-" if sign[0] == "--" else ".", name)
    query = [pair for pair in parse_qsl(parts.query, True) if not pair[0].startswith("_x_tr_")]
    return f"https://{own}{parts.path}" + (f"?{urlencode(query)}" if query else "")


def speaker(address: str) -> str:
    """The host whose word a page is; of a capture in a well-known archive, the captured one."""
    return host(unwrapped(address) if _FAITHFUL.match(address) else address)


def canonical(address: str) -> str:
    """The form that all addresses of one page share; ``address`` comes from ``web_address``.

    Scheme, "www.", default port, trailing slash, tracking parameters and the order of the others
    do not count, nor does a fragment, unless it is a page's own ("#!/news/7", "#/news/7").
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    if parts.port and parts.port != _PORT_OF_SCHEME[parts.scheme.lower()]:
        host = f"{host}:{parts.port}"
    query = sorted(
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.match(key)
    )
    path = parts.path.rstrip("/")
    route = f"#{parts.fragment}" if parts.fragment.startswith(_ROUTE) else ""
    return f"//{host}{path}" + (f"?{urlencode(query)}" if query else "") + route


def host(address: str) -> str:
    """The domain without "www.", used as the source when none is named."""
    return (urlsplit(address).hostname or "").removeprefix("www.")
