"""Geocoders with geopy's interface: one that is offline, one that may also ask a service."""
