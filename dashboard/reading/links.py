"""Makes what a click in the drawer does: the address of the next screen, and the choice in it.

A place, and ground, that was opened from an article keeps the article in the address, as the way
back to it. An article that is opened takes the place of both.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from dashboard.address import Screen
from dashboard.markup import Act


@dataclass(frozen=True, slots=True)
class Links:
    """The acts that lead away from one screen."""

    screen: Screen
    query: Callable[[Screen], str]
    """A screen as the query of an address, see ``state.query``."""
    home: str = "./"
    """The path of the page of the map, relative to the page that is shown."""
    here: str = "./"
    """The path of the page that articles open on."""

    def place(self, place_id: str) -> Act:
        """Choose a place on the map."""
        return self._to(self.home, {"place": place_id}, place_id=place_id, ground=None)

    def article(self, article_id: int) -> Act:
        """Read an article."""
        does = {"article": str(article_id)}
        return self._to(self.here, does, article=article_id, place_id=None, ground=None)

    def versions(self, article_id: int, compared: tuple[int, int] | None = None) -> Act:
        """See what changed between two versions of an article, or its last two."""
        changes = {"article": article_id, "compared": compared, "place_id": None, "ground": None}
        return self._to("./versions", {}, **changes)

    def day(self, day: date) -> Act:
        """Put the cursor on a day."""
        return self._to(self.home, {"day": day.isoformat()}, day=day)

    def more(self, page: int) -> Act:
        """Show the excerpts up to this page."""
        href = self.here + self.query(replace(self.screen, page=page))
        return Act(href, {"page": str(page)})

    def _to(self, path: str, does: dict[str, str], **changes: object) -> Act:
        changes = {"page": 1, "compared": None, **changes}
        return Act(path + self.query(replace(self.screen, **changes)), does)  # type: ignore[arg-type]
