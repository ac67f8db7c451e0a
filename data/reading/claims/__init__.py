"""Finds what sentences say of who took, held, left, attacked or struck a place."""

from data.model import Claim
from data.reading.claims.finding import find_claims

__all__ = ["Claim", "find_claims"]
