"""Computes a fingerprint of a text, so that a store finds likely copies without their texts.

The keys are the smallest hashes of a text's shingles, which are its runs of three words (MinHash
in its "bottom k" form). The more shingles two texts share, the more of these keys: a story and its
first paragraphs share few, so keys stay single, and sharing ``ENOUGH_KEYS`` of them makes a
candidate. Shingles with a number come first: the next entry of a series shares its form and not
its numbers. Hashes are the same on every machine and in every process.

``datasketch.MinHash``, 24 permutations with one a band, finds every copy of the gold too; but among
9,175 articles it names 53,453 candidate pairs by 213,768 keys where this names 12,444 by 104,386,
and importing it brings SciPy and half a second.
"""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt

from data.reading.copies.comparison import FEWEST_WORDS
from data.reading.copies.words import words_of

KEYS = 24
_HEAD_KEYS, _HEAD_WORDS = 10, 30
"""So many keys are of the first words alone, which an article that was cut keeps: of 250 long
articles cut to a tenth 80 in 100 become candidates in place of 45, to a quarter 90 of 77."""
ENOUGH_KEYS = 4
"""The copies of the gold share 5 and more."""
_NUMBERED_FIRST = np.uint64(6)
"""Bits that the hash of a shingle with a number is made smaller by. Of the pairs within a generated
series of daily reports one in seven is a candidate with it, and every pair without."""
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
_HALF, _SIGN = np.uint64(32), np.uint64(1)
_NINE = ord("9")


def fingerprint(text: str) -> tuple[int, ...]:
    """The keys by which copies of ``text``, as stored, are found: signed numbers of 64 bits.

    At most ``KEYS``, ascending; none for a text too short to be compared.
    """
    words = words_of(text)
    if len(words) < FEWEST_WORDS:
        return ()
    head = _shingle_hashes(words[:_HEAD_WORDS])[:_HEAD_KEYS]
    whole = _shingle_hashes(words)[: KEYS - _HEAD_KEYS]
    return tuple(np.union1d(head, whole).view(np.int64).tolist())


def _shingle_hashes(words: Sequence[str]) -> npt.NDArray[np.uint64]:
    """One hash below 2^63 of each different shingle, ascending."""
    encoded = [word.encode("utf-8", "surrogatepass") for word in words]
    hashes = np.fromiter(map(crc32, encoded), np.uint64, len(words))
    numbers = np.fromiter((word[0] <= _NINE for word in encoded), np.bool_, len(words))
    first, second, third = _FACTORS
    mixed = hashes[:-2] * first + hashes[1:-1] * second + hashes[2:] * third
    mixed ^= mixed >> _HALF  # products alone leave the low bits alike
    mixed *= first
    mixed ^= mixed >> _HALF
    numbered = numbers[:-2] | numbers[1:-1] | numbers[2:]
    return np.unique(np.where(numbered, mixed >> _NUMBERED_FIRST, mixed >> _SIGN))
