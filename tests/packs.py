"""Reads packs as the browser does."""

import gzip
import json

import numpy as np


def unpacked(pack):
    """The head, and the arrays by name."""
    raw = gzip.decompress(pack)
    length = int.from_bytes(raw[:4], "little")
    head, at, arrays = json.loads(raw[4 : 4 + length]), 4 + length, {}
    for name, (kind, shape) in head["arrays"].items():
        array = np.frombuffer(raw, kind, count=int(np.prod(shape)), offset=at).reshape(shape)
        arrays[name] = array
        at += -(-array.nbytes // 4) * 4
    assert at == len(raw)
    return head, arrays
