"""Shows the map and reads what was clicked: the only module that uses streamlit-folium.

Zoom and centre are the browser's alone. The map's own script never changes, so the frame is never
made anew; what is drawn over it goes through ``feature_group_to_add``. Only clicks cause a run.
"""

from dataclasses import dataclass

from streamlit_folium import st_folium

from dashboard import assets, cache, drawing, state

HEIGHT_PX = 690


@dataclass(frozen=True, slots=True)
class Click:
    """What a click hit: a place of articles, or settlements of the front, or neither."""

    place_id: str | None = None
    held: tuple[str, ...] = ()


def show(content: bytes, choice: drawing.Choice) -> None:
    """Draw the map; a click selects its place before the fragment runs again.

    Args:
        content: JSON of ``drawing.payload``.
        choice: what changes without anything being drawn anew.
    """
    theatre = cache.theatre()
    assets.serve(theatre)
    st_folium(
        assets.OfflineMap(theatre),
        key=state.MAP,
        height=HEIGHT_PX,
        width=None,
        returned_objects=["last_active_drawing", "last_object_clicked_count"],
        feature_group_to_add=drawing.feature_group(assets.serve_json(content), choice),
        on_change=_take_click,
    )


def _take_click() -> None:
    answer = state.value(state.MAP) or {}
    if not state.is_new_click(answer.get("last_object_clicked_count")):
        return
    click = clicked(answer.get("last_active_drawing"))
    if click.place_id is not None:
        state.select(click.place_id)
    elif click.held:
        state.select_held(click.held)


def clicked(feature: object) -> Click:
    """Read what the browser sent, which may be anything."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        return Click()
    place_id, held = properties.get("pid"), properties.get("held")
    if isinstance(place_id, str):
        return Click(place_id=place_id)
    if isinstance(held, list) and all(isinstance(one, str) for one in held):
        return Click(held=tuple(held))
    return Click()
