"""The report of an ingest: what was stored, what was skipped, and how long it took."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class IngestReport:
    """What an ingest came to; counts are of articles."""

    new: int = 0
    new_versions: int = 0
    updated: int = 0
    """Stored before with the same text; title, day or other metadata changed."""
    unchanged: int = 0
    undated: int = 0
    """Of all that were taken or unchanged, those without a published day."""
    left_out: int = 0
    """Briefs, where briefs are not wanted."""
    mentions: int = 0
    """Found in the texts that were parsed, mapped or not."""
    seconds: float = 0.0
    parsing_seconds: float = 0.0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    """Origin and reason; the reason names the place too and is fit to print alone."""
    notes: list[str] = field(default_factory=list)
    """What could not be used of articles that were taken."""

    @property
    def taken(self) -> int:
        """Articles that the store holds now because of this input, new or not."""
        return self.new + self.new_versions + self.updated + self.unchanged

    @property
    def written(self) -> int:
        """Those of them that were not there before as they are now."""
        return self.new + self.new_versions + self.updated

    def counts(self) -> dict[str, int]:
        """The counts that the store keeps of a run."""
        return {
            "new": self.new,
            "new_versions": self.new_versions,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": len(self.skipped),
        }
