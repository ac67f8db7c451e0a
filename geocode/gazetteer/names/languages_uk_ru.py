"""Lists the countries (ISO alpha-2) whose place names texts have in Ukrainian or Russian."""

LOCAL_LANGUAGE = {"UA": "uk"}
"""The language of ``Place.name_local``, where case forms and Latin spellings are made from it."""
ROMANISED = frozenset({"UA", "RU", "BY", "MD", "KZ", None})
"""Elsewhere a Cyrillic name is itself a transcription: Нью-Йорк in America is never Niu-York."""
EVERY_NAME_MATCHED = frozenset({"UA", "RU", "BY", "MD"})
"""Where even the alternate names of villages are matched to texts."""
CYRILLIC_KEPT = frozenset({"UA", "RU", "BY", "MD", "KZ", "BG", "RS", "GE", "PL", "SK", "RO"})
"""Where GeoNames' Cyrillic alternates of small places are kept."""
ALWAYS_INFLECTED = frozenset({"UA", "RU", "BY"})
"""All case forms of the small towns of Russia and Belarus make the gazetteer 1.5% larger."""
