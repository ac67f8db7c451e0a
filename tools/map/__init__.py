"""Makes the outlines of countries and areas, and the front line by month."""
