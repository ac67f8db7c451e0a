import pytest

from data.cli import main
from data.model import StatedPoint
from tests.data.builders import article, store


@pytest.fixture
def run(database_url, capsys):
    def done(*arguments):
        status = main(["points", "--database", database_url, *arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return done


def test_points_are_compared_in_a_table_and_the_worst_are_named(engine, writer, run):
    points = (StatedPoint(48.59, 38.0, "Ba\x1b[31mkhmut"), StatedPoint(49.0, 32.0, "", 6))
    store(writer, article("Shelling of Kherson.", source="ACLED", points=points), "Kherson")
    status, out, err = run("--worst", "3")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "  points  no place    5 km   25 km  100 km    median  source",
        "       1         0    0.0%    0.0%    0.0%  456.6 km  all",
        "       1         0    0.0%    0.0%    0.0%  456.6 km  ACLED",
        "1 points that stand for a country are not measured",
        "     456.6 km  article 1 'Shelling of Kherson.': "
        "stated Ba\\x1b[31mkhmut (48.5900, 38.0000), ours Kherson",
    ]
    assert run("--source", "BBC") == (0, "no article here states a point\n", "")


def test_a_number_that_is_none_is_wrong_usage(run):
    status, out, err = run("--worst", "-1")
    assert (status, out) == (2, "")
    assert err.startswith("error: argument --worst: '-1' is no number from 0 to 999999; see")
