"""The drawer at the right: a place, ground and who holds it, or an article.

A place, or ground, that was opened from an article keeps the article in the address, and a way back
to it.
"""

from datetime import date

from dashboard import cache, state
from dashboard.address import Screen
from dashboard.reading import article, ground, place
from dashboard.reading.links import Links


def show(screen: Screen) -> None:
    """Draw what the screen has chosen; nothing where nothing is chosen."""
    links = Links(screen, state.query)
    if screen.place_id:
        place.show(screen.place_id, _cursor(screen), links)
    elif screen.ground:
        ground.show(screen.ground, _cursor(screen), links)
    elif screen.article:
        article.show(screen.article, links)


def _cursor(screen: Screen) -> date:
    """The day whose front line is drawn."""
    chosen = screen.day or screen.filter.days.last or cache.bounds()[1]
    return chosen or cache.theatre().first_day
