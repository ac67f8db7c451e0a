"""What is kept comes back as it was; what cannot be used is said in a line, and no error."""

from datetime import date

import numpy as np
import pytest

from data.frontline.control_cache import MOST_FILES, KeptControl, read, write
from data.frontline.daily import DailyHolders

KEPT = KeptControl(
    pack=b"\x1f\x8bpack",
    holders=DailyHolders(
        first_day=date(2022, 2, 24),
        last_day=date(2026, 2, 28),
        holders=("", "RU", "UA", "contested"),
        first=np.array([1, 2, 0], np.uint8),
        day=np.array([3, 5], np.int32),
        node=np.array([2, 0], np.int32),
        code=np.array([1, 3], np.uint8),
        stated=np.array([0, 1], np.uint8),
        spoken=np.array([0, 4, 2**31 - 1], np.int32),
    ),
    last_day=date(2026, 2, 1),
    notes=("a table is broken",),
)


def test_what_was_kept_comes_back_as_it_was(tmp_path):
    folder = tmp_path / "not" / "there" / "yet"
    assert write(folder, "k", KEPT) is None
    found = read(folder, "k")
    assert isinstance(found, KeptControl)
    assert (found.pack, found.last_day, found.notes) == (KEPT.pack, KEPT.last_day, KEPT.notes)
    for name in DailyHolders.__slots__:
        assert np.array_equal(getattr(found.holders, name), getattr(KEPT.holders, name)), name
    assert [path.name for path in folder.iterdir()] == ["control-k.npz"]


def test_nothing_kept_is_nothing_to_say(tmp_path):
    assert read(tmp_path, "k") is None
    assert read(tmp_path / "absent", "k") is None


@pytest.mark.parametrize("damage", [lambda raw: b"", lambda raw: raw[:-90], lambda raw: b"x" * 99])
def test_a_broken_file_is_named_and_the_next_one_takes_its_place(tmp_path, damage):
    write(tmp_path, "k", KEPT)
    path = tmp_path / "control-k.npz"
    path.write_bytes(damage(path.read_bytes()))
    said = read(tmp_path, "k")
    assert isinstance(said, str)
    assert said.startswith(f"{path}: cannot be read (")
    assert "\n" not in said
    write(tmp_path, "k", KEPT)
    assert isinstance(read(tmp_path, "k"), KeptControl)


def test_a_byte_that_changed_on_disk_is_found(tmp_path):
    write(tmp_path, "k", KEPT)
    path = tmp_path / "control-k.npz"
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"\x1f\x8bpack") + 3] ^= 1
    path.write_bytes(raw)
    assert isinstance(read(tmp_path, "k"), str)


def test_a_folder_that_cannot_be_written_is_named_with_what_to_do(tmp_path):
    folder = tmp_path / "file"
    folder.write_text("in the way")
    said = write(folder, "k", KEPT)
    assert said is not None
    assert said.startswith(f"{folder}: the front line cannot be kept there (File exists)")
    assert said.endswith("let FRONTLINE_CACHE name a folder that can be written")


def test_only_the_newest_files_stay_and_no_others_are_touched(tmp_path):
    (tmp_path / "mine.npz").write_text("not ours")
    for number in range(MOST_FILES + 3):
        write(tmp_path, str(number), KEPT)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == MOST_FILES + 1
    assert {"mine.npz", f"control-{MOST_FILES + 2}.npz"} < set(names)
    assert "control-0.npz" not in names
