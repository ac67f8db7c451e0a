"""The map: folium plug-ins, one class a module, and the component that mounts them in the page."""
