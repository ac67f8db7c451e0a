"""Entry of the dashboard, run by ``streamlit run``: the server's edge, and the script it draws by.

Streamlit loads this file twice: once as the module of its server, which takes ``app`` from it, and
at every click as the script of a page.
"""

import sys
from pathlib import Path

# `streamlit run` puts dashboard/ on the path, not the root; the root goes first, and once,
# because this script runs again at every click.
_ROOT = str(Path(__file__).resolve().parent.parent)
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

import streamlit as st  # noqa: E402  # after the path is set
from streamlit.runtime.scriptrunner import get_script_run_ctx  # noqa: E402

from dashboard import markup  # noqa: E402
from dashboard.texts import text  # noqa: E402

_PAGES = Path(__file__).resolve().parent / "app_pages"


def _draw() -> None:
    st.set_page_config(
        page_title=text("page.brand"), page_icon="🗺️", layout="wide", initial_sidebar_state=264
    )
    for style in markup.STYLE_FILES:
        st.html(style)
    page = st.navigation(
        [
            st.Page(_PAGES / "map.py", title=text("page.map"), default=True),
            st.Page(_PAGES / "articles.py", title=text("page.articles")),
            st.Page(_PAGES / "not_mapped.py", title=text("page.not_mapped")),
            st.Page(_PAGES / "about.py", title=text("page.about")),
            # It is reached from an article, and says nothing without one.
            st.Page(_PAGES / "versions.py", title=text("page.versions"), visibility="hidden"),
        ],
        position="top",
    )
    # Every other page has a heading of its own.
    st.html(markup.brand(text("page.brand"), heading=page.title == text("page.map")))
    page.run()


if get_script_run_ctx(suppress_warning=True) is None:
    from starlette.middleware import Middleware

    from dashboard.edge import OwnHostsOnly
    from dashboard.preload import Preload

    app = st.App(__file__, middleware=[Middleware(OwnHostsOnly), Middleware(Preload)])
else:
    _draw()
