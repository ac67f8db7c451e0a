"""The drawer at the right: a place, an article, or ground and who holds it.

What was chosen last is shown. A place, or ground, that was opened from an article keeps the article
in the address, and a way back to it.
"""

from dashboard import state
from dashboard.address import Screen
from dashboard.reading import article, place
from dashboard.reading.links import Links


def show(screen: Screen) -> None:
    """Draw what the screen has chosen; nothing where nothing is chosen."""
    links = Links(screen, state.query)
    if screen.place_id:
        place.show(screen.place_id, links)
    elif screen.article:
        article.show(screen.article, links)
