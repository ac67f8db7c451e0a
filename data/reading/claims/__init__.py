"""Finds what sentences say of who took, held, left, attacked or struck a place."""

from data.reading.claims.finding import find_claims
from data.reading.claims.model import Claim

__all__ = ["Claim", "find_claims"]
