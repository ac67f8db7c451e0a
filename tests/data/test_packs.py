"""A pack holds its head and its arrays as they were, and the same content gives the same bytes."""

import gzip

import numpy as np
import pytest

from data.packs import pack_head, packed
from tests.packs import unpacked

HEAD = {"names": ["Київ", "Bakhmut"], "local": [None, "Бахмут"]}
ARRAYS = {
    "odd": np.array([1, 2, 255], "u1"),
    "big_endian": np.array([1, 256], ">u2"),
    "pairs": np.array([[1.5, 2.5], [3.5, 4.5]], "<f4"),
    "none": np.empty(0, "<u4"),
}


def test_head_and_arrays_come_back():
    head, arrays = unpacked(packed(HEAD, ARRAYS))
    assert {name: head[name] for name in HEAD} == HEAD
    assert list(arrays) == list(ARRAYS)
    for name, array in ARRAYS.items():
        assert arrays[name].tolist() == array.tolist()


def test_every_array_begins_at_a_multiple_of_four_bytes():
    raw = gzip.decompress(packed(HEAD, ARRAYS))
    length = int.from_bytes(raw[:4], "little")
    assert length % 4 == 0
    assert len(raw) == 4 + length + 4 + 4 + 16


def test_the_same_content_gives_the_same_bytes():
    assert packed(HEAD, ARRAYS) == packed(HEAD, ARRAYS)


def test_numbers_that_a_browser_cannot_read_in_place_are_refused():
    with pytest.raises(ValueError, match="array far has numbers of 8 bytes"):
        packed({}, {"far": np.array([1])})


def test_the_head_of_a_pack_is_read_without_the_rest():
    head = pack_head(packed(HEAD, ARRAYS))
    assert {name: head[name] for name in HEAD} == HEAD


def test_what_is_no_pack_has_no_head():
    with pytest.raises(ValueError, match="no pack"):
        pack_head(b"nothing of the kind")
