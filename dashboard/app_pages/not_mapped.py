"""What could not be put on the map, and why: nothing is dropped in silence."""

from dashboard import missing, page

page.draw("not_mapped", missing.show)
