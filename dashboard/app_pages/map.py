"""The map, with the excerpts of the chosen place at the right."""

from dashboard import explore, page

page.draw("map", explore.show)
