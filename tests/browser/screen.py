"""The dashboard as a user's hands and eyes meet it, for the browser tests."""

import json
import time

FRAME = 'iframe[title="streamlit_folium.st_folium"]'
WAIT_MS = 180_000
"""A page takes 2 s; a slow machine with other work to do is no reason to fail."""
BAKHMUT = (48.5942, 37.9989)


class Screen:
    """One page of the browser, with what it asked for and complained about."""

    def __init__(self, page, server):
        self.page, self.server = page, server
        self.requests_elsewhere, self.complaints, self.dialogs = [], [], []
        page.set_default_timeout(WAIT_MS)
        page.on("request", self._note_request)
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._note_dialog)

    def _note_request(self, request):
        ours = (self.server, self.server.replace("http", "ws"), "data:", "blob:", "about:")
        if not request.url.startswith(ours):
            self.requests_elsewhere.append(request.url)

    def _note_console(self, message):
        if message.type == "error":
            self.complaints.append(message.text)

    def _note_dialog(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def visit(self, path):
        """Open an address (a path, or a whole one that was copied) and wait for its map."""
        self.page.goto(path if path.startswith("http") else self.server + path)
        self.wait_for_map()

    def wait_for_map(self):
        self.page.wait_for_function(
            "window.frontline?.stage?.packs.places && frontline.stage.packs.counts"
        )

    @property
    def frame(self):
        """The map's own frame."""
        return self.page.locator(FRAME).element_handle().content_frame()

    def drawn(self):
        """What the map says that it drew."""
        return json.loads(self.frame.evaluate("JSON.stringify(frontline.drawn)"))

    def wait_for_drawing(self, condition):
        """Wait until ``condition`` (of ``drawn``) holds in the map."""
        self.frame.wait_for_function(
            f"(() => {{ const drawn = frontline.drawn; return {condition} }})()"
        )
        return self.drawn()

    def view(self):
        """Zoom, latitude and longitude of the map's middle."""
        return self.frame.evaluate(
            "(() => { const c = frontline.map.getCenter();"
            " return [frontline.map.getZoom(), +c.lat.toFixed(3), +c.lng.toFixed(3)] })()"
        )

    def look_at(self, latitude, longitude, zoom):
        """Pan and zoom as a user would end up; waits until the address says so."""
        self.frame.evaluate(
            f"void frontline.map.setView([{latitude}, {longitude}], {zoom}, {{animate: false}})"
        )
        self.page.wait_for_function(f"location.hash.startsWith('#map={zoom}/{latitude:.2f}')")

    def pixel(self, latitude, longitude):
        """Where a point lies on the page."""
        x, y = self.frame.evaluate(
            f"(() => {{ const p = frontline.map.latLngToContainerPoint([{latitude}, {longitude}]);"
            " return [p.x, p.y] })()"
        )
        box = self.page.locator(FRAME).bounding_box()
        return box["x"] + x, box["y"] + y

    def colour(self, latitude, longitude):
        """Red, green, blue that the map's canvas has at a point."""
        return self.frame.evaluate(
            """([lat, lng]) => {
              const canvas = document.querySelector('.leaflet-overlay-pane canvas');
              const p = frontline.map.latLngToContainerPoint([lat, lng]);
              const box = canvas.getBoundingClientRect();
              const scale = canvas.width / box.width;
              const at = [(p.x - box.left) * scale, (p.y - box.top) * scale];
              return [...canvas.getContext('2d').getImageData(at[0], at[1], 1, 1).data].slice(0, 3);
            }""",
            [latitude, longitude],
        )

    def click(self, latitude, longitude):
        """Click on the map; returns the moment."""
        self.page.mouse.click(*self.pixel(latitude, longitude))
        return time.monotonic()

    def excerpts(self):
        """The texts of the cards in the panel, once there are any."""
        cards = self.page.locator(".fl-card")
        cards.first.wait_for()
        return cards.all_inner_texts()

    def heading(self, words):
        """Wait for the panel of a place."""
        self.page.get_by_role("heading", name=words, exact=True).wait_for()
