"""Names, with the page, the scripts of Streamlit that its widgets will ask for.

Streamlit loads the script of a widget once the first one arrives. Then the server is at work on the
page, and answers some sixty small files slowly. Told beforehand, the browser fetches them while it
starts. A page without these hints is the same, and later.
"""

import functools
import re
from collections.abc import Iterable
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

WIDGETS = (
    "BidiComponent", "Html", "TextInput", "Selectbox", "Multiselect", "Checkbox", "Radio",
    "ButtonGroup", "Button", "DownloadButton", "DateInput",
)  # fmt: skip
"""Those of the page of the map, as Streamlit names their scripts; the map's own comes first."""
_IMPORT = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
_OF_THE_PAGE = re.compile(r'(?:src|href)="\./static/js/([\w.-]+\.js)"')


class Preload:
    """Adds the hints to every answer that is a page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the app answer, and add to its head."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def hinting(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                message = {**message, "headers": [*message["headers"], (b"link", _hints())]}
            await send(message)

        await self._app(scope, receive, hinting)


@functools.cache
def scripts() -> tuple[str, ...]:
    """File names of what the page and its widgets load, each once, the page's own first."""
    static = Path(get_static_dir())
    page = (static / "index.html").read_text(encoding="utf-8")
    folder = static / "static" / "js"
    found = dict.fromkeys(_OF_THE_PAGE.findall(page))
    for widget in WIDGETS:
        for path in sorted(folder.glob(f"{widget}.*.js")):
            _follow(path, found)
    return tuple(found)


@functools.cache
def _hints() -> bytes:
    """As value of the header ``Link`` (RFC 8288); addresses as those in Streamlit's own page."""
    return ", ".join(f"<./static/js/{name}>; rel=modulepreload" for name in scripts()).encode()


def _follow(path: Path, found: dict[str, None]) -> None:
    """Add a script, and after it what it imports."""
    if path.name in found or not path.is_file():
        return
    found[path.name] = None
    for name in _IMPORT.findall(path.read_text(encoding="utf-8")):
        _follow(path.parent / name, found)


def _is_page(message: Message) -> bool:
    headers: Iterable[tuple[bytes, bytes]] = message["headers"]
    return message["status"] == 200 and any(
        name == b"content-type" and value.startswith(b"text/html") for name, value in headers
    )
