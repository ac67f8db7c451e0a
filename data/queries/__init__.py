"""Answers questions about the stored articles under a filter."""
