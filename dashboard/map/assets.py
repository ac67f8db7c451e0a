"""Serves every file that the map needs from this machine, so that no request leaves it.

Scripts, style sheets and packs are handed to Streamlit's media storage under the hash of their
content; the basemap's files are served from their folders, below any base path.
"""

import functools
import hashlib
from pathlib import Path

import streamlit as st
import streamlit.components.v1 as components
from streamlit import runtime

from data import Theatre

_ROOT = Path(__file__).resolve().parent.parent.parent


def address(name: str, content: bytes, mime: str) -> str:
    """Where the page finds ``content``: the same content always has the same address.

    ``name`` tells apart what a session shows at once; a new content of a name replaces the old.
    """
    manager = runtime.get_instance().media_file_mgr
    return base() + manager.add(content, mime, coordinates=f"{__name__}.{name}")


def pack_address(name: str, pack: bytes | None) -> str | None:
    """Where the page finds a pack; None stays None."""
    return None if pack is None else address(name, pack, "application/gzip")


def folders(theatre: Theatre) -> dict[str, Path]:
    """The folders that are served, by the name of their component."""
    kept = {
        "basemap": _ROOT / "data" / "files" / "basemap",
        "areas": _ROOT / "data" / "files" / "areas",
    }
    own = theatre.folder / "basemap"
    return kept | ({"theatre": own} if own.is_dir() else {})


def serve(theatre: Theatre) -> None:
    """Let Streamlit serve the folders; call it in every run, a repeat costs nothing."""
    for name, folder in folders(theatre).items():
        components.declare_component(name, path=folder)


def file_address(theatre: Theatre, folder: str, file_name: str) -> str | None:
    """Where the page finds a file of ``folders``; None where there is no such folder."""
    found = folders(theatre).get(folder)
    return found and _file_address(folder, found / file_name)


@functools.cache
def _file_address(name: str, path: Path) -> str:
    """It changes with the content, which is read once a process, so that no cache grows stale."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else "missing"
    return f"{base()}/component/{__name__}.{name}/{path.name}?v={digest}"


def base() -> str:
    """The base path of all addresses: "" or "/path"."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""
