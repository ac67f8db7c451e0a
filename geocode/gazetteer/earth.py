"""Computes distances on the globe, in kilometres between points in degrees WGS84.

The great circle on a sphere: within 0.5 % of the ellipsoid, and fifty times as fast as geopy's
geodesic, which counts where thousands of settlements are compared.
"""

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.009
KM_PER_DEGREE = 111.195


def distance_km(
    latitude_1: float, longitude_1: float, latitude_2: float, longitude_2: float
) -> float:
    """The great-circle distance between two points."""
    phi_1, phi_2 = radians(latitude_1), radians(latitude_2)
    half_dphi = (phi_2 - phi_1) / 2
    half_dlambda = radians(longitude_2 - longitude_1) / 2
    h = sin(half_dphi) ** 2 + cos(phi_1) * cos(phi_2) * sin(half_dlambda) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(h)))
