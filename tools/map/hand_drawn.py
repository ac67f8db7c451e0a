"""What the outlines of areas are made of: unions of units, lines drawn by hand, radii.

Decides where a name without an office ends: Donbas is two oblasts, the left bank is Kherson Oblast
south-east of a line in the Dnipro. Tables only; ``tools.map.areas`` turns them into outlines.
Lines are longitude, latitude in degrees, as in GeoJSON; widths are degrees.
"""

_WEST = ("UA-46", "UA-07", "UA-56", "UA-61", "UA-26", "UA-21", "UA-77")

UNIONS: dict[str, tuple[str, ...]] = {
    "frontline:donbas": ("UA-14", "UA-09"),
    "frontline:eastern-ukraine": ("UA-14", "UA-09", "UA-63"),
    "frontline:southern-ukraine": ("UA-51", "UA-48", "UA-65", "UA-23"),
    "frontline:western-ukraine": _WEST,
    "frontline:northern-ukraine": ("UA-32", "UA-30", "UA-74", "UA-59", "UA-18"),
    "frontline:central-ukraine": ("UA-71", "UA-53", "UA-35", "UA-05", "UA-12"),
    "frontline:slobozhanshchyna": ("UA-63", "UA-59"),
    "frontline:galicia": ("UA-46", "UA-61", "UA-26"),
    "frontline:podillia": ("UA-05", "UA-68"),
}
"""Areas as the first-level units that the name is used of; "Donbas" is exact, the rest are not."""

EXACT_UNIONS = frozenset({"frontline:donbas"})

TRANSNISTRIA = ("MD-SN", "MD-CAM", "MD-GRI")
"""Natural Earth's pieces of it; only the first code is an ISO one."""

CROSSED_CODES = {"RU-MOS": "RU-MOW", "RU-MOW": "RU-MOS"}
"""Natural Earth's file gives the city the oblast's code and the other way round."""

RIVERS: dict[str, tuple[str, ...]] = {
    "frontline:dnipro": ("Dnipro (Dnieper)",),
    "frontline:siverskyi-donets": ("Donets",),
    "frontline:dniester": ("Dniester",),
    "frontline:danube": ("Danube", "Bratul Chillia"),
    "frontline:don": ("Don",),
    "frontline:pripyat": ("Pripyat",),
    "frontline:desna": ("Desna",),
    "frontline:prut": ("Prut",),
    "frontline:southern-buh": ("Pivd. Buh",),
    "frontline:western-bug": ("Bug",),
    "frontline:seim": ("Seym",),
    "frontline:kuban-river": ("Kuban",),
    "frontline:vistula": ("Vistula",),
}
"""Place id to the names that Natural Earth's river lines carry."""

HAND_RIVERS: dict[str, tuple[tuple[float, float], ...]] = {
    "frontline:oskil": (
        (37.87, 50.00), (37.76, 49.91), (37.68, 49.85), (37.63, 49.77), (37.62, 49.71),
        (37.70, 49.60), (37.70, 49.53), (37.63, 49.44), (37.61, 49.38), (37.52, 49.30),
        (37.47, 49.20), (37.42, 49.12),
    ),
    "frontline:inhulets": (
        (33.33, 47.90), (33.25, 47.69), (33.27, 47.50), (33.29, 47.32), (33.16, 47.24),
        (32.99, 47.25), (32.85, 47.16), (32.80, 47.08), (32.78, 46.92), (32.80, 46.77),
        (32.80, 46.69),
    ),
    "frontline:zherebets": (
        (37.97, 49.35), (37.97, 49.22), (37.96, 49.12), (37.95, 49.02), (37.99, 48.94),
    ),
    "frontline:krasna": (
        (38.15, 49.55), (38.16, 49.41), (38.17, 49.30), (38.22, 49.18), (38.21, 49.05),
        (38.29, 48.96),
    ),
    "frontline:bakhmutka": (
        (38.00, 48.55), (38.01, 48.60), (38.09, 48.69), (38.15, 48.77), (38.20, 48.86),
        (38.21, 48.92),
    ),
    "frontline:mokri-yaly": (
        (36.83, 47.56), (36.80, 47.70), (36.81, 47.79), (36.83, 47.85), (36.76, 47.96),
        (36.70, 48.05),
    ),
}  # fmt: skip
"""Courses through the towns on them, good to about three kilometres."""

RESERVOIRS: dict[str, tuple[float, tuple[tuple[float, float], ...]]] = {
    "frontline:kakhovka-reservoir": (
        0.055,
        ((33.42, 46.82), (33.57, 46.92), (33.70, 47.06), (33.86, 47.17), (34.02, 47.32),
         (34.15, 47.45), (34.35, 47.51), (34.60, 47.53), (34.85, 47.57), (35.05, 47.62),
         (35.13, 47.75)),
    ),
    "frontline:kyiv-reservoir": (0.05, ((30.50, 50.61), (30.49, 50.85), (30.50, 51.05),
                                        (30.47, 51.20))),
    "frontline:kaniv-reservoir": (0.025, ((30.60, 50.32), (30.72, 50.15), (30.95, 50.00),
                                          (31.20, 49.95), (31.45, 49.80))),
    "frontline:kremenchuk-reservoir": (0.09, ((32.15, 49.45), (32.45, 49.35), (32.75, 49.25),
                                              (33.10, 49.12))),
    "frontline:kamianske-reservoir": (0.04, ((33.65, 48.92), (33.95, 48.80), (34.20, 48.68),
                                             (34.50, 48.55))),
    "frontline:dnipro-reservoir": (0.02, ((35.13, 48.40), (35.18, 48.25), (35.12, 48.10),
                                          (35.12, 47.95), (35.09, 47.88))),
    "frontline:oskil-reservoir": (0.02, ((37.70, 49.50), (37.62, 49.40), (37.52, 49.30),
                                         (37.47, 49.21))),
    "frontline:pechenihy-reservoir": (0.012, ((36.96, 49.88), (36.90, 50.00), (36.87, 50.10))),
    "frontline:kurakhove-reservoir": (0.008, ((37.25, 47.99), (37.34, 47.99))),
    "frontline:karlivka-reservoir": (0.008, ((37.46, 48.12), (37.50, 48.12))),
    "frontline:svitlodarsk-reservoir": (0.010, ((38.20, 48.45), (38.24, 48.45))),
}  # fmt: skip
"""Half width and middle line, as before the dams at Kakhovka and Oskil broke."""

DNIPRO_IN_KHERSON = (
    (31.00, 46.56), (31.70, 46.565), (32.00, 46.54), (32.25, 46.54), (32.45, 46.575),
    (32.58, 46.612), (32.66, 46.650), (32.72, 46.668), (32.80, 46.680), (32.87, 46.700),
    (32.96, 46.730), (33.05, 46.752), (33.12, 46.757), (33.25, 46.768), (33.37, 46.777),
    (33.43, 46.822), (33.53, 46.835), (33.62, 46.865), (33.66, 46.940), (33.69, 47.000),
    (33.72, 47.060), (33.76, 47.100),
    (33.85, 47.180), (33.97, 47.270), (34.05, 47.400), (34.20, 47.480), (34.60, 47.530),
)  # fmt: skip
"""Middle of the Dnipro from the estuary to the oblast's corner; parts the two banks."""

HAND_POLYGONS: dict[str, tuple[tuple[float, float], ...]] = {
    "frontline:kinburn-spit": (
        (31.50, 46.585), (31.60, 46.565), (31.75, 46.545), (31.75, 46.480), (31.62, 46.490),
        (31.55, 46.530),
    ),
    "frontline:serebrianskyi-forest": (
        (37.98, 48.960), (38.02, 49.010), (38.10, 49.020), (38.18, 49.010), (38.20, 48.970),
        (38.12, 48.945), (38.04, 48.940),
    ),
    "frontline:suwalki-gap": ((22.80, 54.36), (23.35, 54.25), (23.50, 53.95), (22.90, 54.00)),
    "frontline:arabat-spit": (
        (34.80, 46.17), (34.86, 46.17), (35.05, 45.70), (35.42, 45.33), (35.38, 45.30),
        (34.99, 45.68),
    ),
    "frontline:syvash": (
        (33.70, 46.16), (34.20, 46.18), (34.80, 46.14), (34.95, 45.70), (35.20, 45.40),
        (34.90, 45.55), (34.55, 45.75), (34.30, 45.92), (33.95, 45.98),
    ),
    "frontline:dnipro-buh-estuary": (
        (31.52, 46.62), (31.95, 46.65), (32.30, 46.58), (32.28, 46.50), (31.95, 46.50),
        (31.60, 46.57),
    ),
    "frontline:kerch-strait": (
        (36.40, 45.05), (36.48, 45.30), (36.58, 45.45), (36.85, 45.43), (36.68, 45.28),
        (36.62, 45.08),
    ),
}  # fmt: skip

CIRCLES: dict[str, tuple[float, float, float]] = {
    "frontline:exclusion-zone": (30.099, 51.389, 30.0),
}
"""Longitude, latitude, radius in km."""

SEAS: dict[str, tuple[tuple[float, float, float, float], tuple[float, float]]] = {
    "frontline:sea-of-azov": ((34.75, 45.27, 39.40, 47.35), (36.6, 46.1)),
    "frontline:black-sea": ((27.40, 40.85, 41.90, 46.85), (34.5, 43.6)),
}
"""Box to cut the countries out of, and a point of the water that is meant."""

COASTS: dict[str, tuple[str, tuple[str, ...], float]] = {
    "frontline:azov-coast": ("frontline:sea-of-azov", ("UA-14", "UA-23", "UA-65"), 0.30),
    "frontline:black-sea-coast": ("frontline:black-sea", ("UA-51", "UA-48", "UA-65"), 0.30),
}
"""Sea, the units whose shore it is, and how far inland the name reaches in degrees."""
