"""The words round a mention: its sentence, the one before and the one after. Offsets, no HTML.

The window is a piece of the stored text, unchanged, so the mark stays exact. Text without stops
gives sentences without end: each side of the mention is cut, between words, at 400 characters.
"""

from geocode.text import sentences

_MOST_EACH_SIDE = 400
# Sentences are looked for this far round the mention only, so that a page of excerpts from a
# book-length article costs no more than one from a short article.
_LOOK_EACH_SIDE = 1500


def window(text: str, start: int, end: int) -> tuple[str, int, int]:
    """``(piece, mark_start, mark_end)`` with ``piece[mark_start:mark_end] == text[start:end]``."""
    look_from = max(0, start - _LOOK_EACH_SIDE)
    nearby = [
        (first + look_from, last + look_from)
        for first, last in sentences(text[look_from : end + _LOOK_EACH_SIDE])
    ]
    holding = [i for i, (first, last) in enumerate(nearby) if first < end and last > start]
    if holding:
        first = nearby[max(0, holding[0] - 1)][0]
        last = nearby[min(len(nearby) - 1, holding[-1] + 1)][1]
    else:
        first, last = start, end
    first = _cut_before(text, min(first, start), start)
    last = _cut_after(text, max(last, end), end)
    return text[first:last], start - first, end - first


def _cut_before(text: str, first: int, start: int) -> int:
    if start - first <= _MOST_EACH_SIDE:
        return first
    cut = start - _MOST_EACH_SIDE
    space = text.find(" ", cut - 1, start)
    return cut if space < 0 else space + 1


def _cut_after(text: str, last: int, end: int) -> int:
    if last - end <= _MOST_EACH_SIDE:
        return last
    cut = end + _MOST_EACH_SIDE
    space = text.rfind(" ", end, cut + 1)
    return cut if space <= end else space
