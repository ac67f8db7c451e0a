"""Case forms."""


def case_forms(name: str, lang: str) -> frozenset[str]:
    """None yet."""
    return frozenset()
