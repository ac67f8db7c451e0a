"""The geocoder's front line is what the table of control makes of it."""

from tools.map.front import TARGET, make


def test_the_committed_line_is_the_one_that_the_table_makes(tmp_path):
    made = tmp_path / "line.csv"
    assert make(made) > 5000
    assert made.read_bytes() == TARGET.read_bytes()
