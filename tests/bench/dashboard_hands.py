"""A person before the dashboard, for its bench: sees when it is painted, and acts."""

import time
from typing import Any

from tests.browser.screen import Screen

# Places, and once it is worked out also ground and line: all of it is on the canvas.
_PAINTED = """
() => Boolean(frontline.stage.packs.control && frontline.timings.frames > 0)
"""


class Hands(Screen):
    """One page of the browser."""

    def visit(self, path: str) -> None:
        """Open an address and wait until the map is painted."""
        super().visit(path)
        self.page.wait_for_function(_PAINTED)
        self.page.evaluate("new Promise((done) => requestAnimationFrame(done))")

    def zoom_to(self, latitude: float, longitude: float, zoom: float) -> None:
        """Pan and zoom to any zoom, between the steps of the buttons too."""
        self.page.evaluate(
            "(to) => { frontline.stage.map.options.zoomSnap = 0;"
            " frontline.stage.map.setView([to[0], to[1]], to[2], { animate: false }); }",
            [latitude, longitude, zoom],
        )

    def most_named(self, number: int) -> list[str]:
        """Ids of the points in view, as the map opens, that are named most."""
        return self.page.evaluate(
            """(number) => {
              const { named, stage } = frontline;
              const found = named.ranked({ within: stage.map.getBounds() });
              return found.slice(0, number).map((at) => named.id(at));
            }""",
            number,
        )

    def name_of(self, place_id: str) -> str:
        """The name under which the page shows a place."""
        return self.page.evaluate(
            "(id) => frontline.named.name(frontline.named.indexOf(id))", place_id
        )

    def pick(self, place_id: str) -> float:
        """Choose a place as a click on its dot does; the moment."""
        begun = time.monotonic()
        self.page.evaluate(
            "(id) => frontline.stage.set({ selected: id, ground: null }, { tell: true })", place_id
        )
        return begun

    def click_on(self, place_id: str) -> float:
        """Click on the dot of a place, which has the middle of the map; the moment."""
        x, y = self.page.evaluate(
            """(id) => {
              const { map, packs } = frontline.stage, at = frontline.named.indexOf(id);
              const point = [packs.places.lat[at], packs.places.lon[at]];
              map.setView(point, 12, { animate: false });
              const p = map.latLngToContainerPoint(point);
              const box = map.getContainer().getBoundingClientRect();
              return [box.left + p.x, box.top + p.y];
            }""",
            place_id,
        )
        self.page.wait_for_function("frontline.timings.frames > 0")
        begun = time.monotonic()
        self.page.mouse.click(x, y)
        return begun

    def excerpts(self, name: str) -> None:
        """Wait until the drawer shows the place with its first excerpt."""
        self.page.wait_for_function(
            """(name) => {
              const title = document.querySelector(".fl-reading .fl-name-of");
              return title?.textContent.includes(name)
                && document.querySelector(".fl-reading .fl-card");
            }""",
            arg=name,
        )

    def typed(self, field: str, text: str) -> None:
        """Type a day into a field of the strip ("from", "to", "cursor") and press Enter."""
        box = self.page.locator(f"input[name=fl-{field}]")
        box.fill(text)
        box.press("Enter")

    def found(self, name: str) -> None:
        """Type a place's name into the search field and press Enter."""
        box = self.page.locator("#fl-find")
        box.fill(name)
        self.page.locator("#fl-found [role=option]").first.wait_for()
        box.press("Enter")

    def drawer(self) -> Any:
        """The drawer at the right."""
        return self.page.locator(".fl-reading")
