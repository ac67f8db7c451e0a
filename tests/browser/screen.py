"""The dashboard as a user's hands and eyes meet it, for the browser tests."""

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
        """Wait until the map shows its places."""
        self.page.wait_for_function(
            "window.frontline?.places?.model && frontline.basemapDrawn && frontline.places.dots"
        )

    def wait_until_idle(self):
        """Wait until Streamlit has drawn the page and runs nothing more."""
        self.page.locator('[data-test-script-state="notRunning"]').wait_for()

    def state(self):
        """What the page shows: the fields of ``stage.state``, days as ISO text."""
        return self.page.evaluate(
            """(() => {
              const { state } = frontline.stage;
              const days = {};
              for (const name of ["from", "to", "cursor"]) days[name] = frontline.iso(state[name]);
              return { ...state, ...days };
            })()"""
        )

    def wait_for_state(self, condition):
        """Wait until ``condition``, JavaScript over ``state``, holds."""
        self.page.wait_for_function(
            f"(() => {{ const {{ state }} = frontline.stage; return {condition} }})()"
        )
        return self.state()

    def wait_for_query(self, words):
        """Wait until the address, decoded, holds ``words`` after its question mark."""
        self.page.wait_for_function(
            "words => decodeURIComponent(location.search).includes(words)", arg=words
        )

    def wait_for_query_without(self, words):
        """Wait until the address, decoded, no longer holds ``words``."""
        self.page.wait_for_function(
            "words => !decodeURIComponent(location.search).includes(words)", arg=words
        )

    def view(self):
        """Zoom, latitude and longitude of the map's middle."""
        return self.page.evaluate(
            "(() => { const { map } = frontline.stage, c = map.getCenter();"
            " return [map.getZoom(), +c.lat.toFixed(3), +c.lng.toFixed(3)] })()"
        )

    def look_at(self, latitude, longitude, zoom):
        """Pan and zoom as a user would end up; waits until the address says so."""
        self.page.evaluate(
            "([lat, lng, zoom]) => {"
            " const { map } = frontline.stage;"
            " map.fire('dragstart').setView([lat, lng], zoom, { animate: false }); }",
            [latitude, longitude, zoom],
        )
        self.page.wait_for_function(
            f"location.hash.startsWith('#map={zoom}/{latitude:.2f}')", polling=100
        )

    def pixel(self, latitude, longitude):
        """Where a point lies on the page."""
        x, y = self.page.evaluate(
            "([lat, lng]) => { const p = frontline.stage.map.latLngToContainerPoint([lat, lng]);"
            " return [p.x, p.y] }",
            [latitude, longitude],
        )
        box = self.page.locator(".fl-map").bounding_box()
        return box["x"] + x, box["y"] + y

    def dots(self):
        """How many dots the map shows."""
        return self.page.evaluate("frontline.places.dots")

    def click(self, latitude, longitude):
        """Click on the map."""
        self.page.mouse.click(*self.pixel(latitude, longitude))

    def choose(self, **fields):
        """Change fields of the stage as a part of the page does, and tell Python."""
        self.page.evaluate("fields => frontline.stage.set(fields, { tell: true })", fields)

    def heading(self, words):
        """Wait for the title of what is read."""
        self.page.get_by_role("heading", name=words, exact=True).wait_for()

    def size(self, selector):
        """Left, top, right and bottom of an element on the page, in pixels."""
        box = self.page.locator(selector).first.bounding_box()
        return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]
