"""Entry of the dashboard: import path, page config, navigation. Run by ``streamlit run``."""

import sys
from pathlib import Path

# `streamlit run` puts dashboard/ on the path, not the root; the root goes first, and once,
# because this script runs again at every click.
_ROOT = str(Path(__file__).resolve().parent.parent)
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

import streamlit as st  # noqa: E402  # after the path is set

from dashboard import markup  # noqa: E402

_PAGES = Path(__file__).resolve().parent / "app_pages"

st.set_page_config(page_title="Frontline", page_icon="🗺️", layout="wide", initial_sidebar_state=330)
st.html(markup.STYLE_FILE)
st.navigation(
    [
        st.Page(_PAGES / "map.py", title="Map", icon=":material/map:", default=True),
        st.Page(_PAGES / "articles.py", title="Articles", icon=":material/article:"),
        st.Page(_PAGES / "not_mapped.py", title="Not mapped", icon=":material/wrong_location:"),
        st.Page(_PAGES / "about.py", title="About", icon=":material/info:"),
    ],
    position="top",
).run()
