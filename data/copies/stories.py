"""Stories from pairs: articles that are one story, directly or by way of others.

Being one story is not transitive, yet a cut version and an edited one need not resemble each other
as much as both resemble what they were made from. So a story is all that hangs together, which
depends on the pairs and on no order. ``compare`` is kept from tying what would tie everything:
digests, formulas, furniture of sites.
"""

from collections.abc import Iterable


def story_of(articles: Iterable[int], pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The number of each article's story: the smallest article of all that hang together."""
    story = {article: article for article in articles}

    def root(article: int) -> int:
        while story[article] != article:
            story[article] = story[story[article]]
            article = story[article]
        return article

    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        story[second] = first
    return {article: root(article) for article in story}
