"""Sizes at which the counts change from one way of counting to another; tests make them small."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The measured sizes; the answers are the same whatever they are."""

    rows_a_period: int = 150_000
    """Mentions in a period: counting those of two periods that a filter cuts takes 1 ms."""
    few_days: int = 500_000
    """Mentions whose days are compared one by one: 500,000 take 8 ms, as the walk does."""
    few_days_at_first: int = 3_000_000
    """As ``few_days`` the first time, when what the walk needs has not been read yet: reading it
    takes as long as comparing these."""
    single_steps: int = 3
    """Steps of the walk that look at one mention, before steps that look at ever more."""
    most_flags: int = 1 << 28
    """Pairs of source and place that are marked by a byte each; above, those met are sorted."""
    large_part: int = 20_000
    """Articles; below, there is one part only: packing it whole takes 0.1 s."""


MEASURED = Limits()
