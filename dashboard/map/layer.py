"""The base of our folium plug-ins: calls one function of our scripts with JSON options.

In a notebook or a saved page the map carries Leaflet, our scripts and the data within itself, so
that it asks no other host. The live page loads the scripts itself and uses only what a plug-in
adds to the map's own script.
"""

import json
from collections.abc import Mapping
from typing import Any

import folium
from branca.element import Element, Figure
from folium.elements import MacroElement
from folium.raster_layers import TileLayer
from folium.template import Template

from dashboard import texts
from dashboard.map import bundle

_SCRIPT_NAME, _STYLE_NAME = "leaflet", "leaflet_css"
"""As folium's map calls its links to Leaflet, which ours replace."""


class MapLayer(MacroElement):
    """Something drawn on a folium map by our scripts.

    Args:
        call: the function of ``window.frontline`` that draws it; called with the map and options.
        options: anything that JSON can say; ``None`` values are left out.
    """

    # Jinja's tojson escapes what could end a script.
    _template = Template(
        """
        {% macro script(this, kwargs) %}
            window.frontline.{{ this.call }}({{ this._parent.get_name() }},
                {{ this.options|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, call: str, options: Mapping[str, Any]) -> None:
        super().__init__()
        self._name = type(self).__name__
        self.call = call
        self.options = {name: value for name, value in options.items() if value is not None}

    def render(self, **kwargs: Any) -> None:  # noqa: ANN401  # as folium's
        """Add the layer to the page, and to its head what it needs."""
        figure = self.get_root()
        if isinstance(figure, Figure):
            _carry(figure, self._parent)
        super().render(**kwargs)


def _carry(figure: Figure, parent: Element) -> None:
    """Replace the links to other hosts by what this machine has."""
    links = [name for name, _url in (*folium.Map.default_js, *folium.Map.default_css)]
    if all(isinstance(child, MapLayer | TileLayer) for child in parent._children.values()):
        for name in links:  # jQuery and Bootstrap serve folium's own pop-ups and markers
            figure.header._children.pop(name, None)
    said = json.dumps(texts.for_browser()).replace("<", "\\u003c")
    code = bundle.script(page=False).decode().replace("</script", "<\\/script")
    figure.header.add_child(
        _Plain(f"<script>{code}\nwindow.frontline.stage.info = {{ texts: {said} }};</script>"),
        name=_SCRIPT_NAME,
    )
    figure.header.add_child(
        _Plain(f"<style>{bundle.style(page=False).decode()}</style>"), name=_STYLE_NAME
    )


class _Plain(Element):
    """Text that is no template."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self._content = content

    def render(self, **_: Any) -> str:  # noqa: ANN401  # as folium's
        return self._content
