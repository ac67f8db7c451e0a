import pickle
from datetime import date

import pytest

from data.bulk.partitions import (
    partition_of,
    read_answers,
    read_jobs,
    write_answers,
    write_jobs,
)
from data.bulk.readers import ReadingFailed, ReadingJob
from data.bulk.transport import packed, unpacked_answer, unpacked_job
from data.errors import WorkersError
from tests.data.builders import article
from tests.data.bulk.workers import open_reading

JOB = ReadingJob(article("Shelling hit Bakhmut.", day="2023-03-01"), date(2026, 11, 22))


class Harm:
    def __reduce__(self):
        return (print, ("harm",))


@pytest.fixture
def partition(tmp_path):
    return partition_of([packed(JOB)], folder=tmp_path, versions="1")


def test_jobs_and_answers_come_back_as_they_were(partition):
    write_jobs(partition, [packed(JOB)])
    assert read_jobs(partition) == [JOB]
    answers = [open_reading()(JOB), ReadingFailed("no")]
    write_answers(partition, [packed(answer) for answer in answers])
    assert [unpacked_answer(a) for a in read_answers(partition, count=2)] == answers
    partition.remove()
    assert list(partition.folder.iterdir()) == []


def test_a_partition_is_named_by_what_is_in_it_and_by_who_reads_it(tmp_path):
    other = packed(ReadingJob(JOB.known, date(2026, 11, 23)))
    keys = {
        partition_of(jobs, folder=tmp_path, versions=versions).key
        for jobs, versions in (([packed(JOB)], "1"), ([packed(JOB)], "2"), ([other], "1"))
    }
    assert len(keys) == 3
    assert partition_of([packed(JOB)], folder=tmp_path, versions="1").key in keys


@pytest.mark.parametrize("spoil", ["cut short", "altered", "of another length"])
def test_answers_that_are_not_whole_are_none(partition, spoil):
    write_answers(
        partition, [packed(ReadingFailed("no"))] * (2 if spoil == "of another length" else 1)
    )
    path = partition.answers_path
    content = path.read_bytes()
    if spoil == "cut short":
        path.write_bytes(content[:-20])
    if spoil == "altered":
        path.write_bytes(content[:40] + bytes([content[40] ^ 1]) + content[41:])
    assert read_answers(partition, count=1) is None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (pickle.dumps(Harm()), r"builtins\.print is no value of this program"),
        (pickle.dumps(date(2023, 3, 1)), "an article's reading was expected, not a date"),
        (packed(JOB), "an article's reading was expected, not a ReadingJob"),
        (b"", "cannot be used"),
    ],
    ids=["a call", "a day", "a job", "nothing"],
)
def test_what_is_no_answer_does_nothing_and_is_refused(content, told, capsys):
    with pytest.raises(WorkersError, match=told):
        unpacked_answer(content)
    assert capsys.readouterr().out == ""


def test_functions_of_this_program_are_no_values_either():
    with pytest.raises(WorkersError, match=r"data\.bulk\.transport\.packed is no value"):
        unpacked_job(pickle.dumps(packed))
