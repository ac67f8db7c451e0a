"""What tests of borrowed names ask of the geoparser."""

from geocode.geoparser import Geoparser
from geocode.model import Role


def literal(parser: Geoparser, text: str) -> set[str]:
    """The names that get a place and stand for the ground itself."""
    found = parser.parse(text)
    return {r.mention.text for r in found if r.place and r.mention.role is Role.LITERAL}
